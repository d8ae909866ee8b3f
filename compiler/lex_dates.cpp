#include "compiler/digits.hpp"
#include "compiler/lexer.hpp"

#include <chrono>
#include <cstddef>
#include <fmt/format.h>

// Dates and what may directly follow them.

namespace tenet::compiler {

namespace {

using ast::Unit;

struct Ymd {
    int year, month, day;
};

/// Reads `2023-05-01`, `2023年5月1日` or a like form off the front, whatever the signs between.
Ymd take_date(std::string_view& text) {
    Ymd date{};
    date.year = take_digits(text, 4);
    take_sign(text);
    date.month = take_digits(text, 2);
    take_sign(text);
    date.day = take_digits(text, 2);
    if (text.substr(0, 3) == "日") take_sign(text);
    return date;
}

std::string iso(Ymd date) { return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day); }

/// The day as it is written, behind `write` and `请写`.
Arg day_advice(Ymd date) { return {fmt::format("`{}`", iso(date)), fmt::format(" `{}`", iso(date))}; }

int last_day(int year, int month) {
    using namespace std::chrono;
    const year_month_day_last last{std::chrono::year(year),
                                   month_day_last(std::chrono::month(static_cast<unsigned>(month)))};
    return static_cast<int>(static_cast<unsigned>(last.day()));
}

/// Days since 1900-01-01.
std::int64_t day_number(Ymd date) {
    using namespace std::chrono;
    const auto day = [](Ymd ymd) {
        return sys_days(std::chrono::year(ymd.year) / ymd.month / ymd.day).time_since_epoch().count();
    };
    return day(date) - day({1900, 1, 1});
}

Ymd next_day(Ymd date) {
    if (++date.day <= last_day(date.year, date.month)) return date;
    date.day = 1;
    if (++date.month <= 12) return date;
    return {date.year + 1, 1, 1};
}

constexpr std::string_view month_names[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};

}  // namespace

void Lexer::date(std::string_view text) {
    std::string_view tail = text;
    const Ymd ymd = take_date(tail);
    const std::string_view date = text.substr(0, text.size() - tail.size());
    if (ymd.month < 1 || ymd.month > 12) {
        diagnostics_.report<D::NoSuchDay>(span(date), iso(ymd),
                                          Arg("a year has 12 months", "一年只有 12 个月"));
        return emit_bad(text);
    }
    const int last = last_day(ymd.year, ymd.month);
    if (ymd.day < 1 || ymd.day > last) {
        const Ymd end{ymd.year, ymd.month, last};
        diagnostics_.report<D::NoSuchDay>(
            span(date), iso(ymd),
            Arg(fmt::format("{} {} has {} days: its last is `{}`", month_names[ymd.month - 1], ymd.year, last,
                            iso(end)),
                fmt::format("{}年{}月有 {} 天，最后一天是 `{}`", ymd.year, ymd.month, last, iso(end))));
        return emit_bad(text);
    }
    if (ymd.year < 1900 || ymd.year > 2199) {
        diagnostics_.report<D::DateOutOfRange>(span(date), ymd.year);
        return emit_bad(text);
    }
    const bool han = date.find("年") != std::string_view::npos;
    if (!han && narrow(date).size() != 10) {
        diagnostics_.report<D::DateSpelling>(span(date), date, day_advice(ymd))
            .fixes.push_back({span(date), iso(ymd)});
        return emit_bad(text);
    }
    date_tail(text, date, tail, {day_number(ymd), Unit::None, 0});
}

bool Lexer::is_day_bound(std::string_view word) {
    return word == "之后" || word == "之前" || word == "截至" || word == "截止";
}

/// `X 在 2023-04-01 之后`, `X 2023-04-01 之后`: a comparison, which is written with one word; false if it is none. `before` is
/// the number of tokens before the date.
bool Lexer::report_day_compared(std::string_view date, std::string_view word, std::size_t before) {
    if (before == 0 || statement_ == Kind::WordParam) return false;
    const bool after = word == "之后", compared = statement_ == Kind::WordTable ||
                                                  tokens_.kind(before - 1) == Kind::WordAtZh ||
                                                  may_be_name(before - 1);
    if (!compared || (!after && word != "之前")) return false;
    const std::string day = iso(take_date(date));
    const auto both = [&](std::string_view han, std::string_view english) {
        return Arg(fmt::format("`{} {}` (`{} {}`)", han, day, english, day),
                   fmt::format("`{} {}`", han, day));
    };
    diagnostics_.report<D::DayUnclear>(span(word), word,
                                       after ? both("不早于", "not before") : both("不晚于", "not after"),
                                       after ? both("晚于", "after") : both("早于", "before"));
    return true;
}

/// `2023-04-01之后`: does it include that day? Both readings are written out.
void Lexer::report_day_unclear(std::string_view date, std::string_view word) {
    const Ymd day = take_date(date);
    const std::string here = iso(day);
    const auto both = [](std::string_view han, std::string_view english) {
        return Arg(fmt::format("`{}` (`{}`)", han, english), fmt::format("`{}`", han));
    };
    const auto from = [&](const std::string& first) {
        return both(fmt::format("自 {} 起", first), fmt::format("from {}", first));
    };
    if (word == "之后")
        diagnostics_.report<D::DayUnclear>(span(word), word, from(here), from(iso(next_day(day))));
    else
        diagnostics_.report<D::DayUnclear>(
            span(word), word, both(fmt::format("至 {} 止", here), fmt::format("until {}", here)),
            both(fmt::format("早于 {}", here), fmt::format("before {}", here)));
}

/// What may directly follow a date: a whole word; some are refused with both readings written out.
void Lexer::date_tail(std::string_view whole, std::string_view date, std::string_view tail, Amount amount) {
    if (tail.empty()) return emit_amount(Kind::Day, date, amount);
    if (is_day_bound(tail)) {
        const bool begins = line_begins_ && statement_ != Kind::WordTable;
        if (begins || !report_day_compared(date, tail, tokens_.kinds.size())) report_day_unclear(date, tail);
        return emit_bad(whole);
    }
    if (digit_length(tail) != 0 && tail.find("时") != std::string_view::npos) {
        std::string_view rest = date;
        const Ymd day = take_date(rest);
        const std::string here = iso(day);
        const std::string next = iso(next_day(day));
        diagnostics_.report<D::TimeOfDay>(span(tail), Arg("until " + here, fmt::format("至 {} 止", here)),
                                          Arg("from " + next, fmt::format("自 {} 起", next)));
        return emit_bad(whole);
    }
    if (is_word(find_word(tail))) {
        emit_amount(Kind::Day, date, amount);
        return word(tail);
    }
    tokens_.run_ons.push_back(span(whole));
    emit_bad(whole);
}

void Lexer::misspelt_date(std::string_view text) {
    std::string_view rest = text;
    const Ymd ymd = take_date(rest);
    const bool real =
        ymd.month >= 1 && ymd.month <= 12 && ymd.day >= 1 && ymd.day <= last_day(ymd.year, ymd.month);
    const std::string_view date = text.substr(0, text.size() - rest.size());
    Diagnostic& report = diagnostics_.report<D::DateSpelling>(
        span(date), date, real ? day_advice(ymd) : Arg("`YYYY-MM-DD`", " `YYYY-MM-DD`"));
    if (real) report.fixes.push_back({span(date), iso(ymd)});
    emit_bad(text);
}

}  // namespace tenet::compiler
