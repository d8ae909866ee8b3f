#pragma once

#include "tenet/fold_region.hpp"

/// The compile-time fold: a constexpr program becomes straight code over known values, `if constexpr` op by op.
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

/// Values that were worked out before: those of the calendar, but for what is one of each record. Decisions on the same facts
/// need not work them out again.
template <class Traits>
struct KeptOps {
    std::uint16_t place[Traits::program.value_count + 1] = {};  ///< among those kept, or no_register
    std::uint32_t count = 0;

    constexpr KeptOps() {
        for (std::uint32_t i = 0; i < Traits::program.value_count; ++i) {
            const Code code = Traits::program.ops[i].code;
            const bool is_dear =
                code == Code::AddMonths || code == Code::EarliestFrom || code == Code::WholeMonths;
            const bool is_kept = (is_dear || reads_calendar(code)) && live<Traits, everything>.inside[i] == 0;
            place[i] = is_kept ? static_cast<std::uint16_t>(count++) : no_register;
        }
    }
};

template <class Traits>
inline constexpr KeptOps<Traits> kept_ops{};

/// How a fold goes: whether the gate looks at the records on the way, and whether kept values are there.
enum class FoldMode : std::uint8_t { Gated, Plain, Kept };

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

/// What the ops of a fold share.
template <class Traits>
struct FoldState {
    const typename Traits::Facts& facts;
    const Value* kept;  ///< in order of `KeptOps::place`, where the mode has them
    Value* r;
    GateWords& words;
};

/// What becomes of an op in a fold.
enum class FoldStep : std::uint8_t { Nothing, Load, Region, Keep, Apply };

template <class Traits, Slice S, FoldMode Mode>
constexpr FoldStep fold_step(std::uint32_t index) {
    if (live<Traits, S>.ops[index] == 0 || live<Traits, S>.inside[index] != 0) return FoldStep::Nothing;
    const Code code = Traits::program.ops[index].code;
    if (code == Code::Each) return FoldStep::Region;
    if (code == Code::LoadFact) return FoldStep::Load;
    const bool is_kept = Mode == FoldMode::Kept && kept_ops<Traits>.place[index] != no_register;
    return is_kept ? FoldStep::Keep : FoldStep::Apply;
}

/// Only loads and regions have a function for each op, since their types
/// differ; all others share one for each code. Compilers are slow where there
/// are many functions, not where one is expanded often.
constexpr std::uint32_t own_index(FoldStep step, std::uint32_t index) {
    return step == FoldStep::Load || step == FoldStep::Region ? index : 0;
}

template <class Traits, Slice S, FoldMode Mode, FoldStep Step, Code C, std::uint32_t Own>
TENET_INLINE constexpr void fold_op(const FoldState<Traits>& state, std::uint32_t index, const Op& op) {
    if constexpr (Step == FoldStep::Region)
        fold_region<Traits, S, Mode == FoldMode::Gated, Own>(state.facts, state.r, state.words);
    if constexpr (Step == FoldStep::Load) {
        constexpr auto slot = static_cast<std::uint32_t>(Traits::program.ops[Own].imm);
        state.r[Own] = with_fault<C>(folded_value(Traits::template fact<slot>(state.facts), Traits::program));
    }
    if constexpr (Step == FoldStep::Keep) state.r[index] = state.kept[kept_ops<Traits>.place[index]];
    if constexpr (Step == FoldStep::Apply) {
        Operands<Value> x = folded_operands<C>(op, state.r);
        if constexpr (reads_calendar(C)) x.program = &Traits::program;
        state.r[index] = apply<C>(x);
    }
}

template <class Traits, Slice S, FoldMode Mode, std::uint32_t First, std::uint32_t... Lane>
TENET_INLINE constexpr void fold_chunk(const FoldState<Traits>& state, Lanes<Lane...>) {
    (fold_op<Traits, S, Mode, fold_step<Traits, S, Mode>(First + Lane),
             Traits::program.ops[First + Lane].code,
             own_index(fold_step<Traits, S, Mode>(First + Lane), First + Lane)>(
         state, First + Lane, Traits::program.ops[First + Lane]),
     ...);
}

template <class Traits, Slice S, FoldMode Mode, std::uint32_t First, class Lanes>
TENET_APART constexpr void fold_chunk_apart(const FoldState<Traits>& state) {
    fold_chunk<Traits, S, Mode, First>(state, Lanes{});
}

/// Runs the value ops of a slice; every fact it reads, records aside, is known or legally none.
template <class Traits, Slice S, FoldMode Mode, std::uint32_t First = 0>
TENET_INLINE constexpr void fold_values(const FoldState<Traits>& state) {
    if constexpr (First < Traits::program.value_count) {
        using Here = ChunkAt<First, Traits::program.value_count>;
        if constexpr (live<Traits, S>.op_count <= one_function_ops)
            fold_chunk<Traits, S, Mode, First>(state, Here{});
        else
            fold_chunk_apart<Traits, S, Mode, First, Here>(state);
        fold_values<Traits, S, Mode, First + chunk_size>(state);
    }
}

/// Whether all assumes hold, from number First on.
template <class Traits, std::uint32_t First, std::uint32_t... Lane>
TENET_INLINE constexpr Value fold_assume_chunk(const Value* r, Lanes<Lane...>) {
    return (r[Traits::program.assumes[First + Lane].condition] & ... & 1);
}
template <class Traits, std::uint32_t First = 0>
TENET_INLINE constexpr Value fold_assumes(const Value* r) {
    constexpr std::uint32_t count = Traits::program.assume_count;
    if constexpr (First < count)
        return fold_assume_chunk<Traits, First>(r, ChunkAt<First, count>{}) &
               fold_assumes<Traits, First + chunk_size>(r);
    else
        return 1;
}

/// Folds a slice into `r`, `register_count` values; false where something is missing or refused, and `r` says nothing.
template <class Traits, Slice S>
TENET_INLINE constexpr bool fold(const typename Traits::Facts& facts, Value* r) {
    if (!gate<Traits, S>(facts)) return false;
    GateWords words;
    fold_values<Traits, S, FoldMode::Gated>(FoldState<Traits>{facts, nullptr, r, words});
    const bool open = words.open() || planted(Fault::GateField);
    return open && (fold_assumes<Traits>(r) != 0 || planted(Fault::AssumeIgnored));
}

}  // namespace tenet
