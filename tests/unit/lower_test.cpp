#include "compiler/lower.hpp"

#include "compiler/op_flags.hpp"
#include "compiler/reference.hpp"
#include "compiler/table_dump.hpp"
#include "compiler/verify.hpp"
#include "tenet/kernels.hpp"
#include "tests/unit/module_builder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tenet::compiler::testing::lower_test {
namespace {

Table lowered(const typed::Module& module) {
    Table table = lower(module);
    EXPECT_EQ(verify(table), std::vector<std::string>());
    return table;
}

/// The nodes of the table of one requirement, one a line.
std::string nodes_of(ModuleBuilder& b, ExprId condition) {
    b.require("it", condition);
    const std::string text = dump(lowered(b.module));
    const std::size_t begin = text.find("%0"), end = text.find("decide");
    return text.substr(begin, end - begin);
}

TEST(Lower, NineLines) {
    EXPECT_EQ(dump(lowered(nine_lines())), R"(policy auditor
fact applied_on : date 0..109572 as of
fact exam : date 0..109572 or none
fact audits : count 0..1000000
fact extension : yes/no 0..1
%0 = LoadFact exam : date or none
%1 = LoadFact applied_on : date
%2 = AddMonths %1 -60 : date
%3 = InRange %0 %2 %1 : yes/no
%4 = LoadFact extension : yes/no
%5 = Constant 3 : count
%6 = LoadFact audits : count
%7 = Le %5 %6 : yes/no
%8 = And %4 %7 : yes/no
%9 = Constant 4 : count
%10 = Le %9 %6 : yes/no
%11 = Or %8 %10 : yes/no
decide eligible when -
  require exam %3 when -
  require audits %11 when -
)");
}

/// Pairs that mean the same give the same table.
struct Same {
    const char* name;
    ExprId (*one)(ModuleBuilder&);
    ExprId (*other)(ModuleBuilder&);
};

ExprId x(ModuleBuilder& b) { return b.use_fact(1); }
ExprId y(ModuleBuilder& b) { return b.use_fact(2); }
ExprId p(ModuleBuilder& b) { return b.use_fact(3); }
ExprId q(ModuleBuilder& b) { return b.use_fact(4); }
ExprId d(ModuleBuilder& b) { return b.use_fact(5); }

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

const Same same[] = {
    {"greater", [](ModuleBuilder& b) { return b.compare(x(b), CompareOp::Gt, b.constant(3)); },
     [](ModuleBuilder& b) { return b.compare(x(b), CompareOp::Ge, b.constant(4)); }},
    {"less", [](ModuleBuilder& b) { return b.compare(x(b), CompareOp::Lt, b.constant(4)); },
     [](ModuleBuilder& b) { return b.compare(x(b), CompareOp::Le, b.constant(3)); }},
    {"sides", [](ModuleBuilder& b) { return b.compare(b.constant(3), CompareOp::Lt, x(b)); },
     [](ModuleBuilder& b) { return b.compare(x(b), CompareOp::Ge, b.constant(4)); }},
    {"strict", [](ModuleBuilder& b) { return b.compare(x(b), CompareOp::Gt, y(b)); },
     [](ModuleBuilder& b) { return b.compare(y(b), CompareOp::Lt, x(b)); }},
    {"not less", [](ModuleBuilder& b) { return b.negate(b.compare(x(b), CompareOp::Lt, b.constant(4))); },
     [](ModuleBuilder& b) { return b.compare(x(b), CompareOp::Gt, b.constant(3)); }},
    {"not equal", [](ModuleBuilder& b) { return b.compare(x(b), CompareOp::Ne, y(b)); },
     [](ModuleBuilder& b) { return b.negate(b.compare(y(b), CompareOp::Eq, x(b))); }},
    {"is yes", [](ModuleBuilder& b) { return b.compare(p(b), CompareOp::Eq, b.constant(1, Base::YesNo)); },
     p},
    {"is no", [](ModuleBuilder& b) { return b.compare(p(b), CompareOp::Eq, b.constant(0, Base::YesNo)); },
     [](ModuleBuilder& b) { return b.negate(p(b)); }},
    {"and sorted", [](ModuleBuilder& b) { return b.both(q(b), b.compare(x(b), CompareOp::Eq, y(b))); },
     [](ModuleBuilder& b) { return b.both(b.compare(y(b), CompareOp::Eq, x(b)), q(b)); }},
    {"or sorted", [](ModuleBuilder& b) { return b.either(q(b), p(b)); },
     [](ModuleBuilder& b) { return b.either(p(b), q(b)); }},
    {"twice", [](ModuleBuilder& b) { return b.both(p(b), p(b)); }, p},
    {"double not", [](ModuleBuilder& b) { return b.negate(b.negate(p(b))); }, p},
    {"and yes", [](ModuleBuilder& b) { return b.both(p(b), b.constant(1, Base::YesNo)); }, p},
    {"or no", [](ModuleBuilder& b) { return b.either(b.constant(0, Base::YesNo), p(b)); }, p},
    {"tiers",
     [](ModuleBuilder& b) {
         return b.tiered(x(b), CompareOp::Gt, b.constant(3), {{b.constant(2), p(b)}});
     },
     [](ModuleBuilder& b) {
         return b.either(b.both(p(b), b.compare(x(b), CompareOp::Ge, b.constant(3))),
                         b.compare(x(b), CompareOp::Ge, b.constant(4)));
     }},
    {"if of not",
     [](ModuleBuilder& b) { return b.choose(b.negate(p(b)), q(b), b.compare(x(b), CompareOp::Eq, y(b))); },
     [](ModuleBuilder& b) { return b.choose(p(b), b.compare(x(b), CompareOp::Eq, y(b)), q(b)); }},
    {"equals none", [](ModuleBuilder& b) { return b.compare(d(b), CompareOp::Eq, b.none()); },
     [](ModuleBuilder& b) { return b.unary(Kind::IsNone, d(b)); }},
    {"minus constant",
     [](ModuleBuilder& b) {
         return b.compare(b.binary(Kind::Sub, x(b), b.constant(2), count), CompareOp::Eq, y(b));
     },
     [](ModuleBuilder& b) {
         return b.compare(b.binary(Kind::Add, b.constant(-2), x(b), count), CompareOp::Eq, y(b));
     }},
    {"given what is never none", [](ModuleBuilder& b) { return b.unary(Kind::Given, p(b)); }, p},
};

TEST(Lower, SameMeaningSameTable) {
    for (const Same& pair : same) {
        ModuleBuilder one = with_facts(), other = with_facts();
        const std::string expected = nodes_of(one, pair.one(one));
        EXPECT_EQ(nodes_of(other, pair.other(other)), expected) << pair.name;
    }
}

TEST(Lower, KeepsWhatAPartialValueTellsApart) {
    ModuleBuilder contradiction = with_facts();
    EXPECT_EQ(
        nodes_of(contradiction, contradiction.both(p(contradiction), contradiction.negate(p(contradiction)))),
        "%0 = LoadFact p : yes/no\n%1 = Not %0 : yes/no\n%2 = And %0 %1 : yes/no\n");
    ModuleBuilder difference = with_facts();
    const ExprId nothing = difference.binary(Kind::Sub, x(difference), x(difference), count);
    EXPECT_NE(
        nodes_of(difference, difference.compare(nothing, CompareOp::Eq, difference.constant(0))).find("Sub"),
        std::string::npos);
    ModuleBuilder order = with_facts();  // none makes both this and its opposite a no
    EXPECT_NE(
        nodes_of(order, order.negate(order.compare(d(order), CompareOp::Lt, order.use_fact(0)))).find("Not"),
        std::string::npos);
}

TEST(Lower, DefinesAreSharedAndTheirOrderDoesNotShow) {
    const auto module = [](bool swapped, bool unreached) {
        ModuleBuilder b = with_facts();
        if (unreached) b.define("loose", b.compare(y(b), CompareOp::Eq, b.constant(7)));
        const ExprId many = b.compare(x(b), CompareOp::Ge, b.constant(3)), both = b.both(p(b), q(b));
        const ExprId first = b.define(swapped ? "both" : "many", swapped ? both : many);
        const ExprId second = b.define(swapped ? "many" : "both", swapped ? many : both);
        b.require("r", swapped ? second : first);
        b.require("s", b.either(swapped ? first : second, swapped ? second : first));
        return b.module;
    };
    const std::string expected = dump(lowered(module(false, false)));
    EXPECT_EQ(dump(lowered(module(true, false))), expected);
    EXPECT_EQ(dump(lowered(module(false, true))), expected);
    EXPECT_EQ(expected.find("Constant 7"), std::string::npos);
    EXPECT_EQ(lowered(module(true, true)).defines.size(), 2U);
}

TEST(Lower, ManyDefinesInAChainAndLongConditions) {
    ModuleBuilder b = with_facts();
    ExprId last = p(b);
    for (int i = 0; i < 20'000; ++i)
        last = b.define("d" + std::to_string(i),
                        b.both(b.either(last, q(b)), b.compare(x(b), CompareOp::Ge, b.constant(i))));
    b.require("r", last);
    EXPECT_EQ(lower(b.module).nodes.size(), 80'003U);
}

TEST(Lower, TextWithoutLanguageStandsInBoth) {
    ModuleBuilder b = with_facts();
    b.require("r", p(b)).label = {"审核", "audit", "", {0, 1, 2}};
    b.module.decisions[0].requirements[0].otherwise = {"不够", "", "", {0, 1, 2}};
    const Table table = lowered(b.module);
    EXPECT_EQ(table.requirements[0].label.en, "audit");
    EXPECT_EQ(table.requirements[0].label.zh, "审核");
    EXPECT_EQ(table.requirements[0].otherwise.en, "不够");
    EXPECT_EQ(table.requirements[0].otherwise.zh, "不够");
}

/// The node's value by the runtime's rules alone, operands first.
std::vector<Partial> partial_values(const Table& table, const FactRow& facts) {
    std::vector<Partial> values;
    const auto value = [&values](NodeId id) { return id.valid() ? values[id.index()] : Partial{}; };
    for (const Node& node : table.nodes) {
        Operands<Partial> operands{value(node.a), value(node.b), value(node.c), node.imm,
                                   flags_of(table, node)};
        if (node.op == Code::LoadFact) {
            const auto slot = static_cast<std::size_t>(node.imm);
            const FactValue& fact = facts[slot];
            const FactState state = fact.state == FactValue::State::Known  ? FactState::Known
                                    : fact.state == FactValue::State::None ? FactState::None
                                                                           : FactState::Unknown;
            operands.a = from_fact<Partial>(spec_of(table.facts[slot].type), {state, fact.value});
        }
        values.push_back(apply<Partial>(node.op, operands));
    }
    return values;
}

/// Every kind of window, both roundings, days and months.
ModuleBuilder windows(ast::Rounding rounding) {
    ModuleBuilder b = with_facts();
    b.module.rounding = rounding;
    const auto guarded = [&](ExprId yes) {
        return b.choose(b.unary(Kind::IsNone, d(b)), b.constant(0, Base::YesNo), yes);
    };
    int n = 0;
    const auto add = [&](ExprId e) { b.define("w" + std::to_string(n++), e, true); };
    for (const Period period : {Period{36, 0}, Period{1, 0}, Period{0, 90}, Period{0, 0}}) {
        add(b.window(Kind::WindowBack, d(b), period));
        add(b.window(Kind::WindowAhead, d(b), period));
        for (const bool before : {false, true})
            for (const bool after : {false, true})
                add(b.around(d(b), b.use_fact(0), period, before, after));
        for (const CompareOp op :
             {CompareOp::Eq, CompareOp::Ne, CompareOp::Lt, CompareOp::Le, CompareOp::Gt, CompareOp::Ge})
            add(guarded(b.window(Kind::TimeSince, b.unary(Kind::Given, d(b)), period, op)));
        add(b.compare(b.window(Kind::ShiftDate, d(b), period), CompareOp::Eq, b.use_fact(0)));
    }
    add(b.in_range(d(b), b.constant(44'000, Base::Date), b.use_fact(0), true));
    return b;
}

TEST(Lower, WindowsMeanWhatTheReferenceSays) {
    using State = FactValue::State;
    std::vector<FactValue> days = {FactValue{State::Unknown, 0, {}, {}}};
    for (const std::int64_t day :
         {44'196, 44'589, 44'590, 44'195, 45'319, 45'320, 45'321, 45'349, 45'350, 43'889, 43'890})
        days.push_back(FactValue{State::Known, day, {}, {}});  // around 29 February and month ends
    for (const ast::Rounding rounding : {ast::Rounding::Down, ast::Rounding::Up}) {
        const ModuleBuilder b = windows(rounding);
        const Table table = lowered(b.module);
        for (const FactValue& today : days)
            for (std::size_t k = 0; k <= days.size(); ++k) {
                FactRow row(6);
                row[0] = today;
                row[5] = k == days.size() ? FactValue{State::None, 0, {}, {}} : days[k];
                const std::vector<Partial> values = partial_values(table, row);
                for (std::size_t i = 0; i < table.outputs.size(); ++i) {
                    const Possible expected = reference_value(b.module, row, b.module.definitions[i].value);
                    const Partial& actual = values[table.outputs[i].value.index()];
                    ASSERT_EQ(actual.lo, expected.low)
                        << table.outputs[i].id << " " << today.value << " " << k;
                    ASSERT_EQ(actual.hi, expected.high)
                        << table.outputs[i].id << " " << today.value << " " << k;
                }
            }
    }
}

}  // namespace
}  // namespace tenet::compiler::testing::lower_test
