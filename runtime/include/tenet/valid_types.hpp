#pragma once

#include "tenet/kernels.hpp"
#include "tenet/none.hpp"

/// The validator's look at types: whether what an op reads and gives is of the kinds that its row says.
namespace tenet {

/// The letter of a kind in the signatures of operators.def; of a list none.
constexpr char letter_of(ValueKind kind) {
    switch (kind) {
    case ValueKind::YesNo: return 'y';
    case ValueKind::Date: return 'd';
    case ValueKind::Count:
    case ValueKind::Number:
    case ValueKind::Days:
    case ValueKind::Hours: return 'n';
    case ValueKind::Choice:
    case ValueKind::Text: return 'c';
    case ValueKind::Set: return 's';
    case ValueKind::List: break;
    }
    return '-';
}

/// The signature of an op: `operand kinds > result kind`, alternatives separated by a blank.
constexpr const char* signature_of(Code code) {
    switch (code) {
#define OPERATOR(name, arity, signature, ...)                                                                \
    case Code::name:                                                                                         \
        return signature;
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, arity, signature, ...)                                                               \
    case Code::name:                                                                                         \
        return signature;
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, arity, signature, ...)                                                             \
    case Code::name:                                                                                         \
        return signature;
#include "tenet/requirements.def"
#undef REQUIREMENT
    }
    return "";
}

/// Whether some alternative of a signature has these operands and this result.
constexpr bool fits(const char* signature, const char* operands, char result) {
    for (const char* at = signature; *at != 0;) {
        bool same = true;
        for (const char* operand = operands; *at != '>'; ++at)
            same = same && *operand != 0 && *at == *operand++;
        ++at;
        if (same && *at == result) return true;
        for (++at; *at == ' ';)
            ++at;
    }
    return false;
}

/// Whether values of a type have a choice, or a text, behind them.
constexpr bool has_choice(const ValueType& type) {
    return type.kind == ValueKind::Choice || type.kind == ValueKind::Set || type.kind == ValueKind::Text;
}

/// Of how many values a choice or text is; the validator has seen the type before.
constexpr std::uint32_t values_of(const Program& program, const ValueType& type) {
    return type.kind == ValueKind::Text ? program.text_count + 1 : program.choices[type.choice].value_count;
}

/// Whether a type names what exists.
constexpr bool valid_type(const Program& program, const ValueType& type) {
    if (type.scale < 1 || type.kind > ValueKind::Text) return false;
    if (type.kind != ValueKind::Choice && type.kind != ValueKind::Set) return type.choice == no_choice;
    if (type.choice >= program.choice_count) return false;
    return type.kind == ValueKind::Choice || program.choices[type.choice].value_count <= 63;
}

/// Whether a constant is a value of a type, and is flagged as its kind asks for.
constexpr bool valid_constant(const Program& program, const Op& op, const ValueType& type) {
    const bool is_flagged = (op.flags & of_members) != 0;
    if (type.kind == ValueKind::YesNo) return op.imm == 0 || op.imm == 1;
    if (type.kind == ValueKind::Set)
        return op.imm >= 0 && (static_cast<std::uint64_t>(op.imm) >> values_of(program, type)) == 0;
    if (type.kind != ValueKind::Choice && type.kind != ValueKind::Text)
        return !is_flagged && op.imm >= -value_limit && op.imm <= value_limit;
    const std::uint32_t values = values_of(program, type);
    return op.imm >= 0 && op.imm < values && is_flagged == (values <= 64);
}

/// What a LoadFact or LoadField loads; the validator has seen before that it exists.
constexpr const FactSpec& loaded_spec(const Program& program, const Op& op) {
    if (op.code == Code::LoadFact) return program.facts[op.imm];
    return program.fields[program.facts[slot_of(op.imm)].first_field + field_of(op.imm)];
}

/// Whether a register may hold none, as far as its own op tells without looking further: its flags say so of operands.
constexpr bool may_be_none(const Program& program, std::uint16_t index) {
    const Op& op = program.ops[index];
    const bool is_load = op.code == Code::LoadFact || op.code == Code::LoadField;
    return may_give_none(op.code, is_load && loaded_spec(program, op).or_none, op.flags);
}

/// The type of a register.
constexpr const ValueType& type_of(const Program& program, std::uint16_t index) {
    return program.types[program.ops[index].type];
}

}  // namespace tenet
