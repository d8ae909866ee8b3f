#pragma once

#include "compiler/tokens.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// The names that a file declares, whatever its faults, for messages about words that are none of them. It holds
/// their hashes only, as two names of one hash would at worst make a message less helpful.
class DeclaredNames {
  public:
    DeclaredNames(const Tokens& tokens, std::string_view text);
    bool contains(std::string_view name) const;

  private:
    std::vector<std::uint64_t> slots_;  ///< hashes of whole names; 0 is an empty slot
};

/// The run taken apart into words of the language, declared names and numbers, one blank between them;
/// empty if it does not come apart. Only messages do this: the language itself never guesses.
std::string spaced(std::string_view run, const DeclaredNames& names);

/// `三年` in digits (`3年`), or empty if it is not a number in words with a unit.
std::string in_digits(std::string_view word);

}  // namespace tenet::compiler
