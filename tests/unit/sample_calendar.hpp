#pragma once

#include "tenet/kernels.hpp"

/// The calendar of the examples in operators.def: May 2024, in which the weekends, 1 and 3 May are off and Saturday 11 May is worked.
namespace tenet::testing {

inline constexpr Value may_first = days_from_civil(2024, 5, 1);
inline constexpr Value may_last = days_from_civil(2024, 5, 31);

/// Told from the dates alone; 1 May 2024 is a Wednesday.
constexpr bool is_working(Value day) {
    const Value of_month = day - may_first + 1;
    if (of_month < 1 || of_month > 31 || of_month == 1 || of_month == 3) return false;
    const Value weekday = (of_month + 1) % 7;  // Monday 0 … Sunday 6
    return weekday < 5 || of_month == 11;
}

struct SampleCalendar {
    CalendarSpec spec{static_cast<std::int32_t>(may_first), 31, 0, 0, 0, 0};
    std::uint64_t days[1] = {};
    std::uint32_t counts[1] = {};
    Program program{};

    constexpr SampleCalendar() {
        for (Value day = may_first; day <= may_last; ++day) {
            if (!is_working(day)) continue;
            days[0] |= std::uint64_t{1} << (day - may_first);
            ++spec.working_days;
        }
        program.calendars = &spec;
        program.calendar_count = 1;
        program.calendar_days = days;
        program.calendar_counts = counts;
        program.calendar_word_count = 1;
    }
    SampleCalendar(const SampleCalendar&) = delete;
    SampleCalendar& operator=(const SampleCalendar&) = delete;
};

inline constexpr SampleCalendar sample_calendar;

}  // namespace tenet::testing
