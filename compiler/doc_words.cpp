#include "compiler/doc_words.hpp"

#include "compiler/utf8.hpp"

namespace tenet::compiler::doc {
namespace {

struct WordPair {
    std::string_view zh, en;
};

constexpr WordPair word_pairs[] = {
#define WORD(id, zh, en) {zh, en},
#include "compiler/doc_words.def"
#undef WORD
};

}  // namespace

TableText words(Word word) {
    const WordPair& pair = word_pairs[static_cast<std::size_t>(word)];
    return {std::string(pair.en), std::string(pair.zh)};
}

bool has_han(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const Decoded next = decode_utf8(text, i);
        const char32_t c = next.character;
        if (next.valid && ((c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF))) return true;
        i += next.length;
    }
    return false;
}

}  // namespace tenet::compiler::doc
