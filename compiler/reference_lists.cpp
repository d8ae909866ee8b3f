#include "compiler/reference_possible.hpp"
#include "compiler/reference_walk.hpp"

/// The walk through lists: to each record in turn, and back.
namespace tenet::compiler::reference {

using typed::Expr;
using typed::Kind;

Walk::Place Walk::enter(std::uint32_t list, std::uint32_t index, const Record* record) {
    const Place before = place_;
    place_ = {list, index, record, ++rounds_};
    return before;
}

/// What an aggregate reads of the record that the walk is at.
RecordValues Walk::read_record(const Expr& e) {
    RecordValues values;
    values.passes = e.c.valid() ? value(e.c) : truth(true, true);
    if (e.a.valid()) values.first = value(e.a);
    if (e.b.valid()) values.second = value(e.b);
    return values;
}

RecordList Walk::read_list(const Expr& e) {
    RecordList list;
    list.most = module_.facts[e.ref].type.high;
    list.unknown = is_unknown(e.ref) && list.most > 0;
    if (list.unknown) {
        const Place before = enter(e.ref, 0, nullptr);
        list.records.push_back(read_record(e));
        place_ = before;
        return list;
    }
    const std::vector<Record>& records = facts_[e.ref].records;
    for (std::uint32_t i = 0; i < records.size(); ++i) {
        const Place before = enter(e.ref, i, &records[i]);
        list.records.push_back(read_record(e));
        place_ = before;
    }
    return list;
}

Possible Walk::aggregate(const Expr& e) {
    RecordList list = read_list(e);
    if (e.kind == Kind::Count) return count_of(list);
    if (e.kind == Kind::Any) return any_of(list);
    if (e.kind == Kind::Every) return every_of(list);
    if (e.kind == Kind::Sum) return sum_of(list);
    if (e.kind == Kind::Latest) return latest_of(list);
    if (e.kind == Kind::Earliest) return earliest_of(list);
    if (e.kind == Kind::Union) {
        // A value of a choice is united as the set of it alone.
        const bool choices = module_.at(e.a).type.base == typed::Base::Choice;
        for (RecordValues& record : list.records)
            if (choices) record.first = as_set(record.first);
        return union_of(list);
    }
    return in_order(list);
}

std::vector<std::uint32_t> Walk::failing_records(typed::ExprId id) {
    std::vector<std::uint32_t> failing;
    const Expr& e = module_.at(id);
    if (e.kind != Kind::Every || is_unknown(e.ref)) return failing;
    const RecordList list = read_list(e);
    for (std::uint32_t i = 0; i < list.records.size(); ++i)
        if (surely_not(list.records[i].passes)) failing.push_back(i);
    return failing;
}

/// An undetermined aggregate: the list itself while it is unknown, else what is open in its records.
void Walk::open_aggregate(const Expr& e, Paths& into) {
    if (is_unknown(e.ref)) {
        into.insert({e.ref, no_record, 0});
        return;
    }
    if (e.kind == Kind::InOrder) return open_order(e, into);
    const std::vector<Record>& records = facts_[e.ref].records;
    for (std::uint32_t i = 0; i < records.size(); ++i) {
        const Place before = enter(e.ref, i, &records[i]);
        open_record(e, into);
        place_ = before;
    }
}

/// An undetermined clock: what sets it going and how far, and the list, or whatever is open in its records.
void Walk::open_clock(const Expr& e, Paths& into) {
    open_number(e, e.x, into);
    if (e.kind == Kind::RunningDays)
        open_number(e, e.y, into);
    else
        descend(e.y, into);
    if (is_unknown(e.ref)) {
        into.insert({e.ref, no_record, 0});
        return;
    }
    const std::vector<Record>& records = facts_[e.ref].records;
    for (std::uint32_t i = 0; i < records.size(); ++i) {
        const Place before = enter(e.ref, i, &records[i]);
        open_number(e, e.a, into, true);
        open_number(e, e.b, into, true);
        place_ = before;
    }
}

/// A record that surely does not pass adds nothing, whatever its value turns out to be.
void Walk::open_record(const Expr& e, Paths& into) {
    if (e.c.valid()) {
        if (surely_not(value(e.c))) return;
        descend(e.c, into);
    }
    if (e.a.valid()) descend(e.a, into);
}

void Walk::open_order(const Expr& e, Paths& into) {
    const RecordList list = read_list(e);
    const std::vector<Record>& records = facts_[e.ref].records;
    const auto open_at = [&](std::uint32_t index, typed::ExprId operand) {
        const Place before = enter(e.ref, index, &records[index]);
        descend(operand, into);
        place_ = before;
    };
    for (std::uint32_t i = 0; i < records.size(); ++i) {
        if (!ends_in_order(list, i).determined()) {
            open_at(i, e.a);
            open_at(i, e.b);
        }
        if (i + 1 == records.size() || next_in_order(list, i).determined()) continue;
        open_at(i, e.b);
        open_at(i + 1, e.a);
    }
}

void Walk::open_field(std::uint32_t index, Paths& into) {
    const typed::Field& field = module_.records[module_.facts[place_.list].type.of].fields[index];
    if (field.derived.valid()) return descend(field.derived, into);
    if (supplied_field(*place_.record, index).state != FactValue::State::Unknown) return;
    into.insert({place_.list, place_.index, index});
}

}  // namespace tenet::compiler::reference
