#pragma once

#include "tenet/decide_table.hpp"
#include "tenet/explain.hpp"
#include "tenet/missing.hpp"
#include "tenet/records.hpp"
#include "tenet/shapes.hpp"
#include "tenet/slots.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

/// Asks a program everything that it can be asked, on facts at random.
namespace tenet::testing {

/// Numbers that look random, the same for the same place.
constexpr std::uint64_t mixed(std::uint64_t x) {
    x = (x ^ x >> 31) * 0x9E3779B97F4A7C15;
    x = (x ^ x >> 29) * 0xBF58476D1CE4E5B9;
    return x ^ x >> 32;
}

/// Facts at random: `missing` of 8 are unknown, some are none, some lie at the ends of their range or just outside.
struct RandomFacts {
    const Program* program;
    std::uint64_t seed;
    std::uint64_t missing;
    std::uint32_t most_records;

    std::int64_t slot_of(const FactSpec& spec, std::uint64_t place) const {
        const std::uint64_t random = mixed(seed * 0x10001 + place);
        if (random % 8 < missing) return slot_unknown;
        if (spec.or_none && random >> 8 & 1) return slot_none;
        const std::uint64_t width =
            static_cast<std::uint64_t>(spec.high) - static_cast<std::uint64_t>(spec.low);
        if (spec.kind == ValueKind::List)
            return static_cast<std::int64_t>((random >> 16) %
                                             (std::min<std::uint64_t>(width, most_records) + 1));
        switch (random >> 10 & 7) {
        case 0: return spec.low;
        case 1: return spec.high;
        default: break;
        }
        const std::uint64_t far = width == ~std::uint64_t{0} ? random >> 16 : (random >> 16) % (width + 1);
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(spec.low) + far);
    }
    std::vector<std::int64_t> slots() const {
        std::vector<std::int64_t> all;
        for (std::uint32_t i = 0; i < program->fact_count; ++i)
            all.push_back(slot_of(program->facts[i], i));
        all.push_back(slot_unknown);
        return all;
    }
    /// The texts that the program knows behind one that it does not, so that each has its number as place.
    std::vector<SlotText> texts() const {
        std::vector<SlotText> all = {{"?", 1}};
        for (std::uint32_t i = 0; i < program->text_count; ++i) {
            const std::string_view text = program->pool + program->texts[i];
            all.push_back({text.data(), text.size()});
        }
        return all;
    }
    static std::int64_t field(const void* self, std::uint32_t list, std::uint32_t record,
                              std::uint32_t field) {
        const auto& facts = *static_cast<const RandomFacts*>(self);
        const FactSpec& spec = facts.program->facts[list];
        return facts.slot_of(facts.program->fields[spec.first_field + field],
                             (std::uint64_t{list} + 1) << 40 | std::uint64_t{record} << 8 | field);
    }
};

/// Memory for all questions, each array as long as it must be and no longer.
struct AllMemory {
    std::vector<Partial> registers, columns;
    std::vector<Value> values, value_columns;
    std::vector<std::uint64_t> failed, unknown, applicable, remedies;

    explicit AllMemory(const TableSizes& sizes)
        : registers(sizes.registers), columns(sizes.columns), values(sizes.registers),
          value_columns(sizes.value_columns), failed(sizes.mask_words), unknown(sizes.mask_words),
          applicable(sizes.mask_words), remedies(sizes.remedy_words) {}
    TableBuffers buffers() { return {registers.data(), columns.data(), values.data(), value_columns.data()}; }
    Masks masks() { return {failed.data(), unknown.data(), applicable.data(), remedies.data()}; }
};

/// What follows an answer of the partial interpreter: reasons, failing records, missing facts.
inline void explain_all(const Program& program, const SlotSource& source, AllMemory& memory,
                        const DecisionSpec& decision) {
    std::vector<std::uint8_t> register_marks(program.value_count + 1);
    mark_registers(program, register_marks.data());
    mark_hollow(program, memory.registers.data(), register_marks.data());
    const Subject subject{program, memory.registers.data(), register_marks.data()};
    std::uint32_t found[2];
    for (std::uint32_t k = 0; k < decision.requirement_count; ++k) {
        const RequirementSpec& row = program.requirements[decision.first_requirement + k];
        explain_op(subject, program.ops[row.op], row.left);
        failing_records(program, row, source, memory.registers.data(), memory.columns.data(), nullptr, found,
                        2);
        for (std::uint32_t part = 0; part < row.part_count; ++part) {
            const auto [leaf, left] = program.parts[row.first_part + part];
            shape_of(subject, leaf, left);
        }
    }
    std::vector<std::uint64_t> marks(program.value_count + 1), column_marks(column_count(program) + 1),
        aggregate_marks(std::size_t{walk_words(decision)} * aggregate_count(program) + 1);
    std::vector<std::uint32_t> counts(program.fact_count + 1);
    MissingFact missing[3];
    missing_of_decision(program, decision, source, memory.registers.data(),
                        {marks.data(), counts.data(), aggregate_marks.data(), column_marks.data(),
                         memory.columns.data(), nullptr, missing, 3});
}

/// The missing facts of an output.
inline void search_output(const Program& program, const SlotSource& source, AllMemory& memory,
                          const OutputSpec& output) {
    std::vector<std::uint64_t> marks(program.value_count + 1), column_marks(column_count(program) + 1),
        aggregate_marks(aggregate_count(program) + 1);
    std::vector<std::uint32_t> counts(program.fact_count + 1);
    MissingFact missing[3];
    missing_of_output(program, output, source, memory.registers.data(),
                      {marks.data(), counts.data(), aggregate_marks.data(), column_marks.data(),
                       memory.columns.data(), nullptr, missing, 3});
}

/// Asks all of it once. Programs that a mutation has made large are asked only some.
inline void ask_everything(const Program& program, std::uint64_t seed, std::uint64_t missing,
                           std::uint32_t most_records = 40) {
    const RandomFacts random{&program, seed, missing, most_records};
    const std::vector<std::int64_t> facts = random.slots();
    const std::vector<SlotText> texts = random.texts();
    const Slots slots{facts.data(), &RandomFacts::field, &random, texts.data(),
                      static_cast<std::uint32_t>(texts.size())};
    const SlotSource source{program, slots};
    AllMemory memory(table_sizes(program));
    for (std::uint32_t d = 0; d < program.decision_count && d < 8; ++d) {
        const TableAnswer answer = decide_table(source, d, memory.buffers(), memory.masks());
        if (answer.verdict == Verdict::Refused) continue;
        run(program, source, memory.registers.data(), memory.columns.data());
        explain_all(program, source, memory, program.decisions[d]);
    }
    for (std::uint32_t o = 0; o < program.output_count && o < 8; ++o) {
        const Outcome outcome = output_table(source, o, memory.buffers());
        if (outcome.state != Outcome::State::Refused)
            search_output(program, source, memory, program.outputs[o]);
    }
}

}  // namespace tenet::testing
