#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/ids.hpp"
#include "compiler/source.hpp"
#include "compiler/words.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// Where a token stands; `value` leads to more (see `Tokens`).
struct Token {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t value : 31 = 0;
    std::uint32_t first_on_line : 1 = 0;
};

/// What a number or a date is worth.
struct Amount {
    std::int64_t value = 0;  ///< value × 10^decimals, or days since 1900-01-01
    ast::Unit unit = ast::Unit::None;
    std::uint8_t decimals = 0;
};

/// A file as a string of kinds, one byte a token, closed by End; the places stand beside it.
/// INVARIANT: kinds.size() == places.size().
struct Tokens {
    std::vector<char> kinds;
    std::vector<Token>
        places;  ///< Digits, Day: value is an index into amounts; LeftParen: its RightParen or 0;
                 ///< Paragraph: the number
    std::vector<Amount> amounts;
    std::vector<Span>
        run_ons;  ///< numbers with a run after them that is no word: reported once names are known

    Kind kind(std::size_t index) const { return static_cast<Kind>(static_cast<unsigned char>(kinds[index])); }
};

/// Bytes of the longest unit that begins the text, 0 if none does.
std::size_t unit_length(std::string_view text);

/// Whether a word stands behind what is counted, and makes no unit: 次, 份.
bool is_measure_word(std::string_view word);

/// The right way to write a unit that stands apart or is spelt out (`years` is `y`), or empty.
std::string_view right_unit(std::string_view word);

/// A text without its quotation marks.
inline std::string_view unquoted(std::string_view quoted) {
    const std::size_t quote = quoted[0] == '"' ? 1 : 3;
    return quoted.substr(quote, quoted.size() - 2 * quote);
}

/// Takes a file apart; what it refuses is reported here and leaves a Bad token behind.
Tokens lex(const SourceFile& source, std::uint32_t file, Diagnostics& diagnostics);

}  // namespace tenet::compiler
