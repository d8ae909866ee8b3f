#include "tests/unit/runtime_sample.hpp"

#include <gtest/gtest.h>

namespace tenet::testing::runtime_fold_test {
namespace {

constexpr Date on(std::int64_t year, std::int32_t month, std::int32_t d) {
    return {static_cast<std::int32_t>(days_from_civil(year, month, d))};
}

constexpr Auditor::Facts complete{
    .applied_on = date(2023, 5, 1), .exam = date(2018, 5, 1), .audits = 3, .extension = true};
static_assert(decide<Auditor, 0>(complete).verdict == Verdict::Eligible);
static_assert(decide<Auditor, 0>(complete).fingerprint == 0xA0D17);

TEST(RuntimeFold, ADecisionIsMadeAtCompileTimeAndAtRunTimeAlike) {
    Auditor::Facts facts = complete;
    EXPECT_EQ((decide<Auditor, 0>(facts)), (decide<Auditor, 0>(complete)));
    facts.exam = date(2018, 4, 30);
    EXPECT_EQ((decide<Auditor, 0>(facts).failed[0]), 1U);
    facts.exam = none;
    facts.extension = false;
    EXPECT_EQ((decide<Auditor, 0>(facts).failed[0]), 3U);
    facts.exam = {};
    const auto undecided = decide<Auditor, 0>(facts);
    EXPECT_EQ(undecided.verdict, Verdict::Ineligible);
    EXPECT_EQ(undecided.unknown[0], 1U);
    EXPECT_EQ(undecided.status(0), Status::Unknown);
    EXPECT_EQ(undecided.status(1), Status::Failed);
}

TEST(RuntimeFold, NothingKnownIsUndetermined) {
    EXPECT_EQ((decide<Auditor, 0>({}).verdict), Verdict::Undetermined);
    EXPECT_EQ((Decision<3>().verdict), Verdict::Undetermined);
    EXPECT_EQ((Evaluation<Auditor>().verdicts[0]), Verdict::Undetermined);
}

TEST(RuntimeFold, AFactOutOfRangeRefusesTheQuestionByName) {
    const auto refused_count = decide<Auditor, 0>({.applied_on = date(2023, 5, 1), .audits = 1000001});
    EXPECT_EQ(refused_count.verdict, Verdict::Refused);
    EXPECT_EQ(refused_count.refusal.path.fact, 2U);
    EXPECT_EQ((decide<Auditor, 0>({.applied_on = on(2200, 1, 1), .audits = -1}).refusal.path.fact), 0U);
    EXPECT_EQ((decide<Auditor, 0>({.exam = on(1899, 12, 31)}).verdict), Verdict::Refused);
}

TEST(RuntimeFold, ARefusalCoversTheWholeQuestion) {
    const Everything::Facts facts{.today = date(2024, 1, 1), .exam = none, .trainee = false, .unused = 9};
    EXPECT_EQ((output<Everything, 1>(facts).state),
              Outcome::State::Refused);  // though it does not read the fact
    EXPECT_EQ(evaluate<Everything>(facts).refusal.path.fact, 6U);
    EXPECT_EQ(evaluate<Everything>(facts).verdicts[0], Verdict::Refused);
    EXPECT_EQ(evaluate<Everything>(facts).output<1>().state, Outcome::State::Refused);
}

/// One decision by the interpreter alone, in domain T.
template <class Traits, std::uint32_t D, class T>
DecisionOf<Traits, D> interpreted(const typename Traits::Facts& facts) {
    T registers[register_count<Traits>] = {};
    const auto row = load_all<Traits>(facts);
    run<T>(Traits::program, row.source(), registers, nullptr);
    DecisionOf<Traits, D> decision;
    decision.fingerprint = Traits::program.fingerprint;
    decision.verdict = judge(Traits::program, Traits::program.decisions[D], registers, decision.masks());
    return decision;
}

template <std::uint32_t D>
void expect_same(const Everything::Facts& facts, bool all_known) {
    const auto decision = decide<Everything, D>(facts);
    ASSERT_EQ(decision, (interpreted<Everything, D, Partial>(facts)));
    ASSERT_EQ(decision, evaluate<Everything>(facts).decision<D>());
    if (!all_known) return;
    ASSERT_EQ(decision, (interpreted<Everything, D, Value>(facts)));
    ASSERT_TRUE((gate<Everything, slice_of_decision(D)>(facts)));
}

template <std::uint32_t O>
void expect_same_output(const Everything::Facts& facts) {
    Partial registers[register_count<Everything>] = {};
    const auto row = load_all<Everything>(facts);
    run<Partial>(Everything::program, row.source(), registers, nullptr);
    const Partial value = registers[Everything::program.outputs[O].value];
    const Outcome want =
        outcome_of(value, type_of_output(Everything::program, O), Everything::program.fingerprint);
    ASSERT_EQ((output<Everything, O>(facts)), want);
    ASSERT_EQ(evaluate<Everything>(facts).output<O>(), want);
}

void expect_all_same(const Everything::Facts& facts) {
    const bool known = facts.today.is_known() && !facts.exam.is_unknown() && !facts.points.is_unknown() &&
                       facts.audits.is_known() && facts.trainee.is_known() && facts.extension.is_known();
    expect_same<0>(facts, known);
    expect_same<1>(facts, known);
    expect_same<2>(facts, known);
    expect_same<3>(facts, known);
    expect_same_output<0>(facts);
    expect_same_output<1>(facts);
    expect_same_output<2>(facts);
    expect_same_output<3>(facts);
}

TEST(RuntimeFold, FoldAndInterpreterAgreeOnEverything) {
    const Fact<Date> todays[] = {{}, on(2024, 2, 29), on(2023, 3, 1)};
    const FactOrNone<Date> exams[] = {
        {}, none, on(2023, 3, 29), on(2023, 3, 30), on(2023, 2, 28), on(2021, 3, 1)};
    const FactOrNone<Int<-5, 5>> points[] = {{}, none, -5, 1, 2, 5};
    const Fact<Int<0, 5>> audits[] = {{}, 0, 2, 3, 5};
    const Fact<bool> answers[] = {{}, false, true};
    Everything::Facts facts;
    for (const auto& today : todays)
        for (const auto& exam : exams)
            for (const auto& point : points)
                for (const auto& audit : audits)
                    for (const auto& trainee : answers)
                        for (const auto& extension : answers) {
                            facts = {today, exam, point, audit, trainee, extension, {}};
                            ASSERT_NO_FATAL_FAILURE(expect_all_same(facts));
                        }
}

TEST(RuntimeFold, LongProgramsFoldInChunks) {
    for (int n = 0; n <= 1000; n += 7) {
        for (const bool doubled : {false, true}) {
            const Long::Facts facts{n, doubled};
            const auto decision = decide<Long, 0>(facts);
            ASSERT_EQ(decision, (interpreted<Long, 0, Partial>(facts)));
            for (std::uint32_t i = 0; i < Long::length; ++i) {
                const std::uint32_t want =
                    doubled ? static_cast<std::uint32_t>(n) * (i + 2) : static_cast<std::uint32_t>(n);
                ASSERT_EQ(decision.status(i), want >= 5 * i ? Status::Satisfied : Status::Failed);
            }
        }
    }
    EXPECT_EQ((decide<Long, 0>({.doubled = true})), (interpreted<Long, 0, Partial>({.doubled = true})));
}

TEST(RuntimeFold, SlicesRunOnlyWhatTheyReach) {
    EXPECT_EQ((live<Everything, slice_of_output(1)>.op_count), 2U);
    EXPECT_EQ((live<Everything, slice_of_decision(3)>.op_count), 1U);
    EXPECT_EQ((live<Everything, slice_of_output(1)>.facts[1]), 1);
    EXPECT_EQ((live<Everything, slice_of_output(1)>.facts[0]), 0);
}

}  // namespace
}  // namespace tenet::testing::runtime_fold_test
