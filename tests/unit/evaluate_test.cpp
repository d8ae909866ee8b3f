#include "compiler/evaluate.hpp"

#include "compiler/assemble.hpp"
#include "compiler/fingerprint.hpp"
#include "compiler/lower.hpp"
#include "compiler/reference.hpp"
#include "tests/unit/module_builder.hpp"

#include <gtest/gtest.h>

#include <random>

namespace tenet::compiler::testing::evaluate_test {
namespace {

using State = FactValue::State;

constexpr std::uint32_t audit = 0, audits = 2;
constexpr std::int64_t today_is = 45'000;

FactValue known(std::int64_t value) { return {State::Known, value, {}, {}}; }
FactValue unknown() { return {State::Unknown, 0, {}, {}}; }
FactValue none() { return {State::None, 0, {}, {}}; }
FactValue list(std::vector<Record> records) {
    const auto length = static_cast<std::int64_t>(records.size());
    return {State::Known, length, {}, std::move(records)};
}
/// Of `with_audits`; the fourth field is derived.
Record record(FactValue field, FactValue ended, FactValue complete, FactValue onsite) {
    return {{std::move(field), std::move(ended), std::move(complete), unknown(), std::move(onsite)}};
}

/// A policy with everything that is read of records.
ModuleBuilder everything() {
    ModuleBuilder b = with_audits();
    const typed::Type field = b.module.facts[1].type;
    const auto of = [&b] { return b.use_field(audit, 0); };
    const auto ended = [&b] { return b.use_field(audit, 1); };
    const auto complete = [&b] { return b.use_field(audit, 2); };
    const auto counted = [&b] { return b.use_field(audit, 3); };
    const auto onsite = [&b] { return b.use_field(audit, 4); };
    const ExprId held = b.fact("held", ModuleBuilder::set_of(field));
    b.decide("first", b.in_group(b.use_fact(1), b.group(field, {0, 2})));
    typed::Remedy wait, pay;
    wait.when = b.any(audits, b.negate(complete()));
    b.require("enough",
              b.compare(b.count_of(audits, b.both(counted(), complete())), CompareOp::Ge, b.constant(3)))
        .remedies = {wait, pay};
    b.require("each", b.every(audits, b.either(counted(), complete()))).remedies = {wait};
    b.decide("second");
    const ExprId last = b.latest(audits, ended());
    b.require("recent", b.window(Kind::WindowBack, last, {12, 0}), b.member(b.use_fact(1), held));
    b.require("held", b.any(audits, b.member(of(), held)));
    b.require("order", b.in_order(audits, b.constant(0, Base::Date), ended()));
    b.define("onsite", b.sum(audits, onsite(), counted()), true);
    b.define("last", last, true);
    b.define("first_of_field",
             b.over(Kind::Earliest, audits, date_or_none, ended(), {},
                    b.compare(of(), CompareOp::Eq, b.use_fact(1))),
             true);
    b.define("at_last", b.count_of(audits, b.compare(ended(), CompareOp::Eq, last)), true);
    b.define("which", b.choose(b.any(audits, complete()), b.use_fact(1), b.constant(2, field)), true);
    b.module.assumes.push_back(
        {b.compare(b.count_of(audits, b.compare(onsite(), CompareOp::Ge,
                                                b.constant(180, b.module.records[audit].fields[4].type))),
                   CompareOp::Le, b.constant(1)),
         {},
         {{"count", b.count_of(audits)}},
         {},
         {}});
    return b;
}

struct Built {
    typed::Module module;
    Table table;
    OwnedProgram program;

    explicit Built(const ModuleBuilder& b) : module(b.module), table(lower(module)) {
        Diagnostics diagnostics;
        program = assemble(table, fingerprint(table), diagnostics);
        EXPECT_FALSE(diagnostics.has_errors());
    }
};

FactRow random_row(std::mt19937& random) {
    const auto below = [&random](std::uint32_t n) { return static_cast<std::int64_t>(random() % n); };
    const auto maybe = [&](const FactValue& value, std::uint32_t one_in) {
        return below(one_in) == 0 ? unknown() : value;
    };
    std::vector<Record> records;
    for (std::int64_t left = below(5); left > 0; --left) {
        const FactValue ended = below(6) == 0 ? none() : known(today_is - below(1'500));
        records.push_back(record(maybe(known(below(3)), 5), maybe(ended, 5), maybe(known(below(2)), 5),
                                 maybe(known(below(201)), 5)));
    }
    return {maybe(known(today_is - below(300)), 8), maybe(known(below(3)), 4), maybe(list(records), 8),
            maybe(known(below(8)), 4)};
}

TEST(Evaluate, AnswersAsTheReferenceDoes) {
    const Built built(everything());
    Interpreter interpreter(built.program.view(), built.table);
    std::mt19937 random(7);
    std::size_t refused = 0, undetermined = 0;
    for (int i = 0; i < 20'000; ++i) {
        const FactRow row = random_row(random);
        const Answer expected = reference_evaluate(built.module, row);
        ASSERT_EQ(interpreter.answer(row), expected) << i;
        refused += expected.refused() ? 1U : 0U;
        if (!expected.refused()) undetermined += expected.outputs[0].missing.empty() ? 0U : 1U;
    }
    EXPECT_GT(refused, 10U);
    EXPECT_GT(undetermined, 100U);
}

FactRow plain_row() {
    return {known(today_is), known(0),
            list({record(known(0), known(today_is - 10), known(1), known(3)),
                  record(known(1), none(), known(0), known(4))}),
            known(1)};
}

TEST(Evaluate, CountsDerivedFieldsInPaths) {
    const Built built(everything());
    FactRow row = plain_row();
    row[audits].records[0].fields[4] = unknown();
    const Answer answer = interpret(built.program.view(), built.table, row);
    EXPECT_EQ(answer.outputs[0].missing, (std::vector<FactPath>{{audits, 0, 4}}));
    row[audits].records[1].fields[4] = known(201);
    const Answer refused = interpret(built.program.view(), built.table, row);
    EXPECT_EQ(refused.refusal, (Refusal{Refusal::Cause::OutOfRange, {audits, 1, 4}, 0}));
}

TEST(Evaluate, RefusesTooManyRecordsAndWhatIsAssumed) {
    const Built built(everything());
    FactRow row = plain_row();
    row[audits] = list(std::vector<Record>(9));
    EXPECT_EQ(interpret(built.program.view(), built.table, row).refusal,
              (Refusal{Refusal::Cause::TooMany, {audits, no_record, 0}, 0}));
    row = plain_row();
    for (Record& one : row[audits].records)
        one.fields[4] = known(200);
    Interpreter interpreter(built.program.view(), built.table);
    const Explained explained = interpreter.explained(row);
    EXPECT_EQ(explained.answer.refusal.cause, Refusal::Cause::Assume);
    EXPECT_EQ(explained.refusal_placeholders, (std::vector<Possible>{{true, false, 2, 2}}));
    EXPECT_TRUE(explained.reasons.empty());
}

TEST(Evaluate, ShorterRowsAndRecordsLeaveTheRestUnknown) {
    const Built built(everything());
    FactRow row = plain_row();
    row.pop_back();
    row[audits].records[1].fields.clear();
    FactRow whole = plain_row();
    whole[3] = unknown();
    whole[audits].records[1].fields.assign(5, unknown());
    EXPECT_EQ(interpret(built.program.view(), built.table, row),
              interpret(built.program.view(), built.table, whole));
}

TEST(Evaluate, NamesFailingRecordsAndRemedies) {
    const Built built(everything());
    const Answer answer = interpret(built.program.view(), built.table, plain_row());
    const DecisionAnswer& first = answer.decisions[0];
    EXPECT_EQ(first.verdict, VerdictKind::EligibleWithRemedy);
    EXPECT_EQ(first.records, (std::vector<std::vector<std::uint32_t>>{{}, {1}}));
    EXPECT_EQ(first.remedies, (std::vector<std::uint32_t>{0, 1, 2}));
}

TEST(Evaluate, ExplainsThePartsOfACondition) {
    ModuleBuilder b;
    const auto at = [&](ExprId id, std::uint32_t begin, std::uint32_t end) {
        b.module.exprs[id.index()].span = {0, begin, end};
        return id;
    };
    const ExprId hours = b.fact("hours", half_hours), p = at(b.fact("p", yes_no), 8, 9);
    const ExprId enough = at(b.compare(hours, CompareOp::Ge, b.constant(32, half_hours)), 1, 5);
    b.require("it", at(b.both(enough, p), 0, 10)).placeholders = {{"hours", hours}};
    b.require("leaf", b.compare(hours, CompareOp::Ge, b.constant(31, half_hours)));
    const Built built(b);
    Interpreter interpreter(built.program.view(), built.table);
    const Explained explained = interpreter.explained({known(15), unknown()});
    ASSERT_EQ(explained.reasons.size(), 2U);
    const Explanation& why = explained.reasons[0];
    EXPECT_EQ(why.reason.shape, Reason::Shape::Other);
    EXPECT_EQ(why.placeholders, (std::vector<Possible>{{true, false, 15, 15}}));
    ASSERT_EQ(why.parts.size(), 2U);
    EXPECT_EQ(why.parts[0].row, 0U);
    EXPECT_EQ(why.parts[0].holds, (Possible{true, false, 0, 0}));
    EXPECT_EQ(why.parts[0].reason.shape, Reason::Shape::AtLeast);
    EXPECT_EQ(why.parts[0].reason.type.base, Base::Hours);
    EXPECT_EQ(why.parts[0].reason.type.scale, 2);
    EXPECT_EQ(why.parts[0].reason.shortfall, (Possible{true, false, 17, 17}));
    EXPECT_EQ(why.parts[1].holds, (Possible{true, false, 0, 1}));
    EXPECT_EQ(explained.reasons[1].reason.shortfall, (Possible{true, false, 16, 16}));
    EXPECT_TRUE(explained.reasons[1].parts.empty());
}

}  // namespace
}  // namespace tenet::compiler::testing::evaluate_test
