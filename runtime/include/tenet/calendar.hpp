#pragma once

#include "tenet/faults.hpp"
#include "tenet/inline.hpp"

#include <cstdint>

/// Days since 1900-01-01 and the proleptic Gregorian calendar. Years count from 1 March inside, so that 29 February is
/// a year's last day. Everything repeats after 400 years, which brings days far away back to where 32 bits suffice.
namespace tenet {

struct Civil {
    std::int64_t year;
    std::int32_t month;  ///< 1 … 12
    std::int32_t day;    ///< 1 … 31

    constexpr bool operator==(const Civil&) const = default;
};

namespace calendar {

inline constexpr std::int64_t cycle_days = 146097;  ///< of 400 years
inline constexpr std::int64_t cycle_months = 4800;

/// Years and days are moved up by so many cycles of 400 years, so that nothing is negative. 0000-03-01 lies 693,901
/// days before 1900-01-01.
inline constexpr std::uint32_t lift_cycles = 2400;
inline constexpr std::uint32_t lift_days = lift_cycles * 146097 + 693901;

/// Days whose distance from 1900-01-01, and months whose number, are below these are worked out in 32 bits.
inline constexpr std::int64_t near_days = std::int64_t{1} << 28;
inline constexpr std::int64_t near_months = std::int64_t{1} << 21;

/// A lifted year that begins on 1 March, and the day in it from 0; day 365 is 29 February.
struct YearDay {
    std::uint32_t year, day;
};

/// A lifted March-based year, the month in it from 0, and the day of the month from 0.
struct MonthDay {
    std::uint32_t year, month, day;
};

TENET_INLINE constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - static_cast<std::int64_t>((a % b != 0) & ((a % b < 0) != (b < 0)));
}

TENET_INLINE constexpr bool is_near(std::int64_t day, std::int64_t months) {
    return (static_cast<std::uint64_t>(day + near_days) < static_cast<std::uint64_t>(2 * near_days)) &
           (static_cast<std::uint64_t>(months + near_months) < static_cast<std::uint64_t>(2 * near_months));
}

/// The year and day of a near day; multiplications stand for divisions (Neri and Schneider).
TENET_INLINE constexpr YearDay split(std::int64_t day) {
    const std::uint32_t quarters = 4 * (static_cast<std::uint32_t>(day) + lift_days) + 3;
    const std::uint32_t century = quarters / 146097;
    const std::uint64_t scaled = std::uint64_t{2939745} * (quarters % 146097 | 3);
    return {100 * century + static_cast<std::uint32_t>(scaled >> 32),
            static_cast<std::uint32_t>(scaled) / 2939745 / 4};
}

/// The day on which a lifted March-based year begins.
TENET_INLINE constexpr std::int64_t start_of(std::uint32_t year) {
    const std::uint32_t century = year / 100;
    return static_cast<std::int64_t>(365 * year + year / 4 - century + century / 4) - std::int64_t{lift_days};
}

/// Whether the lifted March-based year ends with a 29 February.
TENET_INLINE constexpr bool ends_long(std::uint32_t year) {
    const std::uint32_t next = year + 1;
    return (next % 4 == 0) & ((next % 100 != 0) | (next % 16 == 0));
}

TENET_INLINE constexpr std::uint32_t start_of_month(std::uint32_t month) { return (153 * month + 2) / 5; }

TENET_INLINE constexpr std::uint32_t length_of(std::uint32_t year, std::uint32_t month) {
    const std::uint32_t february = 28 + static_cast<std::uint32_t>(ends_long(year));
    return month == 11 ? february : 30 + ((0x6B5U >> month) & 1U);
}

TENET_INLINE constexpr MonthDay month_of(YearDay at) {
    const std::uint32_t month = (5 * at.day + 2) / 153;
    return {at.year, month, at.day - start_of_month(month)};
}

/// The same, n months on; the day stays and may be one that the month does not have.
TENET_INLINE constexpr MonthDay shifted(MonthDay at, std::int64_t n) {
    const auto total = static_cast<std::uint32_t>(static_cast<std::int64_t>(at.year) * 12 +
                                                  static_cast<std::int64_t>(at.month) + n);
    return {total / 12, total % 12, at.day};
}

/// The day of a March-based date; a day that the month lacks becomes its last, or rounded up the next month's first.
TENET_INLINE constexpr std::int64_t joined(MonthDay at, bool round_up) {
    const std::uint32_t length = length_of(at.year, at.month);
    const std::uint32_t missing =
        length - static_cast<std::uint32_t>(!round_up && !planted(Fault::MonthShift));
    return start_of(at.year) + static_cast<std::int64_t>(start_of_month(at.month)) +
           static_cast<std::int64_t>(at.day < length ? at.day : missing);
}

TENET_INLINE constexpr std::int64_t add_years_near(std::int64_t day, std::int64_t years, bool round_up) {
    const YearDay at = split(day);
    const auto year = static_cast<std::uint32_t>(static_cast<std::int64_t>(at.year) + years);
    const bool missing = (at.day == 365) & !ends_long(year);
    const bool to_last = missing && !round_up && !planted(Fault::YearShift);
    return start_of(year) + static_cast<std::int64_t>(at.day) - static_cast<std::int64_t>(to_last);
}

TENET_INLINE constexpr std::int64_t add_months_near(std::int64_t day, std::int64_t n, bool round_up) {
    if (n % 12 == 0) return add_years_near(day, n / 12, round_up);
    return joined(shifted(month_of(split(day)), n), round_up);
}

TENET_INLINE constexpr std::int64_t earliest_near(std::int64_t day, std::int64_t n, bool round_up) {
    if (!round_up) return add_months_near(day, -n, true);
    const MonthDay target = month_of(split(day));
    if (target.day != 0 || planted(Fault::EarliestShift)) return add_months_near(day, -n, true);
    // Rounding up, the surplus days of the month before the source month fall on this first of a month too.
    const MonthDay before = month_of(split(day - 1));
    const MonthDay source = shifted(before, -n);
    const std::uint32_t length = length_of(before.year, before.month);
    if (length_of(source.year, source.month) > length)
        return start_of(source.year) + static_cast<std::int64_t>(start_of_month(source.month) + length);
    return add_months_near(day, -n, true);
}

}  // namespace calendar

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
    const calendar::MonthDay at = calendar::month_of(calendar::split(day - cycle * calendar::cycle_days));
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

/// The same day of the month n months later; where that month lacks it, its last day, or rounded up the first of the
/// next. Never decreases as the day grows.
TENET_INLINE constexpr std::int64_t add_months(std::int64_t day, std::int64_t n, bool round_up) {
    if (calendar::is_near(day, n)) [[likely]]
        return calendar::add_months_near(day, n, round_up);
    const std::int64_t day_cycles = calendar::floor_div(day, calendar::cycle_days);
    const std::int64_t month_cycles = calendar::floor_div(n, calendar::cycle_months);
    return (day_cycles + month_cycles) * calendar::cycle_days +
           calendar::add_months_near(day - day_cycles * calendar::cycle_days,
                                     n - month_cycles * calendar::cycle_months, round_up);
}

/// The smallest d with `add_months(d, months, round_up) >= day`; months may have either sign.
TENET_INLINE constexpr std::int64_t earliest_from(std::int64_t day, std::int64_t months, bool round_up) {
    if (calendar::is_near(day, months)) [[likely]]
        return calendar::earliest_near(day, months, round_up);
    const std::int64_t day_cycles = calendar::floor_div(day, calendar::cycle_days);
    const std::int64_t month_cycles = calendar::floor_div(months, calendar::cycle_months);
    return (day_cycles - month_cycles) * calendar::cycle_days +
           calendar::earliest_near(day - day_cycles * calendar::cycle_days,
                                   months - month_cycles * calendar::cycle_months, round_up);
}

}  // namespace tenet
