#include "compiler/message_text.hpp"
#include "compiler/result_json.hpp"
#include "compiler/result_text.hpp"
#include "compiler/result_words.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tenet::compiler::result_test {
namespace {

using Shape = Reason::Shape;
using State = FactValue::State;
using typed::Base;

constexpr RequirementStatus satisfied = RequirementStatus::Satisfied, failed = RequirementStatus::Failed,
                            unknown = RequirementStatus::Unknown;

Possible one(std::int64_t value) { return {true, false, value, value}; }
Possible between(std::int64_t low, std::int64_t high) { return {true, false, low, high}; }
constexpr Possible none{false, true, 0, 0};

typed::Type type_of(Base base, std::int32_t scale = 1) {
    typed::Type out;
    out.base = base;
    out.scale = scale;
    return out;
}

Reason reason(Shape shape, typed::Type type, Possible actual, Possible needed,
              std::optional<Possible> shortfall) {
    Reason out;
    out.shape = shape;
    out.type = type;
    out.actual = actual;
    out.needed = needed;
    out.shortfall = shortfall;
    if (type.base == Base::Count) out.measure = "次";
    return out;
}

Reason reason(Shape shape, Base base, Possible actual, Possible needed, std::optional<Possible> shortfall) {
    return reason(shape, type_of(base), actual, needed, shortfall);
}

TableFact fact(std::string id, std::string name, Base base) {
    TableFact out;
    out.id = std::move(id);
    out.name = std::move(name);
    out.type = type_of(base);
    return out;
}

/// A policy of one decision with one requirement, made by hand.
Table sample() {
    Table table;
    table.policy = "p";
    table.policy_label = {"Policy", "政策"};
    table.as_of = 0;
    table.facts = {fact("applied_on", "申请日期", Base::Date), fact("audits", "审核次数", Base::Count)};
    TableRequirement requirement;
    requirement.id = "audits";
    requirement.name = "审核次数";
    table.requirements.push_back(requirement);
    TableDecision decision;
    decision.id = "d";
    decision.name = "判定";
    decision.requirements = {0, 1};
    table.decisions.push_back(decision);
    TableOutput output;
    output.id = "o";
    output.name = "输出";
    output.type.base = Base::Date;
    table.outputs.push_back(output);
    return table;
}

constexpr std::int64_t as_of = 45045;  // 2023-05-01

FactRow facts_on(std::int64_t day) { return {{State::Known, day, {}, {}}, {}}; }

/// What is said of the one requirement of a table whose facts are these.
std::string told(const Table& table, const Explanation& why, RequirementStatus status, const FactRow& facts,
                 Lang lang) {
    Explained explained;
    explained.facts = facts;
    const std::vector<std::uint32_t> no_records;
    return message(Telling{table, explained, lang},
                   Requirement{table.requirements[0], status, why, no_records});
}

std::string said(const Reason& why, RequirementStatus status, Lang lang) {
    return told(sample(), {why, {}, {}}, status, facts_on(as_of), lang);
}

TEST(ResultWords, Thresholds) {
    Reason short_by = reason(Shape::AtLeast, Base::Count, one(3), one(4), one(1));
    EXPECT_EQ(said(short_by, failed, Lang::En), "needs 4, has 3, short by 1");
    EXPECT_EQ(said(short_by, failed, Lang::Zh), "要求 4次，实有 3次，还差 1次");
    Reason enough = reason(Shape::AtLeast, Base::Count, one(5), one(4), one(0));
    EXPECT_EQ(said(enough, satisfied, Lang::En), "needs 4, has 5");
    EXPECT_EQ(said(enough, satisfied, Lang::Zh), "要求 4次，实有 5次");
    Reason over = reason(Shape::AtMost, Base::Number, one(5), one(3), one(2));
    EXPECT_EQ(said(over, failed, Lang::En), "at most 3, has 5, over by 2");
    EXPECT_EQ(said(over, failed, Lang::Zh), "要求不超过 3，实有 5，超出 2");
    Reason open = reason(Shape::AtLeast, Base::Count, one(3), between(3, 4), between(0, 1));
    EXPECT_EQ(said(open, unknown, Lang::En), "needs 3 to 4, has 3, short by 0 to 1");
    EXPECT_EQ(said(open, unknown, Lang::Zh), "要求 3至4次，实有 3次，还差 0至1次");
    Reason nothing = reason(Shape::AtLeast, Base::Count, between(0, 1000000), one(4), between(0, 4));
    EXPECT_EQ(said(nothing, unknown, Lang::En), "needs 4, not known yet");
    EXPECT_EQ(said(nothing, unknown, Lang::Zh), "要求 4次，尚不知道");
    Reason absent = reason(Shape::AtLeast, Base::Count, none, one(4), {});
    EXPECT_EQ(said(absent, failed, Lang::En), "needs 4, there is none");
    EXPECT_EQ(said(absent, failed, Lang::Zh), "要求 4次，实为无");
}

TEST(ResultWords, Dates) {
    Reason early = reason(Shape::AtLeast, Base::Date, one(as_of - 1), one(as_of), one(1));
    EXPECT_EQ(said(early, failed, Lang::En), "not before 2023-05-01, is 2023-04-30, 1 day early");
    EXPECT_EQ(said(early, failed, Lang::Zh), "要求不早于 2023-05-01，实为 2023-04-30，早 1天");
    Reason late = reason(Shape::AtMost, Base::Date, one(as_of + 2), one(as_of), one(2));
    EXPECT_EQ(said(late, failed, Lang::En), "not after 2023-05-01, is 2023-05-03, 2 days late");
    EXPECT_EQ(said(late, failed, Lang::Zh), "要求不晚于 2023-05-01，实为 2023-05-03，晚 2天");
}

TEST(ResultWords, Windows) {
    Reason window = reason(Shape::Window, Base::Date, one(as_of - 100), one(as_of - 365), one(0));
    window.needed_high = one(as_of);
    window.from = as_of - 100;
    window.until = as_of + 265;
    EXPECT_EQ(said(window, satisfied, Lang::En), "valid until 2024-01-21");
    EXPECT_EQ(said(window, satisfied, Lang::Zh), "满足，至 2024-01-21 止（含当日）");
    Reason past = reason(Shape::Window, Base::Date, one(as_of - 367), one(as_of - 365), one(2));
    past.needed_high = one(as_of);
    past.from = as_of - 367;
    past.until = as_of - 2;
    EXPECT_EQ(said(past, failed, Lang::En),
              "needs 2022-05-01 to 2023-05-01, is 2022-04-29, off by 2 days, was satisfied until 2023-04-29");
    EXPECT_EQ(
        said(past, failed, Lang::Zh),
        "要求 2022-05-01 至 2023-05-01，实为 2022-04-29，相差 2天，原先满足，至 2023-04-29 止（含当日）");
    Reason ahead = past;
    ahead.actual = one(as_of + 1);
    ahead.shortfall = one(1);
    ahead.from = as_of + 1;
    ahead.until = as_of + 366;
    EXPECT_EQ(
        said(ahead, failed, Lang::En),
        "needs 2022-05-01 to 2023-05-01, is 2023-05-02, off by 1 day, could be satisfied from 2023-05-02");
    EXPECT_EQ(said(ahead, failed, Lang::Zh),
              "要求 2022-05-01 至 2023-05-01，实为 2023-05-02，相差 1天，最早自 2023-05-02 起满足");
}

TEST(ResultWords, AWindowWhoseDayIsNotKnown) {
    Reason open = reason(Shape::Window, Base::Date, one(as_of), between(0, 100000), between(0, 60000));
    open.needed_high = between(0, 109572);
    open.from = as_of;
    open.until = as_of + 365;
    auto say = [&](Lang lang) { return told(sample(), {open, {}, {}}, unknown, FactRow(2), lang); };
    EXPECT_EQ(say(Lang::En), "is 2023-05-01, satisfied as of 2023-05-01 to 2024-04-30");
    EXPECT_EQ(say(Lang::Zh), "实为 2023-05-01，基准日在 2023-05-01 至 2024-04-30 时满足");
}

TEST(ResultWords, OtherConditions) {
    EXPECT_EQ(said({}, satisfied, Lang::En), "holds");
    EXPECT_EQ(said({}, failed, Lang::Zh), "不满足");
    EXPECT_EQ(said({}, unknown, Lang::En), "not known yet");
    EXPECT_EQ(said({}, RequirementStatus::NotApplicable, Lang::Zh), "不适用");
    Reason equal = reason(Shape::Equal, Base::Count, one(3), one(4), {});
    EXPECT_EQ(said(equal, failed, Lang::En), "needs 4, is 3");
}

TEST(ResultWords, AuthorsWordsWithTheirPlaces) {
    Table table = sample();
    Reason why = reason(Shape::AtLeast, Base::Count, one(3), one(4), one(1));
    auto fill = [&](std::string_view text, Lang lang) {
        Explained explained;
        explained.facts = facts_on(as_of);
        return filled_message(Telling{table, explained, lang}, text, {nullptr, nullptr, &why, nullptr});
    };
    EXPECT_EQ(fill("{actual} of {needed}, {shortfall} short", Lang::En), "3 of 4, 1 short");
    EXPECT_EQ(fill("实有 {实有} 次，要求 {要求数} 次，还差 {差额} 次", Lang::Zh),
              "实有 3 次，要求 4 次，还差 1 次");
    EXPECT_EQ(fill("{applied_on} {申请日期} {audits} {until}", Lang::En),
              "2023-05-01 2023-05-01 unknown unknown");
    EXPECT_EQ(fill("{audits}", Lang::Zh), "未知");
    EXPECT_EQ(fill("{{actual}", Lang::En), "{actual}");
    EXPECT_EQ(fill("{nothing} { {", Lang::En), "{nothing} { {");
    EXPECT_EQ(fill("{", Lang::En), "{");

    table.requirements[0].otherwise = {"only {actual}", "只有 {实有}"};
    auto say = [&](RequirementStatus status, Lang lang) {
        return told(table, {why, {}, {}}, status, facts_on(as_of), lang);
    };
    EXPECT_EQ(say(failed, Lang::En), "only 3");
    EXPECT_EQ(say(failed, Lang::Zh), "只有 3");
    // The author's words are for what fails.
    EXPECT_EQ(say(unknown, Lang::Zh), "要求 4次，实有 3次，还差 1次");
    EXPECT_EQ(say(satisfied, Lang::En), "needs 4, has 3, short by 1");
}

TEST(ResultWords, Citations) {
    TableCitation citation{"notice", "通知", {7, 8}, {"A10", "A21"}};
    EXPECT_EQ(cited(citation, Lang::En), "notice ¶7, ¶8 reading \"A10\", \"A21\"");
    EXPECT_EQ(cited(citation, Lang::Zh), "通知第7、8段（解读 A10、A21）");
}

Explained explained(VerdictKind verdict, RequirementStatus status, Reason why, Possible output) {
    Explained out;
    out.answer.decisions.push_back({verdict, {status}, {}, {}, {{}}});
    out.answer.outputs.push_back({output, {}});
    out.reasons = {{why, {}, {}}};
    out.facts = facts_on(as_of);
    return out;
}

nlohmann::ordered_json parsed(const Explained& explained) {
    Table table = sample();
    return nlohmann::ordered_json::parse(result_json(table, explained, {"abc", {0}, {0}, Lang::En, false}));
}

TEST(ResultJson, ValuesPlainNoneAndUndetermined) {
    Reason why = reason(Shape::AtLeast, Base::Count, between(2, 3), one(4), between(1, 2));
    Explained open = explained(VerdictKind::Undetermined, unknown, why, {true, true, as_of, as_of});
    open.answer.decisions[0].missing = {{1}};
    open.answer.outputs[0].missing = {{1}, {0}};
    auto json = parsed(open);
    EXPECT_EQ(json["decisions"]["d"]["requirements"][0]["actual"].dump(), R"({"min":2,"max":3})");
    EXPECT_EQ(json["decisions"]["d"]["requirements"][0]["shortfall"].dump(), R"({"min":1,"max":2})");
    EXPECT_EQ(json["decisions"]["d"]["missing"].dump(), R"(["audits"])");
    EXPECT_EQ(json["outputs"]["o"].dump(), R"({"undetermined":["audits","applied_on"]})");
    EXPECT_EQ(parsed(explained(VerdictKind::Eligible, satisfied, {}, one(as_of)))["outputs"]["o"],
              "2023-05-01");
    EXPECT_TRUE(parsed(explained(VerdictKind::Eligible, satisfied, {}, none))["outputs"]["o"].is_null());
}

TEST(ResultJson, KeysWithoutAMeaningAreLeftOut) {
    auto json = parsed(explained(VerdictKind::Ineligible, failed, {}, none));
    EXPECT_EQ(json["decisions"]["d"]["requirements"][0].dump(),
              R"({"id":"audits","status":"failed","message":"does not hold","cite":[],"records":[]})");
}

TEST(ResultText, WholeBlocksInBothLanguages) {
    Table table = sample();
    Reason why = reason(Shape::AtLeast, Base::Count, one(3), one(4), one(1));
    Explained result = explained(VerdictKind::Ineligible, failed, why, one(as_of));
    table.requirements[0].citations = {{"notice", "通知", {8}, {}}};
    EXPECT_EQ(result_text(table, result, {"abc", {0}, {0}, Lang::En, false}, 0),
              "Policy · as of 2023-05-01\n"
              "d: ineligible\n"
              "  ✗ audits: failed, needs 4, has 3, short by 1; see notice ¶8\n"
              "o = 2023-05-01\n");
    EXPECT_EQ(result_text(table, result, {"abc", {0}, {0}, Lang::Zh, false}, 2),
              "申请人 2 · 政策 · 基准日 2023-05-01\n"
              "判定：不符合条件\n"
              "  ✗ 审核次数：不满足，要求 4次，实有 3次，还差 1次；依据 通知第8段\n"
              "输出 = 2023-05-01\n");
}

}  // namespace
}  // namespace tenet::compiler::result_test
