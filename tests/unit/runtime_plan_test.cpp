#include "tenet/run_known.hpp"
#include "tenet/valid.hpp"
#include "tests/unit/runtime_sample.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace tenet::testing::runtime_plan_test {
namespace {

/// A count of the records of a list that lie in one of many windows between their two dates.
struct Windows {
    std::vector<Op> ops;
    FactSpec facts[2] = {fact_spec(ValueKind::Date, false, 0, last_day),
                         fact_spec(ValueKind::List, false, 0, 10)};
    FactSpec fields[2] = {fact_spec(ValueKind::Date, false, 0, last_day),
                          fact_spec(ValueKind::Date, false, 0, last_day)};
    Program program{};

    explicit Windows(std::uint16_t windows) {
        constexpr std::uint16_t first = 4;
        ops = {{Code::LoadFact, 0, day, 0, 0, 0},
               {Code::Each, 0, yes, static_cast<std::uint16_t>(2 + 2 * windows), 1, 1},
               {Code::LoadField, 0, day, 0, 0, pack_slot(1, 0)},
               {Code::LoadField, 0, day, 0, 0, pack_slot(1, 1)}};
        for (std::uint16_t i = 0; i < windows; ++i)
            ops.push_back({Code::InRange, 0, yes, 0, 2, 3});
        for (std::uint16_t i = 0; i < windows; ++i)
            ops.push_back({Code::Or, 0, yes, i == 0 ? first : static_cast<std::uint16_t>(ops.size() - 1),
                           static_cast<std::uint16_t>(first + i), 0});
        ops.push_back({Code::Count, 0, count, static_cast<std::uint16_t>(ops.size() - 1), 0, 0});
        facts[1].field_count = 2;
        program.ops = ops.data();
        program.op_count = program.value_count = static_cast<std::uint32_t>(ops.size());
        program.types = plain_types;
        program.type_count = std::size(plain_types);
        program.facts = facts;
        program.fact_count = 2;
        program.fields = fields;
        program.field_count = 2;
        program.pool = "";
        program.pool_size = 1;
        program.as_of = no_register;
    }
};

TEST(RuntimePlan, HasRoomForAsManyStepsAsAProgramNeeds) {
    for (const std::uint16_t windows : {std::uint16_t{1}, std::uint16_t{16500}, std::uint16_t{32700}}) {
        const Windows sample(windows);
        const Loaded facts[] = {{FactState::Known, 50}, {FactState::Known, 3}};
        const Loaded records[] = {{FactState::Known, 10}, {FactState::Known, 60}, {FactState::Known, 60},
                                  {FactState::Known, 90}, {FactState::Known, 50}, {FactState::Known, 50}};
        const Loaded* const lists[] = {nullptr, records};
        const LoadedFacts source{facts, lists, sample.facts};
        std::vector<PlanStep> steps(most_steps(sample.program) + 1);
        std::vector<std::uint8_t> needs(sample.ops.size() + 1);
        std::vector<Value> registers(sample.ops.size() + 1, -7);
        std::vector<Value> columns(std::size_t{column_count(sample.program)} * block_size<Value> + 1);
        const std::uint32_t planned = Planner(sample.program, nullptr, needs.data(), steps.data()).plan();
        ASSERT_LE(planned, most_steps(sample.program));
        run_known(sample.program, steps.data(), planned, source, registers.data(), columns.data());
        EXPECT_EQ(registers[sample.ops.size() - 1], 2) << windows;
    }
}

/// A fold may calculate on what is no yes/no before it discards it: what comes out stays one of the two.
TEST(RuntimePlan, AChoiceOnWhatIsNoYesNoTakesOneOfTheTwo) {
    for (const Value condition : {Value{0}, Value{1}, Value{128}, Value{129}, Value{130}, none_value}) {
        const Value chosen = apply<Code::If>(Operands<Value>{condition, none_value, 1});
        EXPECT_TRUE(chosen == none_value || chosen == 1) << condition;
    }
}

}  // namespace
}  // namespace tenet::testing::runtime_plan_test
