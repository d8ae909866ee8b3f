#include "compiler/message_text.hpp"
#include "compiler/named_facts.hpp"
#include "compiler/result_json.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_text.hpp"
#include "compiler/result_words.hpp"

#include <gtest/gtest.h>

/// Results over lists, choices, sets, texts and units, made by hand.
namespace tenet::compiler {
namespace {

using Shape = Reason::Shape;
using State = FactValue::State;
using typed::Base;

Possible one(std::int64_t value) { return {true, false, value, value}; }
Possible between(std::int64_t low, std::int64_t high) { return {true, false, low, high}; }
Possible members(std::uint64_t bits, std::int64_t low, std::int64_t high) {
    return {true, false, low, high, bits};
}
constexpr Possible none{false, true, 0, 0};

typed::Type type_of(Base base, std::int32_t scale = 1, std::uint32_t of = typed::no_index) {
    typed::Type out;
    out.base = base;
    out.scale = scale;
    out.of = of;
    return out;
}

const typed::Type hours = type_of(Base::Hours, 100), halves = type_of(Base::Days, 2),
                  field = type_of(Base::Choice, 1, 0), fields = type_of(Base::Set, 1, 0);

TableFact fact(std::string id, std::string name, typed::Type type) {
    TableFact out;
    out.id = std::move(id);
    out.name = std::move(name);
    out.type = type;
    return out;
}

Node node(Code op, std::int64_t imm, NodeId a = {}, std::uint32_t over = typed::no_index) {
    Node out;
    out.op = op;
    out.imm = imm;
    out.a = a;
    out.over = over;
    return out;
}

/// A decision with one requirement, a list of audits, a text and an assume.
Table sample() {
    Table table;
    table.policy = "p";
    table.policy_label = {"Policy", "政策"};
    TableChoice choice;
    choice.id = "field";
    choice.name = "领域";
    choice.values = {{"qms", "质量", {"Quality", "质量管理"}},
                     {"ems", "环境", {}},
                     {"ohsms", "安全", {}},
                     {"fsms", "食品", {}},
                     {"enms", "能源", {}}};
    table.choices = {choice};
    TableRecord audit;
    audit.id = "audit";
    audit.name = "审核";
    audit.fields = {fact("ended_on", "结束日期", type_of(Base::Date)), fact("days", "现场天数", halves)};
    audit.declared = {1, 2};
    table.records = {audit};
    typed::Type list = type_of(Base::List, 1, 0);
    list.high = 1000;
    table.facts = {fact("audits", "审核经历", list), fact("remark", "备注", type_of(Base::Text)),
                   fact("field", "申请领域", field)};
    table.texts = {"login"};
    table.nodes = {node(Code::LoadField, pack_field(0, 0), {}, 0), node(Code::Any, 0, NodeId(0)),
                   node(Code::LoadFact, 1)};
    TableRequirement requirement;
    requirement.id = "audits";
    requirement.name = "经历";
    requirement.records = NodeId(1);
    table.requirements = {requirement};
    TableDecision decision;
    decision.id = "d";
    decision.name = "判定";
    decision.requirements = {0, 1};
    table.decisions = {decision};
    name_facts(table);
    return table;
}

/// An answer to the sample, whose one requirement stands so.
Explained answered(RequirementStatus status, Explanation why) {
    Explained out;
    out.answer.decisions.push_back({VerdictKind::Undetermined, {status}, {}, {}, {{}}});
    out.reasons = {std::move(why)};
    out.facts = FactRow(3);
    return out;
}

std::string text(const Table& table, const Explained& explained, Lang lang) {
    Shown shown{"abc", {0}, {}, lang, false};
    for (std::uint32_t i = 0; i < table.outputs.size(); ++i)
        shown.outputs.push_back(i);
    return result_text(table, explained, shown, 0);
}

std::string json(const Table& table, const Explained& explained) {
    Shown shown{"abc", {0}, {}, Lang::En, false};
    for (std::uint32_t i = 0; i < table.outputs.size(); ++i)
        shown.outputs.push_back(i);
    return result_json(table, explained, shown);
}

std::string said(typed::Type type, Possible value, Lang lang) {
    const Table table = sample();
    const Explained explained = answered(RequirementStatus::Failed, {});
    return shown(Telling{table, explained, lang}, {type, value});
}

TEST(ResultValues, NumbersWithTheirUnits) {
    EXPECT_EQ(said(hours, one(4600), Lang::Zh), "46学时");
    EXPECT_EQ(said(hours, one(4600), Lang::En), "46 h");
    EXPECT_EQ(said(hours, between(4650, 4807), Lang::Zh), "46.5至48.07学时");
    EXPECT_EQ(said(hours, between(4650, 4807), Lang::En), "46.5 to 48.07 h");
    EXPECT_EQ(said(halves, one(15), Lang::Zh), "7.5天");
    EXPECT_EQ(said(halves, one(15), Lang::En), "7.5 days");
    EXPECT_EQ(said(halves, one(2), Lang::En), "1 day");
    EXPECT_EQ(said(halves, one(1), Lang::En), "0.5 days");
    EXPECT_EQ(said(type_of(Base::Number, 1000), one(-5), Lang::En), "-0.005");
    EXPECT_EQ(said(hours, between(0, 10000000), Lang::En), "unknown");
    EXPECT_EQ(said(hours, none, Lang::Zh), "无");
}

TEST(ResultValues, ChoicesAndSetsByTheirLabels) {
    EXPECT_EQ(said(field, one(0), Lang::En), "Quality");
    EXPECT_EQ(said(field, one(1), Lang::En), "ems");
    EXPECT_EQ(said(field, one(1), Lang::Zh), "环境");
    EXPECT_EQ(said(field, members(3, 0, 1), Lang::En), "Quality or ems");
    EXPECT_EQ(said(field, members(3, 0, 1), Lang::Zh), "质量管理或环境");
    EXPECT_EQ(said(field, members(31, 0, 4), Lang::Zh), "未知");
    EXPECT_EQ(said(field, {true, true, 1, 1, 2}, Lang::En), "ems or none");
    EXPECT_EQ(said(fields, one(5), Lang::Zh), "质量管理、安全");
    EXPECT_EQ(said(fields, one(0), Lang::En), "(empty)");
    EXPECT_EQ(said(fields, between(1, 3), Lang::En), "Quality, perhaps ems");
    EXPECT_EQ(said(fields, between(0, 31), Lang::En), "unknown");
}

TEST(ResultText, FailingRecordsAreNamedFromOne) {
    const Table table = sample();
    Explained explained = answered(RequirementStatus::Failed, {});
    explained.answer.decisions[0].records = {{0, 2}};
    EXPECT_EQ(text(table, explained, Lang::Zh),
              "政策\n判定：待定\n  ✗ 经历：不满足，审核经历第1、3条不满足\n");
    EXPECT_EQ(text(table, explained, Lang::En),
              "Policy\nd: undetermined\n  ✗ audits: failed, records 1, 3 fail\n");
    EXPECT_NE(json(table, explained).find(R"("message":"records 1, 3 fail","cite":[],"records":[0,2]})"),
              std::string::npos);
    explained.answer.decisions[0].records = {{2}};
    EXPECT_NE(text(table, explained, Lang::En).find("record 3 fails"), std::string::npos);
    std::vector<std::uint32_t> many(1000);
    for (std::uint32_t i = 0; i < many.size(); ++i)
        many[i] = i;
    explained.answer.decisions[0].records = {many};
    EXPECT_NE(text(table, explained, Lang::En).find("18, 19, 20 and 980 more fail"), std::string::npos);
}

TEST(ResultText, PartsOfAConditionThatIsNoSingleComparison) {
    Table table = sample();
    table.parts = {{{}, "exam is given"}, {{}, "cpd >= 16h"}, {{}, "vip"}};
    Reason lacking;
    lacking.shape = Shape::AtLeast;
    lacking.type = hours;
    lacking.actual = one(1550);
    lacking.needed = one(1600);
    lacking.shortfall = one(50);
    const Explained explained = answered(
        RequirementStatus::Failed, {{}, {{0, one(1), {}}, {1, one(0), lacking}, {2, between(0, 1), {}}}, {}});
    EXPECT_EQ(text(table, explained, Lang::En), "Policy\nd: undetermined\n  ✗ audits: failed\n"
                                                "      ✓ exam is given\n"
                                                "      ✗ cpd >= 16h: needs 16 h, has 15.5 h, short by 0.5 h\n"
                                                "      ? vip\n");
    EXPECT_NE(
        json(table, explained)
            .find(R"("parts":[{"condition":"exam is given","status":"satisfied"},)"
                  R"({"condition":"cpd >= 16h","status":"failed","actual":15.5,"needed":16,"shortfall":0.5},)"
                  R"({"condition":"vip","status":"unknown"}]})"),
        std::string::npos)
        << json(table, explained);
}

TEST(ResultText, PlacesFilledWithValuesOfEveryKind) {
    Table table = sample();
    table.requirements[0].otherwise = {"{field} {cpd} {days} {marks} {remark} {when} {records} {{",
                                       "{学时} {记录}"};
    table.requirements[0].placeholders = {{"field", {}, field},
                                          {"cpd", {}, hours},
                                          {"days", {}, halves},
                                          {"marks", {}, fields},
                                          {"remark", NodeId(2), type_of(Base::Text)},
                                          {"when", {}, type_of(Base::Date)},
                                          {"学时", {}, hours}};
    Explained explained = answered(RequirementStatus::Failed,
                                   {{}, {}, {one(1), one(1550), one(15), one(6), one(0), none, one(100)}});
    explained.facts[1] = {State::Known, 0, "\xE2\x80\xAE by hand", {}};
    explained.reasons[0].placeholders[4].text_fact = 1;
    explained.answer.decisions[0].records = {{4}};
    EXPECT_NE(
        text(table, explained, Lang::En).find("failed, ems 15.5 7.5 ems, ohsms \\u202E by hand none 5 {\n"),
        std::string::npos)
        << text(table, explained, Lang::En);
    EXPECT_NE(text(table, explained, Lang::Zh).find("不满足，1 5\n"), std::string::npos);
}

TEST(ResultText, ExcessAndOther) {
    Table table = sample();
    table.requirements[0].otherwise = {"over by {excess}", "超出 {超出} 天"};
    Reason over;
    over.shape = Shape::AtMost;
    over.type = halves;
    over.actual = one(33);
    over.needed = one(30);
    over.shortfall = one(3);
    const Explained explained = answered(RequirementStatus::Failed, {over, {}, {}});
    EXPECT_NE(text(table, explained, Lang::En).find("over by 1.5\n"), std::string::npos);
    EXPECT_NE(text(table, explained, Lang::Zh).find("超出 1.5 天\n"), std::string::npos);
    EXPECT_NE(json(table, explained).find(R"("actual":16.5,"needed":15,"shortfall":1.5)"), std::string::npos);
}

TEST(ResultText, RemediesAndNotes) {
    Table table = sample();
    table.remedies = {{"wait", "等待", {}, {}},
                      {"downgrade", "降级", {"apply for a lower level", "可以申请降级"}, {}}};
    table.requirements[0].remedies = {0, 2};
    table.notes = {{{"Read this.", "请注意。"}, {{"notice", "通知", {3}, {}}}}};
    Explained explained = answered(RequirementStatus::Failed, {});
    explained.answer.decisions[0].verdict = VerdictKind::EligibleWithRemedy;
    explained.answer.decisions[0].remedies = {1};
    EXPECT_EQ(text(table, explained, Lang::Zh), "政策\n判定：补救后符合条件\n  ✗ 经历：不满足\n"
                                                "  补救：可以申请降级\n说明：请注意。；依据 通知第3段\n");
    EXPECT_EQ(text(table, explained, Lang::En),
              "Policy\nd: eligible with remedy\n  ✗ audits: failed\n"
              "  remedy: apply for a lower level\nnote: Read this.; see notice ¶3\n");
    const std::string all = json(table, explained);
    EXPECT_NE(all.find(R"("verdict":"eligible_with_remedy")"), std::string::npos);
    EXPECT_NE(all.find(R"("remedies":["downgrade"])"), std::string::npos);
    EXPECT_NE(all.find(R"("notes":["Read this."])"), std::string::npos);
}

TEST(ResultText, MissingPathsCountFromOneForPeopleAndFromZeroInJson) {
    const Table table = sample();
    Explained explained = answered(RequirementStatus::Unknown, {});
    explained.answer.decisions[0].missing = {{0, 2, 1}, {0, 0, 2}, {2}, {0}};
    EXPECT_NE(
        json(table, explained).find(R"("missing":["audits[2].ended_on","audits[0].days","field","audits"])"),
        std::string::npos);
    EXPECT_NE(
        text(table, explained, Lang::En)
            .find("  still needed: audits record 3, ended_on (date), audits record 1, days (days in halves), "
                  "field (Quality/ems/ohsms/fsms/enms), audits (list)\n"),
        std::string::npos);
    EXPECT_NE(
        text(table, explained, Lang::Zh)
            .find("  还需填写：审核经历 第3条 结束日期（日期）、审核经历 第1条 现场天数（天数 可含半天）、"
                  "申请领域（质量管理／环境／安全／食品／能源）、审核经历（列表）\n"),
        std::string::npos);
    explained.answer.decisions[0].missing.assign(100, {0, 2, 1});
    EXPECT_NE(text(table, explained, Lang::En).find(" and 80 more\n"), std::string::npos);
}

TEST(ResultJson, OutputsOfEveryType) {
    Table table = sample();
    const std::pair<const char*, typed::Type> types[] = {{"a", hours},
                                                         {"b", halves},
                                                         {"c", field},
                                                         {"d", fields},
                                                         {"e", type_of(Base::Text)},
                                                         {"f", type_of(Base::Text)},
                                                         {"g", type_of(Base::Date)},
                                                         {"h", type_of(Base::Number, 1000000)},
                                                         {"i", type_of(Base::YesNo)},
                                                         {"j", field}};
    for (const auto& [id, type] : types) {
        TableOutput output;
        output.id = output.name = id;
        output.type = type;
        table.outputs.push_back(output);
    }
    Explained explained = answered(RequirementStatus::Failed, {});
    explained.facts[1] = {State::Known, 0, "他\"说\u202E", {}};
    const Possible values[] = {
        one(1650), one(3), one(4), one(9), one(1), one(0), one(3652059 - 693595), one(999999999999999),
        one(1),    none};
    for (const Possible& value : values)
        explained.answer.outputs.push_back({value, {}});
    explained.answer.outputs[5].value.text_fact = 1;
    EXPECT_NE(
        json(table, explained)
            .find(
                "\"outputs\":{\"a\":16.5,\"b\":1.5,\"c\":\"enms\",\"d\":[\"qms\",\"fsms\"],\"e\":\"login\","
                "\"f\":\"他\\\"说\u202E\",\"g\":\"+10000-01-01\",\"h\":999999999.999999,\"i\":true,\"j\":null}"),
        std::string::npos)
        << json(table, explained);
}

TEST(ResultJson, WhatIsOnlyPartlyKnown) {
    Reason equal;
    equal.shape = Shape::Equal;
    equal.type = field;
    equal.actual = members(6, 1, 2);
    equal.needed = one(0);
    const Table table = sample();
    EXPECT_NE(json(table, answered(RequirementStatus::Failed, {equal, {}, {}}))
                  .find(R"("actual":{"one_of":["ems","ohsms"]},"needed":"qms")"),
              std::string::npos);
    equal.type = fields;
    equal.actual = between(1, 3);
    equal.needed = one(3);
    EXPECT_NE(json(table, answered(RequirementStatus::Unknown, {equal, {}, {}}))
                  .find(R"("actual":{"min":["qms"],"max":["qms","ems"]},"needed":["qms","ems"])"),
              std::string::npos);
    equal.type = hours;
    equal.actual = {true, true, 50, 100};
    equal.needed = one(3);
    EXPECT_NE(json(table, answered(RequirementStatus::Unknown, {equal, {}, {}}))
                  .find(R"("actual":{"min":0.5,"max":1,"or_none":true},"needed":0.03)"),
              std::string::npos);
}

TEST(ResultRefusal, AnAssumeThatFailsNamesItsFactsAndSaysWhy) {
    Table table = sample();
    TableAssume assume;
    assume.condition = NodeId(3);
    assume.message = {"ended before it began: {remark}", "到期日早于开始日期：{remark}"};
    assume.placeholders = {{"remark", NodeId(2), type_of(Base::Text)}};
    table.nodes.push_back(node(Code::And, 0, NodeId(1)));
    table.nodes.back().b = NodeId(2);
    table.assumes = {assume};
    name_facts(table);
    Explained explained;
    explained.facts = FactRow(3);
    explained.facts[1] = {State::Known, 1, "login", {}};
    explained.refusal_placeholders = {one(1)};
    explained.answer.refusal.cause = Refusal::Cause::Assume;
    const FactsProblem problem = refusal_problem(table, explained, {3, 1});
    EXPECT_EQ(
        render_text(problem, "f.json", Lang::En),
        "f.json:3:1: error[T0424]: refused, the facts contradict one another: ended before it began: login\n"
        "   help: check audits, remark\n");
    EXPECT_EQ(render_text(problem, "f.json", Lang::Zh),
              "f.json:3:1: 错误[T0424]: 所填信息自相矛盾，未作判定：到期日早于开始日期：login\n"
              "   改法: 请核对审核经历、备注\n");
    EXPECT_EQ(
        problems_json(table, {problem}, {"abc", {}, {}, Lang::En, false}),
        R"({"refused":{"code":"T0424","message":"refused, the facts contradict one another: ended before it began: )"
        R"(login","help":"check audits, remark","facts":["audits","remark"],"pointer":"","line":3,"column":1}})"
        "\n");
}

}  // namespace
}  // namespace tenet::compiler
