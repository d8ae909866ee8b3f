#pragma once

#include "compiler/table.hpp"

#include <cstdint>
#include <string_view>

/// What the page itself says, in both languages.
namespace tenet::compiler::doc {

enum class Word : std::uint8_t {
#define WORD(id, zh, en) id,
#include "compiler/doc_words.def"
#undef WORD
};

TableText words(Word word);

/// Whether a 汉字 stands in it: of texts that do not say which language they are in.
bool has_han(std::string_view text);

}  // namespace tenet::compiler::doc
