#pragma once

#include "tenet/interpret.hpp"

/// Why a requirement stands as it does: what its condition compares, what was needed, how much is lacking.
namespace tenet {

/// What a requirement's condition is.
///
/// AtLeast  one threshold to reach. `actual` is the value, `needed` the threshold; of a tiered one that of the alternative
///          which now applies: the easier if its condition is surely yes, the first if surely no, else both ends of a range
/// AtMost   one threshold not to exceed, likewise
/// Window   a range: `actual` from `needed` to `needed_high`
/// Equal    `actual` and `needed` are the same; there is no shortfall
/// Other    anything else: nothing below says more
enum class Shape : std::uint8_t { Other, AtLeast, AtMost, Window, Equal };

/// One requirement, explained. `shortfall` is how far `actual` is from what would do: 0 or more, in the unit of the value, days
/// for dates; an interval while facts are missing, and none where `actual` is. `from` and `until` are the first and last
/// as-of day on which the requirement would hold, all else as it is; they stand only where everything else is determined.
struct Explanation {
    Shape shape = Shape::Other;
    ValueKind kind = ValueKind::YesNo;  ///< of actual and needed; of a date's shortfall: days
    Partial actual = surely_none, needed = surely_none, needed_high = surely_none, shortfall = surely_none;
    bool has_from = false, has_until = false;
    Value from = 0, until = 0;

    constexpr bool operator==(const Explanation&) const = default;
};

/// What a reason needs to know of a register beside its value.
struct RegisterTrait {
    ValueKind kind;   ///< of its values
    bool kind_known;  ///< constants alone have none
    bool on_as_of;    ///< depends on the as-of fact
};

constexpr RegisterTrait either_trait(const RegisterTrait& a, const RegisterTrait& b) {
    const bool second = !a.kind_known || (b.kind_known && b.kind == ValueKind::Date);
    return {second ? b.kind : a.kind, a.kind_known || b.kind_known, a.on_as_of || b.on_as_of};
}

/// The trait of op i, from those before it.
constexpr RegisterTrait trait_of(const Program& program, const Op& op, const RegisterTrait* before) {
    if (op.code == Code::Constant || op.code == Code::NoneConstant) return {ValueKind::Number, false, false};
    if (op.code == Code::LoadFact) {
        const bool on_as_of = program.as_of != no_register && op.imm == program.as_of;
        return {program.facts[op.imm].kind, true, on_as_of};
    }
    RegisterTrait trait{ValueKind::Number, false, false};
    for (int k = op.code == Code::If ? 1 : 0; k < operand_count(op.code); ++k)
        trait = either_trait(trait, before[operand(op, k)]);
    if (op.code == Code::If) trait.on_as_of = trait.on_as_of || before[op.a].on_as_of;
    if (gives_yes_no(op.code)) return {ValueKind::YesNo, true, trait.on_as_of};
    const bool dates =
        op.code == Code::Sub && before[op.a].kind == ValueKind::Date && before[op.b].kind == ValueKind::Date;
    return dates ? RegisterTrait{ValueKind::Days, true, trait.on_as_of} : trait;
}

/// Works out the traits of all registers.
constexpr void describe_registers(const Program& program, RegisterTrait* traits) {
    for (std::uint32_t i = 0; i < program.value_count; ++i)
        traits[i] = trait_of(program, program.ops[i], traits);
}

/// What a requirement is explained from.
struct Subject {
    const Program& program;
    const Partial* registers;
    const RegisterTrait* traits;  ///< value_count, as `describe_registers` leaves them

    constexpr const Op& op(std::uint16_t index) const { return program.ops[index]; }
};

/// One side of a comparison: a register, or a constant without one.
struct Side {
    std::uint16_t index;
    Partial value;
};

constexpr Side side(const Subject& s, std::uint16_t index) { return {index, s.registers[index]}; }
constexpr Side side(Value constant_value) { return {no_register, exactly(constant_value)}; }

constexpr Value positive(Value v) { return v > 0 ? v : 0; }

/// How far `actual` may be below `low` or above `high`, at least and at most.
constexpr Partial distance(const Partial& actual, const Partial& low, const Partial& high) {
    if (is_surely_none(actual) || is_surely_none(low) || is_surely_none(high)) return surely_none;
    const Value least_below = low.lo - actual.hi, least_above = actual.lo - high.hi;
    const Value most_below = low.hi - actual.lo, most_above = actual.hi - high.lo;
    return {positive(least_below > least_above ? least_below : least_above),
            positive(most_below > most_above ? most_below : most_above),
            actual.none || low.none || high.none};
}

inline constexpr Partial no_lower_bound{-value_limit, -value_limit, false};
inline constexpr Partial no_upper_bound{value_limit, value_limit, false};

}  // namespace tenet
