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

/// Adds a fact or a field: one that is read must be known or legally none, any
/// other only in range.
template <bool IsRead, class F>
TENET_INLINE constexpr void gate_value(const F& fact, GateWords& words) {
    if constexpr (IsRead)
        words.add(gate_bits(fact));
    else
        words.add(refusal_bits(fact));
}

/// Adds one record of the list in slot K.
template <class Traits, Slice S, std::uint32_t K, class Record, std::uint32_t... Lane>
TENET_INLINE constexpr void gate_record(const Record& record, GateWords& words, Lanes<Lane...>) {
    (gate_value<is_live_field<Traits, S, K, Lane>>(record.*record_member<Record, Lane>, words), ...);
}

/// The fields of the list in slot K.
template <class Traits, std::uint32_t K>
using FieldLanes = LanesUpTo<Traits::program.facts[K].field_count>;

/// Adds all records of the list in slot K.
template <class Traits, Slice S, std::uint32_t K>
TENET_APART constexpr void gate_list(const typename Traits::Facts& facts, GateWords& words) {
    GateWords mine = words;
    for (const auto& record : Traits::template fact<K>(facts))
        gate_record<Traits, S, K>(record, mine, FieldLanes<Traits, K>{});
    words = mine;
}

/// How the gate looks at a fact; all that are no lists share a function for
/// each of their types.
enum class GateStep : std::uint8_t { Read, Unread, ReadList, UnreadList };

template <class Traits, Slice S>
constexpr GateStep gate_step(std::uint32_t slot) {
    const bool is_list = Traits::program.facts[slot].kind == ValueKind::List;
    if (live<Traits, S>.facts[slot] != 0) return is_list ? GateStep::ReadList : GateStep::Read;
    return is_list ? GateStep::UnreadList : GateStep::Unread;
}

/// Adds a fact; of a list that the slice reads only whether it is known. Own is
/// its slot if it is a list.
template <class Traits, Slice S, GateStep Step, std::uint32_t Own, class F>
TENET_INLINE constexpr void gate_fact(const F& fact, const typename Traits::Facts& facts, GateWords& words) {
    if (Step == GateStep::ReadList && planted(Fault::GateList)) return;
    gate_value<Step == GateStep::Read || Step == GateStep::ReadList>(fact, words);
    if constexpr (Step == GateStep::UnreadList) gate_list<Traits, S, Own>(facts, words);
}

template <class Traits, Slice S, std::uint32_t First, std::uint32_t... Lane>
TENET_INLINE constexpr void gate_chunk(const typename Traits::Facts& facts, GateWords& words,
                                       Lanes<Lane...>) {
    (gate_fact < Traits, S, gate_step<Traits, S>(First + Lane),
     gate_step<Traits, S>(First + Lane) == GateStep::UnreadList
         ? First + Lane
         : 0 > (Traits::template fact<First + Lane>(facts), facts, words),
     ...);
}

template <class Traits, Slice S, std::uint32_t First, class Lanes>
TENET_APART constexpr void gate_chunk_apart(const typename Traits::Facts& facts, GateWords& words) {
    GateWords mine = words;
    gate_chunk<Traits, S, First>(facts, mine, Lanes{});
    words = mine;
}

template <class Traits, Slice S, std::uint32_t First = 0>
TENET_INLINE constexpr void gate_from(const typename Traits::Facts& facts, GateWords& words) {
    constexpr std::uint32_t count = Traits::program.fact_count;
    if constexpr (First < count) {
        using Here = ChunkAt<First, count>;
        if constexpr (count <= one_function_facts)
            gate_chunk<Traits, S, First>(facts, words, Here{});
        else
            gate_chunk_apart<Traits, S, First, Here>(facts, words);
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

/// The slots of a policy's lists.
template <class Traits>
struct ListSlots {
    std::uint32_t slots[Traits::program.fact_count + 1] = {};
    std::uint32_t count = 0;

    constexpr ListSlots() {
        for (std::uint32_t k = 0; k < Traits::program.fact_count; ++k)
            if (Traits::program.facts[k].kind == ValueKind::List) slots[count++] = k;
    }
};
template <class Traits>
inline constexpr ListSlots<Traits> list_slots{};

/// Adds what is out of range in the records of all lists, from number First on.
template <class Traits, std::uint32_t First, std::uint32_t... Lane>
constexpr void gate_lists(const typename Traits::Facts& facts, GateWords& words, Lanes<Lane...>) {
    (gate_list<Traits, nothing, list_slots<Traits>.slots[First + Lane]>(facts, words), ...);
    constexpr std::uint32_t next = First + chunk_size, count = list_slots<Traits>.count;
    if constexpr (next < count) gate_lists<Traits, next>(facts, words, ChunkAt<next, count>{});
}

/// Whether some fact, or a field of some record, is out of range: only then the first such place is searched for.
template <class Traits>
constexpr bool any_out_of_range(const typename Traits::Facts& facts, const LoadedRow<Traits>& row) {
    bool found = false;
    for (std::uint32_t k = 0; k < Traits::program.fact_count; ++k)
        found |= row.facts[k].state == FactState::OutOfRange;
    GateWords words;
    gate_lists<Traits, 0>(facts, words, ChunkAt<0, list_slots<Traits>.count>{});
    return found || !words.open();
}

}  // namespace tenet
