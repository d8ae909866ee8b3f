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

/// Characters that print nothing or change the order of what is printed.
constexpr CharacterRange hidden_ranges[] = {
#define HIDDEN(first, last) {first, last},
#include "tenet/hidden_characters.def"
#undef HIDDEN
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
