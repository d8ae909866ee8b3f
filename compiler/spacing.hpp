#pragma once

#include "compiler/ast.hpp"
#include "compiler/tokens.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// The names that files declare, for messages about words that are none of them. It holds their
/// hashes only, as two names of one hash would at worst make a message less helpful.
class DeclaredNames {
  public:
    DeclaredNames() : slots_(16) {}
    /// Adds what one file declares, whatever its faults.
    void add(const Tokens& tokens, std::string_view text);
    /// Adds what the tree declares beyond what it declared the last time.
    void add(const ast::File& tree);
    bool contains(std::string_view name) const;

  private:
    void note(std::string_view name);
    void grow();

    std::vector<std::uint64_t> slots_;  ///< hashes of whole names; 0 is an empty slot
    std::size_t count_ = 0;
    std::size_t items_ = 0;  ///< of the tree that have been added
};

/// The run taken apart into words of the language, declared names and numbers, one blank between them;
/// empty if it does not come apart. Only messages do this: the language itself never guesses.
std::string spaced(std::string_view run, const DeclaredNames& names);

/// `三年` or `三年内` in digits (`3年`, `3年内`), or empty if it is not a number in words with a unit.
std::string in_digits(std::string_view word);

}  // namespace tenet::compiler
