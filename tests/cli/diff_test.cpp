#include "fixture.hpp"

/// `tenet diff`: files, folders, revisions of a repository, in both languages, for people and for programs.
namespace tenet::testing {
namespace {

constexpr const char* pool = R"(policy club.pool "The pool" zh "泳池"
as of today
fact today : date
fact born  : date "Date of birth" zh "出生日期"
fact swims : yes/no "Can swim" zh "会游泳"
fact paid  : yes/no "Has paid" zh "已付费"

param card_fee : count
  = 3
  = 4 from 2024-01-01

decide enter "May swim" zh "可以游泳"
  require old_enough "Old enough" zh "年龄": time since born >= 6y
  require safe "Safe" zh "安全": swims and paid

output fee "Fee" zh "费用" = card_fee

test "a swimmer"
  given today = 2024-05-01, born = 2010-01-01, swims = yes, paid = yes
  expect enter eligible
)";

constexpr const char* pool_zh = R"(政策 club.pool
基准日 今天
事实 今天 代号 today ：日期
事实 生日 代号 born ：日期
事实 会游泳 代号 swims ：是否
事实 已付费 代号 paid ：是否
参数 卡费 代号 card_fee ：次数
  = 3次
  自 2024-01-01 起 取 4次
判定 入场 代号 enter
  要求 年龄 代号 old_enough ：生日 起 满 6年
  要求 安全 代号 safe ：已付费 且 会游泳
输出 费用 代号 fee = 卡费
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

class Diff : public CommandLine {
  protected:
    Diff() : old_(write("old.policy", pool)) {}

    std::string edited(const std::string& from, const std::string& to) const {
        return write("new.policy", replaced(pool, from, to));
    }
    Ran diff(const std::string& changed, std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"diff", old_, changed});
        return tenet(more);
    }
    /// Without the folder of the test.
    std::string shown(std::string text) const {
        for (std::size_t at = text.find(path("")); at != std::string::npos; at = text.find(path("")))
            text.erase(at, path("").size());
        return text;
    }
    static Ran git(const std::string& folder, std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(),
                         {"-C", folder, "-c", "user.name=T", "-c", "user.email=t@example.org"});
        arguments.insert(arguments.begin(), "git");
        return run("/usr/bin/env", arguments, {{}, {}, {}});
    }

    std::string old_;
};

TEST_F(Diff, TellsWhatChangesAndForWhom) {
    const Ran ran = diff(edited("since born >= 6y", "since born >= 7y"));
    EXPECT_EQ(ran.status, 1) << ran.err;
    EXPECT_EQ(shown(ran.out), R"(The pool · club.pool
  ~ May swim (`enter`): the verdict can change
      for example: {"today":"2016-01-01","born":"2010-01-01","swims":true,"paid":true}
        was: eligible
            ✓ Old enough: satisfied, not after 2010-01-01, is 2010-01-01
        is:  ineligible
            ✗ Old enough: failed, not after 2009-01-01, is 2010-01-01, 365 days late
    ~ Old enough (`old_enough`): can change
        was: time since born >= 6y  (old.policy:13)
        is:  time since born >= 7y  (new.policy:13)
  = proved the same: 3 by their form

answers can change
)");
}

TEST_F(Diff, TellsTheParamThatChanged) {
    const Ran ran = diff(edited("= 4 from", "= 5 from"), {"--lang", "zh"});
    EXPECT_EQ(ran.status, 1) << ran.err;
    EXPECT_EQ(shown(ran.out), R"(泳池 · club.pool
  ~ 费用（`fee`）：可能改变
      所用的 `card_fee`
        原为：3; 4  (old.policy:8)
        现为：3; 5  (new.policy:8)
      例如：{"today":"2024-05-01"}
        原先：费用 = 4
        现在：费用 = 5
  = 证明相同：形式相同 4 项

答案可能改变
)");
}

TEST_F(Diff, ProvesWhatChangesNoMeaning) {
    const Ran comment = diff(edited("policy club", "# a comment\npolicy club"), {"--proved"});
    EXPECT_EQ(comment.status, 0) << comment.err;
    EXPECT_EQ(comment.out, R"(The pool · club.pool
  = proved the same: 5 by their form

no answer can change: everything is proved the same
)");
    const Ran order = diff(edited("swims and paid", "paid and swims"), {"--proved"});
    EXPECT_EQ(order.status, 0) << order.err;
    EXPECT_TRUE(has(order.out, "= proved the same: 5 by their form\n")) << order.out;
    const Ran cases = diff(edited("swims and paid", "not (not swims or not paid)"), {"--proved"});
    EXPECT_EQ(cases.status, 0) << cases.out << cases.err;
    EXPECT_TRUE(has(cases.out, "2 in all 12 cases, where nothing is missing")) << cases.out;
    const Ran skin = diff(write("new.policy", pool_zh), {"--proved"});
    EXPECT_EQ(skin.status, 0) << skin.out << skin.err;
    EXPECT_TRUE(has(skin.out, "read otherwise than before")) << skin.out;
}

TEST_F(Diff, NeverCallsASearchAProof) {
    const std::string hard =
        edited("time since born >= 6y", "time since born >= 6y or time since born >= 7y");
    const Ran ran = diff(hard, {"--tries", "300"});
    EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
    EXPECT_TRUE(has(ran.out, "not proved the same, but no difference was found among 300 applicants"))
        << ran.out;
    EXPECT_TRUE(has(ran.out, "but not everything is proved the same")) << ran.out;
    EXPECT_EQ(diff(hard, {"--tries", "300", "--proved"}).status, 1);
}

TEST_F(Diff, GivesWitnessesThatBothVersionsAnswerSo) {
    const std::string after = edited("swims and paid", "swims or paid");
    const Ran ran = diff(after, {"--format", "json"});
    EXPECT_EQ(ran.status, 1) << ran.err;
    const Json told = Json::parse(ran.out);
    EXPECT_TRUE(told["changes"].get<bool>());
    EXPECT_FALSE(told["proved_same"].get<bool>());
    std::size_t witnesses = 0;
    for (const Json& result : told["policies"][0]["results"]) {
        if (result["change"] != "changed") continue;
        ++witnesses;
        for (const auto& [key, policy] : {std::pair("old", old_), std::pair("new", after)}) {
            const Json& side = result["witness"][key];
            const Ran asked =
                tenet({"eval", policy, "--facts", "-", "--format", "json"}, side["facts"].dump());
            EXPECT_EQ(Json::parse(asked.out), side["result"]) << asked.err;
        }
        EXPECT_NE(result["witness"]["old"]["result"], result["witness"]["new"]["result"]);
    }
    EXPECT_EQ(witnesses, 2U);
}

TEST_F(Diff, NamesFactsAndRulesThatComeAndGo) {
    std::string text = replaced(pool, "fact paid  : yes/no", "fact member : yes/no\nfact paid  : yes/no");
    text = replaced(text, "swims and paid", "swims and paid\n  require known : member");
    const Ran ran = diff(write("new.policy", text));
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(has(ran.out, "+ fact `member`: yes or no; whoever does not give it leaves it unknown"))
        << ran.out;
    EXPECT_TRUE(has(shown(ran.out), "    + known: new\n        member  (new.policy:16)\n")) << ran.out;
    EXPECT_TRUE(has(ran.out, "before as:")) << ran.out;
    const Ran back = tenet({"diff", path("new.policy"), old_, "--lang", "zh"});
    EXPECT_EQ(back.status, 1);
    EXPECT_TRUE(has(back.out, "- 事实 `member`：仍然填写的将被拒绝")) << back.out;
    EXPECT_TRUE(has(back.out, "- known：删去")) << back.out;
}

TEST_F(Diff, MatchesPoliciesOfFoldersByName) {
    for (const char* folder : {"before", "after"})
        std::filesystem::create_directory(path(folder));
    write("before/a.policy", pool);
    write("after/renamed.policy", pool);
    write("before/gone.policy", "policy club.gone\nfact a : count\noutput o = a\n");
    write("after/fresh.policy", "policy club.fresh\nfact a : count\noutput o = a\n");
    const Ran ran = tenet({"diff", path("before"), path("after")});
    EXPECT_EQ(ran.status, 1) << ran.err;
    EXPECT_TRUE(has(ran.out, "+ club.fresh: a new policy\n- club.gone: gone\n")) << ran.out;
    EXPECT_EQ(tenet({"diff", path("before"), path("after"), "--only", "pool"}).status, 0);
    const Ran none = tenet({"diff", path("before"), path("after"), "--only", "nothing"});
    EXPECT_EQ(none.status, 2);
    EXPECT_EQ(none.err, "tenet: --only: no policy, decision or output is called `nothing`\n");
}

TEST_F(Diff, ReadsTheOlderVersionFromARepository) {
    const std::string repository = path("repository");
    std::filesystem::create_directory(repository);
    if (git(repository, {"init", "-q"}).status != 0) GTEST_SKIP() << "there is no git here";
    std::filesystem::create_directory(repository + "/rules");
    write("repository/rules/shared.policy", "policy club.shared\nfact a : count\nparam least : count = 3\n");
    write("repository/rules/join.policy",
          "policy club.join\nuse \"shared.policy\"\ndecide join\n  require enough : a >= least\n");
    ASSERT_EQ(git(repository, {"add", "."}).status, 0);
    ASSERT_EQ(git(repository, {"commit", "-q", "-m", "x"}).status, 0);
    const std::string file = repository + "/rules/join.policy";
    EXPECT_EQ(tenet({"diff", "--git", "HEAD", file, "--proved"}).status, 0);
    write("repository/rules/shared.policy", "policy club.shared\nfact a : count\nparam least : count = 4\n");
    for (const std::string& of : {file, repository + "/rules", repository}) {
        const Ran ran = tenet({"diff", "--git", "HEAD", of});
        EXPECT_EQ(ran.status, 1) << ran.out << ran.err;
        EXPECT_TRUE(has(ran.out, "rests on `least`")) << ran.out;
    }
    const Ran unknown = tenet({"diff", "--git", "--output=x", file});
    EXPECT_EQ(unknown.status, 2);
    const Ran no_revision = tenet({"diff", "--git", "nowhere", file});
    EXPECT_EQ(no_revision.status, 2);
    EXPECT_TRUE(has(no_revision.err, "the repository has no revision `nowhere`")) << no_revision.err;
    const Ran no_file = tenet({"diff", "--git", "HEAD", repository + "/rules/other.policy"});
    EXPECT_EQ(no_file.status, 2);
    EXPECT_TRUE(has(no_file.err, "there is no such file in revision `HEAD`")) << no_file.err;
}

TEST_F(Diff, SaysWhatItCannotCompare) {
    EXPECT_TRUE(has(tenet({"diff", old_}).err, "what should it be compared with?"));
    EXPECT_TRUE(has(tenet({"diff", old_, old_, old_}).err, "two versions are compared"));
    EXPECT_TRUE(has(tenet({"diff", old_, old_, "--tries", "0"}).err, "--tries takes a whole number"));
    EXPECT_TRUE(has(tenet({"diff", "--git", "HEAD", old_}).err, "it is in no git repository"));
    EXPECT_TRUE(has(tenet({"diff", old_, path("")}).err, "a file is compared with a file"));
    EXPECT_EQ(diff(path("missing.policy")).status, 2);
    const Ran wrong = diff(write("wrong.policy", "policy x\nfact a : nonsense\n"));
    EXPECT_EQ(wrong.status, 2);
    EXPECT_TRUE(has(wrong.err, "error[")) << wrong.err;
}

}  // namespace
}  // namespace tenet::testing
