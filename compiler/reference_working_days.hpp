#pragma once

#include "compiler/answer.hpp"
#include "compiler/reference_aggregates.hpp"
#include "compiler/typed.hpp"

#include <cstdint>

/// Working days and clocks, for the reference evaluator alone: counted one by one.
namespace tenet::compiler::reference {

/// Whether a date is a working day; undetermined while it may lie outside of the calendar.
Possible is_working(const typed::Calendar& calendar, const Possible& date);

/// The number of a date: how many working days the calendar has up to it. A date that may lie outside has any number, or, where
/// `clamped`, that of the nearest end.
Possible number_of(const typed::Calendar& calendar, const Possible& date, bool clamped);

/// The date of a number; what lies beyond the last working day may be any day.
Possible date_of(const typed::Calendar& calendar, const Possible& number);

/// How many numbers lie between two, 0 if the second comes first.
Possible numbers_between(const Possible& from, const Possible& to);

/// How long a clock runs from one number to another that each record stops at its first number and lets go on at its second.
Possible running(const RecordList& list, const Possible& from, const Possible& to);

/// The number at which such a clock has run for `length`; none where it stops for good before.
Possible run_to(const RecordList& list, const Possible& from, const Possible& length);

}  // namespace tenet::compiler::reference
