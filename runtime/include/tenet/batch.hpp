#pragma once

#include "tenet/batch_targets.hpp"

/// Decisions about many applicants whose facts lie in columns: as many rows at once as a vector of the processor that it runs on has
/// lanes. The answers are those of `decide` on each row.
///
///     const void* facts[] = {applied_on, exam, audits, extension};  // a column each, in order of declaration
///     tenet::batch::decide<auditor::Table, 0>({facts}, rows, {verdicts, failed});
///
/// What `Plan::level` leaves out is answered by the interpreter, one row after the other.
namespace tenet::batch {

/// Some successive rows.
struct Part {
    std::size_t first, count;
};

/// Decisions of more ops are answered by the interpreter: compiling them would take too long.
inline constexpr std::uint32_t folded_ops = 512;

namespace detail {

/// Whether everything that a decision reads has a column.
inline bool has_all(const Plan& plan, const Columns& columns) {
    const Program& program = *plan.program;
    for (std::uint32_t slot = 0; slot < program.fact_count; ++slot) {
        if (!plan.reads_fact(slot)) continue;
        if (program.facts[slot].kind != ValueKind::List) {
            if (columns.facts[slot] == nullptr) return false;
            continue;
        }
        if (RowOfColumns::offsets_of(columns, slot) == nullptr) return false;
        for (std::uint32_t field = 0; field < program.facts[slot].field_count; ++field)
            if (plan.reads_field(slot, field) && columns.fields[slot][field] == nullptr) return false;
    }
    return true;
}

/// Answers the rows of a part by turns: `known` and `split` begin at a row, and give the first that they do not answer.
template <class Known, class Split>
void decide_part(const Plan& plan, const Columns& columns, Part part, std::uint32_t lanes, const Rows& one,
                 Known known, Split split) {
    std::size_t row = part.first;
    const std::size_t end = part.first + part.count;
    const bool may_be_known = has_all(plan, columns);
    while (part.count >= lanes && row < end) {
        if (may_be_known) row = known(row, end);
        if (row >= end) return;
        if (plan.level == Level::Split) {
            row = split(row, end);
            continue;
        }
        for (std::uint32_t k = 0; k < lanes && row < end; ++k)
            one.decide(row++);
    }
    for (; row < end; ++row)
        one.decide(row);
}

template <class Fold>
void decide_folded(const Columns& columns, std::size_t rows, Part part, const Results& to, const Rows& one) {
    decide_part(
        Fold::plan, columns, part, Fold::lanes, one,
        [&](std::size_t row, std::size_t end) {
            return Fold::template decide<false>(columns, rows, row, end, to, one);
        },
        [&](std::size_t row, std::size_t end) {
            if constexpr (Fold::plan.level == Level::Split)
                return Fold::template decide<true>(columns, rows, row, end, to, one);
            else
                return row;
        });
}

}  // namespace detail

/// Decision D of a generated header about the rows of `part`, of `rows` in all. Several threads may answer parts of the same columns;
/// what they write lies apart. `target` is what the processor must be able to run.
template <class Table, std::uint32_t D>
void decide(const Columns& columns, std::size_t rows, Part part, const Results& to,
            Target target = best_target()) noexcept {
    constexpr const Plan& plan = plan_of<Table, D>;
    Partial registers[Table::program.value_count + 1];
    Partial region_columns[column_count(Table::program) * block_size<Partial> + 1];
    const Rows one(plan, columns, rows, to, registers, region_columns);
    if constexpr (plan.level == Level::Rows || live<Table, slice_of_decision(D)>.op_count > folded_ops) {
        for (std::size_t k = 0; k < part.count; ++k)
            one.decide(part.first + k);
    } else {
        using W = std::conditional_t<plan_of<Table, D>.wide, std::int64_t, std::int32_t>;
        switch (target) {
        case Target::Baseline:
            return detail::decide_folded<baseline::Fold<Table, D, W>>(columns, rows, part, to, one);
        case Target::Avx2:
            return detail::decide_folded<avx2::Fold<Table, D, W>>(columns, rows, part, to, one);
        case Target::Avx512:
            return detail::decide_folded<avx512::Fold<Table, D, W>>(columns, rows, part, to, one);
        }
    }
}

/// The same about all rows.
template <class Table, std::uint32_t D>
void decide(const Columns& columns, std::size_t rows, const Results& to,
            Target target = best_target()) noexcept {
    decide<Table, D>(columns, rows, {0, rows}, to, target);
}

}  // namespace tenet::batch
