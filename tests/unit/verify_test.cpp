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

struct Mutation {
    const char* finds;  ///< part of the fault's text
    void (*apply)(Table&);
};

Node& at(Table& table, Code op) { return table.nodes[find(table, op)]; }

const Mutation mutations[] = {
    {"without an origin", [](Table& t) { t.origins.pop_back(); }},
    {"does not precede", [](Table& t) { at(t, Code::And).b = NodeId(find(t, Code::And)); }},
    {"does not precede", [](Table& t) { at(t, Code::And).b = NodeId(t.nodes.size() + 5); }},
    {"wrong number", [](Table& t) { at(t, Code::And).b = {}; }},
    {"wrong number", [](Table& t) { at(t, Code::Not).b = at(t, Code::Not).a; }},
    {"not an operator", [](Table& t) { at(t, Code::Not).op = Code::Require; }},
    {"a period is no value", [](Table& t) { at(t, Code::Add).base = typed::Base::Period; }},
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
    {"never none", [](Table& t) { at(t, Code::Given).a = at(t, Code::Lt).a; }},
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

TEST(Verify, PassesWhatLowerMakes) { EXPECT_EQ(verify(sound()), std::vector<std::string>()); }

TEST(Verify, SeesEveryMutation) {
    for (const Mutation& mutation : mutations) {
        Table table = sound();
        mutation.apply(table);
        const std::vector<std::string> faults = verify(table);
        const bool seen = std::any_of(faults.begin(), faults.end(), [&](const std::string& fault) {
            return fault.find(mutation.finds) != std::string::npos;
        });
        std::string all;
        for (const std::string& fault : faults)
            all += fault + "\n";
        EXPECT_TRUE(seen) << mutation.finds << " (mutation " << &mutation - mutations << ") gave:\n" << all;
    }
}

}  // namespace
}  // namespace tenet::compiler::testing
