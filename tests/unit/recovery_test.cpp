#include "parsing.hpp"

#include "compiler/limits.hpp"

#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

// Faults: one report each, parsing goes on, limits hold, nothing crashes.

namespace tenet::compiler::testing {
namespace {

std::string repeated(const std::string& text, std::size_t count) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i)
        result += text;
    return result;
}

TEST(Recovery, SeveralFaultsInOneFile) {
    const Parsed parsed = parse_text("policy p\n"
                                     "fact a date\n"            // no colon
                                     "fact b : count\n"         //
                                     "fatc c : date\n"          // misspelt
                                     "define d = b +\n"         // no operand
                                     "decide e\n"               //
                                     "  require b >= \n"        // no operand
                                     "    cite notice ¶1\n"     // goes on at the clause
                                     "  require (b >= 3\n"      // no parenthesis
                                     "  requir b >= 3\n"        // misspelt
                                     "  require b >= 3 else\n"  // no text
                                     "  require b >= 5\n");
    EXPECT_EQ(parsed.codes(), "T0102 T0103 T0102 T0102 T0124 T0103 T0102") << parsed.shown();
    EXPECT_EQ(parsed.file.facts.size(), 2U);
    ASSERT_EQ(parsed.file.decisions.at(0).requirements.size(), 4U);
    EXPECT_EQ(parsed.file.decisions.at(0).requirements.at(0).citations.size(), 1U);
}

TEST(Recovery, OneReportAStatement) {
    EXPECT_EQ(codes_of("audits >= >= or and ) ( 5 5"), "T0102");
    EXPECT_EQ(codes_of("audits >= 3 extension waiver"), "T0134");
    EXPECT_EQ(codes_of("audits >= 3 >= 2 >= 1"), "T0122");
    EXPECT_EQ(codes_of("audits >= 3 not in 1 .. 2"), "T0122");
    EXPECT_EQ(codes_of("audits >= 3 not extension"), "T0134");
    EXPECT_EQ(codes_of("extension and waiver or extension and waiver"), "T0121");
}

TEST(Recovery, ALaterStatementIsAnsweredOnce) {
    const Parsed parsed = parse_text(prelude + "test \"t\"\n  given audits = 3\n  expect d eligible\n"
                                               "record r\n  audits : count\n  rows | a | b |\n"
                                               "calendar cn\n  covers 2022 .. 2026\n  off 2023-01-01\n"
                                               "define x = audits\n");
    EXPECT_EQ(parsed.codes(), "T0104 T0104 T0104") << parsed.shown();
    EXPECT_EQ(parsed.file.definitions.size(), 1U);
}

TEST(Recovery, NothingOfWhatTheLexerRefusedIsReportedAgain) {
    for (const char* text :
         {"audits >= 4次以上", "audits 》= 4", "audits 大于 4", "exam = 2023-02-30", "exam valid 6月",
          "audits >= 4次或3次 具备 extension", "exam 早于 2023-04-01之后", "ａudits >= 3",
          "audits >= 12345678901234567890", "\"abc", "audits ? 3", "exam = 2023/4/1"})
        EXPECT_EQ(parse_text(prelude + "decide d\n  require " + text + "\n").diagnostics.errors(), 1U)
            << text;
}

TEST(Recovery, MixedConnectivesShowBothWays) {
    const Parsed parsed =
        parse_text(prelude + "decide d\n  require extension and waiver or audits >= 3 or waiver\n");
    const std::string shown = parsed.shown();
    EXPECT_NE(shown.find("`extension and (waiver or audits >= 3 or waiver)`"), std::string::npos) << shown;
    EXPECT_NE(shown.find("`(extension and waiver) or audits >= 3 or waiver`"), std::string::npos) << shown;
}

TEST(Recovery, RunsComeApartOnlyIntoWordsAndDeclaredNames) {
    EXPECT_EQ(codes_of("exam valid5y"), "T0101");
    EXPECT_EQ(codes_of("examvalid 5y"), "T0101");
    EXPECT_EQ(codes_of("exam有效5年"), "T0101");
    EXPECT_EQ(codes_of("auditsextension"),
              "");  // two names: left to the next stage, which knows no such name
    EXPECT_EQ(codes_of("island"), "");
    const Parsed parsed = parse_text("policy p\n事实 基础考试：日期或无\n判定 甲\n  要求 基础考试有效5年\n");
    EXPECT_EQ(parsed.codes(), "T0101 T0101") << parsed.shown();
    EXPECT_NE(parsed.shown().find("`基础考试 有效 5年`"), std::string::npos);
}

TEST(Recovery, HiddenCharactersAreFoundWhereverTheyStand) {
    for (const char* hidden : {"\u202E", "\u200B", "\u2066", "\uFEFF", "\u00AD", "\u3164", "\x01", "\x7F"}) {
        const std::string h = hidden;
        EXPECT_EQ(parse_text("policy p \"a" + h + "b\"\n").codes(), "T0108");
        EXPECT_EQ(parse_text("policy p “a" + h + "b”\n").codes(), "T0108");
        EXPECT_EQ(parse_text("policy p # a" + h + "b\n").codes(), "T0108");
        EXPECT_EQ(parse_text("policy p " + h + "\n").codes(), "T0108");
        EXPECT_EQ(parse_text("policy p \"a" + h + "b\n").codes(), "T0106 T0108");
    }
    EXPECT_EQ(parse_text(std::string("policy p # a\0b\n", 15)).codes(), "T0108");
    EXPECT_EQ(parse_text("policy p \"ＡＢ「」、。，“”（）：；é\"\n").codes(), "");
}

// The next stage is not to report the name of a group as an unknown fact.
TEST(Recovery, AGroupIsNotReadAsAFact) {
    const Parsed parsed = parse_text(prelude + "decide d\n  require audits in some_group\n");
    EXPECT_EQ(parsed.codes(), "T0104");
    EXPECT_NE(parsed.tree().find("(in audits error error)"), std::string::npos) << parsed.tree();
}

TEST(Recovery, FullWidthLettersOutsideTexts) {
    EXPECT_EQ(codes_of("exam valid 5ｙ"), "T0109");
    EXPECT_EQ(codes_of("ｅxam valid 5y"), "T0109");
    EXPECT_EQ(codes_of("考试１ valid 5y"), "T0109");
}

// Depth: a parenthesis, a `not` and a branch of `if` count one each.
TEST(Limits, Nesting) {
    const std::size_t most = limits::nesting;
    const auto parens = [](std::size_t n) { return repeated("(", n) + "extension" + repeated(")", n); };
    const auto nots = [](std::size_t n) { return repeated("not ", n) + "extension"; };
    const auto ifs = [](std::size_t n) { return repeated("if extension then yes else ", n) + "extension"; };
    for (const std::size_t n : {most - 1, most}) {
        EXPECT_EQ(codes_of(parens(n)), "");
        EXPECT_EQ(codes_of(nots(n)), "");
        EXPECT_EQ(codes_of(ifs(n)), "");
    }
    EXPECT_EQ(codes_of(parens(most + 1)), "T0510");
    EXPECT_EQ(codes_of(nots(most + 1)), "T0510");
    EXPECT_EQ(codes_of(ifs(most + 1)), "T0510");
    EXPECT_EQ(codes_of(repeated("(", 100'000)), "T0510");
    EXPECT_EQ(codes_of(repeated("audits >= 4 or 3 with (", 1000)), "T0510");
}

TEST(Limits, LongChainsMakeLowTrees) {
    EXPECT_EQ(codes_of(repeated("extension and ", 20'000) + "extension"), "");
    EXPECT_EQ(codes_of("audits" + repeated(" + 1", 200) + " >= 3"), "");
    EXPECT_EQ(codes_of("audits" + repeated(" + 1", 20'000) + " >= 3"), "T0510");
}

TEST(Limits, Names) {
    const auto fact = [](std::size_t bytes) {
        return parse_text("policy p\nfact " + std::string(bytes, 'n') + " : date\n").codes();
    };
    EXPECT_EQ(fact(limits::name_bytes - 1), "");
    EXPECT_EQ(fact(limits::name_bytes), "");
    EXPECT_EQ(fact(limits::name_bytes + 1), "T0511");
}

TEST(Limits, Texts) {
    const auto label = [](std::size_t bytes) {
        return parse_text("policy p \"" + std::string(bytes, 't') + "\"\n").codes();
    };
    EXPECT_EQ(label(limits::text_bytes - 1), "");
    EXPECT_EQ(label(limits::text_bytes), "");
    EXPECT_EQ(label(limits::text_bytes + 1), "T0512");
}

TEST(Limits, Numbers) {
    EXPECT_EQ(codes_of("audits >= " + std::string(17, '9')), "");
    EXPECT_EQ(codes_of("audits >= " + std::string(18, '9')), "");
    EXPECT_EQ(codes_of("audits >= " + std::string(19, '9')), "T0513");
    EXPECT_EQ(codes_of("audits >= 0000000000000000000000000001"), "");
    EXPECT_EQ(codes_of("audits >= 1.123456"), "");
    EXPECT_EQ(codes_of("audits >= 1.1234567"), "T0514");
    EXPECT_EQ(codes_of("exam = 1900-01-01"), "");
    EXPECT_EQ(codes_of("exam = 1899-12-31"), "T0130");
    EXPECT_EQ(codes_of("exam = 2199-12-31"), "");
    EXPECT_EQ(codes_of("exam = 2200-01-01"), "T0130");
}

const std::vector<std::string>& pieces() {
    static const std::vector<std::string> all = {
        "policy ", "as of ", "fact ", "define ", "decide ",     "require ", "cite ", "else ",  "when ",
        "record ", "test ",  "\n",    "\n",      "exam ",       "audits ",  "not ",  "and ",   "or ",
        "if ",     "then ",  "with ", "(",       ")",           "(",        ">= ",   "= ",     "in ",
        "..",      "4 ",     "5y ",   "3次",     "2023-04-01 ", "none ",    "is ",   "valid ", "within ",
        "时 ",     "在 ",    "起 ",   "内 ",     "前 ",         "至 ",      "时间",  "\"",     "“",
        "”",       "：",     ":",     "，",      "。",          "¶",        "第8段", "#",      "\xFF",
        "\xE5",    "\u202E", "ａ",    "５",      "以上 ",       "。",       "->",    "》=",    "——",
        "\r",      "\t"};
    return all;
}

// Anything may come in; the tokens are few, so that deep and odd combinations come up often.
TEST(Hostile, RandomSoupIsTakenWhole) {
    std::mt19937 random(20230501);
    for (int round = 0; round < 3000; ++round) {
        std::string text = round % 2 == 0 ? prelude + "decide d\n  require " : "";
        const std::size_t length = random() % 60;
        for (std::size_t i = 0; i < length; ++i)
            text += pieces()[random() % pieces().size()];
        const Parsed parsed = parse_text(text);
        EXPECT_FALSE(parsed.tree().empty());
        for (const Diagnostic& each : parsed.diagnostics.all()) {
            ASSERT_LE(each.span.begin, each.span.end) << text;
            ASSERT_LE(each.span.end, text.size()) << text;
        }
    }
}

TEST(Hostile, EveryPrefixOfAFile) {
    const std::string text = prelude +
                             "decide d \"决定\"\n  when exam 在 other 前 90天内 else “否”\n"
                             "  require a as b \"标\" : audits 不少于 4次 或 (extension 且 waiver) 时 3次\n"
                             "    cite notice ¶8, 第9段 reading \"A21\"\n"
                             "  require if extension then exam valid 5y else time since exam < 1y\n";
    for (std::size_t length = 0; length <= text.size(); ++length)
        EXPECT_FALSE(parse_text(text.substr(0, length)).tree().empty());
}

TEST(Hostile, LongRunsOfOneThing) {
    for (const std::string& piece : pieces())
        EXPECT_FALSE(parse_text(prelude + "define x = " + repeated(piece, 20'000)).tree().empty());
}

TEST(Hostile, EmptyFiles) {
    EXPECT_EQ(parse_text("").codes(), "T0128");
    EXPECT_EQ(parse_text("# nothing\n\n").codes(), "T0128");
    EXPECT_EQ(parse_text("hello world\n").codes(), "T0103 T0128");
}

}  // namespace
}  // namespace tenet::compiler::testing
