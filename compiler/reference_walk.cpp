#include "compiler/reference_walk.hpp"

#include "compiler/reference_calendar.hpp"
#include "compiler/reference_working_days.hpp"

namespace tenet::compiler::reference {

using typed::Expr;
using typed::Kind;

Walk::Walk(const typed::Module& module, const FactRow& facts, Watch* watch)
    : module_(module), facts_(facts), watch_(watch), found_in_(module.exprs.size()),
      collected_in_(module.exprs.size()), values_(module.exprs.size()) {}

/// Aggregates, and what a policy defines, read no field of the record that asks for them. Lists whose derived fields go over
/// other lists would otherwise be gone through once for every record of every list before.
std::uint32_t Walk::round_of(const Expr& e) const {
    return e.kind == Kind::Definition || typed::is_aggregate(e.kind) ? outside : place_.round;
}

Possible Walk::value(typed::ExprId id) {
    const std::size_t index = id.index();
    const Expr& e = module_.at(id);
    const std::uint32_t round = round_of(e);
    if (found_in_[index] != round) {
        const Possible found = compute(e);
        values_[index] = found;
        found_in_[index] = round;
        if (watch_ != nullptr) watch_->saw(*this, id, found);
    }
    return values_[index];
}

FactValue supplied_field(const Record& record, std::uint32_t field) {
    return field < record.fields.size() ? record.fields[field] : FactValue{};
}

Possible Walk::supplied(const FactValue& given, const typed::Type& type) const {
    switch (given.state) {
    case FactValue::State::Known: return point(given.value, shape_of(module_, type));
    case FactValue::State::None: return only_none();
    case FactValue::State::Unknown: return anything(type, shape_of(module_, type));
    }
    __builtin_unreachable();
}

Possible Walk::fact(std::uint32_t index) const { return supplied(facts_[index], module_.facts[index].type); }

Possible Walk::field(std::uint32_t index) {
    const typed::Field& field = module_.records[module_.facts[place_.list].type.of].fields[index];
    if (field.derived.valid()) return value(field.derived);
    return supplied(place_.record != nullptr ? supplied_field(*place_.record, index) : FactValue{},
                    field.type);
}

Possible Walk::shifted(Possible p, typed::Period period) const {
    if (p.may_be_value) {
        p.low = shift(p.low, period, module_.rounding);
        p.high = shift(p.high, period, module_.rounding);
    }
    return p;
}

/// Fewest from the last possible day to the first possible as-of day, most the other way round.
Possible Walk::whole_months(const Expr& e) {
    const Possible from = value(e.a), to = as_of();
    if (!from.may_be_value || !to.may_be_value) return only_none();
    const auto times = [&](std::int64_t a, std::int64_t b) {
        return periods_between(a, b, static_cast<std::int32_t>(e.number), module_.rounding);
    };
    return {true, from.may_be_none || to.may_be_none, times(from.high, to.low), times(from.low, to.high)};
}

const typed::Calendar& Walk::calendar_of(const Expr& e) const {
    return module_.calendars[static_cast<std::size_t>(e.number)];
}

Possible Walk::number(const Expr& e, typed::ExprId date, bool clamped) {
    return number_of(calendar_of(e), value(date), clamped);
}

/// What a list stops a clock for, by the numbers of its days: those outside of the calendar are its nearest ends.
RecordList Walk::stops(const Expr& e) {
    RecordList list = read_list(e);
    for (RecordValues& record : list.records) {
        record.first = number_of(calendar_of(e), record.first, true);
        record.second = number_of(calendar_of(e), record.second, true);
    }
    return list;
}

Possible Walk::compared(const Expr& e) {
    // A bare `none` has no type to go by.
    const bool untyped = module_.at(e.a).kind == Kind::None;
    return compare(e.op, value(e.a), value(e.b), shape(untyped ? e.b : e.a));
}

Possible Walk::tier(const Expr& e, const typed::Tier& t) {
    return both(compare(e.op, value(e.a), value(t.amount)), value(t.condition));
}

Possible Walk::tiered(const Expr& e) {
    Possible result = compare(e.op, value(e.a), value(e.b));
    for (std::uint32_t i = 0; i < e.tiers.count; ++i)
        result = either(result, tier(e, module_.tiers[e.tiers.first + i]));
    return result;
}

/// `lasts`: the date is not after the as-of day, and the as-of day not after the date plus the period.
Possible Walk::ahead(const Expr& e) {
    const Possible date = value(e.a), day = as_of();
    if (!date.may_be_value) return truth(false, false);
    const Possible end = shifted(date, e.period);
    return truth(!date.may_be_none && date.high <= day.low && day.high <= end.low,
                 date.low <= day.high && day.low <= end.high);
}

Possible Walk::around(const Expr& e) {
    const Possible anchor = value(e.b);
    const Possible low = e.before ? shifted(anchor, backwards(e.period)) : anchor;
    const Possible high = e.after ? shifted(anchor, e.period) : anchor;
    return between(value(e.a), low, high);
}

Possible Walk::given(const Expr& e) {
    Possible p = value(e.a);
    if (!p.may_be_value) return point(0, shape_of(module_, e.type));
    p.may_be_none = false;
    return p;
}

Possible Walk::choose(const Expr& e) {
    const Possible condition = value(e.a);
    if (surely(condition)) return value(e.b);
    if (surely_not(condition)) return value(e.c);
    return hull(value(e.b), value(e.c), shape_of(module_, e.type));
}

Possible Walk::compute(const Expr& e) {
    const auto unless_negated = [&](const Possible& p) { return e.negated ? negate(p) : p; };
    switch (e.kind) {
    case Kind::Error: return point(0);
    case Kind::Constant: return point(e.number, shape_of(module_, e.type));
    case Kind::None: return only_none();
    case Kind::Fact: return fact(e.ref);
    case Kind::Definition: return value(module_.definitions[e.ref].value);
    case Kind::Given: return given(e);
    case Kind::Not: return negate(value(e.a));
    case Kind::And: return both(value(e.a), value(e.b));
    case Kind::Or: return either(value(e.a), value(e.b));
    case Kind::If: return choose(e);
    case Kind::Compare: return compared(e);
    case Kind::Tiered: return tiered(e);
    case Kind::InRange: return unless_negated(between(value(e.a), value(e.b), value(e.c)));
    case Kind::IsNone: {
        const Possible p = value(e.a);
        return truth(!p.may_be_value, p.may_be_none);
    }
    case Kind::Add: return sum(value(e.a), value(e.b), false);
    case Kind::Sub: return sum(value(e.a), value(e.b), true);
    case Kind::Mul:
    case Kind::Rescale: return times(value(e.a), e.number);
    case Kind::ShiftDate: return shifted(value(e.a), e.period);
    case Kind::WindowBack: return between(value(e.a), shifted(as_of(), backwards(e.period)), as_of());
    case Kind::WindowAhead: return ahead(e);
    case Kind::WindowAround: return around(e);
    case Kind::TimeSince: return compare(e.op, as_of(), shifted(value(e.a), e.period));
    case Kind::Field: return field(e.ref);
    case Kind::InGroup: return unless_negated(in_group(value(e.a), module_.groups[e.ref].members));
    case Kind::Member: return unless_negated(in_set(value(e.a), value(e.b)));
    case Kind::Covers: return covers(value(e.a), static_cast<std::uint64_t>(e.number));
    case Kind::WholeMonths: return whole_months(e);
    case Kind::WorkingDay: return is_working(calendar_of(e), value(e.a));
    case Kind::WorkingDays: return numbers_between(number(e, e.a), number(e, e.b));
    case Kind::AddWorkingDays: return date_of(calendar_of(e), sum(number(e, e.a), value(e.b), false));
    case Kind::RunningDays: return running(stops(e), number(e, e.x), number(e, e.y));
    case Kind::RunDays: return date_of(calendar_of(e), run_to(stops(e), number(e, e.x), value(e.y)));
    case Kind::Count:
    case Kind::Sum:
    case Kind::Latest:
    case Kind::Earliest:
    case Kind::Any:
    case Kind::Every:
    case Kind::Union:
    case Kind::InOrder: return aggregate(e);
    }
    __builtin_unreachable();
}

}  // namespace tenet::compiler::reference
