#pragma once

#include "tenet/inline.hpp"

#include <cstdint>

/// What a value is in each domain: known, partial (what it may still be), range (what it can ever be).
namespace tenet {

/// A known value: a number in units of its type's scale, a date in days since 1900-01-01, yes/no as 1/0, a value of a choice as its
/// index, a set as a bit for each member, a text as its place among those the policy knows plus 1 (0: any other), or `none_value`.
using Value = std::int64_t;

/// Known not to exist. Below every legal value, so that it fails `low <= x` by itself.
inline constexpr Value none_value = INT64_MIN;

/// No legal value but a set lies beyond this on either side; the compiler proves it of every op.
inline constexpr Value value_limit = Value{1} << 53;

/// All bits: `Partial::members` of what has none.
inline constexpr std::uint64_t all_members = ~std::uint64_t{0};

/// What a value may still be: a whole interval, or none, or either. Yes/no is 0..1: lo = surely, hi = possibly.
/// Of a set lo are the members that it surely has and hi those that it possibly has. Of a choice or text of at most 64 values
/// `members` has a bit for each that it may be, lo being the first of them and hi the last; of all else it is `all_members`.
/// Surely none has the one form {1, 0, true}; otherwise lo <= hi.
struct Partial {
    Value lo, hi;
    bool none;
    std::uint64_t members = all_members;

    constexpr bool operator==(const Partial&) const = default;
};

/// What a value can ever be, and whether the very operation that made it may leave ±`value_limit` (the interval is
/// then cut to that).
struct Range {
    Partial value;
    bool overflow;

    constexpr bool operator==(const Range&) const = default;
};

/// How many bits are set. Not the library's, of which compilers make a call where the machine has no such instruction.
TENET_INLINE constexpr std::uint32_t bits_set(std::uint64_t bits) {
    bits -= (bits >> 1) & 0x5555555555555555;
    bits = (bits & 0x3333333333333333) + ((bits >> 2) & 0x3333333333333333);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F;
    return static_cast<std::uint32_t>((bits * 0x0101010101010101) >> 56);
}

inline constexpr Partial surely_none{1, 0, true};
inline constexpr Partial maybe{0, 1, false};

/// The one value v.
TENET_INLINE constexpr Partial exactly(Value v) { return {v, v, false}; }

/// The one value v of a choice or text of at most 64 values.
TENET_INLINE constexpr Partial exactly_member(Value v) {
    return {v, v, false, std::uint64_t{1} << (static_cast<std::uint64_t>(v) & 63)};
}

/// A bit for each of 0 … 63 that lies between two ends, both in.
TENET_INLINE constexpr std::uint64_t bits_between(Value lo, Value hi) {
    const std::uint64_t from = lo <= 0 ? all_members : lo > 63 ? 0 : all_members << lo;
    const std::uint64_t to = hi >= 63 ? all_members : hi < 0 ? 0 : all_members >> (63 - hi);
    return from & to;
}

/// Which of the values 0 … 63 a choice may be.
TENET_INLINE constexpr std::uint64_t possible_members(const Partial& p) {
    return p.members & bits_between(p.lo, p.hi);
}

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

/// The smallest partial value that holds both; not of sets.
constexpr Partial hull(const Partial& a, const Partial& b) {
    const bool or_none = a.none || b.none;
    if (is_surely_none(a)) return is_surely_none(b) ? surely_none : Partial{b.lo, b.hi, or_none, b.members};
    if (is_surely_none(b)) return {a.lo, a.hi, or_none, a.members};
    return {a.lo < b.lo ? a.lo : b.lo, a.hi > b.hi ? a.hi : b.hi, or_none, a.members | b.members};
}

/// The same of sets: what both surely have, and what either possibly has.
constexpr Partial hull_of_sets(const Partial& a, const Partial& b) {
    const bool or_none = a.none || b.none;
    if (is_surely_none(a)) return is_surely_none(b) ? surely_none : Partial{b.lo, b.hi, or_none};
    if (is_surely_none(b)) return {a.lo, a.hi, or_none};
    return {a.lo & b.lo, a.hi | b.hi, or_none};
}

/// What is known of one fact; the first three as the codes of `BasicFact` number them.
enum class FactState : std::uint8_t { Unknown, None, OutOfRange, Known };

/// One fact as a source gives it; `value` counts only where it is known, and is the length of a list.
struct Loaded {
    FactState state = FactState::Unknown;
    Value value = 0;

    constexpr bool operator==(const Loaded&) const = default;
};

}  // namespace tenet
