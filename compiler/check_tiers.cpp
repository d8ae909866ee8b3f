#include "compiler/check_parts.hpp"
#include "compiler/guards.hpp"
#include "compiler/intervals.hpp"

#include <utility>
#include <vector>

/// `X >= 4 or 3 with C`.
namespace tenet::compiler::checking {
namespace {

using ast::CompareOp;
using typed::Base;
using typed::Kind;

bool wants_less(CompareOp op) { return op == CompareOp::Gt || op == CompareOp::Ge; }

/// A number written out must be easier to reach than the one written out before it.
void check_easier(State& state, CompareOp op, typed::ExprId before, typed::ExprId amount) {
    const typed::Expr &first = state.at(before), &second = state.at(amount);
    if (first.kind != Kind::Constant || second.kind != Kind::Constant) return;
    const Interval a = product({first.number, first.number}, second.type.scale);
    const Interval b = product({second.number, second.number}, first.type.scale);
    if (wants_less(op) ? b.low < a.low : b.low > a.low) return;
    const bool date = first.type.base == Base::Date;
    const Arg wanted =
        wants_less(op) ? (date ? Arg("an earlier date", "更早的日期") : Arg("a smaller number", "更小的数"))
                       : (date ? Arg("a later date", "更晚的日期") : Arg("a larger number", "更大的数"));
    state.diagnostics.report<D::TierNotEasier>(second.span, quoted(state, first.span),
                                               quoted(state, second.span), wanted);
}

/// The amount of the threshold or of an alternative: of the type of what is measured, and never none.
typed::ExprId check_amount(State& state, const ast::Expr& e, typed::ExprId measured, ast::ExprId amount) {
    const typed::ExprId id = check_expr(state, amount).id;
    if (state.failed(id) || state.failed(measured)) return id;
    const typed::Expr checked = state.at(id);
    if (checked.kind == Kind::None) {
        state.diagnostics.report<D::NoneAlone>(checked.span);
        return state.error(checked.span);
    }
    if (!same_family(state.type(measured), checked.type)) {
        report_types_differ(state, measured, id);
        return state.error(checked.span);
    }
    return require_given(state, id, e.span, Need::Tiers);
}

typed::ExprId check_measured(State& state, const ast::Expr& e) {
    const typed::ExprId id = check_value(state, e.a).id;
    if (state.failed(id)) return id;
    if (!ordered(state.type(id).base)) {
        report_no_order(state, id, state.at(id).span);
        return state.error(state.at(id).span);
    }
    return require_given(state, id, e.span, Need::Tiers);
}

void bring_to_one_scale(State& state, typed::Expr& tiered, std::vector<typed::Tier>& tiers) {
    std::int32_t scale = common_scale(state.type(tiered.a).scale, state.type(tiered.b).scale);
    for (const typed::Tier& tier : tiers)
        scale = common_scale(scale, state.type(tier.amount).scale);
    tiered.a = rescaled(state, tiered.a, scale);
    tiered.b = rescaled(state, tiered.b, scale);
    for (typed::Tier& tier : tiers)
        tier.amount = rescaled(state, tier.amount, scale);
}

}  // namespace

Value check_tiered(State& state, const ast::Expr& e) {
    typed::Expr tiered = node(Kind::Tiered, e.span, yes_no);
    tiered.op = e.op;
    tiered.a = check_measured(state, e);
    tiered.b = check_amount(state, e, tiered.a, e.b);
    bool failed = state.failed(tiered.a) || state.failed(tiered.b);
    typed::ExprId before = tiered.b;
    std::vector<typed::Tier> tiers;
    for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
        const ast::Tier& written = state.file.tiers[e.tiers.first + i];
        const typed::ExprId amount = check_amount(state, e, tiered.a, written.amount);
        const typed::ExprId condition = check_condition(state, written.condition).id;
        failed = failed || state.failed(amount) || state.failed(condition);
        if (!failed) check_easier(state, e.op, before, amount);
        before = amount;
        tiers.push_back({amount, condition});
    }
    if (failed) return {state.error(e.span), {}};
    bring_to_one_scale(state, tiered, tiers);
    tiered.tiers = {static_cast<std::uint32_t>(state.module.tiers.size()),
                    static_cast<std::uint32_t>(tiers.size())};
    state.module.tiers.insert(state.module.tiers.end(), tiers.begin(), tiers.end());
    return {state.add(tiered), {}};
}

}  // namespace tenet::compiler::checking
