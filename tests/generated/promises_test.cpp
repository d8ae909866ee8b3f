#include "tests/generated/wide_policy.hpp"

#include <gtest/gtest.h>
#include <set>
#include <sstream>

namespace tenet::generated {
namespace {

constexpr const char* deciding[] = {"-O2", "-c", "-o", "decide.o", "decide.cpp"};

/// A file of a service that does nothing but ask.
constexpr const char* deciding_source = R"(#include "auditor.hpp"
#include "wide.hpp"

tenet::Verdict decide_sample(const auditor::Facts& facts);
bool evaluate_sample(const auditor::Facts& facts);
bool evaluate_wide(const wide::promises::Facts& facts);
tenet::Outcome output_wide(const wide::promises::Facts& facts);
tenet::Verdict decide_lists(const wide::promises::Facts& facts);
bool output_lists(const wide::promises::Facts& facts);
std::uint32_t missing_wide(const wide::promises::Facts& facts);
tenet::Value explain_wide(const wide::promises::Facts& facts);

tenet::Verdict decide_sample(const auditor::Facts& facts) { return auditor::eligible(facts).verdict; }
bool evaluate_sample(const auditor::Facts& facts) {
    return auditor::evaluate(facts).decision<0>().verdict == tenet::Verdict::Eligible;
}
bool evaluate_wide(const wide::promises::Facts& facts) {
    return wide::promises::evaluate(facts).verdicts[1] == tenet::Verdict::Eligible;
}
tenet::Outcome output_wide(const wide::promises::Facts& facts) { return wide::promises::rested(facts); }
tenet::Verdict decide_lists(const wide::promises::Facts& facts) { return wide::promises::third(facts).verdict; }
bool output_lists(const wide::promises::Facts& facts) {
    return wide::promises::way(facts).is(wide::promises::Route::Renewal) &&
           wide::promises::last_end(facts).may_be(tenet::date(2024, 2, 29));
}
std::uint32_t missing_wide(const wide::promises::Facts& facts) {
    return tenet::missing(wide::promises::table, facts, wide::promises::first(facts)).total;
}
tenet::Value explain_wide(const wide::promises::Facts& facts) {
    tenet::Value sum = 0;
    for (const tenet::Reason& reason : tenet::explain(wide::promises::table, facts, wide::promises::first(facts)))
        sum += reason.why().shortfall.lo + reason.id()[0];
    return sum;
}
)";

TEST(Promises, ADecidingServiceNeedsNothingButMemoryFunctions) {
    const std::set<std::string> allowed = {"memcpy", "memmove", "memset", "memcmp"};
    const Service service = deciding_service("promises_symbols");
    service.write("decide.cpp", deciding_source);
    for (const char* compiler : compilers) {
        const testing::Ran built = service.compile(compiler, {std::begin(deciding), std::end(deciding)});
        ASSERT_EQ(built.err, "") << compiler;
        const testing::Ran symbols = testing::run(find_program("nm"), {"-u", service.path("decide.o")});
        ASSERT_EQ(symbols.status, 0) << symbols.err;
        for (const std::string& line : lines(symbols.out)) {
            const std::string name = line.substr(line.find_last_of(' ') + 1);
            EXPECT_TRUE(allowed.contains(name)) << compiler << ": undefined " << name;
        }
    }
}

/// A line of `readelf -SW` about a section: its name, size in hexadecimal and flags.
struct Section {
    std::string name, type, address, offset, size, entry, flags;
};

std::vector<Section> sections(const std::string& object) {
    const testing::Ran ran = testing::run(find_program("readelf"), {"-SW", object});
    EXPECT_EQ(ran.status, 0) << ran.err;
    std::vector<Section> all;
    for (const std::string& line : lines(ran.out)) {
        if (line.find("  [") != 0) continue;
        std::istringstream words(line.substr(line.find(']') + 1));
        Section s;
        words >> s.name >> s.type >> s.address >> s.offset >> s.size >> s.entry >> s.flags;
        all.push_back(s);
    }
    return all;
}

/// Writable to the service, that is; what holds addresses is written by the loader alone.
bool is_writable(const Section& section) {
    return section.flags.find('W') != std::string::npos && !section.name.starts_with(".data.rel.ro");
}

TEST(Promises, ADecidingServiceHasNoWritableStorage) {
    const Service service = deciding_service("promises_storage");
    service.write("decide.cpp", deciding_source);
    for (const char* compiler : compilers) {
        ASSERT_EQ(service.compile(compiler, {std::begin(deciding), std::end(deciding)}).err, "");
        const testing::Ran symbols = testing::run(find_program("nm"), {"-C", service.path("decide.o")});
        EXPECT_NE(symbols.out.find("decide_sample"), std::string::npos) << symbols.err;
        EXPECT_EQ(symbols.out.find("guard variable"), std::string::npos) << compiler << "\n" << symbols.out;
        bool has_code = false;
        for (const Section& section : sections(service.path("decide.o"))) {
            has_code = has_code || (section.name == ".text" && section.flags == "AX");
            EXPECT_FALSE(is_writable(section) && std::stoul(section.size, nullptr, 16) > 0)
                << compiler << ": " << section.size << " bytes in " << section.name;
        }
        EXPECT_TRUE(has_code) << compiler;
    }
}

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
