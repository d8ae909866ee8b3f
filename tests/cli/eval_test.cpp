#include "fixture.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tenet::testing {
namespace {

using Eval = CommandLine;

constexpr const char* good =
    R"({"applied_on": "2023-05-01", "exam": "2021-03-15", "audits": 3, "extension": false})";

/// `eval` of the sample policy on facts from standard input.
Ran judge(const std::string& facts, std::vector<std::string> more = {}, const std::string& policy = auditor) {
    std::vector<std::string> arguments{"eval", policy, "--facts", "-"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(TENET_PROGRAM, arguments, {facts, {}, {}});
}

std::vector<std::string> keys(const Json& object) {
    std::vector<std::string> out;
    for (const auto& [key, value] : object.items())
        out.push_back(key);
    return out;
}

using Keys = std::vector<std::string>;

TEST_F(Eval, TheJsonShapeIsFixed) {
    Ran ran = judge(good, {"--format", "json"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.err, "");
    EXPECT_TRUE(has(ran.out, "\n  \"policy\""));  // one applicant prints over several lines
    Json result = Json::parse(ran.out);
    EXPECT_EQ(keys(result), (Keys{"policy", "fingerprint", "as_of", "decisions", "outputs", "notes"}));
    EXPECT_EQ(result["policy"], "auditor");
    EXPECT_EQ(result["fingerprint"].get<std::string>().size(), 64U);
    EXPECT_EQ(result["as_of"], "2023-05-01");
    EXPECT_EQ(result["outputs"], Json::object());
    EXPECT_EQ(result["notes"], Json::array());
    const Json& decision = result["decisions"]["eligible"];
    EXPECT_EQ(keys(decision), (Keys{"verdict", "requirements", "remedies", "missing"}));
    EXPECT_EQ(decision["verdict"], "ineligible");
    ASSERT_EQ(decision["requirements"].size(), 2U);
    EXPECT_EQ(
        decision["requirements"][0].dump(),
        R"({"id":"exam","status":"satisfied","actual":"2021-03-15","needed":{"min":"2018-05-01","max":"2023-05-01"},)"
        R"("shortfall":0,"from":"2021-03-15","until":"2026-03-15","message":"valid until 2026-03-15","cite":[],"records":[]})");
    EXPECT_EQ(decision["requirements"][1].dump(),
              R"({"id":"audits","status":"failed","actual":3,"needed":4,"shortfall":1,)"
              R"("message":"needs 4, has 3, short by 1","cite":[],"records":[]})");
    EXPECT_EQ(decision["remedies"], Json::array());
    EXPECT_EQ(decision["missing"], Json::array());
}

TEST_F(Eval, ChineseReasons) {
    Ran ran = judge(good, {"--format", "json", "--lang", "zh"}, auditor_zh);
    ASSERT_EQ(ran.status, 0) << ran.err;
    Json result = Json::parse(ran.out);
    const Json& requirements = result["decisions"]["eligible"]["requirements"];
    EXPECT_EQ(requirements[0]["message"], "满足，至 2026-03-15 止（含当日）");
    EXPECT_EQ(requirements[1]["message"], "要求 4次，实有 3次，还差 1次");
    EXPECT_EQ(judge(good, {"--lang", "zh"}, auditor_zh).out,
              "审核员注册 · 基准日 2023-05-01\n"
              "合格：不符合条件\n"
              "  ✓ 基础考试：满足，至 2026-03-15 止（含当日）\n"
              "  ✗ 审核次数：不满足，要求 4次，实有 3次，还差 1次\n");
}

TEST_F(Eval, TextSaysWhyAndWhatIsStillNeeded) {
    EXPECT_EQ(judge(good).out, "Auditor registration · as of 2023-05-01\n"
                               "eligible: ineligible\n"
                               "  ✓ exam: satisfied, valid until 2026-03-15\n"
                               "  ✗ audits: failed, needs 4, has 3, short by 1\n");
    EXPECT_EQ(judge(R"({"applied_on": "2023-05-01", "audits": 3})").out,
              "Auditor registration · as of 2023-05-01\n"
              "eligible: undetermined\n"
              "  ? exam: unknown, needs 2018-05-01 to 2023-05-01\n"
              "  ? audits: unknown, needs 3 to 4, has 3, short by 0 to 1\n"
              "  still needed: exam (date or none), extension (yes/no)\n");
    EXPECT_EQ(
        judge(R"({"申请日期": "2023-05-01", "审核次数": 3, "基础考试": null})", {"--lang", "zh"}, auditor_zh)
            .out,
        "审核员注册 · 基准日 2023-05-01\n"
        "合格：不符合条件\n"
        "  ✗ 基础考试：不满足，要求 2018-05-01 至 2023-05-01，实为无\n"
        "  ? 审核次数：未知，要求 3至4次，实有 3次，还差 0至1次\n"
        "  还需填写：扩展条款（是／否）\n");
}

TEST_F(Eval, OutputsAndAuthorsWords) {
    std::string policy = write("p.policy", R"(policy p "P"
文件 通知 代号 notice "注册通知"
fact audits : count "审核次数" en "audits done"
fact extension : yes/no
output needed : count = if extension then 3 else 4
output audits_twice = audits * 2
decide d "判定" en "The decision"
  require enough "够不够" en "Enough": audits >= 4 or 3 with extension
    cite notice ¶8, ¶9 reading "A10"
    else "已有 {实有} 次，还差 {差额} 次" en "{actual} done, {shortfall} short of {needed}; {audits}"
)");
    Ran ran = judge(R"({"audits": 2, "extension": false})", {"--format", "json"}, policy);
    ASSERT_EQ(ran.status, 0) << ran.err;
    Json result = Json::parse(ran.out);
    EXPECT_EQ(result["outputs"].dump(), R"({"needed":4,"audits_twice":4})");
    EXPECT_TRUE(result["as_of"].is_null());
    const Json& requirement = result["decisions"]["d"]["requirements"][0];
    EXPECT_EQ(requirement["message"], "2 done, 2 short of 4; 2");
    EXPECT_EQ(requirement["cite"].dump(), R"(["notice ¶8, ¶9 reading \"A10\""])");
    EXPECT_EQ(judge(R"({"audits": 2, "extension": false})", {"--lang", "zh"}, policy).out,
              "P\n判定：不符合条件\n  ✗ 够不够：不满足，已有 2 次，还差 2 次；依据 通知第8、9段（解读 A10）\n"
              "needed = 4\naudits_twice = 4\n");
    Json open = Json::parse(judge(R"({})", {"--format", "json"}, policy).out);
    EXPECT_EQ(open["outputs"].dump(),
              R"({"needed":{"undetermined":["extension"]},"audits_twice":{"undetermined":["audits"]}})");
    EXPECT_EQ(open["decisions"]["d"]["missing"].dump(), R"(["audits","extension"])");
}

TEST_F(Eval, ConditionsWithoutAThresholdAndDecisionsThatDoNotApply) {
    std::string policy = write("p.policy", R"(policy p "P"
fact member : yes/no
fact n : count 0..500
fact vip : yes/no
decide d
  when member
  else "仅限会员" en "members only"
  require few: n <= 4
  require either: vip or n = 3
)");
    EXPECT_EQ(judge(R"({"member": true, "n": 5, "vip": false})", {}, policy).out,
              "P\nd: ineligible\n  ✗ few: failed, at most 4, has 5, over by 1\n  ✗ either: failed\n"
              "      ✗ vip\n      ✗ n = 3: needs 3, is 5\n");
    EXPECT_EQ(judge(R"({"member": true})", {}, policy).out,
              "P\nd: undetermined\n  ? few: unknown, at most 4\n  ? either: unknown\n"
              "      ? vip\n      ? n = 3: needs 3, not known yet\n"
              "  still needed: n (count), vip (yes/no)\n");
    EXPECT_EQ(judge(R"({"member": false})", {}, policy).out, "P\nd: not applicable, members only\n");
    EXPECT_EQ(judge(R"({"member": false})", {"--lang", "zh"}, policy).out, "P\nd：不适用，仅限会员\n");
    EXPECT_TRUE(has(judge(R"({})", {"--format", "json"}, policy).out, R"("verdict": "undetermined")"));
}

TEST_F(Eval, OnlyWhatIsAskedFor) {
    std::string policy =
        write("p.policy", "policy p\nfact a : count\noutput twice = a * 2\noutput thrice = a * 3\n"
                          "decide d\n  require a >= 4\ndecide e\n  require a >= 5\n");
    Json result =
        Json::parse(judge(R"({"a": 4})", {"--format", "json", "--only", "e", "--only", "twice"}, policy).out);
    EXPECT_EQ(keys(result["decisions"]), Keys{"e"});
    EXPECT_EQ(keys(result["outputs"]), Keys{"twice"});
    Ran wrong = judge(R"({"a": 4})", {"--only", "thrise"}, policy);
    EXPECT_EQ(wrong.status, 2);
    EXPECT_TRUE(has(wrong.err, "did you mean `thrice`?")) << wrong.err;
    EXPECT_TRUE(has(judge("{}", {"--only", "合哥"}, auditor_zh).err, "no decision or output `合哥`"));
}

TEST_F(Eval, SeveralApplicantsTakeALineEach) {
    std::string two = std::string(good) + "\n\n" + R"({"applied_on": "2023-05-01"})" + "\n";
    for (const std::string& facts : {two, "[" + std::string(good) + R"(, {"applied_on": "2023-05-01"}])"}) {
        Ran ran = judge(facts, {"--format", "json"});
        EXPECT_EQ(ran.status, 0) << ran.err;
        std::size_t end = ran.out.find('\n');
        EXPECT_EQ(Json::parse(ran.out.substr(0, end))["decisions"]["eligible"]["verdict"], "ineligible");
        EXPECT_EQ(Json::parse(ran.out.substr(end + 1))["decisions"]["eligible"]["verdict"], "undetermined");
        EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 2);
    }
    std::string file = write("one.jsonl", std::string(good) + "\n");
    Ran ran = tenet({"eval", auditor, "--facts", file, "--format", "json"});
    EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 1);
    EXPECT_TRUE(has(judge(two).out, "Applicant 2 · Auditor registration · as of 2023-05-01\n"));
    EXPECT_EQ(judge("[]", {"--format", "json"}).out, "");
}

TEST_F(Eval, BadApplicantsAmongSeveral) {
    std::string facts = std::string(good) + "\n{\"audits\": \"3\"}\n{\n" + good + "\n";
    Ran ran = judge(facts, {"--format", "json"});
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(ran.err, "");
    std::istringstream in(ran.out);
    std::vector<Json> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(Json::parse(line));
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_TRUE(lines[0].contains("decisions"));
    const Json& refused = lines[1]["refused"];
    EXPECT_EQ(keys(refused), (Keys{"code", "message", "help", "facts", "pointer", "line", "column"}));
    EXPECT_EQ(refused["code"], "T0409");
    EXPECT_EQ(refused["pointer"], "/audits");
    EXPECT_EQ(refused["line"], 2);
    EXPECT_EQ(refused["column"], 12);
    EXPECT_EQ(lines[2]["refused"]["code"], "T0401");
    EXPECT_TRUE(lines[3].contains("decisions"));

    Ran text = judge(facts);
    EXPECT_EQ(text.status, 2);
    EXPECT_TRUE(has(text.err, "standard input:2:12: error[T0409]: `audits` ")) << text.err;
    EXPECT_TRUE(has(text.out, "Applicant 2: not judged"));
    EXPECT_TRUE(has(text.out, "Applicant 4"));
}

TEST_F(Eval, ASingleApplicantIsRefused) {
    Ran ran = judge("{\"audits\": 1000001,\n \"exma\": null}", {"--format", "json"});
    EXPECT_EQ(ran.status, 2);
    Json refused = Json::parse(ran.out)["refused"];
    EXPECT_EQ(refused["code"], "T0411");
    EXPECT_EQ(refused["facts"].dump(), R"(["audits"])");
    EXPECT_EQ(refused["pointer"], "/audits");
    ASSERT_EQ(refused["more"].size(), 1U);
    EXPECT_EQ(refused["more"][0]["code"], "T0406");
    EXPECT_EQ(refused["more"][0]["line"], 2);
    EXPECT_TRUE(
        has(ran.err, "standard input:1:12: error[T0411]: `audits` is 1000001, and may be 0 to 1000000"))
        << ran.err;
    EXPECT_TRUE(has(ran.err, "did you mean `exam`?"));
    EXPECT_TRUE(has(judge("{\"基础考式\": null}", {"--lang", "zh"}, auditor_zh).err, "是不是 `基础考试`？"));
}

TEST_F(Eval, APolicyThatIsWrongIsStatus1) {
    std::string file = write("broken.policy", "policy p\nfact a : date\ndecide d\n  require a valid\n");
    Ran ran = judge(good, {"--format", "json"}, file);
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(ran.out, "");
    EXPECT_TRUE(has(ran.err, "error[T"));
}

TEST_F(Eval, HostileFactsNeverCrash) {
    const std::string cases[] = {
        "",
        "{",
        std::string(200000, '['),
        std::string(200000, '{'),
        "{\"audits\": " + std::string(100000, '9') + "}",
        "{\"audits\": 1e999}",
        "{\"audits\": -1e-999}",
        "{\"" + std::string(100000, 'a') + "\": 1}",
        std::string("{\"audits\": 3}\0{", 15),
        std::string("\xFF\xFE{\0}\0", 6),
        "{\"exam\": \"\\ud800\"}",
        "{\"exam\": \"" + std::string(100000, '\x7F') + "\"}",
        "{\"\\u202Eaudits\": 1}",
        "{\"audits\": 1, \"audits\": 1}",
        "[{\"audits\": 1},,]",
        "null",
        "{\"a\": 1}{\"b\": 2}",
    };
    for (const std::string& facts : cases)
        for (const char* format : {"text", "json"}) {
            Ran ran = judge(facts, {"--format", format});
            EXPECT_EQ(ran.status, 2) << facts.substr(0, 40) << "\n" << ran.err.substr(0, 200);
            EXPECT_FALSE(has(ran.err, "\xE2\x80\xAE")) << "a reordering character reached the terminal";
            if (std::string(format) == "text") {
                EXPECT_TRUE(has(ran.err, "error[T04")) << facts.substr(0, 40) << "\n" << ran.err;
            }
            EXPECT_LT(ran.err.size() + ran.out.size(), 400000U);
        }
}

TEST_F(Eval, AReaderThatGoesAwayIsNoFault) {
    std::string lines;
    for (int i = 0; i < 20000; ++i)
        lines += std::string(good) + "\n";
    std::string file = write("many.jsonl", lines);
    // A pipe whose reading end is closed at once: `true` never reads.
    Ran ran = run("/bin/sh", {"-c", fmt::format("('{}' eval '{}' --facts '{}'; echo $? > '{}') | true",
                                                TENET_PROGRAM, auditor, file, path("status"))});
    EXPECT_EQ(ran.err, "");
    EXPECT_EQ(read("status"), "2\n");
}

TEST_F(Eval, FactsComeFromFilesAndStandardInput) {
    std::string file = write("facts.json", good);
    EXPECT_EQ(tenet({"eval", auditor, "--facts", file}).out, judge(good).out);
    std::ifstream in(auditor, std::ios::binary);
    std::ostringstream policy;
    policy << in.rdbuf();
    EXPECT_EQ(tenet({"eval", "-", "--facts", file}, policy.str()).out, judge(good).out);
}

TEST_F(Eval, ATableAnswersAsItsPolicyDoes) {
    const std::string table = path("auditor.table");
    ASSERT_EQ(tenet({"build", auditor, "--to", "table", "-o", table}).status, 0);
    const std::string facts =
        write("facts.json", R"({"applied_on": "2023-05-01", "exam": "2018-04-30", "audits": 3})");
    for (const char* format : {"text", "json"})
        for (const char* lang : {"en", "zh"}) {
            const Ran expected =
                tenet({"eval", auditor, "--facts", facts, "--format", format, "--lang", lang});
            const Ran ran = tenet({"eval", table, "--facts", facts, "--format", format, "--lang", lang});
            EXPECT_EQ(ran.status, 0) << ran.err;
            EXPECT_EQ(ran.out, expected.out);
        }
    const Ran unknown = tenet({"eval", table, "--facts", write("other.json", R"({"exm": null})")});
    EXPECT_EQ(unknown.status, 2);
    EXPECT_TRUE(has(unknown.err, "exam")) << unknown.err;
    EXPECT_EQ(tenet({"eval", path("no.table"), "--facts", facts}).status, 2);
    const Ran cut =
        tenet({"eval", write("cut.table", read("auditor.table").substr(0, 500)), "--facts", facts});
    EXPECT_EQ(cut.status, 2);
    EXPECT_TRUE(has(cut.err, "its end is missing")) << cut.err;
    const Ran text = tenet({"eval", write("text.table", "policy"), "--facts", facts, "--lang", "zh"});
    EXPECT_TRUE(has(text.err, "这不是规则表文件")) << text.err;
}

}  // namespace
}  // namespace tenet::testing
