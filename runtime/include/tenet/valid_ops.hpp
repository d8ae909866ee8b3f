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

/// Whether the slot, calendar or constant of an op is one of the program's; it lies in the range of its rule. `region` is around
/// the op.
constexpr bool valid_imm_of(const Program& program, const Op& op, ImmRule rule, const ValueType& type,
                            const Region& region) {
    if (rule == ImmRule::Calendar) return op.imm < program.calendar_count;
    if (rule == ImmRule::Constant) return valid_constant(program, op, type);
    if (rule == ImmRule::Fact) return op.imm < program.fact_count && valid_load(program, op, type);
    return slot_of(op.imm) == region.slot && op.imm >> 48 == 0 &&
           field_of(op.imm) < program.facts[region.slot].field_count && valid_load(program, op, type);
}

/// Whether the constant, slot or third operand register of an op is in order; `type` is that of its value.
TENET_INLINE constexpr bool valid_imm(const Program& program, const Op& op, const CodeRules& rules,
                                      const ValueType& type, const Region& region) {
    if (op.imm < rules.imm_range.low || op.imm > rules.imm_range.high) return false;
    return !rules.asks_program() || valid_imm_of(program, op, rules.imm, type, region);
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
    const std::uint8_t flags = code_rules[op.code].flags_of_sets;
    return (op.flags & flags) == (is_set ? flags : 0);
}

/// What an op reads, operand by operand: the kinds, and that it may read it and is flagged where it may be none.
struct Reader {
    const Program& program;
    const RegionMap& map;
    const Op& op;
    Readable readable;
    std::uint32_t key = 0;

    TENET_INLINE constexpr bool take(std::uint16_t from, std::uint8_t flag) {
        if (!readable.has(map, from)) return false;
        if (may_be_none(program, from) && (op.flags & flag) == 0) return false;
        key = kinds_key(key, kind_numbers[type_of(program, from).kind]);
        return true;
    }
};

/// Whether an op reads what it may, in the kinds that it takes, and is flagged wherever none may arrive.
TENET_INLINE constexpr bool valid_operands(const Program& program, const RegionMap& map, const Op& op,
                                           const CodeRules& rules, const Readable& readable,
                                           const ValueType& type) {
    Reader reader{program, map, op, readable};
    if (rules.operands > 0 && !reader.take(op.a, a_may_be_none)) return false;
    if (rules.operands > 1 && !reader.take(op.b, b_may_be_none)) return false;
    if (rules.operands > 2 && !reader.take(operand(op, 2), c_may_be_none)) return false;
    if (rules.operands > 3 && !reader.take(operand(op, 3), d_may_be_none)) return false;
    const std::uint32_t key = kinds_key(reader.key, kind_numbers[type.kind]);
    if (!rules.fits(key)) return false;
    // Mostly there is no choice, and nothing to look for.
    if ((key & choice_bits) == 0) return (op.flags & (rules.refuses_none | rules.flags_of_sets)) == 0;
    return (op.flags & rules.refuses_none) == 0 && valid_choices(program, op, type);
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

/// Whether an Each that stands outside of regions is in order, and its region ends before the requirement ops.
constexpr bool valid_each(const Program& program, std::uint32_t index) {
    const Op& op = program.ops[index];
    // Its type says nothing, but is asked for like that of any other op.
    return op.type < program.type_count && op.imm >= 0 && op.imm < program.fact_count &&
           program.facts[op.imm].kind == ValueKind::List &&
           region_at(program, index).end() <= program.value_count;
}

/// Whether one value op is in order that is no Each outside of regions; it stands in `place`, in `region` or outside of regions,
/// and types have been looked at.
template <bool IsInside>
TENET_INLINE constexpr bool valid_value_op(const Program& program, const RegionMap& map, std::uint32_t index,
                                           const Region& region, Place place) {
    const Op& op = program.ops[index];
    if (static_cast<std::uint8_t>(op.code) >= value_code_count || op.type >= program.type_count) return false;
    const CodeRules& rules = code_rules[op.code];
    const ValueType& type = program.types[op.type];
    if ((rules.places & place) == 0 || !valid_imm(program, op, rules, type, region)) return false;
    const Readable readable = IsInside ? readable_inside(index, region) : readable_before(index, map);
    return valid_operands(program, map, op, rules, readable, type);
}

/// The same of one requirement op; all regions end before it.
TENET_INLINE constexpr bool valid_requirement_op(const Program& program, const RegionMap& map,
                                                 std::uint32_t index, const Readable& readable) {
    const Op& op = program.ops[index];
    const auto code = static_cast<std::uint8_t>(op.code);
    if (code < value_code_count || code >= code_count) return false;
    if (op.type >= program.requirement_count || program.requirements[op.type].op != index) return false;
    const CodeRules& rules = code_rules[op.code];
    return valid_imm(program, op, rules, yes_no_type, no_region) &&
           valid_operands(program, map, op, rules, readable, yes_no_type);
}

/// The first op of `[first, last)` that is an Each or not in order, or `last`; all before it stand outside of regions.
constexpr std::uint32_t pass_outside(const Program& program, const RegionMap& map, std::uint32_t first,
                                     std::uint32_t last) {
    while (first < last && valid_value_op<false>(program, map, first, no_region, outside_regions))
        ++first;
    return first;
}

/// Whether value ops `[first, last)` are in order.
constexpr bool valid_value_ops(const Program& program, RegionMap& map, std::uint32_t first,
                               std::uint32_t last) {
    Region region = region_around(program, first);
    for (std::uint32_t i = first; i < last; ++i) {
        const Place place = place_of(i, region);
        if (place == outside_regions) {
            i = pass_outside(program, map, i, last);
            if (i == last) break;
            if (program.ops[i].code != Code::Each || !valid_each(program, i)) return false;
            region = region_at(program, i);
            map.add(region);
        } else if (!valid_value_op<true>(program, map, i, region, place)) {
            return false;
        }
    }
    return true;
}

/// Whether ops `[first, last)` are in order, those beyond the end not counted: known codes, value ops before requirement ops,
/// regions well-formed, registers written before they are read, slots that exist, types that fit, flags set wherever none may
/// arrive. `map` has the regions before `first` and is given those that follow; types have been looked at.
constexpr bool valid_ops(const Program& program, RegionMap& map, std::uint32_t first, std::uint32_t last) {
    last = last < program.op_count ? last : program.op_count;
    if (!valid_value_ops(program, map, first, last < program.value_count ? last : program.value_count))
        return false;
    const Readable readable = readable_before(program.value_count, map);
    for (std::uint32_t i = first < program.value_count ? program.value_count : first; i < last; ++i)
        if (!valid_requirement_op(program, map, i, readable)) return false;
    return true;
}

/// The same of a program of which the map has not been made.
constexpr bool valid_ops(const Program& program, std::uint32_t first, std::uint32_t last) {
    RegionMap map(program);
    return valid_types(program) && valid_ops(program, map, first, last);
}

}  // namespace tenet
