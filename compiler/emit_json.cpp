#include "compiler/emit_json.hpp"

#include "compiler/day_text.hpp"
#include "compiler/table_names.hpp"

#include <nlohmann/json.hpp>

namespace tenet::compiler {
namespace {

using Json = nlohmann::ordered_json;

/// Grows when a reader written for the shape before would misread the new one.
constexpr int format_version = 1;

Json text_json(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json text_json(const TableText& text) {
    if (text.en.empty() && text.zh.empty()) return nullptr;
    return {{"en", text_json(text.en)}, {"zh", text_json(text.zh)}};
}

Json citations_json(const std::vector<TableCitation>& citations) {
    Json result = Json::array();
    for (const TableCitation& citation : citations)
        result.push_back({{"source", citation.source},
                          {"paragraphs", citation.paragraphs},
                          {"readings", citation.readings}});
    return result;
}

Json node_id(NodeId id) { return id.valid() ? Json(id.value) : Json(nullptr); }

/// Dates as `YYYY-MM-DD`, yes/no as true and false, all else as whole numbers of the unit.
Json value_json(typed::Base base, std::int64_t value) {
    switch (base) {
    case typed::Base::Date: return day_text(value);
    case typed::Base::YesNo: return value != 0;
    case typed::Base::Count:
    case typed::Base::Number:
    case typed::Base::Days:
    case typed::Base::Period: return value;
    }
    __builtin_unreachable();
}

Json fact_json(const TableFact& fact) {
    Json result{{"id", fact.id},
                {"name", fact.name},
                {"type", name_of(fact.type.base)},
                {"or_none", fact.type.or_none}};
    if (fact.type.base != typed::Base::YesNo) {
        result["low"] = value_json(fact.type.base, fact.type.low);
        result["high"] = value_json(fact.type.base, fact.type.high);
    }
    result["label"] = text_json(fact.label);
    result["cite"] = citations_json(fact.citations);
    return result;
}

/// Operands are indices into `nodes`.
Json node_json(const Table& table, const Node& node) {
    Json result{{"op", name_of(node.op)}, {"type", name_of(node.base)}, {"or_none", node.may_be_none}};
    Json operands = Json::array();
    for (NodeId operand : {node.a, node.b, node.c})
        if (operand.valid()) operands.push_back(operand.value);
    if (!operands.empty()) result["operands"] = std::move(operands);
    if (node.op == Code::Constant) result["value"] = value_json(node.base, node.imm);
    if (node.op == Code::LoadFact) result["fact"] = table.facts[static_cast<std::size_t>(node.imm)].id;
    if (node.op == Code::Scale) result["factor"] = node.imm;
    if (node.op == Code::AddMonths || node.op == Code::EarliestFrom) {
        result["months"] = node.imm;
        result["round"] = node.round_up ? "up" : "down";
    }
    return result;
}

Json requirement_json(const TableRequirement& row) {
    return {{"id", row.id},
            {"name", row.name},
            {"label", text_json(row.label)},
            {"when", node_id(row.when)},
            {"condition", node_id(row.condition)},
            {"else", text_json(row.otherwise)},
            {"cite", citations_json(row.citations)}};
}

Json decision_json(const Table& table, const TableDecision& row) {
    Json requirements = Json::array();
    for (std::uint32_t i = 0; i < row.requirements.count; ++i)
        requirements.push_back(requirement_json(table.requirements[row.requirements.first + i]));
    return {{"id", row.id},
            {"name", row.name},
            {"label", text_json(row.label)},
            {"when", node_id(row.when)},
            {"else", text_json(row.when_otherwise)},
            {"cite", citations_json(row.citations)},
            {"requirements", std::move(requirements)}};
}

Json output_json(const Table& table, const TableOutput& row) {
    return {{"id", row.id},
            {"name", row.name},
            {"type", name_of(row.type.base)},
            {"or_none", table.at(row.value).may_be_none},
            {"label", text_json(row.label)},
            {"value", node_id(row.value)},
            {"cite", citations_json(row.citations)}};
}

Json define_json(const TableDefine& row) {
    return {{"id", row.id}, {"name", row.name}, {"value", node_id(row.value)}};
}

template <class Rows, class Make>
Json array_of(const Rows& rows, const Make& make) {
    Json result = Json::array();
    for (const auto& row : rows)
        result.push_back(make(row));
    return result;
}

}  // namespace

std::string emit_json(const Table& table, const Fingerprints& fingerprints) {
    Json result;
    result["format"] = format_version;
    result["policy"] = {{"id", table.policy},
                        {"name", table.policy_name},
                        {"label", text_json(table.policy_label)},
                        {"cite", citations_json(table.citations)}};
    result["fingerprints"] = {
        {"schema", fingerprints.schema}, {"meaning", fingerprints.meaning}, {"text", fingerprints.text}};
    result["as_of"] = table.as_of < table.facts.size() ? Json(table.facts[table.as_of].id) : Json(nullptr);
    result["facts"] = array_of(table.facts, fact_json);
    result["nodes"] = array_of(table.nodes, [&](const Node& node) { return node_json(table, node); });
    result["decisions"] =
        array_of(table.decisions, [&](const TableDecision& row) { return decision_json(table, row); });
    result["outputs"] =
        array_of(table.outputs, [&](const TableOutput& row) { return output_json(table, row); });
    result["defines"] = array_of(table.defines, define_json);
    return result.dump(2) + "\n";
}

}  // namespace tenet::compiler
