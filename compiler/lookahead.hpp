#pragma once

#include "compiler/tokens.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// What tokens settle that the grammar alone does not; the parser asks, and whoever reads a file by the same grammar.
namespace tenet::compiler {

/// More than any list has.
inline constexpr std::int64_t last_position = 999'999;

/// The number in `第3条` or `第3`; 0 if the word is neither.
std::int64_t position_in(std::string_view word);

/// Whether `in` or 按 at a token begins the calendar of what stands before it; `list_is_due`: an aggregate waits for its `in LIST`.
bool calendar_follows(const Tokens& tokens, std::size_t token, bool list_is_due);

}  // namespace tenet::compiler
