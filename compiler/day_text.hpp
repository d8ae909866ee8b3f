#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Days since 1900-01-01 as people write them.
namespace tenet::compiler {

/// A date as written, which need not exist.
struct WrittenDay {
    int year = 0, month = 0, day = 0;
};

/// The day's number, or nothing if the calendar has no such day.
std::optional<std::int64_t> day_number(WrittenDay written);

/// The last day of a month from 1 to 12.
int last_day_of_month(int year, int month);

/// `2023-04-01`; years past 9999 and before 0 have a sign and as many digits as they need.
std::string day_text(std::int64_t day);

/// Reads `YYYY-MM-DD` in digits alone; existence is not asked.
std::optional<WrittenDay> written_day(std::string_view text);

/// Reads what people also write: `2023/4/1`, `2023.4.1`, `20230401`, `2023年4月1日`, a time behind the date.
std::optional<WrittenDay> loosely_written_day(std::string_view text);

}  // namespace tenet::compiler
