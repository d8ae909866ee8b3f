#include "compiler/expr_builder.hpp"

#include <algorithm>

// Aggregates: their parts come in an order that differs between the skins, so they are held until all are there.

namespace tenet::compiler {

using ast::ExprKind;

void ExprBuilder::aggregate_word(std::size_t token) {
    ExprKind& named = aggregates_.back().kind;
    if (kind(token) == Kind::WordCount) named = ExprKind::Count;
    if (kind(token) == Kind::WordSum) named = ExprKind::Sum;
    if (kind(token) == Kind::WordLatest) named = ExprKind::Latest;
    if (kind(token) == Kind::WordEarliest) named = ExprKind::Earliest;
    if (kind(token) == Kind::WordUnion) named = ExprKind::Union;
    if (kind(token) == Kind::WordAny) named = ExprKind::Any;
    if (kind(token) == Kind::WordEvery) named = ExprKind::Every;
}

void ExprBuilder::close_aggregate(std::size_t end) {
    const OpenAggregate open = aggregates_.back();
    aggregates_.pop_back();
    ast::Expr expr;
    // A part that is missing, or a fault in one, has been reported; there is no saying what was meant.
    const bool whole = open.kind != ExprKind::Error && open.names.list.given() && !panicking_;
    expr.kind = whole ? open.kind : ExprKind::Error;
    expr.span = span(open.first, end);
    expr.op_span = span(open.first);
    expr.a = open.value.id;
    expr.b = open.filter.id;
    expr.extra = static_cast<std::uint32_t>(out.aggregates.size());
    if (whole) out.aggregates.push_back(open.names);
    push(expr, std::max(open.value.height, open.filter.height) + 1);
}

void ExprBuilder::push_in_order(std::size_t first, std::size_t sign_end) {
    const Held b = take();
    const Held a = take();
    const Held list = take();
    const ast::Expr named = out.at(list.id);
    ast::Expr expr;
    expr.kind = named.kind == ExprKind::Name ? ExprKind::InOrder : ExprKind::Error;
    expr.op_span = span(first, sign_end);
    expr.a = a.id;
    expr.b = b.id;
    expr.span = join(named.span, join(out.at(a.id).span, out.at(b.id).span));
    expr.extra = static_cast<std::uint32_t>(out.aggregates.size());
    if (named.kind == ExprKind::Name) out.aggregates.push_back({{named.name, named.span}, {}});
    if (named.kind != ExprKind::Name && named.kind != ExprKind::Error && !panicking_) {
        diagnostics_.report<D::Expected>(named.span, Arg("the name of a list", "列表的名称"),
                                         Arg("a value", "一个值"));
        panicking_ = true;
    }
    push(expr, std::max(a.height, b.height) + 1);
}

}  // namespace tenet::compiler
