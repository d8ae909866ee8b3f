#include "compiler/table_rows.hpp"

#include <string>
#include <vector>

namespace tenet::compiler {
namespace {

TableText text_of(const ast::Text& text) {
    return {std::string(text.en.empty() ? text.first : text.en),
            std::string(text.zh.empty() ? text.first : text.zh)};
}

std::vector<TableCitation> citations_of(const std::vector<ast::Citation>& citations) {
    std::vector<TableCitation> result;
    for (const ast::Citation& citation : citations)
        result.push_back({std::string(citation.source),
                          citation.paragraphs,
                          {citation.readings.begin(), citation.readings.end()}});
    return result;
}

}  // namespace

TableRequirement requirement_of(const typed::Requirement& requirement) {
    return {requirement.id.id,
            requirement.id.text,
            text_of(requirement.label),
            text_of(requirement.otherwise),
            {},
            {},
            citations_of(requirement.citations),
            requirement.span};
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
    return table;
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
