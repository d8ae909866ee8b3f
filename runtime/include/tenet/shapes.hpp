#pragma once

#include "tenet/reason.hpp"

/// From a requirement op to its explanation, shape by shape.
namespace tenet {

constexpr ValueKind kind_of(const Subject& s, const Side& a, const Side& b) {
    const RegisterTrait constant_trait{ValueKind::Number, false, false};
    return either_trait(a.index == no_register ? constant_trait : s.traits[a.index],
                        b.index == no_register ? constant_trait : s.traits[b.index])
        .kind;
}

/// `actual >= needed`, where `needed` may be a range of thresholds.
constexpr Explanation at_least_shape(const Subject& s, const Side& actual, const Side& needed) {
    Explanation out;
    out.shape = Shape::AtLeast;
    out.kind = kind_of(s, actual, needed);
    out.actual = actual.value;
    out.needed = out.needed_high = needed.value;
    out.shortfall = distance(actual.value, needed.value, no_upper_bound);
    settle_days(hold(s, needed, actual, 0, out), out);
    return out;
}

/// `actual <= needed`.
constexpr Explanation at_most_shape(const Subject& s, const Side& actual, const Side& needed) {
    Explanation out;
    out.shape = Shape::AtMost;
    out.kind = kind_of(s, actual, needed);
    out.actual = actual.value;
    out.needed = out.needed_high = needed.value;
    out.shortfall = distance(actual.value, no_lower_bound, needed.value);
    settle_days(hold(s, actual, needed, 0, out), out);
    return out;
}

constexpr Partial moved(const Partial& p, Value by) {
    return is_surely_none(p) ? p : Partial{p.lo + by, p.hi + by, p.none};
}

/// `day + period >= as-of + strict`, asked the other way round: how early may `day` be?
constexpr Explanation since_shape(const Subject& s, const Side& as_of, std::uint16_t shifted, Value strict) {
    const Side day = side(s, base_of(s.program, shifted));
    Explanation out;
    out.shape = Shape::AtLeast;
    out.kind = ValueKind::Date;
    out.actual = day.value;
    out.needed = moved(as_of.value, strict);
    if (!is_surely_none(out.needed)) {
        out.needed.lo = earliest_reaching(s.program, shifted, out.needed.lo);
        out.needed.hi = earliest_reaching(s.program, shifted, out.needed.hi);
    }
    out.needed_high = out.needed;
    out.shortfall = distance(out.actual, out.needed, no_upper_bound);
    settle_days(hold(s, as_of, side(s, shifted), -strict, out), out);
    return out;
}

/// `as-of >= day + period + strict`: how late may `day` be?
constexpr Explanation past_shape(const Subject& s, std::uint16_t shifted, const Side& as_of, Value strict) {
    const Side day = side(s, base_of(s.program, shifted));
    Explanation out;
    out.shape = Shape::AtMost;
    out.kind = ValueKind::Date;
    out.actual = day.value;
    out.needed = moved(as_of.value, -strict);
    if (!is_surely_none(out.needed)) {
        out.needed.lo = earliest_reaching(s.program, shifted, out.needed.lo + 1) - 1;
        out.needed.hi = earliest_reaching(s.program, shifted, out.needed.hi + 1) - 1;
    }
    out.needed_high = out.needed;
    out.shortfall = distance(out.actual, no_lower_bound, out.needed);
    settle_days(hold(s, side(s, shifted), as_of, -strict, out), out);
    return out;
}

/// `low + strict <= high` between two registers. A constant is what is needed, and so is the as-of day, of which the other
/// side says how far it may be away; else the first is held against the second.
constexpr Explanation order_shape(const Subject& s, std::uint16_t low, std::uint16_t high, Value strict) {
    if (s.op(low).code == Code::Constant)
        return at_least_shape(s, side(s, high), side(s.op(low).imm + strict));
    if (s.op(high).code == Code::Constant)
        return at_most_shape(s, side(s, low), side(s.op(high).imm - strict));
    const bool low_moves = s.traits[low].on_as_of, high_moves = s.traits[high].on_as_of;
    if (is_moved_as_of(s, side(s, low)) && !high_moves) return since_shape(s, side(s, low), high, strict);
    if (is_moved_as_of(s, side(s, high)) && !low_moves) return past_shape(s, low, side(s, high), strict);
    Explanation out;
    out.shape = Shape::AtMost;
    out.kind = kind_of(s, side(s, low), side(s, high));
    out.actual = s.registers[low];
    out.needed = out.needed_high = moved(s.registers[high], -strict);
    out.shortfall = distance(out.actual, no_lower_bound, out.needed);
    settle_days(hold(s, side(s, low), side(s, high), -strict, out), out);
    return out;
}

/// `low <= x <= high`.
constexpr Explanation window_shape(const Subject& s, std::uint16_t x, std::uint16_t low, std::uint16_t high) {
    Explanation out;
    out.shape = Shape::Window;
    out.kind = kind_of(s, side(s, x), side(s, low));
    out.actual = s.registers[x];
    out.needed = s.registers[low];
    out.needed_high = s.registers[high];
    out.shortfall = distance(out.actual, out.needed, out.needed_high);
    const bool holds =
        hold(s, side(s, low), side(s, x), 0, out) && hold(s, side(s, x), side(s, high), 0, out);
    settle_days(holds, out);
    return out;
}

constexpr Explanation equal_shape(const Subject& s, std::uint16_t a, std::uint16_t b) {
    const bool a_is_needed = s.op(a).code == Code::Constant;
    Explanation out;
    out.shape = Shape::Equal;
    out.kind = kind_of(s, side(s, a), side(s, b));
    out.actual = s.registers[a_is_needed ? b : a];
    out.needed = out.needed_high = s.registers[a_is_needed ? a : b];
    return out;
}

/// The thresholds of a tiered requirement that apply: `sure` is the easiest that surely does, `possible` the easiest that
/// possibly does.
struct Tiers {
    bool at_least;
    std::uint16_t x;
    bool any_sure = false, any_possible = false;
    Value sure = 0, possible = 0;

    constexpr Value easier(Value a, Value b) const { return (a < b) == at_least ? a : b; }

    constexpr void add(Value threshold, const Partial& condition) {
        if (possibly(condition)) possible = any_possible ? easier(possible, threshold) : threshold;
        if (surely(condition)) sure = any_sure ? easier(sure, threshold) : threshold;
        any_possible = any_possible || possibly(condition);
        any_sure = any_sure || surely(condition);
    }
};

constexpr Explanation tiered_shape(const Subject& s, const Tiers& tiers) {
    const bool sure_is_low = tiers.sure < tiers.possible;
    const Partial needed{sure_is_low ? tiers.sure : tiers.possible, sure_is_low ? tiers.possible : tiers.sure,
                         false};
    Explanation out;
    out.shape = tiers.at_least ? Shape::AtLeast : Shape::AtMost;
    out.kind = s.traits[tiers.x].kind;
    out.actual = s.registers[tiers.x];
    out.needed = out.needed_high = needed;
    out.shortfall = tiers.at_least ? distance(out.actual, needed, no_upper_bound)
                                   : distance(out.actual, no_lower_bound, needed);
    return out;
}

/// The fused form: the first threshold always applies, the second under a condition.
constexpr Explanation tiered_shape(const Subject& s, const Op& op, bool at_least) {
    Tiers tiers{at_least, op.a};
    tiers.add(first_tier(op.imm), exactly(1));
    tiers.add(second_tier(op.imm), s.registers[op.b]);
    return tiered_shape(s, tiers);
}

/// A comparison with a constant.
struct Threshold {
    bool is_one, at_least;
    std::uint16_t x;
    Value threshold;
};

constexpr Threshold threshold_of(const Subject& s, std::uint16_t index) {
    const Op& op = s.op(index);
    if (op.code != Code::Le) return {false, false, 0, 0};
    if (s.op(op.a).code == Code::Constant) return {true, true, op.b, s.op(op.a).imm};
    if (s.op(op.b).code == Code::Constant) return {true, false, op.a, s.op(op.b).imm};
    return {false, false, 0, 0};
}

/// Adds `threshold` or `threshold and condition`; false if it is neither, or of another value than those before.
constexpr bool add_alternative(const Subject& s, std::uint16_t index, bool first, bool& unconditional,
                               Tiers& tiers) {
    const Op& op = s.op(index);
    const bool both = op.code == Code::And;
    const bool b_first = both && !threshold_of(s, op.a).is_one;
    const Threshold found = threshold_of(s, both ? (b_first ? op.b : op.a) : index);
    if (!found.is_one) return false;
    if (first) tiers = {found.at_least, found.x};
    if (found.at_least != tiers.at_least || found.x != tiers.x) return false;
    tiers.add(found.threshold, both ? s.registers[b_first ? op.a : op.b] : exactly(1));
    unconditional = unconditional || !both;
    return true;
}

/// An `or` of thresholds of one value, one of them without a condition: `x >= 5 or 4 with A or 3 with B`.
constexpr Explanation alternatives_shape(const Subject& s, std::uint16_t root) {
    constexpr int most = 16;
    std::uint16_t open[most] = {root};
    int count = 1;
    Tiers tiers{};
    bool first = true, unconditional = false;
    while (count > 0) {
        const std::uint16_t index = open[--count];
        const Op& op = s.op(index);
        if (op.code == Code::Or) {
            if (count + 2 > most) return {};
            open[count++] = op.a;
            open[count++] = op.b;
            continue;
        }
        if (!add_alternative(s, index, first, unconditional, tiers)) return {};
        first = false;
    }
    return unconditional ? tiered_shape(s, tiers) : Explanation{};
}

/// The shape of a condition in a register.
constexpr Explanation shape_of(const Subject& s, std::uint16_t index) {
    const Op& op = s.op(index);
    if (op.code == Code::Lt) return order_shape(s, op.a, op.b, 1);
    if (op.code == Code::Le) return order_shape(s, op.a, op.b, 0);
    if (op.code == Code::Eq) return equal_shape(s, op.a, op.b);
    if (op.code == Code::InRange) return window_shape(s, op.a, op.b, operand(op, 2));
    if (op.code == Code::Or) return alternatives_shape(s, index);
    return {};
}

/// Explains a requirement op.
constexpr Explanation explain_op(const Subject& s, const Op& op) {
    if (op.code == Code::RequireAtLeast) return at_least_shape(s, side(s, op.a), side(op.imm));
    if (op.code == Code::RequireAtMost) return at_most_shape(s, side(s, op.a), side(op.imm));
    if (op.code == Code::RequireLe) return order_shape(s, op.a, op.b, 0);
    if (op.code == Code::RequireTieredAtLeast) return tiered_shape(s, op, true);
    if (op.code == Code::RequireTieredAtMost) return tiered_shape(s, op, false);
    if (op.code == Code::RequireInRange) return window_shape(s, op.a, op.b, operand(op, 2));
    return shape_of(s, op.a);
}

}  // namespace tenet
