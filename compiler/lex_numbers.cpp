#include "compiler/advice.hpp"
#include "compiler/digits.hpp"
#include "compiler/lexer.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <iterator>

// Numbers and what may directly follow them.

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
    {"years", "y"},     {"year", "y"},  {"yrs", "y"},   {"yr", "y"},    {"Y", "y"},   {"months", "m"},
    {"month", "m"},     {"mo", "m"},    {"M", "m"},     {"days", "d"},  {"day", "d"}, {"D", "d"},
    {"hours", "h"},     {"hour", "h"},  {"hrs", "h"},   {"hr", "h"},    {"H", "h"},   {"小时", "学时"},
    {"个小时", "学时"}, {"周年", "年"}, {"个年", "年"}, {"次数", "次"},
};

}  // namespace

namespace {

/// The longest unit that begins the text, or null.
const UnitSpelling* unit_at(std::string_view text) {
    if (text.empty()) return nullptr;
    for (const UnitSpelling& unit : units) {
        if (text[0] != unit.text[0] || !text.starts_with(unit.text)) continue;
        if (unit.text.size() > 1 || text.size() == 1 || !ascii_alnum(text[1])) return &unit;
    }
    return nullptr;
}

}  // namespace

std::size_t unit_length(std::string_view text) {
    const UnitSpelling* unit = unit_at(text);
    return unit == nullptr ? 0 : unit->text.size();
}

bool is_measure_word(std::string_view word) {
    const UnitSpelling* unit = unit_at(word);
    return unit != nullptr && unit->text == word && unit->unit == Unit::Times;
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
            if (counted.digit_count < 18)
                counted.amount.value = counted.amount.value * 10 + digit_value(left);
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
    if (const UnitSpelling* unit = unit_at(left); unit != nullptr) {
        counted.unit = left.substr(0, unit->text.size());
        counted.amount.unit = unit->unit;
    }
    counted.rest = left.substr(counted.unit.size());
    return counted;
}

void Lexer::whole_number(std::string_view text) {
    Amount amount;
    for (char digit : text)
        amount.value = amount.value * 10 + (digit - '0');
    emit_amount(Kind::Digits, text, amount);
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
    if (counted.rest.find('\xEF') != std::string_view::npos) return wide_word(text);
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
    if (refuse_bound(whole, counted) || refuse_second_unit(whole, counted) || refuse_unit(whole, counted))
        return true;
    if (counted.unit.empty() && counted.rest.starts_with("时") && counted.rest != "时间") {
        diagnostics_.report<D::TimeOfDay>(span(whole), Arg("until 2022-09-30", "至 2022-09-30 止"),
                                          Arg("from 2022-10-01", "自 2022-10-01 起"));
        return true;
    }
    const RefusedWord* refused = find_refused(counted.rest);
    if (refused == nullptr) return false;
    diagnostics_.report<D::WordRefused>(span(counted.rest), counted.rest,
                                        write_this(refused->en, refused->zh));
    return true;
}

/// `5y6m`, `5年6个月`: a period has one unit.
bool Lexer::refuse_second_unit(std::string_view whole, const Counted& counted) {
    const std::string_view tail = whole.substr(counted.digits.size());
    const UnitSpelling* first = std::find_if(std::begin(units), std::end(units), [&](const UnitSpelling& u) {
        return tail.starts_with(u.text) && digit_length(tail.substr(u.text.size())) != 0;
    });
    if (first == std::end(units)) return false;
    const std::string_view second_text = tail.substr(first->text.size());
    const Counted second = count(second_text);
    if (second.unit.empty() || !(second.rest.empty() || is_word(find_word(second.rest)))) return false;
    const std::string_view both = whole.substr(0, whole.size() - second.rest.size());
    const bool calendar = first->unit == Unit::Years && second.amount.unit == Unit::Months &&
                          counted.amount.decimals == 0 && second.amount.decimals == 0;
    if (!calendar) {
        diagnostics_.report<D::TwoUnits>(
            span(both), both,
            Arg("use one of them: months and days do not add up", "请只用其中一个：月与日不能相加"));
        return true;
    }
    const std::int64_t months = counted.amount.value * 12 + second.amount.value;
    const std::string right = fmt::format("{}{}", months, second.unit);
    diagnostics_
        .report<D::TwoUnits>(span(both), both,
                             Arg(fmt::format("write `{}`", right), fmt::format("请写 `{}`", right)))
        .fixes.push_back({span(both), right});
    return true;
}

bool Lexer::refuse_unit(std::string_view whole, const Counted& counted) {
    const std::string_view tail = whole.substr(counted.digits.size());
    if (tail.starts_with("月")) {
        std::string_view after = tail.substr(3);
        if (digit_length(after) != 0) {
            diagnostics_.report<D::DateSpelling>(
                span(whole), whole, Arg("the year too, as in `2023-04-01`", "上年份，如 `2023-04-01`"));
            return true;
        }
        const std::string digits = narrow(counted.digits);
        diagnostics_.report<D::MonthOrMonths>(span(whole.substr(0, counted.digits.size() + 3)),
                                              whole.substr(0, counted.digits.size() + 3), digits + "个月",
                                              digits + "m");
        return true;
    }
    if (counted.amount.unit == Unit::Years && digit_length(counted.rest) != 0) {
        const bool day = counted.digits.size() == 4 && whole.ends_with("号");
        const std::string right(whole.substr(0, whole.size() - (day ? std::string_view("号").size() : 0)));
        diagnostics_.report<D::DateSpelling>(
            span(whole), whole,
            day ? Arg(fmt::format("`日` for `号`: `{}日`", right),
                      fmt::format(" `日`，不写 `号`：`{}日`", right))
                : Arg("the year in four digits and the day, as in `2023-04-01`",
                      "完整日期，如 `2023-04-01`"));
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
        return Arg(fmt::format("`{} {}` (`{} {}`)", words, number, sign, digits),
                   fmt::format("`{} {}`", words, number));
    };
    diagnostics_.report<D::BoundUnclear>(
        span(counted.rest), counted.rest, above ? rewrite("不少于", ">=") : rewrite("不超过", "<="),
        above ? rewrite("超过", ">") : rewrite("少于", "<"), Arg(digits, number));
    return true;
}

void Lexer::wide_word(std::string_view text) {
    const std::string right = narrow(text);
    diagnostics_.report<D::WideLetters>(span(text), text, right).fixes.push_back({span(text), right});
    emit_bad(text);
}

}  // namespace tenet::compiler
