#pragma once

#include "tenet/loaded_row.hpp"

/// The gate: whether the fold may run on an applicant's facts. What it looks at of records it sees as the fold goes over
/// them; only lists that a slice does not read have a pass of their own.
namespace tenet {

/// Up to so many facts the gate is one function; beyond, every chunk is a function of its own.
inline constexpr std::uint32_t one_function_facts = 192;

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
    std::uint16_t half = 0;
    std::uint8_t narrow = 0;

    TENET_INLINE constexpr void add(std::uint64_t bits) { wide |= bits; }
    TENET_INLINE constexpr void add(std::uint32_t bits) { plain |= bits; }
    TENET_INLINE constexpr void add(std::uint16_t bits) { half = static_cast<std::uint16_t>(half | bits); }
    TENET_INLINE constexpr void add(std::uint8_t bits) { narrow = static_cast<std::uint8_t>(narrow | bits); }
    TENET_INLINE constexpr void add(const GateWords& other) {
        add(other.wide);
        add(other.plain);
        add(other.half);
        add(other.narrow);
    }
    TENET_INLINE constexpr bool open() const {
        return ((wide >> 63) | (plain >> 31) | (half >> 15) | (narrow >> 7)) == 0;
    }
};

/// Adds one field of a record.
template <class Traits, Slice S, std::uint32_t K, std::uint32_t F, class Record>
TENET_INLINE constexpr void gate_field(const Record& record, GateWords& words) {
    if constexpr (F < Traits::program.facts[K].field_count) {
        if constexpr (is_live_field<Traits, S, K, F>)
            words.add(gate_bits(record.*record_member<Record, F>));
        else
            words.add(refusal_bits(record.*record_member<Record, F>));
    }
}

/// Adds one record of the list in slot K.
template <class Traits, Slice S, std::uint32_t K, class Record, std::uint32_t... Lane>
TENET_INLINE constexpr void gate_record(const Record& record, GateWords& words, Lanes<Lane...>) {
    (gate_field<Traits, S, K, Lane>(record, words), ...);
}

/// Adds all records of the list in slot K.
template <class Traits, Slice S, std::uint32_t K>
TENET_APART constexpr void gate_list(const typename Traits::Facts& facts, GateWords& words) {
    GateWords mine = words;
    for (const auto& record : Traits::template fact<K>(facts))
        gate_record<Traits, S, K>(record, mine, Chunk{});
    words = mine;
}

/// Adds fact K; of a list that the slice reads only whether it is known.
template <class Traits, Slice S, std::uint32_t K>
TENET_INLINE constexpr void gate_fact(const typename Traits::Facts& facts, GateWords& words) {
    if constexpr (K < Traits::program.fact_count) {
        constexpr bool is_list = Traits::program.facts[K].kind == ValueKind::List;
        constexpr bool is_read = live<Traits, S>.facts[K] != 0;
        if constexpr (is_read) {
            if (!is_list || !planted(Fault::GateList)) words.add(gate_bits(Traits::template fact<K>(facts)));
        } else {
            words.add(refusal_bits(Traits::template fact<K>(facts)));
            if constexpr (is_list) gate_list<Traits, S, K>(facts, words);
        }
    }
}

template <class Traits, Slice S, std::uint32_t First, std::uint32_t... Lane>
TENET_INLINE constexpr void gate_chunk(const typename Traits::Facts& facts, GateWords& words,
                                       Lanes<Lane...>) {
    (gate_fact<Traits, S, First + Lane>(facts, words), ...);
}

template <class Traits, Slice S, std::uint32_t First>
TENET_APART constexpr void gate_chunk_apart(const typename Traits::Facts& facts, GateWords& words) {
    GateWords mine = words;
    gate_chunk<Traits, S, First>(facts, mine, Chunk{});
    words = mine;
}

template <class Traits, Slice S, std::uint32_t First = 0>
TENET_INLINE constexpr void gate_from(const typename Traits::Facts& facts, GateWords& words) {
    constexpr std::uint32_t count = Traits::program.fact_count;
    if constexpr (First < count) {
        if constexpr (count <= one_function_facts)
            gate_chunk<Traits, S, First>(facts, words, Chunk{});
        else
            gate_chunk_apart<Traits, S, First>(facts, words);
        gate_from<Traits, S, First + chunk_size>(facts, words);
    }
}

/// Whether all facts that a slice reads, its lists' records not looked at, are known or legally none, and in range: a value out
/// of range was kept as such when it was assigned. What the slice does not read need only be in range: a refusal covers the
/// whole question.
template <class Traits, Slice S>
TENET_INLINE constexpr bool gate(const typename Traits::Facts& facts) {
    GateWords words;
    gate_from<Traits, S>(facts, words);
    return words.open() || planted(Fault::GateUnknown);
}

}  // namespace tenet
