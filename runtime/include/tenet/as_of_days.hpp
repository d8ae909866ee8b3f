#pragma once

#include "tenet/reason.hpp"

/// On which as-of days a comparison would hold: the as-of day enters it moved by constants, and every move can be undone.
namespace tenet {

/// If a register is another one moved by a constant, that other register; else itself.
constexpr std::uint16_t unmoved(const Program& program, std::uint16_t index) {
    const Op& op = program.ops[index];
    if (op.code == Code::AddMonths || op.code == Code::EarliestFrom || op.code == Code::Given) return op.a;
    if (op.code != Code::Add && op.code != Code::Sub) return index;
    if (program.ops[op.b].code == Code::Constant) return op.a;
    return op.code == Code::Add && program.ops[op.a].code == Code::Constant ? op.b : index;
}

/// The register at the end of a chain of such moves.
constexpr std::uint16_t base_of(const Program& program, std::uint16_t index) {
    for (std::uint16_t next = unmoved(program, index); next != index; next = unmoved(program, index))
        index = next;
    return index;
}

/// The smallest day of the base from which a chain of moves reaches `day` or a later one.
constexpr Value earliest_reaching(const Program& program, std::uint16_t index, Value day) {
    for (std::uint16_t next = unmoved(program, index); next != index; next = unmoved(program, index)) {
        const Op& op = program.ops[index];
        const bool up = (op.flags & round_up) != 0;
        if (op.code == Code::AddMonths) day = earliest_from(day, op.imm, up);
        if (op.code == Code::EarliestFrom)
            day = wrapping_add(add_months(wrapping_sub(day, 1), op.imm, up), 1);
        if (op.code == Code::Sub) day = wrapping_add(day, program.ops[op.b].imm);
        if (op.code == Code::Add) day = wrapping_sub(day, program.ops[next == op.a ? op.b : op.a].imm);
        index = next;
    }
    return day;
}

/// The latest day of the base from which a chain of moves reaches no day after `day`.
constexpr Value latest_reaching(const Program& program, std::uint16_t index, Value day) {
    return wrapping_sub(earliest_reaching(program, index, wrapping_add(day, 1)), 1);
}

/// Whether a side is the as-of day moved by constants.
constexpr bool is_moved_as_of(const Subject& s, const Side& x) {
    if (x.index == no_register) return false;
    const Op& base = s.op(base_of(s.program, x.index));
    return base.code == Code::LoadFact && base.imm == s.program.as_of;
}

/// Whether a side is one known value whatever the as-of day is.
constexpr bool is_fixed(const Subject& s, const Side& x) {
    const bool moves = x.index != no_register && s.marked(x.index, moves_with_as_of);
    return !moves && determined(x.value) && !x.value.none;
}

/// Narrows `from … until` to the as-of days on which low <= high + slack. Gives false where there are none, or where
/// more than the as-of day would have to be known.
constexpr bool hold(const Subject& s, const Side& low, const Side& high, Value slack, Explanation& out) {
    if (is_fixed(s, low) && is_fixed(s, high)) return low.value.lo <= wrapping_add(high.value.lo, slack);
    if (is_moved_as_of(s, high) && is_fixed(s, low)) {
        const Value from = earliest_reaching(s.program, high.index, wrapping_sub(low.value.lo, slack));
        out.from = out.has_from && out.from > from ? out.from : from;
        return out.has_from = true;
    }
    if (is_moved_as_of(s, low) && is_fixed(s, high)) {
        const Value until = latest_reaching(s.program, low.index, wrapping_add(high.value.lo, slack));
        out.until = out.has_until && out.until < until ? out.until : until;
        return out.has_until = true;
    }
    return false;
}

/// Takes `from` and `until` back unless they hold and there is a day between them.
constexpr void settle_days(bool holds, Explanation& out) {
    if (holds && !(out.has_from && out.has_until && out.from > out.until)) return;
    out.has_from = out.has_until = false;
    out.from = out.until = 0;
}

}  // namespace tenet
