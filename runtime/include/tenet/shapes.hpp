#pragma once

#include "tenet/shapes_order.hpp"

#include <initializer_list>

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

    constexpr void add(const Partial& threshold, const Partial& condition) {
        const Value easy = at_least ? threshold.lo : threshold.hi,
                    hard = at_least ? threshold.hi : threshold.lo;
        if (possibly(condition)) possible = any_possible ? easier(possible, easy) : easy;
        if (surely(condition)) sure = any_sure ? easier(sure, hard) : hard;
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
    out.actual = s.value(tiers.x);
    out.needed = out.needed_high = needed;
    out.shortfall = tiers.at_least ? distance(out.actual, needed, no_upper_bound)
                                   : distance(out.actual, no_lower_bound, needed);
    return out;
}

/// The fused form: the first threshold always applies, the second under a condition.
constexpr Explanation tiered_shape(const Subject& s, const Op& op, bool at_least) {
    Tiers tiers{at_least, op.a};
    tiers.add(exactly(first_tier(op.imm)), exactly(1));
    tiers.add(exactly(second_tier(op.imm)), s.registers[op.b]);
    return tiered_shape(s, tiers);
}

/// A comparison of x with a threshold that is given.
struct Threshold {
    bool is_one;
    Partial threshold;
};

/// What a comparison asks of x, if it asks that x is at least, or at most, something.
constexpr Threshold threshold_of(const Subject& s, std::uint16_t index, std::uint16_t x, bool at_least) {
    const Op& op = s.op(index);
    if (op.code != Code::Le && op.code != Code::Lt) return {false, surely_none};
    if ((at_least ? op.b : op.a) != x) return {false, surely_none};
    const Partial& threshold = s.value(at_least ? op.a : op.b);
    if (threshold.none) return {false, surely_none};
    const Value strict = op.code == Code::Lt ? 1 : 0;
    return {true, moved(threshold, at_least ? strict : -strict)};
}

/// Adds `threshold` or `threshold and condition`; false if it is neither, or of another value than the tiers are.
constexpr bool add_alternative(const Subject& s, std::uint16_t index, Tiers& tiers) {
    const Op& op = s.op(index);
    const auto threshold = [&](std::uint16_t from) { return threshold_of(s, from, tiers.x, tiers.at_least); };
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
    // The one without a condition says which values may be measured.
    int plain = 0;
    while (plain < count && s.op(all[plain]).code != Code::Le && s.op(all[plain]).code != Code::Lt)
        ++plain;
    if (plain == count) return {};
    for (const bool at_least : {true, false}) {
        const Op& op = s.op(all[plain]);
        Tiers tiers{at_least, at_least ? op.b : op.a};
        if (s.op(tiers.x).code == Code::Constant) continue;
        int added = 0;
        while (added < count && add_alternative(s, all[added], tiers))
            ++added;
        if (added == count && tiers.any_sure) return tiered_shape(s, tiers);
    }
    return {};
}

constexpr Explanation single_shape(const Subject& s, std::uint16_t index, Left left) {
    const Op& op = s.op(index);
    if (op.code == Code::Lt) return order_shape(s, op.a, op.b, 1, left);
    if (op.code == Code::Le) return order_shape(s, op.a, op.b, 0, left);
    if (op.code == Code::Eq) return equal_shape(s, op.a, op.b, left);
    if (op.code == Code::InRange) return window_shape(s, op.a, op.b, operand(op, 2));
    if (op.code == Code::Or) return alternatives_shape(s, index);
    return {};
}

/// Whether an op is `if as-of <= day then A else B` of conditions, as a param makes it that changes from day to day.
constexpr bool is_by_day(const Subject& s, const Op& op) {
    if (op.code != Code::If || s.op(op.a).code != Code::Le) return false;
    const Op &day = s.op(s.op(op.a).a), &last = s.op(s.op(op.a).b);
    return day.code == Code::LoadFact && day.imm == s.program.as_of && last.code == Code::Constant;
}

/// The as-of days on which a condition holds that changes from day to day: those of the row that applies, and of rows before and
/// after as far as no day lies between them.
struct DaysOfRows {
    bool told = true, any = false, complete = false;
    bool applies = false;  ///< the days are those of the row that applies, among others
    Value from = 0, until = 0;

    /// The next row, which stands from `first` to `last`.
    constexpr void add(const Explanation& row, Value first, Value last, bool row_applies) {
        told = told && (row.has_from || row.has_until);
        const Value begin = row.has_from && row.from > first ? row.from : first;
        const Value end = row.has_until && row.until < last ? row.until : last;
        const bool goes_on = any && wrapping_add(until, 1) == begin;
        if (applies && !goes_on) complete = true;
        if (complete || begin > end) return;
        if (!goes_on) from = begin;
        until = end;
        any = true;
        applies = applies || row_applies;
    }

    constexpr void write(Explanation& out) const {
        out.has_from = told && applies && from > -value_limit;
        out.has_until = told && applies && until < value_limit;
        out.from = out.has_from ? from : 0;
        out.until = out.has_until ? until : 0;
    }
};

/// The row that applies on the as-of day; other shapes do not mix.
constexpr Explanation by_day_shape(const Subject& s, std::uint16_t index) {
    Explanation out;
    DaysOfRows days;
    bool found = false;
    for (Value first = -value_limit;;) {
        const Op& op = s.op(index);
        const bool more = is_by_day(s, op);
        const Partial applies = more ? s.registers[op.a] : exactly(1);
        if (!found && !determined(applies)) return {};
        const Explanation row = single_shape(s, more ? op.b : index, Left::Unsaid);
        const Value last = more ? s.op(s.op(op.a).b).imm : value_limit;
        const bool this_one = !found && surely(applies);
        days.add(row, first, last, this_one);
        if (this_one) out = row;
        found = found || this_one;
        if (!more) break;
        first = last + 1;
        index = operand(op, 2);
    }
    days.write(out);
    return out;
}

/// The shape of a condition in a register; so a part of a condition is explained too.
constexpr Explanation shape_of(const Subject& s, std::uint16_t index, Left left) {
    return is_by_day(s, s.op(index)) ? by_day_shape(s, index) : single_shape(s, index, left);
}

/// Explains a requirement op.
constexpr Explanation explain_op(const Subject& s, const Op& op, Left left = Left::Unsaid) {
    if (op.code == Code::RequireAtLeast) return at_least_shape(s, side(s, op.a), side(op.imm));
    if (op.code == Code::RequireAtMost) return at_most_shape(s, side(s, op.a), side(op.imm));
    if (op.code == Code::RequireLe) return order_shape(s, op.a, op.b, 0, left);
    if (op.code == Code::RequireTieredAtLeast) return tiered_shape(s, op, true);
    if (op.code == Code::RequireTieredAtMost) return tiered_shape(s, op, false);
    if (op.code == Code::RequireInRange) return window_shape(s, op.a, op.b, operand(op, 2));
    return shape_of(s, op.a, left);
}

}  // namespace tenet
