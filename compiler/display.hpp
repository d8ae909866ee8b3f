#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tenet::compiler {

/// Cells of a terminal that a character takes: 汉字 and full-width punctuation 2, combining marks 0, others 1.
std::size_t display_width(char32_t character);

/// The same for a text; bytes that are not UTF-8 count as they are shown by `displayed`.
std::size_t display_width(std::string_view text);

/// True for characters that would be invisible or would reorder what is printed: controls, bidi and zero-width.
bool hidden_character(char32_t character);

/// The text as it may be printed: hidden characters as `\u202E`, bytes that are not UTF-8 as `\xB0`.
std::string displayed(std::string_view text);

}  // namespace tenet::compiler
