#pragma once

#include "tenet/fold.hpp"

/// What a service calls: gate, then fold; where something is missing, the partial interpreter on the same program.
namespace tenet {

template <class Traits, std::uint32_t D>
using DecisionOf = Decision<Traits::program.decisions[D].requirement_count, D>;

/// Registers in domain T for a program, uninitialised: every op is written before it is read.
template <class Traits, class T>
struct Registers {
    T r[register_count<Traits>];
};

/// Runs a slice in the partial domain.
template <class Traits, Slice S>
constexpr Registers<Traits, Partial> run_partial(const LoadedRow<Traits>& row) {
    Registers<Traits, Partial> registers{};
    run(Traits::program, LoadedFacts{row.facts}, registers.r, live<Traits, S>.ops);
    return registers;
}

/// Decision D where something is missing, refused, or the program too large to fold.
template <class Traits, std::uint32_t D>
TENET_APART constexpr DecisionOf<Traits, D> decide_partial(const typename Traits::Facts& facts) noexcept {
    constexpr Slice slice = slice_of_decision(D);
    DecisionOf<Traits, D> decision;
    decision.fingerprint = Traits::program.fingerprint;
    const LoadedRow<Traits> row = load_all<Traits>(facts);
    decision.refused_fact = first_refused_of<Traits>(row);
    if (decision.refused_fact != no_fact) {
        decision.verdict = Verdict::Refused;
        return decision;
    }
    const auto registers = run_partial<Traits, slice>(row);
    decision.verdict = judge(Traits::program, Traits::program.decisions[D], registers.r, decision.masks());
    return decision;
}

/// Decision D of facts that have passed its gate.
template <class Traits, std::uint32_t D>
TENET_INLINE constexpr DecisionOf<Traits, D> decide_known(const typename Traits::Facts& facts) noexcept {
    constexpr Slice slice = slice_of_decision(D);
    DecisionOf<Traits, D> decision;
    decision.fingerprint = Traits::program.fingerprint;
    Value r[register_count<Traits>];
    fold_values<Traits, slice>(facts, r);
    decision.verdict = fold_judge<Traits, D>(r, decision.masks());
    return decision;
}

/// Decision D of a policy on an applicant's facts.
template <class Traits, std::uint32_t D>
constexpr DecisionOf<Traits, D> decide(const typename Traits::Facts& facts) noexcept {
    constexpr Slice slice = slice_of_decision(D);
    if constexpr (folds<Traits, slice>())
        if (gate<Traits, slice>(facts)) [[likely]]
            return decide_known<Traits, D>(facts);
    return decide_partial<Traits, D>(facts);
}

/// Output O where something is missing, refused, or the program too large to fold.
template <class Traits, std::uint32_t O>
TENET_APART constexpr Outcome output_partial(const typename Traits::Facts& facts) noexcept {
    constexpr Slice slice = slice_of_output(O);
    constexpr OutputSpec spec = Traits::program.outputs[O];
    const LoadedRow<Traits> row = load_all<Traits>(facts);
    const std::uint32_t refused_fact = first_refused_of<Traits>(row);
    if (refused_fact != no_fact) return refused_outcome(spec.kind, refused_fact, Traits::program.fingerprint);
    const auto registers = run_partial<Traits, slice>(row);
    return outcome_of(registers.r[spec.value], spec.kind, Traits::program.fingerprint);
}

/// A known value as what it may still be: itself.
TENET_INLINE constexpr Partial as_partial(Value v) { return v == none_value ? surely_none : exactly(v); }

/// Output O of a policy on an applicant's facts.
template <class Traits, std::uint32_t O>
constexpr Outcome output(const typename Traits::Facts& facts) noexcept {
    constexpr Slice slice = slice_of_output(O);
    constexpr OutputSpec spec = Traits::program.outputs[O];
    if constexpr (folds<Traits, slice>()) {
        if (gate<Traits, slice>(facts)) [[likely]] {
            Value r[register_count<Traits>];
            fold_values<Traits, slice>(facts, r);
            return outcome_of(as_partial(r[spec.value]), spec.kind, Traits::program.fingerprint);
        }
    }
    return output_partial<Traits, O>(facts);
}

}  // namespace tenet
