#include "compiler/output_reasons.hpp"
#include "tests/unit/checking.hpp"

#include <gtest/gtest.h>

namespace tenet::compiler::testing::output_reasons_test {
namespace {

using State = FactValue::State;

FactValue known(std::int64_t value) { return {State::Known, value, {}, {}}; }
FactValue unknown() { return {State::Unknown, 0, {}, {}}; }

/// `case, case: ¶1 ¶2` of the only output.
std::string reason(const std::string& source, const FactRow& facts) {
    const Checked policy = checked("policy p\nsource notice \"A notice\"\nfact late : yes/no\n"
                                   "fact exams : count 0..9\n" +
                                   source);
    if (policy.diagnostics.has_errors()) return policy.text();
    Explained explained;
    explained.facts = facts;
    explain_outputs(policy.module, *policy.sources, explained);
    if (explained.output_reasons.size() != 1) return "not one output";
    std::string out;
    for (const std::string& each : explained.output_reasons[0].cases)
        out.append(out.empty() ? "" : ", ").append(each);
    out += ":";
    for (const TableCitation& each : explained.output_reasons[0].citations)
        for (const std::uint32_t paragraph : each.paragraphs)
            out += " " + std::to_string(paragraph);
    return out;
}

constexpr const char* cases = "output a : count\n"
                              "  = 1 when late cite notice ¶1\n"
                              "  = 2 when exams > 3 cite notice ¶2 cite notice ¶3\n"
                              "  = 3 otherwise\n"
                              "  cite notice ¶4\n";

TEST(OutputReasons, AreThoseOfTheCaseThatIsTaken) {
    EXPECT_EQ(reason(cases, {known(1), known(0)}), "late: 4 1");
    EXPECT_EQ(reason(cases, {known(0), known(4)}), "exams > 3: 4 2 3");
    EXPECT_EQ(reason(cases, {known(0), known(3)}), "otherwise: 4");
}

TEST(OutputReasons, LeaveOutCasesThatAreNotKnownToBeTaken) {
    EXPECT_EQ(reason(cases, {unknown(), known(4)}), ": 4");
    EXPECT_EQ(reason(cases, {known(0), unknown()}), ": 4");
    EXPECT_EQ(reason(cases, {known(1), unknown()}), "late: 4 1");
}

TEST(OutputReasons, ACitationThatBeginsALineIsTheStatements) {
    EXPECT_EQ(reason("output a = 1 cite notice ¶1\n", {known(0), known(0)}), ": 1");
    EXPECT_EQ(reason("output a : count\n  = 1 when late\n  cite notice ¶1\n  = 2 otherwise cite notice ¶2\n",
                     {known(0), known(0)}),
              "otherwise: 1 2");
}

TEST(OutputReasons, WhatFollowsACitationThatBeginsALineIsTheStatementsToo) {
    const std::string two =
        "output a : count\n  = 1 when late cite notice ¶1\n  cite notice ¶2 cite notice ¶3\n"
        "  = 0 otherwise cite notice ¶4 cite notice ¶5\n";
    EXPECT_EQ(reason(two, {known(1), known(0)}), "late: 2 3 1");
    EXPECT_EQ(reason(two, {known(0), known(0)}), "otherwise: 2 3 4 5");
}

TEST(OutputReasons, RowsOfTablesHaveTheirOwn) {
    const std::string table = "table t by late, exams : count\n"
                              "  yes, any -> 1 cite notice ¶1\n"
                              "  no, 0 .. 3 -> 2 cite notice ¶2\n"
                              "  no, 4 .. 9 -> 3\n"
                              "  cite notice ¶3\n"
                              "output a = t\n";
    EXPECT_EQ(reason(table, {known(1), unknown()}), "yes, any: 3 1");
    EXPECT_EQ(reason(table, {known(0), known(3)}), "no, 0 .. 3: 3 2");
    EXPECT_EQ(reason(table, {known(0), known(4)}), "no, 4 .. 9: 3");
}

TEST(OutputReasons, FollowWhatAValueIsTakenFromAndNothingElse) {
    const std::string defines = "param most = 5\n"
                                "define b : count\n"
                                "  = 1 when exams > most cite notice ¶1\n"
                                "  = c otherwise cite notice ¶2\n"
                                "define c = if late then most else exams cite notice ¶3\n";
    EXPECT_EQ(reason(defines + "output a = b cite notice ¶4\n", {known(1), known(6)}), "exams > most: 4 1");
    EXPECT_EQ(reason(defines + "output a = b cite notice ¶4\n", {known(1), known(5)}), "otherwise: 4 2 3");
    EXPECT_EQ(reason(defines + "output a = b cite notice ¶3\n", {known(0), known(5)}), "otherwise: 3 2");
    EXPECT_EQ(reason(defines + "output a = b + 1 cite notice ¶4\n", {known(1), known(5)}), ": 4");
}

}  // namespace
}  // namespace tenet::compiler::testing::output_reasons_test
