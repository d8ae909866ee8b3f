#include "compiler/verify.hpp"

#include "compiler/lower.hpp"
#include "tests/unit/module_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace tenet::compiler::testing {
namespace {

/// A table with every shape the checks speak of; nodes are found by operator.
Table sound() {
    ModuleBuilder b;
    b.fact("today", date);
    b.as_of_last_fact();
    const ExprId d = b.fact("d", date_or_none);
    const ExprId x = b.fact("x", count), y = b.fact("y", count);
    const ExprId p = b.fact("p", yes_no), q = b.fact("q", yes_no);
    b.decide("first", p);
    b.require("window", b.window(Kind::WindowBack, d, {36, 0}));
    b.require("ahead", b.window(Kind::WindowAhead, d, {36, 0}));
    b.require("less", b.compare(x, CompareOp::Lt, y), q);
    b.decide("second");
    b.require("logic", b.either(b.both(p, q), b.negate(b.compare(x, CompareOp::Eq, y))));
    b.require("guarded", b.choose(b.unary(Kind::IsNone, d), p,
                                  b.compare(b.unary(Kind::Given, d), CompareOp::Le, b.use_fact(0))));
    typed::Expr doubled;
    doubled.kind = Kind::Mul;
    doubled.type = count;
    doubled.a = b.binary(Kind::Add, x, b.binary(Kind::Sub, y, x, count), count);
    doubled.number = 2;
    b.module.exprs.push_back(doubled);
    b.define("total", ExprId(b.module.exprs.size() - 1), true);
    return lower(b.module);
}

std::size_t find(const Table& table, Code op) {
    const auto place =
        std::find_if(table.nodes.begin(), table.nodes.end(), [op](const Node& n) { return n.op == op; });
    EXPECT_NE(place, table.nodes.end());
    return static_cast<std::size_t>(place - table.nodes.begin());
}

/// The same of records: aggregates over a list, a set, a group, a remedy, an assume.
Table with_records() {
    ModuleBuilder b = with_audits();
    const typed::Type field = b.module.facts[1].type;
    const ExprId held = b.fact("held", ModuleBuilder::set_of(field));
    b.list("other", 0, 5);
    typed::Remedy remedy;
    remedy.name = {"wait", "wait", {}};
    b.require("each", b.every(2, b.use_field(0, 3))).remedies = {remedy};
    b.require("held", b.member(b.use_fact(1), held));
    b.require("group", b.in_group(b.use_fact(1), b.group(field, {0, 2})));
    b.require("many", b.compare(b.count_of(4, b.use_field(0, 2)), CompareOp::Ge, b.constant(2)));
    b.define("onsite", b.sum(2, b.use_field(0, 4)), true);
    b.define("fine",
             b.times(b.sum(4, b.use_field(0, 4)), 50, {Base::Days, false, 0, 50'000, 100}, Kind::Rescale),
             true);
    b.define("last", b.latest(2, b.use_field(0, 1)), true);
    b.define("years", b.whole_months(b.unary(Kind::Given, b.latest(2, b.use_field(0, 1))), 12), true);
    b.module.assumes.push_back({b.in_order(2, b.constant(0, Base::Date), b.use_field(0, 1)), {}, {}, {}, {}});
    return lower(b.module);
}

struct Mutation {
    const char* finds;  ///< part of the fault's text
    void (*apply)(Table&);
};

Node& at(Table& table, Code op) { return table.nodes[find(table, op)]; }

/// The first field that is read of a list's records.
std::size_t find_field(const Table& table, std::uint32_t list) {
    const auto place = std::find_if(table.nodes.begin(), table.nodes.end(), [list](const Node& n) {
        return n.op == Code::LoadField && n.over == list;
    });
    EXPECT_NE(place, table.nodes.end());
    return static_cast<std::size_t>(place - table.nodes.begin());
}

const Mutation mutations[] = {
    {"without an origin", [](Table& t) { t.origins.pop_back(); }},
    {"does not precede", [](Table& t) { at(t, Code::And).b = NodeId(find(t, Code::And)); }},
    {"does not precede", [](Table& t) { at(t, Code::And).b = NodeId(t.nodes.size() + 5); }},
    {"wrong number", [](Table& t) { at(t, Code::And).b = {}; }},
    {"wrong number", [](Table& t) { at(t, Code::Not).b = at(t, Code::Not).a; }},
    {"not an operator", [](Table& t) { at(t, Code::Not).op = Code::Require; }},
    {"a period or a list is no value", [](Table& t) { at(t, Code::Add).base = typed::Base::Period; }},
    {"rounds without months", [](Table& t) { at(t, Code::And).round_up = true; }},
    {"nothing reads", [](Table& t) { at(t, Code::And).imm = 1; }},
    {"wrong may_be_none", [](Table& t) { at(t, Code::And).may_be_none = true; }},
    {"wrong may_be_none", [](Table& t) { at(t, Code::Add).may_be_none = true; }},
    {"wrong may_be_none", [](Table& t) { t.facts[2].type.or_none = true; }},
    {"stands twice",
     [](Table& t) {
         t.nodes.push_back(at(t, Code::And));
         t.origins.push_back({});
         t.requirements.back().when = NodeId(t.nodes.size() - 1);
     }},
    {"nothing reads it",
     [](Table& t) {
         t.nodes.push_back({Code::Constant, false, false, typed::Base::Count, {}, {}, {}, 77});
         t.origins.push_back({});
     }},
    {"wrong kind", [](Table& t) { at(t, Code::Not).base = typed::Base::Count; }},
    {"wrong kind",
     [](Table& t) {
         at(t, Code::Lt).b = NodeId(find(t, Code::LoadFact));
         t.facts[0].type.base = typed::Base::Date;
     }},
    {"wrong kind", [](Table& t) { at(t, Code::AddMonths).imm = 0; }},
    {"wrong kind", [](Table& t) { at(t, Code::EarliestFrom).imm = -1; }},
    {"wrong kind", [](Table& t) { at(t, Code::Scale).base = typed::Base::YesNo; }},
    {"no such fact", [](Table& t) { at(t, Code::LoadFact).imm = 99; }},
    {"no such fact", [](Table& t) { t.facts[2].type.base = typed::Base::Number; }},
    {"out of order", [](Table& t) { std::swap(at(t, Code::And).a, at(t, Code::And).b); }},
    {"out of order", [](Table& t) { std::swap(at(t, Code::Add).a, at(t, Code::Add).b); }},
    {"an operand twice", [](Table& t) { at(t, Code::And).b = at(t, Code::And).a; }},
    {"not in normal form", [](Table& t) { at(t, Code::Scale).imm = 1; }},
    {"wrong kind", [](Table& t) { at(t, Code::Given).a = at(t, Code::Lt).a; }},
    {"never none", [](Table& t) { at(t, Code::IsNone).a = at(t, Code::Lt).a; }},
    {"names no node", [](Table& t) { t.requirements[0].condition = {}; }},
    {"names no node", [](Table& t) { t.outputs[0].value = NodeId(t.nodes.size()); }},
    {"not yes or no", [](Table& t) { t.requirements[0].when = NodeId(find(t, Code::Add)); }},
    {"not yes or no", [](Table& t) { t.decisions[0].when = NodeId(find(t, Code::Add)); }},
    {"skips requirements", [](Table& t) { t.decisions[1].requirements.first = 0; }},
    {"of no decision", [](Table& t) { t.decisions.pop_back(); }},
    {"as of names no date", [](Table& t) { t.as_of = 2; }},
    {"as of names no date", [](Table& t) { t.as_of = 40; }},
};

const Mutation record_mutations[] = {
    {"two lists", [](Table& t) { at(t, Code::InOrder).a = NodeId(find_field(t, 4)); }},
    {"wrong list", [](Table& t) { at(t, Code::And).over = 4; }},
    {"wrong list", [](Table& t) { at(t, Code::And).over = typed::no_index; }},
    {"wrong list", [](Table& t) { at(t, Code::Any).imm = 4; }},
    {"no such list", [](Table& t) { at(t, Code::Any).imm = 1; }},
    {"no such list", [](Table& t) { at(t, Code::Any).imm = 77; }},
    {"one value", [](Table& t) { at(t, Code::Any).over = 2; }},
    {"about records", [](Table& t) { t.requirements[1].condition = at(t, Code::Any).a; }},
    {"no Any", [](Table& t) { t.requirements[0].records = t.requirements[1].condition; }},
    {"no such field", [](Table& t) { at(t, Code::LoadField).imm = pack_field(2, 9); }},
    {"wrong list", [](Table& t) { at(t, Code::LoadField).imm = pack_field(4, 0); }},
    {"no such field", [](Table& t) { t.records[0].fields[0].type.scale = 2; }},
    {"wrong kind", [](Table& t) { at(t, Code::Sum).scale = 1; }},
    {"wrong kind", [](Table& t) { at(t, Code::Scale).scale = 3; }},
    {"wrong kind", [](Table& t) { at(t, Code::WholeMonths).imm = 0; }},
    {"wrong kind", [](Table& t) { at(t, Code::InSet).imm = 9; }},
    {"a set of one member", [](Table& t) { at(t, Code::InSet).imm = 2; }},
    {"wrong kind", [](Table& t) { std::swap(at(t, Code::Member).a, at(t, Code::Member).b); }},
    {"no such choice", [](Table& t) { t.nodes[t.at(t.requirements[1].condition).a.index()].of = 7; }},
    {"a scale of what has none", [](Table& t) { at(t, Code::Any).scale = 2; }},
    {"wrong may_be_none", [](Table& t) { at(t, Code::Latest).may_be_none = false; }},
    {"not an operator", [](Table& t) { at(t, Code::Any).op = Code::Each; }},
    {"wrong bounds", [](Table& t) { t.facts[1].type.high = 3; }},
    {"wrong bounds", [](Table& t) { t.facts[2].type.of = 3; }},
    {"wrong bounds", [](Table& t) { t.facts[3].type.high = 15; }},
    {"wrong bounds", [](Table& t) { t.records[0].fields[1].type.of = 0; }},
    {"without a place", [](Table& t) { t.records[0].declared.pop_back(); }},
    {"skips remedies", [](Table& t) { t.requirements[0].remedies = {}; }},
    {"remedies of no", [](Table& t) { t.remedies.push_back({}); }},
    {"parts of no",
     [](Table& t) {
         t.parts.push_back({NodeId(0), "p"});
     }},
    {"names no node", [](Table& t) { t.assumes[0].condition = {}; }},
    {"placeholder p names no node",
     [](Table& t) {
         t.assumes[0].placeholders.push_back({"p", {}, {}});
     }},
};

std::string faults_of(const Table& table) {
    std::string all;
    for (const std::string& fault : verify(table))
        all += fault + "\n";
    return all;
}

TEST(Verify, PassesWhatLowerMakes) {
    EXPECT_EQ(faults_of(sound()), "");
    EXPECT_EQ(faults_of(with_records()), "");
}

TEST(Verify, SeesEveryMutationOfRecords) {
    for (const Mutation& mutation : record_mutations) {
        Table table = with_records();
        mutation.apply(table);
        const std::string faults = faults_of(table);
        EXPECT_NE(faults.find(mutation.finds), std::string::npos)
            << mutation.finds << " (mutation " << &mutation - record_mutations << ") gave:\n"
            << faults;
    }
}

TEST(Verify, SeesEveryMutation) {
    for (const Mutation& mutation : mutations) {
        Table table = sound();
        mutation.apply(table);
        const std::string faults = faults_of(table);
        EXPECT_NE(faults.find(mutation.finds), std::string::npos)
            << mutation.finds << " (mutation " << &mutation - mutations << ") gave:\n"
            << faults;
    }
}

}  // namespace
}  // namespace tenet::compiler::testing
