#pragma once

#include "compiler/tokens.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// The names that a file declares, whatever its faults, for messages about words that are none of them.
class DeclaredNames {
public:
    DeclaredNames(const Tokens& tokens, std::string_view text);
    bool contains(std::string_view name) const;

private:
    void add(std::string_view name);

    std::vector<std::string_view> slots_;
};

/// The run taken apart into words of the language, declared names and numbers, one blank between them;
/// empty if it does not come apart. Only messages do this: the language itself never guesses.
std::string spaced(std::string_view run, const DeclaredNames& names);

/// `三年` in digits (`3年`), or empty if it is not a number in words with a unit.
std::string in_digits(std::string_view word);

} // namespace tenet::compiler
