#pragma once

#include "compiler/words.hpp"

#include <cstdint>
#include <string_view>

namespace tenet::compiler {

/// The two ways to write a policy.
enum class Skin : std::uint8_t { En, Zh };

/// The skin of a spelling: words in letters are English.
constexpr Skin skin_of(std::string_view spelling) {
    return static_cast<unsigned char>(spelling.front()) < 0x80 ? Skin::En : Skin::Zh;
}

/// How a word or sign is written in a skin; empty if that skin has no such word.
std::string_view spelling(Kind kind, Skin skin);

}  // namespace tenet::compiler
