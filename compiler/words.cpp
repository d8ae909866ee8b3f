#include "compiler/words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace tenet::compiler {

namespace {

struct Spelling {
    std::string_view text;
    Kind kind = Kind::Name;
};

constexpr Spelling spellings[] = {
#define WORD(id, class, en, zh) {en, Kind::Word##id}, {zh, Kind::Word##id},
#define ALSO(id, spelling) {spelling, Kind::Word##id},
#define REFUSED(spelling, en, zh) {spelling, Kind::Bad},
#include "grammar/keywords.def"
};

constexpr RefusedWord refused_words[] = {
#define REFUSED(spelling, en, zh) {spelling, en, zh},
#include "grammar/keywords.def"
};

constexpr std::size_t longest_word = [] {
    std::size_t longest = 0;
    for (const Spelling& spelling : spellings)
        longest = std::max(longest, spelling.text.size());
    return longest;
}();

constexpr std::size_t slots = 1024;

/// Length, the first and the last bytes: enough to tell the words apart and read without walking the spelling.
constexpr std::uint32_t hash(std::string_view text) {
    const auto byte = [&](std::size_t at) { return std::uint32_t{static_cast<unsigned char>(text[at])}; };
    const std::size_t last = text.size() - 1;
    std::uint32_t value = static_cast<std::uint32_t>(text.size()) * 0x9E5U;
    value += byte(0) * 0x2F1U + byte(last) * 0x1B7U + byte(last / 2) * 0x4CDU;
    value += byte(last > 0 ? 1 : 0) * 0x61U + byte(last > 0 ? last - 1 : 0) * 0x3D3U;
    return value ^ (value >> 7U);
}

/// Open addressing, built by the compiler; most words that are none of ours are told by the whole hash alone.
struct Slot {
    std::uint32_t hash = 0;
    Kind kind = Kind::End;  ///< End in an empty slot
    std::string_view text;
};

constexpr std::array<Slot, slots> table = [] {
    std::array<Slot, slots> result{};
    for (const Spelling& spelling : spellings) {
        if (spelling.text.empty() || spelling.text.find(' ') != std::string_view::npos) continue;
        std::size_t slot = hash(spelling.text) % slots;
        while (result[slot].kind != Kind::End)
            slot = (slot + 1) % slots;
        result[slot] = {hash(spelling.text), spelling.kind, spelling.text};
    }
    return result;
}();

/// Words are short: a loop is quicker than a call.
bool same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i]) return false;
    return true;
}

constexpr bool everywhere_comes_first() {
    for (const WordRow& row : word_rows)
        if ((row.word_class == WordClass::Everywhere) != is_reserved(row.kind)) return false;
    return true;
}

static_assert(everywhere_comes_first(), "keywords.def lists the words reserved everywhere first");
static_assert(static_cast<std::size_t>(Kind::Name) < 256, "a token is one byte");

}  // namespace

Kind classify(std::string_view spelling) {
    if (spelling.empty() || spelling.size() > longest_word) return Kind::Name;
    const std::uint32_t wanted = hash(spelling);
    for (std::size_t slot = wanted % slots; table[slot].kind != Kind::End; slot = (slot + 1) % slots)
        if (table[slot].hash == wanted && same(table[slot].text, spelling)) return table[slot].kind;
    return Kind::Name;
}

const RefusedWord* find_refused(std::string_view spelling) {
    for (const RefusedWord& word : refused_words)
        if (word.spelling == spelling) return &word;
    return nullptr;
}

}  // namespace tenet::compiler
