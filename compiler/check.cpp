#include "compiler/check.hpp"

#include "compiler/calendar_assumes.hpp"
#include "compiler/check_parts.hpp"
#include "compiler/limits.hpp"
#include "compiler/reach.hpp"

namespace tenet::compiler {
namespace checking {
namespace {

void check_limits(State& state) {
    std::size_t facts = 0, requirements = 0;
    for (const ast::Fact& fact : state.file.facts)
        if (state.file.own(fact.span) && ++facts == limits::facts + 1)
            state.diagnostics.report<D::TooManyFacts>(fact.name.span, limits::facts);
    for (const ast::Decision& decision : state.file.decisions) {
        const std::size_t before = requirements;
        if (state.file.own(decision.span)) requirements += decision.requirements.size();
        if (before > limits::requirements || requirements <= limits::requirements) continue;
        const ast::Requirement& first_over = decision.requirements[limits::requirements - before];
        state.diagnostics.report<D::TooManyRequirements>(first_over.span, limits::requirements);
    }
}

void check_as_of(State& state) {
    if (!state.names.as_of) return;
    const std::uint32_t index = *state.names.as_of;
    if (state.fact_failed[index]) return;
    const typed::Fact& fact = state.module.facts[index];
    if (fact.type.base == typed::Base::Date && !fact.type.or_none) {
        state.module.as_of = index;
        return;
    }
    Diagnostic& report = state.diagnostics.report<D::AsOfNotADate>(
        state.file.asked().as_of_span, fact.name.text, full_type_name(state, fact.type));
    report.related.push_back({fact.name.span, Arg("declared here", "在这里声明")});
}

/// What the file that declares it first says; the others say the same.
ast::Rounding rounding_of(const ast::File& file) {
    for (const ast::Header& header : file.headers)
        if (header.rounding_span.begin != header.rounding_span.end) return header.rounding;
    return ast::Rounding::Down;
}

/// Everything that is worked out is faulty until it is checked.
void prepare(State& state) {
    const std::size_t units = state.names.unit_count();
    state.guards.resize(state.file.facts.size() + units);
    state.unit_flows.resize(units);
    state.unit_failed.resize(units, true);
    state.unit_typed.resize(units);
    state.unit_pending.resize(units);
    for (std::uint32_t unit : state.names.order)
        state.unit_pending[unit] = true;
    state.uses.resize(state.file.exprs.size(), Use::Unknown);
    state.module.findings.resize(state.file.exprs.size());
    state.module.definitions.resize(state.names.first_field_unit());
    const ast::Header& asked = state.file.asked();
    state.module.policy = symbol(asked.policy);
    state.module.policy_label = asked.policy_label;
    state.module.policy_citations = citations_of(state, asked.policy_citations);
    state.module.rounding = rounding_of(state.file);
}

}  // namespace
}  // namespace checking

typed::Module check(const ast::File& file, const Names& names, const Sources& sources,
                    Diagnostics& diagnostics) {
    checking::State state(file, names, sources, diagnostics);
    checking::prepare(state);
    checking::check_limits(state);
    checking::check_choices(state);
    checking::check_groups(state);
    checking::check_calendars(state);
    checking::check_params(state);
    checking::check_facts(state);
    checking::check_as_of(state);
    checking::define_params(state);
    checking::check_record_types(state);
    checking::declare_definitions(state);
    checking::check_units(state);
    checking::check_decisions(state);
    checking::check_assumes(state);
    checking::check_citations(state);
    if (diagnostics.has_errors()) return std::move(state.module);
    typed::Module module = reach(std::move(state.module), file, names, diagnostics);
    if (!diagnostics.has_errors()) add_calendar_assumes(module);
    return module;
}

}  // namespace tenet::compiler
