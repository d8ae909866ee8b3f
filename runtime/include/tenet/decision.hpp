#pragma once

#include "tenet/refusal.hpp"

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

/// How many words hold a bit for each of n requirements; never none.
constexpr std::uint32_t mask_words(std::uint32_t n) { return n == 0 ? 1 : (n + 63) / 64; }

/// The masks of one decision, a bit per requirement in order, and one per remedy; memory of the caller.
struct Masks {
    std::uint64_t *failed, *unknown, *applicable;
    std::uint64_t* remedies;  ///< those that surely stand for requirements that failed
};

/// The answer of one decision with N requirements and R remedies. A requirement of which no bit is set is not applicable, one
/// that is only applicable is satisfied.
template <std::uint32_t N, std::uint32_t Index = 0, std::uint32_t R = 0>
struct Decision {
    static constexpr std::uint32_t requirement_count = N, remedy_count = R;
    static constexpr std::uint32_t words = mask_words(N), remedy_words = mask_words(R);

    Verdict verdict = Verdict::Undetermined;
    Refusal refusal;                ///< why it is not answered, if refused
    std::uint64_t fingerprint = 0;  ///< of the policy's meaning
    std::uint64_t failed[words] = {};
    std::uint64_t unknown[words] = {};
    std::uint64_t applicable[words] = {};
    std::uint64_t remedies[remedy_words] = {};

    /// The status of requirement i, 0 … N - 1.
    constexpr Status status(std::uint32_t i) const {
        const std::uint32_t word = i / 64, bit = i % 64;
        if (((applicable[word] >> bit) & 1) == 0) return Status::NotApplicable;
        if (((failed[word] >> bit) & 1) != 0) return Status::Failed;
        return ((unknown[word] >> bit) & 1) != 0 ? Status::Unknown : Status::Satisfied;
    }

    /// Whether remedy i, 0 … R - 1, surely stands for a requirement that failed.
    constexpr bool has_remedy(std::uint32_t i) const { return ((remedies[i / 64] >> (i % 64)) & 1) != 0; }

    constexpr Masks masks() { return {failed, unknown, applicable, remedies}; }
    constexpr bool operator==(const Decision&) const = default;
};

/// The answer of one output: what its value may still be.
struct Outcome {
    enum class State : std::uint8_t { Undetermined, Known, None, Refused };

    State state = State::Undetermined;
    ValueType type{ValueKind::YesNo, 1, no_choice};
    bool may_be_value = true, may_be_none = true;
    Refusal refusal;
    Value low = 0,
          high = 0;  ///< of its values; both are the value where it is known; 0 where it cannot be one
    std::uint64_t members = all_members;  ///< as `Partial::members`
    std::uint64_t fingerprint = 0;

    constexpr bool operator==(const Outcome&) const = default;
};

/// The outcome of an output whose register holds a partial value.
constexpr Outcome outcome_of(const Partial& p, const ValueType& type, std::uint64_t fingerprint) {
    if (is_surely_none(p))
        return {Outcome::State::None, type, false, true, {}, 0, 0, all_members, fingerprint};
    const auto state = determined(p) ? Outcome::State::Known : Outcome::State::Undetermined;
    return {state, type, true, p.none, {}, p.lo, p.hi, p.members, fingerprint};
}

/// The outcome of an output of a refused question.
constexpr Outcome refused_outcome(const ValueType& type, const Refusal& refusal, std::uint64_t fingerprint) {
    return {Outcome::State::Refused, type, false, false, refusal, 0, 0, all_members, fingerprint};
}

/// One requirement as three bits.
struct StatusBits {
    bool failed, unknown, applicable;
};

/// And, or without && and ||, of which compilers make branches that applicants at random mispredict.
TENET_INLINE constexpr bool both(bool a, bool b) { return a & b; }
TENET_INLINE constexpr bool either(bool a, bool b) { return a | b; }

/// The status rule: not applicable if its own or the decision's `when` is surely no; satisfied if the condition is surely
/// yes, though it may not apply; failed if both are surely yes and the condition surely no; else unknown.
template <class T>
TENET_INLINE constexpr StatusBits status_bits(const T& decision_when, const T& when, const T& condition) {
    const bool decision_applies = either(possibly(decision_when), planted(Fault::StatusDecisionWhen));
    const bool own_applies = either(possibly(when), planted(Fault::StatusApplicable));
    const bool applicable = both(decision_applies, own_applies);
    const bool satisfied = both(surely(condition), either(surely(when), !planted(Fault::StatusSatisfied)));
    const bool surely_applies =
        either(both(surely(decision_when), surely(when)), planted(Fault::StatusFailed));
    const bool failed = both(both(applicable, surely_applies), !possibly(condition));
    return {failed, both(both(applicable, !satisfied), !failed), applicable};
}

/// What a decision's requirements come to together.
struct Course {
    bool failed = false;      ///< some requirement has failed
    bool hopeless = false;    ///< … and surely no remedy of it stands
    bool unknown = false;     ///< some requirement is unknown, or a remedy of one that failed
    bool applicable = false;  ///< some requirement may apply
};

/// The verdict rule, from its last row to its first.
template <class T>
TENET_INLINE constexpr Verdict verdict_of(const T& decision_when, const Course& all) {
    Verdict verdict = Verdict::Eligible;
    if (both(all.failed, !planted(Fault::VerdictWithRemedy))) verdict = Verdict::EligibleWithRemedy;
    if (both(all.unknown, !planted(Fault::VerdictUnknown))) verdict = Verdict::Undetermined;
    if (both(all.hopeless, !both(all.unknown, planted(Fault::VerdictFailed)))) verdict = Verdict::Ineligible;
    if (both(!surely(decision_when), !planted(Fault::VerdictWhenUnknown))) verdict = Verdict::Undetermined;
    const bool all_off = both(!all.applicable, !planted(Fault::VerdictNotApplicable));
    // By a mask: whether a question applies is hard to predict, and compilers would make a branch of it.
    const auto mask = static_cast<unsigned>(either(!possibly(decision_when), all_off));
    const auto other = static_cast<unsigned>(verdict);
    return static_cast<Verdict>(other ^
                                ((other ^ static_cast<unsigned>(Verdict::NotApplicable)) & (0 - mask)));
}

/// Whether some remedy of a requirement stands, surely or possibly.
struct Standing {
    bool surely = false, possibly = false;

    template <class T>
    TENET_INLINE constexpr void add(const T& when) {
        const bool stands =
            planted(Fault::VerdictRemedyUnknown) ? tenet::possibly(when) : tenet::surely(when);
        surely = surely || (stands && !planted(Fault::VerdictRemedy));
        possibly = possibly || (tenet::possibly(when) && !planted(Fault::VerdictRemedy));
    }
};

}  // namespace tenet
