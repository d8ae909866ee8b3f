#include "compiler/assemble.hpp"

#include "compiler/fingerprint.hpp"
#include "compiler/lower.hpp"
#include "compiler/table_dump.hpp"
#include "compiler/verify.hpp"
#include "tenet/valid.hpp"
#include "tests/unit/module_builder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tenet::compiler::testing {
namespace {

OwnedProgram assembled(const typed::Module& module) {
    const Table table = lower(module);
    EXPECT_EQ(verify(table), std::vector<std::string>());
    Diagnostics diagnostics;
    OwnedProgram program = assemble(table, fingerprint(table), diagnostics);
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_TRUE(valid(program.view())) << dump(program);
    return program;
}

std::string from_registers(const OwnedProgram& program) {
    const std::string text = dump(program);
    return text.substr(text.find("r0"));
}

constexpr std::uint32_t audit = 0, audits = 2;
ExprId ended(ModuleBuilder& b) { return b.use_field(audit, 1); }
ExprId complete(ModuleBuilder& b) { return b.use_field(audit, 2); }
ExprId counted(ModuleBuilder& b) { return b.use_field(audit, 3); }
ExprId onsite(ModuleBuilder& b) { return b.use_field(audit, 4); }

TEST(AssembleRegions, OnePassMakesAllOfAList) {
    ModuleBuilder b = with_audits();
    b.require("enough",
              b.compare(b.count_of(audits, b.both(counted(b), complete(b))), CompareOp::Ge, b.constant(4)));
    b.require("each", b.every(audits, complete(b)));
    b.define("onsite", b.sum(audits, onsite(b), counted(b)), true);
    b.define("last", b.latest(audits, ended(b)), true);
    const OwnedProgram program = assembled(b.module);
    EXPECT_EQ(from_registers(program), R"(r0 = LoadFact field
r1 = LoadFact today
r2 = AddMonths r1 -36
r3 = Constant 1
r4 = Each audits: 9 + 4
    r5 = LoadField complete
    r6 = LoadField field
    r7 = Eq r6 r0
    r8 = LoadField ended_on
    r9 = InRange r8 r2 r1 a?
    r10 = And r7 r9
    r11 = And r5 r10
    r12 = Not r5
    r13 = LoadField onsite
  r14 = Count r11
  r15 = Any r12
  r16 = Sum r10 r13
  r17 = Latest r3 r8 b?
r18 = Not r15
decide eligible
  enough: requirement 0 = RequireAtLeast r14 4
  each: requirement 1 = Require r18 records r15
output onsite : days/2 r16
output last : date or none r17
)");
    EXPECT_EQ(program.fields.size(), 4U);
    EXPECT_EQ(program.facts[audits].first_field, 0);
    EXPECT_EQ(program.facts[audits].field_count, 4);
    EXPECT_EQ(program.types[program.ops[13].type], (ValueType{ValueKind::Days, 2, no_choice}));
    EXPECT_EQ(program.types[program.ops[6].type], (ValueType{ValueKind::Choice, 1, 0}));
    EXPECT_EQ(program.ops[13].imm, pack_slot(audits, 3));
    EXPECT_EQ(program.ops[14].imm, 0);
}

TEST(AssembleRegions, ASecondPassWorksItsRecordOpsOutAgain) {
    ModuleBuilder b = with_audits();
    const ExprId last = b.latest(audits, ended(b), complete(b));
    b.define("at_last", b.count_of(audits, b.both(complete(b), b.compare(ended(b), CompareOp::Eq, last))),
             true);
    b.define("all", b.count_of(audits), true);
    EXPECT_EQ(from_registers(assembled(b.module)), R"(r0 = Constant 1
r1 = Each audits: 2 + 2
    r2 = LoadField complete
    r3 = LoadField ended_on
  r4 = Latest r2 r3 b?
  r5 = Count r0
r6 = Each audits: 4 + 1
    r7 = LoadField complete
    r8 = LoadField ended_on
    r9 = Eq r8 r4 a? b?
    r10 = And r7 r9
  r11 = Count r10
output at_last : count r11
output all : count r5
)");
}

/// What waits for another list goes with the rest of its own.
TEST(AssembleRegions, ListsThatWaitForOthersNeedOnePassToo) {
    ModuleBuilder b;
    const std::uint32_t record = b.record("r");
    const ExprId x = b.field(record, "x", {Base::Count, false, 0, 10});
    const std::uint32_t first = b.list("first", record, 8), second = b.list("second", record, 8);
    const ExprId most = b.latest(second, x);
    b.define("early", b.sum(first, x), true);
    b.define("late", b.count_of(first, b.compare(x, CompareOp::Eq, most)), true);
    EXPECT_EQ(from_registers(assembled(b.module)), R"(r0 = Constant 1
r1 = Each second: 1 + 1
    r2 = LoadField x
  r3 = Latest r0 r2
r4 = Each first: 2 + 2
    r5 = LoadField x
    r6 = Eq r5 r3 b?
  r7 = Sum r0 r5
  r8 = Count r6
output early : count r7
output late : count r8
)");
}

TEST(AssembleRegions, FlagsTellSetsAndMembers) {
    ModuleBuilder b = with_audits();
    const typed::Type field = b.module.facts[1].type, set = ModuleBuilder::set_of(field);
    const ExprId p = b.fact("p", yes_no), held = b.fact("held", set), other = b.fact("other", set);
    b.define("which", b.choose(p, held, other), true);
    b.require("same", b.compare(held, CompareOp::Eq, other));
    b.require("is", b.compare(b.use_fact(1), CompareOp::Eq, b.constant(2, field)));
    const OwnedProgram program = assembled(b.module);
    for (const Op& op : program.ops) {
        const bool flagged = op.code == Code::If || op.code == Code::Constant ||
                             (op.code == Code::Eq && program.ops[op.a].imm == 4);
        EXPECT_EQ((op.flags & of_sets) != 0, flagged) << static_cast<int>(op.code);
    }
}

TEST(AssembleRegions, RowsOfResults) {
    ModuleBuilder b = with_audits();
    typed::Remedy wait;
    wait.name = {"等待", "wait", {}};
    wait.label = {"再等", "", "", {0, 1, 2}};
    b.decide("first");
    b.require("a", b.any(audits, complete(b))).remedies = {wait};
    b.decide("second");
    typed::Requirement& last = b.require("b", b.any(audits, counted(b)));
    last.remedies = {wait, wait};
    last.remedies[1].when = b.any(audits, complete(b));
    last.placeholders.push_back({"次数", b.count_of(audits)});
    b.module.assumes.push_back(
        {b.any(audits, complete(b)), {"不对", "", "", {0, 1, 2}}, {{"n", b.count_of(audits)}}, {}, {}});
    b.module.notes.push_back({{"仅供参考", "", "", {0, 1, 2}}, {}});
    b.module.texts = {"甲", "乙"};
    const OwnedProgram program = assembled(b.module);
    const auto text = [&](std::uint32_t offset) { return std::string(program.pool.c_str() + offset); };
    ASSERT_EQ(program.remedies.size(), 3U);
    EXPECT_EQ(program.requirements[0].remedy_count, 1);
    EXPECT_EQ(program.requirements[1].first_remedy, 1);
    EXPECT_EQ(program.decisions[0].remedy_count, 1);
    EXPECT_EQ(program.decisions[1].first_remedy, 1);
    EXPECT_EQ(program.decisions[1].remedy_count, 2);
    EXPECT_EQ(program.remedies[1].when, no_register);
    EXPECT_NE(program.remedies[2].when, no_register);
    EXPECT_EQ(text(program.remedies[2].name), "等待");
    ASSERT_EQ(program.placeholders.size(), 2U);
    EXPECT_EQ(text(program.placeholders[0].name), "次数");
    EXPECT_EQ(program.placeholders[0].value, program.placeholders[1].value);
    EXPECT_EQ(program.assumes[0].first_placeholder, 1);
    EXPECT_EQ(program.assumes[0].placeholder_count, 1);
    EXPECT_EQ(text(program.notes[0].text_en), "仅供参考");
    ASSERT_EQ(program.texts.size(), 2U);
    EXPECT_EQ(text(program.texts[1]), "乙");
    EXPECT_EQ(text(program.choice_values[program.choices[0].first_value + 2U].id), "isms");
}

/// A region's head takes a register too, and so does each of its record ops.
TEST(AssembleRegions, RefusesTooManyRowsOfAKind) {
    for (const std::size_t extra : {0U, 1U}) {
        ModuleBuilder b = with_audits();
        const ExprId shown = b.any(audits, complete(b));
        typed::Requirement& it = b.require("it", shown);
        for (std::size_t i = 0; i < 65'535 + extra; ++i)
            it.placeholders.push_back({"p", shown});
        const Table table = lower(b.module);
        Diagnostics diagnostics;
        assemble(table, fingerprint(table), diagnostics);
        EXPECT_EQ(diagnostics.has_errors(), extra == 1);
    }
}

}  // namespace
}  // namespace tenet::compiler::testing
