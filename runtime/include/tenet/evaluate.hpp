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

/// What a policy answers to one applicant's facts. A refusal covers the whole question.
template <class Traits>
struct Evaluation {
    static constexpr std::uint32_t words = first_word<Traits>(Traits::program.decision_count) + 1;

    std::uint32_t refused_fact = no_fact;
    Verdict verdicts[Traits::program.decision_count + 1] = {};
    std::uint64_t failed[words] = {};
    std::uint64_t unknown[words] = {};
    std::uint64_t applicable[words] = {};
    Outcome outcomes[Traits::program.output_count + 1] = {};

    /// Decision D, as its own function gives it.
    template <std::uint32_t D>
    constexpr DecisionOf<Traits, D> decision() const {
        DecisionOf<Traits, D> result;
        result.verdict = verdicts[D];
        result.refused_fact = refused_fact;
        result.fingerprint = Traits::program.fingerprint;
        constexpr std::uint32_t first = first_word<Traits>(D);
        for (std::uint32_t word = 0; word < result.words; ++word) {
            result.failed[word] = failed[first + word];
            result.unknown[word] = unknown[first + word];
            result.applicable[word] = applicable[first + word];
        }
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
        return {failed + first, unknown + first, applicable + first};
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
    constexpr Program program = Traits::program;
    Evaluation<Traits> result;
    const LoadedRow<Traits> row = load_all<Traits>(facts);
    result.refused_fact = first_refused_of<Traits>(row);
    const bool is_refused = result.refused_fact != no_fact;
    Registers<Traits, Partial> registers{};
    if (!is_refused) registers = run_partial<Traits, everything>(row);
    for (std::uint32_t d = 0; d < program.decision_count; ++d)
        result.verdicts[d] = is_refused ? Verdict::Refused
                                        : judge(program, program.decisions[d], registers.r, result.masks(d));
    for (std::uint32_t o = 0; o < program.output_count; ++o) {
        const OutputSpec& spec = program.outputs[o];
        result.outcomes[o] = is_refused ? refused_outcome(spec.kind, result.refused_fact, program.fingerprint)
                                        : outcome_of(registers.r[spec.value], spec.kind, program.fingerprint);
    }
    return result;
}

/// All answers when every declared fact is known or legally none.
template <class Traits>
constexpr Evaluation<Traits> evaluate_known(const typename Traits::Facts& facts) noexcept {
    Evaluation<Traits> result;
    Value r[register_count<Traits>];
    fold_values<Traits, everything>(facts, r);
    fold_decisions<Traits>(r, result);
    for (std::uint32_t o = 0; o < Traits::program.output_count; ++o) {
        const OutputSpec& spec = Traits::program.outputs[o];
        result.outcomes[o] = outcome_of(as_partial(r[spec.value]), spec.kind, Traits::program.fingerprint);
    }
    return result;
}

/// All decisions and outputs of a policy on an applicant's facts.
template <class Traits>
constexpr Evaluation<Traits> evaluate(const typename Traits::Facts& facts) noexcept {
    if constexpr (folds<Traits, everything>())
        if (gate<Traits, everything>(facts)) [[likely]]
            return evaluate_known<Traits>(facts);
    return evaluate_partial<Traits>(facts);
}

}  // namespace tenet
