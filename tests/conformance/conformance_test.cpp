#include "compiler/compile.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/facts.hpp"
#include "compiler/reference.hpp"
#include "compiler/result_names.hpp"
#include "process.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

namespace tenet::compiler {
namespace {

using Json = nlohmann::ordered_json;

const std::string folder = TENET_SOURCE_DIR "/policies/auditor/";
constexpr const char* skins[] = {"auditor.policy", "auditor.zh.policy"};
constexpr std::size_t least_applicants = 24;

std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::vector<Json> lines(const std::string& text) {
    std::vector<Json> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) out.push_back(Json::parse(line));
    return out;
}

std::vector<Json> expectations() { return lines(read(folder + "expected.jsonl")); }

/// The ids of the requirements of a result that have a status.
Json with_status(const Json& decision, const char* status) {
    Json out = Json::array();
    for (const Json& requirement : decision["requirements"])
        if (requirement["status"] == status) out.push_back(requirement["id"]);
    return out;
}

/// What the reasons of one result say other than expected.
void compare_reasons(const Json& decision, const Json& expected) {
    if (!expected.contains("reasons")) return;
    for (const auto& [id, values] : expected["reasons"].items()) {
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

TEST(Conformance, TheSampleHasApplicantsEnough) {
    EXPECT_GE(expectations().size(), least_applicants);
    EXPECT_EQ(lines(read(folder + "applicants.jsonl")).size(), expectations().size());
}

TEST(Conformance, CommandLineInBothSkins) {
    std::vector<Json> expected = expectations();
    for (const char* skin : skins) {
        testing::Ran ran = testing::run(TENET_PROGRAM, {"eval", folder + skin, "--facts",
                                                        folder + "applicants.jsonl", "--format", "json"});
        ASSERT_EQ(ran.status, 0) << ran.err;
        std::vector<Json> results = lines(ran.out);
        ASSERT_EQ(results.size(), expected.size());
        for (std::size_t i = 0; i < results.size(); ++i) {
            SCOPED_TRACE(std::string(skin) + ": " + expected[i]["case"].get<std::string>());
            const Json& decision = results[i]["decisions"]["eligible"];
            EXPECT_EQ(decision["verdict"], expected[i]["verdict"]);
            EXPECT_EQ(with_status(decision, "failed"), expected[i]["failed"]);
            EXPECT_EQ(with_status(decision, "unknown"), expected[i]["unknown"]);
            EXPECT_EQ(decision["missing"], expected[i]["missing"]);
            compare_reasons(decision, expected[i]);
        }
    }
}

/// The same answer in the words of the expectation.
Json words(const Table& table, const Answer& answer) {
    const DecisionAnswer& decision = answer.decisions.at(0);
    Json out = {{"verdict", identifier(decision.verdict)},
                {"failed", Json::array()},
                {"unknown", Json::array()},
                {"missing", Json::array()}};
    for (std::size_t k = 0; k < decision.requirements.size(); ++k) {
        if (decision.requirements[k] == RequirementStatus::Failed)
            out["failed"].push_back(table.requirements[k].id);
        if (decision.requirements[k] == RequirementStatus::Unknown)
            out["unknown"].push_back(table.requirements[k].id);
    }
    for (const FactPath& path : decision.missing)
        out["missing"].push_back(path_id(table, path));
    return out;
}

TEST(Conformance, InterpreterAndReferenceInBothSkins) {
    std::vector<Json> expected = expectations();
    std::string applicants = read(folder + "applicants.jsonl");
    for (const char* skin : skins) {
        DiskFiles files;
        Compiled policy = compile(files, folder + skin);
        ASSERT_TRUE(policy.ok()) << render_text(policy.diagnostics, *policy.sources, Lang::En);
        std::size_t i = 0;
        read_facts(*policy.table, applicants, FactsShape::Lines, [&](Applicant& applicant) {
            ASSERT_LT(i, expected.size());
            Json wanted = expected[i++];
            SCOPED_TRACE(std::string(skin) + ": " + wanted["case"].get<std::string>());
            ASSERT_TRUE(applicant.problems.empty());
            wanted.erase("case");
            wanted.erase("reasons");
            EXPECT_EQ(words(*policy.table, interpret(policy.program->view(), *policy.table, applicant.row)),
                      wanted);
            EXPECT_EQ(words(*policy.table, reference_evaluate(*policy.module, applicant.row)), wanted);
        });
        EXPECT_EQ(i, expected.size());
    }
}

TEST(Conformance, BothSkinsMeanTheSame) {
    DiskFiles files;
    std::vector<std::string> meanings;
    for (const char* skin : skins) {
        Compiled policy = compile(files, folder + skin);
        ASSERT_TRUE(policy.ok());
        meanings.push_back(policy.fingerprints->meaning);
        EXPECT_EQ(meanings.back().size(), 64U);
    }
    EXPECT_EQ(meanings[0], meanings[1]);
}

/// Text made for people: letter for letter as the promise gives it.
TEST(Conformance, TheTwoPhrasesStandInTheSampleLetterForLetter) {
    std::string english = read(folder + "auditor.policy");
    EXPECT_NE(english.find("require exam valid 5y\n"), std::string::npos);
    EXPECT_NE(english.find("require audits >= 4 or 3 with extension\n"), std::string::npos);
}

}  // namespace
}  // namespace tenet::compiler
