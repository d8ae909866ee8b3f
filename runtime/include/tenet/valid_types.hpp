#pragma once

#include "tenet/kernels.hpp"
#include "tenet/none.hpp"

#include <limits>

/// The validator's look at types: whether what an op reads and gives is of the kinds that its row says.
namespace tenet {

/// The number of a kind in the keys of signatures; those that have a choice behind them come last. Of a list it is in no signature.
constexpr std::uint32_t number_of(ValueKind kind) {
    switch (kind) {
    case ValueKind::YesNo: return 1;
    case ValueKind::Count:
    case ValueKind::Number:
    case ValueKind::Days:
    case ValueKind::Hours: return 2;
    case ValueKind::Date: return 3;
    case ValueKind::Choice:
    case ValueKind::Text: return 4;
    case ValueKind::Set: return 5;
    case ValueKind::List: break;
    }
    return 7;
}

/// The same, looked up.
struct KindNumbers {
    std::uint8_t numbers[static_cast<std::size_t>(ValueKind::List) + 1];

    constexpr KindNumbers() : numbers{} {
        for (std::size_t kind = 0; kind < sizeof numbers; ++kind)
            numbers[kind] = static_cast<std::uint8_t>(number_of(static_cast<ValueKind>(kind)));
    }
    constexpr std::uint32_t operator[](ValueKind kind) const {
        return numbers[static_cast<std::size_t>(kind)];
    }
};
inline constexpr KindNumbers kind_numbers{};

/// The same of the letter of a kind in the signatures of operators.def.
constexpr std::uint32_t number_of(char letter) {
    constexpr const char* letters = "-yndcs";
    std::uint32_t number = 1;
    while (letters[number] != letter)
        ++number;
    return number;
}

/// Operand kinds and a result kind as one number: three bits for each.
constexpr std::uint32_t kinds_key(std::uint32_t key, std::uint32_t number) { return key << 3 | number; }
/// The bit that a number of three has if it is that of a kind with a choice, in each place of a key.
inline constexpr std::uint32_t choice_bits = 0b100100100100100;

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

/// What the constant, slot or third operand register of an op must be.
enum class ImmRule : std::uint8_t {
    // What these must be depends on the program too.
    Calendar,
    Fact,
    Field,
    Constant,
    Register,    ///< one register
    Registers,   ///< two
    Months,      ///< any number of months
    SomeMonths,  ///< more than none
    Members,     ///< a set that is not empty
    Bits,        ///< anything
    Number,
};

constexpr ImmRule imm_rule(Code code) {
    if (operand_count(code) == 3) return ImmRule::Register;
    if (operand_count(code) == 4) return ImmRule::Registers;
    if (reads_calendar(code)) return ImmRule::Calendar;
    if (code == Code::LoadFact) return ImmRule::Fact;
    if (code == Code::LoadField) return ImmRule::Field;
    if (code == Code::Constant) return ImmRule::Constant;
    if (code == Code::AddMonths) return ImmRule::Months;
    if (code == Code::EarliestFrom || code == Code::WholeMonths) return ImmRule::SomeMonths;
    if (code == Code::Covers) return ImmRule::Members;
    const bool any =
        code == Code::InSet || code == Code::RequireTieredAtLeast || code == Code::RequireTieredAtMost;
    return any ? ImmRule::Bits : ImmRule::Number;
}

/// Where an op may stand, as bits. An Each, which makes a place, has none.
enum Place : std::uint8_t {
    outside_regions = 1,
    among_record_ops = 2,
    among_aggregates = 4,
};

constexpr std::uint8_t places_of(Code code) {
    if (code == Code::Each) return 0;
    if (code == Code::LoadFact || is_requirement(code)) return outside_regions;
    if (code == Code::LoadField) return among_record_ops;
    return is_aggregate(code) ? among_aggregates : outside_regions | among_record_ops;
}

/// The least and the greatest imm of a rule, whatever the program.
struct ImmRange {
    std::int64_t low, high;
};
constexpr ImmRange imm_range(ImmRule rule) {
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();
    switch (rule) {
    case ImmRule::Register: return {0, no_register - 1};
    case ImmRule::Registers: return {0, 0xFFFFFFFF};
    case ImmRule::Calendar:
    case ImmRule::Fact:
    case ImmRule::Field: return {0, greatest};
    case ImmRule::Months: return {-months_limit, months_limit};
    case ImmRule::SomeMonths: return {1, months_limit};
    // No set has the last bit, which is what none has.
    case ImmRule::Members: return {1, greatest};
    case ImmRule::Constant:
    case ImmRule::Bits: return {least, greatest};
    case ImmRule::Number: return {-value_limit, value_limit};
    }
    return {1, 0};
}

/// How an op may come to be none: by the operands whose bits of `Flag` stand here, by itself, or as what it loads may be.
inline constexpr std::uint8_t none_by_itself = 0x40, none_as_loaded = 0x80;
constexpr std::uint8_t none_ways(Code code) {
    if (may_give_none(code, false, 0)) return none_by_itself;
    if (may_give_none(code, true, 0)) return none_as_loaded;
    return passes_none(code);
}

/// All that rows and rules say of one code, gathered once: the validator goes through programs of tens of thousands of ops when a
/// service takes a new table.
struct alignas(32) CodeRules {
    ImmRange imm_range{1, 0};
    ImmRule imm = ImmRule::Number;
    std::uint8_t places = 0, operands = 0;
    std::uint8_t refuses_none = 0;
    std::uint8_t flags_of_sets = 0;  ///< `of_sets` if it has to be flagged where its values are sets
    std::uint16_t keys[5] = {};      ///< of the signature's alternatives, then 0, which is no key

    constexpr CodeRules() = default;
    constexpr explicit CodeRules(Code code)
        : imm_range(tenet::imm_range(imm_rule(code))), imm(imm_rule(code)), places(places_of(code)),
          operands(static_cast<std::uint8_t>(operand_count(code))), refuses_none(tenet::refuses_none(code)),
          flags_of_sets(code == Code::If || code == Code::Eq ? of_sets : 0) {
        std::uint16_t* key = keys;
        for (const char* at = signature_of(code); *at != 0; ++at) {
            if (*at == ' ')
                ++key;
            else if (*at != '>')
                *key = static_cast<std::uint16_t>(kinds_key(*key, number_of(*at)));
        }
    }

    TENET_INLINE constexpr bool asks_program() const { return imm <= ImmRule::Constant; }

    /// Whether some alternative has these operands and this result.
    TENET_INLINE constexpr bool fits(std::uint32_t key) const {
        return keys[0] == key || keys[1] == key || keys[2] == key || keys[3] == key || keys[4] == key;
    }
};

struct AllCodeRules {
    CodeRules rules[code_count];
    std::uint8_t none_ways[code_count] = {};

    constexpr AllCodeRules() {
        for (std::uint8_t code = 0; code < code_count; ++code) {
            rules[code] = CodeRules(static_cast<Code>(code));
            none_ways[code] = tenet::none_ways(static_cast<Code>(code));
        }
    }
    TENET_INLINE constexpr std::uint8_t none_ways_of(Code code) const {
        return none_ways[static_cast<std::uint8_t>(code)];
    }
    constexpr const CodeRules& operator[](Code code) const { return rules[static_cast<std::uint8_t>(code)]; }
};
inline constexpr AllCodeRules code_rules{};

/// Whether values of a type have a choice, or a text, behind them.
constexpr bool has_choice(const ValueType& type) {
    return type.kind == ValueKind::Choice || type.kind == ValueKind::Set || type.kind == ValueKind::Text;
}

/// Of how many values a choice or text is; the validator has seen the type before.
constexpr std::uint32_t values_of(const Program& program, const ValueType& type) {
    return type.kind == ValueKind::Text ? program.text_count + 1 : program.choices[type.choice].value_count;
}

/// Whether a type names what exists.
TENET_INLINE constexpr bool valid_type(const Program& program, const ValueType& type) {
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
TENET_INLINE constexpr bool may_be_none(const Program& program, std::uint16_t index) {
    const Op& op = program.ops[index];
    // Most operands are facts.
    if (op.code == Code::LoadFact) return program.facts[op.imm].or_none;
    const int ways = code_rules.none_ways_of(op.code) & (op.flags | none_by_itself | none_as_loaded);
    return ways != 0 && (ways != none_as_loaded || loaded_spec(program, op).or_none);
}

/// The type of a register.
constexpr const ValueType& type_of(const Program& program, std::uint16_t index) {
    return program.types[program.ops[index].type];
}

}  // namespace tenet
