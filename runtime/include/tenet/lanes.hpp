#pragma once

#include <cstdint>
#include <utility>

/// Walks over a constexpr program.
namespace tenet {

/// Numbers that a function is expanded over.
template <std::uint32_t... Lane>
struct Lanes {};

template <std::uint32_t... Lane>
constexpr Lanes<Lane...> as_lanes(std::integer_sequence<std::uint32_t, Lane...>);

/// The numbers 0 … Count - 1.
template <std::uint32_t Count>
using LanesUpTo = decltype(as_lanes(std::make_integer_sequence<std::uint32_t, Count>{}));

/// Walks go in chunks of so many. A record has no more fields.
inline constexpr std::uint32_t chunk_size = 64;

/// The lanes of the chunk that begins at First, of Count things in all.
template <std::uint32_t First, std::uint32_t Count>
using ChunkAt = LanesUpTo<(Count - First < chunk_size ? Count - First : chunk_size)>;

}  // namespace tenet
