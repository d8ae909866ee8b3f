#pragma once

#include "compiler/ast.hpp"

#include <cstdint>

/// Hulls of whole-number and date arithmetic; what would overflow stops at the end of the number line.
namespace tenet::compiler {

struct Interval {
    std::int64_t low = 0, high = 0;

    bool operator==(const Interval&) const = default;
};

Interval hull(Interval a, Interval b);
Interval sum(Interval a, Interval b);
Interval difference(Interval a, Interval b);
Interval product(Interval a, std::int64_t factor);
/// Days since 1900-01-01, moved by whole months.
Interval moved(Interval days, std::int32_t months, ast::Rounding rounding);

/// Days since 1900-01-01 of the last day that a date fact may be, 2199-12-31.
inline constexpr std::int64_t last_date = 109572;
/// Days from 1900-01-01 beyond which no date is computed; some 27,000 years either way.
inline constexpr std::int64_t furthest_day = 10'000'000;

}  // namespace tenet::compiler
