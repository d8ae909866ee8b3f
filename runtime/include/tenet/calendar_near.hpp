#pragma once

#include "tenet/faults.hpp"
#include "tenet/inline.hpp"

#include <cstdint>

/// Days since 1900-01-01 and the proleptic Gregorian calendar. Years count from 1 March inside, so that 29 February is
/// a year's last day. Everything repeats after 400 years, which brings days far away back to where 32 bits suffice.
namespace tenet {

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

/// A multiple that wraps around instead of being undefined: a fold may calculate on what is no value, and discards it.
TENET_INLINE constexpr std::uint64_t wrapped(std::int64_t times, std::int64_t factor) {
    return static_cast<std::uint64_t>(times) * static_cast<std::uint64_t>(factor);
}

/// What remains of a day after so many whole cycles.
TENET_INLINE constexpr std::int64_t rest_of(std::int64_t day, std::int64_t cycles) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(day) - wrapped(cycles, cycle_days));
}

/// A day so many cycles later.
TENET_INLINE constexpr std::int64_t moved_by(std::int64_t day, std::int64_t cycles) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(day) + wrapped(cycles, cycle_days));
}

TENET_INLINE constexpr bool is_near(std::int64_t day, std::int64_t months) {
    return (static_cast<std::uint64_t>(day) + std::uint64_t{near_days} < 2 * std::uint64_t{near_days}) &
           (static_cast<std::uint64_t>(months) + std::uint64_t{near_months} < 2 * std::uint64_t{near_months});
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
    // From one 29 February to another it is a multiple of 4 years.
    const bool missing = (at.day == 365) & (years % 4 != 0 || !ends_long(year));
    const bool to_last = missing && !round_up && !planted(Fault::YearShift);
    return start_of(year) + static_cast<std::int64_t>(at.day) - static_cast<std::int64_t>(to_last);
}

TENET_INLINE constexpr std::int64_t add_months_near(std::int64_t day, std::int64_t n, bool round_up) {
    if (n % 12 == 0) return add_years_near(day, n / 12, round_up);
    return joined(shifted(month_of(split(day)), n), round_up);
}

/// Rounding up, the days that the source month has more than the month before the target fall on the target's first too.
/// Gives how many there are before `day`, which is 0 unless it is the first of a month.
TENET_INLINE constexpr std::int64_t surplus_days(std::int64_t day, std::int64_t n) {
    const MonthDay before = month_of(split(day - 1));
    const std::uint32_t length = length_of(before.year, before.month);
    if (before.day + 1 != length) return 0;
    const MonthDay source = shifted(before, -n);
    const std::uint32_t source_length = length_of(source.year, source.month);
    return source_length > length ? static_cast<std::int64_t>(source_length - length) : 0;
}

TENET_INLINE constexpr std::int64_t earliest_near(std::int64_t day, std::int64_t n, bool round_up) {
    std::int64_t earliest = add_months_near(day, -n, true);
    if (planted(Fault::EarliestShift)) ++earliest;
    return round_up ? earliest - surplus_days(day, n) : earliest;
}

}  // namespace calendar

}  // namespace tenet
