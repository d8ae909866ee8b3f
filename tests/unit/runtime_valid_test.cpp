#include "tests/unit/runtime_sample.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace tenet::testing {
namespace {

static_assert(valid(Auditor::program) && valid(Everything::program) && valid(Long::program));
static_assert(valid_specs(Long::program) && valid_ops(Long::program, 0, 512) &&
              valid_ops(Long::program, 512, 1024));

/// A program whose arrays can be changed.
struct Copy {
    std::vector<Op> ops;
    std::vector<FactSpec> facts;
    std::vector<RequirementSpec> requirements;
    std::vector<DecisionSpec> decisions;
    std::vector<OutputSpec> outputs;
    Program program;

    explicit Copy(const Program& from)
        : ops(from.ops, from.ops + from.op_count), facts(from.facts, from.facts + from.fact_count),
          requirements(from.requirements, from.requirements + from.requirement_count),
          decisions(from.decisions, from.decisions + from.decision_count),
          outputs(from.outputs, from.outputs + from.output_count), program(from) {
        program.ops = ops.data();
        program.facts = facts.data();
        program.requirements = requirements.data();
        program.decisions = decisions.data();
        program.outputs = outputs.data();
    }
};

template <class Change>
bool valid_after(const Change& change) {
    Copy copy(Everything::program);
    EXPECT_TRUE(valid(copy.program));
    change(copy);
    return valid(copy.program);
}

/// Whether the program is still valid when one op is another.
bool valid_with(std::size_t index, const Op& op) {
    return valid_after([&](Copy& copy) { copy.ops[index] = op; });
}

TEST(RuntimeValid, RefusesOpsOutOfOrder) {
    EXPECT_FALSE(valid_with(10, {Code::And, 0, 10, 9, 11, 0})) << "reads a register written later";
    EXPECT_FALSE(valid_with(10, {Code::And, 0, 10, 9, 10, 0})) << "reads itself";
    EXPECT_FALSE(valid_with(10, {Code::And, 0, 9, 9, 4, 0})) << "writes another register than its own";
    EXPECT_FALSE(valid_with(24, {Code::InRange, Everything::a_none, 24, 1, 19, 500})) << "third register";
    EXPECT_FALSE(valid_with(24, {Code::InRange, Everything::a_none, 24, 1, 19, -1}));
    EXPECT_FALSE(valid_with(10, {Code::Require, 0, 0, 9, 0, 0})) << "a requirement op among value ops";
    EXPECT_FALSE(valid_with(27, {Code::Not, 0, 27, 25, 0, 0})) << "a value op among requirement ops";
    EXPECT_FALSE(valid_with(27, {Code::Require, 0, 0, 30, 0, 0})) << "no such register";
    EXPECT_FALSE(valid_with(27, {Code::Require, 0, 1, 25, 0, 0})) << "not the requirement that names it";
    EXPECT_FALSE(valid_with(5, {static_cast<Code>(code_count), 0, 5, 0, 0, 0})) << "no such op";
}

TEST(RuntimeValid, RefusesSlotsAndConstantsThatDoNotExist) {
    EXPECT_FALSE(valid_with(5, {Code::LoadFact, 0, 5, 0, 0, 7}));
    EXPECT_FALSE(valid_with(5, {Code::LoadFact, 0, 5, 0, 0, -1}));
    EXPECT_FALSE(valid_with(6, {Code::Constant, 0, 6, 0, 0, none_value}));
    EXPECT_FALSE(valid_with(18, {Code::AddMonths, 0, 18, 0, 0, value_limit}));
    EXPECT_FALSE(valid_with(19, {Code::EarliestFrom, 0, 19, 0, 0, 0}));
    EXPECT_TRUE(valid_with(6, {Code::Constant, 0, 6, 0, 0, 3}));
}

TEST(RuntimeValid, RefusesOperandsOfTheWrongKind) {
    EXPECT_FALSE(valid_with(9, {Code::Not, 0, 9, 3, 0, 0})) << "not of a count";
    EXPECT_FALSE(valid_with(10, {Code::And, 0, 10, 9, 0, 0})) << "and of a date";
    EXPECT_FALSE(valid_with(18, {Code::AddMonths, 0, 18, 3, 0, 1})) << "months after a count";
    EXPECT_FALSE(valid_with(26, {Code::Sub, Everything::b_none, 26, 3, 1, 0})) << "count less date";
    EXPECT_FALSE(valid_with(31, {Code::RequireTieredAtLeast, 0, 4, 3, 3, 0})) << "a tier under a count";
    EXPECT_FALSE(valid_with(23, {Code::Le, 0, 23, 0, 3, 0})) << "a date against a count";
    EXPECT_TRUE(valid_with(10, {Code::Or, 0, 10, 9, 4, 0}));
}

TEST(RuntimeValid, RefusesFlagsThatOverlookNone) {
    EXPECT_FALSE(valid_with(8, {Code::IsNone, 0, 8, 1, 0, 0}));
    EXPECT_FALSE(valid_with(15, {Code::Add, 0, 15, 3, 2, 0}));
    EXPECT_FALSE(valid_with(12, {Code::If, 0, 12, 4, 3, 2}));
    EXPECT_FALSE(valid_with(22, {Code::Lt, 0, 22, 15, 3, 0}));
    EXPECT_FALSE(valid_with(28, {Code::RequireAtLeast, 0, 1, 15, 0, 1}));
    EXPECT_FALSE(valid_with(10, {Code::And, a_may_be_none, 10, 9, 4, 0})) << "a yes/no that may be none";
    EXPECT_TRUE(valid_with(23, {Code::Le, Everything::a_none | Everything::b_none, 23, 6, 2, 0}))
        << "too careful";
}

TEST(RuntimeValid, RefusesSpecificationsThatPointNowhere) {
    EXPECT_FALSE(valid_after([](Copy& c) { c.requirements[0].op = 26; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.requirements[0].op = 36; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.requirements[0].when = 27; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.requirements[0].when = 3; })) << "a count as `when`";
    EXPECT_FALSE(valid_after([](Copy& c) { c.requirements[0].id = 1; })) << "beyond the texts";
    EXPECT_FALSE(valid_after([](Copy& c) { c.requirements[0].label_zh = 1; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.decisions[0].requirement_count = 10; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.decisions[0].when = 1; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.outputs[0].value = 27; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.outputs[0].or_none = false; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.outputs[1].kind = ValueKind::Count; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.facts[3].low = 6; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.facts[3].high = value_limit + 1; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.facts[4].high = 2; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.program.as_of = 3; })) << "as of a count";
    EXPECT_FALSE(valid_after([](Copy& c) { c.program.as_of = 7; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.program.value_count = 37; }));
    EXPECT_FALSE(valid_after([](Copy& c) { c.program.pool = "x"; })) << "texts that do not end";
    EXPECT_TRUE(valid_after([](Copy& c) { c.program.as_of = no_register; }));
}

}  // namespace
}  // namespace tenet::testing
