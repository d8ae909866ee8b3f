#pragma once

#include "tenet/decide.hpp"

/// All decisions and outputs of a policy in one pass.
namespace tenet {

/// Where the mask words of decision D begin when those of all decisions lie one after the other.
template <class Traits>
constexpr std::uint32_t first_word(std::uint32_t decision) {
    std::uint32_t words = 0;
    for (std::uint32_t d = 0; d < decision; ++d)
        words += mask_words(Traits::program.decisions[d].requirement_count);
    return words;
}

/// The same of the words of remedies.
template <class Traits>
constexpr std::uint32_t first_remedy_word(std::uint32_t decision) {
    std::uint32_t words = 0;
    for (std::uint32_t d = 0; d < decision; ++d)
        words += mask_words(Traits::program.decisions[d].remedy_count);
    return words;
}

/// What a policy answers to one applicant's facts. A refusal covers the whole question.
template <class Traits>
struct Evaluation {
    static constexpr std::uint32_t decision_count = Traits::program.decision_count;
    static constexpr std::uint32_t words = first_word<Traits>(decision_count) + 1;
    static constexpr std::uint32_t remedy_words = first_remedy_word<Traits>(decision_count) + 1;

    Refusal refusal;
    Verdict verdicts[decision_count + 1] = {};
    std::uint64_t failed[words] = {};
    std::uint64_t unknown[words] = {};
    std::uint64_t applicable[words] = {};
    std::uint64_t remedies[remedy_words] = {};
    Outcome outcomes[Traits::program.output_count + 1] = {};

    /// Decision D, as its own function gives it.
    template <std::uint32_t D>
    constexpr DecisionOf<Traits, D> decision() const {
        DecisionOf<Traits, D> result;
        result.verdict = verdicts[D];
        result.refusal = refusal;
        result.fingerprint = Traits::program.fingerprint;
        constexpr std::uint32_t first = first_word<Traits>(D), first_remedy = first_remedy_word<Traits>(D);
        for (std::uint32_t word = 0; word < result.words; ++word) {
            result.failed[word] = failed[first + word];
            result.unknown[word] = unknown[first + word];
            result.applicable[word] = applicable[first + word];
        }
        for (std::uint32_t word = 0; word < result.remedy_words; ++word)
            result.remedies[word] = remedies[first_remedy + word];
        return result;
    }

    /// Output O, as its own function gives it.
    template <std::uint32_t O>
    constexpr const Outcome& output() const {
        return outcomes[O];
    }

    /// The masks of decision d.
    constexpr Masks masks(std::uint32_t d) {
        const std::uint32_t first = first_word<Traits>(d);
        return {failed + first, unknown + first, applicable + first, remedies + first_remedy_word<Traits>(d)};
    }
};

template <class Traits, std::uint32_t D = 0>
TENET_INLINE constexpr void fold_decisions(const Value* r, Evaluation<Traits>& result) {
    if constexpr (D < Traits::program.decision_count) {
        result.verdicts[D] = fold_judge<Traits, D>(r, result.masks(D));
        fold_decisions<Traits, D + 1>(r, result);
    }
}

/// All answers where something is missing, refused, or the program too large to fold.
template <class Traits>
TENET_APART constexpr Evaluation<Traits> evaluate_partial(const typename Traits::Facts& facts) noexcept {
    constexpr const Program& program = Traits::program;
    const PartialRun<Traits, everything> partial(facts);
    const bool is_refused = partial.refusal.refused();
    Evaluation<Traits> result;
    result.refusal = partial.refusal;
    for (std::uint32_t d = 0; d < program.decision_count; ++d)
        result.verdicts[d] = is_refused
                                 ? Verdict::Refused
                                 : judge<Partial, used_codes<Traits>>(program, program.decisions[d],
                                                                      partial.registers.r, result.masks(d));
    for (std::uint32_t o = 0; o < program.output_count; ++o) {
        const ValueType& type = type_of_output(program, o);
        result.outcomes[o] = is_refused ? refused_outcome(type, partial.refusal, program.fingerprint)
                                        : outcome_of_output(program, partial, o);
    }
    return result;
}

/// All answers of folded registers.
template <class Traits>
constexpr Evaluation<Traits> evaluate_folded(const Value* r) noexcept {
    constexpr const Program& program = Traits::program;
    Evaluation<Traits> result;
    fold_decisions<Traits>(r, result);
    for (std::uint32_t o = 0; o < program.output_count; ++o) {
        const ValueType& type = type_of_output(program, o);
        const Partial value = as_partial(program, type, r[program.outputs[o].value]);
        result.outcomes[o] = outcome_of(value, type, program.fingerprint);
    }
    return result;
}

/// All decisions and outputs of a policy on an applicant's facts.
template <class Traits>
constexpr Evaluation<Traits> evaluate(const typename Traits::Facts& facts) noexcept {
    if constexpr (folds<Traits, everything>()) {
        Value r[register_count<Traits>];
        if (fold<Traits, everything>(facts, r)) [[likely]]
            return evaluate_folded<Traits>(r);
    }
    return evaluate_partial<Traits>(facts);
}

}  // namespace tenet
