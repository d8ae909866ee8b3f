#include "compiler/named_facts.hpp"

namespace tenet::compiler {

std::set<std::uint32_t> facts_read(const Table& table, std::vector<NodeId> open) {
    std::set<std::uint32_t> facts;
    std::vector<bool> seen(table.nodes.size());
    while (!open.empty()) {
        const NodeId id = open.back();
        open.pop_back();
        if (!id.valid() || seen[id.index()]) continue;
        seen[id.index()] = true;
        const Node& node = table.at(id);
        if (node.op == Code::LoadFact) facts.insert(static_cast<std::uint32_t>(node.imm));
        if (node.over != typed::no_index) facts.insert(node.over);
        for (NodeId operand : node.operands())
            open.push_back(operand);
    }
    return facts;
}

namespace {

/// The list of which something is asked of every record.
std::uint32_t list_of(const Table& table, NodeId records) {
    if (!records.valid()) return typed::no_index;
    const Node& any = table.at(records);
    return any.a.valid() ? table.at(any.a).over : typed::no_index;
}

}  // namespace

void name_facts(Table& table) {
    for (TableRequirement& requirement : table.requirements)
        requirement.list = list_of(table, requirement.records);
    for (TableAssume& assume : table.assumes) {
        // What lies outside of a calendar is shown; when it is needed rests on other facts as well.
        const bool shown = assume.no_answer && !assume.placeholders.empty();
        const std::set<std::uint32_t> facts =
            facts_read(table, {shown ? assume.placeholders.front().value : assume.condition});
        assume.facts.assign(facts.begin(), facts.end());
    }
}

}  // namespace tenet::compiler
