#pragma once

#include "tenet/valid_regions.hpp"
#include "tenet/valid_types.hpp"

/// The validator's look at ops. Each is looked at with nothing but the ops it names and the region around it, so that long
/// programs can be checked in chunks: `valid_ops` of 512 ops at a time stays below the limits that compilers set to
/// constant evaluation.
namespace tenet {

/// Whether the constant, slot or third operand register of an op is in order; `type` is that of its value.
constexpr bool valid_imm(const Program& program, const Op& op, const ValueType& type) {
    if (operand_count(op.code) == 3) return op.imm >= 0 && op.imm < no_register;
    if (operand_count(op.code) == 4) return op.imm >= 0 && op.imm >> 32 == 0;
    if (reads_calendar(op.code)) return op.imm >= 0 && op.imm < program.calendar_count;
    if (op.code == Code::LoadFact && (op.imm < 0 || op.imm >= program.fact_count)) return false;
    if (op.code == Code::LoadFact || op.code == Code::LoadField) {
        const FactSpec& spec = loaded_spec(program, op);
        return spec.kind == type.kind && spec.choice == type.choice;
    }
    if (op.code == Code::Constant) return valid_constant(program, op, type);
    if (op.code == Code::AddMonths) return op.imm >= -months_limit && op.imm <= months_limit;
    if (op.code == Code::EarliestFrom || op.code == Code::WholeMonths)
        return op.imm > 0 && op.imm <= months_limit;
    // No set has the last bit, which is what none has.
    if (op.code == Code::Covers) return op.imm > 0;
    const bool any = op.code == Code::InSet || op.code == Code::RequireTieredAtLeast ||
                     op.code == Code::RequireTieredAtMost;
    return any || (op.imm >= -value_limit && op.imm <= value_limit);
}

/// Whether all that has a choice behind it has the same, operands and result of type `type`.
constexpr bool valid_choices(const Program& program, const Op& op, const ValueType& type) {
    const ValueType* seen = has_choice(type) ? &type : nullptr;
    for (int k = 0; k < operand_count(op.code); ++k) {
        const ValueType& operand_type = type_of(program, operand(op, k));
        if (!has_choice(operand_type)) continue;
        if (seen != nullptr && seen->choice != operand_type.choice) return false;
        seen = &operand_type;
    }
    const bool takes_sets = op.code == Code::If || op.code == Code::Eq;
    const bool is_set = seen != nullptr && seen->kind == ValueKind::Set;
    return !takes_sets || is_set == ((op.flags & of_sets) != 0);
}

/// Whether an op reads what it may, in the kinds that it takes, and is flagged wherever none may arrive.
constexpr bool valid_operands(const Program& program, const RegionMap& map, std::uint32_t index,
                              const Region& region, const ValueType& type) {
    const Op& op = program.ops[index];
    char letters[5] = {};
    for (int k = 0; k < operand_count(op.code); ++k) {
        const std::uint16_t from = operand(op, k);
        if (!valid_source(program, map, index, region, from)) return false;
        if (may_be_none(program, from) && (op.flags & (a_may_be_none << k)) == 0) return false;
        letters[k] = letter_of(type_of(program, from).kind);
    }
    if ((op.flags & refuses_none(op.code)) != 0) return false;
    return fits(signature_of(op.code), letters, letter_of(type.kind)) && valid_choices(program, op, type);
}

/// The type that requirement ops give.
inline constexpr ValueType yes_no_type{ValueKind::YesNo, 1, no_choice};

/// Whether one op is in order; `region` is around it.
constexpr bool valid_op(const Program& program, const RegionMap& map, std::uint32_t index,
                        const Region& region) {
    const Op& op = program.ops[index];
    if (static_cast<std::uint8_t>(op.code) >= code_count) return false;
    if (is_requirement(op.code) != (index >= program.value_count)) return false;
    if (!valid_place(program, op, index, region)) return false;
    if (op.code == Code::Each) return true;
    if (is_requirement(op.code)) {
        if (op.type >= program.requirement_count || program.requirements[op.type].op != index) return false;
    } else if (op.type >= program.type_count || !valid_type(program, program.types[op.type])) {
        return false;
    }
    const ValueType& type = is_requirement(op.code) ? yes_no_type : program.types[op.type];
    return valid_imm(program, op, type) && valid_operands(program, map, index, region, type);
}

/// Whether ops `[first, last)` are in order, those beyond the end not counted: known codes, value ops before requirement ops,
/// regions well-formed, registers written before they are read, slots that exist, types that fit, flags set wherever none may
/// arrive.
constexpr bool valid_ops(const Program& program, std::uint32_t first, std::uint32_t last) {
    const RegionMap map(program);
    Region region = region_around(program, first);
    for (std::uint32_t i = first; i < last && i < program.op_count; ++i) {
        if (!valid_op(program, map, i, region)) return false;
        if (program.ops[i].code == Code::Each) region = region_at(program, i);
    }
    return true;
}

}  // namespace tenet
