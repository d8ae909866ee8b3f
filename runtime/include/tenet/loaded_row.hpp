#pragma once

#include "tenet/fact.hpp"
#include "tenet/interpret.hpp"

/// Typed facts as the interpreter takes them. A generated header describes its policy by a class, below called Traits:
///
///     struct Table {
///         using Facts = …;                           // one BasicFact per fact, in order of declaration
///         static constexpr tenet::Program program = …;
///         template <std::uint32_t K> static constexpr const auto& fact(const Facts& facts);   // fact K
///     };
namespace tenet {

/// The numbers 0 … 63: walks over a constexpr program go in chunks of so many.
template <std::uint32_t... Lane>
struct Lanes {};
using Chunk = Lanes<0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
                    25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46,
                    47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63>;
inline constexpr std::uint32_t chunk_size = 64;

/// All facts of a policy, side by side, as the interpreter takes them.
template <class Traits>
struct LoadedRow {
    Loaded facts[Traits::program.fact_count + 1];

    TENET_INLINE constexpr Loaded load(std::uint32_t slot) const { return facts[slot]; }
};

template <class Traits, std::uint32_t K>
TENET_INLINE constexpr void load_fact(const typename Traits::Facts& facts, LoadedRow<Traits>& row) {
    if constexpr (K < Traits::program.fact_count) row.facts[K] = Traits::template fact<K>(facts).loaded();
}

template <class Traits, std::uint32_t First, std::uint32_t... Lane>
TENET_APART constexpr void load_chunk(const typename Traits::Facts& facts, LoadedRow<Traits>& row,
                                      Lanes<Lane...>) {
    (load_fact<Traits, First + Lane>(facts, row), ...);
}

template <class Traits, std::uint32_t First = 0>
constexpr void load_from(const typename Traits::Facts& facts, LoadedRow<Traits>& row) {
    if constexpr (First < Traits::program.fact_count) {
        load_chunk<Traits, First>(facts, row, Chunk{});
        load_from<Traits, First + chunk_size>(facts, row);
    }
}

/// Reads every fact of a policy.
template <class Traits>
constexpr LoadedRow<Traits> load_all(const typename Traits::Facts& facts) {
    LoadedRow<Traits> row{};
    load_from<Traits>(facts, row);
    return row;
}

/// The first fact that is refused, or `no_fact`; whatever was asked, a refusal covers the whole question.
template <class Traits>
constexpr std::uint32_t first_refused_of(const LoadedRow<Traits>& row) {
    if (planted(Fault::GateOutOfRange)) return no_fact;
    return first_refused(Traits::program, row);
}

}  // namespace tenet
