#pragma once

#include "tenet/batch.hpp"

/// Decisions over columns by a program that is read at run time, op by op: they take several times as long as by a generated header.
namespace tenet::batch {

#define TENET_EACH_TARGET "tenet/batch_tables.inc"
#include "tenet/batch_each_target.inc"
#undef TENET_EACH_TARGET

namespace detail {

template <class Known, class Split>
void decide_walking(const Plan& plan, const Columns& columns, std::size_t rows, Part part, const Results& to,
                    const Rows& one, std::byte* memory) {
    decide_part(
        plan, columns, part, Known::lanes, one,
        [&](std::size_t row, std::size_t end) {
            return Known::decide(plan, columns, rows, row, end, to, one, memory);
        },
        [&](std::size_t row, std::size_t end) {
            return Split::decide(plan, columns, rows, row, end, to, one, memory);
        });
}
template <class W>
void decide_by_table(const Plan& plan, const Columns& columns, std::size_t rows, Part part, const Results& to,
                     const Rows& one, std::byte* memory, Target target) {
    switch (target) {
    case Target::Baseline:
        return decide_walking<baseline::TableWalk<W, false>, baseline::TableWalk<W, true>>(
            plan, columns, rows, part, to, one, memory);
    case Target::Avx2:
        return decide_walking<avx2::TableWalk<W, false>, avx2::TableWalk<W, true>>(plan, columns, rows, part,
                                                                                   to, one, memory);
    case Target::Avx512:
        return decide_walking<avx512::TableWalk<W, false>, avx512::TableWalk<W, true>>(plan, columns, rows,
                                                                                       part, to, one, memory);
    }
}

/// Where everything lies in the memory of a decision by a table.
struct TableLayout {
    static constexpr std::size_t alignment = 64;
    /// The widest vectors of an op: its values, those that a region reads and has, and what an aggregate keeps of a row and of all rows.
    static constexpr std::size_t op_bytes = 32 * (3 + 3 + 3 + 3 + 3 * 8);

    std::size_t columns, lanes, bytes;

    constexpr explicit TableLayout(const Program& program) {
        const std::size_t values = std::size_t{program.value_count} + 1;
        columns = values * sizeof(Partial);
        lanes = columns + (std::size_t{column_count(program)} * block_size<Partial> + 1) * sizeof(Partial);
        lanes = (lanes + alignment - 1) / alignment * alignment;
        bytes = lanes + values * op_bytes;
    }
};

}  // namespace detail

/// How many bytes `decide` by a plan needs to work in, wherever they begin.
constexpr std::size_t scratch_bytes(const Plan& plan) {
    return detail::TableLayout(*plan.program).bytes + detail::TableLayout::alignment;
}

/// The rows of `part`, of `rows` in all, by a plan that `Planning` has made.
/// `scratch` has `scratch_bytes(plan)` bytes; each thread needs its own.
inline void decide(const Plan& plan, const Columns& columns, std::size_t rows, Part part, const Results& to,
                   std::byte* scratch, Target target = best_target()) noexcept {
    const detail::TableLayout layout(*plan.program);
    const std::size_t over = reinterpret_cast<std::uintptr_t>(scratch) % detail::TableLayout::alignment;
    std::byte* const memory = scratch + (over == 0 ? 0 : detail::TableLayout::alignment - over);
    const Rows one(plan, columns, rows, to, reinterpret_cast<Partial*>(memory),
                   reinterpret_cast<Partial*>(memory + layout.columns));
    if (plan.level == Level::Rows) {
        for (std::size_t k = 0; k < part.count; ++k)
            one.decide(part.first + k);
        return;
    }
    std::byte* const lanes = memory + layout.lanes;
    if (plan.wide)
        detail::decide_by_table<std::int64_t>(plan, columns, rows, part, to, one, lanes, target);
    else
        detail::decide_by_table<std::int32_t>(plan, columns, rows, part, to, one, lanes, target);
}

}  // namespace tenet::batch
