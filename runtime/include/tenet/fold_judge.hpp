#pragma once

#include "tenet/fold.hpp"

/// Decisions of folded registers: masks are accumulated without branches and the verdict is made of them at the end.
namespace tenet {

/// One word of a decision's masks; known conditions leave nothing unknown.
struct FoldedWord {
    std::uint64_t failed = 0, applicable = 0;
    std::uint64_t hopeless = 0;  ///< failed without a remedy that stands

    TENET_INLINE constexpr FoldedWord operator|(const FoldedWord& other) const {
        return {failed | other.failed, applicable | other.applicable, hopeless | other.hopeless};
    }
};

/// The remedies of a requirement, from number K on: whether one stands; those that do are marked if it has failed.
template <class Traits, std::uint32_t D, std::uint32_t R, std::uint32_t K = 0>
TENET_INLINE constexpr Standing fold_remedies(const Value* r, bool failed, const Masks& masks) {
    constexpr RequirementSpec requirement = Traits::program.requirements[R];
    if constexpr (K < requirement.remedy_count) {
        constexpr std::uint32_t remedy = std::uint32_t{requirement.first_remedy} + K;
        constexpr std::uint32_t bit = remedy - Traits::program.decisions[D].first_remedy;
        const Value when = when_of(Traits::program.remedies[remedy].when, r);
        const bool is_marked = surely(when) && (failed || planted(Fault::RemedyOfUnknown));
        masks.remedies[bit / 64] |= std::uint64_t{is_marked} << (bit % 64);
        Standing standing = fold_remedies<Traits, D, R, K + 1>(r, failed, masks);
        standing.add(when);
        return standing;
    } else {
        return {};
    }
}

/// How a requirement of a decision is folded: with its own index where it has
/// remedies; all others that are alike share a function.
struct FoldedRequirement {
    Code code = Code::Require;
    bool has_when = false;  ///< its own or the decision's
    bool has_remedies = false;
    std::uint32_t index = 0;

    constexpr FoldedRequirement(const Program& program, const DecisionSpec& decision, std::uint32_t k) {
        const RequirementSpec& requirement = program.requirements[decision.first_requirement + k];
        code = program.ops[requirement.op].code;
        has_when = decision.when != no_register || requirement.when != no_register;
        has_remedies = requirement.remedy_count != 0;
        if (has_remedies) index = decision.first_requirement + k;
    }
};

/// Adds a requirement of a decision; where neither has a `when`, the status rule leaves only the condition.
template <class Traits, std::uint32_t D, Code C, bool HasWhen, bool HasRemedies, std::uint32_t Own>
TENET_INLINE constexpr void fold_requirement(const Value* r, FoldedWord& word, const Masks& masks,
                                             const RequirementSpec& requirement, std::uint32_t bit) {
    const Value condition = apply<C>(folded_operands<C>(Traits::program.ops[requirement.op], r));
    bool failed = condition == 0;
    if constexpr (!HasWhen) {
        word.failed |= (static_cast<std::uint64_t>(condition) ^ 1) << bit;
        word.applicable |= std::uint64_t{1} << bit;
    } else {
        const Value decision_when = when_of(Traits::program.decisions[D].when, r);
        const StatusBits bits = status_bits(decision_when, when_of(requirement.when, r), condition);
        failed = bits.failed;
        word.failed |= std::uint64_t{bits.failed} << bit;
        word.applicable |= std::uint64_t{bits.applicable} << bit;
    }
    if constexpr (HasRemedies) {
        const Standing standing = fold_remedies<Traits, D, Own>(r, failed, masks);
        word.hopeless |= std::uint64_t{failed && !standing.possibly} << bit;
    }
}

/// A bit for each requirement of a chunk that has remedies.
template <class Traits, std::uint32_t D, std::uint32_t First>
constexpr std::uint64_t with_remedies() {
    constexpr DecisionSpec decision = Traits::program.decisions[D];
    std::uint64_t bits = 0;
    // NOLINTNEXTLINE(misc-redundant-expression): where a chunk begins at 0 its instance only looks redundant.
    for (std::uint32_t k = First; k < decision.requirement_count && k < First + chunk_size; ++k)
        if (Traits::program.requirements[decision.first_requirement + k].remedy_count != 0)
            bits |= std::uint64_t{1} << (k - First);
    return bits;
}

template <class Traits, std::uint32_t D, std::uint32_t K>
inline constexpr FoldedRequirement folded_requirement{Traits::program, Traits::program.decisions[D], K};

template <class Traits, std::uint32_t D, std::uint32_t First, std::uint32_t... Lane>
TENET_INLINE constexpr FoldedWord fold_word(const Value* r, const Masks& masks, Lanes<Lane...>) {
    constexpr const RequirementSpec* requirements =
        Traits::program.requirements + Traits::program.decisions[D].first_requirement;
    FoldedWord word;
    (fold_requirement<Traits, D, folded_requirement<Traits, D, First + Lane>.code,
                      folded_requirement<Traits, D, First + Lane>.has_when,
                      folded_requirement<Traits, D, First + Lane>.has_remedies,
                      folded_requirement<Traits, D, First + Lane>.index>(r, word, masks,
                                                                         requirements[First + Lane], Lane),
     ...);
    word.hopeless |= word.failed & ~with_remedies<Traits, D, First>();
    return word;
}

template <class Traits, std::uint32_t D, std::uint32_t First, class Lanes>
TENET_APART constexpr FoldedWord fold_word_apart(const Value* r, const Masks& masks) {
    return fold_word<Traits, D, First>(r, masks, Lanes{});
}

/// Fills the masks of decision D from known registers, word by word; gives their ORs.
template <class Traits, std::uint32_t D, std::uint32_t First = 0>
TENET_INLINE constexpr FoldedWord fold_masks(const Value* r, const Masks& masks) {
    constexpr std::uint32_t count = Traits::program.decisions[D].requirement_count;
    if constexpr (First < count) {
        FoldedWord word;
        using Here = ChunkAt<First, count>;
        if constexpr (count <= chunk_size)
            word = fold_word<Traits, D, First>(r, masks, Here{});
        else
            word = fold_word_apart<Traits, D, First, Here>(r, masks);
        masks.failed[First / chunk_size] = word.failed;
        masks.applicable[First / chunk_size] = word.applicable;
        return word | fold_masks<Traits, D, First + chunk_size>(r, masks);
    } else {
        return {};
    }
}

/// Judges decision D from known registers; the masks come in zeroed.
template <class Traits, std::uint32_t D>
TENET_INLINE constexpr Verdict fold_judge(const Value* r, const Masks& masks) {
    const FoldedWord all = fold_masks<Traits, D>(r, masks);
    const Value decision_when = when_of(Traits::program.decisions[D].when, r);
    return verdict_of(decision_when, Course{all.failed != 0, all.hopeless != 0, false, all.applicable != 0});
}

}  // namespace tenet
