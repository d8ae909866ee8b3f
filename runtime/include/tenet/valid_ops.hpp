#pragma once

#include "tenet/valid_regions.hpp"

/// The validator's look at ops. Each is looked at with nothing but the ops it names and the region around it, so that long
/// programs can be checked in chunks: `valid_ops` of 512 ops at a time stays below the limits that compilers set to
/// constant evaluation.
namespace tenet {

/// Whether what an op loads is of its type; the slot exists.
constexpr bool valid_load(const Program& program, const Op& op, const ValueType& type) {
    const FactSpec& spec = loaded_spec(program, op);
    return spec.kind == type.kind && spec.choice == type.choice;
}

/// Whether the constant, slot or third operand register of an op is in order; `type` is that of its value.
TENET_INLINE constexpr bool valid_imm(const Program& program, const Op& op, const ValueType& type) {
    switch (code_rules[op.code].imm) {
    case ImmRule::Register: return op.imm >= 0 && op.imm < no_register;
    case ImmRule::Registers: return op.imm >= 0 && op.imm >> 32 == 0;
    case ImmRule::Calendar: return op.imm >= 0 && op.imm < program.calendar_count;
    case ImmRule::Fact: return op.imm >= 0 && op.imm < program.fact_count && valid_load(program, op, type);
    case ImmRule::Field: return valid_load(program, op, type);
    case ImmRule::Constant: return valid_constant(program, op, type);
    case ImmRule::Months: return op.imm >= -months_limit && op.imm <= months_limit;
    case ImmRule::SomeMonths: return op.imm > 0 && op.imm <= months_limit;
    // No set has the last bit, which is what none has.
    case ImmRule::Members: return op.imm > 0;
    case ImmRule::Bits: return true;
    case ImmRule::Number: return op.imm >= -value_limit && op.imm <= value_limit;
    }
    return false;
}

/// Whether all that has a choice behind it has the same, operands and result of type `type`.
constexpr bool valid_choices(const Program& program, const Op& op, const ValueType& type) {
    const ValueType* seen = has_choice(type) ? &type : nullptr;
    for (int k = 0; k < code_rules[op.code].operands; ++k) {
        const ValueType& operand_type = type_of(program, operand(op, k));
        if (!has_choice(operand_type)) continue;
        if (seen != nullptr && seen->choice != operand_type.choice) return false;
        seen = &operand_type;
    }
    const bool is_set = seen != nullptr && seen->kind == ValueKind::Set;
    return !code_rules[op.code].takes_sets || is_set == ((op.flags & of_sets) != 0);
}

/// Whether an op reads what it may, in the kinds that it takes, and is flagged wherever none may arrive.
TENET_INLINE constexpr bool valid_operands(const Program& program, const RegionMap& map, std::uint32_t index,
                                           const Region& region, const ValueType& type) {
    const Op& op = program.ops[index];
    const CodeRules& rules = code_rules[op.code];
    const std::uint32_t result = kind_numbers[type.kind];
    const Readable readable = readable_by(program, index, region);
    std::uint32_t key = 0;
    bool of_choices = result >= first_choice_number;
    for (int k = 0; k < rules.operands; ++k) {
        const std::uint16_t from = operand(op, k);
        if (!readable.has(program, map, from)) return false;
        if (may_be_none(program, from) && (op.flags & (a_may_be_none << k)) == 0) return false;
        const std::uint32_t number = kind_numbers[type_of(program, from).kind];
        of_choices = of_choices || number >= first_choice_number;
        key = kinds_key(key, number);
    }
    if ((op.flags & rules.refuses_none) != 0 || !rules.fits(kinds_key(key, result))) return false;
    // Mostly there is no choice, and nothing to look for.
    return of_choices ? valid_choices(program, op, type) : !rules.takes_sets || (op.flags & of_sets) == 0;
}

/// The type that requirement ops give.
inline constexpr ValueType yes_no_type{ValueKind::YesNo, 1, no_choice};

/// Whether the types of values are.
constexpr bool valid_types(const Program& program) {
    for (std::uint32_t i = 0; i < program.type_count; ++i) {
        const ValueType& type = program.types[i];
        // An Each names a type too, that of lists, which no value has.
        if (type.kind != ValueKind::List && !valid_type(program, type)) return false;
    }
    return true;
}

/// Whether one op is in order; `region` is around it, and types have been looked at.
TENET_INLINE constexpr bool valid_op(const Program& program, const RegionMap& map, std::uint32_t index,
                                     const Region& region) {
    const Op& op = program.ops[index];
    if (static_cast<std::uint8_t>(op.code) >= code_count) return false;
    if (is_requirement(op.code) != (index >= program.value_count)) return false;
    if (!valid_place(program, op, index, region)) return false;
    // Its type says nothing, but is asked for like that of any other op.
    if (op.code == Code::Each) return op.type < program.type_count;
    if (is_requirement(op.code)) {
        if (op.type >= program.requirement_count || program.requirements[op.type].op != index) return false;
    } else if (op.type >= program.type_count) {
        return false;
    }
    const ValueType& type = is_requirement(op.code) ? yes_no_type : program.types[op.type];
    return valid_imm(program, op, type) && valid_operands(program, map, index, region, type);
}

/// Whether ops `[first, last)` are in order, those beyond the end not counted: known codes, value ops before requirement ops,
/// regions well-formed, registers written before they are read, slots that exist, types that fit, flags set wherever none may
/// arrive. `map` is that of the program, and types have been looked at.
constexpr bool valid_ops(const Program& program, const RegionMap& map, std::uint32_t first,
                         std::uint32_t last) {
    Region region = region_around(program, first);
    for (std::uint32_t i = first; i < last && i < program.op_count; ++i) {
        if (!valid_op(program, map, i, region)) return false;
        if (program.ops[i].code == Code::Each) region = region_at(program, i);
    }
    return true;
}

/// The same of a program of which the map has not been made.
constexpr bool valid_ops(const Program& program, std::uint32_t first, std::uint32_t last) {
    return valid_types(program) && valid_ops(program, RegionMap(program), first, last);
}

}  // namespace tenet
