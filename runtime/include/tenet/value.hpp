#pragma once

#include "tenet/inline.hpp"

#include <cstdint>

/// What a value is in each domain: known, partial (what it may still be), range (what it can ever be).
namespace tenet {

/// A known value: a number, a date in days since 1900-01-01, yes/no as 1/0, or `none_value`.
using Value = std::int64_t;

/// Known not to exist. Below every legal value, so that it fails `low <= x` by itself.
inline constexpr Value none_value = INT64_MIN;

/// No legal value lies beyond this on either side; the compiler proves it of every op.
inline constexpr Value value_limit = Value{1} << 53;

/// What a value may still be: a whole interval, or none, or either. Yes/no is 0..1: lo = surely, hi = possibly.
/// Surely none has the one form {1, 0, true}; otherwise lo <= hi.
struct Partial {
    Value lo, hi;
    bool none;

    constexpr bool operator==(const Partial&) const = default;
};

/// What a value can ever be, and whether the very operation that made it may leave ±`value_limit` (the interval is
/// then cut to that).
struct Range {
    Partial value;
    bool overflow;

    constexpr bool operator==(const Range&) const = default;
};

inline constexpr Partial surely_none{1, 0, true};
inline constexpr Partial maybe{0, 1, false};

/// The one value v.
TENET_INLINE constexpr Partial exactly(Value v) { return {v, v, false}; }

/// True if it may be a value, that is, unless it is surely none.
TENET_INLINE constexpr bool may_be_value(const Partial& p) { return p.lo <= p.hi; }

TENET_INLINE constexpr bool is_surely_none(const Partial& p) { return p.lo > p.hi; }

/// True if only one thing is left that it can be: one value, or none.
TENET_INLINE constexpr bool determined(const Partial& p) { return p.none ? p.lo > p.hi : p.lo == p.hi; }

/// Whether a yes/no is surely, or possibly, yes; alike for known and partial ones.
TENET_INLINE constexpr bool surely(Value v) { return v != 0; }
TENET_INLINE constexpr bool possibly(Value v) { return v != 0; }
TENET_INLINE constexpr bool surely(const Partial& p) { return p.lo != 0; }
TENET_INLINE constexpr bool possibly(const Partial& p) { return p.hi != 0; }

/// A constant in domain T; v is not none.
template <class T>
constexpr T constant(Value v);
template <>
TENET_INLINE constexpr Value constant<Value>(Value v) {
    return v;
}
template <>
TENET_INLINE constexpr Partial constant<Partial>(Value v) {
    return exactly(v);
}
template <>
TENET_INLINE constexpr Range constant<Range>(Value v) {
    return {exactly(v), false};
}

/// The smallest partial value that holds both.
constexpr Partial hull(const Partial& a, const Partial& b) {
    const bool or_none = a.none || b.none;
    if (is_surely_none(a)) return {b.lo, b.hi, or_none};
    if (is_surely_none(b)) return {a.lo, a.hi, or_none};
    return {a.lo < b.lo ? a.lo : b.lo, a.hi > b.hi ? a.hi : b.hi, or_none};
}

/// What is known of one fact; the first three as the codes of `BasicFact` number them.
enum class FactState : std::uint8_t { Unknown, None, OutOfRange, Known };

/// One fact as a source gives it; `value` counts only where it is known.
struct Loaded {
    FactState state = FactState::Unknown;
    Value value = 0;

    constexpr bool operator==(const Loaded&) const = default;
};

}  // namespace tenet
