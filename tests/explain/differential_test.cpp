#include "compiler/emit_table.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/facts_json.hpp"
#include "compiler/json_writer.hpp"
#include "compiler/read_table.hpp"
#include "compiler/replay.hpp"
#include "compiler/result_json.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_text.hpp"
#include "tests/differential/seeds.hpp"
#include "tests/json/reader.hpp"
#include "tests/json/texts.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>

/// Headers tell every answer in the words of the tool, and as its JSON, to the byte, where it answers by a table: what both leave out is
/// by which cases an output has its value.
namespace tenet::explain_test {
namespace {

using compiler::Applicant;
using compiler::Explained;
using compiler::FactRow;
using compiler::Shown;
using compiler::Table;
using json_test::HeaderTold;
using json_test::Policy;
using json_test::subjects;

/// A policy that is answered by its table, as by its header.
struct Tool {
    Policy policy;
    std::unique_ptr<compiler::ReadTable> read;
    std::unique_ptr<compiler::Interpreter> interpreter;
    compiler::Replayer replayer;

    explicit Tool(const json_test::Subject& subject) : policy(subject), replayer(policy.compiled, {}) {
        const compiler::Compiled& of = policy.compiled;
        compiler::Arg complaint("");
        read = read_table(emit_table(*of.table, *of.program, *of.fingerprints), complaint);
        interpreter = std::make_unique<compiler::Interpreter>(read->program, read->table);
    }
    const Table& table() const { return read->table; }
};

struct ToolTold {
    std::string result, pieces;
    std::string json;
    std::vector<int> verdicts;
};

Shown all_of(const Tool& tool, compiler::Lang lang) {
    const Table& table = tool.table();
    Shown shown;
    shown.lang = lang;
    shown.fingerprint = tool.read->meaning;
    shown.decisions.resize(table.decisions.size());
    shown.outputs.resize(table.outputs.size());
    std::iota(shown.decisions.begin(), shown.decisions.end(), 0U);
    std::iota(shown.outputs.begin(), shown.outputs.end(), 0U);
    return shown;
}

/// What the tool says; of a refusal without the place in the text of the facts.
ToolTold told_by_tool(const Tool& tool, const FactRow& facts, compiler::Lang lang) {
    const Table& table = tool.table();
    const Explained explained = tool.interpreter->explained(facts);
    if (explained.answer.refused()) {
        std::string text = render_text(refusal_problem(table, explained, {}), "f", lang);
        text.erase(0, text.find(' ') + 1);
        ToolTold told{
            text, {}, text, std::vector<int>(table.decisions.size(), static_cast<int>(Verdict::Refused))};
        for (std::size_t i = 0; i < table.decisions.size() + table.outputs.size(); ++i)
            told.pieces += text;
        return told;
    }
    Shown shown = all_of(tool, lang);
    ToolTold told{result_text(table, explained, shown, 0), {}, result_json(table, explained, shown), {}};
    told.json.pop_back();  // the line end
    for (const compiler::DecisionAnswer& decision : explained.answer.decisions)
        told.verdicts.push_back(static_cast<int>(decision.verdict));
    shown.notes = false;
    told.pieces = result_text(table, explained, shown, 0);
    told.pieces.erase(0, told.pieces.find('\n') + 1);
    return told;
}

/// What a log has: the answer without what follows from the rules.
std::string brief_of(const std::string& json) {
    auto answer = nlohmann::ordered_json::parse(json);
    answer.erase("notes");
    for (auto& decision : answer["decisions"])
        for (auto& requirement : decision["requirements"])
            for (const char* told : {"message", "cite", "parts"})
                requirement.erase(told);
    return answer.dump();
}

struct Counts {
    std::size_t texts = 0, refused = 0;
};

/// What a header tells of facts is what the tool does; and with the facts a log's line of it is asked again without a change.
void compare(Tool& tool, std::string_view text, const FactRow& facts, compiler::Lang lang, Counts& counts) {
    const ToolTold told = told_by_tool(tool, facts, lang);
    const HeaderTold header =
        tool.policy.subject.tell(text, lang == compiler::Lang::En ? Lang::en : Lang::zh);
    ASSERT_EQ(header.result, told.result);
    ASSERT_EQ(header.pieces, told.pieces);
    ASSERT_EQ(header.json, told.json);
    ASSERT_EQ(header.verdicts, told.verdicts);
    ++counts.texts;
    if (!told.json.starts_with('{')) {
        ASSERT_EQ(header.brief, "");
        ++counts.refused;
        return;
    }
    ASSERT_EQ(header.brief, brief_of(told.json));
    if (lang == compiler::Lang::Zh) return;  // which has the same verdicts, statuses and outputs
    const compiler::Replayed replayed = tool.replayer.ask(header.brief, text);
    ASSERT_TRUE(replayed.problems.empty());
    ASSERT_TRUE(replayed.same_rules);
    ASSERT_TRUE(replayed.changes.empty());
}

void compare(Tool& tool, std::string_view text, Counts& counts) {
    std::vector<Applicant> read;
    read_facts(tool.table(), text, compiler::FactsShape::Object,
               [&](Applicant& one) { read.push_back(one); });
    if (read.size() != 1 || !read.front().problems.empty()) return;
    SCOPED_TRACE(fmt::format("{}: {}", tool.policy.subject.path, text));
    for (const compiler::Lang lang : {compiler::Lang::En, compiler::Lang::Zh})
        ASSERT_NO_FATAL_FAILURE(compare(tool, text, read.front().row, lang, counts));
}

class Words : public ::testing::TestWithParam<std::size_t> {};

/// The facts of every test of the policy, of the applicants beside it, and of those of the examples that it takes.
TEST_P(Words, OfTestsAndApplicantsAreTheTools) {
    Tool tool(subjects()[GetParam()]);
    const Policy& policy = tool.policy;
    const Table& table = policy.table();
    Counts counts;
    for (std::size_t t = 0; t < policy.compiled.tests.size(); ++t) {
        compiler::JsonWriter json(false);
        write_facts(json, table, facts_of(policy.compiled.tests, t, table.facts.size()));
        ASSERT_NO_FATAL_FAILURE(compare(tool, json.written(), counts));
    }
    for (const std::filesystem::path& folder :
         {std::filesystem::path(policy.subject.path).parent_path(), std::filesystem::path("examples")}) {
        std::ifstream lines(folder / "applicants.jsonl");
        for (std::string line; std::getline(lines, line);)
            ASSERT_NO_FATAL_FAILURE(compare(tool, line, counts));
    }
    fmt::print("reached: {} answers of {} told alike, {} of them refusals\n", counts.texts,
               policy.subject.path, counts.refused);
}

/// Random facts, more of them for the policies that were written to be tested.
TEST_P(Words, OfRandomFactsAreTheTools) {
    Tool tool(subjects()[GetParam()]);
    const Policy& policy = tool.policy;
    const bool own = std::string_view(policy.subject.path).starts_with("tests/");
    const std::size_t rounds = (own ? 500 : 200) / differential::scale() + 1;
    Counts counts;
    for (const std::uint64_t seed : differential::seeds()) {
        json_test::TextWriter writer(policy.table(), seed);
        for (std::size_t i = 0; i < rounds; ++i)
            ASSERT_NO_FATAL_FAILURE(compare(tool, writer.applicant(), counts));
    }
    EXPECT_GT(counts.texts, rounds / 2);
    fmt::print("reached: {} answers of {} to random facts told alike, {} of them refusals\n", counts.texts,
               policy.subject.path, counts.refused);
}

/// `examples_02_records_renewal`.
std::string name_of(const char* path) {
    std::string name = std::filesystem::path(path).replace_extension().string();
    std::replace(name.begin(), name.end(), '/', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Policies, Words, ::testing::Range(std::size_t{0}, subjects().size()),
                         [](const auto& each) { return name_of(subjects()[each.param].path); });

}  // namespace
}  // namespace tenet::explain_test
