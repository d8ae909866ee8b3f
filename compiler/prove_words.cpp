#include "compiler/prove_words.hpp"

#include "compiler/value_text.hpp"

#include <array>
#include <string>

namespace tenet::compiler {
namespace {

using typed::Base;

typed::Type type_of(const Node& node) { return {node.base, node.may_be_none, 0, 0, node.scale, node.of}; }

bool is_constant(const Node& node) { return node.op == Code::Constant || node.op == Code::NoneConstant; }

/// What has no order, or too many members to name, is not described.
bool has_range(Base base) { return base != Base::YesNo && base != Base::Set && base != Base::Text; }

Arg value_arg(const Table& table, const typed::Type& type, std::int64_t value) {
    if (type.base != Base::Choice)
        return {value_text(type, value, Lang::En), value_text(type, value, Lang::Zh)};
    const TableChoiceValue& row = table.choices[type.of].values[static_cast<std::size_t>(value)];
    return {row.id, row.name};
}

}  // namespace

Arg ProofWords::range_text(const typed::Type& type, const Partial& value) const {
    if (is_surely_none(value)) return {"none", "无"};
    const Arg from = value_arg(table_, type, value.lo), to = value_arg(table_, type, value.hi);
    return value.lo == value.hi ? from : Arg(from.en + " to " + to.en, from.zh + " 至 " + to.zh);
}

const TableFact& ProofWords::field(const Node& node) const {
    return table_.records[table_.facts[list_of_field(node.imm)].type.of].fields[field_of_field(node.imm)];
}

/// How a reader calls an operand.
Arg ProofWords::name(const Node& node) const {
    const auto fact_name = [&] { return "`" + table_.facts[static_cast<std::size_t>(node.imm)].name + "`"; };
    if (node.op == Code::LoadFact) return {fact_name(), fact_name() + " "};
    if (node.op == Code::LoadField) return {"`" + field(node).name + "`", "`" + field(node).name + "` "};
    if (node.op == Code::Count) return {"the count of " + fact_name(), fact_name() + " 的条数"};
    return {"the value compared", "所比较的值"};
}

/// What an operand may be, for a reader: `audits` is 0 to 3.
void ProofWords::describe(NodeId id, Arg& text) const {
    const Node* node = &table_.at(id);
    if (is_constant(*node) || !has_range(node->base)) return;
    const Arg is = range_text(type_of(*node), range(id));
    if (node->op == Code::Given) node = &table_.at(node->a);
    const Arg named = name(*node);
    text.en += (text.en.empty() ? "" : ", ") + named.en + " is " + is.en;
    text.zh += (text.zh.empty() ? "" : "，") + named.zh + "为 " + is.zh;
}

/// Both bounds of a window in one phrase.
void ProofWords::describe_bounds(const Node& window, Arg& text) const {
    const Partial bounds = hull(range(window.b), range(window.c));
    const Arg within = range_text(type_of(table_.at(window.b)), bounds);
    text.en += (text.en.empty() ? "it must lie within " : ", and must lie within ") + within.en;
    text.zh += (text.zh.empty() ? "应在 " : "，应在 ") + within.zh + " 之内";
}

Arg ProofWords::reason(NodeId condition) const {
    const Node& node = table_.at(condition);
    Arg text("");
    if (node.op == Code::InRange) {
        describe(node.a, text);
        describe_bounds(node, text);
        return text;
    }
    for (NodeId operand : node.operands())
        if (operand.valid()) describe(operand, text);
    return text.en.empty() ? no_fact() : text;
}

}  // namespace tenet::compiler
