#pragma once

#include "tenet/program.hpp"
#include "tenet/value.hpp"

#include <cstdint>
#include <type_traits>

/// Planted faults: a build with TENET_PLANTED_FAULTS in which one chosen kernel or rule is wrong, so that tests can show
/// that they would notice. Without the flag nothing of it is left. Never wrong in a constant evaluation.
namespace tenet {

/// Every place where a fault can be planted. Value and requirement ops have one on known values (a yes/no flipped, a
/// number one too large) and two on partial values: too precise and too vague. Value ops have one on ranges. Those of `Each`
/// are of the list: its last record left out, an unknown one taken as empty, a known one as unknown, its most records as 1.
enum class Fault : std::uint16_t {
    None,
#define OPERATOR(name, ...) Known##name, Precise##name, Vague##name, Range##name,
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, ...) Known##name, Precise##name, Vague##name, Range##name,
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, ...) Known##name, Precise##name, Vague##name, Range##name,
#include "tenet/requirements.def"
#undef REQUIREMENT
#define RULE(name, ...) name,
#include "tenet/rules.def"
#undef RULE
};

inline constexpr const char* fault_names[] = {
    "None",
#define OPERATOR(name, ...) "Known" #name, "Precise" #name, "Vague" #name, "Range" #name,
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, ...) "Known" #name, "Precise" #name, "Vague" #name, "Range" #name,
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, ...) "Known" #name, "Precise" #name, "Vague" #name, "Range" #name,
#include "tenet/requirements.def"
#undef REQUIREMENT
#define RULE(name, ...) #name,
#include "tenet/rules.def"
#undef RULE
};

/// Faults are 1 … fault_count - 1; 0 is none.
inline constexpr std::uint32_t fault_count = sizeof(fault_names) / sizeof(fault_names[0]);

/// Whether a fault is one of the gate, which only typed facts pass.
constexpr bool is_of_gate(Fault fault) {
    return fault == Fault::GateUnknown || fault == Fault::GateField || fault == Fault::GateList ||
           fault == Fault::GateOutOfRange;
}

#ifdef TENET_PLANTED_FAULTS
/// The fault that is planted now.
inline std::uint32_t planted_fault = 0;

/// Never ask it alone to initialise a `const bool`: that is a constant evaluation.
constexpr bool planted(Fault fault) {
    if (std::is_constant_evaluated()) return false;
    return planted_fault == static_cast<std::uint32_t>(fault);
}
#else
TENET_INLINE constexpr bool planted(Fault) { return false; }
#endif

/// The four faults of an op, in the order of the list.
template <Code C>
inline constexpr auto first_fault = static_cast<std::uint16_t>(1 + 4 * static_cast<int>(C));
template <Code C>
inline constexpr Fault known_fault = static_cast<Fault>(first_fault<C>);
template <Code C>
inline constexpr Fault precise_fault = static_cast<Fault>(first_fault<C> + 1);
template <Code C>
inline constexpr Fault vague_fault = static_cast<Fault>(first_fault<C> + 2);
template <Code C>
inline constexpr Fault range_fault = static_cast<Fault>(first_fault<C> + 3);

/// Whether an op's result is always a yes/no.
constexpr bool gives_yes_no(Code code) {
    switch (code) {
    case Code::Not:
    case Code::And:
    case Code::Or:
    case Code::Eq:
    case Code::Lt:
    case Code::Le:
    case Code::InRange:
    case Code::IsNone:
    case Code::InSet:
    case Code::Member:
    case Code::WorkingDay:
    case Code::Covers:
    case Code::Any:
    case Code::InOrder:
    case Code::Require:
    case Code::RequireAtLeast:
    case Code::RequireAtMost:
    case Code::RequireLe:
    case Code::RequireTieredAtLeast:
    case Code::RequireTieredAtMost:
    case Code::RequireInRange: return true;
    case Code::Constant:
    case Code::NoneConstant:
    case Code::LoadFact:
    case Code::Given:
    case Code::Each:
    case Code::LoadField:
    case Code::If:
    case Code::Add:
    case Code::Sub:
    case Code::Scale:
    case Code::AddMonths:
    case Code::EarliestFrom:
    case Code::WholeMonths:
    case Code::WorkingIndex:
    case Code::WorkingDayAt:
    case Code::Ahead:
    case Code::AsSet:
    case Code::Count:
    case Code::Sum:
    case Code::Latest:
    case Code::Earliest:
    case Code::Union:
    case Code::Running:
    case Code::RunTo: return false;
    }
    return false;
}

/// Whether an op's result may be a choice, a text or a set, of which one more may be no value at all.
constexpr bool gives_members(Code code) {
    return code == Code::Constant || code == Code::LoadFact || code == Code::LoadField ||
           code == Code::Given || code == Code::If || code == Code::AsSet || code == Code::Union;
}

/// Another value than v.
constexpr Value wrong(Code code, Value v) {
    if (gives_yes_no(code)) return v ^ 1;
    return gives_members(code) && v > 0 ? v - 1 : v + 1;
}

/// The one value v, of whatever kind p is.
constexpr Partial alone(const Partial& p, Value v) {
    return p.members == all_members ? exactly(v) : exactly_member(v);
}

/// Something that leaves out a value that p may be.
constexpr Partial too_precise(Code code, const Partial& p) {
    if (is_surely_none(p)) return exactly(0);
    if (!determined(p)) return alone(p, p.lo);
    return alone(p, wrong(code, p.lo));
}

/// What the op made, or what it makes of it when it is the one that is wrong.
template <Code C>
TENET_INLINE constexpr Value with_fault(Value v) {
    if (!planted(known_fault<C>)) return v;
    return v == none_value ? 0 : wrong(C, v);
}

template <Code C>
TENET_INLINE constexpr Partial with_fault(const Partial& p) {
    if (planted(precise_fault<C>)) return too_precise(C, p);
    if (!planted(vague_fault<C>)) return p;
    if (gives_yes_no(C)) return determined(p) ? maybe : exactly(p.lo);
    return is_surely_none(p) ? Partial{0, 1, true} : Partial{p.lo - 1, p.hi + 1, p.none};
}

template <Code C>
TENET_INLINE constexpr Range with_fault(const Range& r) {
    if (!planted(range_fault<C>)) return r;
    return {r.overflow ? r.value : too_precise(C, r.value), false};
}

}  // namespace tenet
