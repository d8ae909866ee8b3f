#pragma once

#include "tenet/kernels_numbers.hpp"

/// The rules of the aggregates: one class a row of aggregates.def. A tally goes from record to record, `known` on known
/// values and `partial` on partial ones; `unknown` is the rule for a list of which nothing is known but its most records,
/// from what each of them may be, and ranges follow it.
namespace tenet {

/// Lies before every value, but is not none.
inline constexpr Value before_all = none_value + 1;

/// What an aggregate keeps between records.
template <class T>
struct Tally {
    T value{};
    T a{}, b{};  ///< InOrder: the operands of the record before; of clocks see kernels_clocks.hpp
    T c{};
};

/// Of a known record that counts its value, else none; masks, not a choice, which records at random mispredict.
TENET_INLINE constexpr Value counted_value(const Operands<Value>& x) {
    const Value mask = -x.a;
    return (x.b & mask) | (none_value & ~mask);
}

/// Of a record that possibly counts: its value, which may be none unless the record surely counts and has one.
TENET_INLINE constexpr Partial contribution(const Operands<Partial>& x) {
    if (!possibly(x.a) || is_surely_none(x.b)) return surely_none;
    return {x.b.lo, x.b.hi, x.b.none || !surely(x.a)};
}

namespace aggregate {

struct Count {
    static constexpr Value of_nothing = 0;
    TENET_INLINE static constexpr void known(Tally<Value>& t, const Operands<Value>& x) { t.value += x.a; }
    /// The same of 64 records at once, a bit each.
    TENET_INLINE static constexpr void known_bits(Tally<Value>& t, std::uint64_t bits) {
        t.value += bits_set(bits);
    }
    TENET_INLINE static constexpr void partial(Tally<Partial>& t, const Operands<Partial>& x) {
        t.value = {t.value.lo + x.a.lo, t.value.hi + x.a.hi, false};
    }
    static constexpr Range unknown(const Operands<Partial>& x, Value most) {
        return {{0, possibly(x.a) ? most : 0, false}, false};
    }
};

struct Any {
    static constexpr Value of_nothing = 0;
    TENET_INLINE static constexpr void known(Tally<Value>& t, const Operands<Value>& x) { t.value |= x.a; }
    TENET_INLINE static constexpr void known_bits(Tally<Value>& t, std::uint64_t bits) {
        t.value |= static_cast<Value>(bits != 0);
    }
    TENET_INLINE static constexpr void partial(Tally<Partial>& t, const Operands<Partial>& x) {
        t.value = yes_no(surely(t.value) || surely(x.a), possibly(t.value) || possibly(x.a));
    }
    static constexpr Range unknown(const Operands<Partial>& x, Value most) {
        return {yes_no(false, possibly(x.a) && most > 0), false};
    }
};

struct Sum {
    static constexpr Value of_nothing = 0;
    TENET_INLINE static constexpr void known(Tally<Value>& t, const Operands<Value>& x) {
        const bool counts = (x.a != 0) & !is_none(x.b, x.flags, b_may_be_none);
        t.value = wrapping_add(t.value, x.b & -static_cast<Value>(counts));
    }
    TENET_INLINE static constexpr void partial(Tally<Partial>& t, const Operands<Partial>& x) {
        const Partial term = added(x);
        t.value = {wrapping_add(t.value.lo, term.lo), wrapping_add(t.value.hi, term.hi), false};
    }
    static constexpr Range unknown(const Operands<Partial>& x, Value most) {
        // The list may have fewer records, too.
        const Partial term = added({surely(x.a) ? maybe : x.a, x.b, {}, 0, x.flags});
        return limited(limited_product(term.lo, most), limited_product(term.hi, most), false);
    }

  private:
    TENET_INLINE static constexpr Partial added(const Operands<Partial>& x) {
        const Partial term = contribution(x);
        if (is_surely_none(term)) return exactly(0);
        if (!term.none) return term;
        return {term.lo < 0 ? term.lo : 0, term.hi > 0 ? term.hi : 0, false};
    }
};

struct Latest {
    static constexpr Value of_nothing = none_value;
    TENET_INLINE static constexpr void known(Tally<Value>& t, const Operands<Value>& x) {
        // None lies below everything.
        const Value value = counted_value(x);
        t.value = t.value > value ? t.value : value;
    }
    TENET_INLINE static constexpr void partial(Tally<Partial>& t, const Operands<Partial>& x) {
        const Partial one = contribution(x), all = t.value;
        if (is_surely_none(one)) return;
        if (is_surely_none(all)) {
            t.value = one;
            return;
        }
        // Of two that may both be left out the lower may be the only one; else what surely counts holds it up.
        const Value least = one.lo < all.lo ? one.lo : all.lo, most = one.lo > all.lo ? one.lo : all.lo;
        const Value lo = one.none == all.none ? (one.none ? least : most) : one.none ? all.lo : one.lo;
        t.value = {lo, one.hi > all.hi ? one.hi : all.hi, one.none && all.none};
    }
    static constexpr Range unknown(const Operands<Partial>& x, Value most) {
        const Partial one = contribution(x);
        return {is_surely_none(one) || most == 0 ? surely_none : Partial{one.lo, one.hi, true}, false};
    }
};

struct Earliest {
    static constexpr Value of_nothing = none_value;
    TENET_INLINE static constexpr void known(Tally<Value>& t, const Operands<Value>& x) {
        // None lies below everything: as an unsigned distance from it, less one, it lies above.
        const Value value = counted_value(x);
        t.value = above_none(value) < above_none(t.value) ? value : t.value;
    }
    TENET_INLINE static constexpr void partial(Tally<Partial>& t, const Operands<Partial>& x) {
        const Partial one = contribution(x), all = t.value;
        if (is_surely_none(one)) return;
        if (is_surely_none(all)) {
            t.value = one;
            return;
        }
        const Value least = one.hi < all.hi ? one.hi : all.hi, most = one.hi > all.hi ? one.hi : all.hi;
        const Value hi = one.none == all.none ? (one.none ? most : least) : one.none ? all.hi : one.hi;
        t.value = {one.lo < all.lo ? one.lo : all.lo, hi, one.none && all.none};
    }
    static constexpr Range unknown(const Operands<Partial>& x, Value most) {
        return Latest::unknown(x, most);
    }

  private:
    TENET_INLINE static constexpr std::uint64_t above_none(Value v) {
        return static_cast<std::uint64_t>(v) - static_cast<std::uint64_t>(none_value) - 1;
    }
};

/// A record is held against the one before it; only when the next comes, or none does, is it settled whether its second
/// operand may be none.
struct InOrder {
    static constexpr Value of_nothing = 1;
    TENET_INLINE static constexpr void known(Tally<Value>& t, const Operands<Value>& x) {
        const bool in_order = (t.a <= t.b) & (t.b <= x.a) & !is_none(t.b, x.flags, b_may_be_none);
        t = {t.value & static_cast<Value>(in_order), x.a, x.b};
    }
    TENET_INLINE static constexpr void partial(Tally<Partial>& t, const Operands<Partial>& x) {
        const Partial earlier = kernel::Le::partial({t.a, t.b}), next = kernel::Le::partial({t.b, x.a});
        t = {kernel::And::partial({t.value, kernel::And::partial({earlier, next})}), x.a, x.b};
    }
    TENET_INLINE static constexpr Value last(const Tally<Value>& t, std::uint8_t flags) {
        return t.value & static_cast<Value>((t.a <= t.b) | is_none(t.b, flags, b_may_be_none));
    }
    TENET_INLINE static constexpr Partial last(const Tally<Partial>& t, std::uint8_t) {
        return kernel::And::partial({t.value, in_last(t.a, t.b)});
    }
    /// Of the last record: whether its first operand is no greater than its second, or that is none.
    TENET_INLINE static constexpr Partial in_last(const Partial& a, const Partial& b) {
        return yes_no(is_surely_none(b) || a.hi <= b.lo, b.none || a.lo <= b.hi);
    }
    static constexpr Range unknown(const Operands<Partial>&, Value most) {
        return {most > 0 ? maybe : exactly(1), false};
    }
};

/// Of sets: as a sum that adds each member once.
struct Union {
    static constexpr Value of_nothing = 0;
    TENET_INLINE static constexpr void known(Tally<Value>& t, const Operands<Value>& x) {
        const bool counts = (x.a != 0) & !is_none(x.b, x.flags, b_may_be_none);
        t.value |= x.b & -static_cast<Value>(counts);
    }
    TENET_INLINE static constexpr void partial(Tally<Partial>& t, const Operands<Partial>& x) {
        const Partial one = contribution(x);
        if (is_surely_none(one)) return;
        t.value = {t.value.lo | (one.none ? 0 : one.lo), t.value.hi | one.hi, false};
    }
    static constexpr Range unknown(const Operands<Partial>& x, Value most) {
        const Partial one = contribution(x);
        return {{0, is_surely_none(one) || most == 0 ? 0 : one.hi, false}, false};
    }
};

}  // namespace aggregate

}  // namespace tenet
