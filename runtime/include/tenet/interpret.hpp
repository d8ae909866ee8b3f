#pragma once

#include "tenet/columns.hpp"
#include "tenet/decision.hpp"
#include "tenet/slice.hpp"

/// The interpreter: one program, any domain, any source of facts (see columns.hpp). The caller gives the memory.
namespace tenet {

/// A source over facts that lie side by side in order of declaration; those of a list's records behind one another.
struct LoadedFacts {
    const Loaded* facts;
    const Loaded* const* fields = nullptr;  ///< by slot of the list: the fields of record 0, 1, …
    const FactSpec* specs = nullptr;        ///< `Program::facts`; needed for lists only

    TENET_INLINE constexpr Loaded load(std::uint32_t slot) const { return facts[slot]; }
    TENET_INLINE constexpr Loaded field(std::uint32_t slot, std::uint32_t record, std::uint32_t field) const {
        return fields[slot][std::size_t{record} * specs[slot].field_count + field];
    }
};

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
    if constexpr (reads_calendar(C)) x.program = &program;
    return x;
}

// Where it has unrolled the loop over a program of very few ops, GCC 12 takes it to run on behind the last.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstringop-overflow"
#endif

/// Runs the value ops and writes each one's register; where `live` is given, only those it marks. `columns` has room for
/// `column_count(program) * block_size<T>` values. In domain Value every fact that is read is known or legally none.
template <class T, class Source, CodeSet Codes = all_codes>
constexpr void run(const Program& program, const Source& source, T* registers, T* columns,
                   const std::uint8_t* live = nullptr) {
    for (std::uint32_t i = 0; i < program.value_count; ++i) {
        const Op& op = program.ops[i];
        const bool is_live = live == nullptr || live[i] != 0;
        if constexpr (Codes.has(Code::Each)) {
            if (op.code == Code::Each) {
                if (is_live) run_region<T, Source, Codes>(program, source, i, registers, columns, live);
                i = region_at(program, i).end() - 1;
                continue;
            }
        }
        if (!is_live) continue;
        switch (op.code) {
#define OPERATOR(name, ...)                                                                                  \
    case Code::name:                                                                                         \
        if constexpr (Codes.has(Code::name))                                                                 \
            registers[i] = apply<Code::name>(operands_of<Code::name>(program, op, source, registers));       \
        break;
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, ...)                                                                                 \
    case Code::name:                                                                                         \
        break;
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, ...)                                                                               \
    case Code::name:                                                                                         \
        break;
#include "tenet/requirements.def"
#undef REQUIREMENT
        }
    }
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

/// The condition of a requirement, from its op and the registers.
template <class T, CodeSet Codes = all_codes>
constexpr T condition_of(const Program& program, const Op& op, const T* registers) {
    const LoadedFacts no_source{nullptr};
    switch (op.code) {
#define OPERATOR(name, ...)                                                                                  \
    case Code::name:                                                                                         \
        break;
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, ...)                                                                                 \
    case Code::name:                                                                                         \
        break;
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, ...)                                                                               \
    case Code::name:                                                                                         \
        if constexpr (Codes.has(Code::name))                                                                 \
            return apply<Code::name>(operands_of<Code::name>(program, op, no_source, registers));            \
        break;
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
    std::uint64_t hopeless = 0;  ///< those that failed and have no remedy at all

    /// A requirement without `when` and remedies.
    template <class T>
    TENET_INLINE constexpr void add_condition(const T& condition, std::uint32_t bit) {
        const std::uint64_t is_failed = std::uint64_t{!possibly(condition)} << bit;
        failed |= is_failed;
        hopeless |= is_failed;
        applicable |= std::uint64_t{1} << bit;
        if constexpr (!std::is_same_v<T, Value>)
            unknown |= std::uint64_t{possibly(condition) && !surely(condition)} << bit;
    }
    TENET_INLINE constexpr void add(const StatusBits& bits, std::uint32_t bit) {
        failed |= std::uint64_t{bits.failed} << bit;
        unknown |= std::uint64_t{bits.unknown} << bit;
        applicable |= std::uint64_t{bits.applicable} << bit;
    }
};

/// Whether some remedy of a requirement stands; those that do are marked in `marks`, from bit `first` on, if it has failed.
template <class T>
constexpr Standing standing_of(const Program& program, const RequirementSpec& requirement, bool failed,
                               const T* registers, std::uint32_t first, std::uint64_t* marks) {
    Standing standing;
    for (std::uint32_t k = 0; k < requirement.remedy_count; ++k) {
        const T when = when_of(program.remedies[requirement.first_remedy + k].when, registers);
        standing.add(when);
        const std::uint32_t bit = first + k;
        if (surely(when) && (failed || planted(Fault::RemedyOfUnknown)))
            marks[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    return standing;
}

/// Judges one decision: fills the masks (`mask_words` words each) and gives the verdict.
template <class T, CodeSet Codes = all_codes>
constexpr Verdict judge(const Program& program, const DecisionSpec& decision, const T* registers,
                        const Masks& masks) {
    const T decision_when = when_of(decision.when, registers);
    const RequirementSpec* const requirements = program.requirements + decision.first_requirement;
    Course all;
    for (std::uint32_t word = 0; word < mask_words(decision.remedy_count); ++word)
        masks.remedies[word] = 0;
    for (std::uint32_t word = 0; word < mask_words(decision.requirement_count); ++word) {
        MaskWord now;
        for (std::uint32_t k = word * 64; k < decision.requirement_count && k < word * 64 + 64; ++k) {
            const RequirementSpec& requirement = requirements[k];
            const T condition = condition_of<T, Codes>(program, program.ops[requirement.op], registers);
            const bool applies = decision.when == no_register && requirement.when == no_register;
            if (applies && requirement.remedy_count == 0) {
                // The status rule leaves only the condition.
                now.add_condition(condition, k % 64);
                continue;
            }
            const StatusBits bits =
                status_bits(decision_when, when_of(requirement.when, registers), condition);
            now.add(bits, k % 64);
            if (requirement.remedy_count == 0) {
                all.hopeless |= bits.failed;
                continue;
            }
            const std::uint32_t first = std::uint32_t{requirement.first_remedy} - decision.first_remedy;
            const Standing standing =
                standing_of(program, requirement, bits.failed, registers, first, masks.remedies);
            all.hopeless |= bits.failed && !standing.possibly;
            all.unknown |= bits.failed && standing.possibly && !standing.surely;
        }
        all.hopeless |= now.hopeless != 0;
        masks.failed[word] = now.failed;
        masks.unknown[word] = now.unknown;
        masks.applicable[word] = now.applicable;
        all.failed |= now.failed != 0;
        all.unknown |= now.unknown != 0;
        all.applicable |= now.applicable != 0;
    }
    return verdict_of(decision_when, all);
}

}  // namespace tenet
