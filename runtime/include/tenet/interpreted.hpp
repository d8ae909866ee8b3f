#pragma once

#include "tenet/decide.hpp"
#include "tenet/run_known.hpp"

/// The interpreter on typed facts of which all that is read is known: what a service pays that takes its tables while it runs
/// instead of compiling them in.
namespace tenet {

/// The plan of a slice of a constexpr program.
template <class Traits, Slice S>
struct Plan {
    PlanStep steps[most_steps(Traits::program) + 1] = {};
    std::uint32_t count = 0;

    constexpr Plan() {
        std::uint8_t needs[Traits::program.value_count + 1] = {};
        count = Planner(Traits::program, live<Traits, S>.ops, needs, steps).plan();
    }
};

template <class Traits, Slice S>
inline constexpr Plan<Traits, S> plan{};

/// Decision D of facts of which all that it reads is known or legally none, and of which no assume is no.
template <class Traits, std::uint32_t D>
constexpr DecisionOf<Traits, D> interpret_known(const typename Traits::Facts& facts) noexcept {
    constexpr Slice slice = without_assumes(slice_of_decision(D));
    const LoadedRow<Traits> row = load_all<Traits>(facts);
    Registers<Traits, Value> registers;
    run_known(Traits::program, plan<Traits, slice>.steps, plan<Traits, slice>.count, row.source(),
              registers.r, registers.columns);
    DecisionOf<Traits, D> decision;
    decision.fingerprint = Traits::program.fingerprint;
    decision.verdict = judge(Traits::program, Traits::program.decisions[D], registers.r, decision.masks());
    return decision;
}

}  // namespace tenet
