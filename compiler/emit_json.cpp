#include "compiler/emit_json.hpp"

#include "compiler/day_text.hpp"
#include "compiler/table_names.hpp"
#include "tenet/kernels_calendars.hpp"

#include <nlohmann/json.hpp>

namespace tenet::compiler {
namespace {

using Json = nlohmann::ordered_json;

/// Grows when a reader written for the shape before would misread the new one.
constexpr int format_version = 2;

Json text_json(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json text_json(const TableText& text) {
    if (text.en.empty() && text.zh.empty()) return nullptr;
    return {{"en", text_json(text.en)}, {"zh", text_json(text.zh)}};
}

Json citations_json(const std::vector<TableCitation>& citations) {
    Json result = Json::array();
    for (const TableCitation& citation : citations)
        result.push_back({{"source", citation.source},
                          {"name", citation.source_name},
                          {"paragraphs", citation.paragraphs},
                          {"readings", citation.readings}});
    return result;
}

Json node_id(NodeId id) { return id.valid() ? Json(id.value) : Json(nullptr); }

template <class Rows, class Make>
Json array_of(const Rows& rows, const Make& make) {
    Json result = Json::array();
    for (const auto& row : rows)
        result.push_back(make(row));
    return result;
}

/// How a value reads: its base, in what steps, and the choice or record that it is of.
Json type_json(const Table& table, typed::Base base, std::int32_t scale, std::uint32_t of) {
    const bool listing = base == typed::Base::Choice && table.choices[of].of_lists;
    if (listing && table.choices[of].items == typed::no_index) return {{"type", "list"}, {"of", "text"}};
    if (listing) return {{"type", "list"}, {"choice", table.choices[table.choices[of].items].id}};
    Json result{{"type", name_of(base)}};
    if (scale != 1) result["scale"] = scale;
    if (base == typed::Base::Choice || base == typed::Base::Set) result["choice"] = table.choices[of].id;
    if (base == typed::Base::List) result["record"] = table.records[of].id;
    return result;
}

/// The id of a value, or the items of the list that it stands for.
Json choice_value_json(const Table& table, const TableChoice& choice, std::size_t index) {
    const TableChoiceValue& value = choice.values[index];
    if (!choice.of_lists) return value.id;
    Json result = Json::array();
    for (const std::uint32_t item : value.items)
        result.push_back(table.choices[choice.items].values[item].id);
    for (const std::string& text : value.texts)
        result.push_back(text);
    return result;
}

Json members_json(const TableChoice& choice, std::int64_t members) {
    Json result = Json::array();
    for (std::size_t i = 0; i < choice.values.size() && i < 64; ++i)
        if (((static_cast<std::uint64_t>(members) >> i) & 1U) != 0) result.push_back(choice.values[i].id);
    return result;
}

/// Dates as `YYYY-MM-DD`, yes/no as true and false, choices by their ids, texts as they are or null for any that the
/// policy does not mention, numbers as whole numbers of their steps.
Json value_json(const Table& table, typed::Base base, std::uint32_t of, std::int64_t value) {
    switch (base) {
    case typed::Base::Date: return day_text(value);
    case typed::Base::YesNo: return value != 0;
    case typed::Base::Choice:
        return choice_value_json(table, table.choices[of], static_cast<std::size_t>(value));
    case typed::Base::Set: return members_json(table.choices[of], value);
    case typed::Base::Text:
        return value == 0 ? Json(nullptr) : Json(table.texts[static_cast<std::size_t>(value) - 1]);
    case typed::Base::Count:
    case typed::Base::Number:
    case typed::Base::Days:
    case typed::Base::Hours:
    case typed::Base::Period:
    case typed::Base::List: return value;
    }
    __builtin_unreachable();
}

bool has_bounds(typed::Base base) {
    return base != typed::Base::YesNo && base != typed::Base::Choice && base != typed::Base::Set &&
           base != typed::Base::Text && base != typed::Base::List;
}

/// Facts and fields alike.
Json fact_json(const Table& table, const TableFact& fact) {
    const typed::Type& type = fact.type;
    Json result{{"id", fact.id}, {"name", fact.name}};
    result.update(type_json(table, type.base, type.scale, type.of));
    result["or_none"] = type.or_none;
    if (has_bounds(type.base)) {
        result["low"] = value_json(table, type.base, type.of, type.low);
        result["high"] = value_json(table, type.base, type.of, type.high);
    }
    if (type.base == typed::Base::List) result["most_records"] = type.high;
    result["label"] = text_json(fact.label);
    result["cite"] = citations_json(fact.citations);
    return result;
}

Json choice_json(const TableChoice& row) {
    return {{"id", row.id},
            {"name", row.name},
            {"policy", row.policy},
            {"label", text_json(row.label)},
            {"values", array_of(row.values, [](const TableChoiceValue& value) {
                 return Json{{"id", value.id}, {"name", value.name}, {"label", text_json(value.label)}};
             })}};
}

/// The days that are worked, as `first last` of each run of them.
Json calendar_json(const TableCalendar& row) {
    Json runs = Json::array();
    for (std::size_t i = 0; i < row.working.size(); ++i) {
        if (!row.working[i]) continue;
        const std::size_t begin = i;
        while (i + 1 < row.working.size() && row.working[i + 1])
            ++i;
        runs.push_back({day_text(row.first + static_cast<std::int64_t>(begin)),
                        day_text(row.first + static_cast<std::int64_t>(i))});
    }
    return {{"id", row.id},
            {"name", row.name},
            {"policy", row.policy},
            {"first", day_text(row.first)},
            {"last", day_text(row.first + static_cast<std::int64_t>(row.working.size()) - 1)},
            {"working", std::move(runs)}};
}

Json record_json(const Table& table, const TableRecord& row) {
    return {
        {"id", row.id},
        {"name", row.name},
        {"policy", row.policy},
        {"label", text_json(row.label)},
        {"fields", array_of(row.fields, [&](const TableFact& field) { return fact_json(table, field); })}};
}

/// What an operator has beside its operands.
void add_immediate(const Table& table, const Node& node, Json& result) {
    if (node.op == Code::Constant) result["value"] = value_json(table, node.base, node.of, node.imm);
    if (node.op == Code::LoadFact) result["fact"] = table.facts[static_cast<std::size_t>(node.imm)].id;
    if (node.op == Code::LoadField) {
        const TableFact& list = table.facts[list_of_field(node.imm)];
        result["fact"] = list.id;
        result["field"] = table.records[list.type.of].fields[field_of_field(node.imm)].id;
    }
    if (is_aggregate(node.op)) result["list"] = table.facts[static_cast<std::size_t>(node.imm)].id;
    if (node.op == Code::InSet || node.op == Code::Covers)
        result["members"] = members_json(table.choices[table.at(node.a).of], node.imm);
    if (node.op == Code::Scale) result["factor"] = node.imm;
    if (reads_calendar(node.op)) result["calendar"] = table.calendars[static_cast<std::size_t>(node.imm)].id;
    if (node.op == Code::WorkingIndex && node.round_up) result["clamped"] = true;
    const bool months =
        node.op == Code::AddMonths || node.op == Code::EarliestFrom || node.op == Code::WholeMonths;
    if (!months) return;
    result["months"] = node.imm;
    result["round"] = node.round_up ? "up" : "down";
}

/// Operands are indices into `nodes`. What has a value for each record of a list names it in `over`.
Json node_json(const Table& table, const Node& node) {
    Json result{{"op", name_of(node.op)}};
    result.update(type_json(table, node.base, node.scale, node.of));
    result["or_none"] = node.may_be_none;
    if (node.over != typed::no_index) result["over"] = table.facts[node.over].id;
    Json operands = Json::array();
    for (NodeId operand : node.operands())
        if (operand.valid()) operands.push_back(operand.value);
    if (!operands.empty()) result["operands"] = std::move(operands);
    add_immediate(table, node, result);
    return result;
}

Json placeholders_json(const std::vector<TablePlaceholder>& rows) {
    return array_of(rows, [](const TablePlaceholder& row) {
        return Json{{"name", row.name}, {"value", node_id(row.value)}};
    });
}

Json remedy_json(const TableRemedy& row) {
    return {{"id", row.id}, {"name", row.name}, {"label", text_json(row.label)}, {"when", node_id(row.when)}};
}

template <class T, class Make>
Json run_of(const std::vector<T>& rows, Run run, const Make& make) {
    Json result = Json::array();
    for (std::uint32_t i = 0; i < run.count; ++i)
        result.push_back(make(rows[run.first + i]));
    return result;
}

Json requirement_json(const Table& table, const TableRequirement& row) {
    return {{"id", row.id},
            {"name", row.name},
            {"label", text_json(row.label)},
            {"when", node_id(row.when)},
            {"condition", node_id(row.condition)},
            {"records", node_id(row.records)},
            {"parts", run_of(table.parts, row.parts,
                             [](const TablePart& part) {
                                 return Json{{"condition", node_id(part.condition)}, {"source", part.source}};
                             })},
            {"remedies", run_of(table.remedies, row.remedies, remedy_json)},
            {"else", text_json(row.otherwise)},
            {"placeholders", placeholders_json(row.placeholders)},
            {"cite", citations_json(row.citations)}};
}

Json decision_json(const Table& table, const TableDecision& row) {
    return {{"id", row.id},
            {"name", row.name},
            {"label", text_json(row.label)},
            {"when", node_id(row.when)},
            {"else", text_json(row.when_otherwise)},
            {"cite", citations_json(row.citations)},
            {"requirements", run_of(table.requirements, row.requirements, [&](const TableRequirement& one) {
                 return requirement_json(table, one);
             })}};
}

Json output_json(const Table& table, const TableOutput& row) {
    const Node& value = table.at(row.value);
    Json result{{"id", row.id}, {"name", row.name}};
    result.update(type_json(table, row.type.base, value.scale, row.type.of));
    result["or_none"] = value.may_be_none;
    result["label"] = text_json(row.label);
    result["value"] = node_id(row.value);
    result["cite"] = citations_json(row.citations);
    return result;
}

Json assume_json(const TableAssume& row) {
    return {{"condition", node_id(row.condition)},
            {"message", text_json(row.message)},
            {"placeholders", placeholders_json(row.placeholders)},
            {"cite", citations_json(row.citations)}};
}

Json note_json(const TableNote& row) {
    return {{"text", text_json(row.text)}, {"cite", citations_json(row.citations)}};
}

Json define_json(const TableDefine& row) {
    return {{"id", row.id}, {"name", row.name}, {"value", node_id(row.value)}};
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
    result["choices"] = Json::array();
    for (const TableChoice& choice : table.choices)
        if (!choice.of_lists) result["choices"].push_back(choice_json(choice));
    result["records"] =
        array_of(table.records, [&](const TableRecord& row) { return record_json(table, row); });
    if (!table.calendars.empty()) result["calendars"] = array_of(table.calendars, calendar_json);
    result["facts"] = array_of(table.facts, [&](const TableFact& row) { return fact_json(table, row); });
    result["nodes"] = array_of(table.nodes, [&](const Node& node) { return node_json(table, node); });
    result["decisions"] =
        array_of(table.decisions, [&](const TableDecision& row) { return decision_json(table, row); });
    result["outputs"] =
        array_of(table.outputs, [&](const TableOutput& row) { return output_json(table, row); });
    result["assumes"] = array_of(table.assumes, assume_json);
    result["notes"] = array_of(table.notes, note_json);
    result["defines"] = array_of(table.defines, define_json);
    return result.dump(2) + "\n";
}

}  // namespace tenet::compiler
