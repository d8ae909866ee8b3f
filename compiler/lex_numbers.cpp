#include "compiler/lexer.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <fmt/format.h>

// Numbers, dates and what may directly follow them.

namespace tenet::compiler {

namespace {

using ast::Unit;

struct UnitSpelling {
    std::string_view text;
    Unit unit;
};

/// Longest first where one begins another.
constexpr UnitSpelling units[] = {
    {"个工作日", Unit::WorkingDays},
    {"工作日", Unit::WorkingDays},
    {"个自然日", Unit::Days},
    {"自然日", Unit::Days},
    {"个月", Unit::Months},
    {"年", Unit::Years},
    {"天", Unit::Days},
    {"日", Unit::Days},
    {"学时", Unit::Hours},
    {"次", Unit::Times},
    {"个", Unit::Times},
    {"份", Unit::Times},
    {"门", Unit::Times},
    {"项", Unit::Times},
    {"名", Unit::Times},
    {"条", Unit::Times},
    {"y", Unit::Years},
    {"m", Unit::Months},
    {"d", Unit::Days},
    {"h", Unit::Hours},
};

struct WrongUnit {
    std::string_view text, right;
};

constexpr WrongUnit wrong_units[] = {
    {"years", "y"},  {"year", "y"},  {"yrs", "y"},   {"yr", "y"},    {"Y", "y"},      {"months", "m"},
    {"month", "m"},  {"mo", "m"},    {"M", "m"},     {"days", "d"},  {"day", "d"},    {"D", "d"},
    {"hours", "h"},  {"hour", "h"},  {"hrs", "h"},   {"hr", "h"},    {"H", "h"},      {"小时", "学时"},
    {"个小时", "学时"}, {"周年", "年"}, {"岁", "年"},   {"个年", "年"}, {"次数", "次"},
};

/// Full-width letters, digits and signs to the ASCII ones that they stand for.
std::string narrow(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = [&](std::size_t offset) { return static_cast<unsigned char>(text[at + offset]); };
        if (byte(0) == 0xEF && at + 2 < text.size() && (byte(1) == 0xBC || byte(1) == 0xBD)) {
            const unsigned code = (byte(1) - 0xBCU) * 64 + byte(2) - 0x81U + 0x21U;
            out += static_cast<char>(code);
            at += 2;
        } else {
            out += text[at];
        }
    }
    return out;
}

bool ascii_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool ascii_alnum(char byte) {
    return ascii_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

/// Bytes of the digit at the start of the text, 0 if there is none; full-width ones take three.
std::size_t digit_length(std::string_view text) {
    if (text.empty()) return 0;
    if (ascii_digit(text[0])) return 1;
    const bool wide = text.size() >= 3 && text[0] == '\xEF' && text[1] == '\xBC' &&
                      static_cast<unsigned char>(text[2]) >= 0x90 && static_cast<unsigned char>(text[2]) <= 0x99;
    return wide ? 3 : 0;
}

int digit_value(std::string_view text) { return ascii_digit(text[0]) ? text[0] - '0' : text[2] - '\x90'; }

/// Takes up to `most` digits off the front.
int take_digits(std::string_view& text, int most) {
    int value = 0;
    for (std::size_t length = digit_length(text); length != 0 && most > 0; length = digit_length(text), --most) {
        value = value * 10 + digit_value(text);
        text.remove_prefix(length);
    }
    return value;
}

/// Takes one sign off the front: one ASCII byte or one character of three bytes.
void take_sign(std::string_view& text) {
    text.remove_prefix(static_cast<unsigned char>(text[0]) < 0x80 ? 1 : 3);
}

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

int last_day(int year, int month) {
    using namespace std::chrono;
    const year_month_day_last last{std::chrono::year(year), month_day_last(std::chrono::month(static_cast<unsigned>(month)))};
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

constexpr std::string_view month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                            "July",    "August",   "September", "October", "November", "December"};

} // namespace

std::size_t unit_length(std::string_view text) {
    for (const UnitSpelling& unit : units) {
        const std::size_t length = unit.text.size();
        if (text.empty() || text[0] != unit.text[0]) continue;
        if (text.starts_with(unit.text) && (length > 1 || text.size() == 1 || !ascii_alnum(text[1]))) return length;
    }
    return 0;
}

std::string_view right_unit(std::string_view word) {
    if (unit_length(word) == word.size()) return word;
    for (const WrongUnit& wrong : wrong_units)
        if (word == wrong.text) return wrong.right;
    return {};
}

/// A number taken apart: its digits, its unit, and what else hangs on it.
struct Lexer::Counted {
    Amount amount;
    std::string_view digits, unit, rest;
    std::size_t digit_count = 0;
};

Lexer::Counted Lexer::count(std::string_view text) const {
    Counted counted;
    std::string_view left = text;
    bool fraction = false;
    for (;;) {
        const std::size_t length = digit_length(left);
        if (length != 0) {
            if (counted.digit_count < 18) counted.amount.value = counted.amount.value * 10 + digit_value(left);
            if (counted.digit_count > 0 || digit_value(left) != 0 || fraction) ++counted.digit_count;
            if (fraction && counted.amount.decimals < 255) ++counted.amount.decimals;
            left.remove_prefix(length);
        } else if (!fraction && !left.empty() && (left[0] == '.' || left.substr(0, 3) == "．")) {
            fraction = true;
            take_sign(left);
        } else {
            break;
        }
    }
    counted.digits = text.substr(0, text.size() - left.size());
    counted.unit = left.substr(0, unit_length(left));
    for (const UnitSpelling& unit : units)
        if (counted.unit == unit.text) counted.amount.unit = unit.unit;
    counted.rest = left.substr(counted.unit.size());
    return counted;
}

void Lexer::quantity(std::string_view text) {
    const Counted counted = count(text);
    const std::string_view number = text.substr(0, text.size() - counted.rest.size());
    if (counted.digit_count > 18) {
        diagnostics_.report<D::NumberTooLarge>(span(counted.digits), 18);
        return emit_bad(text);
    }
    if (counted.amount.decimals > 6) {
        diagnostics_.report<D::TooManyDecimals>(span(counted.digits), 6);
        return emit_bad(text);
    }
    if (counted.rest.empty()) return emit_amount(Kind::Digits, number, counted.amount);
    if (refuse_tail(text, counted)) return emit_bad(text);
    // A letter directly after an ASCII unit or digit is part of one run in English (`3within`), never a word.
    const bool glued = ascii_alnum(counted.rest[0]);
    if (!glued && is_word(find_word(counted.rest))) {
        emit_amount(Kind::Digits, number, counted.amount);
        return word(counted.rest);
    }
    tokens_.run_ons.push_back(span(text));
    emit_bad(text);
}

/// Reports the mistakes that have a message of their own; false if it is none of them.
bool Lexer::refuse_tail(std::string_view whole, const Counted& counted) {
    if (refuse_bound(whole, counted) || refuse_unit(whole, counted)) return true;
    if (counted.unit.empty() && counted.rest.starts_with("时") && counted.rest != "时间") {
        diagnostics_.report<D::TimeOfDay>(span(whole), Arg("until 2022-09-30", "至 2022-09-30 止"),
                                          Arg("from 2022-10-01", "自 2022-10-01 起"));
        return true;
    }
    const RefusedWord* refused = find_refused(counted.rest);
    if (refused == nullptr) return false;
    diagnostics_.report<D::WordRefused>(span(counted.rest), counted.rest, Arg(refused->en, refused->zh));
    return true;
}

bool Lexer::refuse_unit(std::string_view whole, const Counted& counted) {
    const std::string_view tail = whole.substr(counted.digits.size());
    if (tail.starts_with("月")) {
        std::string_view after = tail.substr(3);
        if (digit_length(after) != 0) {
            diagnostics_.report<D::DateSpelling>(span(whole), whole,
                                                 Arg("the year too, as in `2023-04-01`", "上年份，如 `2023-04-01`"));
            return true;
        }
        const std::string digits = narrow(counted.digits);
        diagnostics_.report<D::MonthOrMonths>(span(whole.substr(0, counted.digits.size() + 3)),
                                              whole.substr(0, counted.digits.size() + 3), digits + "个月",
                                              digits + "m");
        return true;
    }
    if (counted.amount.unit == Unit::Years && digit_length(counted.rest) != 0) {
        diagnostics_.report<D::DateSpelling>(
            span(whole), whole, Arg("the year in four digits and the day, as in `2023-04-01`", "完整日期，如 `2023-04-01`"));
        return true;
    }
    for (const WrongUnit& wrong : wrong_units) {
        if (tail != wrong.text) continue;
        const std::string right = narrow(counted.digits) + std::string(wrong.right);
        diagnostics_.report<D::UnitSpelling>(span(whole), whole, right).fixes.push_back({span(whole), right});
        return true;
    }
    return false;
}

/// `4次以上`: does it include 4?
bool Lexer::refuse_bound(std::string_view whole, const Counted& counted) {
    const bool above = counted.rest == "以上";
    if (!above && counted.rest != "以下") return false;
    const std::string_view number = whole.substr(0, whole.size() - counted.rest.size());
    const std::string digits = narrow(counted.digits);
    const auto rewrite = [&](std::string_view words, std::string_view sign) {
        return Arg(fmt::format("`{} {}` (`{} {}`)", words, number, sign, digits), fmt::format("`{} {}`", words, number));
    };
    diagnostics_.report<D::BoundUnclear>(
        span(counted.rest), counted.rest, above ? rewrite("不少于", ">=") : rewrite("不超过", "<="),
        above ? rewrite("超过", ">") : rewrite("少于", "<"), Arg(digits, number));
    return true;
}

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
            Arg(fmt::format("{} {} has {} days: its last is `{}`", month_names[ymd.month - 1], ymd.year, last, iso(end)),
                fmt::format("{}年{}月有 {} 天，最后一天是 `{}`", ymd.year, ymd.month, last, iso(end))));
        return emit_bad(text);
    }
    if (ymd.year < 1900 || ymd.year > 2199) {
        diagnostics_.report<D::DateOutOfRange>(span(date), ymd.year);
        return emit_bad(text);
    }
    const bool han = date.find("年") != std::string_view::npos;
    if (!han && narrow(date).size() != 10) {
        diagnostics_.report<D::DateSpelling>(span(date), date, fmt::format("`{}`", iso(ymd)))
            .fixes.push_back({span(date), iso(ymd)});
        return emit_bad(text);
    }
    date_tail(text, date, tail, {day_number(ymd), Unit::None, 0});
}

/// What may directly follow a date: a whole word; some are refused with both readings written out.
void Lexer::date_tail(std::string_view whole, std::string_view date, std::string_view tail, Amount amount) {
    if (tail.empty()) return emit_amount(Kind::Day, date, amount);
    std::string_view rest = date;
    const Ymd day = take_date(rest);
    const std::string here = iso(day);
    const std::string next = iso(next_day(day));
    if (tail == "之后" || tail == "之前" || tail == "截至" || tail == "截止") {
        const auto both = [](std::string_view han, std::string_view english) {
            return Arg(fmt::format("`{}` (`{}`)", han, english), fmt::format("`{}`", han));
        };
        const auto from = [&](std::string_view date_text) {
            return both(fmt::format("自 {} 起", date_text), fmt::format("from {}", date_text));
        };
        if (tail == "之后")
            diagnostics_.report<D::DayUnclear>(span(tail), tail, from(here), from(next));
        else
            diagnostics_.report<D::DayUnclear>(span(tail), tail,
                                               both(fmt::format("至 {} 止", here), fmt::format("until {}", here)),
                                               both(fmt::format("早于 {}", here), fmt::format("before {}", here)));
        return emit_bad(whole);
    }
    if (digit_length(tail) != 0 && tail.find("时") != std::string_view::npos) {
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
    const bool real = ymd.month >= 1 && ymd.month <= 12 && ymd.day >= 1 && ymd.day <= last_day(ymd.year, ymd.month);
    const std::string_view date = text.substr(0, text.size() - rest.size());
    Diagnostic& report = diagnostics_.report<D::DateSpelling>(
        span(date), date, real ? fmt::format("`{}`", iso(ymd)) : std::string("`YYYY-MM-DD`"));
    if (real) report.fixes.push_back({span(date), iso(ymd)});
    emit_bad(text);
}

void Lexer::wide_word(std::string_view text) {
    const std::string right = narrow(text);
    diagnostics_.report<D::WideLetters>(span(text), text, right).fixes.push_back({span(text), right});
    emit_bad(text);
}

} // namespace tenet::compiler
