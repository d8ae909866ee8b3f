#include "facts_reading.hpp"

#include "compiler/limits.hpp"

#include <nlohmann/json.hpp>

#include <set>

/// Lists of records, choices, sets and texts, as the facts give them.
namespace tenet::compiler {
namespace {

using namespace facts_reading;

TEST(FactsLists, RecordsInOrderWithFieldsAsDeclared) {
    const FactValue audits = value(
        0,
        R"({"audits": [{"field": "ems", "onsite_days": 3.5, "ended_on": null}, {}, {"结束日期": "1900-01-02"}]})");
    EXPECT_EQ(audits.state, State::Known);
    EXPECT_EQ(audits.value, 3);
    ASSERT_EQ(audits.records.size(), 3U);
    const std::vector<FactValue>& first = audits.records[0].fields;
    ASSERT_EQ(first.size(), 4U);
    EXPECT_EQ(first[0].value, 1);
    EXPECT_EQ(first[1].state, State::None);
    EXPECT_EQ(first[2].state, State::Unknown);  // derived
    EXPECT_EQ(first[3].value, 7);
    EXPECT_TRUE(audits.records[1].fields.empty());
    EXPECT_EQ(audits.records[2].fields.at(1).value, 1);
    EXPECT_EQ(audits.records[2].fields.at(0).state, State::Unknown);
}

TEST(FactsLists, AnEmptyListIsAValueAndNoListIsNone) {
    const FactValue empty = value(0, R"({"审核经历": []})");
    EXPECT_EQ(empty.state, State::Known);
    EXPECT_EQ(empty.value, 0);
    EXPECT_EQ(value(0, "{}").state, State::Unknown);
    EXPECT_EQ(problems(R"({"audits": null})"), "T0412 /audits 1:12");
    EXPECT_EQ(shown(R"({"audits": 3})"),
              "f.json:1:12: error[T0409]: `audits` is a list of `审核`, and the number `3` is not\n"
              "   help: write `\"audits\": [{\"field\": …}, …]`; `[]` if there are none\n");
    EXPECT_EQ(problems(R"({"audits": {"0": {}}})"), "T0409 /audits 1:12");
}

TEST(FactsLists, PointersLeadToTheFieldOfTheRecord) {
    EXPECT_EQ(problems("{\"audits\": [{}, {\"ended_on\": \"2023-02-30\"},\n {\"onsite_days\": 0.3}]}"),
              "T0413 /audits/1/ended_on 1:30; T0416 /audits/2/onsite_days 2:18");
    EXPECT_EQ(problems(R"({"audits": [{"end_on": null, "领域": "qm"}]})"),
              "T0423 /audits/0/end_on 1:14; T0417 /audits/0/领域 1:36");
    EXPECT_EQ(shown(R"({"审核经历": [{"end_on": null}]})"),
              "f.json:1:12: error[T0423]: 审核经历 record 1: a record of `审核经历` has no field `end_on`\n"
              "   help: did you mean `ended_on`?\n");
    EXPECT_NE(
        shown(R"({"审核经历": [{"zzzzzz": {"a": [1]}}]})", Lang::Zh)
            .find(
                "`审核经历` 的记录没有字段 `zzzzzz`\n   改法: 可填的字段有 `领域`、`结束日期`、`现场天数`\n"),
        std::string::npos);
}

TEST(FactsLists, ElementsThatAreNoRecords) {
    EXPECT_EQ(problems(R"({"audits": [{}, 3, [{}]]})"), "T0422 /audits/1 1:17; T0422 /audits/2 1:20");
    EXPECT_EQ(
        shown(R"({"audits": [null]})"),
        "f.json:1:13: error[T0422]: audits record 1: a record of `audits` is an object, this is none (`null`)\n"
        "   help: write `{\"领域\": …}`\n");
}

TEST(FactsLists, DuplicatesAtEveryLevel) {
    EXPECT_EQ(problems("{\"audits\": [{\"field\": \"qms\",\n \"field\": \"qms\"}, {\"field\": \"qms\"}]}"),
              "T0407 /audits/0/field 2:2");
    EXPECT_EQ(problems(R"({"audits": [{"field": "qms", "领域": "qms"}]})"), "T0408 /audits/0/领域 1:30");
    EXPECT_EQ(problems(R"({"audits": [], "审核经历": []})"), "T0408 /审核经历 1:16");
    EXPECT_EQ(problems(R"({"audits": [{"\u0066ield": "qms", "field": "qms"}]})"),
              "T0407 /audits/0/field 1:35");
    EXPECT_EQ(problems(R"({"clauses": ["qms", "ems", "质量"]})"), "T0419 /clauses/2 1:28");
}

TEST(FactsLists, TooManyRecordsAreSaidOnce) {
    EXPECT_EQ(problems(R"({"audits": [{}, {}, {}]})"), "");
    EXPECT_EQ(problems(R"({"audits": [{}, {}, {}, {}, {"x": 1}, 3, [4]], "cpd": "x"})"),
              "T0421 /audits/3 1:25; T0409 /cpd 1:55");
    EXPECT_EQ(problems(R"({"audits": [1, 2, 3, 4, 5]})"),
              "T0422 /audits/0 1:13; T0422 /audits/1 1:16; T0422 /audits/2 1:19; T0421 /audits/3 1:22");
    EXPECT_NE(shown(R"({"审核经历": [{}, {}, {}, {}]})", Lang::Zh).find("`审核经历` 的记录超过 3 条"),
              std::string::npos);
}

TEST(FactsLists, ApplicantsOfAnArrayDoNotMix) {
    const auto all = read(R"([{"audits": [{"field": "qms"}]}, {"audits": [{"x": 1}]}, {"audits": []}])");
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].row[0].records.size(), 1U);
    EXPECT_EQ(problems(all[1]), "T0423 /audits/0/x 1:47");
    EXPECT_EQ(all[1].place.column, 34U);
    EXPECT_EQ(problems(all[2]), "");
    EXPECT_EQ(all[2].row[0].value, 0);
}

TEST(FactsLists, Choices) {
    EXPECT_EQ(value(1, R"({"field": "ems"})").value, 1);
    EXPECT_EQ(value(1, R"({"申请领域": "质量"})").value, 0);
    EXPECT_EQ(shown(R"({"field": "emz"})"),
              "f.json:1:11: error[T0417]: `field`: `emz` is not one of the values of `领域`\n"
              "   help: did you mean `ems`?\n");
    EXPECT_NE(shown(R"({"field": "质量管理体系"})").find("did you mean `qms`?"), std::string::npos);
    EXPECT_NE(shown(R"({"field": ""})", Lang::Zh).find("可填的值有 `质量`、`环境`、`ohsms`"),
              std::string::npos);
    EXPECT_NE(shown(R"({"field": 1})").find("`field` is a value of `领域`, and the number `1` is not"),
              std::string::npos);
    EXPECT_EQ(problems(R"({"field": null})"), "T0412 /field 1:11");
    EXPECT_EQ(problems(R"({"field": ["qms"]})"), "T0409 /field 1:11");
}

TEST(FactsLists, Sets) {
    EXPECT_EQ(value(2, R"({"clauses": []})").value, 0);
    EXPECT_EQ(value(2, R"({"clauses": []})").state, State::Known);
    EXPECT_EQ(value(2, R"({"clauses": ["ohsms", "质量"]})").value, 5);
    EXPECT_EQ(problems(R"({"clauses": ["qms", 3, "emz", ["qms"], null]})"),
              "T0418 /clauses/1 1:21; T0417 /clauses/2 1:24; T0418 /clauses/3 1:31; T0418 /clauses/4 1:40");
    EXPECT_NE(shown(R"({"clauses": "qms"})").find("write `\"clauses\": [\"qms\"]`; `[]` is the empty set"),
              std::string::npos);
}

TEST(FactsLists, Texts) {
    const FactValue known = value(3, R"({"remark": "\u7528户中心"})");
    EXPECT_EQ(known.value, 2);
    EXPECT_EQ(known.text, "用户中心");
    const FactValue other = value(3, R"({"remark": "a\u0000b"})");
    EXPECT_EQ(other.value, 0);
    EXPECT_EQ(other.text, std::string_view("a\0b", 3));
    EXPECT_EQ(value(3, R"({"remark": ""})").value, 0);
    const std::string most(limits::text_bytes, 'x');
    EXPECT_EQ(value(3, fmt::format(R"({{"remark": "{}"}})", most)).text, most);
    EXPECT_EQ(problems(fmt::format(R"({{"remark": "{}x"}})", most)), "T0420 /remark 1:12");
    EXPECT_EQ(problems(R"({"remark": 3})"), "T0409 /remark 1:12");
}

TEST(FactsLists, SyntaxErrorsInsideSayWhere) {
    EXPECT_EQ(problems(R"({"audits": [{"field": qms}]})"), "T0401 /audits/0/field 1:23");
    EXPECT_EQ(problems(R"({"audits": [{"field": "qms"} {}]})"), "T0401 /audits/0 1:30");
    EXPECT_EQ(problems(R"({"audits": [{"field": "qms",}]})"), "T0401 /audits/0 1:29");
    EXPECT_EQ(problems(R"({"clauses": ["qms" "ems"]})"), "T0401 /clauses/0 1:20");
    EXPECT_EQ(problems(R"({"remark": "\ud800"})"), "T0401 /remark 1:13");
    EXPECT_EQ(problems(R"({"audits": [)"), "T0401 /audits 1:13");
}

TEST(FactsLists, NestingIsBounded) {
    auto nested = [](std::size_t depth) {
        return R"({"audits": [{"field": )" + std::string(depth, '[') + std::string(depth, ']') + "}]}";
    };
    EXPECT_EQ(problems(nested(1)), "T0409 /audits/0/field 1:23");
    EXPECT_EQ(problems(nested(limits::nesting - 3)).find("T0405"), std::string::npos);
    EXPECT_NE(problems(nested(limits::nesting - 2)).find("T0405 /audits/0/field"), std::string::npos);
    EXPECT_NE(problems(nested(100000)).find("T0405"), std::string::npos);
}

bool is_syntax(const FactsProblem& problem) {
    return problem.problem.kind == D::FactsNotJson || problem.problem.kind == D::FactsNotUtf8 ||
           problem.problem.kind == D::FactsEmpty;
}

TEST(FactsLists, WhatIsJsonIsLeftToTheJsonReaderAndEveryProblemHasItsPlace) {
    const std::string seed =
        R"({"audits": [{"field": "ems", "onsite_days": 3.5}, {"ended_on": null}], "clauses": ["qms", "ems"], "cpd": 7.5})";
    std::mt19937 random(20230502);
    std::size_t broken = 0, whole = 0;
    for (int i = 0; i < 30000; ++i) {
        const std::string text = mutated(seed, random);
        bool syntax = false;
        read_facts(sample(), text, FactsShape::Object, [&](const Applicant& applicant) {
            for (const FactsProblem& problem : applicant.problems) {
                syntax = syntax || is_syntax(problem);
                ASSERT_LE(problem.offset, text.size()) << text;
            }
        });
        ASSERT_EQ(syntax, !nlohmann::json::accept(text)) << text;
        ++(syntax ? broken : whole);
    }
    EXPECT_GT(broken, 1000U);
    EXPECT_GT(whole, 1000U);
}

TEST(FactsLists, MisspeltNamesByTheMillionAreAnsweredQuickly) {
    // Suggestions are looked for a limited number of times; without that limit this would take minutes.
    std::string lines;
    for (int i = 0; i < 30000; ++i)
        lines += fmt::format("{{\"audist{}\": 1, \"fild{}\": 2}}\n", i, i);
    std::size_t wrong = 0;
    read_facts(sample(), lines, FactsShape::Lines,
               [&](const Applicant& applicant) { wrong += applicant.problems.size(); });
    EXPECT_EQ(wrong, 60000U);
}

TEST(FactsLists, EveryKindHasACaseWithHelpInBothLanguages) {
    std::set<std::string> seen;
    std::string stray_names = "{";
    for (int i = 0; i < 22; ++i)
        stray_names += fmt::format("{}\"x{}\": 1", i == 0 ? "" : ", ", i);
    const std::string samples[] = {"{",
                                   "\xFF",
                                   "3",
                                   "",
                                   "{\"cpd\": " + std::string(70, '[') + std::string(70, ']') + "}",
                                   "{\"exma\": 1}",
                                   "{\"cpd\": 1, \"cpd\": 1}",
                                   "{\"cpd\": 1, \"学时数\": 1}",
                                   "{\"cpd\": true}",
                                   "{\"cpd\": 3e0}",
                                   "{\"cpd\": -3}",
                                   "{\"cpd\": null}",
                                   "{\"audits\": [{\"ended_on\": \"2023-02-30\"}]}",
                                   "{\"audits\": [{\"ended_on\": \"2023/2/3\"}]}",
                                   "{\"cpd\": 0.001}",
                                   "{\"field\": \"x\"}",
                                   "{\"clauses\": [1, \"qms\", \"qms\"]}",
                                   "{\"remark\": \"" + std::string(5000, 'x') + "\"}",
                                   "{\"audits\": [1, {}, {}, {}]}",
                                   "{\"audits\": [{\"x\": 1}]}",
                                   "{\"audits\": [{\"counted\": true}], \"保留\": 1}",
                                   stray_names + "}"};
    for (const std::string& text : samples)
        for (const Applicant& applicant : read(text))
            for (const FactsProblem& problem : applicant.problems)
                for (Lang lang : {Lang::En, Lang::Zh}) {
                    const Phrased texts = phrase(problem.problem, lang);
                    EXPECT_FALSE(texts.message.empty());
                    EXPECT_FALSE(texts.help.empty()) << texts.message;
                    seen.emplace(row(problem.problem.kind).code);
                }
    // T0430 and on are about tables of facts, and have golden cases.
    for (const DiagRow& kind : diag_rows)
        if (kind.code.starts_with("T04") && kind.code < "T0430" && kind.name != "FactsContradict" &&
            kind.name != "CalendarTooShort") {
            EXPECT_EQ(seen.count(std::string(kind.code)), 1U) << kind.code;
        }
}

}  // namespace
}  // namespace tenet::compiler
