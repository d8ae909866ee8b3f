#include "compiler/table_dump.hpp"

#include "compiler/table_names.hpp"

#include <fmt/format.h>

#include <iterator>

namespace tenet::compiler {
namespace {

using Out = std::back_insert_iterator<std::string>;

std::string node_text(NodeId id) { return id.valid() ? fmt::format("%{}", id.value) : "-"; }

/// `count`, `hours/100`, `set of field`.
std::string type_text(const Table& table, typed::Base base, std::int32_t scale, std::uint32_t of) {
    std::string text(name_of(base));
    if (scale != 1) text += fmt::format("/{}", scale);
    const bool of_choice = base == typed::Base::Choice || base == typed::Base::Set;
    if (of_choice) text += " of " + (of < table.choices.size() ? table.choices[of].id : "?");
    if (base == typed::Base::List) text += " of " + (of < table.records.size() ? table.records[of].id : "?");
    return text;
}

std::string type_text(const Table& table, const typed::Type& type) {
    return fmt::format("{} {}..{}{}", type_text(table, type.base, type.scale, type.of), type.low, type.high,
                       type.or_none ? " or none" : "");
}

std::string list_text(const Table& table, std::int64_t slot) {
    const auto index = static_cast<std::size_t>(slot);
    return index < table.facts.size() ? table.facts[index].id : "?";
}

std::string field_text(const Table& table, std::int64_t imm) {
    const std::uint32_t list = list_of_field(imm), field = field_of_field(imm);
    const bool known = list < table.facts.size() && table.facts[list].type.of < table.records.size() &&
                       field < table.records[table.facts[list].type.of].fields.size();
    return list_text(table, list) + "." +
           (known ? table.records[table.facts[list].type.of].fields[field].id : "?");
}

std::string immediate_of(const Table& table, const Node& node) {
    switch (node.op) {
    case Code::LoadFact: return " " + list_text(table, node.imm);
    case Code::LoadField: return " " + field_text(table, node.imm);
    case Code::Constant:
    case Code::Scale:
    case Code::AddMonths:
    case Code::EarliestFrom:
    case Code::WholeMonths: return fmt::format(" {}", node.imm);
    case Code::InSet:
    case Code::Covers: return fmt::format(" {:#x}", static_cast<std::uint64_t>(node.imm));
    case Code::Count:
    case Code::Any:
    case Code::Sum:
    case Code::Latest:
    case Code::Earliest:
    case Code::InOrder:
    case Code::Union:
    case Code::Running:
    case Code::RunTo: return " over " + list_text(table, node.imm);
    case Code::WorkingDay:
    case Code::WorkingIndex:
    case Code::WorkingDayAt: {
        const auto index = static_cast<std::size_t>(node.imm);
        return " in " + (index < table.calendars.size() ? table.calendars[index].id : "?") +
               (node.round_up ? " clamped" : "");
    }
    case Code::NoneConstant:
    case Code::Given:
    case Code::Each:
    case Code::Not:
    case Code::And:
    case Code::Or:
    case Code::If:
    case Code::Eq:
    case Code::Lt:
    case Code::Le:
    case Code::InRange:
    case Code::IsNone:
    case Code::Add:
    case Code::Sub:
    case Code::Member:
    case Code::Ahead:
    case Code::AsSet:
    case Code::Require:
    case Code::RequireAtLeast:
    case Code::RequireAtMost:
    case Code::RequireLe:
    case Code::RequireTieredAtLeast:
    case Code::RequireTieredAtMost:
    case Code::RequireInRange: return "";
    }
    __builtin_unreachable();
}

/// Nodes about the records of a list are written %3[].
void dump_nodes(Out out, const Table& table) {
    for (std::size_t i = 0; i < table.nodes.size(); ++i) {
        const Node& node = table.nodes[i];
        fmt::format_to(out, "%{}{} = {}", i, node.over == typed::no_index ? "" : "[]", name_of(node.op));
        for (NodeId operand : node.operands())
            if (operand.valid()) fmt::format_to(out, " %{}", operand.value);
        fmt::format_to(out, "{}{} : {}{}\n", immediate_of(table, node),
                       node.round_up && node.op != Code::WorkingIndex ? " up" : "",
                       type_text(table, node.base, node.scale, node.of), node.may_be_none ? " or none" : "");
    }
}

void dump_placeholders(Out out, const std::vector<TablePlaceholder>& rows) {
    for (const TablePlaceholder& row : rows)
        fmt::format_to(out, "    shows {} {}\n", row.name, node_text(row.value));
}

void dump_requirement(Out out, const Table& table, const TableRequirement& row) {
    fmt::format_to(out, "  require {} {} when {}{}\n", row.id, node_text(row.condition), node_text(row.when),
                   row.records.valid() ? " records " + node_text(row.records) : "");
    for (std::uint32_t i = 0; i < row.remedies.count; ++i) {
        const TableRemedy& remedy = table.remedies[row.remedies.first + i];
        fmt::format_to(out, "    remedy {} when {}\n", remedy.id, node_text(remedy.when));
    }
    for (std::uint32_t i = 0; i < row.parts.count; ++i)
        fmt::format_to(out, "    part {}\n", node_text(table.parts[row.parts.first + i].condition));
    dump_placeholders(out, row.placeholders);
}

void dump_results(Out out, const Table& table) {
    for (const TableDecision& decision : table.decisions) {
        fmt::format_to(out, "decide {} when {}\n", decision.id, node_text(decision.when));
        for (std::uint32_t i = 0; i < decision.requirements.count; ++i)
            dump_requirement(out, table, table.requirements[decision.requirements.first + i]);
    }
    for (const TableOutput& output : table.outputs)
        fmt::format_to(out, "output {} {}\n", output.id, node_text(output.value));
    for (const TableAssume& assume : table.assumes) {
        fmt::format_to(out, "assume {}\n", node_text(assume.condition));
        dump_placeholders(out, assume.placeholders);
    }
}

void dump_types(Out out, const Table& table) {
    for (const TableChoice& choice : table.choices) {
        fmt::format_to(out, "{} {} =", choice.of_lists ? "lists" : "choice", choice.id);
        for (const TableChoiceValue& value : choice.values)
            fmt::format_to(out, " {}", choice.of_lists ? "[" + value.label.en + "]" : value.id);
        *out++ = '\n';
    }
    for (const TableRecord& record : table.records) {
        fmt::format_to(out, "record {}\n", record.id);
        for (const TableFact& field : record.fields)
            fmt::format_to(out, "  {} : {}\n", field.id, type_text(table, field.type));
    }
}

}  // namespace

std::string dump(const Table& table) {
    std::string result;
    const Out out = std::back_inserter(result);
    fmt::format_to(out, "policy {}\n", table.policy);
    dump_types(out, table);
    for (std::size_t i = 0; i < table.facts.size(); ++i)
        fmt::format_to(out, "fact {} : {}{}\n", table.facts[i].id, type_text(table, table.facts[i].type),
                       table.as_of == i ? " as of" : "");
    dump_nodes(out, table);
    dump_results(out, table);
    return result;
}

}  // namespace tenet::compiler
