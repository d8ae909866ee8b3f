#include "compiler/assemble.hpp"

#include "compiler/fingerprint.hpp"
#include "compiler/lower.hpp"
#include "compiler/table_dump.hpp"
#include "tests/unit/module_builder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tenet::compiler::testing::assemble_test {
namespace {

OwnedProgram assembled(const typed::Module& module) {
    const Table table = lower(module);
    Diagnostics diagnostics;
    OwnedProgram program = assemble(table, fingerprint(table), diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    return program;
}

ModuleBuilder with_facts() {
    ModuleBuilder b;
    b.fact("today", date);
    b.as_of_last_fact();
    b.fact("x", count);
    b.fact("y", count);
    b.fact("p", yes_no);
    b.fact("q", yes_no);
    b.fact("d", date_or_none);
    return b;
}
ExprId x(ModuleBuilder& b) { return b.use_fact(1); }
ExprId y(ModuleBuilder& b) { return b.use_fact(2); }
ExprId p(ModuleBuilder& b) { return b.use_fact(3); }
ExprId q(ModuleBuilder& b) { return b.use_fact(4); }
ExprId d(ModuleBuilder& b) { return b.use_fact(5); }

TEST(Assemble, NineLines) {
    EXPECT_EQ(dump(assembled(nine_lines())), R"(fact applied_on : date 0..109572
fact exam : date 0..109572 or none
fact audits : count 0..1000000
fact extension : yes/no 0..1
r0 = LoadFact exam
r1 = LoadFact applied_on
r2 = AddMonths r1 -60
r3 = LoadFact extension
r4 = LoadFact audits
decide eligible
  exam: requirement 0 = RequireInRange r0 r2 r1 a?
  audits: requirement 1 = RequireTieredAtLeast r4 4, 3 with r3
)");
}

struct Fusion {
    const char* op;
    ExprId (*condition)(ModuleBuilder&);
};

ExprId at_least(ModuleBuilder& b, std::int64_t limit) {
    return b.compare(x(b), CompareOp::Ge, b.constant(limit));
}
ExprId at_most(ModuleBuilder& b, std::int64_t limit) {
    return b.compare(x(b), CompareOp::Le, b.constant(limit));
}

const Fusion fusions[] = {
    {"RequireAtLeast r0 4", [](ModuleBuilder& b) { return at_least(b, 4); }},
    {"RequireAtLeast r0 4", [](ModuleBuilder& b) { return b.compare(x(b), CompareOp::Gt, b.constant(3)); }},
    {"RequireAtMost r0 4", [](ModuleBuilder& b) { return at_most(b, 4); }},
    {"RequireAtMost r0 3", [](ModuleBuilder& b) { return b.negate(at_least(b, 4)); }},
    {"RequireAtLeast r0 5000000000", [](ModuleBuilder& b) { return at_least(b, 5'000'000'000); }},
    {"RequireLe r0 r1", [](ModuleBuilder& b) { return b.compare(y(b), CompareOp::Ge, x(b)); }},
    {"RequireTieredAtLeast r1 4, 3 with r0",
     [](ModuleBuilder& b) {
         return b.tiered(x(b), CompareOp::Ge, b.constant(4), {{b.constant(3), p(b)}});
     }},
    {"RequireTieredAtLeast r1 4, 3 with r0",
     [](ModuleBuilder& b) { return b.either(b.both(p(b), at_least(b, 3)), at_least(b, 4)); }},
    {"RequireTieredAtMost r1 -4, -3 with r0",
     [](ModuleBuilder& b) { return b.either(at_most(b, -4), b.both(at_most(b, -3), p(b))); }},
    {"RequireTieredAtLeast r0 4, 3 with r3",
     [](ModuleBuilder& b) {
         const ExprId many = b.compare(y(b), CompareOp::Ge, b.constant(7));
         return b.tiered(x(b), CompareOp::Ge, b.constant(4), {{b.constant(3), many}});
     }},
    {"RequireInRange r0 r1 r2",
     [](ModuleBuilder& b) { return b.in_range(x(b), b.constant(2), b.constant(5)); }},
    {"RequireInRange r0 r2 r1 a?",
     [](ModuleBuilder& b) {
         return b.window(Kind::WindowBack, d(b), {36, 0});
     }},
    // No fitting shape: the condition's own register.
    {"Require r2", [](ModuleBuilder& b) { return b.compare(x(b), CompareOp::Lt, y(b)); }},
    {"Require r2", [](ModuleBuilder& b) { return b.compare(x(b), CompareOp::Eq, y(b)); }},
    {"Require r0", p},
    {"Require r7",
     [](ModuleBuilder& b) {
         return b.tiered(x(b), CompareOp::Ge, b.constant(5'000'000'000), {{b.constant(3), p(b)}});
     }},
    {"Require r8",
     [](ModuleBuilder& b) {
         return b.either(at_least(b, 4), b.both(b.compare(y(b), CompareOp::Ge, b.constant(3)), p(b)));
     }},
    {"Require r7", [](ModuleBuilder& b) { return b.either(at_least(b, 4), b.both(at_most(b, 3), p(b))); }},
    {"Require r4", [](ModuleBuilder& b) { return b.negate(b.in_range(x(b), b.constant(2), b.constant(5))); }},
};

TEST(Assemble, FusesWhereTheShapeFits) {
    for (const Fusion& fusion : fusions) {
        ModuleBuilder b = with_facts();
        b.require("it", fusion.condition(b));
        const OwnedProgram program = assembled(b.module);
        const std::string text = dump(program);
        EXPECT_NE(text.find(std::string("requirement 0 = ") + fusion.op + "\n"), std::string::npos)
            << fusion.op << " in\n"
            << text;
        ASSERT_EQ(program.ops.size(), program.value_count + 1U);
    }
}

TEST(Assemble, KeepsAFusedConditionThatIsReadElsewhere) {
    ModuleBuilder b = with_facts();
    const ExprId many = b.define("many", at_least(b, 4), true);
    b.require("it", many);
    b.require("or", b.either(many, p(b)));
    const std::string text = dump(assembled(b.module));
    EXPECT_EQ(text.substr(text.find("r0")), R"(r0 = Constant 4
r1 = LoadFact x
r2 = Le r0 r1
r3 = LoadFact p
r4 = Or r3 r2
decide eligible
  it: requirement 0 = RequireAtLeast r1 4
  or: requirement 1 = Require r4
output many : yes/no r2
)");
}

TEST(Assemble, WhensAndFlags) {
    ModuleBuilder b = with_facts();
    b.decide("one", p(b));
    b.require("a", b.window(Kind::WindowBack, d(b), {36, 0}), q(b));
    b.require("b", q(b));
    b.decide("two");
    b.require("c", b.compare(d(b), CompareOp::Eq, b.use_fact(0)));
    b.module.rounding = ast::Rounding::Up;
    const OwnedProgram program = assembled(b.module);
    ASSERT_EQ(program.requirements.size(), 3U);
    EXPECT_EQ(program.decisions[0].when, 0);
    EXPECT_EQ(program.decisions[1].when, no_register);
    EXPECT_EQ(program.decisions[1].first_requirement, 2);
    EXPECT_NE(program.requirements[0].when, no_register);
    EXPECT_EQ(program.requirements[1].when, no_register);
    const Op& window = program.ops[program.requirements[0].op];
    EXPECT_EQ(window.flags, has_when | a_may_be_none);
    EXPECT_EQ(program.ops[window.b].code, Code::AddMonths);
    EXPECT_EQ(program.ops[window.b].flags, round_up);
    EXPECT_EQ(program.as_of, 0);
}

TEST(Assemble, TextsAreKeptOnceAndEndInZero) {
    typed::Module module = nine_lines();
    module.facts[1].label.first = "audits";
    const OwnedProgram program = assembled(module);
    const auto text = [&](std::uint32_t offset) { return std::string(program.pool.c_str() + offset); };
    EXPECT_EQ(text(program.facts[0].id), "applied_on");
    EXPECT_EQ(text(program.facts[1].label_zh), "audits");
    EXPECT_EQ(program.facts[1].label_en, program.facts[2].id);
    EXPECT_EQ(program.facts[0].label_en, no_text);
    EXPECT_EQ(program.facts[2].id, program.requirements[1].id);
    EXPECT_EQ(program.pool.back(), '\0');
    EXPECT_EQ(program.view().pool_size, program.pool.size());
}

TEST(Assemble, CarriesTheMeaningsFirstBits) {
    const Table table = lower(nine_lines());
    const Fingerprints prints = fingerprint(table);
    Diagnostics diagnostics;
    EXPECT_EQ(assemble(table, prints, diagnostics).fingerprint,
              std::stoull(prints.meaning.substr(0, 16), nullptr, 16));
}

/// Ops and registers are numbered in 16 bits, with 0xFFFF for none.
TEST(Assemble, RefusesTooManyRegisters) {
    for (const std::size_t extra : {0U, 1U}) {
        ModuleBuilder b = with_facts();
        ExprId sum = y(b);
        // A fact, then a constant and a sum for each step, then the requirement.
        for (std::size_t i = 0; i < 32'766; ++i)
            sum = b.binary(Kind::Add, sum, b.constant(static_cast<std::int64_t>(i) + 1), count);
        b.require("it", b.compare(sum, CompareOp::Ge, b.constant(3)));
        for (std::size_t i = 0; i < 1 + extra; ++i)
            b.require("x" + std::to_string(i), b.compare(sum, CompareOp::Ge, b.constant(4)));
        const Table table = lower(b.module);
        Diagnostics diagnostics;
        const OwnedProgram program = assemble(table, fingerprint(table), diagnostics);
        EXPECT_EQ(diagnostics.has_errors(), extra == 1);
        EXPECT_EQ(program.ops.empty(), extra == 1);
    }
}

}  // namespace
}  // namespace tenet::compiler::testing::assemble_test
