#pragma once

#include "tenet/calendar.hpp"
#include "tenet/kernels_numbers.hpp"

/// The rules of the operators of the calendar, as those that calculate.
namespace tenet {

/// Beyond so many months a shift is reported as overflow whatever the date.
inline constexpr Value months_limit = value_limit / 32;

namespace kernel {

struct AddMonths {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        if (is_none(x.a, x.flags, a_may_be_none)) return none_value;
        return add_months(x.a, x.imm, (x.flags & round_up) != 0);
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        if (is_surely_none(x.a)) return surely_none;
        const bool up = (x.flags & round_up) != 0;
        // Mostly both ends are the same, and the calendar is dear.
        const Value low = add_months_apart(x.a.lo, x.imm, up);
        return {low, x.a.lo == x.a.hi ? low : add_months_apart(x.a.hi, x.imm, up), x.a.none};
    }
    static constexpr Range range(const Operands<Range>& x) {
        if (x.imm < -months_limit || x.imm > months_limit)
            return {{-value_limit, value_limit, x.a.value.none}, true};
        const Partial moved = partial({x.a.value, {}, {}, x.imm, x.flags});
        return is_surely_none(moved) ? Range{moved, false} : limited(moved.lo, moved.hi, moved.none);
    }
};

struct EarliestFrom {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        if (is_none(x.a, x.flags, a_may_be_none)) return none_value;
        return earliest_from(x.a, x.imm, (x.flags & round_up) != 0);
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        if (is_surely_none(x.a)) return surely_none;
        const bool up = (x.flags & round_up) != 0;
        // Mostly both ends are the same, and the calendar is dear.
        const Value low = earliest_from_apart(x.a.lo, x.imm, up);
        return {low, x.a.lo == x.a.hi ? low : earliest_from_apart(x.a.hi, x.imm, up), x.a.none};
    }
    static constexpr Range range(const Operands<Range>& x) {
        if (x.imm < -months_limit || x.imm > months_limit)
            return {{-value_limit, value_limit, x.a.value.none}, true};
        const Partial moved = partial({x.a.value, {}, {}, x.imm, x.flags});
        return is_surely_none(moved) ? Range{moved, false} : limited(moved.lo, moved.hi, moved.none);
    }
};

/// Fewest from the latest beginning to the earliest end.
struct WholeMonths {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        if (is_none(x.a, x.flags, a_may_be_none) || is_none(x.b, x.flags, b_may_be_none)) return none_value;
        return whole_months_apart(x.a, x.b, x.imm, (x.flags & round_up) != 0);
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        if (is_surely_none(x.a) || is_surely_none(x.b)) return surely_none;
        const bool up = (x.flags & round_up) != 0, same = x.a.lo == x.a.hi && x.b.lo == x.b.hi;
        const Value low = whole_months_apart(x.a.hi, x.b.lo, x.imm, up);
        return {low, same ? low : whole_months_apart(x.a.lo, x.b.hi, x.imm, up), x.a.none || x.b.none};
    }
};

}  // namespace kernel

}  // namespace tenet
