#pragma once

#include "tenet/inline.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

/// The checksum of tables: XXH64, which reads memory nearly as fast as it comes and needs nothing but multiplications of 64 bits,
/// so that it runs alike on every processor and in constant expressions. It finds accidents, a file that was cut off or of which bits
/// have flipped; who wants to deceive can make any checksum fit.
namespace tenet {

namespace checksum {

static_assert(std::endian::native == std::endian::little, "numbers are read as they lie: little-endian only");

inline constexpr std::uint64_t prime1 = 0x9E3779B185EBCA87, prime2 = 0xC2B2AE3D27D4EB4F,
                               prime3 = 0x165667B19E3779F9, prime4 = 0x85EBCA77C2B2AE63,
                               prime5 = 0x27D4EB2F165667C5;

TENET_INLINE constexpr std::uint64_t turned(std::uint64_t x, int by) { return x << by | x >> (64 - by); }

/// A little-endian number of so many bytes.
template <class N>
TENET_INLINE constexpr N number_at(const std::byte* at) {
    N number = 0;
    if (!std::is_constant_evaluated()) {
        __builtin_memcpy(&number, at, sizeof number);
        return number;
    }
    for (std::size_t i = 0; i < sizeof(N); ++i)
        number = static_cast<N>(number | static_cast<N>(static_cast<N>(at[i]) << (8 * i)));
    return number;
}

TENET_INLINE constexpr std::uint64_t round(std::uint64_t sum, std::uint64_t word) {
    return turned(sum + word * prime2, 31) * prime1;
}

TENET_INLINE constexpr std::uint64_t merged(std::uint64_t hash, std::uint64_t sum) {
    return (hash ^ round(0, sum)) * prime1 + prime4;
}

/// What fewer than 32 bytes at the end add.
constexpr std::uint64_t tail(std::uint64_t hash, const std::byte* at, std::size_t left) {
    for (; left >= 8; left -= 8, at += 8)
        hash = turned(hash ^ round(0, number_at<std::uint64_t>(at)), 27) * prime1 + prime4;
    if (left >= 4) {
        hash = turned(hash ^ number_at<std::uint32_t>(at) * prime1, 23) * prime2 + prime3;
        left -= 4;
        at += 4;
    }
    for (; left > 0; --left, ++at)
        hash = turned(hash ^ std::to_integer<std::uint64_t>(*at) * prime5, 11) * prime1;
    hash = (hash ^ hash >> 33) * prime2;
    hash = (hash ^ hash >> 29) * prime3;
    return hash ^ hash >> 32;
}

}  // namespace checksum

/// XXH64 of so many bytes.
constexpr std::uint64_t checksum_of(const std::byte* bytes, std::size_t size, std::uint64_t seed = 0) {
    using namespace checksum;
    const std::byte* at = bytes;
    std::size_t left = size;
    std::uint64_t hash = seed + prime5;
    if (size >= 32) {
        std::uint64_t a = seed + prime1 + prime2, b = seed + prime2, c = seed, d = seed - prime1;
        for (; left >= 32; left -= 32, at += 32) {
            a = round(a, number_at<std::uint64_t>(at));
            b = round(b, number_at<std::uint64_t>(at + 8));
            c = round(c, number_at<std::uint64_t>(at + 16));
            d = round(d, number_at<std::uint64_t>(at + 24));
        }
        hash = turned(a, 1) + turned(b, 7) + turned(c, 12) + turned(d, 18);
        hash = merged(merged(merged(merged(hash, a), b), c), d);
    }
    return tail(hash + size, at, left);
}

}  // namespace tenet
