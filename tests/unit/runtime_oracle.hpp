#pragma once

#include "tenet/kernels.hpp"

#include <optional>
#include <string>
#include <vector>

/// The operators once more, in the plainest way: known values one by one, partial values by trying every completion.
/// Each check gives the first case in which the runtime differs, or an empty text.
namespace tenet::testing {

using Plain = std::optional<Value>;  ///< nothing stands for none

/// What an op makes of known operands.
Plain plain_result(Code code, Plain a, Plain b, Plain c, Value imm, bool up);

/// Known values: every op on every combination of a few operands.
std::string known_difference();
/// Partial values: every op gives exactly the hull of its results on all completions.
std::string partial_difference();
/// Ranges: as partial where nothing overflows; what overflows is reported.
std::string range_difference();
/// Aggregates, on known, partial, unknown and bounded lists.
std::string lists_difference();
/// Working days and clocks that stop, against counting day by day.
std::string working_days_difference();
/// Status and verdict rules, written as the tables of the language.
std::string rule_difference();

}  // namespace tenet::testing
