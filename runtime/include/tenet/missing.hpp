#pragma once

#include "tenet/interpret.hpp"

/// Which unknown facts could still change an answer: a walk from each undetermined requirement down through operands that
/// are not determined, never into a branch surely not taken. No recursion: one sweep over the ops from last to first
/// carries 64 walks at once, a bit each.
namespace tenet {

/// Memory of the caller for one search.
struct MissingBuffers {
    std::uint64_t* marks;   ///< value_count: which walks reach a register
    std::uint32_t* counts;  ///< fact_count: how many walks reach a fact
    std::uint32_t* facts;   ///< fact_count: the answer
};

/// The walks of up to 64 starting points.
struct Walks {
    const Program& program;
    const Partial* registers;
    std::uint64_t* marks;

    /// Lets the walks `bits` go on to a register, if it is not determined.
    constexpr void reach(std::uint16_t target, std::uint64_t bits) const {
        if (!determined(registers[target]) || planted(Fault::MissingDetermined)) marks[target] |= bits;
    }

    /// Lets them go on to an operand of an op.
    constexpr void reach_operands(const Op& op, std::uint64_t bits) const {
        for (int k = 0; k < operand_count(op.code); ++k)
            reach(operand(op, k), bits);
    }

    /// From an `If`, into its condition and the branches that may be taken.
    constexpr void reach_branches(const Op& op, std::uint64_t bits) const {
        reach(op.a, bits);
        if (possibly(registers[op.a]) || planted(Fault::MissingBranch)) reach(op.b, bits);
        if (!surely(registers[op.a]) || planted(Fault::MissingBranch)) reach(operand(op, 2), bits);
    }

    /// From a tiered requirement, as from the Or, And and comparisons it is composed of.
    constexpr void reach_tiers(const Op& op, std::uint64_t bits, const Partial& first,
                               const Partial& second) const {
        const Partial with_tier = rule<kernel::And>(Operands<Partial>{registers[op.b], second});
        if (!determined(first) || (!determined(with_tier) && !determined(second))) reach(op.a, bits);
        if (!determined(with_tier)) reach(op.b, bits);
    }

    /// From an undetermined op on to its operands.
    constexpr void step(const Op& op, std::uint64_t bits) const {
        if (op.code == Code::If) return reach_branches(op, bits);
        const Partial& a = registers[op.a];
        const Value first = first_tier(op.imm), second = second_tier(op.imm);
        if (op.code == Code::RequireTieredAtLeast)
            return reach_tiers(op, bits, fused::at_least(a, first, op.flags),
                               fused::at_least(a, second, op.flags));
        if (op.code == Code::RequireTieredAtMost)
            return reach_tiers(op, bits, fused::at_most(a, first, op.flags),
                               fused::at_most(a, second, op.flags));
        reach_operands(op, bits);
    }

    constexpr void clear() const {
        for (std::uint32_t i = 0; i < program.value_count; ++i)
            marks[i] = 0;
    }

    /// Sweeps from the last op to the first and counts, per fact, the walks that reach it.
    template <class Source>
    constexpr void sweep(const Source& source, std::uint32_t* counts) const {
        for (std::uint32_t i = program.value_count; i-- > 0;) {
            const Op& op = program.ops[i];
            if (marks[i] == 0) continue;
            if (op.code != Code::LoadFact) {
                step(op, marks[i]);
                continue;
            }
            const auto slot = static_cast<std::uint32_t>(op.imm);
            if (source.load(slot).state != FactState::Unknown) continue;
            for (std::uint64_t bits = marks[i]; bits != 0; bits &= bits - 1)
                ++counts[slot];
        }
    }
};

/// Writes the facts that some walk reached in order of declaration; gives how many.
constexpr std::uint32_t collect(const Program& program, MissingBuffers out) {
    std::uint32_t found = 0;
    for (std::uint32_t slot = 0; slot < program.fact_count; ++slot)
        if (out.counts[slot] != 0) out.facts[found++] = slot;
    return found;
}

/// Sorts facts: those that most walks reached first, ties by order of declaration (Shell's sort).
constexpr void sort_by_count(std::uint32_t* facts, std::uint32_t count, const std::uint32_t* counts) {
    const auto before = [counts](std::uint32_t a, std::uint32_t b) {
        return counts[a] != counts[b] ? counts[a] > counts[b] : a < b;
    };
    for (std::uint32_t gap = count / 2; gap > 0; gap /= 2) {
        for (std::uint32_t i = gap; i < count; ++i) {
            const std::uint32_t moving = facts[i];
            std::uint32_t hole = i;
            for (; hole >= gap && before(moving, facts[hole - gap]); hole -= gap)
                facts[hole] = facts[hole - gap];
            facts[hole] = moving;
        }
    }
}

/// The unknown facts that could still change an undetermined requirement of a decision, or its undetermined `when`, which
/// counts as one; those that reach most of them first. `registers` as `run` left them. Gives how many.
template <class Source>
constexpr std::uint32_t missing_of_decision(const Program& program, const DecisionSpec& decision,
                                            const Source& source, const Partial* registers,
                                            MissingBuffers out) {
    const Walks walks{program, registers, out.marks};
    for (std::uint32_t slot = 0; slot < program.fact_count; ++slot)
        out.counts[slot] = 0;
    const Partial decision_when = when_of(decision.when, registers);
    if (!possibly(decision_when)) return 0;
    std::uint32_t started = 0;
    // Where nothing is undetermined the ops are not gone through at all.
    const auto start = [&] {
        if (started == 0) walks.clear();
        return std::uint64_t{1} << started++;
    };
    if (decision.when != no_register && !determined(decision_when)) walks.reach(decision.when, start());
    for (std::uint32_t k = 0; k < decision.requirement_count; ++k) {
        const RequirementSpec& requirement = program.requirements[decision.first_requirement + k];
        const Op& op = program.ops[requirement.op];
        const Partial when = when_of(requirement.when, registers);
        const Partial condition = condition_of(program, op, registers);
        if (!status_bits(decision_when, when, condition).unknown) continue;
        const std::uint64_t bit = start();
        if (requirement.when != no_register) walks.reach(requirement.when, bit);
        if (!determined(condition)) walks.step(op, bit);
        if (started < 64) continue;
        walks.sweep(source, out.counts);
        started = 0;
    }
    if (started != 0) walks.sweep(source, out.counts);
    const std::uint32_t found = collect(program, out);
    if (!planted(Fault::MissingOrder)) sort_by_count(out.facts, found, out.counts);
    return found;
}

/// The unknown facts that could still change an output, in order of declaration. Gives how many.
template <class Source>
constexpr std::uint32_t missing_of_output(const Program& program, const OutputSpec& output,
                                          const Source& source, const Partial* registers,
                                          MissingBuffers out) {
    const Walks walks{program, registers, out.marks};
    for (std::uint32_t slot = 0; slot < program.fact_count; ++slot)
        out.counts[slot] = 0;
    if (determined(registers[output.value]) && !planted(Fault::MissingDetermined)) return 0;
    walks.clear();
    walks.reach(output.value, 1);
    walks.sweep(source, out.counts);
    return collect(program, out);
}

}  // namespace tenet
