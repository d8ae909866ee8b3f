#include "compiler/digits.hpp"

namespace tenet::compiler {

std::string narrow(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = [&](std::size_t offset) { return static_cast<unsigned char>(text[at + offset]); };
        if (byte(0) == 0xEF && at + 2 < text.size() && (byte(1) == 0xBC || byte(1) == 0xBD)) {
            const unsigned code = (byte(1) - 0xBCU) * 64 + byte(2) - 0x81U + 0x21U;
            out += static_cast<char>(code);
            at += 2;
        } else {
            out += text[at];
        }
    }
    return out;
}

namespace {

bool ascii_digit(char byte) { return byte >= '0' && byte <= '9'; }

}  // namespace

std::size_t digit_length(std::string_view text) {
    if (text.empty()) return 0;
    if (ascii_digit(text[0])) return 1;
    const bool wide = text.size() >= 3 && text[0] == '\xEF' && text[1] == '\xBC' &&
                      static_cast<unsigned char>(text[2]) >= 0x90 &&
                      static_cast<unsigned char>(text[2]) <= 0x99;
    return wide ? 3 : 0;
}

int digit_value(std::string_view text) { return ascii_digit(text[0]) ? text[0] - '0' : text[2] - '\x90'; }

int take_digits(std::string_view& text, int most) {
    int value = 0;
    for (std::size_t length = digit_length(text); length != 0 && most > 0;
         length = digit_length(text), --most) {
        value = value * 10 + digit_value(text);
        text.remove_prefix(length);
    }
    return value;
}

void take_sign(std::string_view& text) {
    text.remove_prefix(static_cast<unsigned char>(text[0]) < 0x80 ? 1 : 3);
}

}  // namespace tenet::compiler
