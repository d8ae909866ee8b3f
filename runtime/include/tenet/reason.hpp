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
    ValueType type{ValueKind::YesNo, 1, no_choice};  ///< of actual and needed; a date's shortfall is in days
    Partial actual = surely_none, needed = surely_none, needed_high = surely_none, shortfall = surely_none;
    bool has_from = false, has_until = false;
    Value from = 0, until = 0;

    constexpr bool operator==(const Explanation&) const = default;
};

/// What is marked of a register: whether it depends on the as-of fact; whether it is a constant, or one of several that
/// conditions choose from or a sum of such, as thresholds are; whether it rests on a `Given` of what is none after all.
enum RegisterMark : std::uint8_t { moves_with_as_of = 1, is_chosen = 2, is_hollow = 4 };

/// Whether an op gives a constant, or chooses one, as its operands' marks say.
constexpr bool chooses_constant(const Op& op, const std::uint8_t* register_marks) {
    const auto chosen = [&](int k) { return (register_marks[operand(op, k)] & is_chosen) != 0; };
    if (op.code == Code::Constant || op.code == Code::NoneConstant) return true;
    if (op.code == Code::If) return chosen(1) && chosen(2);
    if (op.code == Code::Given || op.code == Code::Scale) return chosen(0);
    return (op.code == Code::Add || op.code == Code::Sub) && chosen(0) && chosen(1);
}

/// Writes the marks of all registers to `register_marks[0 .. value_count)`.
constexpr void mark_registers(const Program& program, std::uint8_t* register_marks) {
    for (std::uint32_t i = 0; i < program.value_count; ++i) {
        const Op& op = program.ops[i];
        bool moves = op.code == Code::LoadFact && program.as_of != no_register && op.imm == program.as_of;
        for (int k = 0; k < operand_count(op.code); ++k)
            moves = moves || (register_marks[operand(op, k)] & moves_with_as_of) != 0;
        const int chosen = chooses_constant(op, register_marks) ? is_chosen : 0;
        register_marks[i] = static_cast<std::uint8_t>((moves ? moves_with_as_of : 0) | chosen);
    }
}

/// Whether an op rests on a `Given` of what is surely none, of which it computes as if it were 0.
constexpr bool rests_on_none(const Op& op, const Partial* registers, const std::uint8_t* register_marks) {
    const auto hollow = [&](int k) { return (register_marks[operand(op, k)] & is_hollow) != 0; };
    switch (op.code) {
    case Code::Given: return hollow(0) || is_surely_none(registers[op.a]);
    case Code::If: return (surely(registers[op.a]) && hollow(1)) || (!possibly(registers[op.a]) && hollow(2));
    case Code::Or: return hollow(0) && hollow(1);
    case Code::InRange: return hollow(0) || hollow(1) || hollow(2);
    case Code::Not:
    case Code::Scale:
    case Code::AddMonths:
    case Code::EarliestFrom:
    case Code::WorkingDay:
    case Code::WorkingIndex:
    case Code::WorkingDayAt: return hollow(0);
    case Code::Running:
    case Code::RunTo: return hollow(2) || hollow(3);
    case Code::And:
    case Code::Eq:
    case Code::Lt:
    case Code::Le:
    case Code::Add:
    case Code::Sub:
    case Code::WholeMonths:
    case Code::Ahead: return hollow(0) || hollow(1);
    default: return false;
    }
}

/// Marks anew which registers rest on what is none, as the values of one applicant say.
constexpr void mark_hollow(const Program& program, const Partial* registers, std::uint8_t* register_marks) {
    constexpr int others = moves_with_as_of | is_chosen;
    for (std::uint32_t i = 0; i < program.value_count; ++i) {
        const int hollow = rests_on_none(program.ops[i], registers, register_marks) ? is_hollow : 0;
        register_marks[i] = static_cast<std::uint8_t>((register_marks[i] & others) | hollow);
    }
}

/// What a requirement is explained from.
struct Subject {
    const Program& program;
    const Partial* registers;
    const std::uint8_t* register_marks;  ///< value_count, as `mark_registers` and `mark_hollow` leave them

    constexpr bool marked(std::uint16_t index, RegisterMark mark) const {
        return (register_marks[index] & mark) != 0;
    }
    /// What a register says of the facts: none where it was computed as if that were 0.
    constexpr const Partial& value(std::uint16_t index) const {
        return marked(index, is_hollow) ? surely_none : registers[index];
    }
    /// Whether a condition holds; one that rests on what is none does not.
    constexpr Partial holds(std::uint16_t index) const {
        return marked(index, is_hollow) ? exactly(0) : registers[index];
    }
    constexpr const Op& op(std::uint16_t index) const { return program.ops[index]; }
    constexpr const ValueType& type(std::uint16_t index) const { return program.types[op(index).type]; }
};

/// One side of a comparison: a register, or a constant without one.
struct Side {
    std::uint16_t index;
    Partial value;
};

constexpr Side side(const Subject& s, std::uint16_t index) { return {index, s.value(index)}; }
constexpr Side side(Value constant_value) { return {no_register, exactly(constant_value)}; }

constexpr Value positive(Value v) { return v > 0 ? v : 0; }

/// How far `actual` may be below `low` or above `high`, at least and at most.
constexpr Partial distance(const Partial& actual, const Partial& low, const Partial& high) {
    if (is_surely_none(actual) || is_surely_none(low) || is_surely_none(high)) return surely_none;
    const Value least_below = wrapping_sub(low.lo, actual.hi), least_above = wrapping_sub(actual.lo, high.hi);
    const Value most_below = wrapping_sub(low.hi, actual.lo), most_above = wrapping_sub(actual.hi, high.lo);
    return {positive(least_below > least_above ? least_below : least_above),
            positive(most_below > most_above ? most_below : most_above),
            actual.none || low.none || high.none};
}

inline constexpr Partial no_lower_bound{-value_limit, -value_limit, false};
inline constexpr Partial no_upper_bound{value_limit, value_limit, false};

}  // namespace tenet
