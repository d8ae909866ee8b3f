#include "kinds.hpp"
#include "words.hpp"

#include "compiler/json_writer.hpp"
#include "tenet/explain_json.hpp"
#include "tenet/explain_text.hpp"
#include "tests/differential/random.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstring>
#include <string>
#include <vector>

/// Answers as JSON where the tool has nothing to compare with: rooms that are too small, and facts that only a program can have.
namespace tenet::explain_json_test {
namespace {

using Answer = AnswerJson<words::Table>;

std::vector<words::Audit> blank_visits() { return std::vector<words::Audit>(30); }

words::Facts applicant(const std::vector<words::Audit>& visits) {
    words::Facts facts;
    facts.applied_on = date(2024, 5, 1);
    facts.exam = date(2021, 4, 30);
    facts.audits = 3;
    facts.wanted = words::Field::Qms;
    facts.visits = visits;
    facts.remark = "别的 \"quoted\"";
    return facts;
}

template <class Write>
std::string all_of(Write write) {
    std::string out(write(nullptr, std::size_t{0}).needed, '?');
    EXPECT_TRUE(write(out.data(), out.size()).is_whole());
    return out;
}

std::string result(Answer& answer, Lang lang) {
    return all_of([&](char* buffer, std::size_t size) { return answer.result(lang, buffer, size); });
}

/// In a room of every size up to one byte more than it takes.
template <class Write>
void fits_or_is_no_json(Write write) {
    const std::string whole = all_of(write);
    EXPECT_TRUE(nlohmann::json::accept(whole));
    EXPECT_EQ(whole.find('\n'), std::string::npos);
    for (std::size_t capacity = 0; capacity <= whole.size() + 1; ++capacity) {
        // Of just that size, so that the sanitizers see every byte beyond it.
        std::vector<char> room(capacity + 1, '#');
        const WrittenText said = write(room.data(), capacity);
        ASSERT_EQ(said.needed, whole.size());
        ASSERT_EQ(said.is_whole(), capacity >= whole.size());
        ASSERT_LE(said.text.size(), capacity);
        ASSERT_EQ(room.back(), '#') << capacity;
        if (said.is_whole())
            ASSERT_EQ(said.text, whole);
        else if (capacity < 3)
            ASSERT_EQ(said.text, "");
        else
            ASSERT_TRUE(said.text.ends_with("…"));
    }
}

TEST(AnswerJson, FitsInJustAsMuchAsItNeedsAndIsNoJsonInLess) {
    const kinds::Facts facts;
    AnswerJson answer(kinds::table, facts);
    for (const Lang lang : {Lang::en, Lang::zh}) {
        fits_or_is_no_json([&](char* b, std::size_t n) { return answer.result(lang, b, n); });
        fits_or_is_no_json([&](char* b, std::size_t n) { return answer.brief(lang, b, n); });
    }
}

TEST(AnswerJson, SaysTheSameAsOftenAsItIsAsked) {
    const auto visits = blank_visits();
    const words::Facts facts = applicant(visits);
    Answer answer(words::table, facts);
    const std::string first = result(answer, Lang::zh);
    char line[20000];
    const std::string brief(answer.brief(Lang::zh, line).text);
    EXPECT_EQ(answer.verdict(0), words::ok(facts).verdict);
    EXPECT_EQ(answer.verdict(1), words::other(facts).verdict);
    EXPECT_FALSE(answer.refused());
    EXPECT_EQ(answer.refusal(Lang::zh, line).needed, 0U);
    EXPECT_EQ(std::string(answer.result(Lang::zh, line).text), first);
    EXPECT_EQ(std::string(answer.brief(Lang::zh, line).text), brief);
}

/// Words tell the first twenty.
TEST(AnswerJson, HasAllThatIsMissing) {
    const auto visits = blank_visits();
    const words::Facts facts = applicant(visits);
    Answer answer(words::table, facts);
    const auto read = nlohmann::json::parse(result(answer, Lang::en));
    const auto decision = words::ok(facts);
    const auto missing = tenet::missing<4096>(words::table, facts, decision);
    EXPECT_GT(missing.total, 2 * most_told_facts);
    EXPECT_EQ(read["decisions"]["ok"]["missing"].size(), missing.total);
}

/// The text of a remark as it stands in the answer.
std::string remark_in(const std::string& json) {
    const std::size_t at = json.find("\"id\":\"remarked\"");
    const std::size_t begin = json.find("\"actual\":", at) + std::strlen("\"actual\":");
    return json.substr(begin, json.find(",\"needed\":", begin) - begin);
}

std::string written(std::string_view text) {
    compiler::JsonWriter json(false);
    json.text(text);
    return json.written();
}

void is_escaped_as_the_tool_does(const std::string& text) {
    words::Facts facts;
    facts.remark = text;
    Answer answer(words::table, facts);
    const std::string json = result(answer, Lang::zh);
    ASSERT_TRUE(nlohmann::json::accept(json)) << json;
    ASSERT_EQ(remark_in(json), written(text));
}

TEST(AnswerJson, EscapesTextsAsTheToolDoes) {
    for (const char* text :
         {"", "\"", "\\", "a\"b\\c/", "\b\f\n\r\t", "\x01\x1F\x7F", "审核员 \"李\"", "\u202E\u200B", "😀"})
        is_escaped_as_the_tool_does(text);
    is_escaped_as_the_tool_does(std::string("a\0b", 3));
    std::string every;
    for (int byte = 0; byte < 256; ++byte)
        every += static_cast<char>(byte);
    is_escaped_as_the_tool_does(every);
}

/// Bytes that are no text become U+FFFD, as many as in the tool; drawn from those at which the forms of characters begin and end.
TEST(AnswerJson, RepairsBytesThatAreNoText) {
    constexpr std::string_view bytes =
        "a\"\\\x1F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC1\xC2\xDF\xE0\xE5\xED\xEF\xF0\xF1\xF4\xF5\xFF";
    differential::Random random(7);
    for (int i = 0; i < 3000; ++i) {
        std::string text;
        for (std::size_t length = random.below(9); length > 0; --length)
            text += bytes[random.below(bytes.size())];
        ASSERT_NO_FATAL_FAILURE(is_escaped_as_the_tool_does(text));
    }
}

TEST(AnswerJson, HasNothingOfWhatIsRefused) {
    kinds::Facts facts;
    facts.audits = 501;
    AnswerJson answer(kinds::table, facts);
    AnswerText text(kinds::table, facts);
    EXPECT_TRUE(answer.refused());
    EXPECT_EQ(answer.verdict(0), Verdict::Refused);
    char line[400], words[400];
    for (const Lang lang : {Lang::en, Lang::zh}) {
        EXPECT_EQ(answer.result(lang, line).needed, 0U);
        EXPECT_EQ(answer.brief(lang, line).needed, 0U);
        EXPECT_EQ(answer.refusal(lang, line).text, text.refusal(lang, words).text);
        EXPECT_NE(answer.refusal(lang, line).needed, 0U);
    }
}

}  // namespace
}  // namespace tenet::explain_json_test
