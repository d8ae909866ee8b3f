#pragma once

#include "tenet/batch_plan.hpp"
#include "tenet/fact.hpp"

/// The facts of many applicants as columns, and one row of them as the interpreter takes it.
namespace tenet::batch {

/// The facts of all rows, memory of the caller, in the encoding of facts: `raw_bytes` a value, less the range's lower end where
/// that is negative, the top bit set for what is not a value. A fact without a column is unknown in every row.
struct Columns {
    const void* const* facts =
        nullptr;  ///< by slot; of a list a byte a row: 0, or that it is unknown; none: all are known
    /// By slot of the list: where the records of each row begin, and behind them where the last row's end. One that has none
    /// is unknown in every row.
    const std::uint32_t* const* offsets = nullptr;
    /// By slot of the list, then by field among those that come with a record: those of the records of all rows.
    const void* const* const* fields = nullptr;
};

/// A value of a column.
template <class R>
constexpr Loaded loaded_as(const FactSpec& spec, R raw) noexcept {
    if (raw < Codes<R>::not_a_value)
        return {FactState::Known,
                static_cast<Value>(std::uint64_t{raw} + static_cast<std::uint64_t>(bias_of(spec)))};
    if (raw == Codes<R>::unknown) return {FactState::Unknown, 0};
    return {raw == Codes<R>::none ? FactState::None : FactState::OutOfRange, 0};
}

inline Loaded loaded_at(const FactSpec& spec, const void* column, std::size_t index) noexcept {
    if (column == nullptr) return {};
    switch (raw_bytes(spec)) {
    case 1: return loaded_as(spec, static_cast<const std::uint8_t*>(column)[index]);
    case 2: return loaded_as(spec, static_cast<const std::uint16_t*>(column)[index]);
    case 4: return loaded_as(spec, static_cast<const std::uint32_t*>(column)[index]);
    default: return loaded_as(spec, static_cast<const std::uint64_t*>(column)[index]);
    }
}

/// One row, as a source of facts for the interpreter.
struct RowOfColumns {
    const Program& program;
    const Columns& columns;
    std::size_t row;

    Loaded load(std::uint32_t slot) const noexcept {
        const FactSpec& spec = program.facts[slot];
        if (spec.kind != ValueKind::List) return loaded_at(spec, columns.facts[slot], row);
        const std::uint32_t* const offsets = offsets_of(columns, slot);
        if (offsets == nullptr) return {};
        const auto* const states = static_cast<const std::uint8_t*>(columns.facts[slot]);
        if (states != nullptr && states[row] != 0)
            return {states[row] == Codes<std::uint8_t>::unknown ? FactState::Unknown : FactState::OutOfRange,
                    0};
        return {FactState::Known, Value{offsets[row + 1]} - Value{offsets[row]}};
    }
    Loaded field(std::uint32_t slot, std::uint32_t record, std::uint32_t field) const noexcept {
        return loaded_at(program.fields[program.facts[slot].first_field + field], columns.fields[slot][field],
                         std::size_t{columns.offsets[slot][row]} + record);
    }

    static const std::uint32_t* offsets_of(const Columns& columns, std::uint32_t slot) noexcept {
        return columns.offsets == nullptr ? nullptr : columns.offsets[slot];
    }
};

}  // namespace tenet::batch
