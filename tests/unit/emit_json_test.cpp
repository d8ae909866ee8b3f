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
    module.decisions[0].requirements[0].citations.push_back({{"通知", "notice", {}}, {7, 8}, {"A21"}});
    const nlohmann::json json = emitted(module);
    const auto& requirement = json["decisions"][0]["requirements"][0];
    EXPECT_EQ(requirement["label"], nlohmann::json::parse(R"({"en": "exam\n", "zh": "考\"试"})"));
    EXPECT_EQ(requirement["cite"],
              nlohmann::json::parse(
                  R"([{"source": "notice", "name": "通知", "paragraphs": [7, 8], "readings": ["A21"]}])"));
}

TEST(EmitJson, ListsRecordsAndChoices) {
    ModuleBuilder b = with_audits();
    typed::Remedy remedy;
    remedy.name = {"等待", "wait", {}};
    b.require("each", b.every(2, b.use_field(0, 3))).remedies = {remedy};
    b.require("asked", b.in_group(b.use_fact(1), b.group(b.module.facts[1].type, {0, 2})));
    b.define("onsite", b.sum(2, b.use_field(0, 4)), true);
    b.module.notes.push_back({{"仅供参考", "", "", {0, 1, 2}}, {}});
    b.module.assumes.push_back({b.any(2), {}, {{"n", b.count_of(2)}}, {}, {}});
    const nlohmann::json json = emitted(b.module);
    EXPECT_EQ(json["choices"][0]["values"][2]["id"], "isms");
    EXPECT_EQ(json["records"][0]["fields"][3], nlohmann::json::parse(R"({"id": "onsite", "name": "onsite",
        "type": "days", "scale": 2, "or_none": false, "low": 0, "high": 200, "label": null, "cite": []})"));
    EXPECT_EQ(json["facts"][1]["choice"], "field");
    EXPECT_EQ(json["facts"][2], nlohmann::json::parse(R"({"id": "audits", "name": "audits", "type": "list",
        "record": "audit", "or_none": false, "most_records": 8, "label": null, "cite": []})"));
    const auto& requirement = json["decisions"][0]["requirements"][0];
    EXPECT_EQ(requirement["remedies"][0],
              nlohmann::json::parse(R"({"id": "wait", "name": "等待", "label": null, "when": null})"));
    const auto& any = json["nodes"][requirement["records"].get<std::size_t>()];
    EXPECT_EQ(any["op"], "Any");
    EXPECT_EQ(any["list"], "audits");
    EXPECT_EQ(json["nodes"][any["operands"][0].get<std::size_t>()]["over"], "audits");
    const auto& in_set =
        json["nodes"][json["decisions"][0]["requirements"][1]["condition"].get<std::size_t>()];
    EXPECT_EQ(in_set["members"], nlohmann::json::parse(R"(["qms", "isms"])"));
    EXPECT_EQ(json["outputs"][0]["scale"], 2);
    EXPECT_EQ(json["assumes"][0]["placeholders"][0]["name"], "n");
    EXPECT_EQ(json["notes"][0]["text"]["en"], "仅供参考");
    EXPECT_EQ(json["defines"][0]["id"], "audits.counted");
}

TEST(EmitJson, SameBytesEveryTime) {
    const Table table = lower(nine_lines()), again = lower(nine_lines());
    EXPECT_EQ(emit_json(table, fingerprint(table)), emit_json(again, fingerprint(again)));
}

}  // namespace
}  // namespace tenet::compiler::testing
