#include "compiler/check_parts.hpp"
#include "compiler/guards.hpp"
#include "compiler/intervals.hpp"

#include <fmt/format.h>

#include <numeric>

namespace tenet::compiler::checking {
namespace {

using ast::ExprKind;
using typed::Base;
using typed::Kind;

Interval interval(const typed::Type& type) { return {type.low, type.high}; }

typed::Type plain(Base base, Interval range, std::int32_t scale = 1) {
    return {base, false, range.low, range.high, scale};
}

/// Arithmetic on numbers written out is a number written out.
typed::ExprId add_or_fold(State& state, const typed::Expr& e, bool constant) {
    const bool exact = e.type.low == e.type.high && e.type.low > INT64_MIN && e.type.high < INT64_MAX;
    if (!constant || !exact || e.type.base == Base::Date) return state.add(e);
    typed::Expr folded = node(Kind::Constant, e.span, e.type);
    folded.number = e.type.low;
    if (numeric(folded.type.base))
        folded.type.base = folded.number < 0 || folded.type.scale != 1 ? Base::Number : Base::Count;
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
    if (e.kind != ExprKind::Mul && a.type.base == Base::Hours && b.kind == Kind::Constant &&
        numeric(b.type.base))
        return {fmt::format("`{0}` needs a unit: write `{0}h`", other),
                fmt::format("`{0}` 要写单位：请写 `{0}学时`", other)};
    if (e.kind != ExprKind::Mul && a.type.base == Base::Days && b.type.base == Base::Period)
        return {"years and months have no fixed number of days: write days, such as `90d`",
                "年和月的天数不固定：请写天数，例如 `90天`"};
    return {
        "numbers go with numbers, days with days and hours with hours; a date takes days or a period, and a date minus a date is days",
        "数与数、天数与天数、学时与学时相算；日期可以加减天数或期限，日期减日期得天数"};
}

void report(State& state, const ast::Expr& e, typed::ExprId left, typed::ExprId right) {
    const Span a = state.at(left).span, b = state.at(right).span;
    const char* sign = e.kind == ExprKind::Add ? "+" : e.kind == ExprKind::Sub ? "-" : "*";
    state.diagnostics.report<D::CannotCombine>(
        join(a, b), quoted(state, a), type_name(state, state.type(left)), sign, quoted(state, b),
        type_name(state, state.type(right)), rewrite(state, e, left, right));
}

/// The base of `a + b` or `a - b`, where there is one.
std::optional<Base> base_of_sum(Base a, Base b, bool minus) {
    if (numeric(a) && numeric(b))
        return a == Base::Count && b == Base::Count && !minus ? Base::Count : Base::Number;
    if (a == b && (a == Base::Days || a == Base::Hours)) return a;
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

/// A date moved by a period.
typed::ExprId shift_date(State& state, const ast::Expr& e, typed::ExprId date, typed::Period period) {
    if (e.kind == ExprKind::Sub) period = {-period.months, -period.days, 0};
    typed::Expr shifted = node(Kind::ShiftDate, e.span, state.type(date));
    const Interval range = moved(interval(state.type(date)), period.months, state.module.rounding);
    shifted.type = plain(Base::Date, sum(range, {period.days, period.days}));
    shifted.a = date;
    shifted.period = period;
    return state.add(shifted);
}

/// Whether the period is of working days, which only a calendar adds; a report says so.
bool needs_calendar(State& state, const ast::Expr& e, const typed::Period& period) {
    if (period.working_days == 0) return false;
    report_no_calendar(state, e, state.file.at(e.b).span);
    return true;
}

/// A date moved by what a param of periods says, by the reference date.
Value shift_by_param(State& state, const ast::Expr& e, typed::ExprId date, const Param& param) {
    if (state.failed(date)) return {state.error(e.span), {}};
    if (state.type(date).base != Base::Date) {
        const Span span = state.file.at(e.b).span;
        state.diagnostics.report<D::PeriodAlone>(span, quoted(state, span));
        return {state.error(e.span), {}};
    }
    std::vector<std::optional<std::int64_t>> until;
    std::vector<typed::ExprId> values;
    for (const ParamValue& row : param.values) {
        if (needs_calendar(state, e, row.value.period)) return {state.error(e.span), {}};
        values.push_back(shift_date(state, e, date, row.value.period));
        until.push_back(row.until);
    }
    return {by_day(state, e.span, until, values), {}};
}

/// A date moves by whole days only.
bool are_whole_days(State& state, typed::ExprId days) {
    const typed::Expr e = state.at(days);
    if (e.type.scale == 1) return true;
    state.diagnostics.report<D::DaysNotWhole>(e.span, quoted(state, e.span));
    return false;
}

/// The factor as a fraction in lowest terms.
struct Fraction {
    std::int64_t over = 1, under = 1;
};

Fraction lowest_terms(const typed::Expr& factor) {
    const std::int64_t common = std::gcd(factor.number, std::int64_t{factor.type.scale});
    return {factor.number / common, factor.type.scale / common};
}

/// The base of a product; a count stays one as long as it stays whole and is not turned round.
Base base_of_product(Base scaled, Fraction factor) {
    if (!numeric(scaled)) return scaled;
    return scaled == Base::Count && factor.under == 1 && factor.over >= 0 ? Base::Count : Base::Number;
}

typed::ExprId multiply(State& state, const ast::Expr& e, typed::ExprId scaled, typed::ExprId by) {
    const typed::Type type = state.type(scaled);
    const Fraction factor = lowest_terms(state.at(by));
    const Base base = base_of_product(type.base, factor);
    const std::int64_t least = type.scale * factor.under;
    const std::int32_t scale = scale_for(base, least);
    if (scale == 0) {
        state.diagnostics.report<D::TooFine>(e.span, quoted(state, e.span), type_name(state, type),
                                             step_text(base == Base::Days    ? 2
                                                       : base == Base::Hours ? 100
                                                                             : 1'000'000));
        return state.error(e.span);
    }
    typed::Expr result = node(Kind::Mul, e.span, type);
    result.a = scaled;
    result.number = product({factor.over, factor.over}, scale / least).low;
    result.type = plain(base, product(interval(type), result.number), scale);
    return add_or_fold(state, result, constant(state, scaled));
}

}  // namespace

Value check_sum(State& state, const ast::Expr& e) {
    const bool minus = e.kind == ExprKind::Sub;
    typed::ExprId left = check_operand(state, e, e.a);
    if (const Param* param = named_periods(state, e.b)) return shift_by_param(state, e, left, *param);
    typed::ExprId right = check_operand(state, e, e.b);
    if (state.failed(left) || state.failed(right)) return {state.error(e.span), {}};
    if (state.type(left).base == Base::Date && state.type(right).base == Base::Period) {
        if (needs_calendar(state, e, state.at(right).period)) return {state.error(e.span), {}};
        return {shift_date(state, e, left, state.at(right).period), {}};
    }
    const auto base = base_of_sum(state.type(left).base, state.type(right).base, minus);
    if (!base) {
        report(state, e, left, right);
        return {state.error(e.span), {}};
    }
    if (*base == Base::Date) {
        if (!are_whole_days(state, right)) return {state.error(e.span), {}};
    } else {
        unify(state, left, right);
    }
    const typed::Type a = state.type(left), b = state.type(right);
    const Interval range = minus ? difference(interval(a), interval(b)) : sum(interval(a), interval(b));
    typed::Expr result = node(minus ? Kind::Sub : Kind::Add, e.span, plain(*base, range, a.scale));
    if (a.scale != 1 && result.type.base == Base::Count) result.type.base = Base::Number;
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
        return ordered(state.type(id).base) && state.type(id).base != Base::Date;
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
    const bool factor_last = is_factor(right);
    return {multiply(state, e, factor_last ? left : right, factor_last ? right : left), {}};
}

}  // namespace tenet::compiler::checking
