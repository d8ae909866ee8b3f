#include "compiler/evaluate.hpp"
#include "compiler/facts_json.hpp"
#include "compiler/json_writer.hpp"
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

/// Headers tell every answer in the words of the tool, and as its JSON, to the byte. What they leave out is by which cases an output has
/// its value.
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

struct ToolTold {
    std::string result, pieces;
    std::string json;
    std::vector<int> verdicts;
};

Shown all_of(const Policy& policy, compiler::Lang lang) {
    const Table& table = policy.table();
    Shown shown;
    shown.lang = lang;
    shown.fingerprint = policy.compiled.fingerprints->meaning;
    shown.decisions.resize(table.decisions.size());
    shown.outputs.resize(table.outputs.size());
    std::iota(shown.decisions.begin(), shown.decisions.end(), 0U);
    std::iota(shown.outputs.begin(), shown.outputs.end(), 0U);
    return shown;
}

/// What the tool says; of a refusal without the place in the text of the facts.
ToolTold told_by_tool(const Policy& policy, const FactRow& facts, compiler::Lang lang) {
    const Table& table = policy.table();
    const Explained explained = policy.interpreter->explained(facts);
    if (explained.answer.refused()) {
        std::string text = render_text(refusal_problem(table, explained, {}), "f", lang);
        text.erase(0, text.find(' ') + 1);
        ToolTold told{
            text, {}, text, std::vector<int>(table.decisions.size(), static_cast<int>(Verdict::Refused))};
        for (std::size_t i = 0; i < table.decisions.size() + table.outputs.size(); ++i)
            told.pieces += text;
        return told;
    }
    Shown shown = all_of(policy, lang);
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
void compare(const Policy& policy, std::string_view text, const FactRow& facts, compiler::Lang lang,
             compiler::Replayer& replayer, Counts& counts) {
    const ToolTold tool = told_by_tool(policy, facts, lang);
    const HeaderTold header = policy.subject.tell(text, lang == compiler::Lang::En ? Lang::en : Lang::zh);
    ASSERT_EQ(header.result, tool.result);
    ASSERT_EQ(header.pieces, tool.pieces);
    ASSERT_EQ(header.json, tool.json);
    ASSERT_EQ(header.verdicts, tool.verdicts);
    ++counts.texts;
    if (!tool.json.starts_with('{')) {
        ASSERT_EQ(header.brief, "");
        ++counts.refused;
        return;
    }
    ASSERT_EQ(header.brief, brief_of(tool.json));
    const compiler::Replayed replayed = replayer.ask(header.brief, text);
    ASSERT_TRUE(replayed.problems.empty());
    ASSERT_TRUE(replayed.same_rules);
    ASSERT_TRUE(replayed.changes.empty());
}

void compare(const Policy& policy, std::string_view text, compiler::Replayer& replayer, Counts& counts) {
    std::vector<Applicant> read;
    read_facts(policy.table(), text, compiler::FactsShape::Object,
               [&](Applicant& one) { read.push_back(one); });
    if (read.size() != 1 || !read.front().problems.empty()) return;
    SCOPED_TRACE(fmt::format("{}: {}", policy.subject.path, text));
    for (const compiler::Lang lang : {compiler::Lang::En, compiler::Lang::Zh})
        ASSERT_NO_FATAL_FAILURE(compare(policy, text, read.front().row, lang, replayer, counts));
}

class Words : public ::testing::TestWithParam<std::size_t> {};

/// The facts of every test of the policy, and of the applicants beside it.
TEST_P(Words, OfTestsAndApplicantsAreTheTools) {
    const Policy policy(subjects()[GetParam()]);
    const Table& table = policy.table();
    compiler::Replayer replayer(policy.compiled, {});
    Counts counts;
    for (std::size_t t = 0; t < policy.compiled.tests.size(); ++t) {
        compiler::JsonWriter json(false);
        write_facts(json, table, facts_of(policy.compiled.tests, t, table.facts.size()));
        ASSERT_NO_FATAL_FAILURE(compare(policy, json.written(), replayer, counts));
    }
    std::ifstream lines(std::filesystem::path(policy.subject.path).parent_path() / "applicants.jsonl");
    for (std::string line; std::getline(lines, line);)
        ASSERT_NO_FATAL_FAILURE(compare(policy, line, replayer, counts));
    fmt::print("reached: {} answers of {} told alike, {} of them refusals\n", counts.texts,
               policy.subject.path, counts.refused);
}

/// Random facts, more of them for the policies that were written to be tested.
TEST_P(Words, OfRandomFactsAreTheTools) {
    const Policy policy(subjects()[GetParam()]);
    const bool own = std::string_view(policy.subject.path).starts_with("tests/");
    const std::size_t rounds = (own ? 500 : 200) / differential::scale() + 1;
    compiler::Replayer replayer(policy.compiled, {});
    Counts counts;
    for (const std::uint64_t seed : differential::seeds()) {
        json_test::TextWriter writer(policy.table(), seed);
        for (std::size_t i = 0; i < rounds; ++i)
            ASSERT_NO_FATAL_FAILURE(compare(policy, writer.applicant(), replayer, counts));
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
