#include "compiler/check_state.hpp"
#include "compiler/guards.hpp"
#include "compiler/intervals.hpp"

#include <fmt/format.h>

namespace tenet::compiler::checking {
namespace {

using ast::ExprKind;
using typed::Base;
using typed::Kind;

Interval interval(const typed::Type& type) { return {type.low, type.high}; }

typed::Type whole(Base base, Interval range) { return {base, false, range.low, range.high}; }

/// Arithmetic on numbers written out is a number written out.
typed::ExprId add_or_fold(State& state, const typed::Expr& e, bool constant) {
    const bool exact = e.type.low == e.type.high && e.type.low > INT64_MIN && e.type.high < INT64_MAX;
    if (!constant || !exact || e.type.base == Base::Date) return state.add(e);
    typed::Expr folded = node(Kind::Constant, e.span, e.type);
    folded.number = e.type.low;
    if (numeric(folded.type.base)) folded.type.base = folded.number < 0 ? Base::Number : Base::Count;
    return state.add(folded);
}

/// What to write instead of a sum or product that makes no sense.
Arg rewrite(const State& state, const ast::Expr& e, typed::ExprId left, typed::ExprId right) {
    const typed::Expr &a = state.at(left), &b = state.at(right);
    const std::string text = quoted(state, a.span), other = quoted(state, b.span);
    const bool length = a.type.base == Base::Days || a.type.base == Base::Period;
    const bool wants_days = a.type.base == Base::Days || a.type.base == Base::Date;
    if (e.kind == ExprKind::Add && length && b.type.base == Base::Date)
        return {fmt::format("write `{} + {}`", other, text), fmt::format("请写 `{} + {}`", other, text)};
    if (e.kind != ExprKind::Mul && wants_days && b.kind == Kind::Constant && b.type.base == Base::Count)
        return {fmt::format("`{0}` needs a unit: write `{0}d`", b.number),
                fmt::format("`{0}` 要写单位：请写 `{0}天`", b.number)};
    if (e.kind != ExprKind::Mul && a.type.base == Base::Days && b.type.base == Base::Period)
        return {"years and months have no fixed number of days: write days, such as `90d`",
                "年和月的天数不固定：请写天数，例如 `90天`"};
    return {
        "numbers go with numbers and days with days; a date takes days or a period, and a date minus a date is days",
        "数与数、天数与天数相算；日期可以加减天数或期限，日期减日期得天数"};
}

void report(State& state, const ast::Expr& e, typed::ExprId left, typed::ExprId right) {
    const Span a = state.at(left).span, b = state.at(right).span;
    const char* sign = e.kind == ExprKind::Add ? "+" : e.kind == ExprKind::Sub ? "-" : "*";
    state.diagnostics.report<D::CannotCombine>(join(a, b), quoted(state, a), type_name(state.type(left)),
                                               sign, quoted(state, b), type_name(state.type(right)),
                                               rewrite(state, e, left, right));
}

/// The base of `a + b` or `a - b`, where there is one.
std::optional<Base> base_of_sum(Base a, Base b, bool minus) {
    if (numeric(a) && numeric(b))
        return a == Base::Count && b == Base::Count && !minus ? Base::Count : Base::Number;
    if (a == Base::Days && b == Base::Days) return Base::Days;
    if (a == Base::Date && b == Base::Days) return Base::Date;
    if (a == Base::Date && b == Base::Date && minus) return Base::Days;
    return std::nullopt;
}

/// An operand that is neither the word none nor possibly none.
typed::ExprId check_operand(State& state, const ast::Expr& e, ast::ExprId operand) {
    const typed::ExprId id = check_expr(state, operand).id;
    if (state.failed(id)) return id;
    if (state.at(id).kind == Kind::None) {
        const Span span = state.at(id).span;
        state.diagnostics.report<D::NoneAlone>(span);
        return state.error(span);
    }
    return require_given(state, id, e.span, Need::Value);
}

bool constant(const State& state, typed::ExprId id) { return state.at(id).kind == Kind::Constant; }

/// A date moved by years or months.
typed::ExprId shift_date(State& state, const ast::Expr& e, typed::ExprId date, typed::Period period) {
    if (e.kind == ExprKind::Sub) period = {-period.months, -period.days};
    typed::Expr shifted = node(Kind::ShiftDate, e.span, state.type(date));
    const Interval range = moved(interval(state.type(date)), period.months, state.file.rounding);
    shifted.type = whole(Base::Date, range);
    shifted.a = date;
    shifted.period = period;
    return state.add(shifted);
}

}  // namespace

Value check_sum(State& state, const ast::Expr& e) {
    const bool minus = e.kind == ExprKind::Sub;
    const typed::ExprId left = check_operand(state, e, e.a), right = check_operand(state, e, e.b);
    if (state.failed(left) || state.failed(right)) return {state.error(e.span), {}};
    const typed::Type a = state.type(left), b = state.type(right);
    if (a.base == Base::Date && b.base == Base::Period)
        return {shift_date(state, e, left, state.at(right).period), {}};
    const auto base = base_of_sum(a.base, b.base, minus);
    if (!base) {
        report(state, e, left, right);
        return {state.error(e.span), {}};
    }
    const Interval range = minus ? difference(interval(a), interval(b)) : sum(interval(a), interval(b));
    typed::Expr result = node(minus ? Kind::Sub : Kind::Add, e.span, whole(*base, range));
    result.a = left;
    result.b = right;
    return {add_or_fold(state, result, constant(state, left) && constant(state, right)), {}};
}

Value check_product(State& state, const ast::Expr& e) {
    const typed::ExprId left = check_operand(state, e, e.a), right = check_operand(state, e, e.b);
    if (state.failed(left) || state.failed(right)) return {state.error(e.span), {}};
    const auto is_factor = [&](typed::ExprId id) {
        return constant(state, id) && numeric(state.type(id).base);
    };
    const auto scales = [&](typed::ExprId id) {
        return numeric(state.type(id).base) || state.type(id).base == Base::Days;
    };
    if (!scales(left) || !scales(right) ||
        (!numeric(state.type(left).base) && !numeric(state.type(right).base))) {
        report(state, e, left, right);
        return {state.error(e.span), {}};
    }
    if (!is_factor(left) && !is_factor(right)) {
        state.diagnostics.report<D::FactorNotConstant>(e.span, quoted(state, state.at(left).span));
        return {state.error(e.span), {}};
    }
    const typed::ExprId scaled = is_factor(right) ? left : right;
    const std::int64_t factor = state.at(is_factor(right) ? right : left).number;
    const typed::Type type = state.type(scaled);
    const Base base = type.base == Base::Days                   ? Base::Days
                      : type.base == Base::Count && factor >= 0 ? Base::Count
                                                                : Base::Number;
    typed::Expr result = node(Kind::Mul, e.span, whole(base, product(interval(type), factor)));
    result.a = scaled;
    result.number = factor;
    return {add_or_fold(state, result, constant(state, scaled)), {}};
}

}  // namespace tenet::compiler::checking
