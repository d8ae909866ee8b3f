#include "compiler/check.hpp"

#include "compiler/check_state.hpp"
#include "compiler/guards.hpp"
#include "compiler/limits.hpp"
#include "compiler/walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace tenet::compiler {
namespace checking {
namespace {

using typed::Base;
using typed::Kind;

typed::Symbol symbol(const ast::Name& name) {
    return {std::string(name.text), std::string(name.id()), name.span};
}

void check_limits(State& state) {
    if (state.file.facts.size() > limits::facts)
        state.diagnostics.report<D::TooManyFacts>(state.file.facts[limits::facts].name.span, limits::facts);
    std::size_t requirements = 0;
    for (const ast::Decision& decision : state.file.decisions) {
        const std::size_t before = requirements;
        requirements += decision.requirements.size();
        if (before > limits::requirements || requirements <= limits::requirements) continue;
        const ast::Requirement& first_over = decision.requirements[limits::requirements - before];
        state.diagnostics.report<D::TooManyRequirements>(first_over.span, limits::requirements);
    }
}

void check_facts(State& state) {
    for (const ast::Fact& fact : state.file.facts) {
        // A fact whose type the grammar did not make out may be used as anything.
        const auto type = fact.type.given() ? check_type(state, fact.type) : std::nullopt;
        state.fact_failed.push_back(!type);
        state.module.facts.push_back(
            {symbol(fact.name), type.value_or(natural_type(Base::YesNo)), fact.label, fact.citations});
    }
}

void check_as_of(State& state) {
    if (!state.names.as_of) return;
    const std::uint32_t index = *state.names.as_of;
    if (state.fact_failed[index]) return;
    const typed::Fact& fact = state.module.facts[index];
    if (fact.type.base == Base::Date && !fact.type.or_none) {
        state.module.as_of = index;
        return;
    }
    Diagnostic& report = state.diagnostics.report<D::AsOfNotADate>(state.file.as_of_span, fact.name.text,
                                                                   full_type_name(fact.type));
    report.related.push_back({fact.name.span, Arg("declared here", "在这里声明")});
}

/// A define that may be none says so, or says what it is instead.
void report_undeclared_none(State& state, const ast::Definition& definition, typed::ExprId value) {
    const Span span = state.at(value).span;
    const bool named = state.at(value).kind == Kind::Fact || state.at(value).kind == Kind::Definition;
    const std::string text = named ? quoted(state, span) : "X";
    state.diagnostics.report<D::DeclaredWithoutNone>(
        span, definition.name.text,
        Arg(fmt::format("if {0} is given then {0} else …", text),
            fmt::format("如果 {0} 不为 无 则 {0} 否则 …", text)));
}

/// The value against the declared type; a range that is too narrow is found by the proof on the table.
void check_declaration(State& state, const ast::Definition& definition, const typed::Type& declared,
                       typed::ExprId value) {
    const typed::Expr e = state.at(value);
    if (e.kind == Kind::Error) return;
    if (e.kind == Kind::None) {
        if (!declared.or_none) report_undeclared_none(state, definition, value);
        state.module.exprs[value.index()].type = declared;
    } else if (!same_family(e.type.base, declared.base)) {
        state.diagnostics.report<D::DeclaredTypeDiffers>(e.span, definition.name.text, type_name(declared),
                                                         type_name(e.type));
    } else if (e.type.or_none && !declared.or_none) {
        report_undeclared_none(state, definition, value);
    }
}

/// Without a declared type a definition takes that of its value, if the value has one.
bool has_own_type(State& state, typed::ExprId value) {
    const typed::Expr e = state.at(value);
    if (e.kind == Kind::None) {
        state.diagnostics.report<D::NoneAlone>(e.span);
        return false;
    }
    if (e.type.base != Base::Period) return true;
    state.diagnostics.report<D::PeriodAlone>(e.span, quoted(state, e.span));
    return false;
}

void check_definition(State& state, std::uint32_t index) {
    const ast::Definition& definition = state.file.definitions[index];
    typed::Definition& checked = state.module.definitions[index];
    const auto declared = definition.type.given() ? check_type(state, definition.type) : std::nullopt;
    const bool type_failed = definition.type.given() && !declared;
    if (!definition.value.valid()) {
        if (declared) checked.type = *declared;
        state.definition_failed[index] = !declared;
        return;
    }
    Value value = check_expr(state, definition.value);
    checked.value = value.id;
    if (declared) {
        // Uses are checked against the declaration even where the value is faulty.
        checked.type = *declared;
        state.definition_failed[index] = false;
        check_declaration(state, definition, *declared, value.id);
    } else if (!type_failed && !state.failed(value.id) && has_own_type(state, value.id)) {
        checked.type = state.type(value.id);
        state.definition_failed[index] = false;
    }
    if (!state.definition_failed[index] && checked.type.base == Base::YesNo)
        state.definition_flows[index] = std::move(value.flow);
}

void check_definitions(State& state) {
    for (const ast::Definition& definition : state.file.definitions) {
        typed::Definition checked;
        checked.is_output = definition.is_output;
        checked.name = symbol(definition.name);
        checked.label = definition.label;
        checked.citations = definition.citations;
        state.module.definitions.push_back(std::move(checked));
    }
    state.module.order = state.names.order;
    for (std::uint32_t index : state.names.order)
        check_definition(state, index);
}

/// The condition, or nothing where there is none to check.
Value check_root(State& state, ast::ExprId id) {
    if (!id.valid()) return {};
    return check_condition(state, id);
}

/// The first name in the order of the English reading.
const ast::Expr* first_read(const State& state, ast::ExprId condition) {
    const ast::Expr* first = nullptr;
    walk(state.file, condition, [&](ast::ExprId id) {
        const ast::Expr& e = state.file.at(id);
        if (first == nullptr && (e.kind == ast::ExprKind::Name || e.kind == ast::ExprKind::Error)) first = &e;
    });
    return first;
}

/// Whether the condition asks about the reference date, though it may not name the fact.
bool is_dated(const State& state, ast::ExprId condition) {
    bool dated = false;
    walk(state.file, condition, [&](ast::ExprId id) {
        const ast::ExprKind kind = state.file.at(id).kind;
        dated = dated || kind == ast::ExprKind::Valid || kind == ast::ExprKind::Within ||
                kind == ast::ExprKind::Lasts || kind == ast::ExprKind::TimeSince;
    });
    return dated;
}

/// The requirement's own name, or that of what it reads first; empty after an error.
typed::Symbol requirement_id(State& state, const ast::Requirement& requirement) {
    const ast::Expr* read = first_read(state, requirement.condition);
    if (!requirement.id.text.empty()) return symbol(requirement.id);
    if (read == nullptr && state.module.has_as_of() && is_dated(state, requirement.condition)) {
        typed::Symbol as_of = state.module.facts[state.module.as_of].name;
        as_of.span = state.file.at(requirement.condition).span;
        return as_of;
    }
    const Names::Entry* entry =
        read != nullptr && read->kind == ast::ExprKind::Name ? state.names.find(read->name) : nullptr;
    if (entry == nullptr || entry->kind == ast::ItemKind::Decision) return {};
    typed::Symbol id = entry->kind == ast::ItemKind::Fact ? state.module.facts[entry->index].name
                                                          : state.module.definitions[entry->index].name;
    id.span = read->span;
    return id;
}

/// What asks nothing of the facts answers the same for everybody.
void check_reads(State& state, const ast::Requirement& requirement, typed::ExprId checked) {
    if (!checked.valid() || state.failed(checked) || first_read(state, requirement.condition) != nullptr)
        return;
    if (is_dated(state, requirement.condition)) return;
    state.diagnostics.report<D::RequirementReadsNothing>(state.file.at(requirement.condition).span);
}

/// Ids of one decision, by name and by twin.
using Ids = std::unordered_map<std::string, Span>;

void claim(State& state, const typed::Symbol& id, Ids& taken) {
    if (id.text.empty()) return;
    for (const std::string* name : {&id.text, &id.id}) {
        const auto [place, fresh] = taken.emplace(*name, id.span);
        if (fresh || place->second == id.span) continue;
        Diagnostic& clash = state.diagnostics.report<D::RequirementTwice>(id.span, *name);
        clash.related.push_back({place->second, Arg("the first one is here", "第一条在这里")});
        return;
    }
}

void check_decision(State& state, const ast::Decision& decision) {
    typed::Decision checked;
    checked.name = symbol(decision.name);
    checked.label = decision.label;
    checked.when_otherwise = decision.when_otherwise;
    checked.citations = decision.citations;
    const Value when = check_root(state, decision.when);
    checked.when = when.id;
    // After a fault of the grammar the requirements may be there, only not legible.
    if (decision.requirements.empty() && !state.faulty_before)
        state.diagnostics.report<D::DecisionEmpty>(decision.name.span, decision.name.text);
    Ids taken;
    for (const ast::Requirement& requirement : decision.requirements) {
        const Assuming decision_applies(state, when.id, when.flow.if_yes);
        typed::Requirement r;
        r.id = requirement_id(state, requirement);
        claim(state, r.id, taken);
        r.label = requirement.label;
        r.otherwise = requirement.otherwise;
        r.citations = requirement.citations;
        r.span = requirement.span;
        const Value own_when = check_root(state, requirement.when);
        const Assuming requirement_applies(state, own_when.id, own_when.flow.if_yes);
        r.when = own_when.id;
        r.condition = check_root(state, requirement.condition).id;
        check_reads(state, requirement, r.condition);
        checked.requirements.push_back(std::move(r));
    }
    state.module.decisions.push_back(std::move(checked));
}

}  // namespace
}  // namespace checking

typed::Module check(const ast::File& file, const Names& names, const Sources& sources,
                    Diagnostics& diagnostics) {
    checking::State state{file, names, sources, diagnostics, {},    {},
                          {},   {},    {},      0,           false, diagnostics.has_errors()};
    state.guards.resize(2 * std::max(file.facts.size(), file.definitions.size()) + 2);
    state.definition_flows.resize(file.definitions.size());
    state.definition_failed.resize(file.definitions.size(), true);
    state.module.policy = checking::symbol(file.policy);
    state.module.policy_label = file.policy_label;
    state.module.policy_citations = file.policy_citations;
    state.module.rounding = file.rounding;
    checking::check_limits(state);
    checking::check_facts(state);
    checking::check_as_of(state);
    checking::check_definitions(state);
    for (const ast::Decision& decision : file.decisions)
        checking::check_decision(state, decision);
    return std::move(state.module);
}

}  // namespace tenet::compiler
