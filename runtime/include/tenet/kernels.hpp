#pragma once

#include "tenet/faults.hpp"
#include "tenet/kernels_fused.hpp"

/// One door to all rules: `apply<Code>(operands)` in whatever domain the operands are.
namespace tenet {

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
