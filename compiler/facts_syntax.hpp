#pragma once

#include "compiler/facts.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tenet::compiler {

/// Follows a JSON reader through the text token by token, so that every token's place is known.
class TokenCursor {
  public:
    explicit TokenCursor(std::string_view text) : text_(text) {}

    /// Takes the next token, of text that the reader has found to be valid up to its end, and gives its offset.
    std::size_t take();
    /// Where the tokens taken end.
    std::size_t end() const { return at_; }
    /// The bytes of the token that begins at `offset`.
    std::string_view token(std::size_t offset) const;

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

/// What a JSON reader had taken when it gave up, which says what may follow.
enum class Taken : std::uint8_t {
    Nothing,
    ObjectStart,
    ArrayStart,
    Name,
    ValueOfObject,
    ValueOfArray,
    Whole
};

/// Where and how it gave up: the byte it stopped at, and whether at a number that no machine holds.
struct Stop {
    std::size_t failed = 0;
    bool too_large = false;
};

/// Says what is wrong where a JSON reader gave up; `after` is where the tokens that it took end. The problem's
/// offset is set.
FactsProblem syntax_problem(std::string_view text, std::size_t after, Taken taken, const Stop& stop);

/// What is wrong with a word or number that the reader took part of, as it takes the `0` of `03`; else nothing.
std::optional<FactsProblem> word_problem(std::string_view token, std::size_t offset);

/// Finds the first NUL or byte that is not UTF-8; such text is not given to the JSON reader, which takes a NUL for
/// the end.
bool find_bad_byte(std::string_view text, FactsProblem& problem);

/// The line and column of offsets of one text; quick if they are asked in order.
class PlaceFinder {
  public:
    explicit PlaceFinder(std::string_view text) : text_(text) {}
    Place at(std::size_t offset);

  private:
    std::string_view text_;
    std::size_t reached_ = 0;
    Place place_;
};

}  // namespace tenet::compiler
