#pragma once

#include "tenet/interpret.hpp"
#include "tenet/refusal.hpp"
#include "tenet/slots.hpp"
#include "tenet/text_source.hpp"

/// Decides by a program in memory, such as one of a table that was opened while the service runs: the answers of `decide` without the
/// types of a generated header. The caller gives all memory, so that one thread may ask as often as it likes without allocating.
///
///     const TableSizes sizes = table_sizes(program);
///     std::vector<Partial> registers(sizes.registers), columns(sizes.columns); …
///     const TableAnswer answer = decide_table({program, slots}, 0, {registers.data(), columns.data(), …}, masks);
namespace tenet {

/// How much memory the questions of a program need.
struct TableSizes {
    std::uint32_t registers;      ///< of `TableBuffers::registers` and `values`
    std::uint32_t columns;        ///< of `TableBuffers::columns`
    std::uint32_t value_columns;  ///< of `TableBuffers::value_columns`
    /// Words that the masks of any of its decisions have at most: of failed, unknown, applicable each, and of remedies.
    std::uint32_t mask_words, remedy_words;
};

constexpr TableSizes table_sizes(const Program& program) {
    const std::uint32_t columns = column_count(program);
    TableSizes sizes{program.value_count + 1, columns * block_size<Partial> + 1,
                     columns * block_size<Value> + 1, 1, 1};
    for (std::uint32_t d = 0; d < program.decision_count; ++d) {
        const std::uint32_t words = mask_words(program.decisions[d].requirement_count);
        const std::uint32_t remedies = mask_words(program.decisions[d].remedy_count);
        sizes.mask_words = words > sizes.mask_words ? words : sizes.mask_words;
        sizes.remedy_words = remedies > sizes.remedy_words ? remedies : sizes.remedy_words;
    }
    return sizes;
}

/// Memory of one thread; what is in it does not matter before, and says nothing to others after.
struct TableBuffers {
    Partial *registers, *columns;   ///< for facts of which some are missing
    Value *values, *value_columns;  ///< for facts of which all are there
};

/// The answer to one question beside the masks.
struct TableAnswer {
    Verdict verdict = Verdict::Undetermined;
    Refusal refusal;                ///< why it is not answered, if refused
    std::uint64_t fingerprint = 0;  ///< of the policy's meaning

    constexpr bool operator==(const TableAnswer&) const = default;
};

/// A source that takes down whether anything was unknown.
struct NotingSource {
    const SlotSource& source;
    bool* unknown;

    constexpr Loaded load(std::uint32_t slot) const { return noted(source.load(slot)); }
    constexpr Loaded field(std::uint32_t slot, std::uint32_t record, std::uint32_t field) const {
        return noted(source.field(slot, record, field));
    }

  private:
    constexpr Loaded noted(const Loaded& loaded) const {
        *unknown = *unknown || loaded.state == FactState::Unknown;
        return loaded;
    }
};

/// Runs a program on facts that are not refused, and judges one decision.
template <class T>
constexpr TableAnswer decide_in(const SlotSource& source, const DecisionSpec& decision, T* registers,
                                T* columns, const Masks& masks, const std::uint8_t* live) {
    const Program& program = source.program;
    run(program, source, registers, columns, live);
    const Refusal refusal = first_assume(program, registers);
    if (refusal.refused()) return {Verdict::Refused, refusal, program.fingerprint};
    return {judge(program, decision, registers, masks), {}, program.fingerprint};
}

/// Decision `index` on one applicant's facts; the program is valid. Fills the masks, unless it is refused. Where several decisions are
/// asked by themselves, `mark_live(program, slice_of_decision(index), live)`, done once, spares each what it does not read.
constexpr TableAnswer decide_table(const SlotSource& source, std::uint32_t index, const TableBuffers& memory,
                                   const Masks& masks, const std::uint8_t* live = nullptr) noexcept {
    const Program& program = source.program;
    bool unknown = false;
    const Refusal refusal = first_refused(program, NotingSource{source, &unknown});
    if (refusal.refused()) return {Verdict::Refused, refusal, program.fingerprint};
    const DecisionSpec& decision = program.decisions[index];
    if (unknown) return decide_in(source, decision, memory.registers, memory.columns, masks, live);
    return decide_in(source, decision, memory.values, memory.value_columns, masks, live);
}

/// Output `index` likewise. A text of which it is open which it is, is undetermined though it has one number.
constexpr Outcome output_table(const SlotSource& source, std::uint32_t index, const TableBuffers& memory,
                               const std::uint8_t* live = nullptr) noexcept {
    const Program& program = source.program;
    const std::uint16_t value = program.outputs[index].value;
    const ValueType& type = program.types[program.ops[value].type];
    Refusal refusal = first_refused(program, source);
    if (!refusal.refused()) {
        run(program, source, memory.registers, memory.columns, live);
        refusal = first_assume(program, memory.registers);
    }
    if (refusal.refused()) return refused_outcome(type, refusal, program.fingerprint);
    Outcome out = outcome_of(memory.registers[value], type, program.fingerprint);
    if (is_open_text(program, source, memory.registers, value)) out.state = Outcome::State::Undetermined;
    return out;
}

}  // namespace tenet
