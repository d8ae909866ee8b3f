#pragma once

#include "tenet/as_of_days.hpp"

/// Explanations of single comparisons: thresholds, orderings, windows, equality.
namespace tenet {

/// `actual >= needed`, where `needed` may be a range of thresholds.
constexpr Explanation at_least_shape(const Subject& s, const Side& actual, const Side& needed) {
    Explanation out;
    out.shape = Shape::AtLeast;
    out.type = s.type(actual.index);
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
    out.type = s.type(actual.index);
    out.actual = actual.value;
    out.needed = out.needed_high = needed.value;
    out.shortfall = distance(actual.value, no_lower_bound, needed.value);
    settle_days(hold(s, actual, needed, 0, out), out);
    return out;
}

constexpr Partial moved(const Partial& p, Value by) {
    return is_surely_none(p) ? p : Partial{wrapping_add(p.lo, by), wrapping_add(p.hi, by), p.none};
}

/// `day + period >= as-of + strict`, asked the other way round: how early may `day` be?
constexpr Explanation since_shape(const Subject& s, const Side& as_of, std::uint16_t shifted, Value strict) {
    const Side day = side(s, base_of(s.program, shifted));
    Explanation out;
    out.shape = Shape::AtLeast;
    out.type = s.type(day.index);
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
    out.type = s.type(day.index);
    out.actual = day.value;
    out.needed = moved(as_of.value, -strict);
    if (!is_surely_none(out.needed)) {
        out.needed.lo = latest_reaching(s.program, shifted, out.needed.lo);
        out.needed.hi = latest_reaching(s.program, shifted, out.needed.hi);
    }
    out.needed_high = out.needed;
    out.shortfall = distance(out.actual, no_lower_bound, out.needed);
    settle_days(hold(s, side(s, shifted), as_of, -strict, out), out);
    return out;
}

/// Whether operand a of a comparison is what is needed, and b what is measured: a constant that conditions choose is, else what did
/// not stand on the left.
constexpr bool first_is_needed(const Subject& s, std::uint16_t a, std::uint16_t b, Left left) {
    const bool a_is_chosen = s.marked(a, is_chosen), b_is_chosen = s.marked(b, is_chosen);
    return a_is_chosen == b_is_chosen ? left == Left::B : a_is_chosen;
}

/// `low + strict <= high`.
constexpr Explanation two_sided_shape(const Subject& s, std::uint16_t low, std::uint16_t high, Value strict,
                                      Left left) {
    const bool low_is_needed = first_is_needed(s, low, high, left);
    Explanation out;
    out.shape = low_is_needed ? Shape::AtLeast : Shape::AtMost;
    out.type = s.type(low_is_needed ? high : low);
    out.actual = s.value(low_is_needed ? high : low);
    out.needed = low_is_needed ? moved(s.value(low), strict) : moved(s.value(high), -strict);
    out.needed_high = out.needed;
    out.shortfall = low_is_needed ? distance(out.actual, out.needed, no_upper_bound)
                                  : distance(out.actual, no_lower_bound, out.needed);
    settle_days(hold(s, side(s, low), side(s, high), -strict, out), out);
    return out;
}

/// `low + strict <= high` between two registers. A constant is what is needed. Where nobody said what stood on the left, so is the
/// as-of day, of which the other side says how far it may be away.
constexpr Explanation order_shape(const Subject& s, std::uint16_t low, std::uint16_t high, Value strict,
                                  Left left) {
    if (s.op(low).code == Code::Constant)
        return at_least_shape(s, side(s, high), side(s.op(low).imm + strict));
    if (s.op(high).code == Code::Constant)
        return at_most_shape(s, side(s, low), side(s.op(high).imm - strict));
    if (left != Left::Unsaid) return two_sided_shape(s, low, high, strict, left);
    const bool low_moves = s.marked(low, moves_with_as_of), high_moves = s.marked(high, moves_with_as_of);
    if (is_moved_as_of(s, side(s, low)) && !high_moves) return since_shape(s, side(s, low), high, strict);
    if (is_moved_as_of(s, side(s, high)) && !low_moves) return past_shape(s, low, side(s, high), strict);
    return two_sided_shape(s, low, high, strict, left);
}

/// `low <= x <= high`.
constexpr Explanation window_shape(const Subject& s, std::uint16_t x, std::uint16_t low, std::uint16_t high) {
    Explanation out;
    out.shape = Shape::Window;
    out.type = s.type(x);
    out.actual = s.value(x);
    out.needed = s.value(low);
    out.needed_high = s.value(high);
    out.shortfall = distance(out.actual, out.needed, out.needed_high);
    const bool holds =
        hold(s, side(s, low), side(s, x), 0, out) && hold(s, side(s, x), side(s, high), 0, out);
    settle_days(holds, out);
    return out;
}

/// The as-of days on which it holds are those on which neither side is less than the other.
constexpr Explanation equal_shape(const Subject& s, std::uint16_t a, std::uint16_t b, Left left) {
    const bool a_is_needed = first_is_needed(s, a, b, left);
    Explanation out;
    out.shape = Shape::Equal;
    out.type = s.type(a_is_needed ? b : a);
    out.actual = s.value(a_is_needed ? b : a);
    out.needed = out.needed_high = s.value(a_is_needed ? a : b);
    const bool dates = out.type.kind == ValueKind::Date;
    settle_days(dates && hold(s, side(s, a), side(s, b), 0, out) && hold(s, side(s, b), side(s, a), 0, out),
                out);
    return out;
}

}  // namespace tenet
