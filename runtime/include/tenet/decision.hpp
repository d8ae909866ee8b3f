#pragma once

#include "tenet/faults.hpp"
#include "tenet/program.hpp"
#include "tenet/value.hpp"

/// What an evaluation answers, and the two rules that make it of conditions: of a requirement's status and of a
/// decision's verdict.
namespace tenet {

/// Zero is `Undetermined`, so that an answer nobody filled in never reads as a yes.
enum class Verdict : std::uint8_t {
    Undetermined,
    Eligible,
    EligibleWithRemedy,
    Ineligible,
    NotApplicable,
    Refused,
};

enum class Status : std::uint8_t { Satisfied, Failed, Unknown, NotApplicable };

/// No fact; a decision that was not refused names this one.
inline constexpr std::uint32_t no_fact = 0xFFFFFFFF;

/// How many words hold a bit for each of n requirements; never none.
constexpr std::uint32_t mask_words(std::uint32_t n) { return n == 0 ? 1 : (n + 63) / 64; }

/// The three masks of one decision, a bit per requirement in order; memory of the caller.
struct Masks {
    std::uint64_t *failed, *unknown, *applicable;
};

/// The answer of one decision with N requirements. A requirement of which no bit is set is not applicable, one that is
/// only applicable is satisfied.
template <std::uint32_t N, std::uint32_t Index = 0>
struct Decision {
    static constexpr std::uint32_t requirement_count = N;
    static constexpr std::uint32_t words = mask_words(N);

    Verdict verdict = Verdict::Undetermined;
    std::uint32_t refused_fact = no_fact;  ///< index of the fact that is out of range, if refused
    std::uint64_t fingerprint = 0;         ///< of the policy's meaning
    std::uint64_t failed[words] = {};
    std::uint64_t unknown[words] = {};
    std::uint64_t applicable[words] = {};

    /// The status of requirement i, 0 … N - 1.
    constexpr Status status(std::uint32_t i) const {
        const std::uint32_t word = i / 64, bit = i % 64;
        if (((applicable[word] >> bit) & 1) == 0) return Status::NotApplicable;
        if (((failed[word] >> bit) & 1) != 0) return Status::Failed;
        return ((unknown[word] >> bit) & 1) != 0 ? Status::Unknown : Status::Satisfied;
    }

    constexpr Masks masks() { return {failed, unknown, applicable}; }
    constexpr bool operator==(const Decision&) const = default;
};

/// The answer of one output: what its value may still be.
struct Outcome {
    enum class State : std::uint8_t { Undetermined, Known, None, Refused };

    State state = State::Undetermined;
    ValueKind kind = ValueKind::YesNo;
    bool may_be_value = true, may_be_none = true;
    std::uint32_t refused_fact = no_fact;
    Value low = 0,
          high = 0;  ///< of its values; both are the value where it is known; 0 where it cannot be one
    std::uint64_t fingerprint = 0;

    constexpr bool operator==(const Outcome&) const = default;
};

/// The outcome of an output whose register holds a partial value.
constexpr Outcome outcome_of(const Partial& p, ValueKind kind, std::uint64_t fingerprint) {
    if (is_surely_none(p)) return {Outcome::State::None, kind, false, true, no_fact, 0, 0, fingerprint};
    const auto state = determined(p) ? Outcome::State::Known : Outcome::State::Undetermined;
    return {state, kind, true, p.none, no_fact, p.lo, p.hi, fingerprint};
}

/// The outcome of an output of a refused question.
constexpr Outcome refused_outcome(ValueKind kind, std::uint32_t fact, std::uint64_t fingerprint) {
    return {Outcome::State::Refused, kind, false, false, fact, 0, 0, fingerprint};
}

/// One requirement as three bits.
struct StatusBits {
    bool failed, unknown, applicable;
};

/// The status rule: not applicable if its own or the decision's `when` is surely no; satisfied if the condition is surely
/// yes, though it may not apply; failed if both are surely yes and the condition surely no; else unknown.
template <class T>
TENET_INLINE constexpr StatusBits status_bits(const T& decision_when, const T& when, const T& condition) {
    const bool decision_applies = possibly(decision_when) || planted(Fault::StatusDecisionWhen);
    const bool own_applies = possibly(when) || planted(Fault::StatusApplicable);
    const bool applicable = decision_applies && own_applies;
    const bool satisfied = surely(condition) && (surely(when) || !planted(Fault::StatusSatisfied));
    const bool surely_applies = (surely(decision_when) && surely(when)) || planted(Fault::StatusFailed);
    const bool failed = applicable && surely_applies && !possibly(condition);
    return {failed, applicable && !satisfied && !failed, applicable};
}

/// The verdict rule, rows tried in order.
template <class T>
TENET_INLINE constexpr Verdict verdict_of(const T& decision_when, bool failed, bool unknown,
                                          bool applicable) {
    if (!possibly(decision_when) || (!applicable && !planted(Fault::VerdictNotApplicable)))
        return Verdict::NotApplicable;
    if (!surely(decision_when) && !planted(Fault::VerdictWhenUnknown)) return Verdict::Undetermined;
    if (failed && !(unknown && planted(Fault::VerdictFailed))) return Verdict::Ineligible;
    if (unknown && !planted(Fault::VerdictUnknown)) return Verdict::Undetermined;
    return Verdict::Eligible;
}

}  // namespace tenet
