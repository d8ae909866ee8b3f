#include "compiler/check_parts.hpp"
#include "compiler/limits.hpp"

#include <string>

/// Choices, groups, records and facts, before anything is worked out.
namespace tenet::compiler::checking {
namespace {

/// After a fault of the grammar the lines may be there, only not legible.
void check_not_empty(State& state, const ast::Name& name, bool empty, bool record) {
    if (!empty || state.faulty_before) return;
    if (record)
        state.diagnostics.report<D::RecordEmpty>(name.span, name.text);
    else
        state.diagnostics.report<D::ChoiceEmpty>(name.span, name.text);
}

}  // namespace

std::string policy_of(const State& state, Span span) {
    for (const ast::Header& header : state.file.headers)
        if (header.file == span.file) return std::string(header.policy.id());
    return {};
}

void check_choices(State& state) {
    for (const ast::Choice& choice : state.file.choices) {
        check_not_empty(state, choice.name, choice.values.empty(), false);
        if (choice.values.size() > limits::choice_values)
            state.diagnostics.report<D::TooManyValues>(choice.values[limits::choice_values].name.span,
                                                       choice.name.text, limits::choice_values);
        typed::Choice checked;
        checked.name = symbol(choice.name);
        checked.policy = policy_of(state, choice.span);
        checked.label = choice.label;
        checked.span = choice.span;
        for (const ast::ChoiceValue& value : choice.values)
            checked.values.push_back({symbol(value.name), value.label});
        state.module.choices.push_back(std::move(checked));
    }
}

void check_groups(State& state) {
    for (std::size_t i = 0; i < state.file.groups.size(); ++i) {
        const ast::Group& group = state.file.groups[i];
        typed::Group checked;
        checked.name = symbol(group.name);
        checked.choice = state.names.group_choices[i];
        if (checked.choice != typed::no_index) {
            checked.members.resize(state.module.choices[checked.choice].values.size());
            for (const ast::NameUse& use : group.values)
                if (const auto value = state.names.find_choice_value(checked.choice, use.text))
                    checked.members[*value] = true;
        }
        state.module.groups.push_back(std::move(checked));
    }
}

void check_facts(State& state) {
    for (const ast::Fact& fact : state.file.facts) {
        // A fact whose type the grammar did not make out may be used as anything.
        const auto type = fact.type.given() ? check_type(state, fact.type, Declares::Fact) : std::nullopt;
        state.fact_failed.push_back(!type);
        state.module.facts.push_back({symbol(fact.name), type.value_or(natural_type(typed::Base::YesNo)),
                                      fact.label, citations_of(state, fact.citations)});
    }
}

void check_record_types(State& state) {
    for (std::uint32_t r = 0; r < state.file.records.size(); ++r) {
        const ast::Record& record = state.file.records[r];
        check_not_empty(state, record.name, record.fields.empty(), true);
        if (record.fields.size() > limits::record_fields)
            state.diagnostics.report<D::TooManyFields>(record.fields[limits::record_fields].name.span,
                                                       record.name.text, limits::record_fields);
        typed::Record checked;
        checked.name = symbol(record.name);
        checked.policy = policy_of(state, record.span);
        checked.label = record.label;
        checked.span = record.span;
        for (std::uint32_t f = 0; f < record.fields.size(); ++f) {
            const ast::Field& field = record.fields[f];
            const std::uint32_t unit = state.names.field_unit(r, f);
            const auto type =
                field.type.given() ? check_type(state, field.type, Declares::Field) : std::nullopt;
            state.unit_failed[unit] = !type || !state.unit_pending[unit];
            state.unit_typed[unit] = type.has_value();
            checked.fields.push_back({symbol(field.name),
                                      type.value_or(natural_type(typed::Base::YesNo)),
                                      field.label,
                                      {},
                                      field.span});
        }
        state.module.records.push_back(std::move(checked));
    }
}

}  // namespace tenet::compiler::checking
