#pragma once

#include "tenet/gate.hpp"

/// Regions in the fold: one loop over a list's records in which every record op is a local value and every aggregate a tally.
/// The gate looks at the records in the same loop; what it finds is told at the end, so that until then the ops may calculate on
/// what is no value.
namespace tenet {

/// A fact or field as a value. One that is no value gives some value that is discarded later; 64-bit ones give 0, of which
/// nothing overflows.
template <class F>
TENET_INLINE constexpr Value folded_value(const F& fact, const Program& program) {
    if constexpr (sizeof(typename F::Raw) == sizeof(Value)) {
        if (!fact.is_known()) return F::or_none ? none_value : 0;
        return fact.value(program);
    } else {
        return value_or_none(fact, program);
    }
}

/// The ops of one region where they are folded.
template <class Traits, Slice S, std::uint32_t Each>
struct FoldedRegion {
    static constexpr Region region = region_at(Traits::program, Each);
    static constexpr std::uint32_t slot = region.slot;
    using Record = typename ListOf<Traits, slot>::Record;

    /// Whether an op is a window whose ends are the same for all records.
    static constexpr bool is_window(const Op& op) {
        return op.code == Code::InRange && region.has_column(op.a) && op.b < region.first &&
               operand(op, 2) < region.first;
    }
    /// Whether an op asks if a field is none.
    static constexpr bool asks_for_none(const Op& op) {
        return op.code == Code::IsNone && (op.flags & a_may_be_none) != 0 && region.has_column(op.a) &&
               Traits::program.ops[op.a].code == Code::LoadField;
    }

    /// Windows whose ends are the same for all records, made ready before the first: by the number of their op.
    struct Windows {
        Span at[region.record_ops + 1];

        template <std::uint32_t K>
        TENET_INLINE constexpr void prepare(const Value* outside) {
            constexpr std::uint32_t index = region.first + K;
            constexpr Op op = Traits::program.ops[index];
            if constexpr (live<Traits, S>.ops[index] != 0 && is_window(op))
                at[K] = Span(outside[op.b], outside[operand(op, 2)]);
        }
        template <std::uint32_t First, std::uint32_t... Lane>
        TENET_INLINE constexpr void prepare(const Value* outside, Lanes<Lane...>) {
            (prepare<First + Lane>(outside), ...);
            if constexpr (constexpr std::uint32_t next = First + chunk_size; next < region.record_ops)
                prepare<next>(outside, ChunkAt<next, region.record_ops>{});
        }
    };

    /// Values of one record.
    struct Row {
        const Value* outside;
        const Windows& windows;
        Value inside[region.record_ops + 1];

        TENET_INLINE constexpr Value at(std::uint16_t index) const {
            return index < region.first ? outside[index] : inside[index - region.first];
        }
    };

    template <Code C>
    TENET_INLINE static constexpr Operands<Value> operands(const Op& op, const Row& row) {
        Operands<Value> x{0, 0, 0, op.imm, op.flags};
        if constexpr (operand_count(C) > 0) x.a = row.at(op.a);
        if constexpr (operand_count(C) > 1) x.b = row.at(op.b);
        if constexpr (operand_count(C) > 2) x.c = row.at(operand(op, 2));
        if constexpr (operand_count(C) > 3) x.d = row.at(operand(op, 3));
        if constexpr (reads_calendar(C)) x.program = &Traits::program;
        return x;
    }

    /// Record op number K of the region.
    template <std::uint32_t K>
    TENET_INLINE static constexpr void compute(const Record& record, Row& row) {
        constexpr std::uint32_t index = region.first + K;
        if constexpr (live<Traits, S>.ops[index] != 0) {
            constexpr Op op = Traits::program.ops[index];
            if constexpr (op.code == Code::LoadField)
                row.inside[K] = with_fault<op.code>(
                    folded_value(record.*record_member<Record, field_of(op.imm)>, Traits::program));
            else if constexpr (is_window(op))
                row.inside[K] =
                    with_fault<op.code>(static_cast<Value>(row.windows.at[K].holds(row.at(op.a))));
            else if constexpr (asks_for_none(op))
                // What else is not known is discarded later.
                row.inside[K] = with_fault<op.code>(static_cast<Value>(
                    !(record.*record_member<Record, field_of(Traits::program.ops[op.a].imm)>).is_known()));
            else
                row.inside[K] = apply<op.code>(operands<op.code>(op, row));
        }
    }
    template <std::uint32_t First, std::uint32_t... Lane>
    TENET_INLINE static constexpr void compute(const Record& record, Row& row, Lanes<Lane...>) {
        (compute<First + Lane>(record, row), ...);
    }
    template <std::uint32_t First = 0>
    TENET_INLINE static constexpr void compute_from(const Record& record, Row& row) {
        if constexpr (First < region.record_ops) {
            compute<First>(record, row, ChunkAt<First, region.record_ops>{});
            compute_from<First + chunk_size>(record, row);
        }
    }

    /// What the aggregates have seen of the records.
    using Tallies = Tally<Value>[region.aggregates + 1];

    template <std::uint32_t K>
    static constexpr std::uint32_t aggregate_at = region.first_aggregate() + K;

    template <std::uint32_t K>
    TENET_INLINE static constexpr void begin(Tallies& tallies) {
        tallies[K] = empty_tally<Traits::program.ops[aggregate_at<K>].code, Value>();
    }
    template <std::uint32_t K>
    TENET_INLINE static constexpr void add(const Row& row, Tallies& tallies) {
        if constexpr (live<Traits, S>.ops[aggregate_at<K>] != 0) {
            constexpr Op op = Traits::program.ops[aggregate_at<K>];
            add_record<op.code>(tallies[K], operands<op.code>(op, row));
        }
    }
    template <std::uint32_t K>
    TENET_INLINE static constexpr void finish(const Tallies& tallies, Value* r) {
        constexpr Op op = Traits::program.ops[aggregate_at<K>];
        Operands<Value> x{0, 0, 0, 0, op.flags};
        if constexpr (is_clock(op.code)) {
            x.c = r[operand(op, 2)];
            x.d = r[operand(op, 3)];
        }
        r[aggregate_at<K>] = finished<op.code>(tallies[K], x);
    }
};

template <class Folded, std::uint32_t First>
using AggregatesFrom = ChunkAt<First, Folded::region.aggregates>;

/// Steps through all aggregates of a region, in chunks.
template <class Folded, std::uint32_t First, std::uint32_t... Lane>
TENET_INLINE constexpr void begin_aggregates(typename Folded::Tallies& tallies, Lanes<Lane...>) {
    (Folded::template begin<First + Lane>(tallies), ...);
    if constexpr (constexpr std::uint32_t next = First + chunk_size; next < Folded::region.aggregates)
        begin_aggregates<Folded, next>(tallies, AggregatesFrom<Folded, next>{});
}
template <class Folded, std::uint32_t First, std::uint32_t... Lane>
TENET_INLINE constexpr void add_to_aggregates(const typename Folded::Row& row,
                                              typename Folded::Tallies& tallies, Lanes<Lane...>) {
    (Folded::template add<First + Lane>(row, tallies), ...);
    if constexpr (constexpr std::uint32_t next = First + chunk_size; next < Folded::region.aggregates)
        add_to_aggregates<Folded, next>(row, tallies, AggregatesFrom<Folded, next>{});
}
template <class Folded, std::uint32_t First, std::uint32_t... Lane>
TENET_INLINE constexpr void finish_aggregates(const typename Folded::Tallies& tallies, Value* r,
                                              Lanes<Lane...>) {
    (Folded::template finish<First + Lane>(tallies, r), ...);
    if constexpr (constexpr std::uint32_t next = First + chunk_size; next < Folded::region.aggregates)
        finish_aggregates<Folded, next>(tallies, r, AggregatesFrom<Folded, next>{});
}
/// Whether a region is the first over its list that a slice reads; that one gates the records.
template <class Traits, Slice S, std::uint32_t Each>
constexpr bool is_first_region() {
    for (std::uint32_t i = 0; i < Each; ++i)
        if (Traits::program.ops[i].code == Code::Each && live<Traits, S>.ops[i] != 0 &&
            Traits::program.ops[i].imm == Traits::program.ops[Each].imm)
            return false;
    return true;
}

/// Folds the region of slice S that begins at Each; with Gated the gate looks at its records too.
template <class Traits, Slice S, bool Gated, std::uint32_t Each>
TENET_INLINE constexpr void fold_region(const typename Traits::Facts& facts, Value* r, GateWords& words) {
    using Folded = FoldedRegion<Traits, S, Each>;
    const auto& list = Traits::template fact<Folded::slot>(facts);
    const typename Folded::Record* record = list.data();
    const typename Folded::Record* const end = record + counted_records(list.size());
    typename Folded::Tallies tallies;
    begin_aggregates<Folded, 0>(tallies, AggregatesFrom<Folded, 0>{});
    typename Folded::Windows windows;
    windows.template prepare<0>(r, ChunkAt<0, Folded::region.record_ops>{});
    GateWords mine;
    for (; record != end; ++record) {
        if constexpr (Gated && is_first_region<Traits, S, Each>())
            gate_record<Traits, S, Folded::slot>(*record, mine, FieldLanes<Traits, Folded::slot>{});
        typename Folded::Row row{r, windows, {}};
        Folded::compute_from(*record, row);
        add_to_aggregates<Folded, 0>(row, tallies, AggregatesFrom<Folded, 0>{});
    }
    words.add(mine);
    finish_aggregates<Folded, 0>(tallies, r, AggregatesFrom<Folded, 0>{});
}

}  // namespace tenet
