#include "fixture.hpp"

#include <sys/stat.h>
#include <unistd.h>

/// Folders of policies on the command line: check, eval, build.
namespace tenet::testing {
namespace {

constexpr const char* common = R"(policy club.common "Common" zh "共用"
as of applied_on
choice level "级别"
  trainee "实习" en "trainee"
  formal  "正式" en "formal"
record audit
  city     : text
  ended_on : date
  days     : days
  counted  : yes/no = ended_on within 3y
fact applied_on : date
fact level : level
fact audits : list of audit up to 4
fact never_read : count 0..3
assume applied_on >= 2000-01-01 "申请日期太早" en "the application is too early"
)";

constexpr const char* join = R"(政策 club.join "入会" 英文 "Joining"
使用 "common.policy"
基准日 applied_on
事实 年龄 代号 age ：次数 0至150
判定 入会 代号 join
  要求 成年：年龄 不少于 18
)";

constexpr const char* renew = R"(policy club.renew "Renewal" zh "续会"
use "common.policy"
as of applied_on
fact hours : hours
assume hours <= 100h "学时太多" en "too many hours"
output audits_in_oslo "audits in Oslo" zh "奥斯陆的审核" = count of audits where counted and city = "Oslo"
decide renew
  require hours >= 8h
)";

class Sets : public CommandLine {
  protected:
    Sets() {
        for (const char* folder : {"club", "club/more", "club/.hidden"})
            std::filesystem::create_directory(path(folder));
        write("club/common.policy", common);
        write("club/join.policy", join);
        write("club/renew.policy", renew);
        write("club/.hidden/join.policy", "policy club.join\n");
        write("club/.join.policy", "policy club.join\n");
        write("club/notes.txt", "no policy");
    }
    std::string club() const { return path("club"); }
    Ran judge(const std::string& facts, std::vector<std::string> more = {}) const {
        std::vector<std::string> arguments{"eval", club(), "--facts", "-"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return tenet(arguments, facts);
    }
    Json answer(const std::string& facts, int status, std::vector<std::string> more = {}) const {
        more.insert(more.end(), {"--format", "json"});
        const Ran ran = judge(facts, more);
        EXPECT_EQ(ran.status, status) << ran.err << ran.out;
        return Json::parse(ran.out);
    }
};

constexpr const char* all_known =
    R"({"applied_on": "2023-05-01", "年龄": 20, "hours": 8, "audits": [)"
    R"({"city": "Oslo", "ended_on": "2022-01-01", "days": 2}, {"city": "Rome", "ended_on": "2022-01-01", "days": 2}]})";

TEST_F(Sets, CheckTakesAllPoliciesBelowAFolder) {
    const Ran en = tenet({"check", club() + "/"});
    EXPECT_EQ(en.status, 0) << en.err;
    EXPECT_EQ(en.out, club() + "/: no errors (3 files, 2 decisions, 2 requirements, 1 output, 6 facts)\n");
    EXPECT_EQ(tenet({"check", club(), "--lang", "zh"}).out,
              club() + "：没有错误（政策文件 3 个，判定 2 项，要求 2 条，输出 1 项，事实 6 个）\n");
    EXPECT_EQ(tenet({"check", club(), "--format", "json"}).out, "[]\n");
}

TEST_F(Sets, AFindingInAUsedFileIsToldOnce) {
    write("club/common.policy", std::string(common) + "fact broken : dat\n");
    const Ran ran = tenet({"check", club()});
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.err.find("error["), ran.err.rfind("error[")) << ran.err;
    EXPECT_TRUE(has(ran.err, "1 error in 1 of 3 files")) << ran.err;
    EXPECT_EQ(Json::parse(tenet({"check", club(), "--format", "json"}).out).size(), 1U);
    for (const char* command : {"eval", "build"}) {
        const bool eval = std::string(command) == "eval";
        const Ran other = eval ? judge("{}") : tenet({"build", club(), "--to", "cpp", "-o", path("out")});
        EXPECT_EQ(other.status, 1) << command;
        EXPECT_TRUE(has(other.err, "error[")) << command;
    }
    EXPECT_FALSE(std::filesystem::exists(path("out")));
}

TEST_F(Sets, LinksAreNotFollowedOutOfTheFolder) {
    write("other.policy", "policy club.join\n");
    std::filesystem::create_symlink(path("other.policy"), path("club/other.policy"));
    std::filesystem::create_symlink(path(""), path("club/up"));
    std::filesystem::create_symlink(path("club"), path("club/more/round"));
    std::filesystem::create_symlink("join.policy", path("club/again.policy"));
    std::filesystem::create_symlink(path("nowhere"), path("club/lost.policy"));
    EXPECT_TRUE(has(tenet({"check", club()}).out, "3 files"));
    std::filesystem::create_symlink(path("club"), path("link"));
    EXPECT_TRUE(has(tenet({"check", path("link")}).out, "3 files"));
}

TEST_F(Sets, FilesAndFoldersMix) {
    const Ran ran = tenet({"check", auditor, club(), path("club/more")});
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.out, "auditor.policy: no errors")) << ran.out;
    EXPECT_TRUE(has(ran.out, "3 files")) << ran.out;
    EXPECT_TRUE(has(ran.err, "no file `*.policy`")) << ran.err;
}

TEST_F(Sets, EvalAnswersEveryQuestion) {
    const Json result = answer(all_known, 0);
    ASSERT_EQ(result.size(), 1U);
    const Json& policies = result["policies"];
    ASSERT_EQ(policies.size(), 2U);  // what decides nothing is no question
    EXPECT_EQ(policies["club.join"]["decisions"]["join"]["verdict"], "eligible");
    EXPECT_EQ(policies["club.renew"]["decisions"]["renew"]["verdict"], "eligible");
    EXPECT_EQ(policies["club.renew"]["outputs"].dump(), R"({"audits_in_oslo":1})");
    EXPECT_EQ(policies["club.join"]["policy"], "club.join");
    // Each answer is the one that the file alone gives.
    const Ran alone = tenet({"eval", path("club/renew.policy"), "--facts", "-", "--format", "json"},
                            R"({"applied_on": "2023-05-01", "hours": 8, "audits": [)"
                            R"({"city": "Oslo", "ended_on": "2022-01-01", "days": 2},)"
                            R"({"city": "Rome", "ended_on": "2022-01-01", "days": 2}]})");
    EXPECT_EQ(Json::parse(alone.out), policies["club.renew"]);
}

TEST_F(Sets, TextAnswersStandOneAfterAnother) {
    const std::string facts = R"({"applied_on": "2023-05-01", "age": 17, "hours": 8, "audits": []})";
    EXPECT_EQ(judge(facts, {"--lang", "zh"}).out, "入会 · 基准日 2023-05-01\n"
                                                  "入会：不符合条件\n"
                                                  "  ✗ 成年：不满足，要求 18，实有 17，还差 1\n\n"
                                                  "续会 · 基准日 2023-05-01\n"
                                                  "renew：符合条件\n"
                                                  "  ✓ hours：满足，要求 8学时，实有 8学时\n"
                                                  "奥斯陆的审核 = 0\n\n");
    const Ran several = judge("[" + facts + "," + facts + "]");
    EXPECT_TRUE(has(several.out, "Applicant 1 · Joining")) << several.out;
    EXPECT_TRUE(has(several.out, "Applicant 2 · Renewal")) << several.out;
}

TEST_F(Sets, FactsThatAQuestionDoesNotNeedAreNeitherDemandedNorRefused) {
    const Json result =
        answer(R"({"applied_on": "2023-05-01", "age": 20, "never_read": "nonsense"})", 0, {"--only", "join"});
    EXPECT_EQ(result["policies"].dump().find("renew"), std::string::npos);
    EXPECT_EQ(result["policies"]["club.join"]["decisions"]["join"]["verdict"], "eligible");
    EXPECT_EQ(result["policies"]["club.join"]["decisions"]["join"]["missing"].dump(), "[]");
}

TEST_F(Sets, AFactThatNoPolicyKnowsIsRefusedWithASuggestion) {
    for (const char* facts : {R"({"hous": 8})", R"({"hours": 8, "年齢": 20})"}) {
        const Json result = answer(facts, 2);
        ASSERT_TRUE(result.contains("refused")) << result;
        EXPECT_TRUE(has(result["refused"]["help"], "did you mean")) << result;
    }
    EXPECT_TRUE(has(judge(R"({"hous": 8})").err, "did you mean `hours`?"));
}

TEST_F(Sets, OneRefusalDoesNotHideTheOtherAnswers) {
    // A value that only one question reads, an assume of one question, an assume of all.
    const Json wrong = answer(R"({"applied_on": "2023-05-01", "age": 20, "hours": "eight"})", 2);
    EXPECT_EQ(wrong["policies"]["club.join"]["decisions"]["join"]["verdict"], "eligible");
    EXPECT_EQ(wrong["policies"]["club.renew"]["refused"]["facts"].dump(), R"(["hours"])");
    const Json assumed = answer(R"({"applied_on": "2023-05-01", "age": 20, "hours": 101})", 2);
    EXPECT_EQ(assumed["policies"]["club.join"]["decisions"]["join"]["verdict"], "eligible");
    EXPECT_EQ(assumed["policies"]["club.renew"]["refused"]["code"], "T0424");
    const Ran both = judge(R"({"applied_on": "1999-05-01", "age": 20, "hours": 8})", {"--lang", "zh"});
    EXPECT_EQ(both.status, 2);
    EXPECT_EQ(both.err.find("申请日期太早"), both.err.rfind("申请日期太早")) << both.err;  // told once
    EXPECT_EQ(both.out, "入会：事实有误，未作判定\n\n续会：事实有误，未作判定\n\n");
}

TEST_F(Sets, BrokenTextRefusesTheWholeApplicant) {
    const Json broken = answer(R"({"age": 20, "hours": 8,})", 2);
    EXPECT_TRUE(broken.contains("refused")) << broken;
    const Ran lines = judge("{\"age\": 20}\n{\"age\": \n{\"age\": 10}\n", {"--format", "json"});
    EXPECT_EQ(lines.status, 2);
    std::istringstream in(lines.out);
    std::vector<Json> results;
    for (std::string line; std::getline(in, line);)
        results.push_back(Json::parse(line));
    ASSERT_EQ(results.size(), 3U);
    EXPECT_EQ(results[0]["policies"]["club.join"]["decisions"]["join"]["verdict"], "eligible");
    EXPECT_TRUE(results[1].contains("refused"));
    EXPECT_EQ(results[2]["policies"]["club.join"]["decisions"]["join"]["verdict"], "ineligible");
}

TEST_F(Sets, OnlyChoosesQuestionsByPolicyLastPartDecisionOrOutput) {
    for (const char* name : {"club.renew", "renew", "audits_in_oslo"}) {
        const Json result = answer(all_known, 0, {"--only", name});
        EXPECT_EQ(result["policies"].size(), 1U) << name;
        EXPECT_TRUE(result["policies"].contains("club.renew")) << name;
        EXPECT_EQ(result["policies"]["club.renew"]["outputs"].size(), 1U) << name;
    }
    EXPECT_EQ(answer(all_known, 0, {"--only", "renew", "--only", "入会"})["policies"].size(), 2U);
    const Ran none = judge(all_known, {"--only", "renewal"});
    EXPECT_EQ(none.status, 2);
    EXPECT_TRUE(has(none.err, "did you mean `renew`?")) << none.err;
    // Of one file a name is a decision or output of it, or the policy itself.
    const std::string file = path("club/renew.policy");
    const auto shown = [&](const std::string& only) {
        return Json::parse(tenet({"eval", file, "--facts", "-", "--format", "json", "--only", only},
                                 R"({"applied_on": "2023-05-01"})")
                               .out);
    };
    EXPECT_EQ(shown("audits_in_oslo")["decisions"].size(), 0U);
    EXPECT_EQ(shown("club.renew")["decisions"].size(), 1U);
    EXPECT_EQ(shown("club.renew")["outputs"].size(), 1U);
}

TEST_F(Sets, BuildWritesAFileForEachQuestionOrNothing) {
    const Ran built = tenet({"build", club(), "--to", "cpp", "-o", path("out/headers")});
    ASSERT_EQ(built.status, 0) << built.err;
    EXPECT_TRUE(has(read("out/headers/club/join.hpp"), "club"));
    EXPECT_TRUE(std::filesystem::exists(path("out/headers/club/renew.hpp")));
    EXPECT_FALSE(std::filesystem::exists(path("out/headers/club/common.hpp")));
    ASSERT_EQ(tenet({"build", path("club/join.policy"), "--to", "cpp", "-o", path("join.hpp")}).status, 0);
    EXPECT_EQ(read("join.hpp"), read("out/headers/club/join.hpp"));
    ASSERT_EQ(tenet({"build", club(), "--to", "json", "-o", path("out/tables/")}).status, 0);
    EXPECT_EQ(Json::parse(read("out/tables/club/renew.json"))["policy"]["id"], "club.renew");
    ASSERT_EQ(tenet({"build", club(), "--to", "table", "-o", path("out/bytes")}).status, 0);
    ASSERT_EQ(tenet({"build", path("club/join.policy"), "--to", "table", "-o", path("join.table")}).status,
              0);
    EXPECT_EQ(read("join.table"), read("out/bytes/club/join.table"));
    EXPECT_TRUE(std::filesystem::exists(path("out/bytes/club/renew.table")));
}

TEST_F(Sets, ABuildThatCannotBeFinishedLeavesNothing) {
    // The second of two files cannot be written: a folder stands in its place.
    for (const char* folder : {"out", "out/club", "out/club/renew.hpp"})
        std::filesystem::create_directory(path(folder));
    write("out/club/join.hpp", "old");
    const Ran ran = tenet({"build", club(), "--to", "cpp", "-o", path("out")});
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(read("out/club/join.hpp"), "old");
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator(path("out/club")))
        ++files;
    EXPECT_EQ(files, 2U);
    write("plain", "a file");
    EXPECT_EQ(tenet({"build", club(), "--to", "cpp", "-o", path("plain")}).status, 2);
    EXPECT_EQ(read("plain"), "a file");
    const Ran standard = tenet({"build", club(), "--to", "cpp", "-o", "-"});
    EXPECT_EQ(standard.status, 2);
    EXPECT_TRUE(has(standard.err, "names the folder")) << standard.err;
}

TEST_F(Sets, AFolderOfLentNamesAloneAsksNothing) {
    std::filesystem::remove(path("club/join.policy"));
    std::filesystem::remove(path("club/renew.policy"));
    EXPECT_EQ(tenet({"check", club()}).status, 0);
    EXPECT_EQ(judge("{}").status, 2);
    EXPECT_EQ(tenet({"build", club(), "--to", "cpp", "-o", path("out")}).status, 2);
}

}  // namespace
}  // namespace tenet::testing
