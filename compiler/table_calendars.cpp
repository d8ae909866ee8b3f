#include "compiler/table_calendars.hpp"

#include "tenet/value.hpp"

namespace tenet::compiler {

CalendarRows calendar_rows(const Table& table) {
    CalendarRows rows;
    for (const TableCalendar& calendar : table.calendars) {
        const auto first_word = static_cast<std::uint32_t>(rows.days.size());
        const std::size_t days = calendar.working.size();
        std::uint32_t count = 0;
        // One bit more than there are days, so that "up to the last day" has a word of its own where it needs one.
        for (std::size_t word = 0; word <= days / 64; ++word) {
            std::uint64_t bits = 0;
            for (std::size_t bit = 0; bit < 64 && word * 64 + bit < days; ++bit)
                bits |= std::uint64_t{calendar.working[word * 64 + bit] ? 1U : 0U} << bit;
            rows.days.push_back(bits);
            rows.counts.push_back(count);
            count += bits_set(bits);
        }
        rows.specs.push_back({static_cast<std::int32_t>(calendar.first), static_cast<std::uint32_t>(days),
                              first_word, count, 0, 0});
    }
    return rows;
}

}  // namespace tenet::compiler
