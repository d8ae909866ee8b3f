#pragma once

#include "tenet/kernels_logic.hpp"

/// The rules of the operators on choices and sets.
namespace tenet {

namespace kernel {

/// The set stands in imm, a bit a value; values beyond 63 are in none.
struct InSet {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        const auto value = static_cast<std::uint64_t>(x.a);
        return static_cast<Value>((static_cast<std::uint64_t>(x.imm) >> (value & 63)) & 1U &
                                  static_cast<std::uint64_t>(value < 64));
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        const auto set = static_cast<std::uint64_t>(x.imm);
        const std::uint64_t members = possible_members(x.a);
        return yes_no(!x.a.none && x.a.hi < 64 && (members & ~set) == 0,
                      may_be_value(x.a) && (members & set) != 0);
    }
};

/// Known: none as a choice lies beyond 63, none as a set has the last bit only, which is no member.
struct Member {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        const auto value = static_cast<std::uint64_t>(x.a);
        return static_cast<Value>((static_cast<std::uint64_t>(x.b) >> (value & 63)) & 1U &
                                  static_cast<std::uint64_t>(value < 63));
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        const std::uint64_t members = possible_members(x.a);
        const auto sure = static_cast<std::uint64_t>(x.b.lo), possible = static_cast<std::uint64_t>(x.b.hi);
        return yes_no(!x.a.none && !x.b.none && x.a.hi < 63 && (members & ~sure) == 0,
                      may_be_value(x.a) && !is_surely_none(x.b) && (members & possible) != 0);
    }
};

/// The set stands in imm, not empty. Known: none has the last bit only, which is no member.
struct Covers {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        return static_cast<Value>((x.a & x.imm) == x.imm);
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        return yes_no(!x.a.none && (x.a.lo & x.imm) == x.imm, may_be_value(x.a) && (x.a.hi & x.imm) == x.imm);
    }
};

/// Of a choice of at most 63 values.
struct AsSet {
    TENET_INLINE static constexpr Value known(const Operands<Value>& x) {
        if (is_none(x.a, x.flags, a_may_be_none)) return none_value;
        return static_cast<Value>(std::uint64_t{1} << (static_cast<std::uint64_t>(x.a) & 63));
    }
    TENET_INLINE static constexpr Partial partial(const Operands<Partial>& x) {
        if (is_surely_none(x.a)) return surely_none;
        const std::uint64_t members = possible_members(x.a);
        const std::uint64_t sure = (members & (members - 1)) == 0 ? members : 0;
        return {static_cast<Value>(sure), static_cast<Value>(members), x.a.none};
    }
};

}  // namespace kernel

}  // namespace tenet
