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
    EXPECT_EQ(prints.schema, "b9b715b235ebe44a378a0878f0d840d8c015bc2f4143512973dd173bf0e09a23");
    EXPECT_EQ(prints.meaning, "bbab05ffccf8512234d18c6ed0dc777b5a86695c157cbc017a93205f88214086");
    EXPECT_EQ(prints.text, "947653ca6291a795d751140b77393a3c286ecae52cde9150c47ce57c1865200b");
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
             m.decisions[0].requirements[0].citations.push_back({{"n", "n", {}}, {8}, {}});
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

/// A policy with a choice, a record, a remedy, an assume, a placeholder and a note.
typed::Module full() {
    ModuleBuilder b = with_audits();
    typed::Requirement& it = b.require("it", b.any(2, b.use_field(0, 3)));
    typed::Remedy remedy;
    remedy.name = {"wait", "wait", {}};
    it.remedies = {remedy};
    it.placeholders = {{"count", b.count_of(2, b.use_field(0, 2))}};
    b.module.assumes.push_back({b.in_order(2, b.constant(0, Base::Date), b.use_field(0, 1)), {}, {}, {}, {}});
    b.module.notes.push_back({});
    b.module.texts = {"qms"};
    return b.module;
}

TEST(Fingerprint, WhatRecordsAndChoicesLookLikeIsSchema) {
    const Change changes[] = {
        {"value", [](typed::Module& m) { m.choices[0].values[1].name.id = "fsms"; }},
        {"order", [](typed::Module& m) { std::swap(m.choices[0].values[0], m.choices[0].values[1]); }},
        {"choice", [](typed::Module& m) { m.choices[0].name.id = "domain"; }},
        {"its policy", [](typed::Module& m) { m.choices[0].policy = "other"; }},
        {"field", [](typed::Module& m) { m.records[0].fields[2].name.id = "whole"; }},
        {"range of a field", [](typed::Module& m) { m.records[0].fields[4].type.high = 100; }},
        {"most records", [](typed::Module& m) { m.facts[2].type.high = 9; }},
        {"record", [](typed::Module& m) { m.records[0].name.id = "visit"; }},
    };
    const Fingerprints before = of(full());
    for (const Change& change : changes) {
        typed::Module module = full();
        change.apply(module);
        EXPECT_NE(of(module).schema, before.schema) << change.name;
        EXPECT_NE(of(module).meaning, before.meaning) << change.name;
    }
}

TEST(Fingerprint, WhatAnswersRestOnIsMeaning) {
    const Change changes[] = {
        {"derived field",
         [](typed::Module& m) { m.exprs[m.records[0].fields[3].derived.index()].kind = Kind::Or; }},
        {"remedy", [](typed::Module& m) { m.decisions[0].requirements[0].remedies[0].name.id = "pay"; }},
        {"one remedy less", [](typed::Module& m) { m.decisions[0].requirements[0].remedies.clear(); }},
        {"assume", [](typed::Module& m) { m.assumes.clear(); }},
        {"text", [](typed::Module& m) { m.texts[0] = "ems"; }},
    };
    const Fingerprints before = of(full());
    for (const Change& change : changes) {
        typed::Module module = full();
        change.apply(module);
        EXPECT_EQ(of(module).schema, before.schema) << change.name;
        EXPECT_NE(of(module).meaning, before.meaning) << change.name;
    }
}

TEST(Fingerprint, WhatMessagesShowIsText) {
    const Change changes[] = {
        {"placeholder", [](typed::Module& m) { m.decisions[0].requirements[0].placeholders.clear(); }},
        {"its name", [](typed::Module& m) { m.decisions[0].requirements[0].placeholders[0].name = "次数"; }},
        {"what it shows",
         [](typed::Module& m) {
             m.exprs[m.decisions[0].requirements[0].placeholders[0].value.index()].c = {};
         }},
        {"note", [](typed::Module& m) { m.notes[0].text.first = "仅供参考"; }},
        {"assume's message", [](typed::Module& m) { m.assumes[0].message.first = "不对"; }},
        {"remedy's label",
         [](typed::Module& m) { m.decisions[0].requirements[0].remedies[0].label.first = "再等"; }},
        {"value's label", [](typed::Module& m) { m.choices[0].values[0].label.first = "质量"; }},
        {"field's name", [](typed::Module& m) { m.records[0].fields[0].name.text = "领域"; }},
    };
    const Fingerprints before = of(full());
    for (const Change& change : changes) {
        typed::Module module = full();
        change.apply(module);
        EXPECT_EQ(of(module).schema, before.schema) << change.name;
        EXPECT_EQ(of(module).meaning, before.meaning) << change.name;
        EXPECT_NE(of(module).text, before.text) << change.name;
    }
}

}  // namespace
}  // namespace tenet::compiler::testing
