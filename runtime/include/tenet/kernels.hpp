#pragma once

#include "tenet/faults.hpp"
#include "tenet/kernels_calendars.hpp"
#include "tenet/kernels_choices.hpp"
#include "tenet/kernels_clocks.hpp"
#include "tenet/kernels_dates.hpp"
#include "tenet/kernels_fused.hpp"
#include "tenet/kernels_lists.hpp"

/// One door to all rules: `apply<Code>(operands)` in whatever domain the operands are, and the three steps of an aggregate.
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

/// The same for a code known only at run time; not for aggregates.
template <class T>
constexpr T apply(Code code, const Operands<T>& x) {
    switch (code) {
#define OPERATOR(name, ...)                                                                                  \
    case Code::name:                                                                                         \
        return apply<Code::name>(x);
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, ...)                                                                                 \
    case Code::name:                                                                                         \
        break;
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, ...)                                                                               \
    case Code::name:                                                                                         \
        return apply<Code::name>(x);
#include "tenet/requirements.def"
#undef REQUIREMENT
    }
    return constant<T>(0);
}

/// The class of an aggregate.
template <Code C>
constexpr auto aggregate_class() {
#define AGGREGATE(name, ...)                                                                                 \
    if constexpr (C == Code::name) return aggregate::name{};
#include "tenet/aggregates.def"
#undef AGGREGATE
}
template <Code C>
using AggregateOf = decltype(aggregate_class<C>());

/// Aggregate C over no record yet.
template <Code C, class T>
TENET_INLINE constexpr Tally<T> empty_tally() {
    constexpr Value value = AggregateOf<C>::of_nothing;
    if constexpr (std::is_same_v<T, Value>)
        return {value, before_all, before_all, {}};
    else
        return {value == none_value ? surely_none : exactly(value),
                exactly(before_all),
                exactly(before_all),
                {0, before_all, false}};
}

/// Adds what aggregate C reads of one record.
template <Code C>
TENET_INLINE constexpr void add_record(Tally<Value>& tally, const Operands<Value>& x) {
    AggregateOf<C>::known(tally, x);
}
template <Code C>
TENET_INLINE constexpr void add_record(Tally<Partial>& tally, const Operands<Partial>& x) {
    AggregateOf<C>::partial(tally, x);
}

/// What aggregate C makes of all records; of the operands those count that are not of the records.
template <Code C, class T>
TENET_INLINE constexpr T finished(const Tally<T>& tally, const Operands<T>& x) {
    if constexpr (C == Code::InOrder)
        return with_fault<C>(AggregateOf<C>::last(tally, x.flags));
    else if constexpr (is_clock(C))
        return with_fault<C>(AggregateOf<C>::last(tally, x));
    else
        return with_fault<C>(tally.value);
}

/// What aggregate C makes of an unknown list of at most so many records, each of which may be what the operands are.
template <Code C>
constexpr Partial of_unknown_list(const Operands<Partial>& x, Value most) {
    return with_fault<C>(AggregateOf<C>::unknown(x, most).value);
}
template <Code C>
constexpr Range of_unknown_list(const Operands<Range>& x, Value most) {
    return with_fault<C>(
        AggregateOf<C>::unknown({x.a.value, x.b.value, x.c.value, 0, x.flags, x.d.value}, most));
}

/// The codes that evaluators have kernels for. Those of one program need only the ones that occur in it, and compile faster.
struct CodeSet {
    std::uint64_t bits = 0;

    constexpr bool has(Code code) const { return (bits >> static_cast<unsigned>(code) & 1) != 0; }
};
inline constexpr CodeSet all_codes{~std::uint64_t{0}};
static_assert(code_count <= 64, "each code is a bit of a CodeSet");

constexpr CodeSet codes_of(const Program& program) {
    CodeSet codes;
    for (std::uint32_t i = 0; i < program.op_count; ++i)
        codes.bits |= std::uint64_t{1} << static_cast<unsigned>(program.ops[i].code);
    return codes;
}

/// Those of a constexpr program; `Traits::program` is that program.
template <class Traits>
inline constexpr CodeSet used_codes = codes_of(Traits::program);

/// How many operand registers an op has, its slot or constant not counted.
constexpr int operand_count(Code code) {
    switch (code) {
#define OPERATOR(name, arity, ...)                                                                           \
    case Code::name:                                                                                         \
        return arity;
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, arity, ...)                                                                          \
    case Code::name:                                                                                         \
        return arity;
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, arity, ...)                                                                        \
    case Code::name:                                                                                         \
        return arity;
#include "tenet/requirements.def"
#undef REQUIREMENT
    }
    return 0;
}

/// The register of operand k (0 … operand_count - 1) of an op; the third and the fourth stand in imm.
constexpr std::uint16_t operand(const Op& op, int k) {
    if (k < 2) return k == 0 ? op.a : op.b;
    return static_cast<std::uint16_t>(static_cast<std::uint64_t>(op.imm) >> (k == 2 ? 0 : 16));
}

/// What may be known of a fact at all: its declared range, and none if it is declared `or none`. Of a set low is 0 and high
/// has all members.
constexpr Partial whole_range(const FactSpec& fact) {
    const bool of_members = fact.kind == ValueKind::Choice || fact.kind == ValueKind::Text;
    const std::uint64_t members =
        of_members && fact.high < 64 ? bits_between(fact.low, fact.high) : all_members;
    return {fact.low, fact.high, fact.or_none, members};
}

/// A fact as a value of domain T. Known: only facts that are known or none.
template <class T>
constexpr T from_fact(const FactSpec& fact, const Loaded& loaded);
template <>
TENET_INLINE constexpr Value from_fact<Value>(const FactSpec&, const Loaded& loaded) {
    return loaded.state == FactState::Known ? loaded.value : none_value;
}
template <>
TENET_INLINE constexpr Partial from_fact<Partial>(const FactSpec& fact, const Loaded& loaded) {
    if (loaded.state == FactState::None) return surely_none;
    if (loaded.state != FactState::Known) return whole_range(fact);
    const bool of_members = fact.kind == ValueKind::Choice || fact.kind == ValueKind::Text;
    return of_members && fact.high < 64 ? exactly_member(loaded.value) : exactly(loaded.value);
}
template <>
constexpr Range from_fact<Range>(const FactSpec& fact, const Loaded&) {
    return {whole_range(fact), false};
}

}  // namespace tenet
