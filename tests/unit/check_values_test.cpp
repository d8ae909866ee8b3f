#include "tests/unit/checking.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tenet::compiler::check_values_test {
namespace {

using testing::Checked;
using testing::checked;
using typed::Base;
using typed::Kind;

constexpr std::string_view facts = R"(policy auditor
as of today
fact today : date
fact start : date or none
fact h : hours 0..40
fact g : hours in halves
fact d : days
fact e : days in halves
fact n : number with 2 decimals
fact c : count 0..10
fact few : count or none
fact ok : yes/no
param validity : period = 3y
param waiting = 90d
param hours_needed : hours
  = 32h until 2023-03-31
  = 48h from 2023-04-01
param look_back : period
  = 3y until 2019-12-31
  = 2y from 2020-01-01 until 2022-12-31
  = 90d from 2023-01-01
param most = 4
)";

Checked requiring(std::string_view body) {
    return checked(std::string(facts) + "decide eligible\n  require " + std::string(body) + "\n");
}

Checked defining(std::string_view body) {
    return checked(std::string(facts) + "output x" + std::string(body) + "\ndecide eligible\n  require ok\n");
}

Checked with_param(std::string_view rows) {
    return checked("policy a\nas of d\nfact d : date\nfact n : count\nparam p" + std::string(rows) +
                   "\ndecide e\n  require n >= p\n");
}

std::string codes(std::string_view body) { return requiring(body).codes(); }

TEST(CheckScales, LiteralsAreExactInTheCoarsestUnit) {
    const auto constant = [](std::string_view literal) {
        const Checked c = defining(" = " + std::string(literal));
        return c.diagnostics.has_errors() ? typed::Expr() : c.module.at(c.definition("x").value);
    };
    const auto is = [&](std::string_view literal, std::int64_t number, std::int32_t scale) {
        const typed::Expr e = constant(literal);
        EXPECT_EQ(e.kind, Kind::Constant) << literal;
        EXPECT_EQ(e.number, number) << literal;
        EXPECT_EQ(e.type.scale, scale) << literal;
    };
    is("16h", 32, 2);
    is("7.5h", 15, 2);
    is("7.25h", 725, 100);
    is("15d", 15, 1);
    is("0.5d", 1, 2);
    is("2.50", 25, 10);
    is("2.00", 2, 1);
    is("-0.000001", -1, 1'000'000);
    EXPECT_EQ(defining(" = 1.25d").codes(), "T0253");
    EXPECT_EQ(defining(" = 0.001h").codes(), "T0253");
    EXPECT_EQ(defining(" = 4.5次").codes(), "T0235");
    EXPECT_EQ(requiring("today valid 1.5y").codes(), "T0235");
}

TEST(CheckScales, TheCoarserSideIsMadeFiner) {
    const Checked c = requiring("g >= 7.25h");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    EXPECT_EQ(c.module.at(c.condition(0).a).kind, Kind::Rescale);
    EXPECT_EQ(c.module.at(c.condition(0).a).number, 50);
    const Checked constant = requiring("h >= 16h");
    EXPECT_EQ(constant.module.at(constant.condition(0).b).number, 1600);
    EXPECT_EQ(constant.module.at(constant.condition(0).b).kind, Kind::Constant);
    EXPECT_EQ(defining(" = h + g").definition("x").type.scale, 100);
    EXPECT_EQ(defining(" = n + c").definition("x").type,
              (typed::Type{Base::Number, false, -100'000'000'000, 100'000'001'000, 100}));
    EXPECT_EQ(defining(" = if ok then 7.5h else 16h").definition("x").type,
              (typed::Type{Base::Hours, false, 15, 32, 2}));
    EXPECT_EQ(defining(" = e * 0.5").codes(), "T0253");
    EXPECT_EQ(defining(" = d * 0.5").definition("x").type.scale, 2);
    EXPECT_EQ(defining(" = c * 0.25").definition("x").type, (typed::Type{Base::Number, false, 0, 250, 100}));
    EXPECT_EQ(defining(" = h * 2").definition("x").type, (typed::Type{Base::Hours, false, 0, 8'000, 100}));
    EXPECT_EQ(codes("g >= 16h or 7.5h with ok"), "");
    EXPECT_EQ(codes("g >= 7.5h or 16h with ok"), "T0223");
    EXPECT_EQ(codes("g in 16h .. 7.5h"), "T0214");
}

TEST(CheckScales, UnitsDoNotMix) {
    EXPECT_EQ(codes("h >= 48"), "T0205");
    EXPECT_EQ(codes("h >= 48d"), "T0205");
    EXPECT_EQ(codes("c >= 4h"), "T0205");
    EXPECT_EQ(defining(" = h + d").codes(), "T0220");
    EXPECT_EQ(defining(" = h + 3").codes(), "T0220");
    EXPECT_EQ(defining(" = today + e").codes(), "T0255");
    EXPECT_EQ(defining(" = today + d").codes(), "");
    EXPECT_EQ(defining(" : hours in halves = h").codes(), "T0254");
    EXPECT_EQ(defining(" : hours = g").codes(), "");
    EXPECT_EQ(defining(" : number = n").codes(), "T0254");
    EXPECT_NE(requiring("h >= 48").text().find("write `48h`"), std::string::npos);
}

TEST(CheckScales, RangesAreInTheUnitOfTheType) {
    const auto fact = [](const std::string& type) {
        const Checked c =
            checked("policy a\nfact f : " + type + "\nfact ok : yes/no\ndecide e\n  require ok\n");
        return c.diagnostics.has_errors() ? typed::Type{} : c.module.facts[0].type;
    };
    EXPECT_EQ(fact("hours"), (typed::Type{Base::Hours, false, 0, 10'000'000, 100}));
    EXPECT_EQ(fact("hours in halves 0..7.5"), (typed::Type{Base::Hours, false, 0, 15, 2}));
    EXPECT_EQ(fact("hours 0h..48h"), (typed::Type{Base::Hours, false, 0, 4'800, 100}));
    EXPECT_EQ(fact("number with 1 decimals -2.5..2.5"), (typed::Type{Base::Number, false, -25, 25, 10}));
    EXPECT_EQ(checked("policy a\nfact f : days 0..0.5\n").codes(), "T0253");
    EXPECT_EQ(checked("policy a\nfact f : number with 7 decimals\n").codes(), "T0215");
    EXPECT_EQ(checked("policy a\nfact f : text 0..5\n").codes().substr(0, 5), "T0217");
    EXPECT_EQ(checked("policy a\nfact f : period\n").codes(), "T0258");
    EXPECT_EQ(checked("policy a\nfact f : unheard_of\n").codes(), "T0237");
}

TEST(CheckParams, AreConstants) {
    EXPECT_EQ(codes("c >= most"), "");
    EXPECT_EQ(codes("c >= most or 3 with ok"), "");
    EXPECT_EQ(codes("today valid validity"), "");
    EXPECT_EQ(codes("start within waiting of today"), "");
    EXPECT_EQ(codes("today + validity > 2020-01-01"), "");
    EXPECT_EQ(codes("d >= waiting"), "");
    EXPECT_EQ(codes("h >= hours_needed"), "");
    EXPECT_EQ(codes("validity"), "T0219");
    EXPECT_EQ(codes("most >= 3"), "T0228");
    EXPECT_EQ(codes("c >= mots"), "T0201");
    const Checked c = requiring("c >= most");
    EXPECT_EQ(c.module.at(c.condition(0).b).kind, Kind::Constant);
    EXPECT_TRUE(c.module.definitions.empty());
}

TEST(CheckParams, MayReadOneAnother) {
    EXPECT_EQ(with_param(" = q * 2\nparam q = r + 1\nparam r = 3").codes(), "");
    EXPECT_EQ(with_param(" = q\nparam q = p").codes(), "T0211");
    EXPECT_EQ(with_param(" = n").codes(), "T0265");
    EXPECT_EQ(with_param(" = d + 3d").codes(), "T0265");
    EXPECT_EQ(with_param(" = none").codes(), "T0266");
    EXPECT_EQ(with_param(" : count 0..3 = 4").codes(), "T0215");
    EXPECT_EQ(with_param(" : count = 4h").codes(), "T0225");
}

TEST(CheckParams, DatedOnesAreAnIfOverTheReferenceDate) {
    const Checked c = requiring("h >= hours_needed");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    const typed::Definition& param = c.definition("hours_needed");
    EXPECT_TRUE(param.is_param);
    const typed::Expr& choice = c.module.at(param.value);
    ASSERT_EQ(choice.kind, Kind::If);
    const typed::Expr& before = c.module.at(choice.a);
    EXPECT_EQ(before.op, ast::CompareOp::Le);
    EXPECT_EQ(c.module.at(before.a).ref, c.module.as_of);
    EXPECT_EQ(c.module.at(choice.b).number, 64);
    EXPECT_EQ(c.module.at(choice.c).number, 96);
}

TEST(CheckParams, DatedPeriodsAreAnIfOverTheWindows) {
    const Checked c = requiring("today valid look_back");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    const typed::Expr& first = c.condition(0);
    ASSERT_EQ(first.kind, Kind::If);
    EXPECT_EQ(c.module.at(first.b).period, (typed::Period{36, 0}));
    const typed::Expr& second = c.module.at(first.c);
    EXPECT_EQ(c.module.at(second.b).period, (typed::Period{24, 0}));
    EXPECT_EQ(c.module.at(second.c).period, (typed::Period{0, 90}));
    EXPECT_EQ(codes("today - look_back > 2020-01-01"), "");
    EXPECT_EQ(codes("time since today < look_back"), "");
    EXPECT_EQ(codes("start lasts look_back and start > 2020-01-01"), "");
}

TEST(CheckParams, TheirDaysMeet) {
    EXPECT_EQ(with_param("\n  = 3 until 2020-12-31\n  = 4 from 2021-01-01").codes(), "");
    EXPECT_EQ(with_param("\n  = 4 from 2021-01-01\n  = 3 until 2020-12-31").codes(), "");
    EXPECT_EQ(with_param("\n  = 3 until 2020-12-31\n  = 4 from 2021-01-02").codes(), "T0262");
    EXPECT_EQ(with_param("\n  = 3\n  = 4 from 2020-12-31\n  = 5 from 2021-12-31").codes(), "");
    EXPECT_EQ(with_param("\n  = 3 until 2020-12-31\n  = 4 from 2020-12-31").codes(), "T0263");
    EXPECT_EQ(with_param("\n  = 3 from 2020-12-31\n  = 4 from 2020-12-31").codes(), "T0263");
    EXPECT_EQ(with_param("\n  = 3\n  = 4").codes(), "T0263");
    EXPECT_EQ(with_param("\n  = 3 from 2020-01-01").codes(), "T0264");
    EXPECT_EQ(with_param("\n  = 3 until 2020-01-01").codes(), "T0264");
    EXPECT_EQ(with_param("\n  = 3 until 2020-01-01\n  = 4 from 2020-01-02 until 2019-01-01").codes(),
              "T0214");
    EXPECT_EQ(with_param("\n  = 3 until 2020-12-31\n  = 4h from 2021-01-01").codes(), "T0224");
    EXPECT_NE(
        with_param("\n  = 3 until 2020-12-31\n  = 4 from 2021-01-05").text().find("no value on 2021-01-01"),
        std::string::npos);
}

TEST(CheckCases, GuardTheCasesAfterThem) {
    const Checked c =
        defining(" : count or none\n  = none when few is none\n  = few + 1 when few > 3\n  = few otherwise");
    EXPECT_EQ(c.codes(), "") << c.text();
    const typed::Expr& first = c.module.at(c.definition("x").value);
    ASSERT_EQ(first.kind, Kind::If);
    EXPECT_EQ(c.module.at(first.b).kind, Kind::None);
    EXPECT_EQ(c.module.at(first.c).kind, Kind::If);
    EXPECT_TRUE(first.type.or_none);
    EXPECT_FALSE(c.module.at(first.c).type.or_none);
    EXPECT_EQ(defining("\n  = few + 1 when few > 3\n  = 0 otherwise").codes(), "T0207");
}

TEST(CheckCases, EndInOtherwise) {
    EXPECT_EQ(defining("\n  = 3 when ok").codes(), "T0260");
    EXPECT_EQ(defining("\n  = 3 otherwise\n  = 4 when ok").codes(), "T0138");
    EXPECT_EQ(defining("\n  = 3 otherwise").codes(), "");
    EXPECT_EQ(defining("\n  = 3 when ok\n  = 4h otherwise").codes(), "T0224");
    EXPECT_EQ(defining(" : hours\n  = 3h when ok\n  = 4 otherwise").codes(), "T0225");
    EXPECT_EQ(defining("\n  = none when ok\n  = none otherwise").codes(), "T0227");
    EXPECT_EQ(defining(" : count\n  = none when ok\n  = 4 otherwise").codes(), "T0226");
}

TEST(CheckCases, MayBeMany) {
    std::string cases;
    for (int i = 0; i < 20'000; ++i)
        cases += "\n  = " + std::to_string(i) + " when few = " + std::to_string(i);
    const Checked c = defining(cases + "\n  = 0 otherwise");
    EXPECT_EQ(c.codes(), "");
    EXPECT_EQ(c.definition("x").type, (typed::Type{Base::Count, false, 0, 19'999, 1}));
    EXPECT_GT(c.dumped().size(), 100'000U);
}

TEST(CheckValues, WholeYearsCount) {
    const Checked c = requiring("whole years since today >= 3");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    EXPECT_EQ(c.module.at(c.condition(0).a).kind, Kind::WholeMonths);
    EXPECT_EQ(c.module.at(c.condition(0).a).number, 12);
    EXPECT_EQ(codes("whole months since start >= 3"), "T0207");
    EXPECT_EQ(codes("whole months since h >= 3"), "T0204");
}

}  // namespace
}  // namespace tenet::compiler::check_values_test
