#include "facts_reading.hpp"

#include "compiler/facts.hpp"

#include "compiler/day_text.hpp"
#include "compiler/facts_syntax.hpp"
#include "compiler/limits.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <random>

namespace tenet::compiler::facts_test {
namespace {

using State = FactValue::State;
using typed::Base;

TableFact fact(std::string id, std::string name, typed::Type type) {
    TableFact out;
    out.id = std::move(id);
    out.name = std::move(name);
    out.type = type;
    return out;
}

constexpr typed::Type type_of(Base base, std::int64_t high, bool or_none = false) {
    typed::Type out;
    out.base = base;
    out.or_none = or_none;
    out.high = high;
    return out;
}

constexpr typed::Type date_type = type_of(Base::Date, 109572);
constexpr typed::Type exam_type = type_of(Base::Date, 109572, true);
constexpr typed::Type audits_type = type_of(Base::Count, 1000000);
constexpr typed::Type extension_type = type_of(Base::YesNo, 1);

Table auditor() {
    Table table;
    table.policy = "auditor";
    table.as_of = 0;
    table.facts = {fact("applied_on", "申请日期", date_type), fact("exam", "基础考试", exam_type),
                   fact("audits", "审核次数", audits_type), fact("extension", "扩展条款", extension_type)};
    return table;
}

std::vector<Applicant> read(std::string_view text, std::string_view path = "facts.json") {
    std::vector<Applicant> out;
    read_facts(auditor(), text, facts_shape(text, path), [&](Applicant& one) { out.push_back(one); });
    return out;
}

/// `T0406 /exma 1:2` for each problem.
std::string problems(const Applicant& applicant) {
    std::string out;
    for (const FactsProblem& p : applicant.problems)
        out += fmt::format("{}{}{} {}:{}", out.empty() ? "" : "; ", row(p.problem.kind).code,
                           p.pointer.empty() ? "" : " " + p.pointer, p.place.line, p.place.column);
    return out;
}

std::string problems(std::string_view text) {
    std::vector<Applicant> all = read(text);
    return all.size() == 1 ? problems(all[0]) : fmt::format("{} applicants", all.size());
}

std::string shown(std::string_view text, Lang lang = Lang::En) {
    std::string out;
    for (const Applicant& applicant : read(text))
        for (const FactsProblem& problem : applicant.problems)
            out += render_text(problem, "f.json", lang);
    return out;
}

TEST(Facts, ReadsEveryTypeExactly) {
    auto all = read(
        R"({"applied_on": "2023-05-01", "基础考试": "1900-01-01", "audits": 1000000, "extension": true})");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(problems(all[0]), "");
    const FactRow& row = all[0].row;
    EXPECT_EQ(row[0].value, 45045);
    EXPECT_EQ(day_text(row[0].value), "2023-05-01");
    EXPECT_EQ(row[1].value, 0);
    EXPECT_EQ(row[2].value, 1000000);
    EXPECT_EQ(row[3].value, 1);
    for (const FactValue& value : row)
        EXPECT_EQ(value.state, State::Known);
}

TEST(Facts, MissingIsNotNone) {
    auto all = read(R"({"exam": null, "audits": 0})");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].row[0].state, State::Unknown);
    EXPECT_EQ(all[0].row[1].state, State::None);
    EXPECT_EQ(all[0].row[2].state, State::Known);
    EXPECT_EQ(all[0].row[3].state, State::Unknown);
    EXPECT_EQ(problems(R"({})"), "");
}

TEST(Facts, NoneOnlyWhereThePolicySaysSo) {
    EXPECT_EQ(problems(R"({"audits": null})"), "T0412 /audits 1:12");
    EXPECT_EQ(problems(R"({"applied_on": null, "extension": null})"),
              "T0412 /applied_on 1:16; T0412 /extension 1:35");
}

TEST(Facts, UnknownNamesAreRefusedWithASuggestion) {
    EXPECT_EQ(shown("{\"audits\": 3,\n \"exma\": null}"),
              "f.json:2:2: error[T0406]: the policy has no fact `exma`\n"
              "   help: did you mean `exam`?\n");
    EXPECT_EQ(shown("{\"基础考式\": null}", Lang::Zh), "f.json:1:2: 错误[T0406]: 政策中没有事实 `基础考式`\n"
                                                       "   改法: 是不是 `基础考试`？\n");
    EXPECT_NE(shown("{\"zzzzzzzz\": null}").find("`审核次数`"), std::string::npos);
    EXPECT_EQ(problems(R"({"a/b~": 1})"), "T0406 /a~1b~0 1:2");
}

TEST(Facts, DuplicatesUnderOneNameOrTwo) {
    EXPECT_EQ(problems("{\"audits\": 3,\n\"audits\": 3}"), "T0407 /audits 2:1");
    EXPECT_EQ(problems(R"({"audits": 3, "审核次数": 3})"), "T0408 /审核次数 1:15");
    EXPECT_EQ(problems(R"({"audits": 3, "audits": "x", "audits": 4})"),
              "T0407 /audits 1:15; T0407 /audits 1:30");
    // An escape does not hide a duplicate.
    EXPECT_EQ(problems(R"({"audits": 3, "\u0061udits": 4})"), "T0407 /audits 1:15");
}

TEST(Facts, WholeNumbersAreWrittenInDigits) {
    EXPECT_NE(shown(R"({"audits": 3.0})")
                  .find("T0410]: `audits` is a count, which is written in digits alone; "
                        "this is `3.0`\n   help: write `3`\n"),
              std::string::npos);
    EXPECT_NE(shown(R"({"audits": 1e2})").find("write `100`"), std::string::npos);
    EXPECT_NE(shown(R"({"audits": 1.50e1})").find("write `15`"), std::string::npos);
    EXPECT_NE(shown(R"({"audits": 3.5})").find("nothing is rounded"), std::string::npos);
    EXPECT_NE(shown(R"({"audits": 0e5})").find("write `0`"), std::string::npos);
    EXPECT_NE(shown(R"({"audits": 1e-300})").find("nothing is rounded"), std::string::npos);
    EXPECT_EQ(problems(R"({"audits": 1e999})"), "T0401 /audits 1:12");
    EXPECT_NE(shown(R"({"audits": 1e999})").find("too large a number"), std::string::npos);
}

TEST(Facts, RangesAreKept) {
    EXPECT_EQ(problems(R"({"audits": -1})"), "T0411 /audits 1:12");
    EXPECT_EQ(problems(R"({"audits": 1000001})"), "T0411 /audits 1:12");
    EXPECT_EQ(problems(R"({"audits": 9223372036854775808})"), "T0411 /audits 1:12");
    EXPECT_EQ(problems(R"({"audits": 18446744073709551616})"), "T0411 /audits 1:12");
    EXPECT_EQ(problems(R"({"audits": -99999999999999999999999999999999})"), "T0411 /audits 1:12");
    EXPECT_EQ(problems(R"({"exam": "1899-12-31"})"), "T0411 /exam 1:10");
    EXPECT_EQ(problems(R"({"exam": "2199-12-31"})"), "");
    EXPECT_EQ(problems(R"({"exam": "2200-01-01"})"), "T0411 /exam 1:10");
    EXPECT_NE(
        shown(R"({"exam": "2200-01-01"})").find("`exam` is 2200-01-01, and may be 1900-01-01 to 2199-12-31"),
        std::string::npos);
}

TEST(Facts, WrongTypesSayWhatToWrite) {
    EXPECT_NE(shown(R"({"audits": "3"})")
                  .find("`audits` is a count, and the text `3` is not\n   help: write `3`, "
                        "without quotes"),
              std::string::npos);
    EXPECT_NE(shown(R"({"extension": "yes"})").find("yes is written `true`, without quotes"),
              std::string::npos);
    EXPECT_NE(shown(R"({"extension": 0})").find("no is written `false`, without quotes"), std::string::npos);
    EXPECT_NE(shown(R"({"扩展条款": "否"})", Lang::Zh).find("“否”写作 `false`，不加引号"), std::string::npos);
    EXPECT_EQ(problems(R"({"exam": true, "audits": [], "extension": {"a": [1]}, "applied_on": 5})"),
              "T0409 /exam 1:10; T0409 /audits 1:26; T0409 /extension 1:43; T0409 /applied_on 1:69");
}

TEST(Facts, DatesThatDoNotExist) {
    EXPECT_EQ(shown(R"({"exam": "2023-02-30"})"),
              "f.json:1:10: error[T0413]: `exam`: there is no day 2023-02-30\n"
              "   help: the last day of that month is 2023-02-28\n");
    EXPECT_NE(shown(R"({"exam": "2024-02-30"})", Lang::Zh).find("2024 年 2 月的最后一天是 29 日"),
              std::string::npos);
    for (std::string_view day :
         {"2023-02-29", "1900-02-29", "2023-00-10", "2023-13-10", "2023-04-31", "2023-04-00"})
        EXPECT_EQ(problems(fmt::format(R"({{"exam": "{}"}})", day)), "T0413 /exam 1:10") << day;
    for (std::string_view day : {"2024-02-29", "2000-02-29", "2023-12-31"})
        EXPECT_EQ(problems(fmt::format(R"({{"exam": "{}"}})", day)), "") << day;
}

TEST(Facts, DatesWrittenOtherwise) {
    for (std::string_view day : {"2023/4/1", "2023.04.01", "20230401", "2023年4月1日", "2023-4-1",
                                 "2023-04-01T00:00:00Z", "2023-04-01 "}) {
        std::string text = fmt::format(R"({{"exam": "{}"}})", day);
        EXPECT_EQ(problems(text), "T0414 /exam 1:10") << day;
        EXPECT_NE(shown(text).find("write `\"2023-04-01\"`"), std::string::npos) << day;
    }
    EXPECT_EQ(problems(R"({"exam": 20230401})"), "T0414 /exam 1:10");
    EXPECT_EQ(problems(R"({"exam": "04/01/2023"})"), "T0414 /exam 1:10");
    EXPECT_EQ(problems(R"({"exam": ""})"), "T0414 /exam 1:10");
    EXPECT_EQ(problems(R"({"exam": "2023-04-1T"})"), "T0414 /exam 1:10");
    EXPECT_EQ(problems(R"({"exam": "２０２３-04-01"})"), "T0414 /exam 1:10");
}

TEST(Facts, SeveralProblemsOfOneApplicant) {
    EXPECT_EQ(problems("{\n  \"exma\": 1,\n  \"audits\": \"4\",\n  \"exam\": \"2023-02-30\"\n}"),
              "T0406 /exma 2:3; T0409 /audits 3:13; T0413 /exam 4:11");
    std::string many = "{";
    for (int i = 0; i < 50; ++i)
        many += fmt::format("{}\"x{}\": 1", i == 0 ? "" : ", ", i);
    auto all = read(many + "}");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].problems.size(), kept_problems + 1);
    EXPECT_EQ(all[0].problems.back().problem.kind, D::FactsTooMany);
}

struct Broken {
    std::string_view text, place, part;
};

TEST(Facts, SyntaxErrorsSayWhereAndWhat) {
    const Broken cases[] = {
        {"{", "1:2", "ends too early"},
        {"{\"audits\": 3", "1:13", "ends too early"},
        {"{\"audits\": ", "1:12", "ends too early"},
        {"{\"audits\"", "1:10", "ends too early"},
        {"{\"audits", "1:9", "ends too early"},
        {"{\"audits\": 3,}", "1:14", "a comma stands before `}`"},
        {"{\"audits\": 3 \"exam\": null}", "1:14", "a comma is missing before `\"`"},
        {"{\"audits\" 3}", "1:11", "a colon is missing before `3`"},
        {"{'audits': 3}", "1:2", "double quotes, not in `'`"},
        {"{audits: 3}", "1:2", "should stand here, not `audits`"},
        {"{“audits”: 3}", "1:2", "`“` is a full-width sign"},
        {"{\"audits\"：3}", "1:10", "`：` is a full-width sign"},
        {"{\"audits\": 3，\"exam\": null}", "1:13", "`，` is a full-width sign"},
        {"{\"extension\": True}", "1:15", "`True` is not a value"},
        {"{\"extension\": 是}", "1:15", "`是` is not a value"},
        {"{\"exam\": 2023-01-05}", "1:10", "dates stand in double quotes"},
        {"{\"audits\": NaN}", "1:12", "`NaN` is not a value"},
        {"{\"audits\": 03}", "1:12", "`03` is not a number"},
        {"{\"audits\": +3}", "1:12", "`+3` is not a number"},
        {"{\"audits\": .5}", "1:12", "`.5` is not a number"},
        {"{\"audits\": 3.}", "1:12", "`3.` is not a number"},
        {"{\"audits\": 0x10}", "1:12", "`0x10` is not a number"},
        {"{\"extension\": truex}", "1:15", "`truex` is not a value"},
        {"{\"audits\": 3} // done", "1:15", "no comments"},
        {"{\"audits\": 3} {\"audits\": 4}", "1:15", "something follows the end of the facts: `{`"},
        {"{\"exam\": \"2023-\n01-05\"}", "1:16", "control character `\\u000A`"},
        {"{\"exam\": \"\\q\"}", "1:11", "`\\q` is not an escape"},
        {"{\"exam\": \"\\u12G4\"}", "1:11", "is not an escape"},
        {"{\"exam\": \"\\ud800\"}", "1:11", "`\\ud800` is only half of a character"},
        {"{\"exam\": \"\\ud800\\u0041\"}", "1:11", "`\\ud800` is only half of a character"},
        {"{\"exam\": \"\\udc00\"}", "1:11", "`\\udc00` is only half of a character"},
        {"{\"audits\":: 3}", "1:11", "`:` does not belong here"},
        {"{,}", "1:2", "`,` does not belong here"},
        {"{\"audits\": 3]", "1:13", "`]` does not belong here"},
        {"{3: 4}", "1:2", "should stand here, not `3`"},
        {"{\"audits\": 3, 4: 4}", "1:15", "should stand here, not `4`"},
    };
    for (const Broken& one : cases) {
        auto all = read(one.text);
        ASSERT_EQ(all.size(), 1U) << one.text;
        ASSERT_FALSE(all[0].problems.empty()) << one.text;
        const FactsProblem& problem = all[0].problems.back();
        EXPECT_EQ(row(problem.problem.kind).code, "T0401") << one.text;
        EXPECT_EQ(fmt::format("{}:{}", problem.place.line, problem.place.column), one.place) << one.text;
        EXPECT_NE(render_text(problem, "f", Lang::En).find(one.part), std::string::npos)
            << one.text << "\n"
            << render_text(problem, "f", Lang::En);
    }
}

TEST(Facts, BytesThatAreNoText) {
    EXPECT_EQ(problems(std::string_view("{\"audits\": 3}\0 x", 16)), "T0401 1:14");
    EXPECT_EQ(problems(std::string_view("{\"exam\": \"\0\"}", 13)), "T0401 1:11");
    EXPECT_EQ(problems("{\"基\xFF\": 3}"), "T0402 1:4");
    EXPECT_EQ(problems("{\"\xED\xA0\x80\": 3}"), "T0402 1:3");
    EXPECT_EQ(problems("{\"\xC0\x80\": 3}"), "T0402 1:3");
    EXPECT_EQ(problems("{\"audits\": 3}\xF0\x9F"), "T0402 1:14");
    EXPECT_EQ(problems("\xEF\xBB\xBF{\"audits\": 3}"), "");
}

TEST(Facts, WhatIsNoObject) {
    for (std::string_view text : {"3", "null", "\"exam\"", "true"})
        EXPECT_EQ(problems(text), "T0403 1:1") << text;
    EXPECT_EQ(problems(""), "T0404 1:1");
    EXPECT_EQ(problems(" \n\t \n"), "T0404 1:1");
    auto all = read("[{\"audits\": 3}, 4, [{\"audits\": 5}], {\"audits\": 6}]");
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(problems(all[1]), "T0403 1:17");
    EXPECT_EQ(problems(all[2]), "T0403 1:20");
    EXPECT_EQ(problems(all[3]), "");
    EXPECT_EQ(all[3].row[2].value, 6);
}

TEST(Facts, NestingIsBounded) {
    auto nested = [](std::size_t depth) {
        return "{\"audits\": " + std::string(depth, '[') + std::string(depth, ']') + "}";
    };
    EXPECT_EQ(problems(nested(limits::nesting - 1)), "T0409 /audits 1:12");
    EXPECT_EQ(problems(nested(limits::nesting)),
              fmt::format("T0409 /audits 1:12; T0405 /audits 1:{}", 11 + limits::nesting));
    EXPECT_EQ(problems(nested(limits::nesting + 1)),
              fmt::format("T0409 /audits 1:12; T0405 /audits 1:{}", 11 + limits::nesting));
    EXPECT_EQ(problems(nested(100000)).substr(0, 5), "T0409");
    EXPECT_EQ(read(std::string(100000, '[')).size(), 2U);  // one element that is none, and the broken end
}

TEST(Facts, Shapes) {
    EXPECT_EQ(facts_shape("  [", "-"), FactsShape::Array);
    EXPECT_EQ(facts_shape("{\"a\": 1}\n", "-"), FactsShape::Object);
    EXPECT_EQ(facts_shape("{\"a\": 1}\n", "x.jsonl"), FactsShape::Lines);
    EXPECT_EQ(facts_shape("{\"a\": 1}\n\n{\"a\": 2}", "-"), FactsShape::Lines);
    EXPECT_EQ(facts_shape("{\"a\": 1\n{\"a\": 2}", "-"), FactsShape::Lines);
    EXPECT_EQ(facts_shape("{\n\"a\": 1\n}", "-"), FactsShape::Object);
    EXPECT_EQ(facts_shape("{\"l\": [\n{\"a\": 2}\n]}", "-"), FactsShape::Object);
}

TEST(Facts, LinesStandOnTheirOwn) {
    auto all = read(
        "{\"audits\": 1}\r\n\n{\"audits\": 2\n  {\"exma\": 3}\n{\"audits\": 4}\n[{}]\n\xFF\n{\"audits\": 5}");
    ASSERT_EQ(all.size(), 7U);
    EXPECT_EQ(all[0].row[2].value, 1);
    EXPECT_EQ(problems(all[1]), "T0401 3:13");
    EXPECT_EQ(problems(all[2]), "T0406 /exma 4:4");
    EXPECT_EQ(all[3].row[2].value, 4);
    EXPECT_EQ(problems(all[4]), "T0403 6:1");
    EXPECT_EQ(problems(all[5]), "T0402 7:1");
    EXPECT_EQ(all[6].row[2].value, 5);
}

TEST(Facts, ArraysGoOnAfterABadApplicantAndEndAtASyntaxError) {
    auto all = read("[{\"audits\": 1},\n {\"audits\": \"x\"},\n {\"audits\": 3},\n {\"audits\": }]");
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(problems(all[1]), "T0409 /audits 2:13");
    EXPECT_EQ(all[2].row[2].value, 3);
    EXPECT_EQ(all[2].row[0].state, State::Unknown);
    EXPECT_EQ(problems(all[3]), "T0401 /audits 4:13");
    EXPECT_EQ(read("[]").size(), 0U);
}

TEST(Facts, ColumnsCountCharacters) {
    EXPECT_EQ(problems("{\"申请日期\": \"2023-05-01\", \"审核次数\": \"四\"}"), "T0409 /审核次数 1:32");
    EXPECT_EQ(problems("{\"😀\": 1, \"audits\": null}"), "T0406 /😀 1:2; T0412 /audits 1:20");
}

bool is_syntax(const FactsProblem& problem) {
    return problem.problem.kind == D::FactsNotJson || problem.problem.kind == D::FactsNotUtf8;
}

TEST(Facts, WhatIsJsonIsLeftToTheJsonReaderAndEveryProblemHasItsPlace) {
    const std::string seeds[] = {
        R"({"applied_on": "2023-05-01", "exam": null, "audits": 3, "extension": true})",
        R"({"基础考试": "\u0032023-05-01", "audits": -1.5e+3, "x": [1, {"y": [true, false]}]})", "{}"};
    std::mt19937 random(20230501);
    std::size_t broken = 0, whole = 0;
    for (int i = 0; i < 30000; ++i) {
        std::string text = facts_reading::mutated(seeds[i % 3], random);
        bool syntax = false;
        read_facts(auditor(), text, FactsShape::Object, [&](const Applicant& applicant) {
            for (const FactsProblem& problem : applicant.problems) {
                syntax = syntax || is_syntax(problem) || problem.problem.kind == D::FactsEmpty;
                ASSERT_LE(problem.offset, text.size()) << text;
                EXPECT_EQ(PlaceFinder(text).at(problem.offset).column, problem.place.column) << text;
            }
        });
        ASSERT_EQ(syntax, !nlohmann::json::accept(text)) << text;
        ++(syntax ? broken : whole);
    }
    EXPECT_GT(broken, 1000U);
    EXPECT_GT(whole, 1000U);
}

}  // namespace
}  // namespace tenet::compiler::facts_test
