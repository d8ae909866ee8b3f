#include "kinds.hpp"
#include "words.hpp"

#include "compiler/diagnostics.hpp"
#include "compiler/result_values.hpp"
#include "tenet/explain_text.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

/// What headers tell where the tool has nothing to compare with: rooms that are too small, and facts that only a program can have.
namespace tenet::explain_test {
namespace {

words::Facts applicant() {
    words::Facts facts;
    facts.applied_on = date(2024, 5, 1);
    facts.exam = date(2021, 4, 30);
    facts.audits = 3;
    facts.extension = false;
    facts.wanted = words::Field::Qms;
    facts.former = none;
    facts.ends_on = date(2024, 1, 1);
    facts.remark = "别的";
    return facts;
}

template <class Write>
std::string all_of(Write write) {
    char buffer[8000];
    const WrittenText said = write(buffer, sizeof buffer);
    EXPECT_TRUE(said.is_whole());
    return std::string(said.text);
}

TEST(AnswerText, FitsInJustAsMuchAsItNeedsAndNeverWritesBeyondLess) {
    const words::Facts facts = applicant();
    AnswerText answer(words::table, facts);
    for (const Lang lang : {Lang::en, Lang::zh}) {
        const auto write = [&](char* buffer, std::size_t size) { return answer.result(lang, buffer, size); };
        const std::string whole = all_of(write);
        for (std::size_t capacity = 0; capacity <= whole.size() + 1; ++capacity) {
            // Of just that size, so that the sanitizers see every byte beyond it.
            const std::vector<char> filled(capacity + 1, '#');
            std::vector<char> room(filled);
            const WrittenText said = write(room.data(), capacity);
            ASSERT_EQ(said.needed, whole.size());
            ASSERT_EQ(said.is_whole(), capacity >= whole.size());
            ASSERT_LE(said.text.size(), capacity);
            ASSERT_EQ(room.back(), '#') << capacity;
            const std::string text(said.text);
            if (said.is_whole()) {
                ASSERT_EQ(text, whole);
                continue;
            }
            const bool cut_seen = capacity >= std::strlen("…");
            ASSERT_EQ(text.ends_with("…"), cut_seen);
            const std::string kept = text.substr(0, text.size() - (cut_seen ? std::strlen("…") : 0));
            ASSERT_TRUE(whole.starts_with(kept));
            ASSERT_NE(static_cast<unsigned char>(whole[kept.size()]) & 0xC0U, 0x80U)
                << "not a whole character";
        }
    }
}

TEST(AnswerText, OneRequirementIsTheLineThatItHasInTheDecision) {
    const words::Facts facts = applicant();
    AnswerText answer(words::table, facts);
    const std::string decision =
        all_of([&](char* b, std::size_t n) { return answer.decision(0, Lang::en, b, n); });
    std::string lines;
    for (std::uint32_t i = 0; i < decltype(words::ok(facts))::requirement_count; ++i)
        lines += all_of([&](char* b, std::size_t n) { return answer.requirement(0, i, Lang::en, b, n); });
    EXPECT_NE(decision.find(lines), std::string::npos) << decision << lines;
    EXPECT_NE(lines.find("  ✗ enough_audits: failed, 3 of 4, 1 short\n"), std::string::npos) << lines;
}

std::string refusal(const kinds::Facts& facts, Lang lang) {
    AnswerText answer(kinds::table, facts);
    char line[400];
    return std::string(answer.result(lang, line).text);
}

/// What comes as JSON is refused as it is read; a program may set anything.
TEST(AnswerText, TellsWhichFactIsOutOfRange) {
    kinds::Facts facts;
    facts.audits = 501;
    EXPECT_EQ(refusal(facts, Lang::en),
              "error[T0411]: refused, `audits` is out of its range: it may be 0 to 500\n"
              "   help: check the value; the policy cannot judge beyond this range\n");
    EXPECT_EQ(refusal(facts, Lang::zh), "错误[T0411]: `次数项` 超出范围，未作判定：只可为 0至500\n"
                                        "   改法: 请核对；超出这个范围，政策不能判断\n");
    facts = {};
    std::vector<kinds::Audit> visits(2);
    visits[1].ended_on = date(2300, 1, 1);
    facts.visits = visits;
    EXPECT_EQ(
        refusal(facts, Lang::en),
        "error[T0411]: refused, `visits record 2, ended_on` is out of its range: it may be 1900-01-01 to "
        "2199-12-31\n   help: check the value; the policy cannot judge beyond this range\n");
    visits.resize(7);
    facts.visits = visits;
    EXPECT_EQ(refusal(facts, Lang::en),
              "error[T0421]: refused, `visits` has more than 6 records, the most that its list may have\n"
              "   help: leave out records that do not count\n");
    facts = {};
    const std::string long_text(5000, 'a');
    facts.person = long_text;
    EXPECT_EQ(refusal(facts, Lang::en),
              "error[T0411]: refused, `person` is not one of its values\n"
              "   help: check the value; the policy cannot judge beyond this range\n");
}

TEST(AnswerText, ShowsBytesThatAreNoTextAsSuch) {
    words::Facts facts = applicant();
    facts.remark = "a\xB0\xE5\x9F z\xE2\x80\xAE";
    AnswerText answer(words::table, facts);
    const std::string said =
        all_of([&](char* b, std::size_t n) { return answer.decision(0, Lang::en, b, n); });
    EXPECT_NE(said.find("failed: the remark is a\\xB0\\xE5\\x9F z\\u202E"), std::string::npos) << said;
}

/// `{}` of the runtime's words are `{0}` of the tool's.
std::string numbered(std::string_view words) {
    std::string out(words);
    if (const std::size_t at = out.find("{}"); at != std::string::npos) out.insert(at + 1, "0");
    return out;
}

TEST(ResultWords, OfRefusalsAreThoseOfTheDiagnostics) {
    using compiler::D;
    const struct {
        D kind;
        Say message, help;
    } rows[] = {{D::FactsContradict, Say::FactsContradict, Say::CheckFacts},
                {D::CalendarTooShort, Say::NoAnswer, Say::AddYear}};
    for (const auto& each : rows)
        for (const compiler::Lang lang : {compiler::Lang::En, compiler::Lang::Zh}) {
            EXPECT_EQ(numbered(compiler::said(each.message, lang)), row(each.kind).in(lang).message);
            std::string help(row(each.kind).in(lang).help);
            if (const std::size_t at = help.find("{1}"); at != std::string::npos) help.replace(at, 3, "{0}");
            EXPECT_EQ(numbered(compiler::said(each.help, lang)), help);
        }
}

}  // namespace
}  // namespace tenet::explain_test
