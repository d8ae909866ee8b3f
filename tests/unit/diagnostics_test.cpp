#include "compiler/diagnostics.hpp"
#include "compiler/display.hpp"
#include "compiler/source.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <sstream>

namespace tenet::compiler {
namespace {

using Lines = std::vector<std::string>;

/// One file and what is reported on it; the label of the row used here is known to the tests as `label()`.
struct Report {
    Sources sources;
    Diagnostics diagnostics;
    std::string text;

    explicit Report(std::string source) : text(std::move(source)) { sources.add("p.policy", text); }

    /// The n-th place of a part of the text.
    Span span(std::string_view part) const {
        auto at = static_cast<std::uint32_t>(text.find(part));
        return {0, at, at + static_cast<std::uint32_t>(part.size())};
    }
    Diagnostic& on(std::string_view part) { return diagnostics.report<D::UnknownName>(span(part), part); }
    Lines lines(Lang lang = Lang::En) const {
        Lines out;
        std::istringstream in(render_text(diagnostics, sources, lang));
        for (std::string line; std::getline(in, line);)
            out.push_back(line);
        return out;
    }
};

std::string label(Lang lang = Lang::En) { return " " + std::string(row(D::UnknownName).in(lang).label); }

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    while (times-- > 0)
        out += text;
    return out;
}

std::string underline(std::size_t indent, std::size_t width, Lang lang = Lang::En) {
    return "      │ " + std::string(indent, ' ') + repeated("─", width) + label(lang);
}

TEST(Rows, CodesAreUniqueAndWellFormed) {
    std::set<std::string_view> codes;
    for (const DiagRow& r : diag_rows) {
        EXPECT_TRUE(codes.insert(r.code).second) << r.code << " stands twice";
        EXPECT_TRUE(
            r.code.size() == 5 && r.code[0] == 'T' &&
            std::all_of(r.code.begin() + 1, r.code.end(), [](char c) { return c >= '0' && c <= '9'; }))
            << r.code;
    }
}

TEST(Rows, BothLanguagesSayTheSame) {
    for (const DiagRow& r : diag_rows) {
        EXPECT_FALSE(r.en.message.empty()) << r.code;
        EXPECT_FALSE(r.zh.message.empty()) << r.code;
        EXPECT_EQ(r.en.label.empty(), r.zh.label.empty()) << r.code;
        EXPECT_EQ(r.en.help.empty(), r.zh.help.empty()) << r.code;
        for (std::string_view text :
             {r.en.message, r.en.label, r.en.help, r.zh.message, r.zh.label, r.zh.help}) {
            EXPECT_EQ(std::count(text.begin(), text.end(), '`') % 2, 0) << r.code << ": " << text;
            EXPECT_EQ(displayed(text), text) << r.code << ": hidden characters";
            EXPECT_FALSE(text.ends_with('.') || text.ends_with("。") || text.ends_with(' '))
                << r.code << ": " << text;
        }
    }
}

TEST(RenderText, TheWholeForm) {
    Report got("policy a\n  require exam valid 5y\n");
    got.on("exam");
    const DiagRow& r = row(D::UnknownName);
    Lines expected = {"p.policy:2:11: error[" + std::string(r.code) + "]: unknown name `exam`",
                      "    2 │   require exam valid 5y", underline(10, 4),
                      "   help: " + std::string(r.en.help)};
    EXPECT_EQ(got.lines(), expected);
    expected = {"p.policy:2:11: 错误[" + std::string(r.code) + "]: 不认识名称 `exam`",
                "    2 │   require exam valid 5y", underline(10, 4, Lang::Zh),
                "   改法: " + std::string(r.zh.help)};
    EXPECT_EQ(got.lines(Lang::Zh), expected);
}

TEST(RenderText, UnderlineStandsBelowWideCharacters) {
    Report got("  要求 基础考试 有效 三年\n");
    got.on("三年");
    EXPECT_EQ(got.lines()[0].substr(0, 14), "p.policy:1:14:");
    EXPECT_EQ(got.lines()[2], underline(21, 4));
    Report mixed("e\u0301（）𠀀“x” 名\n");
    mixed.on("名");
    EXPECT_EQ(mixed.lines()[2], underline(1 + 4 + 2 + 3 + 1, 2));
}

TEST(RenderText, TabsGoToTheNextStop) {
    Report got("\tab\tname\n");
    got.on("name");
    EXPECT_EQ(got.lines()[1], "    1 │     ab  name");
    EXPECT_EQ(got.lines()[2], underline(8, 4));
    Report on_tab("a\tb\n");
    on_tab.on("\t");
    EXPECT_EQ(on_tab.lines()[2], underline(1, 3));
}

TEST(RenderText, EmptySpanIsOneMark) {
    Report got("ab cd\n");
    got.diagnostics.report<D::UnknownName>(Span{0, 2, 2}, "x");
    EXPECT_EQ(got.lines()[2], underline(2, 1));
    Report at_end("ab");
    at_end.diagnostics.report<D::UnknownName>(Span{0, 2, 2}, "x");
    EXPECT_EQ(at_end.lines()[2], underline(2, 1));
    Report nothing("");
    nothing.diagnostics.report<D::UnknownName>(Span{0, 0, 0}, "x");
    EXPECT_EQ(nothing.lines()[1], "    1 │");
    EXPECT_EQ(nothing.lines()[2], underline(0, 1));
}

TEST(RenderText, SpanOverSeveralLinesEndsWithTheFirst) {
    Report got("first line\r\nsecond line\r\n");
    got.diagnostics.report<D::UnknownName>(Span{0, 6, 17}, "x");
    EXPECT_EQ(got.lines()[1], "    1 │ first line");
    EXPECT_EQ(got.lines()[2], underline(6, 4));
}

TEST(RenderText, LongLinesShowAWindow) {
    for (std::size_t before : {0U, 50U, 95U, 96U, 97U, 100U, 1000U, 300'000U})
        for (std::string_view filler : {"x", "要"}) {
            Report got(repeated(filler, before) + " name " + repeated(filler, 200));
            got.on("name");
            Lines lines = got.lines();
            std::size_t gutter = display_width("    1 │ ");
            EXPECT_LE(display_width(lines[1]), gutter + 102);
            EXPECT_TRUE(lines[1].ends_with("…"));
            EXPECT_EQ(lines[1].starts_with("    1 │ …"), before * filler.size() > 94) << before << filler;
            std::size_t shown = display_width(std::string_view(lines[1]).substr(0, lines[1].find("name")));
            std::size_t marked = display_width(std::string_view(lines[2]).substr(0, lines[2].find("─")));
            EXPECT_EQ(shown, marked);
            EXPECT_TRUE(lines[2].ends_with(" ────" + label()));
        }
}

TEST(RenderText, LongSpanIsCutWithItsLine) {
    Report got(std::string(500, 'x'));
    got.diagnostics.report<D::UnknownName>(Span{0, 0, 500}, "x");
    EXPECT_EQ(got.lines()[1], "    1 │ " + std::string(100, 'x') + "…");
    EXPECT_EQ(got.lines()[2], underline(0, 100));
}

TEST(RenderText, NothingRunsOnForPages) {
    Report got("x\n");
    got.diagnostics.report<D::UnknownName>(Span{0, 0, 1}, repeated("年", 100'000));
    EXPECT_LT(got.lines()[0].size(), 2200U);
    EXPECT_TRUE(got.lines()[0].ends_with("年…`")) << got.lines()[0];
}

TEST(RenderText, HiddenCharactersAreShown) {
    Report got("a \u202Eevil\u200B name\x1B[2J\n");
    got.on("name");
    EXPECT_EQ(got.lines()[1], "    1 │ a \\u202Eevil\\u200B name\\u001B[2J");
    EXPECT_EQ(got.lines()[2], underline(2 + 6 + 4 + 6 + 1, 4));
    Report argument("x\n");
    argument.diagnostics.report<D::UnknownName>(Span{0, 0, 1}, "a\u2066b\nc\x7F").suggestion = "d\u202E";
    EXPECT_NE(argument.lines()[0].find("`a\\u2066b\\u000Ac\\u007F`"), std::string::npos);
    EXPECT_EQ(argument.lines()[3], "   help: did you mean `d\\u202E`?");
    Report path("");
    path.sources.add("a\nb\u202E\xFF", "x");
    path.diagnostics.report<D::UnknownName>(Span{1, 0, 1}, "x");
    EXPECT_TRUE(path.lines()[0].starts_with("a\\u000Ab\\u202E\\xFF:1:1: "));
}

TEST(RenderText, SuggestionTakesThePlaceOfHelp) {
    Report got("exma\n");
    got.on("exma").suggestion = "exam";
    EXPECT_EQ(got.lines()[3], "   help: did you mean `exam`?");
    EXPECT_EQ(got.lines(Lang::Zh)[3], "   改法: 是不是 `exam`？");
}

TEST(RenderText, RelatedPlaces) {
    Report got("one\ntwo\n");
    got.sources.add("q.policy", "\n  other\n");
    Diagnostic& diagnostic = got.on("two");
    diagnostic.related.push_back({got.span("one"), Arg("here", "这里")});
    diagnostic.related.push_back({Span{1, 3, 8}, "there"});
    Lines lines = got.lines(Lang::Zh);
    Lines expected = {
        lines[0],           "    2 │ two",     underline(0, 3, Lang::Zh), "    1 │ one", "      │ ─── 这里",
        "   q.policy:2:3:", "    2 │   other", "      │   ───── there",   lines.back()};
    EXPECT_EQ(lines, expected);
}

TEST(RenderText, LineNumbersOfEveryLength) {
    Report got(std::string(1'000'000, '\n') + "name\n");
    got.on("name");
    EXPECT_EQ(got.lines()[1], "1000001 │ name");
    EXPECT_EQ(got.lines()[2], "        │ ────" + label());
}

TEST(RenderText, InOrderOfPlaceWhateverTheOrderOfReports) {
    Report got("a b c\n");
    got.sources.add("q.policy", "z\n");
    got.diagnostics.report<D::UnknownName>(Span{1, 0, 1}, "z");
    got.on("c");
    got.on("a");
    got.on("b");
    got.diagnostics.report<D::NotUtf8>(Span{0, 3, 3}, "line 1", "save it again").placed = false;
    std::string order;
    for (const Diagnostic* diagnostic : in_order(got.diagnostics))
        order += diagnostic->args[0].en + " ";
    EXPECT_EQ(order, "line 1 a b c z ");
}

TEST(Diagnostics, RepetitionsCountOnce) {
    Report got("a b\n");
    got.on("a");
    got.on("a").suggestion = "nowhere";
    got.on("b");
    got.diagnostics.report<D::UnknownName>(got.span("a"), "other");
    EXPECT_EQ(got.diagnostics.all().size(), 3U);
    EXPECT_EQ(got.diagnostics.errors(), 3U);
    EXPECT_TRUE(got.diagnostics.all()[0].suggestion.empty());
}

TEST(Diagnostics, KeepsTheFirstErrorsAndCountsTheRest) {
    for (std::size_t count : {99U, 100U, 101U, 250U}) {
        Report got(std::string(300, 'x'));
        for (std::uint32_t i = 0; i < count; ++i)
            got.diagnostics.report<D::UnknownName>(Span{0, i, i + 1}, "x");
        EXPECT_EQ(got.diagnostics.all().size(), std::min<std::size_t>(count, 100));
        EXPECT_EQ(got.diagnostics.errors(), count);
        std::string last = got.lines().back(), last_zh = got.lines(Lang::Zh).back();
        std::string expected = count == 101 ? "… 1 more error" : "… 150 more errors";
        EXPECT_EQ(last == expected, count > 100) << last;
        EXPECT_EQ(last_zh == "… 还有 " + std::to_string(count - 100) + " 个错误", count > 100) << last_zh;
        auto json = nlohmann::json::parse(render_json(got.diagnostics, got.sources, Lang::En));
        ASSERT_EQ(json.size(), std::min<std::size_t>(count, 101));
        EXPECT_EQ(json.back()["code"].is_null(), count > 100);
    }
}

TEST(Diagnostics, NothingReportedNothingShown) {
    Report got("x");
    EXPECT_FALSE(got.diagnostics.has_errors());
    EXPECT_EQ(render_text(got.diagnostics, got.sources, Lang::En), "");
    EXPECT_EQ(render_json(got.diagnostics, got.sources, Lang::En), "[]\n");
}

TEST(RenderJson, TheWholeShape) {
    Report got("一 exma\n");
    Diagnostic& diagnostic = got.on("exma");
    diagnostic.suggestion = "exam";
    diagnostic.fixes.push_back({got.span("exma"), "exam"});
    diagnostic.related.push_back({got.span("一"), Arg("one", "壹")});
    auto json = nlohmann::ordered_json::parse(render_json(got.diagnostics, got.sources, Lang::Zh));
    auto expected = nlohmann::ordered_json::parse(R"([{
        "code": "T0201", "severity": "error", "message": "不认识名称 `exma`", "label": "", "help": "是不是 `exam`？",
        "file": "p.policy", "line": 1, "column": 3, "end": {"line": 1, "column": 7},
        "related": [{"message": "壹", "file": "p.policy", "line": 1, "column": 1, "end": {"line": 1, "column": 2}}],
        "fixes": [{"text": "exam", "file": "p.policy", "line": 1, "column": 3, "end": {"line": 1, "column": 7}}]}])");
    expected[0]["label"] = row(D::UnknownName).zh.label;
    EXPECT_EQ(json.dump(), expected.dump());
}

TEST(RenderJson, FaultsOfAWholeFileHaveNoPlace) {
    Report got("");
    got.diagnostics.report<D::NotUtf8>(Span{0, 0, 0}, "line 1", "save it again").placed = false;
    auto json = nlohmann::json::parse(render_json(got.diagnostics, got.sources, Lang::En))[0];
    EXPECT_EQ(json["file"], "p.policy");
    EXPECT_TRUE(json["line"].is_null() && json["column"].is_null() && json["end"].is_null());
}

TEST(RenderJson, HiddenCharactersAndBadBytesAreSafe) {
    Report got("x");
    got.sources.add("a\u202E\U000E0041\xFF\"\\\n", "x");
    Diagnostic& diagnostic = got.diagnostics.report<D::UnknownName>(Span{1, 0, 1}, "b\u2066\x01");
    diagnostic.fixes.push_back({Span{1, 0, 1}, "c\u200B"});
    std::string json = render_json(got.diagnostics, got.sources, Lang::En);
    for (const char* hidden : {"\u202E", "\u2066", "\u200B", "\U000E0041", "\x01"})
        EXPECT_EQ(json.find(hidden), std::string::npos);
    auto parsed = nlohmann::json::parse(json)[0];
    EXPECT_EQ(parsed["file"], "a\u202E\U000E0041\uFFFD\"\\\n");
    EXPECT_EQ(parsed["fixes"][0]["text"], "c\u200B") << "an edit must be exact";
    EXPECT_EQ(parsed["message"], "unknown name `b\\u2066\\u0001`");
}

}  // namespace
}  // namespace tenet::compiler
