#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tenet::compiler {

/// True for ASCII letters, digits and `_`.
constexpr bool ascii_alnum(char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           byte == '_';
}

/// The text with full-width letters, digits and signs replaced by the ASCII ones that they stand for.
std::string narrow(std::string_view text);

/// Bytes of the digit at the start of the text, 0 if there is none; full-width ones take three.
std::size_t digit_length(std::string_view text);

/// What that digit is worth.
int digit_value(std::string_view text);

/// Takes up to `most` digits off the front and gives their number.
int take_digits(std::string_view& text, int most);

/// Takes one sign off the front: one ASCII byte or one character of three bytes.
void take_sign(std::string_view& text);

}  // namespace tenet::compiler
