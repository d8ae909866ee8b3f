#include "kinds.hpp"

#include "compiler/diagnostics.hpp"
#include "compiler/limits.hpp"
#include "tests/json/reader.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

/// Facts of a generated header from JSON: every kind of fact, in every spelling that is taken.
namespace tenet::json_test {
namespace {

using kinds::Facts;
using kinds::Field;

/// Facts read from a text, and what they refer to.
struct Kept {
    std::string text;
    std::array<std::byte, 4096> memory{};
    Facts facts;
    json::Fault fault;

    explicit Kept(std::string of) : text(std::move(of)) {
        fault = json::read(kinds::table, text, facts, memory);
    }
};

/// What is known of facts of which one alone is given.
#define READ(name, written)                                                                                  \
    const Kept name(written);                                                                                \
    ASSERT_EQ(json::code_of(name.fault.cause), std::string()) << name.text

TEST(Json, ReadsEveryKindOfFactInBothLanguages) {
    for (const bool chinese : {false, true}) {
        const Kept kept(
            chinese
                ? R"({"申请日期": "2023-05-01", "考试日期": "2021-06-30", "次数项": 4, "学时项": 12.5, "半天数": 1.5,
            "分数": -1.125, "金额": 999999999.99, "扩展": false, "申请领域": "质量", "原领域": "ohsms", "已有领域": ["环境", "ohsms"],
            "说明文字": "审核", "姓名": "\u738b \"\ud83d\ude00\"", "审核经历": [{"领域": "环境", "结束日期": "2022-01-31", "天数": 0.5,
            "条款": ["质量"], "备注": "a", "完整": true, "序号": 7}, {}]})"
                : R"({"applied_on": "2023-05-01", "exam": "2021-06-30", "audits": 4, "hours": 12.5, "onsite": 1.5,
            "score": -1.125, "amount": 999999999.99, "extension": false, "wanted": "qms", "former": "ohsms", "held": ["ems", "ohsms"],
            "remark": "审核", "person": "王 \"😀\"", "visits": [{"field": "ems", "ended_on": "2022-01-31", "days": 0.5,
            "clauses": ["qms"], "remark": "a", "complete": true, "serial": 7}, {}]})");
        ASSERT_FALSE(kept.fault) << json::code_of(kept.fault.cause) << " " << kept.fault.offset;
        const Facts& facts = kept.facts;
        EXPECT_EQ(facts.applied_on, Fact<Date>(date(2023, 5, 1)));
        EXPECT_EQ(facts.exam.value(), date(2021, 6, 30).days);
        EXPECT_EQ(facts.audits.value(), 4);
        EXPECT_EQ(facts.hours.value(), 1250);
        EXPECT_EQ(facts.onsite.value(), 3);
        EXPECT_EQ(facts.score.value(), -1125);
        EXPECT_EQ(facts.amount.value(), 99999999999);
        EXPECT_EQ(facts.extension, FactOrNone<bool>(false));
        EXPECT_EQ(facts.wanted, Fact<Field>(Field::Qms));
        EXPECT_EQ(facts.former, FactOrNone<Field>(Field::Ohsms));
        EXPECT_EQ(facts.held, (Fact<SetOf<Field>>{Field::Ems, Field::Ohsms}));
        EXPECT_EQ(facts.remark, FactOrNone<Text>("审核"));
        EXPECT_EQ(facts.person, Fact<Text>("王 \"😀\""));
        ASSERT_EQ(facts.visits.size(), 2U);
        EXPECT_EQ(facts.visits[0].field, FactOrNone<Field>(Field::Ems));
        EXPECT_EQ(facts.visits[0].ended_on.value(), date(2022, 1, 31).days);
        EXPECT_EQ(facts.visits[0].days.value(), 1);
        EXPECT_EQ(facts.visits[0].clauses, (Fact<SetOf<Field>>{Field::Qms}));
        EXPECT_EQ(facts.visits[0].remark, FactOrNone<Text>("a"));
        EXPECT_EQ(facts.visits[0].complete, Fact<bool>(true));
        EXPECT_EQ(facts.visits[0].serial.value(), 7);
        EXPECT_TRUE(facts.visits[1].complete.is_unknown() && facts.visits[1].remark.is_unknown());
    }
}

TEST(Json, WhatIsNotGivenIsUnknownAndNullIsNone) {
    READ(nothing, " {}\n");
    EXPECT_TRUE(nothing.facts.applied_on.is_unknown() && nothing.facts.visits.is_unknown());
    READ(
        some,
        R"({"exam": null, "hours": null, "score": null, "amount": null, "extension": null, "former": null, "remark": null,
                   "visits": [{"field": null, "ended_on": null, "remark": null, "serial": null}]})");
    const Facts& facts = some.facts;
    EXPECT_TRUE(facts.exam.is_none() && facts.hours.is_none() && facts.score.is_none() &&
                facts.amount.is_none());
    EXPECT_TRUE(facts.extension.is_none() && facts.former.is_none() && facts.remark.is_none());
    EXPECT_TRUE(facts.visits[0].field.is_none() && facts.visits[0].ended_on.is_none());
    EXPECT_TRUE(facts.visits[0].remark.is_none() && facts.visits[0].serial.is_none());
    READ(empty, R"({"held": [], "visits": []})");
    EXPECT_EQ(empty.facts.held, Fact<SetOf<Field>>(tenet::empty));
    EXPECT_TRUE(empty.facts.visits.is_known() && empty.facts.visits.size() == 0);
}

TEST(Json, NumbersAreReadExactlyFromEndToEndOfTheirRange) {
    for (const auto& [text, value] : {std::pair("-100", -100000),
                                      {"100.0", 100000},
                                      {"-0", 0},
                                      {"0.001", 1},
                                      {"-99.999", -99999},
                                      {"7.25", 7250}}) {
        READ(kept, std::string(R"({"score": )") + text + "}");
        EXPECT_EQ(kept.facts.score.value(), value) << text;
    }
    READ(least, R"({"amount": -1000000000})");
    EXPECT_EQ(least.facts.amount.value(), -100000000000);
    READ(most, R"({"amount":1000000000.00})");
    EXPECT_EQ(most.facts.amount.value(), 100000000000);
}

TEST(Json, TextsWithoutEscapesStayWhereTheyStand) {
    READ(kept, R"({"person": "王 lǐ", "remark": "a\tb"})");
    EXPECT_GE(kept.facts.person.characters(), kept.text.data());
    EXPECT_LT(kept.facts.person.characters(), kept.text.data() + kept.text.size());
    EXPECT_EQ(kept.facts.remark, FactOrNone<Text>("a\tb"));
}

TEST(Json, AByteOrderMarkAndBlanksMayStandAround) {
    READ(kept, "\xEF\xBB\xBF\r\n { \"audits\"\t: 4 }\n\n");
    EXPECT_EQ(kept.facts.audits.value(), 4);
}

TEST(Json, WhatWasKnownBeforeIsForgotten) {
    Facts facts;
    facts.audits = 3;
    EXPECT_FALSE(json::read(kinds::table, R"({"hours": 4})", facts));
    EXPECT_TRUE(facts.audits.is_unknown());
    facts.audits = 3;
    EXPECT_TRUE(json::read(kinds::table, R"({"hours": 4, "audits": -1})", facts));
    EXPECT_TRUE(facts.audits.is_unknown() && facts.hours.is_unknown());
}

TEST(Json, EnoughMemoryIsAlwaysEnoughAndLessIsSaid) {
    std::string text = R"({"person": "\u0041", "visits": [{},{},{},{},{},{}]})";
    Facts facts;
    constexpr std::size_t most = json::memory_for<kinds::Table>(1000);
    static_assert(most <= 6 * sizeof(kinds::Audit) + 1000 + 64);
    std::array<std::byte, most> memory{};
    EXPECT_FALSE(json::read(kinds::table, text, facts,
                            json::Memory(memory.data(), json::memory_for<kinds::Table>(text.size()))));
    EXPECT_EQ(facts.visits.size(), 6U);
    for (std::size_t size = 0; size < 6 * sizeof(kinds::Audit); ++size) {
        const json::Fault fault = json::read(kinds::table, text, facts, json::Memory(memory.data(), size));
        ASSERT_EQ(fault.cause, json::Cause::NoRoom) << size;
    }
    // Records lie as their types want it, wherever the memory begins.
    for (std::size_t skip = 0; skip < 16; ++skip) {
        ASSERT_FALSE(
            json::read(kinds::table, text, facts, json::Memory(memory.data() + skip, memory.size() - skip)));
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(facts.visits.data()) % alignof(kinds::Audit), 0U);
    }
}

TEST(Json, NamesAreAsLongAsTheLanguageHasThem) {
    EXPECT_EQ(json::longest_name, compiler::limits::name_bytes);
}

TEST(Json, LinesAreCutAtWholeCharacters) {
    Facts facts;
    const std::string text = R"({"次数": 4})";
    const json::Fault fault = json::read(kinds::table, text, facts);
    char line[40];
    for (std::size_t capacity = 0; capacity <= sizeof line; ++capacity) {
        const std::string_view said = json::message(kinds::table, fault, text, Lang::zh, line, capacity);
        EXPECT_LE(said.size(), capacity);
        EXPECT_EQ(json::bad_byte(said.data(), said.data() + said.size()), said.data() + said.size());
    }
    EXPECT_EQ(json::message(kinds::table, fault, text, Lang::zh, line, 29), "政策中没有事实 `次…");
}

}  // namespace
}  // namespace tenet::json_test
