#include "compiler/display.hpp"

#include "compiler/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace tenet::compiler {
namespace {

struct CharacterRange {
    char32_t first, last;
};

constexpr CharacterRange wide_ranges[] = {
#define WIDE(first, last) {first, last},
#define ZERO(first, last)
#include "compiler/display_width.def"
#undef WIDE
#undef ZERO
};

constexpr CharacterRange zero_ranges[] = {
#define WIDE(first, last)
#define ZERO(first, last) {first, last},
#include "compiler/display_width.def"
#undef WIDE
#undef ZERO
};

/// Characters that print nothing or change the order of what is printed; controls come first.
constexpr CharacterRange hidden_ranges[] = {
    {0x0, 0x1F},      {0x7F, 0x9F},       {0xAD, 0xAD},       {0x34F, 0x34F},     {0x61C, 0x61C},
    {0x115F, 0x1160}, {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E},
    {0x2060, 0x206F}, {0x3164, 0x3164},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

template <std::size_t N>
bool within(const CharacterRange (&ranges)[N], char32_t character) {
    const auto* after = std::upper_bound(std::begin(ranges), std::end(ranges), character,
                                         [](char32_t c, const CharacterRange& r) { return c < r.first; });
    return after != std::begin(ranges) && character <= std::prev(after)->last;
}

std::string escaped(char32_t character) {
    auto value = static_cast<std::uint32_t>(character);
    return value > 0xFFFF ? fmt::format("\\U{:08X}", value) : fmt::format("\\u{:04X}", value);
}

}  // namespace

std::size_t display_width(char32_t character) {
    if (character < 0x300) return 1;
    if (within(zero_ranges, character)) return 0;
    return within(wide_ranges, character) ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size();) {
        Decoded next = decode_utf8(text, i);
        width += next.valid ? display_width(next.character) : 4;
        i += next.length;
    }
    return width;
}

bool hidden_character(char32_t character) { return within(hidden_ranges, character); }

std::string displayed(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        Decoded next = decode_utf8(text, i);
        if (!next.valid)
            out += fmt::format("\\x{:02X}", static_cast<unsigned char>(text[i]));
        else if (hidden_character(next.character))
            out += escaped(next.character);
        else
            out += text.substr(i, next.length);
        i += next.length;
    }
    return out;
}

}  // namespace tenet::compiler
