#pragma once

#include "tenet/kernels_logic.hpp"

/// The rules of the operators that calculate: besides `known` and `partial` each has its own rule on ranges, which
/// reports where it may leave ±`value_limit`.
namespace tenet {

/// Sums that wrap around instead of being undefined: the compiler has proved that none does, a broken table may.
TENET_INLINE constexpr Value wrapping_add(Value a, Value b) {
    return static_cast<Value>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}
TENET_INLINE constexpr Value wrapping_sub(Value a, Value b) {
    return static_cast<Value>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}
TENET_INLINE constexpr Value wrapping_mul(Value a, Value b) {
    return static_cast<Value>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}

/// An interval cut to ±`value_limit`, with the report if anything was cut.
constexpr Range limited(Value lo, Value hi, bool or_none) {
    const bool overflow = lo < -value_limit || hi > value_limit;
    const auto cut = [](Value v) {
        return v < -value_limit ? -value_limit : v > value_limit ? value_limit : v;
    };
    return {{cut(lo), cut(hi), or_none}, overflow};
}

/// A product, or just beyond ±`value_limit` where it lies beyond.
constexpr Value limited_product(Value a, Value factor) {
    if (a == 0 || factor == 0) return 0;
    const Value magnitude = a < 0 ? -a : a;
    const bool negative = (a < 0) != (factor < 0);
    const bool beyond = factor < -value_limit || factor > value_limit ||
                        magnitude > value_limit / (factor < 0 ? -factor : factor);
    if (beyond) return negative ? -value_limit - 1 : value_limit + 1;
    return a * factor;
}

namespace kernel {

struct Add {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        if (is_none(x.a, x.flags, a_may_be_none) || is_none(x.b, x.flags, b_may_be_none)) return none_value;
        return wrapping_add(x.a, x.b);
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        if (is_surely_none(x.a) || is_surely_none(x.b)) return surely_none;
        return {wrapping_add(x.a.lo, x.b.lo), wrapping_add(x.a.hi, x.b.hi), x.a.none || x.b.none};
    }
    static constexpr Range range(const Operands<Range>& x) {
        const Partial sum = partial({x.a.value, x.b.value});
        return is_surely_none(sum) ? Range{sum, false} : limited(sum.lo, sum.hi, sum.none);
    }
};

struct Sub {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        if (is_none(x.a, x.flags, a_may_be_none) || is_none(x.b, x.flags, b_may_be_none)) return none_value;
        return wrapping_sub(x.a, x.b);
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        if (is_surely_none(x.a) || is_surely_none(x.b)) return surely_none;
        return {wrapping_sub(x.a.lo, x.b.hi), wrapping_sub(x.a.hi, x.b.lo), x.a.none || x.b.none};
    }
    static constexpr Range range(const Operands<Range>& x) {
        const Partial difference = partial({x.a.value, x.b.value});
        return is_surely_none(difference) ? Range{difference, false}
                                          : limited(difference.lo, difference.hi, difference.none);
    }
};

struct Scale {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        if (is_none(x.a, x.flags, a_may_be_none)) return none_value;
        return wrapping_mul(x.a, x.imm);
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        if (is_surely_none(x.a)) return surely_none;
        const Value low = wrapping_mul(x.a.lo, x.imm);
        const Value high = wrapping_mul(x.a.hi, x.imm);
        return x.imm < 0 ? Partial{high, low, x.a.none} : Partial{low, high, x.a.none};
    }
    static constexpr Range range(const Operands<Range>& x) {
        if (is_surely_none(x.a.value)) return {surely_none, false};
        const Value low = limited_product(x.a.value.lo, x.imm);
        const Value high = limited_product(x.a.value.hi, x.imm);
        return x.imm < 0 ? limited(high, low, x.a.value.none) : limited(low, high, x.a.value.none);
    }
};

}  // namespace kernel

}  // namespace tenet
