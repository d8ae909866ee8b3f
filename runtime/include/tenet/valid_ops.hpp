#pragma once

#include "tenet/kernels.hpp"

/// The validator's look at ops. Each is looked at with nothing but the ops it names, so that long programs can be checked in
/// chunks: `valid_ops` of 2,048 ops at a time stays far below the limits that compilers set to constant evaluation.
namespace tenet {

/// Kinds of values as bits: what an op can give, as far as the op itself tells.
using KindSet = std::uint8_t;
inline constexpr KindSet yes_no_kind = 1, number_kind = 2, date_kind = 4, all_kinds = 7;

constexpr KindSet kind_bit(char letter) {
    return letter == 'y' ? yes_no_kind : letter == 'n' ? number_kind : letter == 'd' ? date_kind : KindSet{0};
}

constexpr KindSet kind_bit(ValueKind kind) {
    switch (kind) {
    case ValueKind::YesNo: return yes_no_kind;
    case ValueKind::Date: return date_kind;
    case ValueKind::Count:
    case ValueKind::Number:
    case ValueKind::Days: return number_kind;
    }
    return 0;
}

/// The signature of an op: `operand kinds > result kind`, alternatives separated by a blank.
constexpr const char* signature_of(Code code) {
    switch (code) {
#define OPERATOR(name, arity, signature, ...)                                                                \
    case Code::name:                                                                                         \
        return signature;
#include "tenet/operators.def"
#undef OPERATOR
#define REQUIREMENT(name, arity, signature, ...)                                                             \
    case Code::name:                                                                                         \
        return signature;
#include "tenet/requirements.def"
#undef REQUIREMENT
    }
    return "";
}

/// What kinds a signature gives for operands of the given kinds; none if no alternative fits.
constexpr KindSet result_kinds(const char* signature, const KindSet* operands) {
    KindSet result = 0;
    for (const char* at = signature; *at != 0;) {
        bool fits = true;
        for (int k = 0; *at != '>'; ++at, ++k)
            fits = fits && (kind_bit(*at) & operands[k]) != 0;
        ++at;
        if (fits) result = static_cast<KindSet>(result | kind_bit(*at));
        for (++at; *at == ' ';)
            ++at;
    }
    return result;
}

/// Whether a LoadFact names a fact.
constexpr bool valid_slot(const Program& program, const Op& op) {
    return op.imm >= 0 && op.imm < program.fact_count;
}

/// The kinds that an op can give whatever its operands: its signature, a fact's kind, or those of a constant.
constexpr KindSet kinds_of(const Program& program, const Op& op) {
    if (op.code == Code::LoadFact)
        return valid_slot(program, op) ? kind_bit(program.facts[op.imm].kind) : KindSet{0};
    if (op.code == Code::Constant) return op.imm == 0 || op.imm == 1 ? all_kinds : number_kind | date_kind;
    const KindSet any[3] = {all_kinds, all_kinds, all_kinds};
    return result_kinds(signature_of(op.code), any);
}

/// Whether a register may hold none, as far as its own op tells without looking further: its flags say so of operands.
constexpr bool may_be_none(const Program& program, std::uint16_t index) {
    const Op& op = program.ops[index];
    switch (op.code) {
    case Code::NoneConstant: return true;
    case Code::LoadFact: return !valid_slot(program, op) || program.facts[op.imm].or_none;
    case Code::If: return (op.flags & (b_may_be_none | c_may_be_none)) != 0;
    case Code::Add:
    case Code::Sub: return (op.flags & (a_may_be_none | b_may_be_none)) != 0;
    case Code::Scale:
    case Code::AddMonths:
    case Code::EarliestFrom: return (op.flags & a_may_be_none) != 0;
    case Code::Constant:
    case Code::Given:
    case Code::Not:
    case Code::And:
    case Code::Or:
    case Code::Eq:
    case Code::Lt:
    case Code::Le:
    case Code::InRange:
    case Code::IsNone:
    case Code::Require:
    case Code::RequireAtLeast:
    case Code::RequireAtMost:
    case Code::RequireLe:
    case Code::RequireTieredAtLeast:
    case Code::RequireTieredAtMost:
    case Code::RequireInRange: return false;
    }
    return true;
}

/// Whether the constant, slot or third operand register of an op is in order.
constexpr bool valid_imm(const Program& program, const Op& op) {
    if (operand_count(op.code) == 3) return op.imm >= 0 && op.imm < no_register;
    if (op.code == Code::LoadFact) return valid_slot(program, op);
    if (op.code == Code::AddMonths) return op.imm >= -months_limit && op.imm <= months_limit;
    if (op.code == Code::EarliestFrom) return op.imm > 0 && op.imm <= months_limit;
    const bool tiered = op.code == Code::RequireTieredAtLeast || op.code == Code::RequireTieredAtMost;
    return tiered || (op.imm >= -value_limit && op.imm <= value_limit);
}

/// Whether a yes/no is read as one: operands that must be yes/no may never be none.
constexpr bool valid_operands(const Program& program, const Op& op, std::uint32_t before) {
    KindSet kinds[3] = {};
    for (int k = 0; k < operand_count(op.code); ++k) {
        const std::uint16_t from = operand(op, k);
        if (from >= before || from >= program.value_count) return false;
        const bool flagged = (op.flags & (a_may_be_none << k)) != 0;
        if (may_be_none(program, from) && !flagged) return false;
        kinds[k] = kinds_of(program, program.ops[from]);
    }
    const bool logic = op.code == Code::Not || op.code == Code::And || op.code == Code::Or;
    const bool tiered = op.code == Code::RequireTieredAtLeast || op.code == Code::RequireTieredAtMost;
    if ((logic || op.code == Code::If || op.code == Code::Require) && (op.flags & a_may_be_none) != 0)
        return false;
    if ((logic || tiered) && (op.flags & b_may_be_none) != 0) return false;
    return result_kinds(signature_of(op.code), kinds) != 0;
}

/// Whether ops `[first, last)` are in order, those beyond the end not counted: known codes, value ops before requirement ops,
/// registers written before they are read, slots that exist, kinds that fit, flags set wherever none may arrive.
constexpr bool valid_ops(const Program& program, std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t i = first; i < last && i < program.op_count; ++i) {
        const Op& op = program.ops[i];
        if (static_cast<std::uint8_t>(op.code) >= code_count) return false;
        if (is_requirement(op.code) != (i >= program.value_count)) return false;
        if (!valid_imm(program, op)) return false;
        if (!is_requirement(op.code) && op.dst != i) return false;
        if (is_requirement(op.code) &&
            (op.dst >= program.requirement_count || program.requirements[op.dst].op != i))
            return false;
        if (!valid_operands(program, op, i)) return false;
    }
    return true;
}

}  // namespace tenet
