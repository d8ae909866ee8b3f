#pragma once

#include "tenet/kernels.hpp"

/// Slices: what one decision or output reaches of a program.
namespace tenet {

/// What an evaluation asks for: one decision, one output, or everything.
struct Slice {
    enum class What : std::uint8_t { Everything, Decision, Output };

    What what = What::Everything;
    std::uint32_t index = 0;
};

inline constexpr Slice everything{};
constexpr Slice slice_of_decision(std::uint32_t index) { return {Slice::What::Decision, index}; }
constexpr Slice slice_of_output(std::uint32_t index) { return {Slice::What::Output, index}; }

/// Marks the operand registers of an op.
constexpr void mark_operands(const Op& op, std::uint8_t* live) {
    for (int k = 0; k < operand_count(op.code); ++k)
        live[operand(op, k)] = 1;
}

/// Marks the registers that a decision reads itself: its `when`, and `when` and operands of its requirements.
constexpr void mark_decision(const Program& program, const DecisionSpec& decision, std::uint8_t* live) {
    if (decision.when != no_register) live[decision.when] = 1;
    for (std::uint32_t k = 0; k < decision.requirement_count; ++k) {
        const RequirementSpec& requirement = program.requirements[decision.first_requirement + k];
        if (requirement.when != no_register) live[requirement.when] = 1;
        mark_operands(program.ops[requirement.op], live);
    }
}

/// Marks in `live[0 .. value_count)` the value ops that a slice reaches; everything means what any decision or output
/// reaches.
constexpr void mark_live(const Program& program, Slice slice, std::uint8_t* live) {
    for (std::uint32_t i = 0; i < program.value_count; ++i)
        live[i] = 0;
    const bool all = slice.what == Slice::What::Everything;
    for (std::uint32_t d = 0; d < program.decision_count; ++d)
        if (all || (slice.what == Slice::What::Decision && slice.index == d))
            mark_decision(program, program.decisions[d], live);
    for (std::uint32_t o = 0; o < program.output_count; ++o)
        if (all || (slice.what == Slice::What::Output && slice.index == o))
            live[program.outputs[o].value] = 1;
    for (std::uint32_t i = program.value_count; i-- > 0;)
        if (live[i] != 0) mark_operands(program.ops[i], live);
}

/// The ops and facts that a slice of a constexpr program reaches, worked out at compile time; `Traits::program` is that
/// program.
template <class Traits, Slice S>
struct Live {
    static constexpr std::uint32_t value_count = Traits::program.value_count;
    static constexpr std::uint32_t fact_count = Traits::program.fact_count;

    std::uint8_t ops[value_count + 1] = {};
    std::uint8_t facts[fact_count + 1] = {};
    std::uint32_t op_count = 0;

    constexpr Live() {
        mark_live(Traits::program, S, ops);
        for (std::uint32_t i = 0; i < value_count; ++i) {
            op_count += ops[i];
            const Op& op = Traits::program.ops[i];
            if (ops[i] != 0 && op.code == Code::LoadFact) facts[op.imm] = 1;
        }
    }
};

template <class Traits, Slice S>
inline constexpr Live<Traits, S> live{};

}  // namespace tenet
