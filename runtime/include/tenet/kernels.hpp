#pragma once

#include "tenet/faults.hpp"
#include "tenet/kernels_logic.hpp"
#include "tenet/kernels_numbers.hpp"

/// One door to all rules: `apply<Code>(operands)` in whatever domain the operands are.
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
        return {K::partial({x.a.value, x.b.value, x.c.value, x.imm, x.flags}), false};
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

/// What op C makes of its operands; for a requirement op, the requirement's condition.
template <Code C, class T>
TENET_INLINE constexpr T apply(const Operands<T>& x) {
#define OPERATOR(name, ...)                                                                                  \
    if constexpr (C == Code::name) return with_fault<C>(rule<kernel::name>(x));
#include "tenet/operators.def"
#undef OPERATOR
#define REQUIREMENT(name, ...)                                                                               \
    if constexpr (C == Code::name) return with_fault<C>(fused::name::of(x));
#include "tenet/requirements.def"
#undef REQUIREMENT
}

/// The same for a code known only at run time.
template <class T>
constexpr T apply(Code code, const Operands<T>& x) {
    switch (code) {
#define OPERATOR(name, ...)                                                                                  \
    case Code::name:                                                                                         \
        return apply<Code::name>(x);
#include "tenet/operators.def"
#undef OPERATOR
#define REQUIREMENT(name, ...)                                                                               \
    case Code::name:                                                                                         \
        return apply<Code::name>(x);
#include "tenet/requirements.def"
#undef REQUIREMENT
    }
    return constant<T>(0);
}

/// How many operand registers an op has, its slot or constant not counted.
constexpr int operand_count(Code code) {
    switch (code) {
#define OPERATOR(name, arity, ...)                                                                           \
    case Code::name:                                                                                         \
        return arity;
#include "tenet/operators.def"
#undef OPERATOR
#define REQUIREMENT(name, arity, ...)                                                                        \
    case Code::name:                                                                                         \
        return arity;
#include "tenet/requirements.def"
#undef REQUIREMENT
    }
    return 0;
}

/// The register of operand k (0 … operand_count - 1) of an op; the third stands in imm.
constexpr std::uint16_t operand(const Op& op, int k) {
    return k == 0 ? op.a : k == 1 ? op.b : static_cast<std::uint16_t>(op.imm);
}

/// What may be known of a fact at all: its declared range, and none if it is declared `or none`.
constexpr Partial whole_range(const FactSpec& fact) { return {fact.low, fact.high, fact.or_none}; }

/// A fact as a value of domain T. Known: only facts that are known or none.
template <class T>
constexpr T from_fact(const FactSpec& fact, const Loaded& loaded);
template <>
TENET_INLINE constexpr Value from_fact<Value>(const FactSpec&, const Loaded& loaded) {
    return loaded.state == FactState::Known ? loaded.value : none_value;
}
template <>
TENET_INLINE constexpr Partial from_fact<Partial>(const FactSpec& fact, const Loaded& loaded) {
    if (loaded.state == FactState::Known) return exactly(loaded.value);
    return loaded.state == FactState::None ? surely_none : whole_range(fact);
}
template <>
constexpr Range from_fact<Range>(const FactSpec& fact, const Loaded&) {
    return {whole_range(fact), false};
}

}  // namespace tenet
