#include "fixture.hpp"

#include <fmt/format.h>

/// Lists of records, choices, units, assumes, remedies and used files on the command line.
namespace tenet::testing {
namespace {

using Records = CommandLine;

constexpr const char* common = R"(policy common "Common"
choice field "领域"
  qms "质量" en "Quality"
  ems "环境" en "Environment"
record audit "审核"
  field       : field
  ended_on    : date or none
  onsite_days : days in halves
  counted     : yes/no = ended_on within 3y
fact applied_on : date
fact audits     : list of audit up to 4
note "其余以注册准则为准" en "The criteria decide the rest"
output never_shown = count of audits
)";

constexpr const char* upgrade = R"(policy upgrade "升级" en "Upgrade"
use "common/common.policy"
as of applied_on
fact cpd    : hours "学时" en "hours"
fact formal : yes/no
assume cpd <= 1000h "学时 {cpd} 太多" en "{cpd} hours are too many"
output counted_days = sum of onsite_days in audits where counted
output basis : field or none
  = qms  when cpd >= 16h
  = none otherwise
decide upgrade "升级" en "Upgrade"
  require days "现场天数" en "days on site": counted_days >= 15d
    else "现场审核 {actual} 天，还差 {shortfall} 天" en "{actual} days on site, {shortfall} short"
    remedy downgrade "可以申请降级" en "a lower level may be applied for" when formal
  require recent "近期" en "recent": every audit in audits has counted
)";

class UsedFiles : public Records {
  protected:
    UsedFiles() {
        std::filesystem::create_directory(path("common"));
        write("common/common.policy", common);
        policy_ = write("upgrade.policy", upgrade);
    }
    Ran judge(const std::string& facts, std::vector<std::string> more = {}) const {
        std::vector<std::string> arguments{"eval", policy_, "--facts", "-"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return tenet(arguments, facts);
    }

    std::string policy_;
};

constexpr const char* short_of_days =
    R"({"applied_on": "2023-05-01", "cpd": 15.5, "formal": true, "audits": [)"
    R"({"field": "qms", "ended_on": "2022-06-10", "onsite_days": 7.5}, {"ended_on": null, "onsite_days": 3},)"
    R"({"field": "ems", "ended_on": "2020-04-30", "onsite_days": 8}]})";

TEST_F(UsedFiles, ResultsNameRecordsRemediesAndUnits) {
    const Ran ran = judge(short_of_days, {"--format", "json"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    const Json result = Json::parse(ran.out);
    EXPECT_EQ(result["policy"], "upgrade");
    EXPECT_EQ(result["outputs"].dump(), R"({"counted_days":7.5,"basis":null})");
    EXPECT_EQ(result["notes"].dump(), R"(["The criteria decide the rest"])");
    const Json& decision = result["decisions"]["upgrade"];
    EXPECT_EQ(decision["verdict"], "ineligible");  // the second requirement has no remedy
    EXPECT_EQ(decision["remedies"].dump(), R"(["downgrade"])");
    EXPECT_EQ(decision["requirements"][0].dump(),
              R"({"id":"days","status":"failed","actual":7.5,"needed":15,"shortfall":7.5,)"
              R"("message":"7.5 days on site, 7.5 short","cite":[],"records":[]})");
    EXPECT_EQ(decision["requirements"][1].dump(),
              R"({"id":"recent","status":"failed","message":"records 2, 3 fail","cite":[],"records":[1,2]})");
    EXPECT_EQ(judge(short_of_days, {"--lang", "zh"}).out,
              "升级 · 基准日 2023-05-01\n"
              "升级：不符合条件\n"
              "  ✗ 现场天数：不满足，现场审核 7.5 天，还差 7.5 天\n"
              "  ✗ 近期：不满足，audits第2、3条不满足\n"
              "  补救：可以申请降级\n"
              "counted_days = 7.5天\n"
              "basis = 无；情形：otherwise\n"
              "说明：其余以注册准则为准\n");
}

TEST_F(UsedFiles, MissingFieldsAreAskedForRecordByRecord) {
    const char* facts = R"({"applied_on": "2023-05-01", "cpd": 16, "formal": true, "audits": [)"
                        R"({"ended_on": "2022-06-10", "onsite_days": 20}, {"onsite_days": 3}]})";
    const Json result = Json::parse(judge(facts, {"--format", "json"}).out);
    EXPECT_EQ(result["decisions"]["upgrade"]["missing"].dump(), R"(["audits[1].ended_on"])");
    EXPECT_EQ(result["outputs"]["counted_days"].dump(), R"({"undetermined":["audits[1].ended_on"]})");
    EXPECT_EQ(result["outputs"]["basis"], "qms");
    EXPECT_TRUE(has(judge(facts, {"--lang", "zh"}).out, "  还需填写：audits 第2条 ended_on（日期或无）\n"));
}

TEST_F(UsedFiles, FactsThatContradictAreRefusedWhateverIsAsked) {
    for (const char* only : {"upgrade", "basis"}) {
        const Ran ran = judge(R"({"cpd": 1000.5})", {"--format", "json", "--only", only});
        EXPECT_EQ(ran.status, 2);
        const Json refused = Json::parse(ran.out)["refused"];
        EXPECT_EQ(refused["code"], "T0424");
        EXPECT_TRUE(has(refused["message"], "1000.5 hours are too many")) << refused;
        EXPECT_EQ(refused["facts"].dump(), R"(["cpd"])");
        EXPECT_TRUE(has(ran.err, "error[T0424]: refused, the facts contradict one another")) << ran.err;
    }
    const Ran zh = judge(R"({"cpd": 1000.5})", {"--lang", "zh"});
    EXPECT_EQ(zh.out, "");
    EXPECT_TRUE(has(zh.err, "所填信息自相矛盾，未作判定：学时 1000.5 太多")) << zh.err;
    const Ran several = judge("{\"cpd\": 1}\n{\"cpd\": 2000}\n{\"cpd\": 3}\n", {"--format", "json"});
    EXPECT_EQ(several.status, 2);
    std::istringstream in(several.out);
    std::vector<Json> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(Json::parse(line));
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[1]["refused"]["code"], "T0424");
    EXPECT_EQ(lines[1]["refused"]["line"], 2);
    EXPECT_TRUE(lines[2].contains("decisions"));
    // What is not known refuses nothing.
    EXPECT_EQ(judge("{}").status, 0);
}

TEST_F(UsedFiles, WrongFactsHavePrecisePointers) {
    const Ran ran = judge(R"({"audits": [{}, {}, {"ended_on": "2023-02-29"}]})", {"--format", "json"});
    EXPECT_EQ(ran.status, 2);
    EXPECT_EQ(Json::parse(ran.out)["refused"]["pointer"], "/audits/2/ended_on");
    EXPECT_EQ(Json::parse(ran.out)["refused"]["facts"].dump(), R"(["audits"])");
    const Ran counted = judge(R"({"audits": [{"counted": true}]})");
    EXPECT_TRUE(has(counted.err, "error[T0425]: audits record 1: ")) << counted.err;
}

TEST_F(UsedFiles, CheckSpeaksOfUsedFilesByTheirNames) {
    EXPECT_EQ(tenet({"check", policy_}).status, 0);
    write("common/common.policy", std::string(common) + "define broken = applied_on valid\n");
    const Ran ran = tenet({"check", policy_});
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(has(ran.err, "common/common.policy:14:")) << ran.err;
    const Ran json = tenet({"check", policy_, "--format", "json"});
    EXPECT_TRUE(has(Json::parse(json.out)[0]["file"], "common/common.policy")) << json.out;
    std::filesystem::remove(path("common/common.policy"));
    const Ran gone = tenet({"check", policy_});
    EXPECT_EQ(gone.status, 1);
    EXPECT_TRUE(has(gone.err, "upgrade.policy:2:")) << gone.err;
}

TEST_F(UsedFiles, BuildNeverWritesOverAUsedFile) {
    const Ran ran = tenet({"build", policy_, "--to", "json", "-o", path("common/../common/common.policy")});
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(has(ran.err, "which the policy uses")) << ran.err;
    EXPECT_EQ(read("common/common.policy"), common);
}

TEST_F(UsedFiles, FactsComeFromPipes) {
    write("facts.json", short_of_days);
    const Ran ran = run("/bin/bash", {"-c", fmt::format("'{}' eval '{}' --facts <(cat '{}')", TENET_PROGRAM,
                                                        policy_, path("facts.json"))});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out, judge(short_of_days).out);
    EXPECT_EQ(tenet({"eval", policy_, "--facts", "/dev/null"}).status, 2);
    EXPECT_EQ(tenet({"eval", policy_, "--facts", path("")}).status, 2);
}

TEST_F(UsedFiles, HostileRecordsNeverCrash) {
    const std::string cases[] = {
        "{\"audits\": [" + std::string(100000, '['),
        "{\"audits\": [" + std::string(100000, '{'),
        "{\"audits\": [{\"onsite_days\": 1e999}]}",
        "{\"audits\": [{\"onsite_days\": " + std::string(100000, '9') + "}]}",
        "{\"audits\": [{\"onsite_days\": 0." + std::string(100000, '9') + "}]}",
        "{\"audits\": [{\"field\": \"\\udfff\"}]}",
        "{\"audits\": [{\"field\": \"" + std::string(100000, 'q') + "\"}]}",
        "{\"audits\": [{\"" + std::string(100000, '~') + "\": 1}]}",
        "{\"audits\": [{\"ended_on\": null, \"ended_on\": null}]}",
        "{\"audits\": [{\"field\": {\"field\": [{\"field\": \"qms\"}]}}]}",
        "{\"audits\": [{},{},{},{},{}]}",
        "{\"audits\": {\"audits\": []}}",
        std::string("{\"audits\": [{\"field\": \"\0\"}]}", 28),
        "{\"cpd\": 0.001}",
        "{\"cpd\": -0.00}x",
    };
    for (const std::string& facts : cases)
        for (const char* format : {"text", "json"}) {
            const Ran ran = judge(facts, {"--format", format});
            EXPECT_EQ(ran.status, 2) << facts.substr(0, 60) << "\n" << ran.err.substr(0, 200);
            EXPECT_LT(ran.err.size() + ran.out.size(), 600000U);
        }
}

}  // namespace
}  // namespace tenet::testing
