#include "compiler/lower.hpp"
#include "compiler/source.hpp"
#include "compiler/table_dump.hpp"
#include "compiler/verify.hpp"
#include "tests/unit/module_builder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tenet::compiler::testing {
namespace {

Table lowered(const typed::Module& module, const Sources* sources = nullptr) {
    Table table = lower(module, sources);
    EXPECT_EQ(verify(table), std::vector<std::string>());
    return table;
}

std::string from_nodes(const Table& table) {
    const std::string text = dump(table);
    return text.substr(text.find("%0"));
}

/// The facts and fields of `with_audits` by their places.
constexpr std::uint32_t audit = 0, audits = 2;
ExprId asked(ModuleBuilder& b) { return b.use_fact(1); }
ExprId ended(ModuleBuilder& b) { return b.use_field(audit, 1); }
ExprId complete(ModuleBuilder& b) { return b.use_field(audit, 2); }
ExprId counted(ModuleBuilder& b) { return b.use_field(audit, 3); }
ExprId onsite(ModuleBuilder& b) { return b.use_field(audit, 4); }

TEST(LowerRecords, DerivedFieldsAreWorkedOutInTheirPlace) {
    ModuleBuilder b = with_audits();
    b.require("enough",
              b.compare(b.count_of(audits, b.both(counted(b), complete(b))), CompareOp::Ge, b.constant(4)));
    b.define("onsite", b.sum(audits, onsite(b), counted(b)), true);
    EXPECT_EQ(dump(lowered(b.module)), R"(policy auditor
choice field = qms ems isms
record audit
  field : choice of field 0..2
  ended_on : date 0..109572 or none
  complete : yes/no 0..1
  onsite : days/2 0..200
fact today : date 0..109572 as of
fact field : choice of field 0..2
fact audits : list of audit 0..8
%0 = Constant 4 : count
%1[] = LoadField audits.complete : yes/no
%2[] = LoadField audits.field : choice of field
%3 = LoadFact field : choice of field
%4[] = Eq %2 %3 : yes/no
%5[] = LoadField audits.ended_on : date or none
%6 = LoadFact today : date
%7 = AddMonths %6 -36 : date
%8[] = InRange %5 %7 %6 : yes/no
%9[] = And %4 %8 : yes/no
%10[] = And %1 %9 : yes/no
%11 = Count %10 over audits : count
%12 = Le %0 %11 : yes/no
%13[] = LoadField audits.onsite : days/2
%14 = Sum %9 %13 over audits : days/2
decide eligible when -
  require enough %12 when -
output onsite %14
)");
    const Table table = lowered(b.module);
    EXPECT_EQ(table.records[0].declared, (std::vector<std::uint32_t>{0, 1, 2, 4}));
    ASSERT_EQ(table.defines.size(), 2U);
    EXPECT_EQ(table.defines[0].id, "audits.counted");
    EXPECT_EQ(table.defines[0].value, NodeId(9));
    EXPECT_EQ(table.defines[1].id, "onsite");
}

TEST(LowerRecords, EachListHasItsOwn) {
    ModuleBuilder b = with_audits();
    const std::uint32_t other = b.list("other_audits", audit, 3);
    const ExprId condition =
        b.both(counted(b), b.compare(asked(b), CompareOp::Eq, b.constant(1, b.module.facts[1].type)));
    b.define("one", b.count_of(audits, condition), true);
    b.define("two", b.count_of(other, condition), true);
    const Table table = lowered(b.module);
    std::size_t fields = 0, shared = 0;
    for (const Node& node : table.nodes) {
        fields += node.op == Code::LoadField ? 1U : 0U;
        shared += node.op == Code::Eq && node.over == typed::no_index ? 1U : 0U;
    }
    EXPECT_EQ(fields, 4U);
    EXPECT_EQ(shared, 1U);
    EXPECT_EQ(table.at(table.outputs[0].value).imm, audits);
    EXPECT_EQ(table.at(table.outputs[1].value).imm, other);
}

TEST(LowerRecords, EveryIsNoneThatFails) {
    ModuleBuilder b = with_audits();
    b.require("each", b.every(audits, complete(b)));
    b.require("not_each", b.negate(b.every(audits, complete(b))));
    const Table table = lowered(b.module);
    EXPECT_EQ(from_nodes(table), R"(%0[] = LoadField audits.complete : yes/no
%1[] = Not %0 : yes/no
%2 = Any %1 over audits : yes/no
%3 = Not %2 : yes/no
decide eligible when -
  require each %3 when - records %2
  require not_each %2 when -
)");
}

TEST(LowerRecords, WhatNoRecordCanPassLeavesNothing) {
    ModuleBuilder b = with_audits();
    const ExprId no = b.constant(0, Base::YesNo);
    b.define("count", b.count_of(audits, no), true);
    b.define("any", b.any(audits, no), true);
    b.define("sum", b.sum(audits, onsite(b), no), true);
    b.define("latest", b.latest(audits, ended(b), no), true);
    b.define("all", b.count_of(audits), true);
    b.require("each", b.every(audits, b.constant(1, Base::YesNo)));
    const Table table = lowered(b.module);
    EXPECT_FALSE(table.requirements[0].records.valid());
    EXPECT_EQ(from_nodes(table), R"(%0 = Constant 1 : yes/no
%1 = Constant 0 : count
%2 = Constant 0 : yes/no
%3 = Constant 0 : days/2
%4 = NoneConstant : date or none
%5 = Count %0 over audits : count
decide eligible when -
  require each %0 when -
output count %1
output any %2
output sum %3
output latest %4
output all %5
)");
}

TEST(LowerRecords, AnAggregateInsideIsOneValue) {
    ModuleBuilder b = with_audits();
    const ExprId last = b.latest(audits, ended(b));
    b.define("at_last", b.count_of(audits, b.compare(ended(b), CompareOp::Eq, last)), true);
    EXPECT_EQ(from_nodes(lowered(b.module)), R"(%0[] = LoadField audits.ended_on : date or none
%1 = Constant 1 : yes/no
%2 = Latest %1 %0 over audits : date or none
%3[] = Eq %0 %2 : yes/no
%4 = Count %3 over audits : count
output at_last %4
)");
}

TEST(LowerRecords, GroupsAndSets) {
    ModuleBuilder b = with_audits();
    const typed::Type field = b.module.facts[1].type;
    const ExprId set = b.fact("fields", ModuleBuilder::set_of(field));
    const std::uint32_t two = b.group(field, {0, 2}), one = b.group(field, {1});
    b.require("two", b.in_group(asked(b), two));
    b.require("not_two", b.in_group(asked(b), two, true));
    b.require("one", b.in_group(asked(b), one));
    b.require("is", b.compare(asked(b), CompareOp::Eq, b.constant(1, field)));
    b.require("constant", b.member(asked(b), b.constant(5, ModuleBuilder::set_of(field))));
    b.require("member", b.member(asked(b), set, true));
    EXPECT_EQ(from_nodes(lowered(b.module)), R"(%0 = LoadFact field : choice of field
%1 = InSet %0 0x5 : yes/no
%2 = Not %1 : yes/no
%3 = Constant 1 : choice of field
%4 = Eq %0 %3 : yes/no
%5 = LoadFact fields : set of field
%6 = Member %0 %5 : yes/no
%7 = Not %6 : yes/no
decide eligible when -
  require two %1 when -
  require not_two %2 when -
  require one %4 when -
  require is %4 when -
  require constant %1 when -
  require member %7 when -
)");
}

TEST(LowerRecords, AChoiceOfManyValuesIsComparedOneByOne) {
    ModuleBuilder b;
    std::vector<std::string> values;
    for (int i = 0; i < 65; ++i)
        values.push_back("v" + std::to_string(i));
    const typed::Type many = b.choice("many", values);
    const ExprId x = b.fact("x", many);
    b.require("it", b.in_group(x, b.group(many, {3, 64})));
    EXPECT_EQ(from_nodes(lowered(b.module)), R"(%0 = LoadFact x : choice of many
%1 = Constant 3 : choice of many
%2 = Eq %0 %1 : yes/no
%3 = Constant 64 : choice of many
%4 = Eq %0 %3 : yes/no
%5 = Or %2 %4 : yes/no
decide eligible when -
  require it %5 when -
)");
}

TEST(LowerRecords, UnitsStand) {
    ModuleBuilder b;
    b.fact("today", date);
    b.as_of_last_fact();
    const ExprId studied = b.fact("studied", half_hours), since = b.fact("since", date);
    b.define("fine", b.times(studied, 50, hundredth_hours, Kind::Rescale), true);
    b.define("much", b.times(studied, 50, half_hours), true);
    b.define("years", b.whole_months(since, 12), true);
    EXPECT_EQ(from_nodes(lowered(b.module)), R"(%0 = LoadFact studied : hours/2
%1 = Scale %0 50 : hours/100
%2 = Scale %0 50 : hours/2
%3 = LoadFact since : date
%4 = LoadFact today : date
%5 = WholeMonths %3 %4 12 : count
output fine %1
output much %2
output years %5
)");
}

TEST(LowerRecords, WhatOnlyTextsShowComesLast) {
    ModuleBuilder b = with_audits();
    b.require("first", b.compare(b.count_of(audits), CompareOp::Ge, b.constant(4)))
        .placeholders.push_back({"onsite", b.sum(audits, onsite(b))});
    typed::Remedy remedy;
    remedy.name = {"wait", "wait", {}};
    remedy.when = b.any(audits, complete(b));
    b.require("second", b.any(audits, counted(b))).remedies = {remedy};
    b.module.assumes.push_back({b.in_order(audits, b.constant(0, Base::Date), ended(b)), {}, {}, {}, {}});
    const Table table = lowered(b.module);
    EXPECT_EQ(table.at(table.requirements[0].placeholders[0].value).op, Code::Sum);
    EXPECT_EQ(table.requirements[0].placeholders[0].value, NodeId(table.nodes.size() - 1));
    EXPECT_EQ(table.remedies.size(), 1U);
    EXPECT_EQ(table.requirements[0].remedies.count, 0U);
    EXPECT_EQ(table.requirements[1].remedies.count, 1U);
    EXPECT_EQ(table.at(table.assumes[0].condition).op, Code::InOrder);
}

/// A module over a text in which each leaf is a letter: spans are set by the places of the parts.
struct Written {
    ModuleBuilder b;
    Sources sources;

    ExprId placed(ExprId id, std::uint32_t begin, std::uint32_t end) {
        b.module.exprs[id.index()].span = {0, begin, end};
        return id;
    }
};

TEST(LowerRecords, PartsAreTheLeavesInTheAuthorsWords) {
    Written w;
    ModuleBuilder& b = w.b;
    const std::string text = "not p and\n  (q　or  p)# p or q\nand q";
    w.sources.add("it.policy", text);
    b.fact("p", yes_no);
    b.fact("q", yes_no);
    const auto use = [&](std::size_t fact, std::uint32_t begin) {
        return w.placed(b.use_fact(fact), begin, begin + 1);
    };
    const ExprId negated = w.placed(b.negate(use(0, 4)), 0, 5);
    const ExprId either = w.placed(b.either(use(1, 13), use(0, 21)), 12, 23);
    const ExprId first = w.placed(b.both(negated, either), 0, 23);
    b.require("it", w.placed(b.both(first, use(1, static_cast<std::uint32_t>(text.size()) - 1)), 0,
                             static_cast<std::uint32_t>(text.size())));
    b.require("leaf", use(0, 4));
    b.require("one", w.placed(b.either(use(0, 4), w.placed(use(1, 13), 0, 22)), 0, 30));
    const Table table = lowered(b.module, &w.sources);
    std::string parts;
    for (const TablePart& part : table.parts)
        parts += part.source + ";";
    EXPECT_EQ(parts, "p;q;p;q;p;not p and (q or p;");
    EXPECT_EQ(table.requirements[0].parts.count, 4U);
    EXPECT_EQ(table.requirements[1].parts.count, 0U);
    EXPECT_EQ(table.requirements[2].parts.first, 4U);
}

TEST(LowerRecords, AConditionThatExplainsItselfHasNoParts) {
    Written w;
    ModuleBuilder& b = w.b;
    w.sources.add("it.policy", "a or b and c not a");
    const ExprId x = b.fact("x", count), p = b.fact("p", yes_no);
    const auto at_least = [&](std::int64_t limit, std::uint32_t begin) {
        return w.placed(b.compare(x, CompareOp::Ge, b.constant(limit)), begin, begin + 1);
    };
    const ExprId alternative = w.placed(b.both(at_least(3, 5), w.placed(p, 11, 12)), 5, 12);
    b.require("tiers", w.placed(b.either(at_least(4, 0), alternative), 0, 12));
    b.require("not", w.placed(b.negate(at_least(4, 17)), 13, 18));
    EXPECT_TRUE(lowered(b.module, &w.sources).parts.empty());
}

TEST(LowerRecords, StopsWhereDerivedFieldsOfManyListsAreTooMuch) {
    ModuleBuilder b;
    const std::uint32_t record = b.record("r");
    ExprId sum = b.field(record, "x", {Base::Count, false, 0, 10});
    for (int i = 1; i <= 1'000; ++i)
        sum = b.binary(Kind::Add, sum, b.constant(i), count);
    const ExprId derived = b.field(record, "y", count, sum);
    for (int i = 0; i < 1'000; ++i)
        b.define("d" + std::to_string(i), b.sum(b.list("l" + std::to_string(i), record, 8), derived), true);
    EXPECT_TRUE(lower(b.module).too_large);
}

}  // namespace
}  // namespace tenet::compiler::testing
