#include "compiler/fingerprint.hpp"

#include "compiler/lower.hpp"
#include "tests/unit/module_builder.hpp"

#include <gtest/gtest.h>

namespace tenet::compiler::testing {
namespace {

Fingerprints of(const typed::Module& module) { return fingerprint(lower(module)); }

TEST(Fingerprint, IsSha256InLowerCaseHexadecimal) {
    const Fingerprints prints = of(nine_lines());
    for (const std::string* print : {&prints.schema, &prints.meaning, &prints.text}) {
        EXPECT_EQ(print->size(), 64U);
        EXPECT_EQ(print->find_first_not_of("0123456789abcdef"), std::string::npos);
    }
}

/// Whoever changes these changes what a running service accepts: bump the format version and say so.
TEST(Fingerprint, IsTheSameOnEveryMachine) {
    const Fingerprints prints = of(nine_lines());
    EXPECT_EQ(prints.schema, "2a742408894cb8d5a3afc887cf55e12b292e8e798c2e82ad9083b03644debb16");
    EXPECT_EQ(prints.meaning, "2be208f5217acc8b53124caeee5476722ecb8cef7f92bfe69723482ac88a928b");
    EXPECT_EQ(prints.text, "c4adb510e8f0a2d7cbdf40845d9ba77e84b8dc043a0f3603e4922d07f508ee30");
}

TEST(Fingerprint, NamesAndPolicyAreTextNotMeaning) {
    const Fingerprints english = of(nine_lines()), chinese = of(nine_lines("名"));
    EXPECT_EQ(english.schema, chinese.schema);
    EXPECT_EQ(english.meaning, chinese.meaning);
    EXPECT_NE(english.text, chinese.text);
    typed::Module renamed = nine_lines();
    renamed.policy = {"other", "other", {}};
    EXPECT_EQ(of(renamed).meaning, english.meaning);
    EXPECT_NE(of(renamed).text, english.text);
}

struct Change {
    const char* name;
    void (*apply)(typed::Module&);
};

TEST(Fingerprint, TextsChangeTheTextOnly) {
    const Change changes[] = {
        {"fact label", [](typed::Module& m) { m.facts[1].label.first = "exam"; }},
        {"requirement label", [](typed::Module& m) { m.decisions[0].requirements[0].label.en = "exam"; }},
        {"message", [](typed::Module& m) { m.decisions[0].requirements[0].otherwise.zh = "不够"; }},
        {"citation",
         [](typed::Module& m) {
             m.decisions[0].requirements[0].citations.push_back({"n", {8}, {}, {}});
         }},
        {"decision label", [](typed::Module& m) { m.decisions[0].label.en = "eligible"; }},
        {"policy label", [](typed::Module& m) { m.policy_label.en = "audit"; }},
    };
    const Fingerprints before = of(nine_lines());
    for (const Change& change : changes) {
        typed::Module module = nine_lines();
        change.apply(module);
        const Fingerprints after = of(module);
        EXPECT_EQ(after.schema, before.schema) << change.name;
        EXPECT_EQ(after.meaning, before.meaning) << change.name;
        EXPECT_NE(after.text, before.text) << change.name;
    }
}

TEST(Fingerprint, PlacesChangeNothing) {
    typed::Module moved = nine_lines();
    for (typed::Expr& e : moved.exprs)
        e.span = {0, 7, 9};
    moved.decisions[0].requirements[0].span = {0, 3, 4};
    EXPECT_EQ(of(moved).meaning, of(nine_lines()).meaning);
    EXPECT_EQ(of(moved).text, of(nine_lines()).text);
}

TEST(Fingerprint, FactsChangeTheSchemaAndTheMeaning) {
    const Change changes[] = {
        {"id", [](typed::Module& m) { m.facts[2].name.id = "reviews"; }},
        {"range", [](typed::Module& m) { m.facts[2].type.high = 500; }},
        {"or none", [](typed::Module& m) { m.facts[1].type.or_none = false; }},
        {"one more", [](typed::Module& m) { m.facts.push_back(m.facts[2]); }},
    };
    const Fingerprints before = of(nine_lines());
    for (const Change& change : changes) {
        typed::Module module = nine_lines();
        change.apply(module);
        EXPECT_NE(of(module).schema, before.schema) << change.name;
        EXPECT_NE(of(module).meaning, before.meaning) << change.name;
    }
}

TEST(Fingerprint, RulesChangeTheMeaningOnly) {
    const Change changes[] = {
        {"threshold",
         [](typed::Module& m) {
             for (typed::Expr& e : m.exprs)
                 if (e.kind == Kind::Constant && e.number == 4) e.number = 5;
         }},
        {"period",
         [](typed::Module& m) {
             for (typed::Expr& e : m.exprs)
                 if (e.kind == Kind::WindowBack) e.period.months = 48;
         }},
        {"rounding", [](typed::Module& m) { m.rounding = ast::Rounding::Up; }},
        {"requirement id", [](typed::Module& m) { m.decisions[0].requirements[0].id.id = "exams"; }},
        {"decision id", [](typed::Module& m) { m.decisions[0].name.id = "admitted"; }},
        {"order",
         [](typed::Module& m) { std::swap(m.decisions[0].requirements[0], m.decisions[0].requirements[1]); }},
        {"when", [](typed::Module& m) { m.decisions[0].when = m.tiers[0].condition; }},
    };
    const Fingerprints before = of(nine_lines());
    for (const Change& change : changes) {
        typed::Module module = nine_lines();
        change.apply(module);
        EXPECT_EQ(of(module).schema, before.schema) << change.name;
        EXPECT_NE(of(module).meaning, before.meaning) << change.name;
    }
}

}  // namespace
}  // namespace tenet::compiler::testing
