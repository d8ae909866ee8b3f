#pragma once

#include "tenet/calendar.hpp"
#include "tenet/program.hpp"
#include "tenet/value.hpp"

#include <cstdint>

/// Dates and the names of fact types.
namespace tenet {

/// Known not to exist: `facts.exam = tenet::none`.
struct NoneTag {};
inline constexpr NoneTag none{};

template <class T, bool OrNone>
class BasicFact;

/// A fact of type T: `Date`, `bool`, `Count` or `Int<low, high>`.
template <class T>
using Fact = BasicFact<T, false>;

/// The same where the policy says `or none`.
template <class T>
using FactOrNone = BasicFact<T, true>;

/// A day, in days since 1900-01-01.
struct Date {
    std::int32_t days = 0;

    /// The date, or an unknown when there is no such day.
    static constexpr Fact<Date> from(std::int64_t year, std::int32_t month, std::int32_t day) noexcept;

    constexpr bool operator==(const Date&) const = default;
};

/// Whether a month has such a day.
constexpr bool is_date(std::int64_t year, std::int32_t month, std::int32_t day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

/// Never defined: a constant evaluation that would call it does not compile.
std::int64_t there_is_no_such_day();

/// A date written down; one that does not exist does not compile.
consteval Date date(std::int64_t year, std::int32_t month, std::int32_t day) {
    const std::int64_t days = is_date(year, month, day) && year > -100000 && year < 100000
                                  ? days_from_civil(year, month, day)
                                  : there_is_no_such_day();
    return {static_cast<std::int32_t>(days)};
}

}  // namespace tenet
