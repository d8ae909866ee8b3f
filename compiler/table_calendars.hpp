#pragma once

#include "compiler/table.hpp"

#include <cstdint>
#include <vector>

namespace tenet::compiler {

/// The calendars of a table as a program has them.
struct CalendarRows {
    std::vector<CalendarSpec> specs;    ///< names are left out
    std::vector<std::uint64_t> days;    ///< `Program::calendar_days`
    std::vector<std::uint32_t> counts;  ///< `Program::calendar_counts`
};

CalendarRows calendar_rows(const Table& table);

}  // namespace tenet::compiler
