#include "compiler/check_parts.hpp"
#include "compiler/guards.hpp"
#include "compiler/intervals.hpp"

#include <fmt/format.h>
#include <utility>

namespace tenet::compiler::checking {
namespace {

using typed::Base;
using typed::Kind;

/// One branch, under what the condition has shown; a period cannot be chosen.
Value check_branch(State& state, ast::ExprId id, typed::ExprId condition, const std::vector<Key>& given,
                   std::uint32_t choice) {
    const Assuming assuming(state, condition, given);
    Value value = check_expr(state, id, choice);
    value.id = as_guarded(state, value.id);
    if (!state.failed(value.id) && state.type(value.id).base == Base::Period) {
        const Span span = state.at(value.id).span;
        state.diagnostics.report<D::PeriodAlone>(span, quoted(state, span));
        value.id = state.error(span);
    }
    return value;
}

/// The last of what `or` joins on its left: chains are folded in halves.
const ast::Expr& last_of(const State& state, ast::ExprId id) {
    const ast::Expr* e = &state.file.at(id);
    while (e->kind == ast::ExprKind::Or)
        e = &state.file.at(e->b);
    return *e;
}

/// `X <= 2 or 4`: the number was meant as another threshold.
bool is_second_threshold(const State& state, const ast::Expr& e) {
    const ast::Expr& before = last_of(state, e.a);
    const bool threshold = (before.kind == ast::ExprKind::Compare || before.kind == ast::ExprKind::Tiered) &&
                           before.op != ast::CompareOp::Eq && before.op != ast::CompareOp::Ne;
    const ast::Expr& after = state.file.at(e.b);
    if (!threshold || after.kind != ast::ExprKind::Name)
        return threshold && after.kind == ast::ExprKind::Number;
    const auto type = peek_type(state, after.name);
    return type && ordered(type->base) && type->base != Base::Date;
}

typed::ExprId report_second_threshold(State& state, const ast::Expr& e) {
    const Span number = state.file.at(e.b).span;
    const std::string other = quoted(state, number);
    const std::string before = quoted(state, join(last_of(state, e.a).span, e.op_span));
    const bool han = quoted(state, e.op_span) == "或";
    const auto form = [&](std::string_view condition) {
        return han ? fmt::format("{} {} 时 {}", before, condition, other)
                   : fmt::format("{} {} with {}", before, other, condition);
    };
    state.diagnostics.report<D::NotACondition>(
        number, other, type_name(state, state.type(check_expr(state, e.b).id)),
        Arg(fmt::format("another threshold holds under a condition of its own: write `{}`",
                        form("CONDITION")),
            fmt::format("另一个门槛要写明在什么条件下适用：请写 `{}`", form("条件"))));
    return state.error(number);
}

}  // namespace

Value check_not(State& state, const ast::Expr& e) {
    Value inner = check_condition(state, e.a);
    std::swap(inner.flow.if_yes, inner.flow.if_no);
    if (state.failed(inner.id)) return inner;
    typed::Expr negation = node(Kind::Not, e.span, yes_no);
    negation.a = inner.id;
    return {state.add(negation), std::move(inner.flow)};
}

Value check_and(State& state, const ast::Expr& e) {
    Value left = check_condition(state, e.a);
    Value right = [&] {
        const Assuming assuming(state, left.id, left.flow.if_yes);
        return check_condition(state, e.b);
    }();
    if (state.failed(left.id) || state.failed(right.id)) return {state.error(e.span), {}};
    typed::Expr both = node(Kind::And, e.span, yes_no);
    both.a = left.id;
    both.b = right.id;
    return {state.add(both),
            {all_of(state, std::move(left.flow.if_yes), right.flow.if_yes),
             common_of(std::move(left.flow.if_no), std::move(right.flow.if_no))}};
}

Value check_or(State& state, const ast::Expr& e) {
    Value left = check_condition(state, e.a);
    Value right = [&] {
        if (is_second_threshold(state, e)) return Value{report_second_threshold(state, e), {}};
        const Assuming assuming(state, left.id, left.flow.if_no);
        return check_condition(state, e.b);
    }();
    if (state.failed(left.id) || state.failed(right.id)) return {state.error(e.span), {}};
    typed::Expr either = node(Kind::Or, e.span, yes_no);
    either.a = left.id;
    either.b = right.id;
    return {state.add(either),
            {common_of(std::move(left.flow.if_yes), std::move(right.flow.if_yes)),
             all_of(state, std::move(left.flow.if_no), right.flow.if_no)}};
}

bool join_branch(State& state, typed::ExprId branch, typed::ExprId before,
                 std::optional<typed::Type>& joined) {
    const typed::Expr e = state.at(branch);
    if (e.kind == Kind::None) return true;
    if (!joined) {
        joined = e.type;
        return true;
    }
    if (!same_family(*joined, e.type)) {
        const Span span = state.at(before).span;
        state.diagnostics.report<D::BranchesDiffer>(e.span, quoted(state, span), type_name(state, *joined),
                                                    quoted(state, e.span), type_name(state, e.type),
                                                    e.kind == Kind::Constant
                                                        ? how_written(state, *joined, &e)
                                                        : Arg("make the two agree", "请让两者一致"));
        return false;
    }
    const std::int32_t scale = common_scale(joined->scale, e.type.scale);
    const Interval both = hull(product({joined->low, joined->high}, scale / joined->scale),
                               product({e.type.low, e.type.high}, scale / e.type.scale));
    joined->low = both.low;
    joined->high = both.high;
    joined->scale = scale;
    joined->or_none = joined->or_none || e.type.or_none;
    if (joined->base != e.type.base) joined->base = Base::Number;
    return true;
}

Value check_if(State& state, const ast::Expr& e, std::uint32_t choice) {
    Value condition = check_condition(state, e.a);
    Value yes = check_branch(state, e.b, condition.id, condition.flow.if_yes, choice);
    Value no = check_branch(state, e.c, condition.id, condition.flow.if_no, choice);
    if (state.failed(condition.id) || state.failed(yes.id) || state.failed(no.id))
        return {state.error(e.span), {}};
    std::optional<typed::Type> joined;
    if (!join_branch(state, yes.id, yes.id, joined) || !join_branch(state, no.id, yes.id, joined))
        return {state.error(e.span), {}};
    if (!joined) {
        state.diagnostics.report<D::NoneAlone>(state.at(no.id).span);
        return {state.error(e.span), {}};
    }
    Flow flow;
    flow.if_yes = common_of(all_of(state, condition.flow.if_yes, yes.flow.if_yes),
                            all_of(state, condition.flow.if_no, no.flow.if_yes));
    flow.if_no = common_of(all_of(state, condition.flow.if_yes, yes.flow.if_no),
                           all_of(state, condition.flow.if_no, no.flow.if_no));
    return {choose(state, e.span, condition.id, yes.id, no.id, *joined), std::move(flow)};
}

typed::ExprId choose(State& state, Span span, typed::ExprId condition, typed::ExprId yes, typed::ExprId no,
                     const typed::Type& type) {
    typed::Expr choice = node(Kind::If, span, type);
    choice.a = condition;
    choice.b = as_branch(state, yes, type);
    choice.c = as_branch(state, no, type);
    choice.type.or_none = state.type(choice.b).or_none || state.type(choice.c).or_none;
    return state.add(choice);
}

typed::ExprId as_branch(State& state, typed::ExprId id, const typed::Type& type) {
    if (state.at(id).kind != Kind::None) return rescaled(state, id, type.scale);
    typed::Type& none = state.module.exprs[id.index()].type;
    none = type;
    none.or_none = true;
    return id;
}

}  // namespace tenet::compiler::checking
