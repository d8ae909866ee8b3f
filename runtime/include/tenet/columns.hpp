#pragma once

#include "tenet/kernels.hpp"

/// Regions in the interpreter: an op at a time over a block of records, a column of values each. The kernels are those of
/// single values.
///
/// A source of facts has `Loaded load(std::uint32_t slot) const`; slots are the indices of the program's facts. Of a list it
/// gives its length, and has `Loaded field(std::uint32_t slot, std::uint32_t record, std::uint32_t field) const`, fields counted
/// among those that come with the record. It may have
/// `void fields(std::uint32_t slot, std::uint32_t field, std::uint32_t first, std::uint32_t count, Loaded* out) const` too, for
/// successive records at once, and `column`, likewise, for known fields as values, none as `none_value`.
namespace tenet {

/// How many records an op goes over at a time: so many values has a column.
template <class T>
inline constexpr std::uint32_t block_size = 16;
template <>
inline constexpr std::uint32_t block_size<Value> = 64;

/// How many columns the regions of a program need at once: `run` takes memory for `column_count(program) * block_size<T>`
/// values.
constexpr std::uint32_t column_count(const Program& program) {
    std::uint32_t most = 0;
    for (std::uint32_t i = 0; i < program.value_count; ++i) {
        const Op& op = program.ops[i];
        if (op.code != Code::Each) continue;
        const std::uint32_t columns = std::uint32_t{op.a} + op.b;
        most = columns > most ? columns : most;
    }
    return most;
}

/// What goes over one list.
struct Region {
    std::uint32_t slot;        ///< of the list
    std::uint32_t first;       ///< the first record op
    std::uint32_t record_ops;  ///< so many, then the aggregates
    std::uint32_t aggregates;

    constexpr std::uint32_t first_aggregate() const { return first + record_ops; }
    constexpr std::uint32_t end() const { return first + record_ops + aggregates; }
    constexpr bool has(std::uint32_t op) const { return op >= first && op < end(); }
    constexpr bool has_column(std::uint32_t op) const { return op >= first && op < first_aggregate(); }
};

/// The region that the Each at `index` begins.
constexpr Region region_at(const Program& program, std::uint32_t index) {
    const Op& each = program.ops[index];
    return {static_cast<std::uint32_t>(each.imm), index + 1, each.a, each.b};
}

/// Some records of a list, one after the other; or the one record that stands for those of an unknown list.
struct Block {
    std::uint32_t first, count;
    bool unknown;
};

/// One field of all records of a block.
template <class Source>
constexpr void load_fields(const Source& source, std::uint32_t slot, std::uint32_t field,
                           const Block& records, Loaded* out) {
    if constexpr (requires { source.fields(slot, field, 0, 0, out); }) {
        source.fields(slot, field, records.first, records.count, out);
    } else {
        for (std::uint32_t k = 0; k < records.count; ++k)
            out[k] = source.field(slot, records.first + k, field);
    }
}

/// One operand of all records of a block: a column, or one value for all of them.
template <class T>
struct Operand {
    const T* at;
    std::uint32_t step;

    TENET_INLINE constexpr const T& operator[](std::uint32_t record) const { return at[record * step]; }
};

/// Runs one region, or parts of it.
template <class T, class Source, CodeSet Codes = all_codes>
struct RegionRun {
    const Program& program;
    const Source& source;
    const T* registers;
    T* results;  ///< the registers again, for the aggregates' values
    T* columns;
    Region region;

    /// The column of a record op; behind them that in which an aggregate keeps its tally.
    constexpr T* column(std::uint32_t op) const { return columns + (op - region.first) * block_size<T>; }

    TENET_INLINE constexpr Operand<T> operand_at(std::uint16_t index) const {
        if (region.has_column(index)) return {column(index), 1};
        return {registers + index, 0};
    }

    constexpr void load(const Op& op, const Block& records, T* out) const {
        const std::uint32_t field = field_of(op.imm);
        if constexpr (std::is_same_v<T, Value> && requires { source.column(0, 0, 0, 0, out); })
            if (!records.unknown) return source.column(region.slot, field, records.first, records.count, out);
        const FactSpec& spec = program.fields[program.facts[region.slot].first_field + field];
        Loaded loaded[block_size<T>] = {};
        if (!records.unknown) load_fields(source, region.slot, field, records, loaded);
        for (std::uint32_t k = 0; k < records.count; ++k)
            out[k] = from_fact<T>(spec, loaded[k]);
    }

    /// One op of code C over a block.
    template <Code C>
    constexpr void compute(const Op& op, const Block& records, T* out) const {
        constexpr int count = operand_count(C);
        if constexpr (C == Code::LoadField) load(op, records, out);
        Operand<T> a{registers, 0}, b{registers, 0}, c{registers, 0};
        if constexpr (C == Code::LoadField) a = {out, 1};
        if constexpr (count > 0) a = operand_at(op.a);
        if constexpr (count > 1) b = operand_at(op.b);
        if constexpr (count > 2) c = operand_at(static_cast<std::uint16_t>(op.imm));
        for (std::uint32_t k = 0; k < records.count; ++k) {
            Operands<T> x{{}, {}, {}, op.imm, op.flags};
            if constexpr (count > 0 || C == Code::LoadField) x.a = a[k];
            if constexpr (count > 1) x.b = b[k];
            if constexpr (count > 2) x.c = c[k];
            if constexpr (reads_calendar(C)) x.program = &program;
            out[k] = apply<C>(x);
        }
    }

    /// Record op i over a block.
    constexpr void compute(std::uint32_t i, const Block& records) const {
        const Op& op = program.ops[i];
        switch (op.code) {
#define OPERATOR(name, ...)                                                                                  \
    case Code::name:                                                                                         \
        if constexpr (Codes.has(Code::name)) compute<Code::name>(op, records, column(i));                    \
        return;
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, ...)                                                                                 \
    case Code::name:                                                                                         \
        return;
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, ...)                                                                               \
    case Code::name:                                                                                         \
        return;
#include "tenet/requirements.def"
#undef REQUIREMENT
        }
    }

    /// All record ops over a block; where `live` is given, only those it marks.
    constexpr void compute(const Block& records, const std::uint8_t* live) const {
        for (std::uint32_t i = region.first; i < region.first_aggregate(); ++i)
            if (live == nullptr || live[i] != 0) compute(i, records);
    }

    template <Code C>
    TENET_INLINE constexpr Operands<T> aggregate_operands(const Op& op, std::uint32_t record) const {
        Operands<T> x{operand_at(op.a)[record], {}, {}, 0, op.flags};
        if constexpr (operand_count(C) > 1) x.b = operand_at(op.b)[record];
        add_outside(op, x);
        return x;
    }
    /// What a clock reads that is not of the records.
    TENET_INLINE constexpr void add_outside(const Op& op, Operands<T>& x) const {
        if (!is_clock(op.code)) return;
        x.c = registers[operand(op, 2)];
        x.d = registers[operand(op, 3)];
    }
    /// What aggregate C, all records seen, makes of its tally.
    template <Code C>
    TENET_INLINE constexpr T finish(const Op& op, const Tally<T>& tally) const {
        Operands<T> x{{}, {}, {}, 0, op.flags};
        add_outside(op, x);
        return finished<C>(tally, x);
    }
    /// A tally between blocks, in the column of its aggregate.
    TENET_INLINE constexpr Tally<T> kept_tally(std::uint32_t index) const {
        const T* const kept = column(index);
        return {kept[0], kept[1], kept[2], kept[3]};
    }
    TENET_INLINE constexpr void keep(std::uint32_t index, const Tally<T>& tally) const {
        T* const kept = column(index);
        kept[0] = tally.value;
        kept[1] = tally.a;
        kept[2] = tally.b;
        kept[3] = tally.c;
    }

    /// Adds a block to aggregate C, which after the last one has its value.
    template <Code C>
    constexpr void add(const Op& op, std::uint32_t index, const Block& records, bool is_last) const {
        if constexpr (!std::is_same_v<T, Value>) {
            if (records.unknown) {
                results[index] = of_unknown_list<C>(aggregate_operands<C>(op, 0), most());
                return;
            }
        }
        if constexpr (!std::is_same_v<T, Range>) {
            Tally<T> tally = records.first == 0 ? empty_tally<C, T>() : kept_tally(index);
            for (std::uint32_t k = 0; k < records.count; ++k)
                add_record<C>(tally, aggregate_operands<C>(op, k));
            if (is_last)
                results[index] = finish<C>(op, tally);
            else
                keep(index, tally);
        }
    }

    /// Adds a block to the aggregates; where `live` is given, only to those it marks.
    constexpr void add(const Block& records, bool is_last, const std::uint8_t* live) const {
        for (std::uint32_t i = region.first_aggregate(); i < region.end(); ++i) {
            if (live != nullptr && live[i] == 0) continue;
            const Op& op = program.ops[i];
            switch (op.code) {
#define OPERATOR(name, ...)                                                                                  \
    case Code::name:                                                                                         \
        break;
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, ...)                                                                                 \
    case Code::name:                                                                                         \
        if constexpr (Codes.has(Code::name)) add<Code::name>(op, i, records, is_last);                       \
        break;
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, ...)                                                                               \
    case Code::name:                                                                                         \
        break;
#include "tenet/requirements.def"
#undef REQUIREMENT
            }
        }
    }

    constexpr Value most() const { return planted(Fault::RangeEach) ? 1 : program.facts[region.slot].high; }
};

/// How many of a known list's records an evaluation on known values goes over.
TENET_INLINE constexpr std::uint32_t counted_records(std::uint32_t length) {
    return length - static_cast<std::uint32_t>(length > 0 && planted(Fault::KnownEach));
}

/// The records of a list that an evaluation in domain T goes over; an unknown list has one that stands for each.
template <class T, class Source>
constexpr Block records_of(const Source& source, std::uint32_t slot) {
    if constexpr (std::is_same_v<T, Range>) {
        return {0, 1, true};
    } else {
        const Loaded list = source.load(slot);
        const auto length = static_cast<std::uint32_t>(list.value);
        if constexpr (std::is_same_v<T, Value>) return {0, counted_records(length), false};
        if (list.state != FactState::Known)
            return planted(Fault::PreciseEach) ? Block{0, 0, false} : Block{0, 1, true};
        return planted(Fault::VagueEach) ? Block{0, 1, true} : Block{0, length, false};
    }
}

/// Runs the region that the Each at `index` begins: block after block its record ops, then its aggregates.
template <class T, class Source, CodeSet Codes = all_codes>
constexpr void run_region(const Program& program, const Source& source, std::uint32_t index, T* registers,
                          T* columns, const std::uint8_t* live) {
    const RegionRun<T, Source, Codes> run{program,   source,  registers,
                                          registers, columns, region_at(program, index)};
    const Block all = records_of<T>(source, run.region.slot);
    std::uint32_t first = 0;
    do {
        const std::uint32_t left = all.count - first;
        const Block block{first, left < block_size<T> ? left : block_size<T>, all.unknown};
        run.compute(block, live);
        first += block.count;
        run.add(block, first == all.count, live);
    } while (first < all.count);
}

}  // namespace tenet
