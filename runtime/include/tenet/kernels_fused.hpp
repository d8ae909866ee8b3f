#pragma once

#include "tenet/kernels_logic.hpp"
#include "tenet/kernels_numbers.hpp"

/// The fused requirement ops, composed of operators: one class a row of requirements.def.
namespace tenet {

/// The rule of class K in the domain of the operands, as it stands in SPEC.md; ranges follow the partial rule unless the
/// class has one of their own.
template <class K>
TENET_INLINE constexpr Value rule(const Operands<Value>& x) {
    return K::known(x);
}
template <class K>
TENET_INLINE constexpr Partial rule(const Operands<Partial>& x) {
    return K::partial(x);
}
template <class K>
constexpr Range rule(const Operands<Range>& x) {
    if constexpr (requires { K::range(x); })
        return K::range(x);
    else
        return {K::partial({x.a.value, x.b.value, x.c.value, x.imm, x.flags, x.d.value, x.program}), false};
}

/// Where the a operand of a composition becomes operand b of a part, its flag moves too; a constant may not be none.
TENET_INLINE constexpr std::uint8_t as_b(std::uint8_t flags) {
    return static_cast<std::uint8_t>((flags & a_may_be_none) << 1);
}

/// The fused requirement ops: what they make of their operands is the requirement's condition.
namespace fused {

template <class T>
TENET_INLINE constexpr T at_least(const T& value, Value threshold, std::uint8_t flags) {
    return rule<kernel::Le>(Operands<T>{constant<T>(threshold), value, {}, 0, as_b(flags)});
}

template <class T>
TENET_INLINE constexpr T at_most(const T& value, Value threshold, std::uint8_t flags) {
    return rule<kernel::Le>(Operands<T>{value, constant<T>(threshold), {}, 0, flags});
}

template <class T>
TENET_INLINE constexpr T either(const T& first, const T& tier, const T& second) {
    const T with_tier = rule<kernel::And>(Operands<T>{tier, second});
    return rule<kernel::Or>(Operands<T>{first, with_tier});
}

struct Require {
    template <class T>
    TENET_INLINE static constexpr T of(const Operands<T>& x) {
        return x.a;
    }
};

struct RequireAtLeast {
    template <class T>
    TENET_INLINE static constexpr T of(const Operands<T>& x) {
        return at_least(x.a, x.imm, x.flags);
    }
};

struct RequireAtMost {
    template <class T>
    TENET_INLINE static constexpr T of(const Operands<T>& x) {
        return at_most(x.a, x.imm, x.flags);
    }
};

struct RequireLe {
    template <class T>
    TENET_INLINE static constexpr T of(const Operands<T>& x) {
        return rule<kernel::Le>(x);
    }
};

struct RequireTieredAtLeast {
    template <class T>
    TENET_INLINE static constexpr T of(const Operands<T>& x) {
        return either(at_least(x.a, first_tier(x.imm), x.flags), x.b,
                      at_least(x.a, second_tier(x.imm), x.flags));
    }
};

struct RequireTieredAtMost {
    template <class T>
    TENET_INLINE static constexpr T of(const Operands<T>& x) {
        return either(at_most(x.a, first_tier(x.imm), x.flags), x.b,
                      at_most(x.a, second_tier(x.imm), x.flags));
    }
};

struct RequireInRange {
    template <class T>
    TENET_INLINE static constexpr T of(const Operands<T>& x) {
        return rule<kernel::InRange>(x);
    }
};

}  // namespace fused

}  // namespace tenet
