#include "compiler/check_state.hpp"
#include "compiler/guards.hpp"

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

/// The days or the number of a literal, or nothing.
bool literal(const State& state, typed::ExprId id, Base base) {
    return state.at(id).kind == Kind::Constant && state.type(id).base == base;
}

/// What to write instead of a comparison whose sides are of different types.
Arg rewrite(const State& state, typed::ExprId left, typed::ExprId right) {
    const Base a = state.type(left).base, b = state.type(right).base;
    const std::string text = quoted(state, state.at(left).span), other = quoted(state, state.at(right).span);
    const std::int64_t number = state.at(right).number;
    if (a == Base::Days && literal(state, right, Base::Count))
        return {fmt::format("write `{}d`", number), fmt::format("请写 `{}天`", number)};
    if (numeric(a) && literal(state, right, Base::Days))
        return {fmt::format("write `{}`", number), fmt::format("请写 `{}`", number)};
    if (a == Base::Date && (b == Base::Period || literal(state, right, Base::Days)))
        return {
            fmt::format("write `{0} valid {1}` or `{0} within {1}`, or `time since {0} >= {1}`", text, other),
            fmt::format("请写 `{0} 有效 {1}` 或 `{0} 在 此前 {1}内`，或 `{0} 起 满 {1}`", text, other)};
    if (a == Base::Date) return {"write a date, such as `2023-06-01`", "请写日期，例如 `2023-06-01`"};
    if (a == Base::Days && b == Base::Period)
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
    const Base a = state.type(left).base, b = state.type(right).base;
    if (a == Base::Period) {
        const Span span = state.at(left).span;
        state.diagnostics.report<D::PeriodAlone>(span, quoted(state, span));
        return false;
    }
    if (!same_family(a, b)) {
        report_types_differ(state, left, right);
        return false;
    }
    if (a == Base::YesNo && is_order(e.op)) {
        const Span span = state.at(left).span;
        state.diagnostics.report<D::YesNoOrder>(span, quoted(state, span));
        return false;
    }
    return true;
}

/// The bounds of `in b .. c`, written out, must not be the wrong way round.
bool in_right_order(State& state, typed::ExprId low, typed::ExprId high) {
    const typed::Expr &b = state.at(low), &c = state.at(high);
    if (b.kind != Kind::Constant || c.kind != Kind::Constant || b.number <= c.number) return true;
    state.diagnostics.report<D::RangeReversed>(join(b.span, c.span), quoted(state, b.span),
                                               quoted(state, c.span));
    return false;
}

/// True if the bound goes with the value, after a report if not.
bool bound_fits(State& state, typed::ExprId value, typed::ExprId bound) {
    if (same_family(state.type(value).base, state.type(bound).base)) return true;
    report_types_differ(state, value, bound);
    return false;
}

}  // namespace

void report_types_differ(State& state, typed::ExprId left, typed::ExprId right) {
    const Span a = state.at(left).span, b = state.at(right).span;
    state.diagnostics.report<D::TypesDiffer>(b, quoted(state, a), type_name(state.type(left)),
                                             quoted(state, b), type_name(state.type(right)),
                                             rewrite(state, left, right));
}

Value check_compare(State& state, const ast::Expr& e) {
    typed::ExprId left = check_expr(state, e.a).id, right = check_expr(state, e.b).id;
    if (state.failed(left) || state.failed(right)) return {state.error(e.span), {}};
    if (state.at(left).kind == Kind::None || state.at(right).kind == Kind::None)
        return compare_with_none(state, e, left, right);
    if (!comparable(state, e, left, right)) return {state.error(e.span), {}};
    Flow flow;
    if (is_order(e.op)) {
        left = require_given(state, left, e.span, Need::Comparison);
        right = require_given(state, right, e.span, Need::Comparison);
        if (state.failed(left) || state.failed(right)) return {state.error(e.span), {}};
    } else {
        flow = flow_of_equality(state, e.op, left, right);
    }
    typed::Expr comparison = node(Kind::Compare, e.span, yes_no);
    comparison.op = e.op;
    comparison.a = left;
    comparison.b = right;
    return {state.add(comparison), std::move(flow)};
}

Value check_in_range(State& state, const ast::Expr& e) {
    const typed::ExprId a = check_value(state, e.a).id;
    typed::ExprId low = check_value(state, e.b).id, high = check_value(state, e.c).id;
    if (state.failed(a) || state.failed(low) || state.failed(high)) return {state.error(e.span), {}};
    if (state.type(a).base == Base::YesNo) {
        const Span span = state.at(a).span;
        state.diagnostics.report<D::RangeNeedsOrder>(span, quoted(state, span), type_name(state.type(a)));
        return {state.error(e.span), {}};
    }
    if (!bound_fits(state, a, low) || !bound_fits(state, a, high) || !in_right_order(state, low, high))
        return {state.error(e.span), {}};
    low = require_given(state, low, e.span, Need::Comparison);
    high = require_given(state, high, e.span, Need::Comparison);
    if (state.failed(low) || state.failed(high)) return {state.error(e.span), {}};
    typed::Expr range = node(Kind::InRange, e.span, yes_no);
    range.negated = e.negated;
    range.a = a;
    range.b = low;
    range.c = high;
    Flow flow;
    note_given(state, a, e.negated ? flow.if_no : flow.if_yes);
    return {state.add(range), std::move(flow)};
}

Value check_is_none(State& state, const ast::Expr& e) {
    const typed::ExprId a = check_value(state, e.a).id;
    if (state.failed(a)) return {state.error(e.span), {}};
    return is_none(state, e.span, a, e.negated);
}

}  // namespace tenet::compiler::checking
