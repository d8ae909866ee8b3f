#include "compiler/prove.hpp"

#include "compiler/lower.hpp"
#include "tests/unit/module_builder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tenet::compiler::testing::prove_test {
namespace {

/// The codes reported, with the English text of the last argument of each.
std::string proved(const typed::Module& module) {
    Diagnostics diagnostics;
    prove(lower(module), diagnostics);
    std::string result;
    for (const Diagnostic& diagnostic : diagnostics.all())
        result += std::string(row(diagnostic.kind).code) + ": " + diagnostic.args.back().en + "\n";
    return result;
}

ModuleBuilder with_facts() {
    ModuleBuilder b;
    b.fact("today", date);
    b.as_of_last_fact();
    b.fact("x", count);
    b.fact("few", {Base::Count, false, 0, 3});
    b.fact("p", yes_no);
    b.fact("d", date_or_none);
    return b;
}
ExprId today(ModuleBuilder& b) { return b.use_fact(0); }
ExprId x(ModuleBuilder& b) { return b.use_fact(1); }
ExprId few(ModuleBuilder& b) { return b.use_fact(2); }
ExprId p(ModuleBuilder& b) { return b.use_fact(3); }
ExprId d(ModuleBuilder& b) { return b.use_fact(4); }

ExprId times(ModuleBuilder& b, ExprId a, std::int64_t factor) {
    typed::Expr e;
    e.kind = Kind::Mul;
    e.type = {Base::Count, false, INT64_MIN, INT64_MAX};
    e.a = a;
    e.number = factor;
    b.module.exprs.push_back(e);
    return ExprId(b.module.exprs.size() - 1);
}

TEST(Prove, NineLinesAreFine) { EXPECT_EQ(proved(nine_lines()), ""); }

TEST(Prove, NumbersUpToTwoToThe53) {
    for (const auto& [factor, fits] : {std::pair(9'007'199'254, true),
                                       {9'007'199'255, false},
                                       {-9'007'199'254, true},
                                       {-9'007'199'255, false}}) {
        ModuleBuilder b = with_facts();
        b.define("it", times(b, x(b), factor), true);
        EXPECT_EQ(proved(b.module), fits ? "" : "T0301: give `x` a range, such as `count 0..500000`\n")
            << factor;
    }
}

TEST(Prove, NumbersWrittenOutToo) {
    for (const auto& [number, fits] : {std::pair(9'007'199'254'740'992, true),
                                       {9'007'199'254'740'993, false},
                                       {-9'007'199'254'740'993, false}}) {
        ModuleBuilder b = with_facts();
        b.define("it", b.constant(number, Base::Number), true);
        EXPECT_EQ(proved(b.module), fits ? "" : "T0301: use smaller numbers\n") << number;
    }
}

TEST(Prove, NamesTheWidestFactAndReportsWhatRestsOnItOnce) {
    ModuleBuilder b = with_facts();
    const ExprId huge = times(b, b.binary(Kind::Add, few(b), x(b), count), 1'000'000'000'000);
    b.define("huge", huge, true);
    b.define("more", times(b, huge, 1'000'000), true);
    b.require("r", b.compare(huge, CompareOp::Ge, b.constant(0)));
    EXPECT_EQ(proved(b.module), "T0301: give `x` a range, such as `count 0..5000`\n");
}

TEST(Prove, ConstantsThatOverflowNameNoFact) {
    ModuleBuilder b = with_facts();
    b.define("it", times(b, b.constant(INT64_MAX), 2), true);
    EXPECT_EQ(proved(b.module), "T0301: use smaller numbers\n");
}

TEST(Prove, DatesStayWithinTenMillionDays) {
    for (const auto& [days, fits] : {std::pair(9'890'428, true), {9'890'429, false}}) {
        ModuleBuilder b = with_facts();
        b.define("it", b.window(Kind::ShiftDate, today(b), {0, days}), true);
        b.module.definitions[0].type = {Base::Date, false, INT64_MIN, INT64_MAX};
        // What can be computed is still too far for an output.
        EXPECT_EQ(proved(b.module),
                  fits ? "T0303: give `today` a narrower range\n"
                       : "T0302: give `today` a range, such as `date 2000-01-01 .. 2099-12-31`\n");
    }
    ModuleBuilder back = with_facts();
    back.require("r", back.window(Kind::WindowBack, d(back), {400'000, 0}));
    EXPECT_EQ(proved(back.module), "T0302: give `today` a narrower range\n");
}

TEST(Prove, DeclaredRangesHold) {
    for (const auto& [high, fits] : {std::pair(6, true), {5, false}}) {
        ModuleBuilder b = with_facts();
        b.define("twice", times(b, few(b), 2), true);
        b.module.definitions[0].type = {Base::Count, false, 0, high};
        EXPECT_EQ(
            proved(b.module),
            fits ? ""
                 : "T0303: declare a wider range; or give `few` a narrower range, such as `count 0..2`\n");
    }
}

TEST(Prove, RequirementsThatDecideNothing) {
    ModuleBuilder b = with_facts();
    b.require("always", b.compare(few(b), CompareOp::Ge, b.constant(0)));
    b.require("never", b.both(b.compare(few(b), CompareOp::Ge, b.constant(4)), p(b)));
    b.require("constant", b.constant(1, Base::YesNo));
    b.require("either", b.compare(few(b), CompareOp::Ge, b.constant(3)));
    EXPECT_EQ(proved(b.module), "T0304: `few` is 0 to 3\n"
                                "T0305: `few` is 0 to 3\n"
                                "T0304: it does not depend on any fact\n");
}

TEST(Prove, ConditionsThatDecideNothing) {
    ModuleBuilder b = with_facts();
    b.require("tier", b.tiered(few(b), CompareOp::Ge, b.constant(4), {{b.constant(3), p(b)}}));
    b.require("when", p(b), b.compare(today(b), CompareOp::Ge, b.constant(0, Base::Date)));
    EXPECT_EQ(proved(b.module), "T0307: `few` is 0 to 3\n"
                                "T0306: `today` is 1900-01-01 to 2199-12-31\n");
}

TEST(Prove, AContradictionIsNotSeen) {
    ModuleBuilder b = with_facts();
    b.require("r", b.both(p(b), b.negate(p(b))));
    EXPECT_EQ(proved(b.module), "");
}

}  // namespace
}  // namespace tenet::compiler::testing::prove_test
