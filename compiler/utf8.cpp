#include "compiler/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace tenet::compiler {
namespace {

/// What a first byte says: the length of its character (0 if none begins so) and the bits it gives.
struct Lead {
    std::size_t length;
    char32_t bits;
    char32_t least;  ///< a smaller character has a shorter form
};

Lead lead(unsigned char byte) {
    if (byte < 0x80) return {1, byte, 0};
    if (byte >= 0xC2 && byte < 0xE0) return {2, byte & 0x1FU, 0x80};
    if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0FU, 0x800};
    if (byte >= 0xF0 && byte < 0xF5) return {4, byte & 0x07U, 0x10000};
    return {0, 0, 0};
}

}  // namespace

Decoded decode_utf8(std::string_view text, std::size_t offset) {
    Lead first = lead(static_cast<unsigned char>(text[offset]));
    if (first.length == 0 || first.length > text.size() - offset) return {};
    char32_t character = first.bits;
    for (std::size_t i = 1; i < first.length; ++i) {
        char byte = text[offset + i];
        if (!continues_character(byte)) return {};
        character = (character << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
    }
    bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    if (character < first.least || character > 0x10FFFF || surrogate) return {};
    return {character, first.length, true};
}

std::string encode_utf8(char32_t character) {
    auto tail = [](char32_t bits) { return static_cast<char>(0x80U | (bits & 0x3FU)); };
    if (character < 0x80) return {static_cast<char>(character)};
    if (character < 0x800) return {static_cast<char>(0xC0U | (character >> 6U)), tail(character)};
    if (character < 0x10000)
        return {static_cast<char>(0xE0U | (character >> 12U)), tail(character >> 6U), tail(character)};
    return {static_cast<char>(0xF0U | (character >> 18U)), tail(character >> 12U), tail(character >> 6U),
            tail(character)};
}

std::size_t valid_utf8_prefix(std::string_view text) {
    std::size_t offset = 0;
    while (offset < text.size()) {
        // Nearly all that is ever checked is ASCII, which goes by eight bytes at a time.
        for (std::uint64_t eight = 0; offset + sizeof eight <= text.size(); offset += sizeof eight) {
            std::memcpy(&eight, text.data() + offset, sizeof eight);
            if ((eight & 0x8080808080808080U) != 0) break;
        }
        if (offset == text.size()) break;
        if (static_cast<unsigned char>(text[offset]) < 0x80) {
            ++offset;
            continue;
        }
        Decoded next = decode_utf8(text, offset);
        if (!next.valid) return offset;
        offset += next.length;
    }
    return offset;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace tenet::compiler
