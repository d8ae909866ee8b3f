#pragma once

#include "tenet/shapes_order.hpp"

/// From a requirement op to its explanation; thresholds with alternatives.
namespace tenet {

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
    out.type = s.type(tiers.x);
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

/// Adds `threshold` or `threshold and condition`; false if it is neither, or of another value than the tiers are.
constexpr bool add_alternative(const Subject& s, std::uint16_t index, Tiers& tiers) {
    const Op& op = s.op(index);
    const auto threshold = [&](std::uint16_t from) {
        const Threshold found = threshold_of(s, from);
        return found.at_least == tiers.at_least && found.x == tiers.x ? found : Threshold{false, false, 0, 0};
    };
    if (op.code != Code::And) {
        const Threshold alone = threshold(index);
        if (alone.is_one) tiers.add(alone.threshold, exactly(1));
        return alone.is_one;
    }
    // The condition may be a threshold too, of another value.
    const Threshold first = threshold(op.a), second = threshold(op.b);
    if (first.is_one)
        tiers.add(first.threshold, s.registers[op.b]);
    else if (second.is_one)
        tiers.add(second.threshold, s.registers[op.a]);
    return first.is_one || second.is_one;
}

/// An `or` of thresholds of one value, one of them without a condition: `x >= 5 or 4 with A or 3 with B`.
constexpr Explanation alternatives_shape(const Subject& s, std::uint16_t root) {
    constexpr int most = 64;
    std::uint16_t all[most] = {root};
    int count = 1;
    for (int i = 0; i < count;) {
        const Op& op = s.op(all[i]);
        if (op.code != Code::Or) {
            ++i;
            continue;
        }
        if (count == most) return {};
        all[i] = op.a;
        all[count++] = op.b;
    }
    // The one without a condition says which value is measured.
    int plain = 0;
    while (plain < count && !threshold_of(s, all[plain]).is_one)
        ++plain;
    if (plain == count) return {};
    const Threshold measured = threshold_of(s, all[plain]);
    Tiers tiers{measured.at_least, measured.x};
    for (int i = 0; i < count; ++i)
        if (!add_alternative(s, all[i], tiers)) return {};
    return tiered_shape(s, tiers);
}

/// The shape of a condition in a register; so a part of a condition is explained too.
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
