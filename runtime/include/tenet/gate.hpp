#pragma once

#include "tenet/fact.hpp"
#include "tenet/interpret.hpp"

/// Typed facts and their gate. A generated header describes its policy by a class, below called Traits:
///
///     struct Table {
///         using Facts = …;                           // one BasicFact per fact, in order of declaration
///         static constexpr tenet::Program program = …;
///         template <std::uint32_t K> static constexpr const auto& fact(const Facts& facts);   // fact K
///     };
namespace tenet {

/// The numbers 0 … 63: walks over a constexpr program go in chunks of so many.
template <std::uint32_t... I>
struct Lanes {};
using Chunk = Lanes<0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
                    25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46,
                    47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63>;
inline constexpr std::uint32_t chunk_size = 64;

/// A fact that is known or legally none, as a value.
template <class F>
TENET_INLINE constexpr Value known_value(const F& fact) {
    if constexpr (F::or_none)
        return fact.is_known() ? fact.value() : none_value;
    else
        return fact.value();
}

/// The top bit is set unless the fact is known or legally none. Of the codes only …01 has bit 0, which takes it away.
template <class F>
TENET_INLINE constexpr typename F::Raw gate_bits(const F& fact) {
    using Raw = typename F::Raw;
    const Raw raw = fact.raw();
    if constexpr (F::or_none)
        return static_cast<Raw>(raw & static_cast<Raw>(~(std::uint64_t{raw} << (sizeof(Raw) * 8 - 1))));
    else
        return raw;
}

/// The top bit is set if the fact is out of range: of the codes only …10 has bit 1.
template <class F>
TENET_INLINE constexpr typename F::Raw refusal_bits(const F& fact) {
    using Raw = typename F::Raw;
    const Raw raw = fact.raw();
    return static_cast<Raw>(raw & static_cast<Raw>(std::uint64_t{raw} << (sizeof(Raw) * 8 - 2)));
}

/// What the gate has seen so far, by width of facts; open while no top bit was set.
struct GateWords {
    std::uint64_t wide = 0;
    std::uint32_t plain = 0;
    std::uint8_t narrow = 0;

    TENET_INLINE constexpr void add(std::uint64_t bits) { wide |= bits; }
    TENET_INLINE constexpr void add(std::uint32_t bits) { plain |= bits; }
    TENET_INLINE constexpr void add(std::uint8_t bits) { narrow = static_cast<std::uint8_t>(narrow | bits); }
    TENET_INLINE constexpr bool open() const { return ((wide >> 63) | (plain >> 31) | (narrow >> 7)) == 0; }
};

template <class Traits, Slice S, std::uint32_t K>
TENET_INLINE constexpr void gate_fact(const typename Traits::Facts& facts, GateWords& words) {
    if constexpr (K < Traits::program.fact_count) {
        if constexpr (live<Traits, S>.facts[K] != 0)
            words.add(gate_bits(Traits::template fact<K>(facts)));
        else if constexpr (S.what == Slice::What::Everything)
            words.add(refusal_bits(Traits::template fact<K>(facts)));
    }
}

template <class Traits, Slice S, std::uint32_t First, std::uint32_t... I>
TENET_INLINE constexpr void gate_chunk(const typename Traits::Facts& facts, GateWords& words, Lanes<I...>) {
    (gate_fact<Traits, S, First + I>(facts, words), ...);
}

template <class Traits, Slice S, std::uint32_t First = 0>
TENET_INLINE constexpr void gate_from(const typename Traits::Facts& facts, GateWords& words) {
    if constexpr (First < Traits::program.fact_count) {
        gate_chunk<Traits, S, First>(facts, words, Chunk{});
        gate_from<Traits, S, First + chunk_size>(facts, words);
    }
}

/// Whether all facts that a slice reads are known or legally none, and in range: a value out of range was kept as such
/// when it was assigned. Of everything, facts that nothing reads need only be in range.
template <class Traits, Slice S>
TENET_INLINE constexpr bool gate(const typename Traits::Facts& facts) {
    GateWords words;
    gate_from<Traits, S>(facts, words);
    return words.open() || planted(Fault::GateUnknown);
}

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

template <class Traits, std::uint32_t First, std::uint32_t... I>
constexpr void load_chunk(const typename Traits::Facts& facts, LoadedRow<Traits>& row, Lanes<I...>) {
    (load_fact<Traits, First + I>(facts, row), ...);
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

/// The first fact that a slice reads and that is refused, or `no_fact`; everything means every declared fact.
template <class Traits, Slice S>
constexpr std::uint32_t first_refused_of(const LoadedRow<Traits>& row) {
    if (planted(Fault::GateOutOfRange)) return no_fact;
    for (std::uint32_t slot = 0; slot < Traits::program.fact_count; ++slot) {
        const bool read = S.what == Slice::What::Everything || live<Traits, S>.facts[slot] != 0;
        if (read && refused(Traits::program.facts[slot], row.load(slot))) return slot;
    }
    return no_fact;
}

}  // namespace tenet
