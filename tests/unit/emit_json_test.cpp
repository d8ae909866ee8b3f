#include "compiler/emit_json.hpp"

#include "compiler/fingerprint.hpp"
#include "compiler/lower.hpp"
#include "tests/unit/module_builder.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tenet::compiler::testing {
namespace {

nlohmann::json emitted(const typed::Module& module) {
    const Table table = lower(module);
    return nlohmann::json::parse(emit_json(table, fingerprint(table)));
}

TEST(EmitJson, NineLines) {
    const nlohmann::json json = emitted(nine_lines("名"));
    EXPECT_EQ(json["policy"]["id"], "auditor");
    EXPECT_EQ(json["as_of"], "applied_on");
    EXPECT_EQ(json["facts"][1], nlohmann::json::parse(R"({"id": "exam", "name": "名exam", "type": "date",
        "or_none": true, "low": "1900-01-01", "high": "2199-12-31", "label": null, "cite": []})"));
    EXPECT_FALSE(json["facts"][3].contains("low"));
    const auto& requirement = json["decisions"][0]["requirements"][0];
    EXPECT_EQ(requirement["id"], "exam");
    EXPECT_EQ(requirement["when"], nullptr);
    const auto& window = json["nodes"][requirement["condition"].get<std::size_t>()];
    EXPECT_EQ(window["op"], "InRange");
    const auto& low = json["nodes"][window["operands"][1].get<std::size_t>()];
    EXPECT_EQ(low["op"], "AddMonths");
    EXPECT_EQ(low["months"], -60);
    EXPECT_EQ(low["round"], "down");
    EXPECT_EQ(json["fingerprints"]["meaning"], fingerprint(lower(nine_lines())).meaning);
}

TEST(EmitJson, TextsAndCitations) {
    typed::Module module = nine_lines();
    module.decisions[0].requirements[0].label = {"考\"试", "exam\n", "", {}};
    module.decisions[0].requirements[0].citations.push_back({"notice", {7, 8}, {"A21"}, {}});
    const nlohmann::json json = emitted(module);
    const auto& requirement = json["decisions"][0]["requirements"][0];
    EXPECT_EQ(requirement["label"], nlohmann::json::parse(R"({"en": "exam\n", "zh": "考\"试"})"));
    EXPECT_EQ(requirement["cite"],
              nlohmann::json::parse(R"([{"source": "notice", "paragraphs": [7, 8], "readings": ["A21"]}])"));
}

TEST(EmitJson, SameBytesEveryTime) {
    const Table table = lower(nine_lines()), again = lower(nine_lines());
    EXPECT_EQ(emit_json(table, fingerprint(table)), emit_json(again, fingerprint(again)));
}

}  // namespace
}  // namespace tenet::compiler::testing
