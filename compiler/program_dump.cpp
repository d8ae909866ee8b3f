#include "compiler/table_dump.hpp"

#include "compiler/table_names.hpp"

#include <fmt/format.h>

#include <iterator>
#include <tuple>
#include <utility>

namespace tenet::compiler {
namespace {

using Out = std::back_insert_iterator<std::string>;

const char* text_at(const OwnedProgram& program, std::uint32_t offset) {
    return program.pool.c_str() + offset;
}

std::string type_text(const OwnedProgram& program, ValueKind kind, std::int32_t scale, std::uint16_t choice) {
    std::string text(name_of(kind));
    if (scale != 1) text += fmt::format("/{}", scale);
    if (choice != no_choice) text += std::string(" of ") + text_at(program, program.choices[choice].id);
    return text;
}

void dump_fact(Out out, const OwnedProgram& program, const FactSpec& fact) {
    fmt::format_to(out, "{} : {} {}..{}{}\n", text_at(program, fact.id),
                   type_text(program, fact.kind, fact.scale, fact.choice), fact.low, fact.high,
                   fact.or_none ? " or none" : "");
}

/// Registers are written r3, the register in imm too; a plain imm as a number.
std::string operands_text(const OwnedProgram& program, const Op& op) {
    switch (op.code) {
    case Code::Constant: return fmt::format(" {}", op.imm);
    case Code::NoneConstant: return "";
    case Code::LoadFact:
        return fmt::format(" {}", text_at(program, program.facts[static_cast<std::size_t>(op.imm)].id));
    case Code::LoadField: {
        const FactSpec& list = program.facts[slot_of(op.imm)];
        return fmt::format(" {}", text_at(program, program.fields[list.first_field + field_of(op.imm)].id));
    }
    case Code::Each:
        return fmt::format(" {}: {} + {}",
                           text_at(program, program.facts[static_cast<std::size_t>(op.imm)].id), op.a, op.b);
    case Code::Given:
    case Code::Not:
    case Code::IsNone:
    case Code::AsSet:
    case Code::Count:
    case Code::Any:
    case Code::Require: return fmt::format(" r{}", op.a);
    case Code::And:
    case Code::Or:
    case Code::Eq:
    case Code::Lt:
    case Code::Le:
    case Code::Add:
    case Code::Sub:
    case Code::Member:
    case Code::Ahead:
    case Code::Sum:
    case Code::Latest:
    case Code::Earliest:
    case Code::InOrder:
    case Code::Union:
    case Code::RequireLe: return fmt::format(" r{} r{}", op.a, op.b);
    case Code::If:
    case Code::InRange:
    case Code::RequireInRange: return fmt::format(" r{} r{} r{}", op.a, op.b, op.imm);
    case Code::Running:
    case Code::RunTo: return fmt::format(" r{} r{} r{} r{}", op.a, op.b, op.imm & 0xFFFF, op.imm >> 16);
    case Code::WorkingDay:
    case Code::WorkingIndex:
    case Code::WorkingDayAt:
        return fmt::format(" r{} {}", op.a,
                           text_at(program, program.calendars[static_cast<std::size_t>(op.imm)].id));
    case Code::WholeMonths: return fmt::format(" r{} r{} {}", op.a, op.b, op.imm);
    case Code::InSet:
    case Code::Covers: return fmt::format(" r{} {:#x}", op.a, static_cast<std::uint64_t>(op.imm));
    case Code::Scale:
    case Code::AddMonths:
    case Code::EarliestFrom:
    case Code::RequireAtLeast:
    case Code::RequireAtMost: return fmt::format(" r{} {}", op.a, op.imm);
    case Code::RequireTieredAtLeast:
    case Code::RequireTieredAtMost:
        return fmt::format(" r{} {}, {} with r{}", op.a, first_tier(op.imm), second_tier(op.imm), op.b);
    }
    __builtin_unreachable();
}

std::string op_text(const OwnedProgram& program, const Op& op) {
    std::string text = std::string(name_of(op.code)) + operands_text(program, op);
    for (const auto& [bit, name] :
         {std::pair(a_may_be_none, " a?"), std::pair(b_may_be_none, " b?"), std::pair(c_may_be_none, " c?"),
          std::pair(round_up, op.code == Code::WorkingIndex ? " clamped" : " up")})
        if ((op.flags & bit) != 0) text += name;
    return text;
}

std::string when_text(std::string_view word, std::uint16_t slot) {
    return slot == no_register ? std::string() : fmt::format(" {} r{}", word, slot);
}

/// Ops of a region are set off by blanks: those of its records further than its aggregates.
void dump_values(Out out, const OwnedProgram& program) {
    std::uint32_t records = 0, aggregates = 0;
    for (std::uint32_t i = 0; i < program.value_count; ++i) {
        const Op& op = program.ops[i];
        fmt::format_to(out, "{}r{} = {}\n",
                       records != 0      ? "    "
                       : aggregates != 0 ? "  "
                                         : "",
                       i, op_text(program, op));
        if (records != 0)
            --records;
        else if (aggregates != 0)
            --aggregates;
        if (op.code == Code::Each) std::tie(records, aggregates) = std::tuple(op.a, op.b);
    }
}

void dump_requirement(Out out, const OwnedProgram& program, const RequirementSpec& row) {
    const Op& op = program.ops[row.op];
    fmt::format_to(out, "  {}: requirement {} = {}{}{}\n", text_at(program, row.id), op.type,
                   op_text(program, op), when_text("when", row.when), when_text("records", row.records));
    for (std::uint32_t i = 0; i < row.remedy_count; ++i) {
        const RemedySpec& remedy = program.remedies[std::size_t{row.first_remedy} + i];
        fmt::format_to(out, "    remedy {}{}\n", text_at(program, remedy.id), when_text("when", remedy.when));
    }
    for (std::uint32_t i = 0; i < row.part_count; ++i)
        fmt::format_to(out, "    part r{}\n", program.parts[std::size_t{row.first_part} + i].condition);
    for (std::uint32_t i = 0; i < row.placeholder_count; ++i) {
        const PlaceholderSpec& shown = program.placeholders[std::size_t{row.first_placeholder} + i];
        fmt::format_to(out, "    shows {} r{}\n", text_at(program, shown.name), shown.value);
    }
}

}  // namespace

std::string dump(const OwnedProgram& program) {
    std::string result;
    const Out out = std::back_inserter(result);
    for (const FactSpec& fact : program.facts) {
        result += "fact ";
        dump_fact(out, program, fact);
        for (std::uint32_t i = 0; i < fact.field_count; ++i) {
            result += "  ";
            dump_fact(out, program, program.fields[std::size_t{fact.first_field} + i]);
        }
    }
    dump_values(out, program);
    for (const DecisionSpec& decision : program.decisions) {
        fmt::format_to(out, "decide {}{}\n", text_at(program, decision.id), when_text("when", decision.when));
        for (std::uint16_t i = 0; i < decision.requirement_count; ++i)
            dump_requirement(out, program, program.requirements[std::size_t{decision.first_requirement} + i]);
    }
    for (const OutputSpec& output : program.outputs) {
        const ValueType& type = program.types[program.ops[output.value].type];
        fmt::format_to(out, "output {} : {}{} r{}\n", text_at(program, output.id),
                       type_text(program, type.kind, type.scale, type.choice),
                       output.or_none ? " or none" : "", output.value);
    }
    for (const AssumeSpec& assume : program.assumes)
        fmt::format_to(out, "assume r{}\n", assume.condition);
    return result;
}

}  // namespace tenet::compiler
