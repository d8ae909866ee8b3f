#include "compiler/check_parts.hpp"
#include "compiler/guards.hpp"

#include <fmt/format.h>

namespace tenet::compiler::checking {
namespace {

using ast::ExprKind;
using typed::Base;
using typed::Kind;

Value check_constant(State& state, const ast::Expr& e, std::int64_t value) {
    typed::Expr constant = node(Kind::Constant, e.span, yes_no);
    constant.number = value;
    constant.type.low = constant.type.high = value;
    return {state.add(constant), {}};
}

/// None by itself; whoever uses it gives it the type of what it stands beside.
Value check_none(State& state, const ast::Expr& e) {
    typed::Expr none = node(Kind::None, e.span, yes_no);
    none.type.or_none = true;
    return {state.add(none), {}};
}

/// What to write where a condition was expected and another value stands.
Arg as_a_condition(const std::string& text, Base base) {
    switch (base) {
    case Base::Count:
    case Base::Number:
        return {fmt::format("compare it, as in `{} >= 1`", text),
                fmt::format("请作比较，例如 `{} 不少于 1`", text)};
    case Base::Days:
        return {fmt::format("compare it, as in `{} >= 30d`", text),
                fmt::format("请作比较，例如 `{} 不少于 30天`", text)};
    case Base::Date:
        return {fmt::format("say what must hold of it, as in `{0} valid 3y` or `{0} is given`", text),
                fmt::format("请写明要怎样，例如 `{0} 有效 3年` 或 `{0} 不为 无`", text)};
    case Base::Hours:
        return {fmt::format("compare it, as in `{} >= 8h`", text),
                fmt::format("请作比较，例如 `{} 不少于 8学时`", text)};
    case Base::Choice:
        return {
            fmt::format("say which value it must be, as in `{} = VALUE`, or ask `{} in GROUP`", text, text),
            fmt::format("请写明应为哪个值，例如 `{} 为 某值`，或 `{} 属于 某合称`", text, text)};
    case Base::Set:
        return {fmt::format("ask what is in it, as in `VALUE in {}`", text),
                fmt::format("请写明其中应有什么，例如 `某值 属于 {}`", text)};
    case Base::YesNo:
    case Base::Period:
    case Base::Text:
    case Base::List: break;
    }
    return {"compare it with something", "请作比较"};
}

/// What is no condition, and what to write instead.
void report_no_condition(State& state, typed::ExprId id) {
    const typed::Expr e = state.at(id);
    const std::string text = quoted(state, e.span);
    Arg help = as_a_condition(text, e.type.base);
    if (takes_what_follows(state, id))
        help = after_where(as_a_condition(fmt::format("({})", text), e.type.base));
    state.diagnostics.report<D::NotACondition>(e.span, text, type_name(state, e.type), help);
}

}  // namespace

const ast::Expr& bare(const State& state, ast::ExprId id) {
    const ast::Expr* e = &state.file.at(id);
    while (e->kind == ExprKind::Paren)
        e = &state.file.at(e->a);
    return *e;
}

Value check_expr(State& state, ast::ExprId id, std::uint32_t choice) {
    const ast::Expr& e = bare(state, id);
    switch (e.kind) {
    case ExprKind::Error:
    case ExprKind::Paren: break;
    case ExprKind::Name: return check_name(state, e, choice);
    case ExprKind::Number: return check_number(state, e);
    case ExprKind::Date: return check_date(state, e);
    case ExprKind::Yes: return check_constant(state, e, 1);
    case ExprKind::No: return check_constant(state, e, 0);
    case ExprKind::None: return check_none(state, e);
    case ExprKind::Not: return check_not(state, e);
    case ExprKind::And: return check_and(state, e);
    case ExprKind::Or: return check_or(state, e);
    case ExprKind::Add:
    case ExprKind::Sub: return check_sum(state, e);
    case ExprKind::Mul: return check_product(state, e);
    case ExprKind::Compare: return check_compare(state, e);
    case ExprKind::Tiered: return check_tiered(state, e);
    case ExprKind::InRange: return check_in_range(state, e);
    case ExprKind::IsNone: return check_is_none(state, e);
    case ExprKind::Valid:
    case ExprKind::Within:
    case ExprKind::Lasts: return check_window(state, e);
    case ExprKind::WithinAround:
    case ExprKind::WithinBefore:
    case ExprKind::WithinAfter: return check_around(state, e);
    case ExprKind::TimeSince: return check_time_since(state, e);
    case ExprKind::If: return check_if(state, e, choice);
    case ExprKind::Text: return check_text(state, e);
    case ExprKind::Member: return check_member(state, e);
    case ExprKind::InName: return check_in_name(state, e);
    case ExprKind::Listing: return report_listing(state, e);
    case ExprKind::Covers: return check_covers(state, e);
    case ExprKind::WholeYears:
    case ExprKind::WholeMonths: return check_whole_periods(state, e);
    case ExprKind::Count:
    case ExprKind::Sum:
    case ExprKind::Latest:
    case ExprKind::Earliest:
    case ExprKind::Any:
    case ExprKind::Every:
    case ExprKind::Union:
    case ExprKind::InOrder: return check_aggregate(state, e);
    case ExprKind::Pausing: break;  // a part of what counts working days
    case ExprKind::WorkingDay: return check_working_day(state, e);
    case ExprKind::WorkingDays: return check_working_days(state, e);
    case ExprKind::AddWorkingDays: return check_add_working_days(state, e);
    }
    return {state.error(e.span), {}};
}

Value check_value(State& state, ast::ExprId id, std::uint32_t choice) {
    Value value = check_expr(state, id, choice);
    const typed::Expr e = state.at(value.id);
    if (e.kind == Kind::None)
        state.diagnostics.report<D::NoneAlone>(e.span);
    else if (e.kind != Kind::Error && e.type.base == Base::Period)
        state.diagnostics.report<D::PeriodAlone>(e.span, quoted(state, e.span));
    else
        return value;
    return {state.error(e.span), {}};
}

Value check_condition(State& state, ast::ExprId id) {
    Value value = check_value(state, id);
    if (state.failed(value.id)) return value;
    const Span span = state.at(value.id).span;
    const std::string text = quoted(state, span);
    if (state.type(value.id).base != Base::YesNo) {
        report_no_condition(state, value.id);
        return {state.error(span), {}};
    }
    if (may_be_none(state, value.id)) {
        const Arg help(
            fmt::format(
                "write `{0} = yes`, which is no where there is none, or guard it: `{0} is given and …`",
                text),
            fmt::format("请写 `{0} 为 是`（没有时为否），或先排除无：`{0} 不为 无 且 …`", text));
        if (state.failed_guards == 0) state.diagnostics.report<D::MayBeNone>(span, text, help);
        return {state.error(span), {}};
    }
    value.id = as_guarded(state, value.id);
    return value;
}

}  // namespace tenet::compiler::checking
