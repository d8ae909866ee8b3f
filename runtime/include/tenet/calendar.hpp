#pragma once

#include "tenet/calendar_near.hpp"

/// Dates as days since 1900-01-01, in the proleptic Gregorian calendar, however far away.
namespace tenet {

struct Civil {
    std::int64_t year;
    std::int32_t month;  ///< 1 … 12
    std::int32_t day;    ///< 1 … 31

    constexpr bool operator==(const Civil&) const = default;
};

/// The day of a date; month 1 … 12, day 1 … 31 and one that the month has.
constexpr std::int64_t days_from_civil(std::int64_t year, std::int32_t month, std::int32_t day) {
    const std::int64_t cycle = calendar::floor_div(year, 400);
    const std::int32_t march_month = (month + 9) % 12;
    const auto march_year = static_cast<std::uint32_t>(year - cycle * 400 + 400 * calendar::lift_cycles -
                                                       static_cast<std::int64_t>(month < 3));
    return cycle * calendar::cycle_days + calendar::start_of(march_year) +
           static_cast<std::int64_t>(calendar::start_of_month(static_cast<std::uint32_t>(march_month))) +
           day - 1;
}

/// The date of a day.
constexpr Civil civil_from_days(std::int64_t day) {
    const std::int64_t cycle = calendar::floor_div(day, calendar::cycle_days);
    const calendar::MonthDay at = calendar::month_of(calendar::split(calendar::rest_of(day, cycle)));
    const auto month = static_cast<std::int32_t>(at.month < 10 ? at.month + 3 : at.month - 9);
    const std::int64_t year = static_cast<std::int64_t>(at.year) - 400 * std::int64_t{calendar::lift_cycles};
    return {cycle * 400 + year + static_cast<std::int64_t>(month < 3), month,
            static_cast<std::int32_t>(at.day) + 1};
}

/// How many days a month has.
constexpr std::int32_t days_in_month(std::int64_t year, std::int32_t month) {
    const std::int64_t of_cycle = year - calendar::floor_div(year, 400) * 400;
    const bool leap = (of_cycle % 4 == 0) & ((of_cycle % 100 != 0) | (of_cycle == 0));
    if (month == 2) return leap ? 29 : 28;
    return 30 + ((month + month / 8) & 1);
}

/// Shifts far away: whole cycles are set aside first.
TENET_APART constexpr std::int64_t add_months_far(std::int64_t day, std::int64_t n, bool round_up) {
    const std::int64_t day_cycles = calendar::floor_div(day, calendar::cycle_days);
    const std::int64_t month_cycles = calendar::floor_div(n, calendar::cycle_months);
    const std::int64_t near_day = calendar::rest_of(day, day_cycles);
    const std::int64_t near_n = n - month_cycles * calendar::cycle_months;
    return calendar::moved_by(calendar::add_months_near(near_day, near_n, round_up),
                              day_cycles + month_cycles);
}

TENET_APART constexpr std::int64_t earliest_from_far(std::int64_t day, std::int64_t months, bool round_up) {
    const std::int64_t day_cycles = calendar::floor_div(day, calendar::cycle_days);
    const std::int64_t month_cycles = calendar::floor_div(months, calendar::cycle_months);
    const std::int64_t near_day = calendar::rest_of(day, day_cycles);
    const std::int64_t near_months = months - month_cycles * calendar::cycle_months;
    return calendar::moved_by(calendar::earliest_near(near_day, near_months, round_up),
                              day_cycles - month_cycles);
}

/// The same day of the month n months later; where that month lacks it, its last day, or rounded up the first of the
/// next. Never decreases as the day grows.
TENET_INLINE constexpr std::int64_t add_months(std::int64_t day, std::int64_t n, bool round_up) {
    if (calendar::is_near(day, n)) [[likely]]
        return calendar::add_months_near(day, n, round_up);
    return add_months_far(day, n, round_up);
}

/// The smallest d with `add_months(d, months, round_up) >= day`; months may have either sign.
TENET_INLINE constexpr std::int64_t earliest_from(std::int64_t day, std::int64_t months, bool round_up) {
    if (calendar::is_near(day, months)) [[likely]]
        return calendar::earliest_near(day, months, round_up);
    return earliest_from_far(day, months, round_up);
}

/// The same two as functions of their own, for callers that must stay small.
TENET_APART constexpr std::int64_t add_months_apart(std::int64_t day, std::int64_t n, bool round_up) {
    return add_months(day, n, round_up);
}
TENET_APART constexpr std::int64_t earliest_from_apart(std::int64_t day, std::int64_t months, bool round_up) {
    return earliest_from(day, months, round_up);
}

/// How often `months` months have passed from one day to another as `add_months` counts them; 0 if none has. months > 0.
TENET_APART constexpr std::int64_t whole_months_apart(std::int64_t from, std::int64_t to, std::int64_t months,
                                                      bool round_up) {
    if (to <= from) return 0;
    const Civil begin = civil_from_days(from), end = civil_from_days(to);
    // As many as the calendar's months allow, or one less.
    const std::int64_t times = ((end.year - begin.year) * 12 + (end.month - begin.month)) / months;
    const bool too_many = add_months(from, times * months, round_up) > to;
    return times - static_cast<std::int64_t>(too_many != planted(Fault::WholeMonthsShift));
}

}  // namespace tenet
