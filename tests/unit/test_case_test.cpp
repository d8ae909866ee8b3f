#include "compiler/compile.hpp"
#include "compiler/test_run.hpp"
#include "parsing.hpp"

#include <gtest/gtest.h>

// The facts of a test, and what comes of it.

namespace tenet::compiler::testing {
namespace {

const std::string policy =
    "policy p\nas of day\n"
    "record visit as visit_twin\n  on_day : date or none\n  long : yes/no = on_day is given\n  hours : hours\n"
    "fact day : date\nfact 天数 as days_off : days in halves or none\nfact visits : list of visit\n"
    "fact place : text\n"
    "decide d\n  require day >= 2020-01-01\n  require visits: every visit in visits has hours >= 1h\n"
    "  require place = \"here\"\n";

Compiled compiled(const std::string& tests) {
    MemoryFiles files;
    files.add("p.policy", policy + tests);
    return compile(files, "p.policy");
}

std::string codes(const Compiled& result) {
    std::string all;
    for (const Diagnostic* each : in_order(result.diagnostics))
        all.append(all.empty() ? "" : " ").append(row(each->kind).code);
    return all;
}

TEST(TestCases, FactsAreInUnitsOfTheirTypes) {
    const Compiled result =
        compiled("test \"t\"\n  given day = 1900-01-02, 天数 = 2.5d, place = \"there\"\n  given visits\n"
                 "    | hours | on_day |\n    | 1.25 | none |\n    | | 1900-01-03 |\n"
                 "  expect d undetermined\n");
    ASSERT_TRUE(result.ok()) << codes(result);
    const FactRow row = facts_of(result.tests, 0, result.table->facts.size());
    ASSERT_EQ(row.size(), 4U);
    EXPECT_EQ(row[0].value, 1);
    EXPECT_EQ(row[1].value, 5);
    ASSERT_EQ(row[2].records.size(), 2U);
    EXPECT_EQ(row[2].value, 2);
    EXPECT_EQ(row[2].records[0].fields[0].state, FactValue::State::None);
    const std::size_t hours = row[2].records[0].fields.size() - 1;
    EXPECT_EQ(row[2].records[0].fields[hours].value, 125);
    EXPECT_EQ(row[2].records[1].fields[0].value, 2);
    EXPECT_EQ(row[2].records[1].fields[hours].state, FactValue::State::Unknown);
    EXPECT_EQ(row[3].value, 0);
    EXPECT_EQ(row[3].text, "there");
}

TEST(TestCases, WhatATestGivesItselfTakesThePlaceOfItsBase) {
    const Compiled result = compiled(
        "test \"c\" as \"b\" but place unknown\n  expect d undetermined\n"
        "test \"b\" as \"a\"\n  given days_off = none\n  expect d undetermined\n"
        "test \"a\"\n  given day = 1900-01-02, 天数 = 1d, place = \"here\"\n  expect d undetermined\n");
    ASSERT_TRUE(result.ok()) << codes(result);
    const FactRow row = facts_of(result.tests, 0, result.table->facts.size());
    EXPECT_EQ(row[0].value, 1);
    EXPECT_EQ(row[1].state, FactValue::State::None);
    EXPECT_EQ(row[2].state, FactValue::State::Unknown);
    EXPECT_EQ(row[3].state, FactValue::State::Unknown);
    EXPECT_EQ(facts_of(result.tests, 1, 4)[3].value, 1);
}

TEST(TestCases, EachListIsCompleteInAnyOrder) {
    const auto passes = [](const std::string& expectation) {
        const Compiled result = compiled(
            "test \"t\"\n  given day = 2019-01-01, place = \"there\"\n  given visits\n    | hours |\n"
            "    | 0 |\n    | 2 |\n    | 0.5 |\n  expect d " +
            expectation + "\n");
        EXPECT_TRUE(result.ok()) << expectation << codes(result);
        if (!result.ok()) return false;
        const Program program = result.program->view();
        Interpreter interpreter(program, *result.table);
        return run_test(interpreter, *result.table, result.tests, 0).passed();
    };
    EXPECT_TRUE(passes("ineligible"));
    EXPECT_TRUE(passes("ineligible because day, visits, place at 1, 3"));
    EXPECT_TRUE(passes("ineligible at 3, 1 because place, day, visits"));
    EXPECT_FALSE(passes("ineligible because day, visits"));
    EXPECT_FALSE(passes("ineligible because day, visits, place at 1"));
    EXPECT_FALSE(passes("ineligible at 1, 2, 3"));
    EXPECT_FALSE(passes("undetermined"));
    EXPECT_FALSE(passes("ineligible needing place"));
}

TEST(TestCases, AFaultIsReportedOnceAndChecksGoOn) {
    EXPECT_EQ(
        codes(compiled(
            "test \"a\"\n  given day = 3, nothing = 4, place = 5\n  given visits\n    | nothing |\n    | 1 |\n"
            "  expect e eligible\n  expect d ineligible because nothing\n")),
        "T0727 T0201 T0727 T0245 T0719 T0722");
    EXPECT_EQ(codes(compiled(
                  "test \"a\"\n  given visits\n    | on_day | long |\n    | | |\n  expect d eligible\n")),
              "T0715");
    EXPECT_EQ(codes(compiled("test \"a\"\n  expect d eligible\ntest \"b\" as \"b\"\n  expect d eligible\n")),
              "T0707");
}

}  // namespace
}  // namespace tenet::compiler::testing
