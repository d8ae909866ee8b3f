#include "compiler/check_state.hpp"
#include "compiler/guards.hpp"

#include <fmt/format.h>

#include <utility>

/// `valid`, `within`, `lasts` and `time since`: dates against the reference date, or against one another.
namespace tenet::compiler::checking {
namespace {

using ast::ExprKind;
using typed::Base;
using typed::Kind;

/// Reports, once a file, that the reference date is missing, and proposes a fact for it.
void need_as_of(State& state, const ast::Expr& e, const Arg& word) {
    if (!state.file.as_of.empty() || state.as_of_reported) return;
    state.as_of_reported = true;
    for (std::size_t i = 0; i < state.module.facts.size(); ++i) {
        const typed::Fact& fact = state.module.facts[i];
        if (state.fact_failed[i] || fact.type.base != Base::Date || fact.type.or_none) continue;
        state.diagnostics.report<D::AsOfNeeded>(
            e.span, word,
            Arg(fmt::format("name the day below the `policy` line: `as of {}`, for example", fact.name.text),
                fmt::format("请在 `政策` 一行下写明，例如 `基准日 {}`", fact.name.text)));
        return;
    }
    state.diagnostics.report<D::AsOfNeeded>(
        e.span, word,
        Arg("write `as of applied_on` below the `policy` line, and declare `fact applied_on : date`",
            "请在 `政策` 一行下写 `基准日 申请日期`，并声明 `事实 申请日期 ：日期`"));
}

/// A date; it may be none only where `whole` is absent.
typed::ExprId check_date_operand(State& state, ast::ExprId operand, const Span* whole) {
    const typed::ExprId id = check_expr(state, operand).id;
    if (state.failed(id)) return id;
    const typed::Expr e = state.at(id);
    if (e.kind == Kind::None) {
        state.diagnostics.report<D::NoneAlone>(e.span);
        return state.error(e.span);
    }
    if (e.type.base != Base::Date) {
        state.diagnostics.report<D::NeedsDate>(e.span, quoted(state, e.span), type_name(e.type));
        return state.error(e.span);
    }
    return whole == nullptr ? id : require_given(state, id, *whole, Need::Comparison);
}

Arg word_of(ExprKind kind) {
    if (kind == ExprKind::Valid) return {"valid", "有效"};
    if (kind == ExprKind::Lasts) return {"lasts", "起 … 内"};
    return kind == ExprKind::Within ? Arg("within", "在 此前 … 内") : Arg("time since", "起 满");
}

}  // namespace

Value check_window(State& state, const ast::Expr& e) {
    const typed::ExprId date = check_date_operand(state, e.a, nullptr);
    const auto period = check_period(state, e.b, state.file.at(e.a).span);
    need_as_of(state, e, word_of(e.kind));
    if (state.failed(date) || !period) return {state.error(e.span), {}};
    typed::Expr window =
        node(e.kind == ExprKind::Lasts ? Kind::WindowAhead : Kind::WindowBack, e.span, yes_no);
    window.a = date;
    window.period = *period;
    Flow flow;
    note_given(state, date, flow.if_yes);
    return {state.add(window), std::move(flow)};
}

Value check_around(State& state, const ast::Expr& e) {
    const typed::ExprId date = check_date_operand(state, e.a, nullptr);
    const auto period = check_period(state, e.b, state.file.at(e.a).span);
    const typed::ExprId anchor = check_date_operand(state, e.c, nullptr);
    if (state.failed(date) || state.failed(anchor) || !period) return {state.error(e.span), {}};
    typed::Expr window = node(Kind::WindowAround, e.span, yes_no);
    window.a = date;
    window.b = anchor;
    window.period = *period;
    window.before = e.kind != ExprKind::WithinAfter;
    window.after = e.kind != ExprKind::WithinBefore;
    Flow flow;
    note_given(state, date, flow.if_yes);
    note_given(state, anchor, flow.if_yes);
    return {state.add(window), std::move(flow)};
}

Value check_time_since(State& state, const ast::Expr& e) {
    const typed::ExprId date = check_date_operand(state, e.a, &e.span);
    const auto period = check_period(state, e.b, state.file.at(e.a).span);
    need_as_of(state, e, word_of(e.kind));
    if (state.failed(date) || !period) return {state.error(e.span), {}};
    typed::Expr since = node(Kind::TimeSince, e.span, yes_no);
    since.op = e.op;
    since.a = date;
    since.period = *period;
    return {state.add(since), {}};
}

}  // namespace tenet::compiler::checking
