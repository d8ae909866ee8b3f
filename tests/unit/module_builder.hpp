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
    ExprId none() { return add(make(Kind::None, {Base::Date, true, 0, 0})); }
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
