#include "compiler/check_state.hpp"
#include "compiler/intervals.hpp"

namespace tenet::compiler::checking {
namespace {

using ast::ExprKind;
using ast::Unit;
using typed::Base;
using typed::Kind;

constexpr std::int64_t longest_years = 200;
constexpr std::int64_t longest_days = 73'049;  ///< 200 years, rounded up

Value constant(State& state, const ast::Expr& e, Base base) {
    typed::Expr result = node(Kind::Constant, e.span, {base, false, e.number, e.number});
    result.number = e.number;
    return {state.add(result), {}};
}

bool usable_length(const ast::Expr& e) {
    if (e.number < 1) return false;
    if (e.unit == Unit::Years) return e.number <= longest_years;
    if (e.unit == Unit::Months) return e.number <= longest_years * 12;
    return e.number <= longest_days;
}

/// A literal of years, months or days; nothing, after a report, if it is too long or 0.
std::optional<typed::Period> period_of(State& state, const ast::Expr& e) {
    if (!usable_length(e)) {
        state.diagnostics.report<D::PeriodLength>(e.span, quoted(state, e.span));
        return std::nullopt;
    }
    const auto length = static_cast<std::int32_t>(e.number);
    if (e.unit == Unit::Days) return typed::Period{0, length};
    return typed::Period{e.unit == Unit::Years ? length * 12 : length, 0};
}

Value check_period_literal(State& state, const ast::Expr& e) {
    const auto period = period_of(state, e);
    if (!period) return {state.error(e.span), {}};
    typed::Expr result = node(Kind::Constant, e.span, {Base::Period, false, 0, 0});
    result.period = *period;
    return {state.add(result), {}};
}

Value not_yet(State& state, Span span, const Arg& what) {
    state.diagnostics.report<D::NotInVersion>(span, what);
    return {state.error(span), {}};
}

}  // namespace

Value check_number(State& state, const ast::Expr& e) {
    if (e.decimals != 0) {
        state.diagnostics.report<D::NotWhole>(e.span, quoted(state, e.span));
        return {state.error(e.span), {}};
    }
    switch (e.unit) {
    case Unit::None:
    case Unit::Times: return constant(state, e, e.number < 0 ? Base::Number : Base::Count);
    case Unit::Days: return constant(state, e, Base::Days);
    case Unit::Years:
    case Unit::Months: return check_period_literal(state, e);
    case Unit::Hours: return not_yet(state, e.span, Arg("a number of hours", "学时"));
    case Unit::WorkingDays: return not_yet(state, e.span, Arg("a number of working days", "工作日"));
    }
    __builtin_unreachable();
}

Value check_date(State& state, const ast::Expr& e) { return constant(state, e, Base::Date); }

std::optional<typed::Period> check_period(State& state, ast::ExprId id, Span date) {
    const ast::Expr& e = bare(state, id);
    const bool is_number = e.kind == ExprKind::Number;
    const bool whole = is_number && e.decimals == 0;
    if (whole && (e.unit == Unit::Years || e.unit == Unit::Months || e.unit == Unit::Days))
        return period_of(state, e);
    const typed::ExprId checked = check_expr(state, id).id;
    if (state.failed(checked)) return std::nullopt;
    const bool countable = whole && e.number > 0 && e.number <= longest_years;
    state.diagnostics.report<D::NeedsPeriod>(
        e.span, quoted(state, date), quoted(state, e.span),
        state.at(checked).kind == Kind::None ? Arg("none", "无") : type_name(state.type(checked)),
        countable ? e.number : 3);
    return std::nullopt;
}

typed::Type natural_type(Base base) {
    switch (base) {
    case Base::YesNo: return {base, false, 0, 1};
    case Base::Count: return {base, false, 0, 1'000'000};
    case Base::Date: return {base, false, 0, last_date};
    case Base::Number: return {base, false, -1'000'000'000, 1'000'000'000};
    case Base::Days: return {base, false, 0, 100'000};
    case Base::Period: break;
    }
    return {base, false, 0, 0};
}

}  // namespace tenet::compiler::checking
