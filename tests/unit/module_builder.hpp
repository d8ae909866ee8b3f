#pragma once

#include "compiler/typed.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Builds typed modules by hand, so that the stages behind `check` are tested alone.
namespace tenet::compiler::testing {

using ast::CompareOp;
using typed::Base;
using typed::ExprId;
using typed::Kind;
using typed::Period;

inline constexpr typed::Type yes_no{Base::YesNo, false, 0, 1};
inline constexpr typed::Type count{Base::Count, false, 0, 1'000'000};
inline constexpr typed::Type date{Base::Date, false, 0, 109'572};
inline constexpr typed::Type date_or_none{Base::Date, true, 0, 109'572};
inline constexpr typed::Type whole_days{Base::Days, false, 0, 100'000};
inline constexpr typed::Type hundredth_hours{Base::Hours, false, 0, 10'000'000, 100};
inline constexpr typed::Type half_hours{Base::Hours, false, 0, 200'000, 2};

class ModuleBuilder {
  public:
    typed::Module module;

    ModuleBuilder() { module.policy = {"auditor", "auditor", {}}; }

    ExprId fact(std::string id, const typed::Type& type, std::string name = {}) {
        typed::Fact fact;
        fact.name = {name.empty() ? id : std::move(name), id, {}};
        fact.type = type;
        module.facts.push_back(fact);
        return use_fact(module.facts.size() - 1);
    }
    void as_of_last_fact() { module.as_of = static_cast<std::uint32_t>(module.facts.size() - 1); }

    ExprId use_fact(std::size_t index) {
        typed::Expr e = make(Kind::Fact, module.facts[index].type);
        e.ref = static_cast<std::uint32_t>(index);
        return add(e);
    }
    ExprId constant(std::int64_t value, Base base = Base::Count) {
        typed::Expr e = make(Kind::Constant, {base, false, value, value});
        e.number = value;
        return add(e);
    }
    ExprId constant(std::int64_t value, const typed::Type& type) {
        typed::Expr e = make(Kind::Constant, {type.base, false, value, value, type.scale, type.of});
        e.number = value;
        return add(e);
    }
    ExprId none(const typed::Type& type = date_or_none) {
        return add(make(Kind::None, {type.base, true, 0, 0, type.scale, type.of}));
    }
    ExprId unary(Kind kind, ExprId a) {
        return add(with(make(kind, kind == Kind::Given ? plain(a) : yes_no), a));
    }
    ExprId binary(Kind kind, ExprId a, ExprId b, const typed::Type& type = yes_no) {
        return add(with(make(kind, type), a, b));
    }
    ExprId both(ExprId a, ExprId b) { return binary(Kind::And, a, b); }
    ExprId either(ExprId a, ExprId b) { return binary(Kind::Or, a, b); }
    ExprId negate(ExprId a) { return unary(Kind::Not, a); }
    ExprId choose(ExprId a, ExprId b, ExprId c) { return add(with(make(Kind::If, type(b)), a, b, c)); }
    ExprId compare(ExprId a, CompareOp op, ExprId b) {
        typed::Expr e = with(make(Kind::Compare, yes_no), a, b);
        e.op = op;
        return add(e);
    }
    ExprId tiered(ExprId a, CompareOp op, ExprId b, const std::vector<typed::Tier>& tiers) {
        typed::Expr e = with(make(Kind::Tiered, yes_no), a, b);
        e.op = op;
        e.tiers = {static_cast<std::uint32_t>(module.tiers.size()), static_cast<std::uint32_t>(tiers.size())};
        module.tiers.insert(module.tiers.end(), tiers.begin(), tiers.end());
        return add(e);
    }
    ExprId window(Kind kind, ExprId a, Period period, CompareOp op = CompareOp::Eq) {
        typed::Expr e = with(make(kind, kind == Kind::ShiftDate ? date : yes_no), a);
        e.period = period;
        e.op = op;
        return add(e);
    }
    ExprId around(ExprId a, ExprId b, Period period, bool before, bool after) {
        typed::Expr e = with(make(Kind::WindowAround, yes_no), a, b);
        e.period = period;
        e.before = before;
        e.after = after;
        return add(e);
    }
    ExprId in_range(ExprId a, ExprId b, ExprId c, bool negated = false) {
        typed::Expr e = with(make(Kind::InRange, yes_no), a, b, c);
        e.negated = negated;
        return add(e);
    }

    /// Declares a choice and gives the type of its values.
    typed::Type choice(std::string id, const std::vector<std::string>& values) {
        typed::Choice choice;
        choice.name = {id, id, {}};
        choice.policy = "common";
        for (const std::string& value : values)
            choice.values.push_back({{value, value, {}}, {}});
        module.choices.push_back(choice);
        return {Base::Choice,
                false,
                0,
                static_cast<std::int64_t>(values.size()) - 1,
                1,
                static_cast<std::uint32_t>(module.choices.size() - 1)};
    }
    static typed::Type set_of(const typed::Type& choice) {
        return {Base::Set, false, 0, (std::int64_t{1} << (choice.high + 1)) - 1, 1, choice.of};
    }
    /// Declares a group by the places of its members.
    std::uint32_t group(const typed::Type& choice, const std::vector<std::size_t>& members) {
        typed::Group group;
        group.name = {"group", "group", {}};
        group.choice = choice.of;
        group.members.resize(module.choices[choice.of].values.size());
        for (std::size_t member : members)
            group.members[member] = true;
        module.groups.push_back(group);
        return static_cast<std::uint32_t>(module.groups.size() - 1);
    }
    ExprId in_group(ExprId a, std::uint32_t group, bool negated = false) {
        typed::Expr e = with(make(Kind::InGroup, yes_no), a);
        e.ref = group;
        e.negated = negated;
        return add(e);
    }
    ExprId member(ExprId a, ExprId set, bool negated = false) {
        typed::Expr e = with(make(Kind::Member, yes_no), a, set);
        e.negated = negated;
        return add(e);
    }
    ExprId times(ExprId a, std::int64_t factor, const typed::Type& type, Kind kind = Kind::Mul) {
        typed::Expr e = with(make(kind, type), a);
        e.number = factor;
        return add(e);
    }
    ExprId whole_months(ExprId a, std::int64_t months) {
        typed::Expr e = with(make(Kind::WholeMonths, count), a);
        e.number = months;
        return add(e);
    }

    /// Declares a record type without fields.
    std::uint32_t record(std::string id) {
        typed::Record record;
        record.name = {id, id, {}};
        record.policy = "common";
        module.records.push_back(record);
        return static_cast<std::uint32_t>(module.records.size() - 1);
    }
    /// Adds a field, derived if it has a value, and gives a use of it.
    ExprId field(std::uint32_t record, std::string id, const typed::Type& type, ExprId derived = {}) {
        std::vector<typed::Field>& fields = module.records[record].fields;
        if (derived.valid())
            module.records[record].order.push_back(static_cast<std::uint32_t>(fields.size()));
        fields.push_back({{id, id, {}}, type, {}, derived, {}});
        return use_field(record, fields.size() - 1);
    }
    ExprId use_field(std::uint32_t record, std::size_t field) {
        typed::Expr e = make(Kind::Field, module.records[record].fields[field].type);
        e.ref = static_cast<std::uint32_t>(field);
        return add(e);
    }
    /// Declares a fact that is a list and gives its place.
    std::uint32_t list(std::string id, std::uint32_t record, std::int64_t most) {
        fact(std::move(id), {Base::List, false, 0, most, 1, record});
        return static_cast<std::uint32_t>(module.facts.size() - 1);
    }
    /// `a` is what is summed or sought, of `InOrder` with `b`; `c` the condition.
    ExprId over(Kind kind, std::uint32_t list, const typed::Type& type, ExprId a, ExprId b, ExprId c) {
        typed::Expr e = with(make(kind, type), a, b, c);
        e.ref = list;
        return add(e);
    }
    ExprId count_of(std::uint32_t list, ExprId c = {}) {
        return over(Kind::Count, list, {Base::Count, false, 0, module.facts[list].type.high}, {}, {}, c);
    }
    ExprId any(std::uint32_t list, ExprId c = {}) { return over(Kind::Any, list, yes_no, {}, {}, c); }
    ExprId every(std::uint32_t list, ExprId c) { return over(Kind::Every, list, yes_no, {}, {}, c); }
    ExprId sum(std::uint32_t list, ExprId a, ExprId c = {}) {
        typed::Type sum = plain(a);
        sum.high = sum.high * module.facts[list].type.high;
        return over(Kind::Sum, list, sum, a, {}, c);
    }
    ExprId latest(std::uint32_t list, ExprId a, ExprId c = {}) {
        typed::Type latest = type(a);
        latest.or_none = true;
        return over(Kind::Latest, list, latest, a, {}, c);
    }
    ExprId in_order(std::uint32_t list, ExprId a, ExprId b) {
        return over(Kind::InOrder, list, yes_no, a, b, {});
    }

    /// Declares a define or output and gives a use of it.
    ExprId define(std::string id, ExprId value, bool is_output = false) {
        typed::Definition definition;
        definition.is_output = is_output;
        definition.name = {id, id, {}};
        definition.type = type(value);
        definition.value = value;
        module.definitions.push_back(definition);
        module.order.push_back(static_cast<std::uint32_t>(module.definitions.size() - 1));
        typed::Expr e = make(Kind::Definition, definition.type);
        e.ref = module.order.back();
        return add(e);
    }
    typed::Decision& decide(std::string id, ExprId when = {}) {
        typed::Decision decision;
        decision.name = {id, id, {}};
        decision.when = when;
        module.decisions.push_back(decision);
        return module.decisions.back();
    }
    typed::Requirement& require(std::string id, ExprId condition, ExprId when = {}) {
        if (module.decisions.empty()) decide("eligible");
        typed::Requirement requirement;
        requirement.id = {id, id, {}};
        requirement.condition = condition;
        requirement.when = when;
        module.decisions.back().requirements.push_back(requirement);
        return module.decisions.back().requirements.back();
    }

  private:
    static typed::Expr make(Kind kind, const typed::Type& type) {
        typed::Expr e;
        e.kind = kind;
        e.type = type;
        e.span.end = e.span.begin + 1;  // what stands nowhere no author wrote
        return e;
    }
    static typed::Expr with(typed::Expr e, ExprId a, ExprId b = {}, ExprId c = {}) {
        e.a = a;
        e.b = b;
        e.c = c;
        return e;
    }
    const typed::Type& type(ExprId id) const { return module.at(id).type; }
    typed::Type plain(ExprId id) const {
        typed::Type result = type(id);
        result.or_none = false;
        return result;
    }
    ExprId add(const typed::Expr& e) {
        module.exprs.push_back(e);
        return ExprId(module.exprs.size() - 1);
    }
};

/// A policy with records: what counts, and how much, of audits in the field that is asked for.
inline ModuleBuilder with_audits() {
    ModuleBuilder b;
    b.fact("today", date);
    b.as_of_last_fact();
    const typed::Type field = b.choice("field", {"qms", "ems", "isms"});
    const ExprId asked = b.fact("field", field);
    const std::uint32_t audit = b.record("audit");
    const ExprId of = b.field(audit, "field", field), ended = b.field(audit, "ended_on", date_or_none);
    b.field(audit, "complete", yes_no);
    b.field(audit, "counted", yes_no,
            b.both(b.compare(of, CompareOp::Eq, asked), b.window(Kind::WindowBack, ended, {36, 0})));
    b.field(audit, "onsite", {Base::Days, false, 0, 200, 2});
    b.list("audits", audit, 8);
    return b;
}

/// The nine lines a newcomer writes first; `prefix` is put before the names but not the ids.
inline typed::Module nine_lines(const std::string& prefix = {}) {
    ModuleBuilder b;
    b.fact("applied_on", date, prefix + "applied_on");
    b.as_of_last_fact();
    const ExprId exam = b.fact("exam", date_or_none, prefix + "exam");
    const ExprId audits = b.fact("audits", count, prefix + "audits");
    const ExprId extension = b.fact("extension", yes_no, prefix + "extension");
    b.require("exam", b.window(Kind::WindowBack, exam, {60, 0}));
    b.require("audits", b.tiered(audits, CompareOp::Ge, b.constant(4), {{b.constant(3), extension}}));
    return b.module;
}

}  // namespace tenet::compiler::testing
