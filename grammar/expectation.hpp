#pragma once

#include <cstdint>

/// How errors.hpp says what is missing where a rule that must match does not.
namespace tenet::grammar {

/// What the failed rule would have left behind, which has to be made up.
enum class Leaves : std::uint8_t { Nothing, Value };

/// Why the fault may deserve more than "expected this, found that".
enum class Where : std::uint8_t {
    Plain,
    Operand,    ///< a value: a text or a later form may stand there
    NewName,    ///< a name being declared: a reserved word may stand there
    RangeTo,    ///< after `in X`: a group instead of a range
    Paren,      ///< a parenthesis is open
    Chained,    ///< a second comparison
    Statement,  ///< the end of a statement
    Item,       ///< the end of a choice's value or of a record's field, or of what stands before the first
    Paragraph,  ///< a paragraph of a source
    Take,       ///< after the condition of a case in Chinese
};

/// What is said to be missing, in both languages, and what kind of place it is.
struct Expectation {
    const char *en, *zh;
    Where place = Where::Plain;
    Leaves leaves = Leaves::Nothing;
};

/// One for each rule that must match somewhere; the rows stand in errors.hpp.
template <class Rule>
inline constexpr Expectation expectation = {nullptr, nullptr};

}  // namespace tenet::grammar
