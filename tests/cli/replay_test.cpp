#include "fixture.hpp"

#include <regex>

// `tenet replay`: decisions that were recorded with their facts, asked again.

namespace tenet::testing {
namespace {

using ReplayCommand = CommandLine;

const std::string rules = R"(policy a "A"
as of applied_on
fact applied_on : date
fact exam       : date or none
fact n          : count 0..9
assume applied_on >= 2000-01-01 "{applied_on} is not plausible"
output twice : count 0..99 = n + n
decide ok
  require enough: n >= 4
  require exam valid 5y
)";

const std::string applicants = R"({"applied_on": "2023-05-01", "exam": "2020-01-01", "n": 3}
{"applied_on": "2023-05-01", "exam": null, "n": 3}
{"applied_on": "2023-05-01", "exam": "2020-01-01", "n": 5}
{"applied_on": "1999-05-01", "exam": "2020-01-01", "n": 5}
{"applied_on": "2023-05-01", "n": "five"}
{"applied_on": "2023-05-01", "n": 3}
)";

class Recorded : public ReplayCommand {
  protected:
    void record() {
        write("a.policy", rules);
        const Ran ran = tenet({"eval", path("a.policy"), "--facts", write("facts.jsonl", applicants),
                               "--format", "json", "--with-facts"});
        EXPECT_EQ(ran.status, 2);  // two are refused
        write("log.jsonl", ran.out);
    }
    void change(const std::string& from, const std::string& to) {
        std::string text = rules;
        text.replace(text.find(from), from.size(), to);
        write("a.policy", text);
    }
    Ran replay(const std::vector<std::string>& more = {"--lang", "en"}) {
        std::vector<std::string> arguments{"replay", path("log.jsonl"), path("a.policy")};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return tenet(arguments);
    }
    std::string shown(const std::string& text) const {
        return std::regex_replace(text, std::regex(path("log.jsonl")), "log.jsonl");
    }
};

TEST_F(Recorded, TheSameRulesAnswerTheSame) {
    record();
    const Ran ran = replay();
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out,
              "5 asked again, 4 of them by rules that mean the same: 0 changed, 0 for other reasons only, 1 "
              "passed over that were refused\n");
}

TEST_F(Recorded, OtherRulesSayWhatChangedAndWhy) {
    record();
    change("n >= 4", "n >= 3");
    const Ran ran = replay();
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(shown(ran.out),
              "log.jsonl:1: ok: ineligible → eligible (enough: failed → satisfied)\n"
              "log.jsonl:2: ok: ineligible, other reasons (enough: failed → satisfied)\n"
              "log.jsonl:6: ok: ineligible → undetermined (enough: failed → satisfied)\n"
              "ok: ineligible → eligible 1\n"
              "ok: ineligible → undetermined 1\n"
              "5 asked again, 0 of them by rules that mean the same: 2 changed, 1 for other reasons "
              "only, 1 passed over that were refused\n");
    const Ran zh = replay({"--lang", "zh"});
    EXPECT_TRUE(has(zh.out, "：ok：不符合条件 → 符合条件（enough：不满足 → 满足）\n")) << zh.out;
}

TEST_F(Recorded, OutputsAndWhatIsGoneAreChangesToo) {
    record();
    change("= n + n", "= n + n + 1");
    EXPECT_TRUE(has(replay().out, ": twice: 6 → 7\n"));
    change("twice", "double");
    const Ran ran = replay();
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(has(ran.out, ": twice: 6 → gone\n")) << ran.out;
    change("decide ok", "decide fine");
    EXPECT_TRUE(has(replay().out, ": ok: ineligible → gone")) << replay().out;
}

TEST_F(Recorded, WhoWasRefusedByAnAssumptionIsAskedAgain) {
    record();
    change("2000-01-01", "1990-01-01");
    EXPECT_TRUE(has(shown(replay().out), "log.jsonl:4: refused → answered\n")) << replay().out;
    const Ran zh = replay({"--lang", "zh"});
    EXPECT_TRUE(has(shown(zh.out), "log.jsonl:4：未作判定 → 作出判定\n")) << zh.out;
    // The line says of which policy it is.
    std::filesystem::create_directory(path("set"));
    write("set/a.policy", read("a.policy"));
    EXPECT_TRUE(has(tenet({"replay", path("log.jsonl"), path("set"), "--lang", "en"}).out, "5 asked again"));
}

TEST_F(Recorded, JsonHasEveryChangeAndTheSums) {
    record();
    change("n >= 4", "n >= 3");
    const Ran ran = replay({"--format", "json"});
    EXPECT_EQ(ran.status, 1);
    const std::vector<std::string> all = lines(ran.out);
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(Json::parse(all[0])["changes"][0]["requirements"][0]["to"], "satisfied");
    const Json sums = Json::parse(all[3])["summary"];
    EXPECT_EQ(sums["asked"], 5);
    EXPECT_EQ(sums["changed"], 2);
    EXPECT_EQ(sums["refused"], 1);
    EXPECT_EQ(sums["flips"][0]["count"], 1);
}

TEST_F(Recorded, AFolderAsksEachPolicyWhatItsNameDecided) {
    std::filesystem::create_directory(path("set"));
    write("set/a.policy", rules);
    std::string other = rules;
    other.replace(other.find("policy a"), 8, "policy b");
    other.replace(other.find("decide ok"), 9, "decide fine");
    write("set/b.policy", other);
    write("facts.jsonl", applicants);
    const Ran eval =
        tenet({"eval", path("set"), "--facts", path("facts.jsonl"), "--format", "json", "--with-facts"});
    write("log.jsonl", eval.out);
    EXPECT_EQ(tenet({"replay", path("log.jsonl"), path("set")}).status, 0);
    other.replace(other.find("n >= 4"), 6, "n >= 5");
    write("set/b.policy", other);
    EXPECT_EQ(tenet({"replay", path("log.jsonl"), path("set")}).status, 0);
    other.replace(other.find("n >= 5"), 6, "n >= 3");
    write("set/b.policy", other);
    const Ran ran = tenet({"replay", path("log.jsonl"), path("set"), "--lang", "en"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(has(ran.out, "fine: ineligible → eligible 1\n")) << ran.out;
    EXPECT_FALSE(has(ran.out, ": ok: ")) << ran.out;
    // One policy of them answers its part.
    EXPECT_EQ(tenet({"replay", path("log.jsonl"), path("set/a.policy")}).status, 0);
}

TEST_F(Recorded, LinesThatCannotBeAskedAreNamed) {
    record();
    write("log.jsonl",
          read("log.jsonl") +
              "x\n{\"policy\": \"a\"}\n\n{\"policy\": \"other\", \"facts\": {}}\n"
              "{\"policy\": \"a\", \"facts\": {\"gone\": 1}, \"decisions\": {}, \"outputs\": {}}");
    const Ran ran = replay();
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.out, "4 lines could not be asked")) << ran.out;
    EXPECT_TRUE(has(ran.err, ":7: this is no JSON object\n")) << ran.err;
    EXPECT_TRUE(has(ran.err, ":8: there are no `facts`")) << ran.err;
    EXPECT_TRUE(has(ran.err, ":10: it was decided by another policy\n")) << ran.err;
    EXPECT_TRUE(has(ran.err, ":11: /gone: ")) << ran.err;
}

TEST_F(Recorded, WhatIsRecordedOneByOneIsAskedToo) {
    write("a.policy", rules);
    const std::string one = write("one.json", applicants.substr(0, applicants.find('\n')));
    const Ran ran = tenet({"eval", path("a.policy"), "--facts", one, "--format", "json", "--with-facts"});
    EXPECT_EQ(lines(ran.out).size(), 1U) << ran.out;
    write("log.jsonl", "\xEF\xBB\xBF " + ran.out + ran.out);
    EXPECT_TRUE(has(replay().out, "2 asked again, 2 of them")) << replay().out;
}

TEST_F(Recorded, HostileLinesAreLinesThatCannotBeAsked) {
    write("a.policy", rules);
    const std::string deep = std::string(200000, '[') + std::string(200000, ']');
    write(
        "log.jsonl",
        "{\"facts\": {}, \"outputs\": {\"l\": " + deep + "}}\n" + deep +
            "\n{\"facts\": {}, \"decisions\": 5, \"outputs\": []}\n" +
            "{\"facts\": {}}\n{\"facts\": 3}\n{\"facts\": {}, \"decisions\": {\"ok\": 3}, \"outputs\": {\"twice\": {}}}\n" +
            "{\"facts\": {}, \"policies\": {\"a\": 5, \"b\": []}}\n");
    const Ran ran = replay();
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.err, ":1: its values nest too deep\n")) << ran.err;
    EXPECT_TRUE(has(ran.err, ":3: no answer is recorded\n")) << ran.err;
    EXPECT_TRUE(has(ran.out, "1 of other policies passed over, 6 lines could not be asked")) << ran.out;
}

TEST_F(Recorded, ArgumentsThatMakeNoSenseAreTold) {
    record();
    EXPECT_EQ(tenet({"replay", path("log.jsonl")}).status, 2);
    EXPECT_EQ(tenet({"replay", path("log.jsonl"), path("a.policy"), path("a.policy")}).status, 2);
    EXPECT_EQ(tenet({"replay", path("none.jsonl"), path("a.policy")}).status, 2);
    EXPECT_EQ(tenet({"replay", "-", "-"}).status, 2);
    EXPECT_EQ(tenet({"eval", path("a.policy"), "--facts", path("facts.jsonl"), "--with-facts"}).status, 2);
    EXPECT_EQ(tenet({"replay", "-", path("a.policy")}, read("log.jsonl")).status, 0);
}

}  // namespace
}  // namespace tenet::testing
