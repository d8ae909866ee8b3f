#pragma once

#include "tenet/explain.hpp"

#include <initializer_list>

/// What the tests of a policy expect of an answer: what `tenet build --to static_assert` and `--to gtest` write asks with these.
namespace tenet {

/// Whether a list has a member.
template <class T>
constexpr bool lists(std::initializer_list<T> members, const T& member) noexcept {
    for (const T& each : members)
        if (each == member) return true;
    return false;
}

/// Whether a verdict rests on exactly these requirements, by their places in the decision: those that failed, and where nothing
/// is determined those that are unknown.
template <class Answer>
constexpr bool rests_on(const Answer& decision, std::initializer_list<std::uint32_t> requirements) noexcept {
    const bool open = decision.verdict == Verdict::Undetermined;
    for (std::uint32_t i = 0; i < Answer::requirement_count; ++i) {
        const Status status = decision.status(i);
        const bool counts = status == Status::Failed || (open && status == Status::Unknown);
        if (counts != lists(requirements, i)) return false;
    }
    return true;
}

/// Whether exactly these remedies of a decision stand for requirements that failed.
template <class Answer>
constexpr bool remedied_by(const Answer& decision, std::initializer_list<std::uint32_t> remedies) noexcept {
    for (std::uint32_t i = 0; i < Answer::remedy_count; ++i)
        if (decision.has_remedy(i) != lists(remedies, i)) return false;
    return true;
}

/// Whether exactly these records, by their positions from 0, fail a requirement that asks something of every record. At most
/// `Capacity` fail one requirement.
template <std::uint32_t Capacity, class Traits, std::uint32_t N, std::uint32_t D, std::uint32_t R>
constexpr bool fails_at(Traits table, const typename Traits::Facts& facts, const Decision<N, D, R>& decision,
                        std::initializer_list<std::uint32_t> records) noexcept {
    const auto reasons = explain(table, facts, decision);
    bool seen[Capacity] = {};
    for (std::uint32_t i = 0; i < reasons.size(); ++i) {
        if (decision.status(i) != Status::Failed) continue;
        std::uint32_t found[Capacity] = {};
        const std::uint32_t count = reasons.records(i, found, Capacity);
        if (count > Capacity) return false;
        for (std::uint32_t k = 0; k < count; ++k) {
            if (found[k] >= Capacity || !lists(records, found[k])) return false;
            seen[found[k]] = true;
        }
    }
    for (const std::uint32_t each : records)
        if (each >= Capacity || !seen[each]) return false;
    return true;
}

/// Whether exactly these unknown facts and fields could still change a decision; there are at most `Capacity`.
template <std::uint32_t Capacity, class Traits, std::uint32_t N, std::uint32_t D, std::uint32_t R>
constexpr bool needs(Traits table, const typename Traits::Facts& facts, const Decision<N, D, R>& decision,
                     std::initializer_list<FactPath> paths) noexcept {
    const auto found = missing<Capacity>(table, facts, decision);
    if (found.total != paths.size()) return false;
    for (const MissingFact& each : found)
        if (!lists(paths, each.path)) return false;
    return true;
}

/// Whether an output is known to have this value: in days, in units of its type, or the number of a choice, a set or a text.
constexpr bool equals(const Outcome& outcome, Value value) noexcept {
    return outcome.state == Outcome::State::Known && outcome.low == value;
}

/// Whether fact number `slot` is known to be this text.
template <class Traits, std::uint32_t Slot = 0>
constexpr bool fact_is_text(const typename Traits::Facts& facts, std::uint32_t slot,
                            const char* text) noexcept {
    if constexpr (Slot < Traits::program.fact_count) {
        const auto& fact = Traits::template fact<Slot>(facts);
        if constexpr (requires { fact.characters(); })
            if (slot == Slot) return fact.is_known() && same_text(fact.characters(), fact.length(), text);
        return fact_is_text<Traits, Slot + 1>(facts, slot, text);
    } else {
        return false;
    }
}

/// Whether an output that is a text is known to be this one: a text of the policy, or that of the fact that it comes from.
template <class Traits, std::uint32_t O>
constexpr bool equals_text(const typename Traits::Facts& facts, const char* text) noexcept {
    constexpr const Program& program = Traits::program;
    const PartialRun<Traits, slice_of_output(O)> run(facts);
    if (run.refusal.refused()) return false;
    const Outcome outcome = outcome_of_output(program, run, O);
    if (outcome.state != Outcome::State::Known) return false;
    if (outcome.low == 0)
        return fact_is_text<Traits>(
            facts, text_fact(program, run.row.source(), run.registers.r, program.outputs[O].value), text);
    const char* const known = program.pool + program.texts[outcome.low - 1];
    std::uint64_t length = 0;
    while (known[length] != '\0')
        ++length;
    return same_text(known, length, text);
}

/// Whether the facts are refused because one of these assumes surely does not hold.
constexpr bool refused_by(const Refusal& refusal, std::initializer_list<std::uint32_t> assumes) noexcept {
    return refusal.cause == Refusal::Cause::Assume && lists(assumes, refusal.assume);
}

}  // namespace tenet
