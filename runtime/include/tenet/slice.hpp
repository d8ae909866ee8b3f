#pragma once

#include "tenet/kernels.hpp"

/// Slices: what one decision or output reaches of a program.
namespace tenet {

/// What an evaluation asks for: one decision, one output, or everything; with what only reasons need, or without; with the
/// assumes, which may refuse it, unless they were seen to before.
struct Slice {
    enum class What : std::uint8_t { Everything, Decision, Output, Nothing };

    What what = What::Everything;
    std::uint32_t index = 0;
    bool reasons = false, assumes = true;

    constexpr bool has_decision(std::uint32_t d) const {
        return what == What::Everything || (what == What::Decision && index == d);
    }
    constexpr bool has_output(std::uint32_t o) const {
        return what == What::Everything || (what == What::Output && index == o);
    }
};

inline constexpr Slice everything{};
constexpr Slice slice_of_decision(std::uint32_t index) { return {Slice::What::Decision, index}; }
constexpr Slice slice_of_output(std::uint32_t index) { return {Slice::What::Output, index}; }
/// Reads nothing; its gate only asks whether something is refused.
inline constexpr Slice nothing{Slice::What::Nothing, 0, false, false};
/// The same with its reasons: parts of conditions, records that fail, what texts show.
constexpr Slice with_reasons(Slice slice) { return {slice.what, slice.index, true, slice.assumes}; }
constexpr Slice without_assumes(Slice slice) { return {slice.what, slice.index, slice.reasons, false}; }

/// Marks a register that may be left out.
constexpr void mark(std::uint16_t index, std::uint8_t* live) {
    if (index != no_register) live[index] = 1;
}

/// Marks the operand registers of an op.
constexpr void mark_operands(const Op& op, std::uint8_t* live) {
    for (int k = 0; k < operand_count(op.code); ++k)
        live[operand(op, k)] = 1;
}

/// Marks the registers that a requirement reads itself: `when`, operands, its remedies' `when`.
constexpr void mark_requirement(const Program& program, const RequirementSpec& requirement, bool reasons,
                                std::uint8_t* live) {
    mark(requirement.when, live);
    mark_operands(program.ops[requirement.op], live);
    for (std::uint32_t k = 0; k < requirement.remedy_count; ++k)
        mark(program.remedies[requirement.first_remedy + k].when, live);
    if (!reasons) return;
    mark(requirement.records, live);
    for (std::uint32_t k = 0; k < requirement.part_count; ++k)
        live[program.parts[requirement.first_part + k].condition] = 1;
    for (std::uint32_t k = 0; k < requirement.placeholder_count; ++k)
        live[program.placeholders[requirement.first_placeholder + k].value] = 1;
}

/// Marks the registers that a decision reads itself.
constexpr void mark_decision(const Program& program, const DecisionSpec& decision, bool reasons,
                             std::uint8_t* live) {
    mark(decision.when, live);
    for (std::uint32_t k = 0; k < decision.requirement_count; ++k)
        mark_requirement(program, program.requirements[decision.first_requirement + k], reasons, live);
}

/// Marks what the assumes read: they may refuse any question.
constexpr void mark_assumes(const Program& program, bool reasons, std::uint8_t* live) {
    for (std::uint32_t i = 0; i < program.assume_count; ++i) {
        const AssumeSpec& assume = program.assumes[i];
        live[assume.condition] = 1;
        for (std::uint32_t k = 0; reasons && k < assume.placeholder_count; ++k)
            live[program.placeholders[assume.first_placeholder + k].value] = 1;
    }
}

/// The end of the region that an Each at `index` begins.
constexpr std::uint32_t region_end(const Op& each, std::uint32_t index) {
    return index + 1 + each.a + each.b;
}

/// Marks an Each of whose region something is marked.
constexpr void mark_region(const Program& program, std::uint32_t index, std::uint8_t* live) {
    for (std::uint32_t i = index + 1; i < region_end(program.ops[index], index); ++i)
        if (live[i] != 0) live[index] = 1;
}

/// Marks in `live[0 .. value_count)` the value ops that a slice reaches; everything means what any decision or output
/// reaches.
constexpr void mark_live(const Program& program, Slice slice, std::uint8_t* live) {
    for (std::uint32_t i = 0; i < program.value_count; ++i)
        live[i] = 0;
    for (std::uint32_t d = 0; d < program.decision_count; ++d)
        if (slice.has_decision(d)) mark_decision(program, program.decisions[d], slice.reasons, live);
    for (std::uint32_t o = 0; o < program.output_count; ++o)
        if (slice.has_output(o)) live[program.outputs[o].value] = 1;
    if (slice.assumes) mark_assumes(program, slice.reasons, live);
    for (std::uint32_t i = program.value_count; i-- > 0;) {
        if (program.ops[i].code == Code::Each) mark_region(program, i, live);
        if (live[i] != 0) mark_operands(program.ops[i], live);
    }
}

/// Where the marks of the fields of list `slot` begin, when those of all lists lie one after the other.
constexpr std::uint32_t first_field_mark(const Program& program, std::uint32_t slot) {
    std::uint32_t first = 0;
    for (std::uint32_t i = 0; i < slot; ++i)
        first += program.facts[i].field_count;
    return first;
}

/// The ops, facts and fields that a slice of a constexpr program reaches, worked out at compile time; `Traits::program` is
/// that program.
template <class Traits, Slice S>
struct Live {
    static constexpr std::uint32_t value_count = Traits::program.value_count;
    static constexpr std::uint32_t fact_count = Traits::program.fact_count;
    static constexpr std::uint32_t field_count = first_field_mark(Traits::program, fact_count);

    std::uint8_t ops[value_count + 1] = {};
    std::uint8_t facts[fact_count + 1] = {};
    std::uint8_t fields[field_count + 1] = {};  ///< see `first_field_mark`
    std::uint8_t inside[value_count + 1] = {};  ///< which ops stand in a region, behind its Each
    std::uint32_t op_count = 0;

    constexpr Live() {
        mark_live(Traits::program, S, ops);
        for (std::uint32_t i = 0; i < value_count; ++i) {
            op_count += ops[i];
            const Op& op = Traits::program.ops[i];
            for (std::uint32_t k = i + 1; op.code == Code::Each && k < region_end(op, i); ++k)
                inside[k] = 1;
            if (ops[i] == 0) continue;
            if (op.code == Code::LoadFact || op.code == Code::Each) facts[op.imm] = 1;
            if (op.code == Code::LoadField)
                fields[first_field_mark(Traits::program, slot_of(op.imm)) + field_of(op.imm)] = 1;
        }
    }
};

template <class Traits, Slice S>
inline constexpr Live<Traits, S> live{};

/// Whether field F of the list in slot K is one that a slice reads.
template <class Traits, Slice S, std::uint32_t K, std::uint32_t F>
inline constexpr bool is_live_field = live<Traits, S>.fields[first_field_mark(Traits::program, K) + F] != 0;

}  // namespace tenet
