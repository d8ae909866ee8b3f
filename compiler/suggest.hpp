#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace tenet::compiler {

/// How many characters were left out, added, changed or swapped with their neighbour to make `b` of `a`;
/// more than `limit` comes back as `limit` + 1.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit);

/// The candidate that the writer of `wanted` most likely meant, or an empty view if none is near enough;
/// among equally near ones the first in byte order, whatever the order they are given in.
std::string_view suggest(std::string_view wanted, std::span<const std::string_view> candidates);

}  // namespace tenet::compiler
