#include "compiler/assemble.hpp"

#include "compiler/fault.hpp"
#include "compiler/string_pool.hpp"

#include <limits>
#include <optional>
#include <string_view>
#include <utility>

namespace tenet::compiler {
namespace {

/// What a requirement op reads and how; registers are still nodes.
struct Fused {
    Code code = Code::Require;
    NodeId a, b, c;
    std::int64_t imm = 0;
};

bool is_constant(const Table& table, NodeId id) { return table.at(id).op == Code::Constant; }

/// `x >= limit` or `x <= limit`.
struct Threshold {
    bool at_least;
    NodeId x;
    std::int64_t limit;
};

std::optional<Threshold> threshold_of(const Table& table, NodeId id) {
    const Node& node = table.at(id);
    if (node.op != Code::Le) return std::nullopt;
    if (is_constant(table, node.a)) return Threshold{true, node.b, table.at(node.a).imm};
    if (is_constant(table, node.b)) return Threshold{false, node.a, table.at(node.b).imm};
    return std::nullopt;
}

bool fits(std::int64_t value) {
    return value >= std::numeric_limits<std::int32_t>::min() &&
           value <= std::numeric_limits<std::int32_t>::max();
}

/// `alternative` is `threshold and condition` with a threshold of the same kind on the same value as `first`.
std::optional<Fused> tier_of(const Table& table, const Threshold& first, NodeId threshold, NodeId condition) {
    const std::optional<Threshold> second = threshold_of(table, threshold);
    if (!second || second->at_least != first.at_least || second->x != first.x) return std::nullopt;
    if (!fits(first.limit) || !fits(second->limit)) return std::nullopt;
    return Fused{
        first.at_least ? Code::RequireTieredAtLeast : Code::RequireTieredAtMost,
        first.x,
        condition,
        {},
        pack_tiers(static_cast<std::int32_t>(first.limit), static_cast<std::int32_t>(second->limit))};
}

/// `x >= 4 or (x >= 3 and c)`, however the operands of either are ordered.
std::optional<Fused> tiered_of(const Table& table, const Node& either) {
    for (const auto& [one, other] : {std::pair(either.a, either.b), std::pair(either.b, either.a)}) {
        const std::optional<Threshold> first = threshold_of(table, one);
        const Node& both = table.at(other);
        if (!first || both.op != Code::And) continue;
        if (auto fused = tier_of(table, *first, both.a, both.b)) return fused;
        if (auto fused = tier_of(table, *first, both.b, both.a)) return fused;
    }
    return std::nullopt;
}

Fused fused(const Table& table, NodeId condition) {
    const Node& node = table.at(condition);
    if (const auto threshold = threshold_of(table, condition))
        return {threshold->at_least ? Code::RequireAtLeast : Code::RequireAtMost,
                threshold->x,
                {},
                {},
                threshold->limit};
    if (node.op == Code::Le) return {Code::RequireLe, node.a, node.b, {}, 0};
    if (node.op == Code::InRange) return {Code::RequireInRange, node.a, node.b, node.c, 0};
    if (node.op == Code::Or)
        if (const auto tiered = tiered_of(table, node)) return *tiered;
    return {Code::Require, condition, {}, {}, 0};
}

/// Nodes that some op reads get a register each, in the order of the table.
class Registers {
  public:
    explicit Registers(const Table& table)
        : table_(table), needed_(table.nodes.size()), numbers_(table.nodes.size()) {}

    void need(NodeId id) {
        if (id.valid()) needed_[id.index()] = true;
    }

    /// INVARIANT: operands precede their users, so one pass from the end reaches all that is read.
    std::size_t number() {
        for (std::size_t i = table_.nodes.size(); i-- > 0;)
            if (needed_[i])
                for (NodeId operand : {table_.nodes[i].a, table_.nodes[i].b, table_.nodes[i].c})
                    need(operand);
        for (std::size_t i = 0; i < needed_.size(); ++i) {
            numbers_[i] = count_;
            if (needed_[i]) ++count_;
        }
        return count_;
    }

    bool needed(std::size_t index) const { return needed_[index]; }
    std::uint16_t of(NodeId id) const {
        return id.valid() ? static_cast<std::uint16_t>(numbers_[id.index()]) : 0;
    }
    std::uint16_t or_none(NodeId id) const { return id.valid() ? of(id) : no_register; }

  private:
    const Table& table_;
    std::vector<bool> needed_;
    std::vector<std::size_t> numbers_;
    std::size_t count_ = 0;
};

std::uint8_t flags_of(const Table& table, NodeId a, NodeId b, NodeId c) {
    const auto flag = [&](NodeId id, Flag bit) { return id.valid() && table.at(id).may_be_none ? bit : 0; };
    return static_cast<std::uint8_t>(flag(a, a_may_be_none) | flag(b, b_may_be_none) |
                                     flag(c, c_may_be_none));
}

/// A third register stands in imm, where the operators that have one keep nothing else.
Op value_op(const Table& table, const Registers& registers, std::size_t index) {
    const Node& node = table.nodes[index];
    const std::int64_t imm = node.c.valid() ? registers.of(node.c) : node.imm;
    const std::uint8_t rounding = node.round_up ? round_up : 0;
    return {node.op,
            static_cast<std::uint8_t>(flags_of(table, node.a, node.b, node.c) | rounding),
            registers.of(NodeId(index)),
            registers.of(node.a),
            registers.of(node.b),
            imm};
}

Op requirement_op(const Table& table, const Registers& registers, const Fused& shape, std::size_t index,
                  bool when) {
    const std::int64_t imm = shape.c.valid() ? registers.of(shape.c) : shape.imm;
    const std::uint8_t applies = when ? has_when : 0;
    return {shape.code,
            static_cast<std::uint8_t>(flags_of(table, shape.a, shape.b, shape.c) | applies),
            static_cast<std::uint16_t>(index),
            registers.of(shape.a),
            registers.of(shape.b),
            imm};
}

ValueKind kind_of(typed::Base base) {
    switch (base) {
    case typed::Base::YesNo: return ValueKind::YesNo;
    case typed::Base::Count: return ValueKind::Count;
    case typed::Base::Date: return ValueKind::Date;
    case typed::Base::Number: return ValueKind::Number;
    case typed::Base::Days: return ValueKind::Days;
    case typed::Base::Period: break;
    }
    fault("a period reached the program as a value");
}

std::vector<Fused> shapes_of(const Table& table, Registers& registers) {
    std::vector<Fused> shapes;
    for (const TableRequirement& requirement : table.requirements) {
        shapes.push_back(fused(table, requirement.condition));
        for (NodeId id : {shapes.back().a, shapes.back().b, shapes.back().c, requirement.when})
            registers.need(id);
    }
    for (const TableDecision& decision : table.decisions)
        registers.need(decision.when);
    for (const TableOutput& output : table.outputs)
        registers.need(output.value);
    return shapes;
}

void add_ops(const Table& table, const Registers& registers, const std::vector<Fused>& shapes,
             OwnedProgram& program) {
    for (std::size_t i = 0; i < table.nodes.size(); ++i)
        if (registers.needed(i)) program.ops.push_back(value_op(table, registers, i));
    for (std::size_t i = 0; i < shapes.size(); ++i)
        program.ops.push_back(
            requirement_op(table, registers, shapes[i], i, table.requirements[i].when.valid()));
}

void add_specs(const Table& table, const Registers& registers, StringPool& pool, OwnedProgram& program) {
    for (const TableFact& fact : table.facts)
        program.facts.push_back({kind_of(fact.type.base), fact.type.or_none, fact.type.low, fact.type.high,
                                 pool.add(fact.id), pool.add(fact.name), pool.add_text(fact.label.en),
                                 pool.add_text(fact.label.zh)});
    for (const TableRequirement& row : table.requirements)
        program.requirements.push_back(
            {static_cast<std::uint16_t>(program.value_count + program.requirements.size()),
             registers.or_none(row.when), pool.add(row.id), pool.add(row.name), pool.add_text(row.label.en),
             pool.add_text(row.label.zh), pool.add_text(row.otherwise.en), pool.add_text(row.otherwise.zh)});
    for (const TableDecision& row : table.decisions)
        program.decisions.push_back(
            {registers.or_none(row.when), static_cast<std::uint16_t>(row.requirements.first),
             static_cast<std::uint16_t>(row.requirements.count), pool.add(row.id), pool.add(row.name),
             pool.add_text(row.label.en), pool.add_text(row.label.zh), pool.add_text(row.when_otherwise.en),
             pool.add_text(row.when_otherwise.zh)});
    for (const TableOutput& row : table.outputs)
        program.outputs.push_back({registers.of(row.value), kind_of(row.type.base),
                                   table.at(row.value).may_be_none, pool.add(row.id), pool.add(row.name),
                                   pool.add_text(row.label.en), pool.add_text(row.label.zh)});
}

std::uint64_t leading_bits(std::string_view hex) {
    std::uint64_t bits = 0;
    for (char digit : hex.substr(0, 16))
        bits = bits << 4 | static_cast<std::uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    return bits;
}

}  // namespace

OwnedProgram assemble(const Table& table, const Fingerprints& fingerprints, Diagnostics& diagnostics) {
    OwnedProgram program;
    Registers registers(table);
    const std::vector<Fused> shapes = shapes_of(table, registers);
    const std::size_t count = registers.number();
    // Ops are numbered in 16 bits as well, and 0xFFFF stands for none.
    if (count + shapes.size() > no_register) {
        diagnostics.report<D::TooManyRegisters>(table.span, count + shapes.size(), no_register);
        return program;
    }
    program.value_count = static_cast<std::uint32_t>(count);
    program.as_of = table.as_of < table.facts.size() ? static_cast<std::uint16_t>(table.as_of) : no_register;
    program.fingerprint = leading_bits(fingerprints.meaning);
    add_ops(table, registers, shapes, program);
    StringPool pool;
    add_specs(table, registers, pool, program);
    program.pool = std::move(pool).take();
    return program;
}

Program OwnedProgram::view() const {
    const auto size = [](const auto& rows) { return static_cast<std::uint32_t>(rows.size()); };
    return {ops.data(),          size(ops),          value_count,      facts.data(),    size(facts),
            requirements.data(), size(requirements), decisions.data(), size(decisions), outputs.data(),
            size(outputs),       pool.data(),        size(pool),       as_of,           fingerprint};
}

}  // namespace tenet::compiler
