#include "compiler/evaluate.hpp"
#include "tests/unit/table_runs.hpp"
#include "tests/unit/table_sample.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace tenet::testing {
namespace {

/// One applicant of a test as slots. Texts have the numbers that the policy gives them.
struct SlotsOfRow {
    const compiler::Table* table;
    const compiler::FactRow* row;
    std::vector<std::int64_t> facts;

    SlotsOfRow(const compiler::Table& of, const compiler::FactRow& from) : table(&of), row(&from) {
        for (std::size_t i = 0; i < of.facts.size(); ++i) {
            const bool is_list = of.facts[i].type.base == compiler::typed::Base::List;
            facts.push_back(i >= from.size() ? slot_unknown : slot_of(from[i], is_list));
        }
    }
    static std::int64_t slot_of(const compiler::FactValue& fact, bool is_list = false) {
        using State = compiler::FactValue::State;
        if (fact.state == State::Unknown) return slot_unknown;
        if (fact.state == State::None) return slot_none;
        return is_list ? static_cast<std::int64_t>(fact.records.size()) : fact.value;
    }
    static std::int64_t field(const void* self, std::uint32_t list, std::uint32_t record,
                              std::uint32_t field) {
        const auto& own = *static_cast<const SlotsOfRow*>(self);
        const compiler::TableRecord& type = own.table->records[own.table->facts[list].type.of];
        const auto& fields = (*own.row)[list].records[record].fields;
        const std::uint32_t place = type.declared[field];
        return place < fields.size() ? slot_of(fields[place]) : slot_unknown;
    }
};

compiler::RequirementStatus status_of(const AllMemory& memory, std::uint32_t k) {
    const auto bit = [k](const std::vector<std::uint64_t>& words) {
        return (words[k / 64] >> (k % 64) & 1) != 0;
    };
    if (!bit(memory.applicable)) return compiler::RequirementStatus::NotApplicable;
    if (bit(memory.failed)) return compiler::RequirementStatus::Failed;
    return bit(memory.unknown) ? compiler::RequirementStatus::Unknown
                               : compiler::RequirementStatus::Satisfied;
}

compiler::VerdictKind kind_of(Verdict verdict) {
    switch (verdict) {
    case Verdict::Eligible: return compiler::VerdictKind::Eligible;
    case Verdict::EligibleWithRemedy: return compiler::VerdictKind::EligibleWithRemedy;
    case Verdict::Ineligible: return compiler::VerdictKind::Ineligible;
    case Verdict::NotApplicable: return compiler::VerdictKind::NotApplicable;
    case Verdict::Undetermined:
    case Verdict::Refused: break;
    }
    return compiler::VerdictKind::Undetermined;
}

/// Compares what a table answers with what the command line's interpreter does; gives how many decisions were compared.
std::size_t compare(const compiler::Compiled& policy, const Program& program, const compiler::FactRow& row) {
    const SlotsOfRow of_row(*policy.table, row);
    const std::vector<SlotText> texts = RandomFacts{&program, 0, 0, 0}.texts();
    const Slots slots{of_row.facts.data(), &SlotsOfRow::field, &of_row, texts.data(),
                      static_cast<std::uint32_t>(texts.size())};
    const compiler::Answer expected = compiler::interpret(policy.program->view(), *policy.table, row);
    AllMemory memory(table_sizes(program));
    std::vector<std::uint8_t> live(program.value_count + 1);
    for (std::uint32_t d = 0; d < program.decision_count; ++d) {
        mark_live(program, slice_of_decision(d), live.data());
        const TableAnswer whole = decide_table({program, slots}, d, memory.buffers(), memory.masks());
        const TableAnswer answer =
            decide_table({program, slots}, d, memory.buffers(), memory.masks(), live.data());
        EXPECT_EQ(answer, whole);
        EXPECT_EQ(answer.verdict == Verdict::Refused, expected.refused());
        if (expected.refused()) continue;
        EXPECT_EQ(kind_of(answer.verdict), expected.decisions[d].verdict);
        for (std::uint32_t k = 0; k < program.decisions[d].requirement_count; ++k)
            EXPECT_EQ(status_of(memory, k), expected.decisions[d].requirements[k]) << k;
    }
    for (std::uint32_t o = 0; o < program.output_count; ++o) {
        const Outcome outcome = output_table({program, slots}, o, memory.buffers());
        EXPECT_EQ(outcome.state == Outcome::State::Refused, expected.refused());
        if (expected.refused()) continue;
        const compiler::Possible& value = expected.outputs[o].value;
        EXPECT_EQ(outcome.may_be_value, value.may_be_value);
        EXPECT_EQ(outcome.may_be_none, value.may_be_none);
        if (!value.may_be_value) continue;
        EXPECT_EQ(outcome.low, value.low);
        EXPECT_EQ(outcome.high, value.high);
    }
    return program.decision_count;
}

TEST(DecideTable, AnswersTheTestsOfAllPoliciesAsTheCommandLineDoes) {
    compiler::DiskFiles files;
    std::size_t decisions = 0, tables = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(TENET_SOURCE_DIR "/policies")) {
        if (entry.path().extension() != ".policy") continue;
        const compiler::Compiled policy = compile(files, entry.path(), compiler::Locks::Ignored);
        ASSERT_TRUE(policy.ok()) << entry.path();
        TableBytes table(emit_table(*policy.table, *policy.program, *policy.fingerprints));
        const OpenedTable opened = table.open();
        ASSERT_TRUE(opened) << entry.path() << text_of(opened.fault.error, Lang::en);
        ++tables;
        for (std::size_t i = 0; i < policy.tests.size(); ++i)
            decisions +=
                compare(policy, opened.table.program, facts_of(policy.tests, i, policy.table->facts.size()));
    }
    std::printf("reached: %zu decisions by %zu tables\n", decisions, tables);
    EXPECT_GT(decisions, 200U);
}

TEST(DecideTable, RefusesValuesThatLieInNoRange) {
    const compiler::Compiled policy = compiled_policy(table_policy);
    const Program program = policy.program->view();
    AllMemory memory(table_sizes(program));
    const SlotText texts[] = {{"somebody", 8}};
    std::int64_t facts[] = {45000, 0, 1, 3, 1, 0, 0};
    const Slots slots{facts, nullptr, nullptr, texts, 1};
    const auto asked = [&] { return decide_table({program, slots}, 0, memory.buffers(), memory.masks()); };
    const auto refused = [&](std::uint32_t fact, std::int64_t slot) {
        const std::int64_t before = facts[fact];
        facts[fact] = slot;
        const TableAnswer answer = asked();
        facts[fact] = before;
        return answer.verdict == Verdict::Refused && answer.refusal.path.fact == fact;
    };
    EXPECT_EQ(asked().verdict, Verdict::Ineligible) << "no exam";
    EXPECT_TRUE(refused(0, -1)) << "a day before 1900";
    EXPECT_TRUE(refused(1, 2)) << "no value of the choice";
    EXPECT_TRUE(refused(2, 4)) << "no member";
    EXPECT_TRUE(refused(3, 501));
    EXPECT_TRUE(refused(4, 2)) << "no yes/no";
    EXPECT_TRUE(refused(4, slot_none)) << "never none";
    EXPECT_TRUE(refused(5, 1)) << "no such text";
    EXPECT_TRUE(refused(5, -1));
    EXPECT_TRUE(refused(6, 21)) << "too many records";
    EXPECT_TRUE(refused(6, -1));
    facts[0] = 36000;
    EXPECT_EQ(asked().refusal.cause, Refusal::Cause::Assume);
}

}  // namespace
}  // namespace tenet::testing
