#include "compiler/words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

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
constexpr std::size_t hash(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const std::size_t last = text.size() - 1;
    std::size_t value = text.size() * 0x9E5U;
    value += byte(0) * 0x2F1U + byte(last) * 0x1B7U + byte(last / 2) * 0x4CDU;
    value += byte(last > 0 ? 1 : 0) * 0x61U + byte(last > 0 ? last - 1 : 0) * 0x3D3U;
    return (value ^ (value >> 7U)) % slots;
}

/// Open addressing; built by the compiler.
constexpr std::array<Spelling, slots> table = [] {
    std::array<Spelling, slots> result{};
    for (const Spelling& spelling : spellings) {
        if (spelling.text.empty() || spelling.text.find(' ') != std::string_view::npos) continue;
        std::size_t slot = hash(spelling.text);
        while (!result[slot].text.empty())
            slot = (slot + 1) % slots;
        result[slot] = spelling;
    }
    return result;
}();

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
    for (std::size_t slot = hash(spelling); !table[slot].text.empty(); slot = (slot + 1) % slots)
        if (table[slot].text == spelling) return table[slot].kind;
    return Kind::Name;
}

const RefusedWord* find_refused(std::string_view spelling) {
    for (const RefusedWord& word : refused_words)
        if (word.spelling == spelling) return &word;
    return nullptr;
}

}  // namespace tenet::compiler
