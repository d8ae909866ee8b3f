#include "compiler/doc_build.hpp"
#include "compiler/doc_html.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

// What tests reach, as a page says it.

namespace tenet::compiler::testing {
namespace {

using doc::Page;
using doc::Piece;
using doc::Policy;
using doc::Reach;
using doc::ReachedWords;

using Texts = std::vector<std::pair<std::string, std::string>>;

/// The page about a set whose tests were run; of all its files, or of one of them with what it uses.
Page tested_page(const Texts& texts, const std::string& asked = {}) {
    MemoryFiles files;
    for (const auto& [path, text] : texts)
        files.add(path, text);
    PolicySet set = compile_set(files, "set");
    std::vector<std::string> paths;
    for (const PolicySet::Member& member : set.members) {
        EXPECT_TRUE(member.policy.ok())
            << render_text(member.policy.diagnostics, *member.policy.sources, Lang::En);
        if (asked.empty() || member.path == asked) paths.push_back(member.path);
    }
    const doc::TestsRun tests = doc::run_tests(files, set, paths);
    return doc::page_of(files, set, &tests);
}

std::string in_words(const std::vector<Piece>& pieces) {
    std::string out;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        out += (i > 0 && !pieces[i].joined ? " " : "") + pieces[i].text;
    return out;
}

/// A line for each kind of sites and each of their words: `words: + said; - said`.
std::string told(const Reach& reach, Lang lang) {
    const bool zh = lang == Lang::Zh;
    std::string out;
    for (const auto& group : reach.groups)
        for (const ReachedWords& words : group) {
            out += in_words(zh ? words.about.zh : words.about.en);
            out += zh ? words.place.label.zh : words.place.label.en;
            for (const doc::Reached& each : words.sites) {
                out += std::string(each.reached ? " + " : " - ") + (zh ? each.said.zh : each.said.en);
                EXPECT_EQ(each.id.empty(), each.reached);
            }
            out += '\n';
        }
    return out;
}

constexpr const char* with_tests = R"(policy library "Library" zh "图书馆"
as of day
fact day : date "Day" zh "申请日"
fact age : count 0..99 "Age" zh "年龄"
fact kin : yes/no "Family of a member" zh "会员家属"
fact card : date or none "Card" zh "办证日"
param least "Least age" zh "最低年龄"
  = 16 until 2023-12-31
  = 14 from 2024-01-01
output most "Most books" zh "最多册数"
  = 3 when age < 18
  = 5 otherwise
table fee by age : count "Fee" zh "费用"
  < 18 -> 0
  >= 18 -> 2
output due "Due" zh "应付" = fee
assume age != 99 "age is wrong" zh "年龄有误"
decide lend "May borrow" zh "可以借书"
  require old "Old enough" zh "年龄够": age >= 18 or 12 with kin
  require card valid 1y
    when kin
test "grown up"
  given day = 2024-05-01, age = 18, kin = no
  expect lend eligible
  expect most = 5
test "of the family"
  given day = 2024-05-01, age = 12, kin = yes, card = 2024-05-01
  expect lend eligible
test "not asked for" unconfirmed
  given day = 2024-05-01, age = 17, kin = no
  expect lend ineligible
  expect most = 3
test "wrong"
  given day = 2024-05-01, age = 11, kin = no
  expect lend eligible
)";

Policy library() { return tested_page({{"set/a.policy", with_tests}}).policies.at(0); }

TEST(DocReach, OfARequirement) {
    const Policy policy = library();
    const auto& rules = policy.decisions.at(0).rules;
    ASSERT_TRUE(rules[0].reach);
    EXPECT_EQ(told(*rules[0].reach, Lang::En),
              " + in a test it is satisfied - in no test does it fail - in no test is it unknown\n"
              "12 with Family of a member + a test passes by this alternative\n"
              "Family of a member + a test says yes to it + a test says no to it\n"
              "Age at least 18 or 12 with Family of a member - no test has 17 + a test has 18"
              " - no test has 11 + a test has 12\n");
    EXPECT_EQ(told(*rules[0].reach, Lang::Zh),
              " + 有“满足”的测试 - 没有“不满足”的测试 - 没有“未知”的测试\n"
              "会员家属 时 12 + 有测试靠这一条放宽通过\n"
              "会员家属 + 有测试使它成立 + 有测试使它不成立\n"
              "年龄 不少于 18 或 会员家属 时 12 - 没有测试取 17 + 有测试取 18"
              " - 没有测试取 11 + 有测试取 12\n");
    EXPECT_EQ(rules[0].reach->sum.reached, 6U);
    EXPECT_EQ(rules[0].reach->sum.all, 10U);
    // Where there is a `when` it may not apply.
    EXPECT_EQ(told(*rules[1].reach, Lang::En),
              " + in a test it is satisfied - in no test does it fail - in no test is it unknown"
              " + in a test it is not applicable\n"
              "Card valid 1 year - no test has the day before its first day - no test has its first day"
              " - no test has the day after its first day - no test has the day before its last day"
              " + a test has its last day - no test has the day after its last day\n");
}

TEST(DocReach, ACaseAndARowSayItThemselves) {
    const Policy policy = library();
    const doc::Definition& most = policy.outputs.at(0);
    EXPECT_EQ(told(*most.reach, Lang::En),
              "case 1 - no test takes this case\ncase 2 + a test takes this case\n"
              "Age less than 18 - no test has 17 + a test has 18\n");
    const auto& cases = most.worth.cases;
    ASSERT_TRUE(cases.at(0).reached && cases.at(1).reached);
    EXPECT_FALSE(cases[0].reached->reached);
    EXPECT_TRUE(cases[1].reached->reached);
    EXPECT_EQ(cases[0].reached->id, most.reach->groups[1].at(0).place.target);
    const doc::Grid& fee = policy.tables.at(0);
    EXPECT_EQ(fee.reach->groups[1].at(1).place.label.zh, "第 2 行");
    // No test expects what is due.
    ASSERT_TRUE(fee.rows.at(1).reached);
    EXPECT_FALSE(fee.rows[1].reached->reached);
    EXPECT_EQ(told(*policy.assumes.at(0).reach, Lang::Zh), " - 没有测试因它被拒绝\n");
}

TEST(DocReach, TheValuesOfAParamInTheOrderOfDays) {
    std::string text = with_tests;
    text.replace(text.find("age >= 18"), 9, "age >= least");
    text.replace(text.find("  = 16 until 2023-12-31\n  = 14 from 2024-01-01\n"), 47,
                 "  = 14 from 2024-01-01\n  = 16 until 2023-12-31\n");
    const Policy policy = tested_page({{"set/a.policy", text}}).policies.at(0);
    const doc::Param& least = policy.params.at(0);
    EXPECT_EQ(told(*least.reach, Lang::En),
              " - no test is of 2023-12-31 or before + a test is after 2023-12-31\n"
              " - no test has 2023-12-31 - no test has the day after 2023-12-31\n");
    ASSERT_TRUE(least.values.at(0).reached && least.values.at(1).reached);
    EXPECT_TRUE(least.values[0].reached->reached);
    EXPECT_FALSE(least.values[1].reached->reached);
}

std::size_t sum_of(const Policy& policy, bool reached) {
    std::size_t out = 0;
    doc::each_rule(policy, [&](const doc::Entry& each) {
        if (each.reach) out += reached ? each.reach->sum.reached : each.reach->sum.all;
    });
    return out;
}

TEST(DocReach, EverySiteStandsByARule) {
    const Page page = tested_page({{"set/a.policy", with_tests}});
    std::size_t reached = 0, all = 0;
    for (const SiteSum& sum : page.coverage->sums)
        reached += sum.reached, all += sum.all;
    EXPECT_EQ(sum_of(page.policies.at(0), true), reached);
    EXPECT_EQ(sum_of(page.policies[0], false), all);
    EXPECT_EQ(page.coverage->run, 4U);
    EXPECT_EQ(page.coverage->failed, 1U);
    EXPECT_EQ(page.coverage->unconfirmed, 1U);
    EXPECT_FALSE(page.policies[0].tests.at(0).failed);
    EXPECT_TRUE(page.policies[0].tests.at(3).failed);
}

const Texts shared = {{"set/a.policy", "policy a\nfact n : count 0..9\ndefine big = n > 5\n"},
                      {"set/b.policy", "policy b\nuse \"a.policy\"\ndecide b\n  require r: big\n"
                                       "test \"x\"\n  given n = 6\n  expect b eligible\n"},
                      {"set/c.policy", "policy c\nuse \"a.policy\"\ndecide c\n  require r: big\n"
                                       "test \"y\"\n  given n = 5\n  expect c ineligible\n"}};

TEST(DocReach, WhatPoliciesShareIsReachedByAny) {
    const Page page = tested_page(shared);
    ASSERT_EQ(page.policies.at(2).name, "a");
    EXPECT_EQ(told(*page.policies[2].defines.at(0).reach, Lang::En),
              "n more than 5 + a test has 5 + a test has 6\n");
    EXPECT_EQ((*page.policies[2].reached)[2].open(), 0U);
}

TEST(DocReach, WhatIsOnlyUsedIsNotCounted) {
    const Page page = tested_page(shared, "set/b.policy");
    EXPECT_TRUE(page.policies.at(0).reached);
    EXPECT_FALSE(page.policies.at(2).reached);
    EXPECT_FALSE(page.policies[2].defines.at(0).reach);
    const std::string html = doc::html_of(page, Lang::En);
    EXPECT_NE(html.find("not counted: it stands here only as others use it"), std::string::npos);
    EXPECT_NE(html.find("不计：只因其他政策用到而列在本页"), std::string::npos);
}

TEST(DocReach, AMarkAndWordsSayItWithoutColours) {
    const std::string html = doc::html_of(tested_page({{"set/a.policy", with_tests}}), Lang::Zh);
    const std::string mark = "<span class=\"mark\" aria-hidden=\"true\">✓</span> ";
    const std::string words =
        "<span class=\"zh\" lang=\"zh\">有测试取 18</span><span class=\"en\" lang=\"en\">a test has 18</span>";
    const std::string met = "<li class=\"met\">" + mark + words + "</li>";
    for (const std::string& part :
         {met, std::string("<li class=\"missed\" id=\"gap:library.lend.old.4\">"),
          std::string("<a href=\"#gap:library.lend.old.4\">"),
          std::string("<tr id=\"row:output:library.most.1\">"),
          std::string("<a href=\"#row:output:library.most.1\">"), std::string("没有测试</span>")})
        EXPECT_NE(html.find(part), std::string::npos) << part;
}

}  // namespace
}  // namespace tenet::compiler::testing
