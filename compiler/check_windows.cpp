#include "compiler/check_parts.hpp"
#include "compiler/guards.hpp"
#include "compiler/intervals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

/// `valid`, `within`, `lasts`, `time since` and `whole years since`: dates against the reference date, or one another.
namespace tenet::compiler::checking {
namespace {

using ast::ExprKind;
using typed::Base;
using typed::Kind;

/// Reports, once a policy, that the reference date is missing, and proposes a fact for it.
void need_as_of(State& state, Span span, const Arg& word) {
    if (!state.file.asked().as_of.empty() || state.as_of_reported || !state.file.own(span)) return;
    state.as_of_reported = true;
    for (std::size_t i = 0; i < state.module.facts.size(); ++i) {
        const typed::Fact& fact = state.module.facts[i];
        if (state.fact_failed[i] || fact.type.base != Base::Date || fact.type.or_none) continue;
        state.diagnostics.report<D::AsOfNeeded>(
            span, word,
            Arg(fmt::format("name the day below the `policy` line: `as of {}`, for example", fact.name.text),
                fmt::format("请在 `政策` 一行下写明，例如 `基准日 {}`", fact.name.text)));
        return;
    }
    state.diagnostics.report<D::AsOfNeeded>(
        span, word,
        Arg("write `as of applied_on` below the `policy` line, and declare `fact applied_on : date`",
            "请在 `政策` 一行下写 `基准日 申请日期`，并声明 `事实 申请日期 ：日期`"));
}

Arg word_of(ExprKind kind) {
    if (kind == ExprKind::Valid) return {"valid", "有效"};
    if (kind == ExprKind::Lasts) return {"lasts", "起 … 内"};
    return kind == ExprKind::Within ? Arg("within", "在 此前 … 内") : Arg("time since", "起 满");
}

/// The condition with its period; one for each period of a dated param, by the reference date.
typed::ExprId with_periods(State& state, typed::Expr condition, const std::vector<ParamValue>& periods) {
    std::vector<std::optional<std::int64_t>> until;
    std::vector<typed::ExprId> values;
    for (const ParamValue& row : periods) {
        condition.period = row.value.period;
        values.push_back(state.add(condition));
        until.push_back(row.until);
    }
    return by_day(state, condition.span, until, values);
}

}  // namespace

typed::ExprId check_date_operand(State& state, ast::ExprId operand, const Span* whole) {
    const typed::ExprId id = check_expr(state, operand).id;
    if (state.failed(id)) return id;
    const typed::Expr e = state.at(id);
    if (e.kind == Kind::None) {
        state.diagnostics.report<D::NoneAlone>(e.span);
        return state.error(e.span);
    }
    if (e.type.base != Base::Date) {
        state.diagnostics.report<D::NeedsDate>(e.span, quoted(state, e.span), type_name(state, e.type));
        return state.error(e.span);
    }
    return whole == nullptr ? id : require_given(state, id, *whole, Need::Comparison);
}

typed::ExprId as_of(State& state, Span span, const Arg& word) {
    need_as_of(state, span, word);
    const bool known = state.module.has_as_of();
    typed::Expr fact = node(Kind::Fact, span,
                            known ? state.module.facts[state.module.as_of].type : natural_type(Base::Date));
    fact.ref = known ? state.module.as_of : typed::no_index;
    return state.add(fact);
}

Value check_window(State& state, const ast::Expr& e) {
    const typed::ExprId date = check_date_operand(state, e.a, nullptr);
    const auto periods = check_period(state, e.b, state.file.at(e.a).span);
    need_as_of(state, e.span, word_of(e.kind));
    if (state.failed(date) || !periods) return {state.error(e.span), {}};
    typed::Expr window =
        node(e.kind == ExprKind::Lasts ? Kind::WindowAhead : Kind::WindowBack, e.span, yes_no);
    window.a = date;
    Flow flow;
    note_given(state, date, flow.if_yes);
    return {with_periods(state, window, *periods), std::move(flow)};
}

Value check_around(State& state, const ast::Expr& e) {
    const typed::ExprId date = check_date_operand(state, e.a, nullptr);
    const auto periods = check_period(state, e.b, state.file.at(e.a).span);
    const typed::ExprId anchor = check_date_operand(state, e.c, nullptr);
    if (state.failed(date) || state.failed(anchor) || !periods) return {state.error(e.span), {}};
    typed::Expr window = node(Kind::WindowAround, e.span, yes_no);
    window.a = date;
    window.b = anchor;
    window.before = e.kind != ExprKind::WithinAfter;
    window.after = e.kind != ExprKind::WithinBefore;
    Flow flow;
    note_given(state, date, flow.if_yes);
    note_given(state, anchor, flow.if_yes);
    return {with_periods(state, window, *periods), std::move(flow)};
}

Value check_time_since(State& state, const ast::Expr& e) {
    const typed::ExprId date = check_date_operand(state, e.a, &e.span);
    const auto periods = check_period(state, e.b, state.file.at(e.a).span);
    need_as_of(state, e.span, word_of(e.kind));
    if (state.failed(date) || !periods) return {state.error(e.span), {}};
    typed::Expr since = node(Kind::TimeSince, e.span, yes_no);
    since.op = e.op;
    since.a = date;
    return {with_periods(state, since, *periods), {}};
}

Value check_whole_periods(State& state, const ast::Expr& e) {
    const bool years = e.kind == ExprKind::WholeYears;
    const typed::ExprId date = check_date_operand(state, e.a, &e.span);
    need_as_of(state, e.span,
               years ? Arg("whole years since", "起 的 整年数") : Arg("whole months since", "起 的 整月数"));
    if (state.failed(date)) return {state.error(e.span), {}};
    const std::int64_t last =
        state.module.has_as_of() ? state.module.facts[state.module.as_of].type.high : last_date;
    const Interval days = difference({0, last}, {state.type(date).low, state.type(date).low});
    // Never fewer than there can be; the proof on the table knows it exactly.
    const std::int64_t shortest = years ? 365 : 28;
    typed::Expr count = node(Kind::WholeMonths, e.span,
                             {Base::Count, false, 0, std::max<std::int64_t>(days.high, 0) / shortest + 1});
    count.a = date;
    count.number = years ? 12 : 1;
    return {state.add(count), {}};
}

}  // namespace tenet::compiler::checking
