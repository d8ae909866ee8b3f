#pragma once

#include "tenet/kernels_numbers.hpp"

/// The rules of the operators on working days. A day is told by how many working days there are from the first of its calendar up
/// to it, so that counting is subtraction; a date that may lie outside of the calendar may be told by any such number.
namespace tenet {

/// Whether a day is one of the calendar.
constexpr bool covers(const CalendarSpec& calendar, Value day) {
    return day >= calendar.first && day < Value{calendar.first} + calendar.days;
}

/// How many working days a calendar has up to a day, that included; outside of it, up to its nearest end.
constexpr Value working_index(const Program& program, const CalendarSpec& calendar, Value day) {
    if (day < calendar.first) return 0;
    if (!covers(calendar, day)) return calendar.working_days;
    const auto after = static_cast<std::uint32_t>(day - calendar.first) + 1;
    const std::uint32_t word = calendar.first_word + after / 64;
    const std::uint64_t before = (std::uint64_t{1} << (after % 64)) - 1;
    return Value{program.calendar_counts[word]} + Value{bits_set(program.calendar_days[word] & before)};
}

/// The working day that has this number, from 1 on; before the first one the calendar's first day, after the last its last day.
constexpr Value working_day_at(const Program& program, const CalendarSpec& calendar, Value number) {
    if (number < 1) return calendar.first;
    if (number > calendar.working_days) return Value{calendar.first} + calendar.days - 1;
    std::uint32_t low = 0, high = calendar.days / 64;
    while (low < high) {  // the last word before which there are fewer
        const std::uint32_t middle = (low + high + 1) / 2;
        if (program.calendar_counts[calendar.first_word + middle] < number)
            low = middle;
        else
            high = middle - 1;
    }
    std::uint64_t bits = program.calendar_days[calendar.first_word + low];
    for (Value k = program.calendar_counts[calendar.first_word + low] + 1; k < number; ++k)
        bits &= bits - 1;
    Value day = Value{calendar.first} + Value{low} * 64;
    for (; (bits & 1) == 0; bits >>= 1)
        ++day;
    return day;
}

/// The calendar that an op reads.
template <class T>
TENET_INLINE constexpr const CalendarSpec& calendar_of(const Operands<T>& x) {
    return x.program->calendars[x.imm];
}

namespace kernel {

struct WorkingDay {
    static constexpr Value known(const Operands<Value>& x) {
        const CalendarSpec& calendar = calendar_of(x);
        if (!covers(calendar, x.a)) return 0;
        const auto day = static_cast<std::uint32_t>(x.a - calendar.first);
        const std::uint64_t word = x.program->calendar_days[calendar.first_word + day / 64];
        return static_cast<Value>((word >> (day % 64)) & 1);
    }
    static constexpr Partial partial(const Operands<Partial>& x) {
        const CalendarSpec& calendar = calendar_of(x);
        if (is_surely_none(x.a)) return exactly(0);
        if (!covers(calendar, x.a.lo) || !covers(calendar, x.a.hi)) return maybe;
        const Value working =
            working_index(*x.program, calendar, x.a.hi) - working_index(*x.program, calendar, x.a.lo - 1);
        return yes_no(!x.a.none && working == x.a.hi - x.a.lo + 1, working != 0);
    }
};

struct WorkingIndex {
    static constexpr Value known(const Operands<Value>& x) {
        if (is_none(x.a, x.flags, a_may_be_none)) return none_value;
        return working_index(*x.program, calendar_of(x), x.a);
    }
    static constexpr Partial partial(const Operands<Partial>& x) {
        const CalendarSpec& calendar = calendar_of(x);
        if (is_surely_none(x.a)) return surely_none;
        const bool inside = covers(calendar, x.a.lo) && covers(calendar, x.a.hi);
        if (!inside && (x.flags & clamped) == 0) return {0, calendar.working_days, x.a.none};
        return {working_index(*x.program, calendar, x.a.lo), working_index(*x.program, calendar, x.a.hi),
                x.a.none};
    }
};

struct WorkingDayAt {
    static constexpr Value known(const Operands<Value>& x) {
        if (is_none(x.a, x.flags, a_may_be_none)) return none_value;
        return working_day_at(*x.program, calendar_of(x), x.a);
    }
    static constexpr Partial partial(const Operands<Partial>& x) {
        const CalendarSpec& calendar = calendar_of(x);
        if (is_surely_none(x.a)) return surely_none;
        const Value low = x.a.lo > calendar.working_days ? 0 : x.a.lo;
        return {working_day_at(*x.program, calendar, low), working_day_at(*x.program, calendar, x.a.hi),
                x.a.none};
    }
};

struct Ahead {
    TENET_INLINE static constexpr Value ahead(Value from, Value to) {
        return to > from ? wrapping_sub(to, from) : 0;
    }
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) { return ahead(x.a, x.b); }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        return {ahead(x.a.hi, x.b.lo), ahead(x.a.lo, x.b.hi), false};
    }
};

}  // namespace kernel

/// Which ops read a calendar; its number stands in imm.
constexpr bool reads_calendar(Code code) {
    return code == Code::WorkingDay || code == Code::WorkingIndex || code == Code::WorkingDayAt;
}

}  // namespace tenet
