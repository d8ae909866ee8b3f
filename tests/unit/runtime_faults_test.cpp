#include "tests/unit/runtime_lists_checks.hpp"
#include "tests/unit/runtime_oracle.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

namespace tenet::testing {
namespace {

TEST(RuntimeFaults, EveryFaultHasItsNumberAndName) {
    EXPECT_STREQ(fault_names[0], "None");
    EXPECT_STREQ(fault_names[static_cast<int>(known_fault<Code::Le>)], "KnownLe");
    EXPECT_STREQ(fault_names[static_cast<int>(vague_fault<Code::RequireTieredAtMost>)],
                 "VagueRequireTieredAtMost");
    EXPECT_STREQ(fault_names[static_cast<int>(range_fault<Code::RequireInRange>)], "RangeRequireInRange");
    EXPECT_STREQ(fault_names[static_cast<int>(known_fault<Code::InOrder>)], "KnownInOrder");
    EXPECT_STREQ(fault_names[static_cast<int>(Fault::FailingRecord)], "FailingRecord");
    EXPECT_EQ(fault_count, static_cast<std::uint32_t>(Fault::FailingRecord) + 1);
}

#ifdef TENET_PLANTED_FAULTS

std::string gate_difference() {
    const bool opens = gate<Auditor, slice_of_decision(0)>({.exam = none, .audits = 4, .extension = true});
    if (opens) return "an unknown fact passes the gate";
    const auto refused_one = decide<Auditor, 0>({.applied_on = date(2023, 5, 1), .audits = -1});
    return refused_one.verdict == Verdict::Refused && refused_one.refusal.path.fact == 2 ? "" : "not refused";
}

template <std::uint32_t Capacity>
std::string text(const Missing<Capacity>& missing) {
    std::string text;
    for (const MissingFact& fact : missing)
        text += std::to_string(fact.path.fact);
    return text;
}

/// Facts missing for output 0 and for decisions 0 and 1 of the sample, as a text.
std::string missing_text(const Everything::Facts& facts) {
    return text(missing_for_output<Everything, 0>(facts)) + '/' +
           text(missing_for_decision<Everything, 0>(facts)) + '/' +
           text(missing_for_decision<Everything, 1>(facts));
}

std::string missing_difference() {
    const std::string branch = missing_text({.exam = none, .trainee = false, .extension = true});
    if (branch.substr(0, 2) != "2/") return "missing: " + branch;
    const std::string decided = missing_text({.today = date(2024, 1, 1), .exam = none, .trainee = true});
    if (decided.substr(0, 6) != "35/23/") return "missing: " + decided;
    const std::string order = missing_text({.exam = date(2023, 1, 1), .points = none});
    return order.substr(order.rfind('/')) == "/5034" ? "" : "missing: " + order;
}

/// What any check of this folder finds wrong.
std::string any_difference() {
    for (const auto check :
         {known_difference, range_difference, lists_difference, working_days_difference, rule_difference,
          gate_difference, missing_difference, upgrade_difference, partial_difference}) {
        std::string found = check();
        if (!found.empty()) return found;
    }
    return {};
}

TEST(RuntimeFaults, EveryPlantedFaultIsNoticed) {
    planted_fault = 0;
    ASSERT_EQ(any_difference(), "");
    for (std::uint32_t fault = 1; fault < fault_count; ++fault) {
        planted_fault = fault;
        const bool noticed = !any_difference().empty();
        planted_fault = 0;
        EXPECT_TRUE(noticed) << "nobody notices the fault " << fault_names[fault];
    }
}

TEST(RuntimeFaults, ConstantEvaluationsAreNeverWrong) {
    planted_fault = static_cast<std::uint32_t>(known_fault<Code::Add>);
    constexpr Value sum = apply<Code::Add>(Operands<Value>{2, 3});
    Value two = 2;
    const Value wrong = apply<Code::Add>(Operands<Value>{two, 3});
    planted_fault = 0;
    EXPECT_EQ(sum, 5);
    EXPECT_EQ(wrong, 6);
}

#endif

}  // namespace
}  // namespace tenet::testing
