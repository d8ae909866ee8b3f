#pragma once

#include "tenet/fold_judge.hpp"
#include "tenet/text_source.hpp"

/// What a service calls: gate and fold; where something is missing, the partial interpreter on the same program.
namespace tenet {

template <class Traits, std::uint32_t D>
using DecisionOf =
    Decision<Traits::program.decisions[D].requirement_count, D, Traits::program.decisions[D].remedy_count>;

/// Registers in domain T for a program, with the columns of its regions.
template <class Traits, class T>
struct Registers {
    T r[register_count<Traits>];
    T columns[column_count(Traits::program) * block_size<T> + 1];
};

/// Runs a slice in the partial domain.
template <class Traits, Slice S>
constexpr void run_partial(const LoadedRow<Traits>& row, Registers<Traits, Partial>& registers) {
    run<Partial, RowSource, used_codes<Traits>>(Traits::program, row.source(), registers.r, registers.columns,
                                                live<Traits, S>.ops);
}

/// What a slice answers where the fold does not: its registers, or why it is refused.
template <class Traits, Slice S>
struct PartialRun {
    LoadedRow<Traits> row;
    Refusal refusal;
    Registers<Traits, Partial> registers{};

    constexpr explicit PartialRun(const typename Traits::Facts& facts) : row(load_all<Traits>(facts)) {
        if (any_out_of_range(facts, row)) refusal = first_refused_of<Traits>(row);
        if (refusal.refused()) return;
        run_partial<Traits, S>(row, registers);
        refusal = first_assume(Traits::program, registers.r);
    }
};

/// A known value as what it may still be: itself.
constexpr Partial as_partial(const Program& program, const ValueType& type, Value v) {
    if (v == none_value) return surely_none;
    const bool of_choice = type.kind == ValueKind::Choice && program.choices[type.choice].value_count <= 64;
    const bool of_text = type.kind == ValueKind::Text && program.text_count < 64;
    return of_choice || of_text ? exactly_member(v) : exactly(v);
}

/// The type of an output's values.
constexpr const ValueType& type_of_output(const Program& program, std::uint32_t index) {
    return program.types[program.ops[program.outputs[index].value].type];
}

/// Output `index` of partial registers.
template <class Run>
constexpr Outcome outcome_of_output(const Program& program, const Run& run, std::uint32_t index) {
    const std::uint16_t value = program.outputs[index].value;
    Outcome out = outcome_of(run.registers.r[value], type_of_output(program, index), program.fingerprint);
    if (is_open_text(program, run.row.source(), run.registers.r, value))
        out.state = Outcome::State::Undetermined;
    return out;
}

/// Decision D where something is missing, refused, or the program too large to fold.
template <class Traits, std::uint32_t D>
TENET_APART constexpr DecisionOf<Traits, D> decide_partial(const typename Traits::Facts& facts) noexcept {
    const PartialRun<Traits, slice_of_decision(D)> partial(facts);
    DecisionOf<Traits, D> decision;
    decision.fingerprint = Traits::program.fingerprint;
    decision.refusal = partial.refusal;
    decision.verdict = partial.refusal.refused()
                           ? Verdict::Refused
                           : judge<Partial, used_codes<Traits>>(Traits::program, Traits::program.decisions[D],
                                                                partial.registers.r, decision.masks());
    return decision;
}

/// Decision D of folded registers.
template <class Traits, std::uint32_t D>
TENET_INLINE constexpr DecisionOf<Traits, D> decide_folded(const Value* r) noexcept {
    DecisionOf<Traits, D> decision;
    decision.fingerprint = Traits::program.fingerprint;
    decision.verdict = fold_judge<Traits, D>(r, decision.masks());
    return decision;
}

/// Decision D of a policy on an applicant's facts.
template <class Traits, std::uint32_t D>
constexpr DecisionOf<Traits, D> decide(const typename Traits::Facts& facts) noexcept {
    constexpr Slice slice = slice_of_decision(D);
    if constexpr (folds<Traits, slice>()) {
        Value r[register_count<Traits>];
        if (fold<Traits, slice>(facts, r)) [[likely]]
            return decide_folded<Traits, D>(r);
    }
    return decide_partial<Traits, D>(facts);
}

/// Output O where something is missing, refused, or the program too large to fold.
template <class Traits, std::uint32_t O>
TENET_APART constexpr Outcome output_partial(const typename Traits::Facts& facts) noexcept {
    constexpr const Program& program = Traits::program;
    const PartialRun<Traits, slice_of_output(O)> partial(facts);
    const ValueType& type = type_of_output(program, O);
    if (partial.refusal.refused()) return refused_outcome(type, partial.refusal, program.fingerprint);
    return outcome_of_output(program, partial, O);
}

/// Output O of folded registers.
template <class Traits, std::uint32_t O>
constexpr Outcome output_folded(const Value* r) noexcept {
    constexpr const Program& program = Traits::program;
    const ValueType& type = type_of_output(program, O);
    return outcome_of(as_partial(program, type, r[program.outputs[O].value]), type, program.fingerprint);
}

/// Output O of a policy on an applicant's facts.
template <class Traits, std::uint32_t O>
constexpr Outcome output(const typename Traits::Facts& facts) noexcept {
    constexpr Slice slice = slice_of_output(O);
    if constexpr (folds<Traits, slice>()) {
        Value r[register_count<Traits>];
        if (fold<Traits, slice>(facts, r)) [[likely]]
            return output_folded<Traits, O>(r);
    }
    return output_partial<Traits, O>(facts);
}

}  // namespace tenet
