#include "compiler/reference_calendar.hpp"

namespace tenet::compiler::reference {
namespace {

struct Civil {
    std::int64_t year;
    int month, day;
};

/// Julian day number of 1900-01-01.
constexpr std::int64_t epoch = 2415021;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - ((a % b != 0 && (a % b < 0) != (b < 0)) ? 1 : 0);
}

bool leap(std::int64_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int month_length(std::int64_t year, int month) {
    if (month == 2) return leap(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// Days before 1 January of the year, counted from 1 January of year 1.
std::int64_t days_before_year(std::int64_t year) {
    const std::int64_t y = year - 1;
    return y * 365 + floor_div(y, 4) - floor_div(y, 100) + floor_div(y, 400);
}

std::int64_t to_day(Civil date) {
    std::int64_t days = days_before_year(date.year);
    for (int month = 1; month < date.month; ++month)
        days += month_length(date.year, month);
    // 1 January of year 1 is Julian day 1721426.
    return days + date.day - 1 + 1721426 - epoch;
}

Civil to_civil(std::int64_t day) {
    const std::int64_t since_year_1 = day + epoch - 1721426;
    std::int64_t year = floor_div(since_year_1 * 400, 146097) + 1;
    while (days_before_year(year) > since_year_1)
        --year;
    while (days_before_year(year + 1) <= since_year_1)
        ++year;
    std::int64_t rest = since_year_1 - days_before_year(year);
    int month = 1;
    while (rest >= month_length(year, month))
        rest -= month_length(year, month++);
    return {year, month, static_cast<int>(rest) + 1};
}

}  // namespace

std::int64_t shift(std::int64_t day, typed::Period period, ast::Rounding rounding) {
    if (period.months == 0) return day + period.days;
    Civil date = to_civil(day);
    const std::int64_t months = date.year * 12 + date.month - 1 + period.months;
    date.year = floor_div(months, 12);
    date.month = static_cast<int>(months - date.year * 12) + 1;
    const int length = month_length(date.year, date.month);
    if (date.day <= length) return to_day(date) + period.days;
    const std::int64_t last = to_day({date.year, date.month, length});
    return (rounding == ast::Rounding::Up ? last + 1 : last) + period.days;
}

std::int64_t periods_between(std::int64_t from, std::int64_t to, std::int32_t months,
                             ast::Rounding rounding) {
    // 400 years have 4,800 months and 146,097 days, which says nearly how many have passed: begin below and count up.
    std::int64_t passed = (to - from) * 4800 / 146097 / months - 2;
    passed = passed > 0 ? passed : 0;
    while (shift(from, {static_cast<std::int32_t>((passed + 1) * months), 0}, rounding) <= to)
        ++passed;
    return passed;
}

}  // namespace tenet::compiler::reference
