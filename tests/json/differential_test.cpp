#include "compiler/evaluate.hpp"
#include "compiler/facts.hpp"
#include "compiler/facts_json.hpp"
#include "compiler/json_writer.hpp"
#include "tests/differential/seeds.hpp"
#include "tests/json/reader.hpp"
#include "tests/json/texts.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

/// Headers take the same texts as the tool, to the byte, read the same facts out of them and decide alike; what the tool refuses they
/// refuse at the same place for the same reason.
namespace tenet::json_test {
namespace {

using compiler::Applicant;
using compiler::D;
using compiler::FactRow;
using compiler::FactsProblem;
using compiler::FactValue;
using compiler::Table;

Applicant by_tool(const Table& table, std::string_view text) {
    std::vector<Applicant> all;
    read_facts(table, text, compiler::FactsShape::Object, [&](Applicant& one) { all.push_back(one); });
    EXPECT_EQ(all.size(), 1U);
    return std::move(all.front());
}

bool same_values(const std::vector<FactValue>& a, const std::vector<FactValue>& b);

bool same_value(const FactValue& a, const FactValue& b) {
    if (a.state != b.state || a.value != b.value || a.text != b.text || a.records.size() != b.records.size())
        return false;
    for (std::size_t i = 0; i < a.records.size(); ++i)
        if (!same_values(a.records[i].fields, b.records[i].fields)) return false;
    return true;
}

/// Those that are left off at the end are unknown.
bool same_values(const std::vector<FactValue>& a, const std::vector<FactValue>& b) {
    static const FactValue unknown;
    for (std::size_t i = 0; i < a.size() || i < b.size(); ++i)
        if (!same_value(i < a.size() ? a[i] : unknown, i < b.size() ? b[i] : unknown)) return false;
    return true;
}

/// The header does not tell apart what the policy works out itself, and stops before what is nested too deep.
std::string_view code_of_tool(D kind) {
    if (kind == D::FieldWorkedOut) return row(D::FieldUnknown).code;
    if (kind == D::FactWorkedOut) return row(D::FactUnknown).code;
    return row(kind).code;
}

/// What the tool knows and a header does not: names that are close, of records, and what the policy works out.
bool says_more(const FactsProblem& problem, const Table& table) {
    const D kind = problem.problem.kind;
    const bool list =
        !problem.facts.empty() && table.facts[problem.facts.front()].type.base == compiler::typed::Base::List;
    return kind == D::FactsNotJson || kind == D::FactWorkedOut || kind == D::FieldWorkedOut ||
           !problem.problem.suggestion.empty() || (kind == D::FactWrongType && list);
}

std::vector<std::vector<int>> statuses_of(compiler::Interpreter& interpreter, const Table& table,
                                          const FactRow& facts) {
    const compiler::Answer answer = interpreter.answer(facts);
    if (answer.refused()) return {table.decisions.size(), {static_cast<int>(compiler::VerdictKind::Refused)}};
    std::vector<std::vector<int>> out;
    for (const compiler::DecisionAnswer& decision : answer.decisions) {
        out.push_back({static_cast<int>(decision.verdict)});
        for (const compiler::RequirementStatus status : decision.requirements)
            out.back().push_back(static_cast<int>(status));
    }
    return out;
}

struct Counts {
    std::size_t texts = 0, taken = 0, syntax_moved = 0;
};

/// Reads one text both ways.
void compare(const Policy& policy, std::string_view text, Counts& counts) {
    const Table& table = policy.table();
    ++counts.texts;
    const Applicant tool = by_tool(table, text);
    const HeaderRead header = policy.subject.read(table, text);
    SCOPED_TRACE(fmt::format("{}: {}", policy.subject.path, text));
    if (tool.problems.empty()) {
        ++counts.taken;
        ASSERT_EQ(json::code_of(header.fault.cause), std::string()) << header.message[1];
        ASSERT_TRUE(same_values(header.row, tool.row));
        ASSERT_EQ(header.statuses, statuses_of(*policy.interpreter, table, tool.row));
        return;
    }
    const FactsProblem& problem = tool.problems.front();
    ASSERT_TRUE(header.fault) << render_text(problem, "-", compiler::Lang::En);
    ASSERT_EQ(json::code_of(header.fault.cause), code_of_tool(problem.problem.kind))
        << header.message[1] << "\n"
        << render_text(problem, "-", compiler::Lang::En);
    for (const FactValue& value : header.row)
        ASSERT_EQ(value.state, FactValue::State::Unknown);
    if (problem.problem.kind == D::FactsNotJson) {
        counts.syntax_moved += header.fault.offset == problem.offset ? 0 : 1;
        return;
    }
    ASSERT_EQ(header.fault.offset, problem.offset);
    ASSERT_EQ(header.fault.line, problem.place.line);
    ASSERT_EQ(header.fault.column, problem.place.column);
    ASSERT_EQ(header.pointer, problem.pointer);
    if (says_more(problem, table)) return;
    for (const compiler::Lang lang : {compiler::Lang::Zh, compiler::Lang::En}) {
        const bool zh = lang == compiler::Lang::Zh;
        ASSERT_EQ(fmt::format("{}:{}:{}: {}[{}]: {}\n   {}: {}\n", "f.json", header.fault.line,
                              header.fault.column, zh ? "错误" : "error", json::code_of(header.fault.cause),
                              header.message[zh ? 0 : 1], zh ? "改法" : "help", header.remedy[zh ? 0 : 1]),
                  render_text(problem, "f.json", lang));
    }
}

class Headers : public ::testing::TestWithParam<std::size_t> {};

/// The facts of every test of the policy, and of the applicants beside it.
TEST_P(Headers, ReadTestsAndApplicantsAsTheToolDoes) {
    const Policy policy(subjects()[GetParam()]);
    const Table& table = policy.table();
    Counts counts;
    for (std::size_t t = 0; t < policy.compiled.tests.size(); ++t) {
        compiler::JsonWriter json(t % 2 == 0);
        write_facts(json, table, facts_of(policy.compiled.tests, t, table.facts.size()));
        ASSERT_NO_FATAL_FAILURE(compare(policy, json.written(), counts));
    }
    std::ifstream lines(std::filesystem::path(policy.subject.path).parent_path() / "applicants.jsonl");
    for (std::string line; std::getline(lines, line);)
        ASSERT_NO_FATAL_FAILURE(compare(policy, line, counts));
    fmt::print("reached: {} texts of {} read alike, {} of them taken\n", counts.texts, policy.subject.path,
               counts.taken);
}

/// Random facts in random spellings, as they are and with bytes changed.
TEST_P(Headers, ReadRandomTextsAsTheToolDoes) {
    const Policy policy(subjects()[GetParam()]);
    const std::size_t rounds = (GetParam() == 0 ? 5000 : 250) / differential::scale() + 1;
    Counts counts;
    for (const std::uint64_t seed : differential::seeds()) {
        TextWriter writer(policy.table(), seed);
        for (std::size_t i = 0; i < rounds / 5; ++i) {
            std::string text = writer.applicant();
            ASSERT_NO_FATAL_FAILURE(compare(policy, text, counts));
            for (int times = 0; times < 3; ++times)
                ASSERT_NO_FATAL_FAILURE(compare(policy, writer.mutated(text), counts));
        }
    }
    EXPECT_GT(counts.taken, counts.texts / 20);
    fmt::print("reached: {} random texts of {} read alike, {} of them taken, {} not JSON elsewhere\n",
               counts.texts, policy.subject.path, counts.taken, counts.syntax_moved);
}

/// `examples_02_records_renewal`.
std::string name_of(const char* path) {
    std::string name = std::filesystem::path(path).replace_extension().string();
    std::replace(name.begin(), name.end(), '/', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Policies, Headers, ::testing::Range(std::size_t{0}, subjects().size()),
                         [](const auto& each) { return name_of(subjects()[each.param].path); });

}  // namespace
}  // namespace tenet::json_test
