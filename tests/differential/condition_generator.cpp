#include "tests/differential/generator.hpp"

#include <utility>

/// Conditions on values: comparisons, windows, tiers, guards.
namespace tenet::differential {

Phrase Generator::ordering() {
    static const std::vector<Phrase> ops{{">=", ">="},
                                         {">", ">"},
                                         {"<=", "<="},
                                         {"<", "<"},
                                         {"=", "="},
                                         {"!=", "!="},
                                         {"at least", "不少于"},
                                         {"at most", "不超过"},
                                         {"more than", "超过"},
                                         {"less than", "少于"},
                                         {"is", "为"},
                                         {"is not", "不为"}};
    return same(" ") + random_.pick(ops) + " ";
}

Phrase Generator::date_ordering() {
    static const std::vector<Phrase> ops{{"not before", "不早于"},
                                         {"not after", "不晚于"},
                                         {"before", "早于"},
                                         {"after", "晚于"},
                                         {"=", "="},
                                         {"!=", "!="},
                                         {">=", "≥"},
                                         {"<", "＜"}};
    return same(" ") + random_.pick(ops) + " ";
}

/// Two numbers of one family.
Phrase Generator::comparison(unsigned depth) {
    static const std::vector<Sort> sorts{Sort::Count, Sort::Count,    Sort::Number, Sort::Cents,
                                         Sort::Days,  Sort::HalfDays, Sort::Hours,  Sort::HalfHours};
    const Sort sort = random_.pick(sorts);
    const Phrase left = number(sort, depth), op = ordering();
    return left + op + number(family_of(sort), depth);
}

Phrase Generator::window(unsigned depth) {
    const std::optional<Variable> maybe = variable(Sort::Date, true);
    Phrase d = maybe && random_.chance(70) ? maybe->name : date(depth);
    if (may_aggregate() && random_.chance(15)) d = extreme_of(Sort::Date, depth);
    if (may_pause() && random_.chance(25)) d = working_day_after(depth, true);
    if (random_.chance(15))
        d = paren(phrase("if ", "如果 ") + yes_no(0) + phrase(" then none else ", " 则 无 否则 ") + d);
    const Phrase p = window_period();
    switch (random_.below(3)) {
    case 0: return d + phrase(" valid ", " 有效 ") + p;
    case 1: return Phrase{d.en + " within " + p.en, d.zh + " 在 此前 " + p.zh + "内"};
    default: return Phrase{d.en + " lasts " + p.en, d.zh + " 起 " + p.zh + "内"};
    }
}

Phrase Generator::around(unsigned depth) {
    const Phrase a = date(depth), b = date(depth), p = window_period();
    static const std::vector<Phrase> sides{{"of", "前后"}, {"before", "前"}, {"after", "后"}};
    const Phrase side = random_.pick(sides);
    return {a.en + " within " + p.en + " " + side.en + " " + b.en,
            a.zh + " 在 " + b.zh + " " + side.zh + " " + p.zh + "内"};
}

Phrase Generator::time_since(unsigned depth) {
    static const std::vector<Phrase> ops{{"<", "不满"}, {">=", "满"}, {">", "超过"}, {"<=", "不超过"}};
    const Phrase d = date(depth), op = random_.pick(ops), p = window_period();
    return {"time since " + d.en + " " + op.en + " " + p.en, d.zh + " 起 " + op.zh + " " + p.zh};
}

Phrase Generator::tiered(unsigned depth) {
    const bool hours = random_.chance(25);
    const Phrase x = number(hours ? Sort::Hours : Sort::Count, depth);
    const Phrase unit = hours ? phrase("h", "学时") : phrase("", "");
    std::int64_t amount = random_.between(4, 10);
    const bool up = random_.chance(50);
    const Phrase op = up ? (random_.chance(50) ? phrase(">=", "不少于") : phrase(">", "超过"))
                         : (random_.chance(50) ? phrase("<=", "不超过") : phrase("<", "少于"));
    Phrase text = x + " " + op + " " + same(std::to_string(amount)) + unit;
    const std::size_t tiers = 1 + random_.below(2);
    for (std::size_t i = 0; i < tiers; ++i) {
        amount += up ? -random_.between(1, 2) : random_.between(1, 2);
        const Phrase n = same(std::to_string(amount)) + unit;
        const std::optional<Variable> v = variable(Sort::YesNo, false);
        const Phrase c = v && random_.chance(60) ? v->name : paren(yes_no(depth > 0 ? depth - 1 : 0));
        text = text + Phrase{" or " + n.en + " with " + c.en, " 或 " + c.zh + " 时 " + n.zh};
    }
    return text;
}

Phrase Generator::range(unsigned depth) {
    static const std::vector<Sort> sorts{Sort::Count, Sort::Date, Sort::Date, Sort::Hours};
    const Sort sort = random_.pick(sorts);
    const std::optional<Variable> maybe = variable(sort, true), bound = variable(sort, false);
    Phrase x = maybe && random_.chance(60) ? maybe->name : of(sort, depth);
    if (may_aggregate() && random_.chance(20)) x = extreme_of(sort, depth);
    // A range that ends before it begins is refused where both ends are constant: one end is no param, or 0 .. n.
    Phrase low = of(sort, depth), high = bound ? bound->name : literal(sort);
    if (random_.chance(50)) std::swap(low, high);
    if (!bound || bound->constant || random_.chance(40)) {
        low = sort == Sort::Date    ? same("2019-01-01")
              : sort == Sort::Hours ? phrase("0h", "0学时")
                                    : same("0");
        high = literal(sort);
    }
    const Phrase between = low + phrase(" .. ", " 至 ") + high;
    if (random_.chance(15)) return x + phrase(" not in ", " 不在 ") + between;
    if (random_.chance(20)) return phrase("not ", "非 ") + paren(x + phrase(" in ", " 在 ") + between);
    return x + phrase(" in ", " 在 ") + between;
}

/// Asks of something that may be none whether it is, and reads it where it is not.
Phrase Generator::guard(unsigned depth) {
    std::vector<Variable> candidates;
    for (const Variable& v : visible())
        if (v.or_none) candidates.push_back(v);
    if (candidates.empty())
        return variable(Sort::YesNo, false)->name + phrase(" = ", " 为 ") + literal(Sort::YesNo);
    const Variable v = random_.pick(candidates);
    const Phrase given = v.name + phrase(" is given", " 不为 无"),
                 none = v.name + phrase(" is none", " 为 无");
    if (depth == 0 || random_.chance(25)) return random_.chance(50) ? given : none;
    guarded_.push_back(v);
    const Phrase inner = paren(yes_no(depth - 1));
    guarded_.pop_back();
    switch (random_.below(3)) {
    case 0: return given + phrase(" and ", " 且 ") + inner;
    case 1: return none + phrase(" or ", " 或 ") + inner;
    default:
        return phrase("if ", "如果 ") + given + phrase(" then ", " 则 ") + inner +
               phrase(" else ", " 否则 ") + paren(yes_no(depth - 1));
    }
}

Phrase Generator::equality() {
    static const std::vector<Sort> sorts{Sort::YesNo, Sort::Count, Sort::Date, Sort::Hours};
    const Sort sort = random_.pick(sorts);
    const std::optional<Variable> a = variable(sort, true), b = variable(sort, true);
    if (!a || !b) return yes_no(0);
    if (random_.chance(20))
        return paren(phrase("if ", "如果 ") + yes_no(0) + phrase(" then none else ", " 则 无 否则 ") +
                     a->name) +
               phrase(" is none", " 为 无");
    const Phrase op = random_.chance(60) ? phrase(" = ", " 为 ") : phrase(" != ", " 不为 ");
    if (sort == Sort::YesNo && random_.chance(50)) return a->name + op + literal(Sort::YesNo);
    return a->name + op + b->name;
}

/// A choice against its values, its groups, a set, another choice.
Phrase Generator::choice_condition() {
    if (choices_.empty()) return equality();
    const std::size_t index = random_.below(choices_.size());
    const Choice& choice = choices_[index];
    const std::optional<Variable> c = variable(Sort::Choice, true, index),
                                  s = variable(Sort::Set, true, index);
    if (!c) return equality();
    const Phrase op = random_.chance(60) ? phrase(" = ", " 为 ") : phrase(" != ", " 不为 ");
    if (random_.chance(30)) return covers(index);
    const Phrase in = random_.chance(70) ? phrase(" in ", " 属于 ") : phrase(" not in ", " 不属于 ");
    switch (random_.below(6)) {
    case 0: return c->name + op + random_.pick(choice.values);
    case 1: return random_.pick(choice.values) + op + c->name;
    case 2: return c->name + op + variable(Sort::Choice, true, index)->name;
    case 3:
        if (!choice.groups.empty()) return c->name + in + random_.pick(choice.groups);
        return c->name + phrase(" is given", " 不为 无") + phrase(" and ", " 且 ") + c->name + op +
               random_.pick(choice.values);
    default: break;
    }
    if (!s) return c->name + op + random_.pick(choice.values);
    if (random_.chance(40)) return random_.pick(choice.values) + in + s->name;
    if (random_.chance(25)) return s->name + op + variable(Sort::Set, true, index)->name;
    return c->name + in + s->name;
}

/// A set, or the union of what records have, against the whole choice or a group.
Phrase Generator::covers(std::size_t index) {
    const Choice& choice = choices_[index];
    const std::optional<Variable> s = variable(Sort::Set, true, index);
    const std::optional<Phrase> all = random_.chance(50) ? union_of(index) : std::nullopt;
    if (!s && !all) return guard(0);
    const Phrase& what =
        !choice.groups.empty() && random_.chance(60) ? random_.pick(choice.groups) : choice.name;
    return paren((all ? *all : s->name) + phrase(" covers ", " 包含 ") + what);
}

Phrase Generator::text_condition() {
    const std::optional<Variable> t = variable(Sort::Text, true);
    if (!t) return equality();
    const Phrase op = random_.chance(70) ? phrase(" = ", " 为 ") : phrase(" != ", " 不为 ");
    return t->name + op + literal(Sort::Text);
}

Phrase Generator::list_condition(unsigned depth) {
    if (!may_aggregate()) return choice_condition();
    switch (random_.below(5)) {
    case 0: return any_of(depth);
    case 1: return every_of(depth);
    case 2: return in_order();
    case 3: return count_of(depth) + ordering() + number(Sort::Count, depth);
    default: return paren(extreme_of(Sort::Date, depth)) + phrase(" is none", " 为 无");
    }
}

Phrase Generator::yes_no(unsigned depth) {
    const std::optional<Variable> v = variable(Sort::YesNo, false);
    if (depth == 0) return v && random_.chance(50) ? v->name : guard(0);
    if (!calendars_.empty() && random_.chance(8)) return is_working_day(depth - 1);
    switch (random_.below(20)) {
    case 0: return v ? v->name : guard(0);
    case 1: return phrase("not ", "非 ") + paren(yes_no(depth - 1));
    case 2: return paren(yes_no(depth - 1)) + phrase(" and ", " 且 ") + paren(yes_no(depth - 1));
    case 3: return paren(yes_no(depth - 1)) + phrase(" or ", " 或 ") + paren(yes_no(depth - 1));
    case 4: return comparison(depth - 1);
    case 5: return date(depth - 1) + date_ordering() + date(depth - 1);
    case 6: return window(depth - 1);
    case 7: return around(depth - 1);
    case 8: return time_since(depth - 1);
    case 9: return tiered(depth - 1);
    case 10: return range(depth - 1);
    case 11: return guard(depth);
    case 12: return equality();
    case 13: return days_between(depth) + ordering() + number(family_of(Sort::Days), depth - 1);
    case 14: return choice_condition();
    case 15: return text_condition();
    case 16:
    case 17:
    case 18: return list_condition(depth - 1);
    default: return either_of(Sort::YesNo, depth, 0);
    }
}

}  // namespace tenet::differential
