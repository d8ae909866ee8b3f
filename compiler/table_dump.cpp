#include "compiler/table_dump.hpp"

#include "compiler/table_names.hpp"

#include <fmt/format.h>

#include <iterator>

namespace tenet::compiler {
namespace {

using Out = std::back_insert_iterator<std::string>;

std::string node_text(NodeId id) { return id.valid() ? fmt::format("%{}", id.value) : "-"; }

std::string immediate_of(const Table& table, const Node& node) {
    switch (node.op) {
    case Code::LoadFact: {
        const auto slot = static_cast<std::size_t>(node.imm);
        return slot < table.facts.size() ? " " + table.facts[slot].id : " ?";
    }
    case Code::Constant:
    case Code::Scale:
    case Code::AddMonths:
    case Code::EarliestFrom: return fmt::format(" {}", node.imm);
    case Code::NoneConstant:
    case Code::Given:
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

void dump_nodes(Out out, const Table& table) {
    for (std::size_t i = 0; i < table.nodes.size(); ++i) {
        const Node& node = table.nodes[i];
        fmt::format_to(out, "%{} = {}", i, name_of(node.op));
        for (NodeId operand : {node.a, node.b, node.c})
            if (operand.valid()) fmt::format_to(out, " %{}", operand.value);
        fmt::format_to(out, "{}{} : {}{}\n", immediate_of(table, node), node.round_up ? " up" : "",
                       name_of(node.base), node.may_be_none ? " or none" : "");
    }
}

void dump_decisions(Out out, const Table& table) {
    for (const TableDecision& decision : table.decisions) {
        fmt::format_to(out, "decide {} when {}\n", decision.id, node_text(decision.when));
        for (std::uint32_t i = 0; i < decision.requirements.count; ++i) {
            const TableRequirement& row = table.requirements[decision.requirements.first + i];
            fmt::format_to(out, "  require {} {} when {}\n", row.id, node_text(row.condition),
                           node_text(row.when));
        }
    }
}

/// Registers are written r3, the register in imm too; a plain imm as a number.
void dump_op(Out out, const OwnedProgram& program, const Op& op) {
    const auto text = [&program](std::uint32_t offset) { return program.pool.c_str() + offset; };
    const bool requirement = op.code >= Code::Require;
    fmt::format_to(out, "{}{} = {}", requirement ? "requirement " : "r", op.dst, name_of(op.code));
    switch (op.code) {
    case Code::Constant: fmt::format_to(out, " {}", op.imm); break;
    case Code::NoneConstant: break;
    case Code::LoadFact:
        fmt::format_to(out, " {}", text(program.facts[static_cast<std::size_t>(op.imm)].id));
        break;
    case Code::Given:
    case Code::Not:
    case Code::IsNone:
    case Code::Require: fmt::format_to(out, " r{}", op.a); break;
    case Code::And:
    case Code::Or:
    case Code::Eq:
    case Code::Lt:
    case Code::Le:
    case Code::Add:
    case Code::Sub:
    case Code::RequireLe: fmt::format_to(out, " r{} r{}", op.a, op.b); break;
    case Code::If:
    case Code::InRange:
    case Code::RequireInRange: fmt::format_to(out, " r{} r{} r{}", op.a, op.b, op.imm); break;
    case Code::Scale:
    case Code::AddMonths:
    case Code::EarliestFrom:
    case Code::RequireAtLeast:
    case Code::RequireAtMost: fmt::format_to(out, " r{} {}", op.a, op.imm); break;
    case Code::RequireTieredAtLeast:
    case Code::RequireTieredAtMost:
        fmt::format_to(out, " r{} {}, {} with r{}", op.a, first_tier(op.imm), second_tier(op.imm), op.b);
        break;
    }
    for (const auto& [bit, name] : {std::pair(a_may_be_none, " a?"), std::pair(b_may_be_none, " b?"),
                                    std::pair(c_may_be_none, " c?"), std::pair(round_up, " up")})
        if ((op.flags & bit) != 0) fmt::format_to(out, "{}", name);
}

}  // namespace

std::string dump(const Table& table) {
    std::string result;
    const Out out = std::back_inserter(result);
    fmt::format_to(out, "policy {}\n", table.policy);
    for (std::size_t i = 0; i < table.facts.size(); ++i) {
        const TableFact& fact = table.facts[i];
        fmt::format_to(out, "fact {} : {} {}..{}{}{}\n", fact.id, name_of(fact.type.base), fact.type.low,
                       fact.type.high, fact.type.or_none ? " or none" : "", table.as_of == i ? " as of" : "");
    }
    dump_nodes(out, table);
    dump_decisions(out, table);
    for (const TableOutput& output : table.outputs)
        fmt::format_to(out, "output {} {}\n", output.id, node_text(output.value));
    return result;
}

std::string dump(const OwnedProgram& program) {
    std::string result;
    const Out out = std::back_inserter(result);
    const auto text = [&program](std::uint32_t offset) { return program.pool.c_str() + offset; };
    const auto when = [](std::uint16_t slot) {
        return slot == no_register ? "" : fmt::format(" when r{}", slot);
    };
    for (const FactSpec& fact : program.facts)
        fmt::format_to(out, "fact {} : {} {}..{}{}\n", text(fact.id), name_of(fact.kind), fact.low, fact.high,
                       fact.or_none ? " or none" : "");
    for (std::uint32_t i = 0; i < program.value_count; ++i) {
        dump_op(out, program, program.ops[i]);
        result += '\n';
    }
    for (const DecisionSpec& decision : program.decisions) {
        fmt::format_to(out, "decide {}{}\n", text(decision.id), when(decision.when));
        for (std::uint16_t i = 0; i < decision.requirement_count; ++i) {
            const RequirementSpec& row =
                program.requirements[static_cast<std::size_t>(decision.first_requirement) + i];
            fmt::format_to(out, "  {}: ", text(row.id));
            dump_op(out, program, program.ops[row.op]);
            fmt::format_to(out, "{}\n", when(row.when));
        }
    }
    for (const OutputSpec& output : program.outputs)
        fmt::format_to(out, "output {} : {}{} r{}\n", text(output.id), name_of(output.kind),
                       output.or_none ? " or none" : "", output.value);
    return result;
}

}  // namespace tenet::compiler
