#include "fixture.hpp"

/// `tenet diff --population`: two versions asked about the same applicants, told for people and for programs.
namespace tenet::testing {
namespace {

constexpr const char* pool = R"(policy club.pool "The pool" zh "泳池"
as of today
fact today : date
fact born  : date "Date of birth" zh "出生日期"
fact swims : yes/no "Can swim" zh "会游泳"

decide enter "May swim" zh "可以游泳"
  require old_enough "Old enough" zh "年龄": time since born >= 6y
  require safe "Safe" zh "安全": swims

output fee : count "Fee" zh "费用"
  = 3 when swims
  = 5 otherwise
)";

/// Two of whom the age decides, one who fails otherwise, one of whom nothing changes, one who cannot be read.
constexpr const char* swimmers = "number,today,born,swims\n"
                                 "A1,2024-05-01,2018-01-01,yes\n"
                                 "A2,2024-05-01,2017-12-31,yes\n"
                                 "A3,2024-05-01,2018-04-30,no\n"
                                 "A4,2024-05-01,2000-01-01,yes\n"
                                 "A5,2024-05-01,2000-13-01,yes\n"
                                 "A6,2024-05-01,2018-03-01,\n";

class Population : public CommandLine {
  protected:
    static std::string edited(const std::string& from, const std::string& to, std::string text = pool) {
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return at == std::string::npos ? text : text.replace(at, from.size(), to);
    }
    Ran ask(const std::string& changed, const std::string& people, std::vector<std::string> more = {}) const {
        std::vector<std::string> words = {"diff", write("old.policy", pool), write("new.policy", changed),
                                          "--population", write("people.csv", people)};
        words.insert(words.end(), more.begin(), more.end());
        return tenet(words);
    }
    /// From these words on, without the folder of the test.
    std::string block(std::string text, const std::string& from) const {
        for (std::size_t at = text.find(path("")); at != std::string::npos; at = text.find(path("")))
            text.erase(at, path("").size());
        const std::size_t begin = text.find(from);
        return begin == std::string::npos ? text : text.substr(begin);
    }
};

TEST_F(Population, TellsHowManyFlipAndWhy) {
    const Ran ran = ask(edited(">= 6y", ">= 7y"), swimmers, {"--keep", "number"});
    EXPECT_EQ(ran.status, 2);  // one row cannot be read
    EXPECT_TRUE(has(ran.err, "people.csv:6:15")) << ran.err;
    EXPECT_EQ(block(ran.out, "population"),
              R"out(population people.csv: 4 of 6 applicants answered otherwise; 1 readable to neither
  ~ May swim (`enter`):
      undetermined → ineligible: 1
        row 6 (number=A6), failed: none → old_enough
          {"today":"2024-05-01","born":"2018-03-01"}
      eligible → ineligible: 2
        row 1 (number=A1), failed: none → old_enough
          {"today":"2024-05-01","born":"2018-01-01","swims":true}
        also row 2 (number=A2)
      the same verdict, but other requirements failed, remedies or missing facts: 1
      Old enough (`old_enough`): failed by 4 who did not before
  = Fee (`fee`): the same for all

answers can change
)out");
}

TEST_F(Population, TellsItInChinese) {
    const Ran ran =
        ask(edited("= 5 otherwise", "= 6 otherwise"), swimmers, {"--keep", "number", "--lang", "zh"});
    EXPECT_EQ(block(ran.out, "人群"),
              R"out(人群 people.csv：1 位的答案改变，共 6 位申请人；事实有误、两个版本都不能读 1 位
  = 可以游泳（`enter`）：全部相同
  ~ 费用（`fee`）：1 位
        第 3 行（number=A3）：5 → 6
          {"today":"2024-05-01","born":"2018-04-30","swims":false}

答案可能改变
)out");
}

TEST_F(Population, TellsItToPrograms) {
    const Ran ran = ask(edited(">= 6y", ">= 7y"), swimmers, {"--keep", "number", "--format", "json"});
    const Json found = Json::parse(ran.out)["population"];
    EXPECT_EQ(found["rows"], 6);
    EXPECT_EQ(found["changed"], 4);
    EXPECT_EQ(found["unread"], 1);
    const Json& enter = found["decisions"][0];
    EXPECT_EQ(
        enter["flips"][0].dump(),
        R"out({"from":"undetermined","to":"ineligible","count":1,"rows":[{"row":6,"kept":{"number":"A6"},)out"
        R"out("failed_before":[],"failed_now":["old_enough"],"facts":{"today":"2024-05-01","born":"2018-03-01"}}]})out");
    EXPECT_EQ(enter["flips"][1]["count"], 2);
    EXPECT_EQ(enter["same_for_others"], 1);
    EXPECT_EQ(enter["requirements"].dump(), R"out([{"id":"old_enough","fail_now":4,"fail_no_longer":0},)out"
                                            R"out({"id":"safe","fail_now":0,"fail_no_longer":0}])out");
    EXPECT_EQ(found["outputs"].dump(), R"out([{"id":"fee","count":0,"rows":[]}])out");
}

TEST_F(Population, ReadsEachVersionsFacts) {
    // A fact that only one version knows is read by that one, whichever it is.
    const std::string added =
        edited("fact swims", "fact guest : yes/no\nfact swims", edited(": swims\n", ": swims or guest\n"));
    const std::string people =
        "today,born,swims,guest\n2024-05-01,2000-01-01,no,yes\n2024-05-01,2000-01-01,no,no\n";
    const Ran ran = ask(added, people);
    EXPECT_EQ(ran.status, 1) << ran.err;
    EXPECT_TRUE(has(ran.out, "ineligible → eligible: 1")) << ran.out;
    const Ran lines =
        tenet({"diff", path("new.policy"), path("old.policy"), "--population",
               write("people.jsonl", "{\"today\":\"2024-05-01\",\"born\":\"2000-01-01\",\"swims\":false,"
                                     "\"guest\":true,\"number\":\"B1\"}\n"),
               "--keep", "number"});
    EXPECT_EQ(lines.status, 1) << lines.err;
    EXPECT_TRUE(has(lines.out, "eligible → ineligible: 1\n        row 1 (number=B1), failed: none → safe\n"))
        << lines.out;
    const Ran kept = ask(added, people, {"--keep", "guest"});
    EXPECT_TRUE(has(kept.out, "row 1 (guest=yes)")) << kept.out << kept.err;
    // What neither knows is a mistake.
    const Ran wrong = ask(added, "today,bron\n2024-05-01,2000-01-01\n");
    EXPECT_EQ(wrong.status, 2);
    EXPECT_TRUE(has(wrong.err, "bron")) << wrong.err;
}

/// What the versions have in common is known by its id, whatever each calls it; what only one has is passed over by the other.
TEST_F(Population, MatchesNamesFieldsAndValuesById) {
    const std::string old =
        "政策 甲\n选项 色 代号 color\n  红 代号 red\n  蓝 代号 blue\n记录 段 代号 part\n  天数 代号 days ：次数\n"
        "事实 颜色 代号 shade ：色\n事实 各段 代号 parts ：段 列表\n"
        "判定 合格 代号 ok\n  要求 够 代号 enough ：（全部 各段 的 合计 天数） 不少于 3次\n"
        "输出 是红 代号 is_red ：是否 = 颜色 为 红\n";
    std::string now = old;
    for (const auto& [from, to] :
         {std::pair("  红 代号 red\n", "  大红 代号 red\n"),
          {"  天数 代号 days ：次数\n", "  日数 代号 days ：次数\n  算数 代号 counts ：是否\n"},
          {"颜色 代号", "色彩 代号"},
          {"合计 天数） 不少于 3次", "合计 日数） 不少于 4次"},
          {"颜色 为 红", "色彩 不为 大红"},
          {"判定 合格", "判定 通过"}})
        now = edited(from, to, now);
    const std::string first = write("first.policy", old), second = write("second.policy", now);
    const auto ask = [&](const std::string& people, std::vector<std::string> more) {
        more.insert(more.begin(),
                    {"diff", first, second, "--population", write("people.jsonl", people), "--lang", "zh"});
        return tenet(more);
    };
    const std::string people = "{\"颜色\":\"红\",\"各段\":[{\"天数\":3,\"算数\":true}]}\n"
                               "{\"shade\":\"大红\",\"parts\":[{\"日数\":5}]}\n";
    const Ran ran = ask(people, {});
    EXPECT_EQ(ran.status, 1) << ran.err;
    EXPECT_EQ(block(ran.out, "人群"), R"out(人群 people.jsonl：2 位的答案改变，共 2 位申请人
  ~ 通过：
      符合条件 → 不符合条件：1 位
        第 1 行，未满足：无 → 够
          {"shade":"red","parts":[{"days":3,"counts":true}]}
      够：不满足的新增 1 位
  ~ 是红：2 位
        第 1 行：是 → 否
          {"shade":"red","parts":[{"days":3,"counts":true}]}
        又如第 2 行

答案可能改变
)out");
    for (const char* name : {"合格", "通过", "ok"}) {
        const Ran only = ask(people, {"--only", name});
        EXPECT_EQ(only.status, 1) << only.out << only.err;
        EXPECT_TRUE(has(only.out, "符合条件 → 不符合条件：1 位")) << only.out;
        EXPECT_FALSE(has(only.out, "是红")) << only.out;
    }
}

TEST_F(Population, SaysWhyOneVersionRefuses) {
    const std::string narrow =
        edited("fact born  : date", "fact born  : date 2000-01-01..2020-12-31",
               edited("fact swims", "assume born <= today \"born after today\"\nfact swims"));
    const std::string people =
        "today,born,swims\n2024-05-01,1999-12-31,yes\n2010-05-01,2011-01-01,yes\n2024-05-01,2001-01-01,yes\n";
    const Ran ran = ask(narrow, people);
    EXPECT_EQ(ran.status, 1) << ran.err;
    const std::string told = block(ran.out, "population");
    EXPECT_TRUE(has(told, "2 of 3 applicants answered otherwise\n")) << told;
    EXPECT_TRUE(has(told, "eligible → refused: 1\n        row 1: ")) << told;
    EXPECT_TRUE(has(told, "1999-12-31")) << told;
    EXPECT_TRUE(has(
        told,
        "ineligible → refused: 1\n        row 2: refused, the facts contradict one another: born after today\n"))
        << told;
    EXPECT_TRUE(has(told, "row 1: 3 → refused (")) << told;
    const Json found = Json::parse(ask(narrow, people, {"--format", "json"}).out)["population"];
    EXPECT_TRUE(has(found["outputs"][0]["rows"][0]["refused_now"], "1999-12-31")) << found.dump(1);
    EXPECT_EQ(found["outputs"][0]["rows"][0]["from"], 3);
}

TEST_F(Population, ComparesRemediesAndWhatIsMissingToo) {
    const std::string one = edited(": swims\n", ": swims\n    remedy ring \"Ring\" when born < 2018-01-01\n");
    const std::string other =
        edited(": swims\n", ": swims\n    remedy vest \"Vest\" when born < 2018-01-01\n");
    write("old.policy", one);
    const Ran ran = tenet({"diff", path("old.policy"), write("new.policy", other), "--population",
                           write("people.csv", "today,born,swims\n2024-05-01,2000-01-01,no\n")});
    EXPECT_TRUE(has(ran.out, "1 of 1 applicants answered otherwise")) << ran.out;
    EXPECT_TRUE(has(ran.out, "remedies or missing facts: 1")) << ran.out;
    const Ran missing =
        ask(edited(": swims\n", ": swims and born is not today\n"), "today,born,swims\n2024-05-01,,\n");
    EXPECT_EQ(missing.status, 1) << missing.err;
}

TEST_F(Population, SaysSoWhereNothingIsInCommon) {
    const Ran ran = ask("policy club.pool\nfact swims : yes/no\ndecide leave\n  require dry : not swims\n",
                        "swims\nyes\n");
    EXPECT_TRUE(has(ran.out, "the versions have no decision or output in common")) << ran.out << ran.err;
}

TEST_F(Population, ThreadsAndPiecesChangeNothing) {
    std::string people = "today,born,swims\n";
    for (int i = 0; i < 20000; ++i)
        people += "2024-05-01,20" + std::to_string(10 + i % 14) + "-05-0" + std::to_string(1 + i % 9) +
                  (i % 3 == 0 ? ",no\n" : ",yes\n");
    const std::string changed = edited(">= 6y", ">= 7y");
    const Ran one = ask(changed, people, {"--jobs", "1"}), four = ask(changed, people, {"--jobs", "4"});
    EXPECT_EQ(one.status, 1) << one.err;
    EXPECT_EQ(one.out, four.out);
    EXPECT_TRUE(has(one.out, " of 20000 applicants")) << one.out;
}

TEST_F(Population, SaysWhatItCannotDo) {
    write("old.policy", pool);
    write("people", "");
    const std::string old = path("old.policy");
    const std::vector<std::pair<std::vector<std::string>, const char*>> wrong = {
        {{"diff", old, old, "--keep", "number"}, "--population FILE"},
        {{"diff", old, old, "--population", path("people")}, "--from csv"},
        {{"diff", old, old, "--population", path("none.csv")}, "none.csv"},
        {{"diff", old, "-", "--population", "-", "--from", "csv"}, "standard input"},
        {{"diff", path(""), path(""), "--population", write("people.csv", swimmers)}, "not for a folder"},
        {{"diff", old, old, "--population", write("empty.csv", "")}, "T0436"},
    };
    for (const auto& [words, said] : wrong) {
        const Ran ran = tenet(words);
        EXPECT_EQ(ran.status, 2) << said;
        EXPECT_TRUE(has(ran.err, said)) << ran.err;
    }
}

}  // namespace
}  // namespace tenet::testing
