#pragma once

#include "tenet/missing_search.hpp"

/// Which unknown facts and fields could still change an answer.
namespace tenet {

/// Begins a walk to the remedies of a requirement that has failed, if it is undetermined whether one of them stands.
template <class Source>
constexpr void start_remedies(const Program& program, const RequirementSpec& requirement,
                              const Partial* registers, MissingSearch<Source>& search) {
    Standing standing;
    for (std::uint32_t k = 0; k < requirement.remedy_count; ++k)
        standing.add(when_of(program.remedies[requirement.first_remedy + k].when, registers));
    if (!standing.possibly || standing.surely) return;
    const std::uint64_t bit = search.start();
    for (std::uint32_t k = 0; k < requirement.remedy_count; ++k) {
        const std::uint16_t when = program.remedies[requirement.first_remedy + k].when;
        if (when != no_register) search.steps().reach(when, bit);
    }
}

/// Begins a walk to each that is open of a decision.
template <class Source>
constexpr void start_decision(const Program& program, const DecisionSpec& decision, const Partial* registers,
                              MissingSearch<Source>& search) {
    const Partial decision_when = when_of(decision.when, registers);
    if (!possibly(decision_when)) return;
    if (decision.when != no_register && !determined(decision_when)) {
        const std::uint64_t bit = search.start();
        search.steps().reach(decision.when, bit);
    }
    for (std::uint32_t k = 0; k < decision.requirement_count; ++k) {
        const RequirementSpec& requirement = program.requirements[decision.first_requirement + k];
        const Op& op = program.ops[requirement.op];
        const Partial when = when_of(requirement.when, registers);
        const Partial condition = condition_of(program, op, registers);
        const StatusBits status = status_bits(decision_when, when, condition);
        if (status.failed) start_remedies(program, requirement, registers, search);
        if (!status.unknown) continue;
        const std::uint64_t bit = search.start();
        if (requirement.when != no_register) search.steps().reach(requirement.when, bit);
        if (!determined(condition)) search.steps().step(op, bit);
    }
}

/// Those that could still change an undetermined requirement of a decision, or its undetermined `when`, which counts as one, as
/// does a failed requirement of which the remedies are undetermined; those that reach most of them first. `registers` as `run` left them. Gives how many there are; the first `capacity` are in
/// `memory.found`.
template <class Source>
constexpr std::uint32_t missing_of_decision(const Program& program, const DecisionSpec& decision,
                                            const Source& source, const Partial* registers,
                                            const MissingBuffers& memory) {
    MissingSearch<Source> search(program, source, registers, memory);
    start_decision(program, decision, registers, search);
    return search.finish();
}

/// Begins the walk of an output that is open.
template <class Source>
constexpr void start_output(const Program& program, const OutputSpec& output, const Source& source,
                            const Partial* registers, MissingSearch<Source>& search) {
    const bool open =
        !determined(registers[output.value]) || is_open_text(program, source, registers, output.value);
    if (!open && !planted(Fault::MissingDetermined)) return;
    const std::uint64_t bit = search.start();
    search.reach_output(output.value, bit);
}

/// Those that could still change an output, in order. Gives how many there are, as above.
template <class Source>
constexpr std::uint32_t missing_of_output(const Program& program, const OutputSpec& output,
                                          const Source& source, const Partial* registers,
                                          const MissingBuffers& memory) {
    MissingSearch<Source> search(program, source, registers, memory);
    start_output(program, output, source, registers, search);
    return search.finish();
}

}  // namespace tenet
