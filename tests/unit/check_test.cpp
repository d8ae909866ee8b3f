#include "tests/unit/checking.hpp"

#include "compiler/limits.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tenet::compiler::check_test {
namespace {

using testing::Checked;
using testing::checked;

constexpr std::string_view facts = R"(policy auditor
as of today
fact today : date 2020-02-29 .. 2024-02-29
fact day : date or none
fact n : count 2..7
fact few : count or none
fact m : number -3..4
fact d : days 10..20
fact ok : yes/no
fact maybe : yes/no or none
)";

/// A decision of one requirement, or of several lines.
Checked requiring(std::string_view body) {
    return checked(std::string(facts) + "decide eligible\n  require " + std::string(body) + "\n");
}

Checked defining(std::string_view body) {
    return checked(std::string(facts) + "output x = " + std::string(body) +
                   "\ndecide eligible\n  require ok\n");
}

typed::Type type(typed::Base base, std::int64_t low, std::int64_t high, bool or_none = false) {
    return {base, or_none, low, high, 1};
}

constexpr std::string_view nine_lines = R"(policy auditor "Auditor registration"
as of applied_on

fact applied_on : date
fact exam       : date or none
fact audits     : count
fact extension  : yes/no

decide eligible
  require exam valid 5y
  require audits >= 4 or 3 with extension
)";

TEST(Check, TypesTheNineLinePolicy) {
    const Checked c = checked(std::string(nine_lines));
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    ASSERT_TRUE(c.module.has_as_of());
    EXPECT_EQ(c.module.facts[c.module.as_of].name.id, "applied_on");
    ASSERT_EQ(c.module.decisions.size(), 1U);
    EXPECT_EQ(c.module.decisions[0].requirements[0].id.id, "exam");
    EXPECT_EQ(c.module.decisions[0].requirements[1].id.id, "audits");
    EXPECT_EQ(c.condition(0).kind, typed::Kind::WindowBack);
    EXPECT_EQ(c.condition(0).period, (typed::Period{60, 0}));
    const typed::Expr& tiered = c.condition(1);
    ASSERT_EQ(tiered.kind, typed::Kind::Tiered);
    EXPECT_EQ(tiered.op, ast::CompareOp::Ge);
    EXPECT_EQ(c.module.at(tiered.b).number, 4);
    ASSERT_EQ(tiered.tiers.count, 1U);
    const typed::Tier& tier = c.module.tiers[tiered.tiers.first];
    EXPECT_EQ(c.module.at(tier.amount).number, 3);
    EXPECT_EQ(c.module.at(tier.condition).kind, typed::Kind::Fact);
}

TEST(Check, ReadsBothSkinsAlike) {
    const Checked english = checked(std::string(nine_lines));
    const Checked chinese = checked(R"(政策 审核员 代号 auditor "审核员注册"
基准日 申请日期

事实 申请日期 代号 applied_on ：日期
事实 基础考试 代号 exam       ：日期 或无
事实 审核次数 代号 audits     ：次数
事实 扩展条款 代号 extension  ：是否

判定 合格 代号 eligible
  要求 基础考试 有效 5年
  要求 审核次数 不少于 4次 或 扩展条款 时 3次
)");
    ASSERT_FALSE(chinese.diagnostics.has_errors()) << chinese.text();
    EXPECT_EQ(dump(english.module), dump(chinese.module));
    EXPECT_EQ(chinese.module.decisions[0].requirements[0].id.text, "基础考试");
}

TEST(Check, NamesAndTwinsBothRefer) {
    const Checked c = checked("policy a\nfact 审核次数 as audits : count\ndecide e\n"
                              "  require one: 审核次数 >= 4\n  require two: audits >= 4\n");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    EXPECT_EQ(c.module.at(c.condition(0).a).ref, c.module.at(c.condition(1).a).ref);
}

TEST(Check, ATwinClashesWithANameAndWithATwin) {
    EXPECT_TRUE(checked("policy a\nfact b : count\nfact 乙 as b : count\n").has(D::NameTaken));
    EXPECT_TRUE(checked("policy a\nfact 甲 as b : count\nfact 乙 as b : count\n").has(D::NameTaken));
    EXPECT_TRUE(checked("policy a\nfact 甲 as b : count\ndefine b = 3\n").has(D::NameTaken));
    EXPECT_FALSE(checked("policy a\nfact b as b : count\n").has(D::NameTaken));
}

TEST(Check, OrdersDefinitionsByWhatTheyRead) {
    const Checked c = checked("policy a\nfact f : count\ndefine x = y + z\ndefine y = z + f\ndefine z = f\n"
                              "decide e\n  require x > 3\n");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    EXPECT_EQ(c.module.order, (std::vector<std::uint32_t>{2, 1, 0}));
}

TEST(Check, ALongChainOfDefinitionsNeedsNoStack) {
    std::string source = "policy a\nfact f : count\ndefine d0 = f\n";
    for (int i = 20'000; i > 0; --i)
        source += "define d" + std::to_string(i) + " = d" + std::to_string(i - 1) + "\n";
    const Checked c = checked(source + "decide e\n  require d20000 >= 4\n");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    EXPECT_EQ(c.module.order.size(), 20'001U);
}

TEST(Check, ALongSumIsRefusedWithoutGoingDownAllOfIt) {
    std::string sum = "n";
    for (int i = 0; i < 100'000; ++i)
        sum += i % 2 == 0 ? " + n" : " * 1";
    const Checked c = defining(sum);
    EXPECT_TRUE(c.has(D::TooDeep)) << c.text();
    EXPECT_EQ(c.diagnostics.errors(), 1U) << c.text();
}

TEST(Check, GuardsDoNotPileUpInDefinesThatReadOneAnother) {
    std::string source = std::string(facts) + "define d0 = few is given\n";
    for (int i = 1; i <= 60; ++i) {
        const std::string before = "d" + std::to_string(i - 1);
        source += "define d" + std::to_string(i) + " = " + before + " and " + before + "\n";
    }
    const Checked c = checked(source + "decide e\n  require d60 and few >= 4\n");
    EXPECT_FALSE(c.diagnostics.has_errors()) << c.text();
}

TEST(Check, ACycleShowsItsWayOnce) {
    const Checked c = checked("policy a\nfact f : count\ndefine x = y\ndefine y = z\ndefine z = x + y\n"
                              "decide e\n  require f > x\n");
    EXPECT_NE(c.text().find("`x` → `y` → `z` → `x`"), std::string::npos) << c.text();
    EXPECT_TRUE(c.module.order.empty());
    EXPECT_FALSE(c.has(D::UnknownName));
}

TEST(Check, ArithmeticKeepsItsHull) {
    using typed::Base;
    EXPECT_EQ(defining("n + n").definition("x").type, type(Base::Count, 4, 14));
    EXPECT_EQ(defining("n - n").definition("x").type, type(Base::Number, -5, 5));
    EXPECT_EQ(defining("m * -2").definition("x").type, type(Base::Number, -8, 6));
    EXPECT_EQ(defining("3 * n").definition("x").type, type(Base::Count, 6, 21));
    EXPECT_EQ(defining("d + 5d").definition("x").type, type(Base::Days, 15, 25));
    EXPECT_EQ(defining("today - today").definition("x").type, type(Base::Days, -1461, 1461));
    EXPECT_EQ(defining("if ok then n else m").definition("x").type, type(Base::Number, -3, 7));
    EXPECT_EQ(defining("if ok then n else none").definition("x").type, type(Base::Count, 2, 7, true));
}

TEST(Check, ArithmeticStopsAtTheEndOfTheNumberLine) {
    using typed::Base;
    std::string source = std::string(facts) + "define x0 = n\n";
    for (int i = 1; i <= 30; ++i)
        source += "define x" + std::to_string(i) + " = x" + std::to_string(i - 1) + " * 1000\n";
    const Checked c = checked(source + "decide e\n  require x30 > 3\n");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    EXPECT_EQ(c.definition("x30").type, type(Base::Count, INT64_MAX, INT64_MAX));
}

TEST(Check, DatesMoveByMonthsWithTheDeclaredRounding) {
    // 2020-02-29 is day 43888 and 2024-02-29 day 45349 after 1900-01-01.
    EXPECT_EQ(defining("today").definition("x").type, type(typed::Base::Date, 43888, 45349));
    EXPECT_EQ(defining("today + 1y").definition("x").type, type(typed::Base::Date, 43888 + 365, 45349 + 365));
    EXPECT_EQ(defining("today - 4y").definition("x").type,
              type(typed::Base::Date, 43888 - 1461, 45349 - 1461));
    const Checked up = checked("policy a\ndates round up\nfact today : date 2020-02-29 .. 2024-02-29\n"
                               "output x = today + 1y\ndecide e\n  require x > today\n");
    ASSERT_FALSE(up.diagnostics.has_errors()) << up.text();
    EXPECT_EQ(up.definition("x").type, type(typed::Base::Date, 43888 + 366, 45349 + 366));
    const Checked days = defining("today - 90d");
    EXPECT_EQ(days.module.at(days.definition("x").value).kind, typed::Kind::Sub);
}

TEST(Check, ADefinitionHasItsDeclaredType) {
    const Checked c =
        checked(std::string(facts) + "define x : count 0..3 = n - 4\noutput y : date or none = none\n"
                                     "decide e\n  require x > 1\n");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    EXPECT_EQ(c.definition("x").type, type(typed::Base::Count, 0, 3));
    EXPECT_EQ(c.definition("y").type, type(typed::Base::Date, 0, 109572, true));
}

TEST(Check, EqualityWithNoneIsAQuestion) {
    const Checked c = requiring("day = none");
    EXPECT_EQ(c.condition(0).kind, typed::Kind::IsNone);
    const Checked negated = requiring("none != day");
    ASSERT_EQ(negated.condition(0).kind, typed::Kind::Not);
    EXPECT_EQ(negated.module.at(negated.condition(0).a).kind, typed::Kind::IsNone);
}

/// Conditions after which `few` and `day` count as given.
TEST(Check, AcceptsEveryGuard) {
    for (const char* body : {
             "few is given and few > 3",
             "few is none or few > 3",
             "few != none and few > 3",
             "not (few is none) and few > 3",
             "not (few is given and few > 3)",
             "(few is given and ok) and few > 3",
             "(few is given or few = 3) and few > 3",
             "few = 3 and few + 1 > 3",
             "few != 3 or few + 1 > 3",
             "few in 1 .. 4 and few > 3",
             "few not in 1 .. 4 or few > 3",
             "day valid 3y and day > 2020-01-01",
             "day within 3y of today and day > 2020-01-01",
             "day lasts 3y and time since day < 1y",
             "if few is given then few > 3 else ok",
             "if few is none then ok else few > 3",
             "(if ok then few is given else few = 3) and few > 3",
             "few > 3 when few is given",
             "maybe is given and maybe",
             "ok and (if few is given then few else 0) > 3",
         }) {
        const Checked c = requiring(body);
        EXPECT_TRUE(c.diagnostics.all().empty()) << body << '\n' << c.text();
    }
}

TEST(Check, RefusesWhatIsNotAGuard) {
    for (const char* body : {
             "few > 3",
             "few > 3 and few is given",
             "few is none and few > 3",
             "few is given or few > 3",
             "not (few is given) and few > 3",
             "(few is given or ok) and few > 3",
             "day is given and few > 3",
             "few != 3 and few > 3",
             "few = few and few > 3",
             "(if ok then few is given else ok) and few > 3",
             "(few is given and few > 3) or few > 5",
             "maybe",
             "not maybe",
             "ok and maybe",
             "few + 1 = 3",
             "time since day < 1y",
             "few >= 4 or 3 with ok",
             "n >= few",
             "today in day .. today",
         }) {
        const Checked c = requiring(body);
        EXPECT_TRUE(c.has(D::MayBeNone)) << body << '\n' << c.text();
        EXPECT_EQ(c.diagnostics.all().size(), 1U) << body << '\n' << c.text();
    }
}

TEST(Check, AGuardStandsInTheTree) {
    const Checked c = requiring("few is given and few > 3");
    const typed::Expr& comparison = c.module.at(c.condition(0).b);
    const typed::Expr& guarded = c.module.at(comparison.a);
    ASSERT_EQ(guarded.kind, typed::Kind::Given);
    EXPECT_FALSE(guarded.type.or_none);
    EXPECT_EQ(c.module.at(guarded.a).kind, typed::Kind::Fact);
    EXPECT_TRUE(c.module.at(guarded.a).type.or_none);
}

TEST(Check, AWhenGuardsItsRequirements) {
    const Checked c = checked(std::string(facts) + "decide e\n  when few is given\n  require few > 3\n"
                                                   "decide f\n  require few > 3\n");
    EXPECT_EQ(c.diagnostics.errors(), 1U) << c.text();
}

TEST(Check, LimitsHoldAtTheirEdge) {
    const auto declaring = [](std::size_t count) {
        std::string source = "policy a\n";
        for (std::size_t i = 0; i < count; ++i)
            source += "fact f" + std::to_string(i) + " : count\n";
        return checked(source + "decide e\n  require f0 >= 4\n");
    };
    EXPECT_FALSE(declaring(limits::facts - 1).diagnostics.has_errors());
    EXPECT_FALSE(declaring(limits::facts).diagnostics.has_errors());
    EXPECT_TRUE(declaring(limits::facts + 1).has(D::TooManyFacts));
    const auto requirements = [](std::size_t count) {
        std::string source = "policy a\nfact f : count\ndecide first\n  require f >= 1\ndecide second\n";
        for (std::size_t i = 1; i < count; ++i)
            source += "  require r" + std::to_string(i) + ": f >= 4\n";
        return checked(source);
    };
    EXPECT_FALSE(requirements(limits::requirements - 1).diagnostics.has_errors());
    EXPECT_FALSE(requirements(limits::requirements).diagnostics.has_errors());
    EXPECT_TRUE(requirements(limits::requirements + 1).has(D::TooManyRequirements));
}

TEST(Check, SeveralFaultsOfOneFileShowAtOnce) {
    const Checked c = checked(std::string(facts) + "decide e\n  require a: n >= 3d\n  require b: few > 3\n"
                                                   "  require c: nowhere\n  require d: day valid 3\n");
    EXPECT_EQ(c.diagnostics.errors(), 4U) << c.text();
}

}  // namespace
}  // namespace tenet::compiler::check_test
