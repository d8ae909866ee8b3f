#include "tests/differential/generator.hpp"

#include <algorithm>
#include <array>

/// Values: names, literals, arithmetic.
namespace tenet::differential {
namespace {

std::string two(std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::vector<Variable> Generator::visible() {
    std::vector<Variable> all;
    for (const Variable& v : variables_) {
        const bool hidden = std::any_of(inside_.begin(), inside_.end(), [&](const RecordType* record) {
            return contains(record->shared_names, v.name.en);
        });
        if (!hidden && (v.given || !given_only_)) all.push_back(v);
    }
    if (inside_.empty()) return all;
    const RecordType& record = *inside_.back();
    for (Variable v : record.fields) {
        v.field = true;
        if (contains(record.shared_names, v.name.en) || random_.chance(20))
            v.name = record.name + "." + v.name;
        all.push_back(v);
    }
    return all;
}

std::optional<Variable> Generator::variable(Sort sort, bool or_none, std::size_t choice) {
    std::vector<Variable> fit, fields;
    const auto consider = [&](const Variable& v, bool given) {
        const bool typed = sort == Sort::Choice || sort == Sort::Set;
        if (v.sort != sort || (typed && v.of != choice) || (v.or_none && !or_none && !given)) return;
        (v.field ? fields : fit).push_back(v);
    };
    for (const Variable& v : visible())
        consider(v, false);
    for (const Variable& v : guarded_)
        consider(v, true);
    if (!fields.empty() && (fit.empty() || random_.chance(70))) return random_.pick(fields);
    if (fit.empty()) return std::nullopt;
    return random_.pick(fit);
}

Phrase Generator::date_literal() {
    static constexpr std::array<const char*, 8> leap_days{"2020-02-29", "2020-02-28", "2020-03-01",
                                                          "2024-02-29", "2021-02-28", "2023-01-31",
                                                          "2019-12-31", "2023-10-31"};
    if (random_.chance(50)) return same(leap_days[random_.below(leap_days.size())]);
    return same(std::to_string(random_.between(2019, 2025)) + "-" + two(random_.between(1, 12)) + "-" +
                two(random_.between(1, 28)));
}

Phrase Generator::period() {
    const std::string n = std::to_string(random_.between(1, 5));
    const std::string m = std::to_string(random_.between(1, 30));
    const std::string d = std::to_string(random_.between(1, 400));
    switch (random_.below(3)) {
    case 0: return {n + "y", n + "年"};
    case 1: return {m + "m", m + "个月"};
    default: return {d + "d", d + "天"};
    }
}

/// A period as windows take it: a param too, set apart from the word that follows.
Phrase Generator::window_period() {
    if (periods_.empty() || random_.chance(70)) return period();
    return random_.pick(periods_) + phrase("", " ");
}

Phrase Generator::literal(Sort sort) {
    const std::string whole = std::to_string(random_.between(0, 13));
    static constexpr std::array<const char*, 4> hundredths{"", ".5", ".25", ".99"};
    const std::string half = whole + (random_.chance(60) ? ".5" : "");
    const std::string fine = whole + hundredths[random_.below(hundredths.size())];
    switch (sort) {
    case Sort::YesNo: return random_.chance(50) ? phrase("yes", "是") : phrase("no", "否");
    case Sort::Count: return same(whole);
    case Sort::Number: return same(std::to_string(random_.between(-5, 13)));
    case Sort::Cents: return same((random_.chance(20) ? "-" : "") + fine);
    case Sort::Date: return date_literal();
    case Sort::Days: {
        const std::string n = std::to_string(random_.between(0, 400));
        return {n + "d", n + "天"};
    }
    case Sort::HalfDays: return {half + "d", half + "天"};
    case Sort::Hours: return {fine + "h", fine + "学时"};
    case Sort::HalfHours: return {half + "h", half + "学时"};
    case Sort::Text: return same("\"text " + std::to_string(random_.between(0, 3)) + "\"");
    case Sort::Choice:
    case Sort::Set: break;
    }
    __builtin_unreachable();
}

Phrase Generator::of(Sort sort, unsigned depth, std::size_t choice) {
    switch (sort) {
    case Sort::YesNo: return yes_no(depth);
    case Sort::Date: return date(depth);
    case Sort::Set:
        if (random_.chance(30))
            if (const std::optional<Phrase> all = union_of(choice)) return *all;
        return either_of(sort, depth, choice);
    case Sort::Choice:
    case Sort::Text: return either_of(sort, depth, choice);
    case Sort::Count:
    case Sort::Number:
    case Sort::Cents:
    case Sort::Days:
    case Sort::HalfDays:
    case Sort::Hours:
    case Sort::HalfHours: return number(sort, depth);
    }
    __builtin_unreachable();
}

/// Another sort that compares with this one.
Sort Generator::family_of(Sort sort) {
    static const std::vector<std::vector<Sort>> families{{Sort::Count, Sort::Number, Sort::Cents},
                                                         {Sort::Days, Sort::HalfDays},
                                                         {Sort::Hours, Sort::HalfHours}};
    for (const std::vector<Sort>& family : families)
        if (std::find(family.begin(), family.end(), sort) != family.end()) return random_.pick(family);
    return sort;
}

Phrase Generator::number(Sort sort, unsigned depth) {
    const std::optional<Variable> v = variable(sort, false);
    if (depth == 0 || random_.chance(30)) return v && random_.chance(80) ? v->name : literal(sort);
    if (random_.chance(25)) {
        if (sort == Sort::Count && random_.chance(30) && !calendars_.empty()) return working_days(depth - 1);
        if (sort == Sort::Count && random_.chance(60) && may_aggregate()) return count_of(depth - 1);
        if (sort == Sort::Count && random_.chance(60))
            return random_.chance(50) ? paren(phrase("whole years since ", "") + date(depth - 1) +
                                              phrase("", " 起 的 整年数"))
                                      : paren(phrase("whole months since ", "") + date(depth - 1) +
                                              phrase("", " 起 的 整月数"));
        if (sort == Sort::Days) return days_between(depth);
        if (may_aggregate()) return sum_of(sort, depth - 1);
    }
    switch (random_.below(4)) {
    case 0: return paren(number(sort, depth - 1) + " + " + number(sort, depth - 1));
    case 1: return paren(number(sort, depth - 1) + " - " + number(sort, depth - 1));
    case 2: return paren(number(sort, depth - 1) + " * " + same(std::to_string(random_.between(0, 3))));
    default: return either_of(sort, depth, 0);
    }
}

Phrase Generator::date(unsigned depth) {
    const std::optional<Variable> v = variable(Sort::Date, false);
    if (depth == 0 || random_.chance(45)) return v && random_.chance(85) ? v->name : date_literal();
    if (!calendars_.empty() && random_.chance(15)) return working_day_after(depth - 1, false);
    const std::optional<Variable> days = variable(Sort::Days, false);
    const Phrase step = days && random_.chance(30) ? days->name : period();
    switch (random_.below(3)) {
    case 0: return paren(date(depth - 1) + " + " + step);
    case 1: return paren(date(depth - 1) + " - " + step);
    default: return either_of(Sort::Date, depth, 0);
    }
}

Phrase Generator::days_between(unsigned depth) {
    const Phrase from = date(depth - 1), to = date(depth - 1);
    if (random_.chance(70)) return paren(to + " - " + from);
    return {"(" + to.en + " - " + from.en + ")", "（自 " + from.zh + " 至 " + to.zh + " 的 天数）"};
}

/// A name, or a choice of two values. The values of a choice are never written here: only where their choice is known.
Phrase Generator::either_of(Sort sort, unsigned depth, std::size_t choice) {
    const bool nameable = sort == Sort::Choice || sort == Sort::Set || sort == Sort::Text;
    const std::optional<Variable> v = variable(sort, false, choice);
    if (nameable && (depth == 0 || random_.chance(50)))
        return v && sort != Sort::Text ? v->name : literal(sort);
    const auto branch = [&] { return of(sort, depth - 1, choice); };
    const Phrase yes = branch(), no = branch();
    return paren(phrase("if ", "如果 ") + yes_no(depth - 1) + phrase(" then ", " 则 ") + yes +
                 phrase(" else ", " 否则 ") + no);
}

}  // namespace tenet::differential
