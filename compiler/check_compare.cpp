#include "compiler/check_parts.hpp"
#include "compiler/guards.hpp"
#include "compiler/intervals.hpp"

#include <fmt/format.h>

#include <utility>

namespace tenet::compiler::checking {
namespace {

using ast::CompareOp;
using typed::Base;
using typed::Kind;

bool is_order(CompareOp op) {
    switch (op) {
    case CompareOp::Eq:
    case CompareOp::Ne: return false;
    case CompareOp::Lt:
    case CompareOp::Le:
    case CompareOp::Gt:
    case CompareOp::Ge: return true;
    }
    __builtin_unreachable();
}

/// `a is none`, or its opposite.
Value is_none(State& state, Span span, typed::ExprId a, bool negated) {
    if (!state.type(a).or_none)
        state.diagnostics.report<D::NeverNone>(state.at(a).span, quoted(state, state.at(a).span));
    Flow flow;
    note_given(state, a, flow.if_no);
    typed::Expr question = node(Kind::IsNone, span, yes_no);
    question.a = a;
    typed::ExprId result = state.add(question);
    if (negated) {
        typed::Expr negation = node(Kind::Not, span, yes_no);
        negation.a = result;
        result = state.add(negation);
        std::swap(flow.if_yes, flow.if_no);
    }
    return {result, std::move(flow)};
}

/// One side of the comparison is the word none.
Value compare_with_none(State& state, const ast::Expr& e, typed::ExprId left, typed::ExprId right) {
    const bool left_is_none = state.at(left).kind == Kind::None;
    const typed::ExprId other = left_is_none ? right : left;
    const bool no_value = state.at(other).kind == Kind::None || state.type(other).base == Base::Period;
    if (is_order(e.op) || no_value) {
        state.diagnostics.report<D::NoneAlone>(state.at(left_is_none ? left : right).span);
        return {state.error(e.span), {}};
    }
    return is_none(state, e.span, other, e.op == CompareOp::Ne);
}

/// Whatever equals a value is given.
Flow flow_of_equality(const State& state, CompareOp op, typed::ExprId left, typed::ExprId right) {
    Flow flow;
    std::vector<Key>& same = op == CompareOp::Eq ? flow.if_yes : flow.if_no;
    if (!may_be_none(state, right)) note_given(state, left, same);
    if (!may_be_none(state, left)) note_given(state, right, same);
    return flow;
}

bool literal(const State& state, typed::ExprId id, Base base) {
    return state.at(id).kind == Kind::Constant && state.type(id).base == base;
}

/// What differs only in its unit.
bool counts(Base base) { return numeric(base) || base == Base::Days || base == Base::Hours; }

Arg rewrite_choice(const State& state, typed::ExprId id) {
    const typed::Choice& choice = state.module.choices[state.type(id).of];
    const Arg values = listed(choice.values);
    if (state.type(id).base == Base::Choice) return {"its values are " + values.en, "它的值有 " + values.zh};
    return {"compare it with another set of the same choice, or ask `VALUE in " +
                quoted(state, state.at(id).span) + "`",
            "请与同一选项的集合比较，或写 `某值 属于 " + quoted(state, state.at(id).span) + "`"};
}

/// What to write instead of a comparison whose sides are of different types.
Arg rewrite(const State& state, typed::ExprId left, typed::ExprId right) {
    const Base a = state.type(left).base, b = state.type(right).base;
    const std::string text = quoted(state, state.at(left).span), other = quoted(state, state.at(right).span);
    const typed::Expr& amount = state.at(right);
    if (amount.kind == Kind::Constant && counts(a) && counts(b)) {
        const std::string number = written(amount.type, amount.number);
        const char* unit = a == Base::Days ? "d" : a == Base::Hours ? "h" : "";
        const char* unit_zh = a == Base::Days ? "天" : a == Base::Hours ? "学时" : "";
        return {fmt::format("write `{}{}`", number, unit), fmt::format("请写 `{}{}`", number, unit_zh)};
    }
    if (a == Base::Choice || a == Base::Set) return rewrite_choice(state, left);
    if (a == Base::Date && (b == Base::Period || literal(state, right, Base::Days)))
        return {
            fmt::format("write `{0} valid {1}` or `{0} within {1}`, or `time since {0} >= {1}`", text, other),
            fmt::format("请写 `{0} 有效 {1}` 或 `{0} 在 此前 {1}内`，或 `{0} 起 满 {1}`", text, other)};
    if (a == Base::Date) return {"write a date, such as `2023-06-01`", "请写日期，例如 `2023-06-01`"};
    if (a == Base::Text)
        return {"compare it with a text written out, such as `\"…\"`", "请与写明的文字比较，例如 `\"…\"`"};
    if ((a == Base::Days || a == Base::Hours) && b == Base::Period)
        return {"years and months have no fixed number of days: write days, such as `90d`",
                "年和月的天数不固定：请写天数，例如 `90天`"};
    if (numeric(a) && b == Base::Period) return {"write a plain number", "请写不带单位的数，或以 `次` 等计"};
    if (a == Base::YesNo)
        return {fmt::format("write `{0}`, or compare it with `yes` or `no`", text),
                fmt::format("请写 `{0}`，或与 `是`、`否` 比较", text)};
    return {"compare values of one type", "请比较同一种类型的值"};
}

/// Both sides typed, neither is the word none: whether they go together.
bool comparable(State& state, const ast::Expr& e, typed::ExprId left, typed::ExprId right) {
    const Base a = state.type(left).base;
    if (a == Base::Period) {
        const Span span = state.at(left).span;
        state.diagnostics.report<D::PeriodAlone>(span, quoted(state, span));
        return false;
    }
    if (report_swallowed(state, e, left, right)) return false;
    if (!same_family(state.type(left), state.type(right))) {
        report_types_differ(state, left, right);
        return false;
    }
    if (!ordered(a) && is_order(e.op)) {
        report_no_order(state, left, e.span);
        return false;
    }
    if (a == Base::Text && !literal(state, left, a) && !literal(state, right, a)) {
        const Span x = state.at(left).span, y = state.at(right).span;
        state.diagnostics.report<D::TextsCompared>(join(x, y), quoted(state, x), quoted(state, y));
        return false;
    }
    return true;
}

/// The bounds of `in b .. c`, written out, must not be the wrong way round.
bool in_right_order(State& state, typed::ExprId low, typed::ExprId high) {
    const typed::Expr &b = state.at(low), &c = state.at(high);
    if (b.kind != Kind::Constant || c.kind != Kind::Constant) return true;
    const Interval x = product({b.number, b.number}, c.type.scale),
                   y = product({c.number, c.number}, b.type.scale);
    if (x.low <= y.low) return true;
    state.diagnostics.report<D::RangeReversed>(
        join(b.span, c.span), quoted(state, b.span), quoted(state, c.span),
        fmt::format("{} .. {}", quoted(state, c.span), quoted(state, b.span)));
    return false;
}

/// True if the bound goes with the value, after a report if not.
bool bound_fits(State& state, typed::ExprId value, typed::ExprId bound) {
    if (same_family(state.type(value), state.type(bound))) return true;
    report_types_differ(state, value, bound);
    return false;
}

/// The choice of what a name is if it is no value of one, or of such a branch; nothing for all else.
std::uint32_t peek_choice(const State& state, ast::ExprId id) {
    const ast::Expr& e = bare(state, id);
    if (e.kind == ast::ExprKind::If) {
        const std::uint32_t yes = peek_choice(state, e.b);
        return yes != typed::no_index ? yes : peek_choice(state, e.c);
    }
    const auto type = e.kind == ast::ExprKind::Name ? peek_type(state, e.name) : std::nullopt;
    return type && type->base == Base::Choice ? type->of : typed::no_index;
}

/// Whether the right side may be meant as a value of the choice.
bool fits(const State& state, std::uint32_t choice, ast::ExprId id) {
    const ast::Expr& e = bare(state, id);
    if (choice == typed::no_index) return false;
    return e.kind != ast::ExprKind::Name || state.names.find_choice_value(choice, e.name).has_value();
}

struct Sides {
    typed::ExprId left, right;
};

std::uint32_t choice_of(const State& state, typed::ExprId id) {
    if (state.failed(id)) return any_choice;
    return state.type(id).base == Base::Choice ? state.type(id).of : typed::no_index;
}

/// The side that tells of which choice the other is; among branches a fact tells it for the others.
typed::ExprId check_first(State& state, ast::ExprId id) {
    const bool branches = bare(state, id).kind == ast::ExprKind::If;
    return check_expr(state, id, branches ? peek_choice(state, id) : typed::no_index).id;
}

/// One side tells of which choice a bare name on the other is a value.
Sides check_sides(State& state, const ast::Expr& e) {
    const bool left_may = !is_order(e.op) && may_name_value(state, e.a);
    const bool right_may = may_name_value(state, e.b);
    // Where both may be values, the one that is also something else of a fitting choice is that.
    const bool right_first = left_may && (!right_may || (!fits(state, peek_choice(state, e.a), e.b) &&
                                                         fits(state, peek_choice(state, e.b), e.a)));
    if (right_first) {
        const typed::ExprId right = check_first(state, e.b);
        return {check_expr(state, e.a, choice_of(state, right)).id, right};
    }
    const typed::ExprId left = check_first(state, e.a);
    return {left, check_expr(state, e.b, right_may ? choice_of(state, left) : typed::no_index).id};
}

}  // namespace

/// What to write instead of asking for the order of what has none.
Arg without_order(const State& state) {
    if (!state.in_table) return {"compare it with `=` or `!=`", "请用 `=` 或 `!=` 比较"};
    return {"write the values themselves, with `or` between: `A or B`",
            "请直接写出各个取值，中间写 `、`：`甲、乙`"};
}

void report_no_order(State& state, typed::ExprId id, Span cell) {
    const Span span = state.at(id).span, place = state.in_table ? cell : span;
    if (state.type(id).base == Base::YesNo)
        state.diagnostics.report<D::YesNoOrder>(
            place, quoted(state, span),
            state.in_table
                ? Arg("write `yes` or `no`", "请写 `是` 或 `否`")
                : Arg(fmt::format("write `{0}`, `not {0}`, or compare with `=` or `!=`", quoted(state, span)),
                      fmt::format("请写 `{0}`、`非 {0}`，或用 `=`、`!=` 比较", quoted(state, span))));
    else
        state.diagnostics.report<D::NoOrder>(place, quoted(state, span), type_name(state, state.type(id)),
                                             without_order(state));
}

void report_days_reversed(State& state, Span from, Span until) {
    const std::string first = quoted(state, from), last = quoted(state, until);
    state.diagnostics.report<D::RangeReversed>(
        join(from, until), first, last,
        Arg(fmt::format("from {} until {}", last, first), fmt::format("自 {} 起 至 {} 止", last, first)));
}

void report_types_differ(State& state, typed::ExprId left, typed::ExprId right) {
    const Span a = state.at(left).span, b = state.at(right).span;
    state.diagnostics.report<D::TypesDiffer>(b, quoted(state, a), type_name(state, state.type(left)),
                                             quoted(state, b), type_name(state, state.type(right)),
                                             rewrite(state, left, right));
}

Value check_compare(State& state, const ast::Expr& e) {
    auto [left, right] = check_sides(state, e);
    if (state.failed(left) || state.failed(right)) return {state.error(e.span), {}};
    if (state.at(left).kind == Kind::None || state.at(right).kind == Kind::None)
        return compare_with_none(state, e, left, right);
    right = as_number_of_days(state, left, e.b, right);
    if (!comparable(state, e, left, right)) return {state.error(e.span), {}};
    if (const auto position = position_of(state, e))
        state.module.findings[*position].of_dates = state.type(left).base == Base::Date;
    Flow flow;
    if (is_order(e.op)) {
        left = require_given(state, left, e.span, Need::Comparison);
        right = require_given(state, right, e.span, Need::Comparison);
        if (state.failed(left) || state.failed(right)) return {state.error(e.span), {}};
    } else {
        flow = flow_of_equality(state, e.op, left, right);
    }
    unify(state, left, right);
    typed::Expr comparison = node(Kind::Compare, e.span, yes_no);
    comparison.op = e.op;
    comparison.a = left;
    comparison.b = right;
    return {state.add(comparison), std::move(flow)};
}

Value check_in_range(State& state, const ast::Expr& e) {
    const typed::ExprId a = check_value(state, e.a).id;
    const std::uint32_t choice = choice_of(state, a);  // there is no range of its values, which is said
    typed::ExprId low = check_value(state, e.b, choice).id, high = check_value(state, e.c, choice).id;
    if (state.failed(a) || state.failed(low) || state.failed(high)) return {state.error(e.span), {}};
    if (!ordered(state.type(a).base)) {
        const Span span = state.at(a).span;
        state.diagnostics.report<D::RangeNeedsOrder>(state.in_table ? e.span : span, quoted(state, span),
                                                     type_name(state, state.type(a)), without_order(state));
        return {state.error(e.span), {}};
    }
    if (!bound_fits(state, a, low) || !bound_fits(state, a, high) || !in_right_order(state, low, high))
        return {state.error(e.span), {}};
    low = require_given(state, low, e.span, Need::Comparison);
    high = require_given(state, high, e.span, Need::Comparison);
    if (state.failed(low) || state.failed(high)) return {state.error(e.span), {}};
    Flow flow;
    note_given(state, a, e.negated ? flow.if_no : flow.if_yes);
    const std::int32_t scale =
        common_scale(state.type(a).scale, common_scale(state.type(low).scale, state.type(high).scale));
    typed::Expr range = node(Kind::InRange, e.span, yes_no);
    range.negated = e.negated;
    range.a = rescaled(state, a, scale);
    range.b = rescaled(state, low, scale);
    range.c = rescaled(state, high, scale);
    return {state.add(range), std::move(flow)};
}

Value check_is_none(State& state, const ast::Expr& e) {
    const typed::ExprId a = check_value(state, e.a).id;
    if (state.failed(a)) return {state.error(e.span), {}};
    return is_none(state, e.span, a, e.negated);
}

}  // namespace tenet::compiler::checking
