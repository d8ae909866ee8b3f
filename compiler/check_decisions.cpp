#include "compiler/check_parts.hpp"
#include "compiler/guards.hpp"
#include "compiler/reads.hpp"
#include "compiler/walk.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

/// Decisions of the asked file with their requirements and remedies, and what all policies assume.
namespace tenet::compiler::checking {
namespace {

using ast::CompareOp;
using ast::ExprKind;
using ast::ItemKind;
using typed::Base;
using typed::Kind;

/// The condition, or nothing where there is none to check.
Value check_root(State& state, ast::ExprId id) {
    if (!id.valid()) return {};
    return check_condition(state, id);
}

Use use_of(const State& state, ast::ExprId id) { return state.uses[id.index()]; }

/// The first name of a fact or definition, or the first list, in the order of the English reading; what the grammar or the
/// names did not make out counts too, as it may be one.
const ast::Expr* first_read(const State& state, ast::ExprId condition) {
    const ast::Expr* first = nullptr;
    walk(state.file, condition, [&](ast::ExprId id) {
        const ast::Expr& e = state.file.at(id);
        const bool unknown =
            e.kind == ExprKind::Error || (e.kind == ExprKind::Name && use_of(state, id) == Use::Unknown);
        if (first == nullptr && (unknown || use_of(state, id) == Use::Reads)) first = &e;
    });
    return first;
}

/// Whether the condition asks about the reference date, though it may not name the fact.
bool is_dated(const State& state, ast::ExprId condition) {
    bool dated = false;
    walk(state.file, condition, [&](ast::ExprId id) {
        const ExprKind kind = state.file.at(id).kind;
        dated = dated || use_of(state, id) == Use::Dated || kind == ExprKind::Valid ||
                kind == ExprKind::Within || kind == ExprKind::Lasts || kind == ExprKind::TimeSince ||
                kind == ExprKind::WholeYears || kind == ExprKind::WholeMonths;
    });
    return dated;
}

/// The requirement's own name, or that of what it reads first; empty after an error.
typed::Symbol requirement_id(const State& state, const ast::Requirement& requirement) {
    if (!requirement.id.text.empty()) return symbol(requirement.id);
    const ast::Expr* read = first_read(state, requirement.condition);
    if (read == nullptr && state.module.has_as_of() && is_dated(state, requirement.condition)) {
        typed::Symbol as_of = state.module.facts[state.module.as_of].name;
        as_of.span = state.file.at(requirement.condition).span;
        return as_of;
    }
    if (read == nullptr || read->kind == ExprKind::Error) return {};
    const bool list = is_aggregate(read->kind);
    const ast::NameUse use =
        list ? state.file.aggregates[read->extra].list : ast::NameUse{read->name, read->span};
    const Names::Entry* entry = state.names.find_value(use.text);
    if (entry == nullptr || (entry->kind != ItemKind::Fact && entry->kind != ItemKind::Definition)) return {};
    typed::Symbol id = entry->kind == ItemKind::Fact ? state.module.facts[entry->index].name
                                                     : state.module.definitions[entry->index].name;
    id.span = use.span;
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

/// Takes a name and its twin; gives the one that is taken already, and where.
std::optional<std::pair<std::string, Span>> claim(const typed::Symbol& id, Ids& taken) {
    if (id.text.empty()) return std::nullopt;
    for (const std::string* name : {&id.text, &id.id}) {
        const auto [place, fresh] = taken.emplace(*name, id.span);
        if (!fresh && place->second != id.span) return std::pair{*name, place->second};
    }
    return std::nullopt;
}

/// An end of the days between which a requirement applies, as a condition about the reference date.
typed::ExprId check_day(State& state, ast::ExprId id, CompareOp op, std::optional<std::int64_t>& day) {
    const typed::ExprId checked = check_expr(state, id).id;
    const typed::Expr e = state.at(checked);
    if (e.kind == Kind::Error) return checked;
    if (e.kind != Kind::Constant || e.type.base != Base::Date) {
        state.diagnostics.report<D::DayNotConstant>(e.span, quoted(state, e.span));
        return state.error(e.span);
    }
    day = e.number;
    typed::Expr comparison = node(Kind::Compare, e.span, yes_no);
    comparison.op = op;
    comparison.a =
        as_of(state, e.span, op == CompareOp::Ge ? Arg("from", "自 … 起") : Arg("until", "至 … 止"));
    comparison.b = checked;
    return state.add(comparison);
}

/// Both conditions, where there are two.
typed::ExprId both(State& state, typed::ExprId a, typed::ExprId b) {
    if (!a.valid() || !b.valid()) return a.valid() ? a : b;
    if (state.failed(a) || state.failed(b)) return state.failed(a) ? a : b;
    const Span x = state.at(a).span, y = state.at(b).span;
    typed::Expr result = node(Kind::And, x.file == y.file ? join(x, y) : x, yes_no);
    result.a = a;
    result.b = b;
    return state.add(result);
}

/// The days between which the requirement applies, as a condition; nothing where none are said.
typed::ExprId check_days(State& state, const ast::Requirement& requirement) {
    std::optional<std::int64_t> from_day, until_day;
    typed::ExprId from, until;
    if (requirement.from.valid()) from = check_day(state, requirement.from, CompareOp::Ge, from_day);
    if (requirement.until.valid()) until = check_day(state, requirement.until, CompareOp::Le, until_day);
    if (from_day && until_day && *from_day > *until_day) {
        const Span a = state.file.at(requirement.from).span, b = state.file.at(requirement.until).span;
        report_days_reversed(state, a, b);
    }
    return both(state, from, until);
}

typed::Remedy check_remedy(State& state, const ast::Remedy& remedy, Ids& taken) {
    typed::Remedy checked;
    checked.name = symbol(remedy.name);
    checked.label = remedy.label;
    checked.span = remedy.span;
    checked.when = check_root(state, remedy.when).id;
    if (const auto other = claim(checked.name, taken)) {
        Diagnostic& clash = state.diagnostics.report<D::RemedyTwice>(remedy.name.span, other->first);
        clash.related.push_back({other->second, Arg("the first one is here", "第一处在这里")});
    }
    return checked;
}

typed::Requirement check_requirement(State& state, const ast::Requirement& requirement, Ids& remedies) {
    typed::Requirement checked;
    checked.label = requirement.label;
    checked.otherwise = requirement.otherwise;
    checked.citations = citations_of(state, requirement.citations);
    checked.span = requirement.span;
    const Value own_when = check_root(state, requirement.when);
    const Assuming applies(state, own_when.id, own_when.flow.if_yes);
    checked.when = both(state, check_days(state, requirement), own_when.id);
    checked.condition = check_root(state, requirement.condition).id;
    check_reads(state, requirement, checked.condition);
    checked.id = requirement_id(state, requirement);
    for (const ast::Remedy& remedy : requirement.remedies)
        checked.remedies.push_back(check_remedy(state, remedy, remedies));
    checked.placeholders = check_message(state, requirement.otherwise, checked.condition, Shows::Everything);
    return checked;
}

typed::Decision check_decision(State& state, const ast::Decision& decision) {
    typed::Decision checked;
    checked.name = symbol(decision.name);
    checked.label = decision.label;
    checked.when_otherwise = decision.when_otherwise;
    checked.citations = citations_of(state, decision.citations);
    const Value when = check_root(state, decision.when);
    checked.when = when.id;
    check_message(state, decision.when_otherwise, {}, Shows::FactsAndOutputs);
    // After a fault of the grammar the requirements may be there, only not legible.
    if (decision.requirements.empty() && !state.faulty_before)
        state.diagnostics.report<D::DecisionEmpty>(decision.name.span, decision.name.text);
    Ids ids, remedies;
    const Assuming applies(state, when.id, when.flow.if_yes);
    for (const ast::Requirement& requirement : decision.requirements) {
        checked.requirements.push_back(check_requirement(state, requirement, remedies));
        const auto other = claim(checked.requirements.back().id, ids);
        if (!other) continue;
        Diagnostic& clash =
            state.diagnostics.report<D::RequirementTwice>(checked.requirements.back().id.span, other->first);
        clash.related.push_back({other->second, Arg("the first one is here", "第一条在这里")});
    }
    return checked;
}

}  // namespace

void check_decisions(State& state) {
    for (const ast::Decision& decision : state.file.decisions) {
        typed::Decision checked = check_decision(state, decision);
        if (state.file.own(decision.span)) state.module.decisions.push_back(std::move(checked));
    }
}

void check_assumes(State& state) {
    for (const ast::Assume& assume : state.file.assumes) {
        typed::Assume checked;
        checked.condition = check_root(state, assume.condition).id;
        checked.message = assume.message;
        checked.placeholders = check_message(state, assume.message, {}, Shows::Everything);
        checked.citations = citations_of(state, assume.citations);
        checked.span = assume.span;
        state.module.assumes.push_back(std::move(checked));
    }
    for (const ast::Note& note : state.file.notes)
        state.module.notes.push_back({note.text, citations_of(state, note.citations)});
}

}  // namespace tenet::compiler::checking
