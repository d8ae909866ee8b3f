#include "fixture.hpp"

#include <regex>

// Whether tests are enough: `tenet test` with --coverage, --suggest and --mutate.

namespace tenet::testing {
namespace {

using EnoughTests = CommandLine;

const std::string rules = R"(policy a "A"
as of applied_on
choice kind
  moped
  car
record audit
  ended_on : date
  days     : days in halves
  recent   : yes/no = ended_on within 3y
fact applied_on : date
fact exam       : date or none
fact n          : count 0..9
fact wide       : yes/no
fact vehicle    : kind
fact audits     : list of audit
param least "Least number"
  = 2 until 2023-03-31
  = 3 from 2023-04-01
define fee
  = 0 when vehicle is moped
  = 10 when n in 2 .. 5
  = 20 otherwise
output total : count 0..99 = fee + 1
decide ok when wide or vehicle is not moped
  require enough: n >= least or 1 with wide
  require exam valid 5y
  require days: (sum of days in audits where recent) >= 2d
)";

std::string confirmed(const std::string& text) {
    return std::regex_replace(text, std::regex(" unconfirmed"), "");
}

TEST_F(EnoughTests, SuggestedOnesReachEverythingAndAreNotSuggestedAgain) {
    const std::string file = write("a.policy", rules);
    const Ran first = tenet({"test", file, "--suggest", "--lang", "en"});
    EXPECT_EQ(first.status, 0) << first.err;
    EXPECT_TRUE(has(first.err, "unconfirmed tests added; see whether each answer is right")) << first.err;
    const std::string suggested = read("a.policy");
    EXPECT_TRUE(suggested.starts_with(rules));
    const Ran again = tenet({"test", file, "--suggest", "--lang", "en"});
    EXPECT_EQ(again.status, 0) << again.err;
    EXPECT_EQ(again.err, "");
    EXPECT_EQ(read("a.policy"), suggested);
    // Unconfirmed ones count for nothing.
    EXPECT_EQ(tenet({"test", file, "--require", "1"}).status, 1);
    write("a.policy", confirmed(suggested));
    const Ran all = tenet({"test", file, "--require", "100", "--min-score", "75", "--lang", "en"});
    EXPECT_EQ(all.status, 0) << all.out << all.err;
}

TEST_F(EnoughTests, SuggestedOnesAreInTheSkinOfTheFile) {
    std::filesystem::copy_file(auditor_zh, path("a.policy"));
    const Ran ran = tenet({"test", path("a.policy"), "--suggest", "--lang", "zh"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(has(ran.err, "个待确认的测试，请逐个核对结论")) << ran.err;
    EXPECT_TRUE(has(read("a.policy"), "\n测试 \"补测 1\" 待确认\n  已知 ")) << read("a.policy");
    const Ran test = tenet({"test", path("a.policy")});
    EXPECT_EQ(test.status, 0) << test.out;
}

TEST_F(EnoughTests, OfAFolderEachGetsThoseOfItsOwn) {
    std::filesystem::create_directory(path("set"));
    std::string common = rules.substr(0, rules.find("decide"));
    common.replace(common.find("policy a"), 8, "policy common");
    common.erase(common.find("output"), common.find('\n', common.find("output")) - common.find("output") + 1);
    write("set/common.policy", common);
    for (const char* name : {"x", "y"})
        write(std::string("set/") + name + ".policy",
              std::string("policy ") + name + "\nuse \"common.policy\"\nas of applied_on\ndecide " + name +
                  "\n  require n >= least\n  require fee > 0\n");
    const Ran ran = tenet({"test", path("set"), "--suggest"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_FALSE(has(read("set/common.policy"), "test"));
    // The cases of the fee are reached once, by the first of those that ask for it.
    EXPECT_TRUE(has(read("set/x.policy"), "takes this case")) << read("set/x.policy");
    EXPECT_FALSE(has(read("set/y.policy"), "takes this case")) << read("set/y.policy");
    EXPECT_EQ(tenet({"test", path("set")}).status, 0);
}

TEST_F(EnoughTests, WhatOnlyMessagesShowIsNotAskedFor) {
    const std::string file = write("a.policy", R"(policy a
as of applied_on
fact applied_on : date
fact n : count 0..9
define grade "only shown"
  = 1 when n >= 7
  = 2 otherwise
decide ok
  require n >= 3
    else "grade {grade}"
test "two"
  given applied_on = 2023-05-01, n = 2
  expect ok ineligible
test "three"
  given applied_on = 2023-05-01, n = 3
  expect ok eligible
test "open"
  expect ok undetermined
)");
    const Ran ran = tenet({"test", file, "--require", "100", "--lang", "en"});
    EXPECT_EQ(ran.status, 0) << ran.out;
    EXPECT_EQ(tenet({"test", "-", "--suggest"}, rules).status, 2);
}

TEST_F(EnoughTests, EveryArgumentCounts) {
    const std::string full =
        "policy a\nfact n : count 0..9\ndecide ok\n  require n >= 3\n"
        "test \"two\"\n  given n = 2\n  expect ok ineligible\ntest \"three\"\n  given n = 3\n"
        "  expect ok eligible\ntest \"open\"\n  expect ok undetermined\n";
    const std::string first = write("a.policy", full);
    const std::string second =
        write("b.policy", "policy b\nfact n : count 0..9\ndecide ok\n  require n >= 3\ntest \"two\"\n"
                          "  given n = 2\n  expect ok ineligible\n");
    EXPECT_EQ(tenet({"test", first, "--require", "100", "--min-score", "100"}).status, 0);
    EXPECT_EQ(tenet({"test", first, second, "--require", "100"}).status, 1);
    EXPECT_EQ(tenet({"test", first, second, "--min-score", "100"}).status, 1);
}

TEST_F(EnoughTests, OnlyWhatATestExpectsIsReached) {
    const std::string file =
        write("a.policy",
              "policy a\nfact n : count 0..9\ndecide ok\n  require n >= 3\ndecide other\n  require n >= 3\n"
              "test \"two\"\n  given n = 2\n  expect ok ineligible\ntest \"three\"\n  given n = 3\n"
              "  expect ok eligible\ntest \"open\"\n  expect ok undetermined\n");
    const Ran ran = tenet({"test", file, "--coverage", "--lang", "en"});
    EXPECT_TRUE(has(ran.out, "reached by tests: requirements 3 of 6")) << ran.out;
}

TEST_F(EnoughTests, SuggestedOnesThatCannotBeWrittenAreLeftOut) {
    write(
        "a.policy",
        "policy a\r\nas of d\r\nfact d : date\r\nfact t : text\r\noutput o = t\r\noutput far = d + 50000d\r\n"
        "decide ok\r\n  require r: d < 2150-12-31\r\ntest “say \"so\"”\r\n  given d = 2023-05-01, t = “say \"hi\"”\r\n"
        "  expect ok eligible");
    const Ran ran = tenet({"test", path("a.policy"), "--suggest", "--lang", "en"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    const std::string text = read("a.policy");
    EXPECT_TRUE(has(text, " as “say \"so\"”\r\n")) << text;
    EXPECT_FALSE(std::regex_search(text, std::regex("[^\r]\n"))) << text;
    EXPECT_EQ(tenet({"test", path("a.policy")}).status, 0) << text;
}

TEST_F(EnoughTests, AFileThatCannotBeWrittenStaysAsItWas) {
    const std::string file = write("a.policy", rules);
    std::filesystem::permissions(path("."),
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    const Ran ran = tenet({"test", file, "--suggest"});
    std::filesystem::permissions(path("."), std::filesystem::perms::owner_all);
    EXPECT_EQ(read("a.policy").substr(0, rules.size()), rules);
    if (ran.status != 0) {  // root may write everywhere
        EXPECT_EQ(ran.status, 2);
        EXPECT_EQ(read("a.policy"), rules);
    }
}

TEST_F(EnoughTests, ThePoliciesOfANoticeReachAllOfTheirs) {
    const Ran ran = tenet({"test", source_folder + "/policies/ccaa", "--require", "100", "--format", "json"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    const Json coverage = Json::parse(ran.out)["coverage"];
    for (const char* group : {"requirements", "branches", "boundaries"}) {
        EXPECT_EQ(coverage[group]["reached"], coverage[group]["all"]) << group;
        EXPECT_GT(coverage[group]["all"], 50);
    }
}

TEST_F(EnoughTests, MutantsAreTheSameOnAnyNumberOfThreads) {
    const std::string folder = source_folder + "/policies/driving";
    const Ran one = tenet({"test", folder, "--mutate", "--jobs", "1", "--format", "json"});
    EXPECT_EQ(one.status, 0) << one.err;
    EXPECT_EQ(tenet({"test", folder, "--mutate", "--jobs", "4", "--format", "json"}).out, one.out);
    const Json mutation = Json::parse(one.out)["mutation"];
    EXPECT_GT(mutation["killed"], 100);
    EXPECT_EQ(mutation["mutants"].size(), mutation["killed"].get<std::size_t>() +
                                              mutation["survived"].get<std::size_t>() +
                                              mutation["same"].get<std::size_t>());
}

TEST_F(EnoughTests, GatesTakeWholeNumbersUpToAHundred) {
    const std::string file = write("a.policy", rules);
    for (const char* option : {"--require", "--min-score"})
        for (const char* value : {"101", "-1", "x", "9.5", "", " "}) {
            const Ran ran = tenet({"test", file, std::string(option) + "=" + value, "--lang", "en"});
            EXPECT_EQ(ran.status, 2) << option << value << ran.err;
            EXPECT_TRUE(has(ran.err, option)) << ran.err;
        }
    EXPECT_EQ(tenet({"test", file, "--jobs", "0"}).status, 2);
}

}  // namespace
}  // namespace tenet::testing
