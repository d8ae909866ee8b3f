#pragma once

#include "tenet/decision.hpp"
#include "tenet/kernels.hpp"
#include "tenet/slice.hpp"

/// The interpreter: one program, any domain, any source of facts. The caller gives the memory.
///
/// A source of facts has `Loaded load(std::uint32_t slot) const`; slots are the indices of the program's facts.
namespace tenet {

/// A source over facts that lie side by side in order of declaration.
struct LoadedFacts {
    const Loaded* facts;

    TENET_INLINE constexpr Loaded load(std::uint32_t slot) const { return facts[slot]; }
};

/// Whether a fact is refused: out of its range, or none where it may not be.
constexpr bool refused(const FactSpec& fact, const Loaded& loaded) {
    if (loaded.state == FactState::Unknown) return false;
    if (loaded.state == FactState::None) return !fact.or_none;
    return loaded.state == FactState::OutOfRange || loaded.value < fact.low || loaded.value > fact.high;
}

/// The first fact of a program that is refused, or `no_fact`.
template <class Source>
constexpr std::uint32_t first_refused(const Program& program, const Source& source) {
    for (std::uint32_t slot = 0; slot < program.fact_count; ++slot)
        if (refused(program.facts[slot], source.load(slot))) return slot;
    return no_fact;
}

/// The operands of op C, read from the registers; those of LoadFact from the source.
template <Code C, class T, class Source>
TENET_INLINE constexpr Operands<T> operands_of(const Program& program, const Op& op, const Source& source,
                                               const T* registers) {
    Operands<T> x{{}, {}, {}, op.imm, op.flags};
    if constexpr (C == Code::LoadFact) {
        const auto slot = static_cast<std::uint32_t>(op.imm);
        x.a = from_fact<T>(program.facts[slot], source.load(slot));
    }
    if constexpr (operand_count(C) > 0) x.a = registers[op.a];
    if constexpr (operand_count(C) > 1) x.b = registers[op.b];
    if constexpr (operand_count(C) > 2) x.c = registers[static_cast<std::uint16_t>(op.imm)];
    return x;
}

/// Runs the value ops and writes each one's register; where `live` is given, only those it marks.
template <class T, class Source>
constexpr void run(const Program& program, const Source& source, T* registers,
                   const std::uint8_t* live = nullptr) {
    for (std::uint32_t i = 0; i < program.value_count; ++i) {
        if (live != nullptr && live[i] == 0) continue;
        const Op& op = program.ops[i];
        switch (op.code) {
#define OPERATOR(name, ...)                                                                                  \
    case Code::name:                                                                                         \
        registers[i] = apply<Code::name>(operands_of<Code::name>(program, op, source, registers));           \
        break;
#include "tenet/operators.def"
#undef OPERATOR
#define REQUIREMENT(name, ...)                                                                               \
    case Code::name:                                                                                         \
        break;
#include "tenet/requirements.def"
#undef REQUIREMENT
        }
    }
}

/// The condition of a requirement, from its op and the registers.
template <class T>
constexpr T condition_of(const Program& program, const Op& op, const T* registers) {
    const LoadedFacts no_source{nullptr};
    switch (op.code) {
#define OPERATOR(name, ...)                                                                                  \
    case Code::name:                                                                                         \
        break;
#include "tenet/operators.def"
#undef OPERATOR
#define REQUIREMENT(name, ...)                                                                               \
    case Code::name:                                                                                         \
        return apply<Code::name>(operands_of<Code::name>(program, op, no_source, registers));
#include "tenet/requirements.def"
#undef REQUIREMENT
    }
    return constant<T>(0);
}

/// A `when` register's value, surely yes where there is no `when`.
template <class T>
TENET_INLINE constexpr T when_of(std::uint16_t when, const T* registers) {
    return when == no_register ? constant<T>(1) : registers[when];
}

/// One word of a decision's masks, kept out of memory while it grows.
struct MaskWord {
    std::uint64_t failed = 0, unknown = 0, applicable = 0;

    TENET_INLINE constexpr void add(const StatusBits& bits, std::uint32_t bit) {
        failed |= std::uint64_t{bits.failed} << bit;
        unknown |= std::uint64_t{bits.unknown} << bit;
        applicable |= std::uint64_t{bits.applicable} << bit;
    }
};

/// Judges one decision: fills the masks (`mask_words` words each) and gives the verdict.
template <class T>
constexpr Verdict judge(const Program& program, const DecisionSpec& decision, const T* registers,
                        const Masks& masks) {
    const T decision_when = when_of(decision.when, registers);
    const RequirementSpec* const requirements = program.requirements + decision.first_requirement;
    MaskWord any;
    for (std::uint32_t word = 0; word < mask_words(decision.requirement_count); ++word) {
        MaskWord now;
        for (std::uint32_t k = word * 64; k < decision.requirement_count && k < word * 64 + 64; ++k) {
            const T condition = condition_of(program, program.ops[requirements[k].op], registers);
            now.add(status_bits(decision_when, when_of(requirements[k].when, registers), condition), k % 64);
        }
        masks.failed[word] = now.failed;
        masks.unknown[word] = now.unknown;
        masks.applicable[word] = now.applicable;
        any = {any.failed | now.failed, any.unknown | now.unknown, any.applicable | now.applicable};
    }
    return verdict_of(decision_when, any.failed != 0, any.unknown != 0, any.applicable != 0);
}

}  // namespace tenet
