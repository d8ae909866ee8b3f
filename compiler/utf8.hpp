#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tenet::compiler {

/// What some programs put before a file in UTF-8.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// One character taken from UTF-8 bytes; not `valid` where they do not form one, and then `length` is 1.
struct Decoded {
    char32_t character = 0;
    std::size_t length = 1;
    bool valid = false;
};

/// The character that begins at `offset` < text.size(); overlong forms and surrogates are not valid.
Decoded decode_utf8(std::string_view text, std::size_t offset);

/// The UTF-8 form of a character up to U+10FFFF.
std::string encode_utf8(char32_t character);

/// The offset of the first byte that is not UTF-8, or text.size() if all of it is.
std::size_t valid_utf8_prefix(std::string_view text);

/// True for the bytes that continue a character, which are not counted in columns.
constexpr bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// A text without blanks and line ends around it.
std::string_view trimmed(std::string_view text);

}  // namespace tenet::compiler
