#pragma once

#include "tenet/program.hpp"

/// Texts of a program's pool.
namespace tenet {

/// The languages that texts come in.
enum class Lang : std::uint8_t { zh, en };

/// A text of a program's pool, or an empty one.
constexpr const char* text_of(const Program& program, std::uint32_t offset) {
    return offset == no_text ? "" : program.pool + offset;
}

/// A text in the language asked for, else in the other, else an empty one.
constexpr const char* text_of(const Program& program, std::uint32_t en, std::uint32_t zh, Lang lang) {
    const std::uint32_t asked = lang == Lang::en ? en : zh;
    return text_of(program, asked != no_text ? asked : lang == Lang::en ? zh : en);
}

}  // namespace tenet
