#pragma once

#include "tenet/gate.hpp"

/// The compile-time fold: a constexpr program becomes straight code over known values, `if constexpr` op by op. Verdict and
/// masks only; they are accumulated without branches and the verdict is made of them at the end.
namespace tenet {

/// Up to so many ops a fold is one function; beyond, every chunk is a function of its own.
inline constexpr std::uint32_t one_function_ops = 192;

/// Slices of more ops are interpreted even when all is known: compiling them would take too long.
inline constexpr std::uint32_t fold_limit = 4096;

template <class Traits>
inline constexpr std::uint32_t register_count = Traits::program.value_count + 1;

template <class Traits, Slice S>
constexpr bool folds() {
    return live<Traits, S>.op_count <= fold_limit;
}

/// The operands of an op that is a constant where this is called. One function a code, not one an op: compilers are slow
/// where there are many.
template <Code C>
TENET_INLINE constexpr Operands<Value> folded_operands(const Op& op, const Value* r) {
    Operands<Value> x{0, 0, 0, op.imm, op.flags};
    if constexpr (operand_count(C) > 0) x.a = r[op.a];
    if constexpr (operand_count(C) > 1) x.b = r[op.b];
    if constexpr (operand_count(C) > 2) x.c = r[static_cast<std::uint16_t>(op.imm)];
    return x;
}

template <class Traits, Slice S, std::uint32_t Index>
TENET_INLINE constexpr void fold_op(const typename Traits::Facts& facts, Value* r) {
    if constexpr (Index < Traits::program.value_count) {
        if constexpr (live<Traits, S>.ops[Index] != 0) {
            constexpr Op op = Traits::program.ops[Index];
            if constexpr (op.code == Code::LoadFact)
                r[Index] = with_fault<op.code>(
                    known_value(Traits::template fact<static_cast<std::uint32_t>(op.imm)>(facts)));
            else
                r[Index] = apply<op.code>(folded_operands<op.code>(op, r));
        }
    }
}

template <class Traits, Slice S, std::uint32_t First, std::uint32_t... Lane>
TENET_INLINE constexpr void fold_chunk(const typename Traits::Facts& facts, Value* r, Lanes<Lane...>) {
    (fold_op<Traits, S, First + Lane>(facts, r), ...);
}

template <class Traits, Slice S, std::uint32_t First>
TENET_APART constexpr void fold_chunk_apart(const typename Traits::Facts& facts, Value* r) {
    fold_chunk<Traits, S, First>(facts, r, Chunk{});
}

/// Runs the value ops of a slice; every fact it reads is known or legally none.
template <class Traits, Slice S, std::uint32_t First = 0>
TENET_INLINE constexpr void fold_values(const typename Traits::Facts& facts, Value* r) {
    if constexpr (First < Traits::program.value_count) {
        if constexpr (live<Traits, S>.op_count <= one_function_ops)
            fold_chunk<Traits, S, First>(facts, r, Chunk{});
        else
            fold_chunk_apart<Traits, S, First>(facts, r);
        fold_values<Traits, S, First + chunk_size>(facts, r);
    }
}

/// One word of a decision's masks; known conditions leave nothing unknown.
struct FoldedWord {
    std::uint64_t failed = 0, applicable = 0;
};

/// Adds a requirement of a decision; where neither has a `when`, the status rule leaves only the condition.
template <class Traits, std::uint32_t D, std::uint32_t K>
TENET_INLINE constexpr void fold_requirement(const Value* r, FoldedWord& word) {
    constexpr DecisionSpec decision = Traits::program.decisions[D];
    if constexpr (K < decision.requirement_count) {
        constexpr RequirementSpec requirement = Traits::program.requirements[decision.first_requirement + K];
        constexpr Op op = Traits::program.ops[requirement.op];
        constexpr std::uint32_t bit = K % chunk_size;
        const Value condition = apply<op.code>(folded_operands<op.code>(op, r));
        if constexpr (decision.when == no_register && requirement.when == no_register) {
            word.failed |= (static_cast<std::uint64_t>(condition) ^ 1) << bit;
            word.applicable |= std::uint64_t{1} << bit;
        } else {
            const StatusBits bits =
                status_bits(when_of(decision.when, r), when_of(requirement.when, r), condition);
            word.failed |= std::uint64_t{bits.failed} << bit;
            word.applicable |= std::uint64_t{bits.applicable} << bit;
        }
    }
}

template <class Traits, std::uint32_t D, std::uint32_t First, std::uint32_t... Lane>
TENET_INLINE constexpr FoldedWord fold_word(const Value* r, Lanes<Lane...>) {
    FoldedWord word;
    (fold_requirement<Traits, D, First + Lane>(r, word), ...);
    return word;
}

template <class Traits, std::uint32_t D, std::uint32_t First>
TENET_APART constexpr FoldedWord fold_word_apart(const Value* r) {
    return fold_word<Traits, D, First>(r, Chunk{});
}

/// Fills the masks of decision D from known registers, word by word; gives their ORs.
template <class Traits, std::uint32_t D, std::uint32_t First = 0>
TENET_INLINE constexpr FoldedWord fold_masks(const Value* r, const Masks& masks) {
    constexpr std::uint32_t count = Traits::program.decisions[D].requirement_count;
    if constexpr (First < count) {
        FoldedWord word;
        if constexpr (count <= chunk_size)
            word = fold_word<Traits, D, First>(r, Chunk{});
        else
            word = fold_word_apart<Traits, D, First>(r);
        masks.failed[First / chunk_size] = word.failed;
        masks.applicable[First / chunk_size] = word.applicable;
        const FoldedWord rest = fold_masks<Traits, D, First + chunk_size>(r, masks);
        return {word.failed | rest.failed, word.applicable | rest.applicable};
    } else {
        return {};
    }
}

/// Judges decision D from known registers; the masks come in zeroed.
template <class Traits, std::uint32_t D>
TENET_INLINE constexpr Verdict fold_judge(const Value* r, const Masks& masks) {
    const FoldedWord all = fold_masks<Traits, D>(r, masks);
    const Value decision_when = when_of(Traits::program.decisions[D].when, r);
    return verdict_of(decision_when, all.failed != 0, false, all.applicable != 0);
}

}  // namespace tenet
