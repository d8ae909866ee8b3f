#include "compiler/reference_walk.hpp"

#include "compiler/reference_calendar.hpp"
#include "compiler/reference_working_days.hpp"

/// The walk from what is undetermined down to the unknown facts that make it so.
namespace tenet::compiler::reference {

using typed::Expr;
using typed::Kind;

void Walk::collect(typed::ExprId id, Paths& into) {
    ++collections_;
    descend(id, into);
}

void Walk::descend(typed::ExprId id, Paths& into) {
    const Expr& e = module_.at(id);
    const std::uint64_t visit = collections_ << 32 | round_of(e);
    if (collected_in_[id.index()] == visit) return;
    collected_in_[id.index()] = visit;
    if (!value(id).determined()) open(e, into);
}

void Walk::open_fact(std::uint32_t index, Paths& into) const {
    if (facts_[index].state == FactValue::State::Unknown && !fact(index).determined())
        into.insert({index, no_record, 0});
}

void Walk::open_tiers(const Expr& e, Paths& into) {
    const auto comparison = [&](typed::ExprId amount) {
        if (!compare(e.op, value(e.a), value(amount)).determined()) {
            descend(e.a, into);
            descend(amount, into);
        }
    };
    comparison(e.b);
    for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
        const typed::Tier& t = module_.tiers[e.tiers.first + i];
        if (tier(e, t).determined()) continue;
        comparison(t.amount);
        descend(t.condition, into);
    }
}

void Walk::open_if(const Expr& e, Paths& into) {
    const Possible condition = value(e.a);
    descend(e.a, into);
    if (!surely_not(condition)) descend(e.b, into);
    if (!surely(condition)) descend(e.c, into);
}

void Walk::open_around(const Expr& e, Paths& into) {
    const Possible anchor = value(e.b);
    const bool low_open = !(e.before ? shifted(anchor, backwards(e.period)) : anchor).determined();
    const bool high_open = !(e.after ? shifted(anchor, e.period) : anchor).determined();
    if (low_open || high_open) descend(e.b, into);
}

/// What several dates share is their number: only where that is open does it matter which date it is.
void Walk::open_number(const Expr& e, typed::ExprId date, Paths& into, bool clamped) {
    if (!number(e, date, clamped).determined()) descend(date, into);
}

/// `e` is undetermined: looks into those operands that are undetermined too.
void Walk::open(const Expr& e, Paths& into) {
    const auto operands = [&] {
        for (typed::ExprId operand : {e.a, e.b, e.c})
            if (operand.valid()) descend(operand, into);
    };
    switch (e.kind) {
    case Kind::Error:
    case Kind::Constant:
    case Kind::None: return;
    case Kind::Fact: return open_fact(e.ref, into);
    case Kind::Field: return open_field(e.ref, into);
    case Kind::Definition: return descend(module_.definitions[e.ref].value, into);
    case Kind::Given:
    case Kind::Not:
    case Kind::IsNone:
    case Kind::Mul:
    case Kind::Rescale:
    case Kind::ShiftDate:
    case Kind::InGroup:
    case Kind::And:
    case Kind::Or:
    case Kind::Compare:
    case Kind::Add:
    case Kind::Sub:
    case Kind::Member:
    case Kind::Covers:
    case Kind::InRange: return operands();
    case Kind::If: return open_if(e, into);
    case Kind::Tiered: return open_tiers(e, into);
    case Kind::WindowBack:
    case Kind::WindowAhead:
    case Kind::WholeMonths: operands(); return open_fact(module_.as_of, into);
    case Kind::WindowAround: descend(e.a, into); return open_around(e, into);
    case Kind::TimeSince:
        if (!shifted(value(e.a), e.period).determined()) descend(e.a, into);
        return open_fact(module_.as_of, into);
    case Kind::WorkingDay: return descend(e.a, into);
    case Kind::WorkingDays: open_number(e, e.a, into); return open_number(e, e.b, into);
    case Kind::AddWorkingDays: open_number(e, e.a, into); return descend(e.b, into);
    case Kind::RunningDays: return open_clock(e, into);
    // A day past the calendar is open though it is known how far past it lies.
    case Kind::RunDays:
        if (!run_to(stops(e), number(e, e.x), value(e.y)).determined()) open_clock(e, into);
        return;
    case Kind::Count:
    case Kind::Sum:
    case Kind::Latest:
    case Kind::Earliest:
    case Kind::Any:
    case Kind::Every:
    case Kind::Union:
    case Kind::InOrder: return open_aggregate(e, into);
    }
    __builtin_unreachable();
}

}  // namespace tenet::compiler::reference
