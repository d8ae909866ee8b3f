#include "fixture.hpp"

#include <fmt/format.h>

#include <sstream>

// `tenet test`: what it runs, what it says and with which status; what it says of facts and results is what `tenet eval` takes and gives.

namespace tenet::testing {
namespace {

using TestCommand = CommandLine;

const std::string rules = R"(policy auditor "Auditor registration"
as of applied_on
source notice "Notice"
choice field
  qms
  ems
record audit
  ended_on : date
  complete : yes/no or none
  days     : days in halves
  recent   : yes/no = ended_on within 3y

fact applied_on : date
fact extension  : yes/no
fact level      : field or none
fact fields     : set of field
fact hours      : hours 0..200
fact ratio      : number with 2 decimals
fact city       : text
fact audits     : list of audit

assume applied_on >= 2000-01-01 "{applied_on} is not plausible"
output due : hours or none
  = none when level is none
  = 48h otherwise
output place : text = city
output half : number with 2 decimals = ratio

decide eligible
  require extension
  require recent_audits: every audit in audits has recent
  require many: hours >= 48h
    remedy appeal when level in fields
)";

const std::string cases = R"(
test "all" cite notice ¶9 reading "A21"
  given applied_on = 2023-05-01, extension = yes, level = qms, fields = qms, ems
  given hours = 48.25h, ratio = -0.5, city = "“北京” \"
  given audits
    | ended_on   | complete | days |
    | 2022-06-01 | none     | 1.5  |
    | 2021-06-01 |          |      |
  expect eligible eligible
  expect half = -0.5
test "nothing" unconfirmed
  expect eligible undetermined
test "without records" as "all" but audits = empty, fields = empty, level = none
  expect due = none
  expect eligible eligible
test "failed" as "all" but hours = 0h, level unknown
  expect eligible undetermined
test "refused" as "all" but applied_on = 1999-12-31
  expect refused "1999-12-31 is not plausible"
)";

TEST_F(TestCommand, SaysThatAllPassed) {
    const Ran ran = tenet({"test", write("a.policy", rules + cases), "--lang", "en"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out,
              "5 tests passed in 1 file\n"
              "1 of them unconfirmed; take the word `unconfirmed` away once a person has checked them\n");
    EXPECT_EQ(ran.err, "");
    const Ran zh = tenet({"test", path("a.policy"), "--lang", "zh"});
    EXPECT_EQ(zh.out, "1 个文件中的 5 个测试全部通过\n其中待确认 1 个；核对无误后请删去 `待确认`\n");
}

TEST_F(TestCommand, AFailingTestIsShownAndGivesOne) {
    const std::string file =
        write("a.policy", rules + "test \"wrong\"\n  given extension = no\n  expect eligible eligible\n");
    const Ran ran = tenet({"test", file, "--lang", "en"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(has(ran.out, file + ":34: failed \"wrong\"\n")) << ran.out;
    EXPECT_TRUE(has(ran.out, "  expected: eligible eligible  (" + file + ":36)\n")) << ran.out;
    EXPECT_TRUE(has(ran.out, "  actual:   eligible ineligible because extension\n")) << ran.out;
    EXPECT_TRUE(has(ran.out, "      ✗ extension: failed")) << ran.out;
    EXPECT_TRUE(has(ran.out, "1 of 1 test failed in 1 file\n")) << ran.out;
}

TEST_F(TestCommand, FactsAndResultsAreThoseOfEval) {
    const std::string file = write("a.policy", rules + cases);
    const Ran ran = tenet({"test", file, "--format", "json", "--lang", "en"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    const Json all = Json::parse(ran.out);
    ASSERT_EQ(all["tests"].size(), 5U);
    for (const Json& test : all["tests"]) {
        const Ran eval =
            tenet({"eval", file, "--facts", "-", "--format", "json", "--lang", "en"}, test["facts"].dump());
        Json result = Json::parse(eval.out);
        Json wanted = test["result"];
        if (result.contains("refused"))
            for (Json* each : {&result, &wanted})
                (*each)["refused"].erase("line"), (*each)["refused"].erase("column");
        EXPECT_EQ(result.dump(), wanted.dump()) << test["name"];
        EXPECT_EQ(test["passed"], true);
    }
    EXPECT_EQ(
        all["tests"][0]["facts"].dump(),
        R"({"applied_on":"2023-05-01","extension":true,"level":"qms","fields":["qms","ems"],"hours":48.25,"ratio":-0.5,)"
        R"("city":"“北京” \\","audits":[{"ended_on":"2022-06-01","complete":null,"days":1.5},{"ended_on":"2021-06-01"}]})");
    EXPECT_EQ(all["tests"][1]["facts"].dump(), "{}");
    EXPECT_EQ(all["summary"].dump(),
              R"({"run":5,"failed":0,"unconfirmed":1,"unconfirmed_failed":0,"files":1,"without_tests":[]})");
}

TEST_F(TestCommand, JsonTellsEachExpectation) {
    const std::string file = write("a.policy", rules + "test \"two\"\n  given extension = no, hours = 48h\n"
                                                       "  expect eligible ineligible because\n    extension\n"
                                                       "  expect due = 48h\n");
    const Ran ran = tenet({"test", file, "--format", "json", "--lang", "en"});
    EXPECT_EQ(ran.status, 1);
    const Json test = Json::parse(ran.out)["tests"][0];
    EXPECT_EQ(test["line"], 34);
    EXPECT_EQ(test["policy"], "auditor");
    EXPECT_EQ(test["passed"], false);
    EXPECT_EQ(test["expectations"].dump(),
              R"x([{"line":36,"held":true,"expected":"eligible ineligible because extension",)x"
              R"x("actual":"eligible ineligible because extension"},)x"
              R"x({"line":38,"held":false,"expected":"due = 48h","actual":"due unknown (48 h or none)"}])x");
}

TEST_F(TestCommand, FilterChoosesByName) {
    const std::string file = write("a.policy", rules + cases);
    EXPECT_EQ(tenet({"test", file, "--filter", "re", "--lang", "en"}).out, "2 tests passed in 1 file\n");
    const Ran none = tenet({"test", file, "--filter", "nowhere", "--lang", "en"});
    EXPECT_EQ(none.status, 2);
    EXPECT_EQ(none.err, "tenet: --filter: no test has a name that contains `nowhere`\n");
    EXPECT_EQ(none.out, "");
}

TEST_F(TestCommand, NoTestAtAllIsAnError) {
    const std::string file = write("a.policy", rules);
    const Ran named = tenet({"test", file, "--lang", "en"});
    EXPECT_EQ(named.status, 2);
    EXPECT_TRUE(has(named.err, "this policy has no test")) << named.err;
    const Ran folder = tenet({"test", path(""), "--lang", "zh"});
    EXPECT_EQ(folder.status, 2);
    EXPECT_TRUE(has(folder.err, "这个文件夹中的政策都没有测试")) << folder.err;
    EXPECT_EQ(tenet({"test", path("missing.policy")}).status, 2);
    EXPECT_EQ(tenet({"test"}).status, 2);
}

TEST_F(TestCommand, AFolderRunsAllAndNamesThoseWithout) {
    write("b.policy", rules + cases);
    write("a.policy", "policy asks\nfact home : count\noutput twice = home * 2\n");
    write("c.policy", "policy common\nfact home : text\n");  // answers nothing: it can have no test
    const Ran ran = tenet({"test", path(""), "--lang", "en"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(ran.out.starts_with("5 tests passed in 1 file\n")) << ran.out;
    EXPECT_TRUE(has(ran.out, "without tests: ")) << ran.out;
    EXPECT_TRUE(has(ran.out, "a.policy\n")) << ran.out;
    EXPECT_FALSE(has(ran.out, "c.policy")) << ran.out;
}

TEST_F(TestCommand, NamesAloneAreOneLineEach) {
    const std::string file =
        write("a.policy", rules + "test \"wrong\"\n  given extension = no\n  expect eligible eligible\n");
    const Ran ran = tenet({"test", file, "--names", "--lang", "en"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(ran.out, file + ":34: failed \"wrong\"\n1 of 1 test failed in 1 file\n");
}

TEST_F(TestCommand, APolicyThatIsWrongGivesOneAndTheOthersRun) {
    write("b.policy", rules + cases);
    write("a.policy", "policy wrong\ndecide d\n  require nothing\ntest \"t\"\n  expect d eligible\n");
    const Ran ran = tenet({"test", path(""), "--lang", "en"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(has(ran.err, "error[T0201]")) << ran.err;
    EXPECT_TRUE(has(ran.out, "5 tests passed in 1 file\n")) << ran.out;
}

TEST_F(TestCommand, JunitHasASuiteForEachPolicyAndTheTextOfWhatFailed) {
    write("a.policy", rules + cases + "test “<&>” as \"all\"\n  expect due = none\n");
    const Ran ran = tenet({"test", path("a.policy"), "--format", "junit", "--lang", "en"});
    EXPECT_EQ(ran.status, 1) << ran.err;
    EXPECT_TRUE(ran.out.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
                                    "  <testsuite name=\"auditor\" tests=\"6\" failures=\"1\""))
        << ran.out;
    EXPECT_TRUE(ran.out.ends_with("  </testsuite>\n</testsuites>\n")) << ran.out;
    EXPECT_TRUE(has(ran.out, "<testcase name=\"all\" classname=\"auditor\" file=\"")) << ran.out;
    EXPECT_TRUE(has(ran.out, "&#10;  expected: due = none")) << ran.out;
    EXPECT_TRUE(has(ran.out, "name=\"&lt;&amp;&gt;\"")) << ran.out;
    const Ran none = tenet({"test", path("a.policy"), "--filter", "no such", "--format", "junit"});
    EXPECT_EQ(none.status, 2);
    EXPECT_EQ(none.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n</testsuites>\n");
    EXPECT_EQ(tenet({"check", path("a.policy"), "--format", "junit"}).status, 2);
}

TEST_F(TestCommand, WatchedFilesAreTestedAgainOnceTheyAreSaved) {
    write("used.policy", "policy used\nparam least = 3\n");
    const std::string file =
        write("a.policy", "policy a\nuse \"used.policy\"\nfact n : count\ndecide ok\n  require n >= least\n"
                          "test \"three\"\n  given n = 3\n  expect ok eligible\n");
    // It never ends by itself: whoever watches the watcher ends it, at the latest after a minute.
    const std::string script = R"sh(
        "$0" test "$1" --watch --lang en > "$3" &
        tries=0
        until [ "$(grep -c waiting "$3")" = 1 ] || [ $tries = 300 ]; do sleep 0.1; tries=$((tries + 1)); done
        printf 'policy used\nparam least = 4\n' > "$2.new" && mv "$2.new" "$2"
        until [ "$(grep -c waiting "$3")" = 2 ] || [ $tries = 400 ]; do sleep 0.1; tries=$((tries + 1)); done
        kill $!)sh";
    run("/bin/sh", {"-c", script, TENET_PROGRAM, file, path("used.policy"), path("out")});
    const std::string out = read("out");
    EXPECT_TRUE(out.starts_with("1 test passed in 1 file\n\nwaiting for a file to change …\n\n")) << out;
    EXPECT_TRUE(out.ends_with("1 of 1 test failed in 1 file\n\nwaiting for a file to change …\n")) << out;
    EXPECT_EQ(tenet({"test", file, "--watch", "--format", "json"}).status, 2);
    EXPECT_EQ(tenet({"test", "-", "--watch"}, "policy a\n").status, 2);
}

TEST_F(TestCommand, TestsOfUsedFilesAreNotRun) {
    write(
        "common.policy",
        "policy common\nfact home : yes/no\ndecide d\n  require home\ntest \"wrong\"\n  expect d eligible\n");
    const std::string file =
        write("a.policy", "policy asked\nuse \"common.policy\"\ndecide e\n  require home\n"
                          "test \"right\"\n  given home = yes\n  expect e eligible\n");
    EXPECT_EQ(tenet({"test", file, "--lang", "en"}).out, "1 test passed in 1 file\n");
}

TEST_F(TestCommand, TestsChangeNothingOfWhatIsBuilt) {
    const std::string with = write("a.policy", rules + cases);
    for (const char* target : {"cpp", "json"}) {
        const Ran tested = tenet({"build", with, "--to", target, "-o", "-"});
        ASSERT_EQ(tested.status, 0) << tested.err;
        write("a.policy", rules);
        EXPECT_EQ(tenet({"build", with, "--to", target, "-o", "-"}).out, tested.out);
        write("a.policy", rules + cases);
    }
    for (const char* stage : {"--dump=types", "--dump=table", "--dump=program"}) {
        const std::string tested = tenet({stage, with}).out;
        write("a.policy", rules);
        EXPECT_EQ(tenet({stage, with}).out, tested) << stage;
        write("a.policy", rules + cases);
    }
}

TEST_F(TestCommand, ManyTestsRunFast) {
    std::string text = rules + cases;
    for (int i = 0; i < 3000; ++i)
        text += fmt::format("test \"case {0}\" as \"{1}\" but hours = {2}h\n  expect due = 48h\n", i,
                            i == 0 ? "all" : fmt::format("case {}", i - 1), 48 + i % 100);
    const Ran ran = tenet({"test", write("a.policy", text), "--lang", "en"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_TRUE(ran.out.starts_with("3005 tests passed in 1 file\n")) << ran.out;
}

}  // namespace
}  // namespace tenet::testing
