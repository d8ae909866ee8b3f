#pragma once

#include "compiler/typed.hpp"

namespace tenet::compiler {

/// Adds what must hold so that what is counted by calendars has an answer wherever it is needed: dates lie within the years of their
/// calendar, a day that is sought has come before its end, and the records that stop a clock stand in the order in which they begin.
/// A date that is none is not asked for.
void add_calendar_assumes(typed::Module& module);

}  // namespace tenet::compiler
