#include "compiler/expr_builder.hpp"

#include <algorithm>
#include <string>
#include <utility>

// What counts working days: the calendar's name and what stops the clock are held until both sides are there.

namespace tenet::compiler {

using ast::ExprKind;

void ExprBuilder::push_calendar(std::size_t name) {
    ast::Expr expr;
    expr.span = span(name);
    expr.name = spelling(name);
    push(expr);
}

void ExprBuilder::take_working_unit(std::size_t first, std::size_t end) {
    ast::Expr& number = top();
    if (number.unit != ast::Unit::None && !panicking_) {
        diagnostics_.report<D::TwoUnits>(
            join(number.span, span(first, end)), source(join(number.span, span(first, end))),
            Arg("write the number alone before `working days`, as in `30 working days`",
                "`working days` 之前只写数，例如 `30 working days`，或写 `30个工作日`"));
        panicking_ = true;
    }
    number.unit = ast::Unit::WorkingDays;
    number.span = join(number.span, span(first, end));
}

void ExprBuilder::push_pausing(std::size_t first, std::size_t end) {
    const Held b = take();
    const Held a = take();
    ast::Expr& list = out.exprs[take().id.index()];
    const ast::NameUse use{list.name, list.span};
    list.kind = ExprKind::Error;
    ast::Expr expr;
    expr.kind = panicking_ ? ExprKind::Error : ExprKind::Pausing;
    expr.span = span(first, end);
    expr.op_span = span(first);
    expr.a = a.id;
    expr.b = b.id;
    expr.extra = static_cast<std::uint32_t>(out.aggregates.size());
    out.aggregates.push_back({use, {}});
    push(expr, std::max(a.height, b.height) + 1);
}

void ExprBuilder::hold_calendar() {
    pausing_ = take();
    const ast::Expr& named = out.at(take().id);
    calendar_ = {named.name, named.span};
    calendar_held_ = true;
}

void ExprBuilder::hold_calendar_below() {
    const Held pausing = take();
    const Held b = take();
    const Held a = take();
    push_nothing();
    hold_calendar();
    pausing_ = pausing;
    stack_.push_back(a);
    stack_.push_back(b);
}

void ExprBuilder::expect_article(std::size_t token) {
    if (spelling(token) == "a" || panicking_) return;
    diagnostics_.report<D::Expected>(span(token), Arg("`a`"), Arg("`" + std::string(spelling(token)) + "`"));
    panicking_ = true;
}

void ExprBuilder::push_working_day(Span sign, bool negated) {
    const ast::Expr named = out.at(take().id);
    const Held date = take();
    ast::Expr expr;
    expr.kind = panicking_ ? ExprKind::Error : ExprKind::WorkingDay;
    expr.span = join(out.at(date.id).span, join(sign, named.span));
    expr.op_span = sign;
    expr.negated = negated;
    expr.a = date.id;
    expr.extra = static_cast<std::uint32_t>(out.members.size());
    out.members.push_back({named.name, named.span});
    push(expr, date.height + 1);
}

ast::Expr& ExprBuilder::push_by_calendar(ExprKind kind, Span sign, std::size_t end) {
    calendar_held_ = false;
    const Held b = take();
    const Held a = take();
    ast::Expr expr;
    expr.kind = panicking_ ? ExprKind::Error : kind;
    expr.op_span = sign;
    expr.a = a.id;
    expr.b = b.id;
    expr.c = pausing_.id;
    expr.span = join(join(out.at(a.id).span, sign), span(end - 1));
    expr.extra = static_cast<std::uint32_t>(out.members.size());
    out.members.push_back(calendar_);
    push(expr, std::max({a.height, b.height, pausing_.height}) + 1);
    return top();
}

}  // namespace tenet::compiler
