#include "compiler/intervals.hpp"

#include <algorithm>
#include <chrono>
#include <limits>

namespace tenet::compiler {
namespace {

namespace chrono = std::chrono;

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

constexpr chrono::sys_days first_day = chrono::sys_days(chrono::year(1900) / 1 / 1);
static_assert((chrono::sys_days(chrono::year(2199) / 12 / 31) - first_day).count() == last_date);

std::int64_t plus(std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    if (!__builtin_add_overflow(a, b, &result)) return result;
    return b < 0 ? lowest : highest;
}

std::int64_t minus(std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    if (!__builtin_sub_overflow(a, b, &result)) return result;
    return b > 0 ? lowest : highest;
}

std::int64_t times(std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    if (!__builtin_mul_overflow(a, b, &result)) return result;
    return (a < 0) == (b < 0) ? highest : lowest;
}

/// Past some ten thousand years either way a month more or less no longer matters: the proof refuses it anyhow.
constexpr std::int64_t far_day = 4'000'000;

std::int64_t moved(std::int64_t day, std::int32_t months, ast::Rounding rounding) {
    if (day < -far_day || day > far_day) return plus(day, std::int64_t{months} * 31);
    const chrono::year_month_day from(first_day + chrono::days(static_cast<int>(day)));
    const chrono::year_month target = chrono::year_month(from.year(), from.month()) + chrono::months(months);
    const chrono::year_month_day to(target.year(), target.month(), from.day());
    if (to.ok()) return (chrono::sys_days(to) - first_day).count();
    const auto last = (chrono::sys_days(target / chrono::last) - first_day).count();
    return rounding == ast::Rounding::Down ? last : last + 1;
}

}  // namespace

Interval hull(Interval a, Interval b) { return {std::min(a.low, b.low), std::max(a.high, b.high)}; }

Interval sum(Interval a, Interval b) { return {plus(a.low, b.low), plus(a.high, b.high)}; }

Interval difference(Interval a, Interval b) { return {minus(a.low, b.high), minus(a.high, b.low)}; }

Interval product(Interval a, std::int64_t factor) {
    const std::int64_t x = times(a.low, factor), y = times(a.high, factor);
    return {std::min(x, y), std::max(x, y)};
}

Interval moved(Interval days, std::int32_t months, ast::Rounding rounding) {
    return {moved(days.low, months, rounding), moved(days.high, months, rounding)};
}

}  // namespace tenet::compiler
