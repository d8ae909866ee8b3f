#include "compiler/day_text.hpp"

#include <fmt/format.h>

#include <chrono>

namespace tenet::compiler {
namespace {

using std::chrono::sys_days;

constexpr sys_days first_day{std::chrono::year{1900} / 1 / 1};

std::chrono::year_month_day civil(WrittenDay written) {
    return std::chrono::year{written.year} / std::chrono::month{static_cast<unsigned>(written.month)} /
           std::chrono::day{static_cast<unsigned>(written.day)};
}

bool is_decimal(char c) { return c >= '0' && c <= '9'; }

/// Takes from `least` to `most` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t length = 0;
    int number = 0;
    while (length < text.size() && length < most && is_decimal(text[length]))
        number = number * 10 + (text[length++] - '0');
    if (length < least) return {};
    text.remove_prefix(length);
    return number;
}

bool take(std::string_view& text, std::string_view wanted) {
    if (!text.starts_with(wanted)) return false;
    text.remove_prefix(wanted.size());
    return true;
}

/// Takes one of the signs that may follow the year, or the month likewise.
bool take_separator(std::string_view& text, std::string_view in_words) {
    return take(text, "-") || take(text, "/") || take(text, ".") || take(text, in_words);
}

bool ends_loosely(std::string_view rest) {
    take(rest, "日") || take(rest, "号");
    return rest.empty() || rest.front() == 'T' || rest.front() == ' ';
}

}  // namespace

std::optional<std::int64_t> day_number(WrittenDay written) {
    if (written.month < 1 || written.month > 12 || written.day < 1 || written.day > 31) return {};
    if (!civil(written).ok()) return {};
    return (sys_days{civil(written)} - first_day).count();
}

int last_day_of_month(int year, int month) {
    std::chrono::year_month_day_last last{
        std::chrono::year{year},
        std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
    return static_cast<int>(static_cast<unsigned>(last.day()));
}

std::string day_text(std::int64_t day) {
    // <chrono> holds years up to 32767 only; computed days lie further away. Years begin in March here, so that the day
    // that leap years add comes last; 400 of them have the same days over and over.
    constexpr std::int64_t march_1_of_year_0 = 693901, days_of_400_years = 146097;
    std::int64_t since = day + march_1_of_year_0;
    const std::int64_t rounds = (since >= 0 ? since : since - (days_of_400_years - 1)) / days_of_400_years;
    since -= rounds * days_of_400_years;
    const std::int64_t year_of_round =
        (since - since / 1460 + since / 36524 - since / (days_of_400_years - 1)) / 365;
    const std::int64_t day_of_year = since - (365 * year_of_round + year_of_round / 4 - year_of_round / 100);
    const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
    const std::int64_t day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    const std::int64_t year = year_of_round + rounds * 400 + (month <= 2 ? 1 : 0);
    if (year >= 0 && year <= 9999) return fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month);
    return fmt::format("{}{:04}-{:02}-{:02}", year < 0 ? '-' : '+', year < 0 ? -year : year, month,
                       day_of_month);
}

std::optional<WrittenDay> written_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !is_decimal(text[9])) return {};
    return loosely_written_day(text);
}

std::optional<WrittenDay> loosely_written_day(std::string_view text) {
    std::string_view rest = text;
    std::optional<int> year = take_number(rest, 4, 4);
    if (!year) return {};
    bool run_together = !rest.empty() && is_decimal(rest.front());
    if (!run_together && !take_separator(rest, "年")) return {};
    std::optional<int> month = take_number(rest, run_together ? 2 : 1, 2);
    if (!month) return {};
    if (!run_together && !take_separator(rest, "月")) return {};
    std::optional<int> day = take_number(rest, run_together ? 2 : 1, 2);
    if (!day || !ends_loosely(rest)) return {};
    return WrittenDay{*year, *month, *day};
}

}  // namespace tenet::compiler
