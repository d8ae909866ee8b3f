#include "compiler/check_state.hpp"
#include "compiler/guards.hpp"
#include "compiler/intervals.hpp"

#include <utility>

namespace tenet::compiler::checking {
namespace {

using typed::Base;
using typed::Kind;

/// Reports branches of different types.
void report_branches(State& state, typed::ExprId left, typed::ExprId right) {
    const Span a = state.at(left).span, b = state.at(right).span;
    state.diagnostics.report<D::BranchesDiffer>(b, quoted(state, a), type_name(state.type(left)),
                                                quoted(state, b), type_name(state.type(right)));
}

/// The type of either branch; nothing if they do not agree.
bool join_branches(State& state, typed::ExprId yes, typed::ExprId no, typed::Type& joined) {
    const bool no_value[] = {state.at(yes).kind == Kind::None, state.at(no).kind == Kind::None};
    if (no_value[0] || no_value[1]) {
        if (no_value[0] && no_value[1]) {
            state.diagnostics.report<D::NoneAlone>(state.at(no).span);
            return false;
        }
        joined = state.type(no_value[0] ? no : yes);
        joined.or_none = true;
        state.module.exprs[(no_value[0] ? yes : no).index()].type = joined;
        return true;
    }
    const typed::Type a = state.type(yes), b = state.type(no);
    if (!same_family(a.base, b.base)) {
        report_branches(state, yes, no);
        return false;
    }
    const Interval both = hull(Interval{a.low, a.high}, Interval{b.low, b.high});
    joined = {a.base == b.base ? a.base : Base::Number, a.or_none || b.or_none, both.low, both.high};
    return true;
}

/// One branch, under what the condition has shown; a period cannot be chosen.
Value check_branch(State& state, ast::ExprId id, typed::ExprId condition, const std::vector<Key>& given) {
    const Assuming assuming(state, condition, given);
    Value value = check_expr(state, id);
    value.id = as_guarded(state, value.id);
    if (!state.failed(value.id) && state.type(value.id).base == Base::Period) {
        const Span span = state.at(value.id).span;
        state.diagnostics.report<D::PeriodAlone>(span, quoted(state, span));
        value.id = state.error(span);
    }
    return value;
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
            {all_of(std::move(left.flow.if_yes), right.flow.if_yes),
             common_of(std::move(left.flow.if_no), std::move(right.flow.if_no))}};
}

Value check_or(State& state, const ast::Expr& e) {
    Value left = check_condition(state, e.a);
    Value right = [&] {
        const Assuming assuming(state, left.id, left.flow.if_no);
        return check_condition(state, e.b);
    }();
    if (state.failed(left.id) || state.failed(right.id)) return {state.error(e.span), {}};
    typed::Expr either = node(Kind::Or, e.span, yes_no);
    either.a = left.id;
    either.b = right.id;
    return {state.add(either),
            {common_of(std::move(left.flow.if_yes), std::move(right.flow.if_yes)),
             all_of(std::move(left.flow.if_no), right.flow.if_no)}};
}

Value check_if(State& state, const ast::Expr& e) {
    Value condition = check_condition(state, e.a);
    Value yes = check_branch(state, e.b, condition.id, condition.flow.if_yes);
    Value no = check_branch(state, e.c, condition.id, condition.flow.if_no);
    if (state.failed(condition.id) || state.failed(yes.id) || state.failed(no.id))
        return {state.error(e.span), {}};
    typed::Expr choice = node(Kind::If, e.span, yes_no);
    if (!join_branches(state, yes.id, no.id, choice.type)) return {state.error(e.span), {}};
    choice.a = condition.id;
    choice.b = yes.id;
    choice.c = no.id;
    Flow flow;
    flow.if_yes = common_of(all_of(condition.flow.if_yes, yes.flow.if_yes),
                            all_of(condition.flow.if_no, no.flow.if_yes));
    flow.if_no =
        common_of(all_of(condition.flow.if_yes, yes.flow.if_no), all_of(condition.flow.if_no, no.flow.if_no));
    return {state.add(choice), std::move(flow)};
}

}  // namespace tenet::compiler::checking
