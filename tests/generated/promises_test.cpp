#include "tests/generated/wide_policy.hpp"

#include <gtest/gtest.h>

namespace tenet::generated {
namespace {

constexpr const char* constant_source = R"(#include "auditor.hpp"
#include "wide.hpp"

constexpr auditor::Facts applicant(tenet::FactOrNone<tenet::Date> exam, tenet::Fact<tenet::Count> audits,
                                   tenet::Fact<bool> extension) {
    auditor::Facts facts;
    facts.applied_on = tenet::date(2023, 5, 1);
    facts.exam = exam;
    facts.audits = audits;
    facts.extension = extension;
    return facts;
}
using tenet::Verdict;
constexpr tenet::Date passed = tenet::date(2018, 5, 1), too_early = tenet::date(2018, 4, 30);
static_assert(auditor::eligible({}).verdict == Verdict::Undetermined);
static_assert(auditor::eligible(applicant(passed, 4, false)).verdict == Verdict::Eligible);
static_assert(auditor::eligible(applicant(passed, 3, true)).verdict == Verdict::Eligible);
static_assert(auditor::eligible(applicant(passed, 3, false)).verdict == Verdict::Ineligible);
static_assert(auditor::eligible(applicant(too_early, 4, false)).verdict == Verdict::Ineligible);
static_assert(auditor::eligible(applicant(tenet::none, 4, false)).verdict == Verdict::Ineligible);
static_assert(auditor::eligible(applicant({}, 4, false)).verdict == Verdict::Undetermined);
static_assert(auditor::eligible(applicant(passed, 3, {})).verdict == Verdict::Undetermined);
static_assert(auditor::eligible(applicant(passed, 4, {})).verdict == Verdict::Eligible);
static_assert(auditor::eligible(applicant(passed, 1000001, {})).verdict == Verdict::Refused);
static_assert(auditor::eligible(applicant(passed, -1, {})).verdict == Verdict::Refused);
static_assert(auditor::eligible(applicant(tenet::Date::from(2023, 2, 30), 4, {})).verdict == Verdict::Undetermined);
static_assert(auditor::evaluate(applicant(passed, 4, {})).decision<0>() == auditor::eligible(applicant(passed, 4, {})));
static_assert(auditor::eligible(applicant(too_early, 4, false)).status(0) == tenet::Status::Failed);
static_assert(tenet::explain(auditor::table, applicant(too_early, 4, false),
                             auditor::eligible(applicant(too_early, 4, false)))[0].why().shortfall ==
              tenet::exactly(1));
static_assert(tenet::missing(auditor::table, applicant(passed, 3, {}), auditor::eligible(applicant(passed, 3, {}))).total == 1);
static_assert(noexcept(auditor::eligible({})) && noexcept(auditor::evaluate({})));
static_assert(std::is_trivially_copyable_v<auditor::Facts> && std::is_standard_layout_v<auditor::Facts>);
static_assert(std::is_empty_v<auditor::Table> && sizeof(auditor::Facts) == 16);
using wide::promises::Route;
using wide::promises::Stage;
static_assert(std::is_aggregate_v<Stage> && std::is_trivially_copyable_v<Stage> && sizeof(Stage) == 32);
static_assert(std::has_unique_object_representations_v<Stage>);
static_assert(sizeof(tenet::List<Stage, 20>) == 16 && sizeof(tenet::Fact<Route>) == 1);
constexpr Stage stages[] = {
    {.place = "here", .begun = tenet::date(2022, 3, 1), .spent = tenet::halves(3), .ended = tenet::date(2022, 4, 1),
     .counted = true, .by = Route::Renewal},
    {.place = "there", .begun = tenet::date(2022, 4, 1), .spent = 2, .ended = tenet::none, .counted = true, .by = Route::Upgrade}};
constexpr wide::promises::Facts with_stages(tenet::List<Stage, 20> list) {
    wide::promises::Facts facts;
    facts.day = tenet::date(2023, 5, 1);
    facts.clause = true;
    facts.asked = tenet::none;
    facts.routes = {Route::Renewal, Route::Transfer};
    facts.stages = list;
    return facts;
}
static_assert(wide::promises::third(with_stages(stages)).verdict == Verdict::Eligible);
static_assert(wide::promises::third(with_stages(tenet::empty)).verdict == Verdict::Ineligible);
static_assert(wide::promises::third(with_stages({})).verdict == Verdict::Undetermined);
static_assert(wide::promises::third(with_stages({stages, 21})).verdict == Verdict::Refused);
static_assert(wide::promises::third(with_stages({stages, 21})).refusal.cause == tenet::Refusal::Cause::TooMany);
static_assert(wide::promises::spent_days(with_stages(stages)).low == 7);
static_assert(wide::promises::way(with_stages({})).is(Route::Upgrade) && !wide::promises::way({}).is(Route::Upgrade));
static_assert(wide::promises::way({}).may_be(Route::Renewal) && !wide::promises::way({}).may_be(Route::Transfer));
static_assert(wide::promises::last_end(with_stages(stages)).value_or({}) == tenet::date(2022, 4, 1));
static_assert(wide::promises::last_end(with_stages(tenet::empty)).is_none());
static_assert([] {
    wide::promises::Facts facts;
    facts.balance = -1'000'000'000;
    const tenet::Outcome credit = wide::promises::credit(facts);
    return credit.state == tenet::Outcome::State::Known && credit.low == -999'999'995;
}());
)";

TEST(Promises, AnswersAreConstantExpressions) {
    const Service service = deciding_service("promises_constant");
    service.write("constant.cpp", constant_source);
    for (const char* compiler : compilers) {
        const testing::Ran ran = service.compile(compiler, {"-fsyntax-only", "constant.cpp"});
        EXPECT_TRUE(ran.status == 0 && ran.err.empty()) << compiler << "\n" << ran.err.substr(0, 4000);
    }
}

}  // namespace
}  // namespace tenet::generated
