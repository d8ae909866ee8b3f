#include "compiler/assemble.hpp"

#include "compiler/fuse.hpp"
#include "compiler/op_flags.hpp"
#include "compiler/program_specs.hpp"
#include "compiler/schedule.hpp"

#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace tenet::compiler {
namespace {

/// How the values of ops read, each way once.
class Types {
  public:
    std::uint16_t of(const ValueType& type) {
        const auto [place, fresh] = known_.try_emplace(std::tuple(type.kind, type.scale, type.choice),
                                                       static_cast<std::uint16_t>(types_.size()));
        if (fresh) types_.push_back(type);
        return place->second;
    }
    std::uint16_t of(const Node& node) {
        const bool of_choice = node.base == typed::Base::Choice || node.base == typed::Base::Set;
        return of(
            {kind_of(node.base), node.scale, of_choice ? static_cast<std::uint16_t>(node.of) : no_choice});
    }
    std::vector<ValueType> take() { return std::move(types_); }

  private:
    std::vector<ValueType> types_;
    std::map<std::tuple<ValueKind, std::int32_t, std::uint16_t>, std::uint16_t> known_;
};

/// The nodes that some op reads or some row shows.
class Needed {
  public:
    explicit Needed(const Table& table) : table_(table), marks_(table.nodes.size()) {}

    void need(NodeId id) {
        if (id.valid()) marks_[id.index()] = true;
    }

    void rows() {
        for (const TableRequirement& row : table_.requirements) {
            need(row.when);
            need(row.records);
            placeholders(row.placeholders);
        }
        for (const TableRemedy& row : table_.remedies)
            need(row.when);
        for (const TablePart& row : table_.parts)
            need(row.condition);
        for (const TableDecision& row : table_.decisions)
            need(row.when);
        for (const TableOutput& row : table_.outputs)
            need(row.value);
        for (const TableAssume& row : table_.assumes) {
            need(row.condition);
            placeholders(row.placeholders);
        }
    }

    /// INVARIANT: operands precede their users, so one pass from the end reaches all that is read.
    std::vector<bool> take() {
        for (std::size_t i = table_.nodes.size(); i-- > 0;)
            if (marks_[i])
                for (NodeId operand : table_.nodes[i].operands())
                    need(operand);
        return std::move(marks_);
    }

  private:
    void placeholders(const std::vector<TablePlaceholder>& rows) {
        for (const TablePlaceholder& row : rows)
            need(row.value);
    }

    const Table& table_;
    std::vector<bool> marks_;
};

/// Writes the ops one after the other. A record op has a register in each region that it stands in: operands name the
/// last one given, which is that of the same region.
class Ops {
  public:
    Ops(const Table& table, OwnedProgram& program)
        : table_(table), program_(program), registers_(table.nodes.size(), no_register) {}

    void add(const Step& step) {
        if (!step.node.valid()) {
            program_.ops.push_back({Code::Each, 0, types_.of({ValueKind::List, 1, no_choice}),
                                    static_cast<std::uint16_t>(step.records),
                                    static_cast<std::uint16_t>(step.aggregates), step.list});
            return;
        }
        const Node& node = table_.at(step.node);
        registers_[step.node.index()] = static_cast<std::uint16_t>(program_.ops.size());
        // Which list an aggregate is over says the head of its region; further registers stand in imm.
        const std::int64_t own = is_aggregate(node.op) ? 0 : node.imm;
        const std::int64_t imm = node.d.valid()   ? pack_registers(of(node.c), of(node.d))
                                 : node.c.valid() ? of(node.c)
                                                  : own;
        program_.ops.push_back(
            {node.op, flags_of(table_, node), types_.of(node), of(node.a), of(node.b), imm});
    }

    void add(const Fused& shape, std::size_t requirement) {
        const bool when = table_.requirements[requirement].when.valid();
        const std::int64_t imm = shape.c.valid() ? of(shape.c) : shape.imm;
        program_.ops.push_back(
            {shape.code,
             static_cast<std::uint8_t>(none_flags(table_, shape.a, shape.b, shape.c) | (when ? has_when : 0)),
             static_cast<std::uint16_t>(requirement), of(shape.a), of(shape.b), imm});
    }

    const std::vector<std::uint16_t>& registers() const { return registers_; }
    std::vector<ValueType> take_types() { return types_.take(); }

  private:
    std::uint16_t of(NodeId id) const { return id.valid() ? registers_[id.index()] : std::uint16_t{0}; }

    const Table& table_;
    OwnedProgram& program_;
    std::vector<std::uint16_t> registers_;
    Types types_;
};

std::uint64_t leading_bits(std::string_view hex) {
    std::uint64_t bits = 0;
    for (char digit : hex.substr(0, 16))
        bits = bits << 4 | static_cast<std::uint64_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
    return bits;
}

std::vector<Fused> shapes_of(const Table& table, Needed& needed) {
    std::vector<Fused> shapes;
    for (const TableRequirement& requirement : table.requirements) {
        shapes.push_back(fused(table, requirement.condition));
        for (NodeId id : {shapes.back().a, shapes.back().b, shapes.back().c})
            needed.need(id);
    }
    needed.rows();
    return shapes;
}

}  // namespace

OwnedProgram assemble(const Table& table, const Fingerprints& fingerprints, Diagnostics& diagnostics) {
    OwnedProgram program;
    Needed needed(table);
    const std::vector<Fused> shapes = shapes_of(table, needed);
    // Ops are numbered in 16 bits as well, and 0xFFFF stands for none.
    const std::vector<Step> steps = schedule(table, needed.take(), no_register);
    if (steps.size() + shapes.size() > no_register)
        diagnostics.report<D::TooManyRegisters>(table.span, steps.size() + shapes.size(), no_register);
    check_rows(table, diagnostics);
    if (diagnostics.has_errors()) return program;
    program.value_count = static_cast<std::uint32_t>(steps.size());
    program.as_of = table.as_of < table.facts.size() ? static_cast<std::uint16_t>(table.as_of) : no_register;
    program.fingerprint = leading_bits(fingerprints.meaning);
    Ops ops(table, program);
    for (const Step& step : steps)
        ops.add(step);
    for (std::size_t i = 0; i < shapes.size(); ++i)
        ops.add(shapes[i], i);
    program.types = ops.take_types();
    add_specs(table, ops.registers(), program);
    return program;
}

Program OwnedProgram::view() const {
    const auto size = [](const auto& rows) { return static_cast<std::uint32_t>(rows.size()); };
    Program program{};
    program.ops = ops.data();
    program.op_count = size(ops);
    program.value_count = value_count;
    const auto set = [&size](const auto*& data, std::uint32_t& count, const auto& rows) {
        data = rows.data();
        count = size(rows);
    };
    set(program.types, program.type_count, types);
    set(program.facts, program.fact_count, facts);
    set(program.fields, program.field_count, fields);
    set(program.choices, program.choice_count, choices);
    set(program.choice_values, program.choice_value_count, choice_values);
    set(program.items, program.item_count, items);
    set(program.texts, program.text_count, texts);
    set(program.requirements, program.requirement_count, requirements);
    set(program.remedies, program.remedy_count, remedies);
    set(program.parts, program.part_count, parts);
    set(program.placeholders, program.placeholder_count, placeholders);
    set(program.decisions, program.decision_count, decisions);
    set(program.outputs, program.output_count, outputs);
    set(program.assumes, program.assume_count, assumes);
    set(program.notes, program.note_count, notes);
    set(program.calendars, program.calendar_count, calendars);
    program.calendar_days = calendar_days.data();
    set(program.calendar_counts, program.calendar_word_count, calendar_counts);
    set(program.pool, program.pool_size, pool);
    program.as_of = as_of;
    program.fingerprint = fingerprint;
    return program;
}

}  // namespace tenet::compiler
