#include "compiler/table_rows.hpp"

#include "compiler/value_text.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenet::compiler {

TableText text_of(const ast::Text& text) {
    return {std::string(text.en.empty() ? text.first : text.en),
            std::string(text.zh.empty() ? text.first : text.zh)};
}

namespace {

std::vector<TableCitation> citations_of(const std::vector<typed::Citation>& citations) {
    std::vector<TableCitation> result;
    for (const typed::Citation& citation : citations)
        result.push_back(citation_of(citation));
    return result;
}

TableChoice choice_of(const typed::Choice& choice) {
    TableChoice row{choice.name.id, choice.name.text, choice.policy, text_of(choice.label), {},
                    false,          typed::no_index};
    for (const typed::ChoiceValue& value : choice.values)
        row.values.push_back({value.name.id, value.name.text, text_of(value.label), {}, {}});
    return row;
}

/// What a list is called in a language: its items in their order.
std::string list_label(const typed::ChoiceValue& list, const TableChoice* items, Lang lang) {
    const bool zh = lang == Lang::Zh;
    std::string label;
    const auto add = [&](std::string_view item) {
        label.append(label.empty() ? "" : zh ? "、" : ", ").append(item);
    };
    for (const std::uint32_t item : list.items)
        add(shown_name(items->values[item], lang));
    for (const std::string& text : list.texts)
        add(text);
    if (label.empty()) label = zh ? "（空）" : "(empty)";
    return label;
}

/// The choice that stands for the lists of an output; what they are of comes before it.
TableChoice choice_of_lists(const Table& table, const typed::Choice& choice) {
    TableChoice row{choice.name.id, choice.name.text, table.policy, {}, {}, true, choice.items};
    const TableChoice* items = choice.items == typed::no_index ? nullptr : &table.choices[choice.items];
    for (const typed::ChoiceValue& list : choice.values) {
        TableText label{list_label(list, items, Lang::En), list_label(list, items, Lang::Zh)};
        // Of no use but in listings of the table: nobody can write it.
        const std::string id = std::to_string(row.values.size());
        row.values.push_back({id, id, std::move(label), list.items, list.texts});
    }
    return row;
}

TableRecord record_of(const typed::Record& record) {
    TableRecord row{record.name.id, record.name.text, record.policy, text_of(record.label), {}, {}};
    for (std::uint32_t i = 0; i < record.fields.size(); ++i) {
        const typed::Field& field = record.fields[i];
        if (field.derived.valid()) continue;
        row.fields.push_back(
            {field.name.id, field.name.text, field.type, text_of(field.label), field.span, {}});
        row.declared.push_back(i);
    }
    return row;
}

}  // namespace

TableRequirement requirement_of(const typed::Requirement& requirement) {
    TableRequirement row;
    row.id = requirement.id.id;
    row.name = requirement.id.text;
    row.label = text_of(requirement.label);
    row.otherwise = text_of(requirement.otherwise);
    row.citations = citations_of(requirement.citations);
    row.span = requirement.span;
    return row;
}

TableRemedy remedy_of(const typed::Remedy& remedy) {
    return {remedy.name.id, remedy.name.text, text_of(remedy.label), {}};
}

TableDecision decision_of(const typed::Decision& decision) {
    return {decision.name.id,
            decision.name.text,
            text_of(decision.label),
            text_of(decision.when_otherwise),
            {},
            {},
            citations_of(decision.citations)};
}

TableAssume assume_of(const typed::Assume& assume) {
    return {{},          text_of(assume.message),           {}, citations_of(assume.citations),
            assume.span, assume.calendar != typed::no_index};
}

TablePlaceholder placeholder_of(const typed::Placeholder& placeholder, const typed::Type& type) {
    return {placeholder.name, {}, type};
}

Table header_of(const typed::Module& module) {
    Table table;
    table.policy = module.policy.id;
    table.policy_name = module.policy.text;
    table.policy_label = text_of(module.policy_label);
    table.citations = citations_of(module.policy_citations);
    table.span = module.policy.span;
    if (module.has_as_of()) table.as_of = module.as_of;
    for (const typed::Fact& fact : module.facts)
        table.facts.push_back({fact.name.id, fact.name.text, fact.type, text_of(fact.label), fact.name.span,
                               citations_of(fact.citations)});
    for (const typed::Choice& choice : module.choices)
        table.choices.push_back(choice.of_lists ? choice_of_lists(table, choice) : choice_of(choice));
    for (const typed::Record& record : module.records)
        table.records.push_back(record_of(record));
    for (const typed::Calendar& calendar : module.calendars)
        table.calendars.push_back(
            {calendar.name.id, calendar.name.text, calendar.policy, calendar.first, calendar.working});
    for (const typed::Note& note : module.notes)
        table.notes.push_back({text_of(note.text), citations_of(note.citations)});
    table.texts = module.texts;
    return table;
}

TableCitation citation_of(const typed::Citation& citation) {
    return {citation.source.id,
            citation.source.text,
            citation.paragraphs,
            {citation.readings.begin(), citation.readings.end()}};
}

TableOutput output_of(const typed::Definition& definition, NodeId value) {
    return {definition.name.id,
            definition.name.text,
            text_of(definition.label),
            definition.type,
            value,
            citations_of(definition.citations),
            definition.name.span};
}

}  // namespace tenet::compiler
