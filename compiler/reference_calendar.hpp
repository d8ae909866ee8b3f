#pragma once

#include "compiler/typed.hpp"

#include <cstdint>

/// The reference evaluator's own calendar, written another way than the runtime's on purpose.
namespace tenet::compiler::reference {

/// The day `period` after `day` (before it, where the period is negative). A day that the month lacks becomes the
/// month's last day, or the first of the next month when rounding up.
std::int64_t shift(std::int64_t day, typed::Period period, ast::Rounding rounding);

/// How often a period of so many months has passed from one day to another, 0 if the second comes first.
std::int64_t periods_between(std::int64_t from, std::int64_t to, std::int32_t months, ast::Rounding rounding);

/// The same period counted backwards.
constexpr typed::Period backwards(typed::Period period) { return {-period.months, -period.days}; }

}  // namespace tenet::compiler::reference
