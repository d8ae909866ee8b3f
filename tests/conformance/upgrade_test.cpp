#include "compiler/compile.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/facts.hpp"
#include "compiler/reference.hpp"
#include "compiler/value_text.hpp"
#include "process.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

/// policies/ccaa/upgrade_to_auditor.policy and its English skin: every sample applicant through the command line, the
/// interpreter and the reference. What is expected was derived by hand from the readings of policies/ccaa/README.md.
namespace tenet::compiler {
namespace {

using Json = nlohmann::ordered_json;

const std::string folder = TENET_SOURCE_DIR "/policies/ccaa/";
constexpr const char* skins[] = {"upgrade_to_auditor.policy", "../ccaa-en/upgrade_to_auditor.policy"};
constexpr const char* decision_id = "upgrade_to_auditor";
constexpr std::size_t least_applicants = 60;

std::vector<Json> lines(const std::string& text) {
    std::vector<Json> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) out.push_back(Json::parse(line));
    return out;
}

std::string read(const std::string& name) {
    std::ifstream in(folder + name, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::vector<Json> expectations() { return lines(read("expected.jsonl")); }

/// Whether an expectation is that the applicant is answered at all.
bool is_answered(const Json& expected) { return expected.contains("verdict"); }

Json with_status(const Json& decision, const char* status) {
    Json out = Json::array();
    for (const Json& requirement : decision["requirements"])
        if (requirement["status"] == status) out.push_back(requirement["id"]);
    return out;
}

/// What the reasons of one result say other than expected.
void compare_reasons(const Json& decision, const Json& expected) {
    for (const auto& [id, values] : expected.items()) {
        const Json* found = nullptr;
        for (const Json& requirement : decision["requirements"])
            if (requirement["id"] == id) found = &requirement;
        ASSERT_NE(found, nullptr) << id;
        for (const auto& [key, value] : values.items()) {
            ASSERT_TRUE(found->contains(key)) << id << "." << key << " in " << *found;
            EXPECT_EQ((*found)[key], value) << id << "." << key;
        }
    }
}

void compare_result(const Json& result, const Json& expected) {
    if (!is_answered(expected)) {
        ASSERT_TRUE(result.contains("refused")) << result;
        if (expected.contains("error"))
            EXPECT_EQ(result["refused"]["pointer"], expected["error"]["pointer"]) << result;
        else
            EXPECT_EQ(result["refused"]["facts"], expected["refused"]["facts"]) << result;
        return;
    }
    ASSERT_TRUE(result.contains("decisions")) << result;
    const Json& decision = result["decisions"][decision_id];
    EXPECT_EQ(decision["verdict"], expected["verdict"]);
    for (const char* status : {"failed", "unknown", "not_applicable"})
        EXPECT_EQ(with_status(decision, status), expected[status]) << status;
    EXPECT_EQ(decision["missing"], expected["missing"]);
    EXPECT_EQ(result["outputs"], expected["outputs"]);
    if (expected.contains("reasons")) compare_reasons(decision, expected["reasons"]);
    EXPECT_EQ(result["notes"].size(), 1U);
}

TEST(Upgrade, TheSampleHasApplicantsEnough) {
    EXPECT_GE(expectations().size(), least_applicants);
    EXPECT_EQ(lines(read("applicants.jsonl")).size(), expectations().size());
}

TEST(Upgrade, CommandLineInBothSkins) {
    const std::vector<Json> expected = expectations();
    for (const char* skin : skins) {
        const testing::Ran ran =
            testing::run(TENET_PROGRAM,
                         {"eval", folder + skin, "--facts", folder + "applicants.jsonl", "--format", "json"});
        EXPECT_EQ(ran.status, 2) << ran.err.substr(0, 2000);
        const std::vector<Json> results = lines(ran.out);
        ASSERT_EQ(results.size(), expected.size());
        for (std::size_t i = 0; i < results.size(); ++i) {
            SCOPED_TRACE(fmt::format("{}: {}", skin, expected[i]["case"].get<std::string>()));
            compare_result(results[i], expected[i]);
        }
    }
}

std::string path_text(const Table& table, const FactPath& path, std::string_view field) {
    if (path.record == no_record) return table.facts[path.fact].id;
    return fmt::format("{}[{}].{}", table.facts[path.fact].id, path.record, field);
}

/// Paths as results write them; the table knows the fields of a record without the derived ones.
Json path_texts(const Table& table, const std::vector<FactPath>& paths) {
    Json out = Json::array();
    for (const FactPath& path : paths) {
        std::string field;
        if (path.record != no_record) {
            const TableRecord& record = table.records[table.facts[path.fact].type.of];
            for (std::size_t i = 0; i < record.fields.size(); ++i)
                if (record.declared[i] == path.field) field = record.fields[i].id;
        }
        out.push_back(path_text(table, path, field));
    }
    return out;
}

/// A determined value as results write it.
Json value_json(const Table& table, const typed::Type& type, const Possible& value) {
    if (!value.may_be_value) return nullptr;
    switch (type.base) {
    case typed::Base::Choice: return table.choices[type.of].values[static_cast<std::size_t>(value.low)].id;
    case typed::Base::Date: return value_text(type, value.low, Lang::En);
    case typed::Base::YesNo: return value.low != 0;
    case typed::Base::Count:
    case typed::Base::Number:
    case typed::Base::Days:
    case typed::Base::Hours: return Json::parse(number_text(value.low, type.scale));
    case typed::Base::Period:
    case typed::Base::Set:
    case typed::Base::Text:
    case typed::Base::List: break;  // this policy has no such output
    }
    return "no such output";
}

/// The same answer in the words of the expectation.
Json words(const Table& table, const Answer& answer) {
    const DecisionAnswer& decision = answer.decisions.at(0);
    Json out = {{"verdict", identifier(decision.verdict)},
                {"failed", Json::array()},
                {"unknown", Json::array()},
                {"not_applicable", Json::array()},
                {"missing", path_texts(table, decision.missing)},
                {"outputs", Json::object()}};
    for (std::size_t k = 0; k < decision.requirements.size(); ++k)
        if (decision.requirements[k] != RequirementStatus::Satisfied)
            out[identifier(decision.requirements[k])].push_back(table.requirements[k].id);
    for (std::size_t k = 0; k < answer.outputs.size(); ++k) {
        const OutputAnswer& output = answer.outputs[k];
        Json& shown = out["outputs"][table.outputs[k].id];
        if (output.value.determined() || !output.value.may_be_value)
            shown = value_json(table, table.outputs[k].type, output.value);
        else
            shown = {{"undetermined", path_texts(table, output.missing)}};
    }
    return out;
}

/// Compares the answers to one applicant as read.
void compare_answers(const Compiled& policy, Interpreter& interpreter, const Applicant& applicant,
                     Json expected) {
    ASSERT_EQ(applicant.problems.empty(), !expected.contains("error"));
    if (expected.contains("error")) return;
    const Answer answer = interpreter.answer(applicant.row);
    const Answer second = reference_evaluate(*policy.module, applicant.row);
    EXPECT_EQ(answer, second);
    ASSERT_EQ(answer.refused(), expected.contains("refused"));
    if (answer.refused()) {
        EXPECT_EQ(answer.refusal.cause, Refusal::Cause::Assume);
        return;
    }
    expected.erase("case");
    expected.erase("reasons");
    EXPECT_EQ(words(*policy.table, answer), expected);
    EXPECT_EQ(words(*policy.table, second), expected);
}

TEST(Upgrade, InterpreterAndReferenceInBothSkins) {
    const std::vector<Json> expected = expectations();
    const std::string applicants = read("applicants.jsonl");
    for (const char* skin : skins) {
        DiskFiles files;
        const Compiled policy = compile(files, folder + skin);
        ASSERT_TRUE(policy.ok()) << render_text(policy.diagnostics, *policy.sources, Lang::En);
        const Program program = policy.program->view();
        Interpreter interpreter(program, *policy.table);
        std::size_t i = 0;
        read_facts(*policy.table, applicants, FactsShape::Lines, [&](Applicant& applicant) {
            ASSERT_LT(i, expected.size());
            const Json& wanted = expected[i++];
            SCOPED_TRACE(fmt::format("{}: {}", skin, wanted["case"].get<std::string>()));
            compare_answers(policy, interpreter, applicant, wanted);
        });
        EXPECT_EQ(i, expected.size());
    }
}

TEST(Upgrade, BothSkinsMeanTheSame) {
    DiskFiles files;
    std::vector<std::string> meanings;
    for (const char* skin : skins) {
        const Compiled policy = compile(files, folder + skin);
        ASSERT_TRUE(policy.ok());
        meanings.push_back(policy.fingerprints->meaning);
        EXPECT_EQ(meanings.back().size(), 64U);
    }
    EXPECT_EQ(meanings[0], meanings[1]);
}

/// Names, order and outputs are promised to whoever holds data for these policies.
TEST(Upgrade, NamesAreThePromisedOnes) {
    DiskFiles files;
    const Compiled policy = compile(files, folder + skins[0]);
    ASSERT_TRUE(policy.ok());
    std::vector<std::string> requirements, outputs, facts;
    for (const TableRequirement& each : policy.table->requirements)
        requirements.push_back(each.id);
    for (const auto& each : policy.table->outputs)
        outputs.push_back(each.id);
    for (const TableFact& each : policy.table->facts)
        facts.push_back(each.id);
    EXPECT_EQ(requirements, (std::vector<std::string>{"trainee_qualification", "ms_exam", "complete_audits",
                                                      "onsite_days", "cpd_hours"}));
    EXPECT_EQ(outputs,
              (std::vector<std::string>{"required_complete_audits", "counted_complete_audits",
                                        "required_onsite_days", "counted_onsite_days", "required_cpd_hours",
                                        "counted_cpd_hours", "cpd_basis", "experience_since"}));
    EXPECT_EQ(facts, (std::vector<std::string>{"application_date", "field", "exams", "trainee_certificates",
                                               "trainings", "audits", "extension_clause_applies"}));
}

}  // namespace
}  // namespace tenet::compiler
