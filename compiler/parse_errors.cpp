#include "compiler/advice.hpp"
#include "compiler/parser.hpp"
#include "compiler/suggest.hpp"

#include <fmt/format.h>
#include <string>
#include <utility>
#include <vector>

// What to say about a token that should not stand where it stands.

namespace tenet::compiler {

namespace {

using grammar::Expectation;
using grammar::Where;

Arg quoted(std::string_view text) { return Arg(fmt::format("`{}`", text)); }

bool is_han(std::string_view word) { return static_cast<unsigned char>(word[0]) >= 0x80; }

/// A longer name to use instead of a keyword.
std::string longer(std::string_view word) {
    return fmt::format("{}{}", word, is_han(word) ? "事项" : "_value");
}

/// What other languages call these statements.
constexpr std::pair<std::string_view, std::string_view> other_statements[] = {
    {"decision", "decide"}, {"requirement", "require"}, {"must", "require"}, {"input", "fact"},
    {"constant", "param"},  {"parameter", "param"},     {"let", "define"},   {"enum", "choice"},
    {"import", "use"},      {"include", "use"},         {"决定", "判定"},    {"条件", "要求"},
    {"常量", "参数"},       {"输入", "事实"},           {"引用", "使用"},    {"引入", "使用"},
};

/// The statement that the writer of a word at the start of a line most likely meant.
std::string_view meant_statement(std::string_view word) {
    for (const auto& [other, meant] : other_statements)
        if (word == other) return meant;
    std::vector<std::string_view> candidates;
    for (const WordRow& row : word_rows) {
        if (row.word_class != WordClass::Statement) continue;
        for (std::string_view spelling : {row.en, row.zh})
            if (!spelling.empty() && spelling.find(' ') == std::string_view::npos)
                candidates.push_back(spelling);
    }
    return suggest(word, candidates);
}

bool says_when(Kind kind) {
    return kind == Kind::WordWhen || kind == Kind::WordWhenZh || kind == Kind::WordFrom ||
           kind == Kind::WordUntil || kind == Kind::WordFromZh || kind == Kind::WordToZh;
}

}  // namespace

void Parser::look_at_name(std::size_t token) {
    const Kind found = kind(token);
    if (!is_word(found)) return;
    const WordClass reserved = word(found).word_class;
    if (reserved == WordClass::Clause && token > 0 && kind(token - 1) == Kind::ItemMark && !panicking_) {
        report_reserved(token);
        panicking_ = true;
    }
    if (reserved != WordClass::Statement || !is_han(spelling(token))) return;
    diagnostics_.report<D::NameLikeStatement>(span(token), spelling(token), longer(spelling(token)));
}

void Parser::report_twice(std::size_t token, const Arg& what) {
    if (!panicking_) diagnostics_.report<D::StatementTwice>(span(token), what);
    panicking_ = true;
}

void Parser::unexpected(std::size_t token, const Expectation& expected) {
    if (panicking_) return;
    panicking_ = true;
    if (kind(token) == Kind::ClauseMark) ++token;
    // What the lexer has refused explains the place, also where it is the word behind it: `2023-04-01 之后`.
    if (kind(token) == Kind::Bad) return unclear_period(token);
    if (kind(token) >= Kind::Digits && kind(token + 1) == Kind::Bad &&
        tokens_.places[token + 1].first_on_line == 0)
        return;
    if (report_bare_path(token) || report_word(token) ||
        (expected.place != Where::NewName && report_other_word(token)) || report_slip_between(token) ||
        report_by_place(token, expected) || report_bar(token))
        return;
    const std::string_view by = expected.place == Where::Statement ? "在 此前 " : "";
    if (kind(token) == Kind::Name && !begins_statement(token) && report_spelling(span(token), by)) return;
    const bool name_before = token > 0 && kind(token - 1) == Kind::Name;
    const bool ends = expected.place == Where::Statement || expected.place == Where::RangeTo;
    if (name_before && !declared().contains(spelling(token - 1)) &&
        (ends || !in_digits(spelling(token - 1)).empty()) && report_spelling(span(token - 1)))
        return;
    report_expected(token, expected);
}

/// `use common.policy`: the path stands without its quotation marks.
bool Parser::report_bare_path(std::size_t token) {
    if (kind(keyword_) != Kind::WordUse || token != keyword_ + 1 || tokens_.places[token].first_on_line != 0)
        return false;
    const Span path = span(token, line_end(token));
    std::string right = "\"";
    for (std::string_view rest = source(path); !rest.empty();) {
        const bool mark = rest.starts_with("“") || rest.starts_with("”");
        if (!mark && rest[0] != '"') right += rest[0];
        rest.remove_prefix(mark ? std::string_view("“").size() : 1);
    }
    right += '"';
    diagnostics_.report<D::UseUnquoted>(path, source(path), fmt::format("{} {}", spelling(keyword_), right))
        .fixes.push_back({path, right});
    return true;
}

/// A word at the start of a line that is nearly, or glued to, the keyword of a statement.
bool Parser::begins_statement(std::size_t token) {
    if (kind(token) != Kind::Name || tokens_.places[token].first_on_line == 0 || enough()) return false;
    if (!meant_statement(spelling(token)).empty()) return true;
    const std::string apart = spaced(spelling(token), declared());
    const Kind first = find_word(std::string_view(apart).substr(0, apart.find(' ')));
    return is_word(first) && word(first).word_class == WordClass::Statement;
}

/// True where the statement has ended, in the eyes of its writer, before this token.
bool Parser::next_line(std::size_t token) {
    const Kind found = kind(token);
    if (found == Kind::End || found == Kind::Mark || found == Kind::ItemMark || found == Kind::RowEq ||
        begins_statement(token) || begins_row(token))
        return true;
    return token > 0 && kind(token - 1) == Kind::ClauseMark;
}

/// Lines that were passed over because of an earlier fault may begin with a misspelt keyword of their own.
void Parser::look_for_statements(std::size_t first, std::size_t end) {
    for (std::size_t token = first; token < end; ++token)
        if (begins_statement(token) && !report_spelling(span(token))) report_unknown_statement(token);
}

/// The name after a misspelt keyword, and its twin, count as declared.
void Parser::lose_names(std::size_t token) {
    if (kind(token) != Kind::Name || tokens_.places[token].first_on_line != 0) return;
    out.lost_names.push_back(spelling(token));
    if ((kind(token + 1) == Kind::WordAs || kind(token + 1) == Kind::WordAsZh) &&
        kind(token + 2) == Kind::Name)
        out.lost_names.push_back(spelling(token + 2));
}

void Parser::report_unknown_statement(std::size_t token) {
    if (kind(token) == Kind::WordOut) return report_does_not_fit(token);
    std::string_view meant = meant_statement(spelling(token));
    if (meant.empty() && kind(keyword_) == Kind::WordSource) {
        constexpr std::string_view lines[] = {"不纳入", "out of scope", "out"};
        meant = suggest(spelling(token), lines);
    }
    const bool dated = kind(token + 1) == Kind::Day && kind(keyword_) == Kind::WordParam;
    if (meant.empty() && dated && spelling(token) == "从") meant = "自";
    if (meant == "decide" || meant == "判定") decision_lost_ = true;
    if (!meant.empty()) lose_names(token + 1);
    diagnostics_
        .report<D::UnknownStatement>(span(token), spelling(token),
                                     Arg("`fact`, `decide` or `require`", "`事实`、`判定`、`要求`"))
        .suggestion = meant;
}

/// Faults that the place explains.
bool Parser::report_by_place(std::size_t token, const Expectation& expected) {
    switch (expected.place) {
    case Where::Chained:
        report_chained(token);
        if (!stack_.empty()) top().kind = ast::ExprKind::Error;  // the first of the two may be none
        return true;
    case Where::NewName: return report_new_name(token);
    case Where::RangeTo: return report_range_to(token);
    case Where::Statement: return report_statement_end(token);
    case Where::Item: return report_item_end(token);
    case Where::Paragraph: return report_paragraph(token);
    case Where::Take: return report_take(token);
    case Where::Operand:
    case Where::Paren:
    case Where::Plain: return false;
    }
    __builtin_unreachable();
}

/// `= V 当 C`: the condition stands behind its value, which in Chinese goes last.
bool Parser::report_take(std::size_t token) {
    std::size_t asks = token;
    while (asks > keyword_ && kind(asks) != Kind::WordWhenZh)
        --asks;
    if (rows_.empty() || rows_.back().holds != Holds::Unsaid || tokens_.places[asks].first_on_line != 0)
        return false;
    const std::string value(source(out.at(rows_.back().value).span));
    push_error(span(asks));
    rows_.back().condition = pop();
    rows_.back().holds = Holds::When;
    diagnostics_.report<D::OtherWord>(span(asks), spelling(asks),
                                      write_this(fmt::format("`{} 取 {}`", line_from(asks, token), value)));
    return true;
}

/// A keyword where something is named: before what follows a name, it was meant as one.
bool Parser::report_new_name(std::size_t token) {
    const bool in_list = statement_before_ == Kind::WordChoice || statement_before_ == Kind::WordRecord;
    const bool follows = kind(token) == Kind::Colon || kind(token) == Kind::Quoted;
    std::size_t name_token = token;
    if (in_list && token == keyword_ + 1 && follows)
        name_token = keyword_;
    else if (!is_reserved(kind(token)))
        return false;
    report_reserved(name_token);
    return true;
}

void Parser::report_reserved(std::size_t token) {
    diagnostics_.report<D::ReservedName>(span(token), spelling(token), longer(spelling(token)));
}

/// `在 NAME` without an end of the range: a group is asked with another word.
bool Parser::report_range_to(std::size_t token) {
    const bool named = token > 1 && kind(token - 1) == Kind::Name;
    const bool at = named && (kind(token - 2) == Kind::WordAtZh || kind(token - 2) == Kind::WordNotAtZh);
    if (!at || !declared().contains(spelling(token - 1))) return false;
    const Span sign = span(token - 2);
    const std::string_view right = kind(token - 2) == Kind::WordAtZh ? "属于" : "不属于";
    diagnostics_
        .report<D::WordRefused>(sign, spelling(token - 2),
                                write_this(fmt::format("`{}` for a group, `在 A 至 B` for a range", right),
                                           fmt::format("`{}`（合称），范围写 `在 A 至 B`", right)))
        .fixes.push_back({sign, std::string(right)});
    if (!stack_.empty()) top().kind = ast::ExprKind::Error;  // the group's name is no fact
    return true;
}

/// Where a statement should have ended: the token begins a line that no statement begins with, or a row.
bool Parser::report_statement_end(std::size_t token) {
    const Kind found = kind(token);
    if (found == Kind::RowEq) {
        diagnostics_.report<D::RowOutside>(span(token), statement_named());
        return true;
    }
    if (report_if_for_when(token)) return true;
    if (found == Kind::End || found == Kind::Mark || tokens_.places[token].first_on_line == 0) return false;
    if (found < first_name || (token > 0 && kind(token - 1) == Kind::ClauseMark)) return false;
    if (says_when(found)) return false;
    if (!report_spelling(span(token))) report_unknown_statement(token);
    return true;
}

/// Where a value of a choice or a field of a record should have ended.
bool Parser::report_item_end(std::size_t token) {
    const Kind found = kind(token);
    const bool is_name = found >= first_word && found <= Kind::Name;
    if (kind(keyword_) == Kind::WordChoice && is_name && kind(token - 1) == Kind::ClauseMark) {
        report_reserved(token);
        return true;
    }
    if (kind(keyword_) == Kind::WordChoice && (is_name || found == Kind::Comma || found == Kind::ListComma)) {
        diagnostics_.report<D::OwnLine>(span(token), spelling(token));
        return true;
    }
    // A field whose colon is missing looks like the end of the line before.
    if (is_name && tokens_.places[token].first_on_line != 0 && kind(token - 1) != Kind::ClauseMark) {
        const bool twin = kind(token + 1) == Kind::WordAs || kind(token + 1) == Kind::WordAsZh;
        const std::size_t next = token + (twin ? 3 : 1);
        if (next >= tokens_.places.size() || report_spelling(span(token))) return false;
        diagnostics_.report<D::Expected>(span(next), Arg("`:`", "`：`"), quoted(spelling(next)));
        return true;
    }
    return report_statement_end(token);
}

/// The row of a table that is written with `|`, as it should be.
Arg Parser::bars_advice(std::size_t token) const {
    std::size_t first = token;
    while (first > keyword_ && tokens_.places[first].first_on_line == 0)
        --first;
    constexpr std::size_t most_cells = 12;
    std::vector<std::string> cells{""};
    for (std::size_t each = first, end = line_end(first); each < end && cells.size() <= most_cells + 1;
         ++each) {
        const Kind found = kind(each);
        if (found == Kind::ItemMark) continue;
        std::string& cell = cells.back();
        if (found != Kind::Bar && found != Kind::Arrow)
            cell += (cell.empty() ? "" : " ") + std::string(spelling(each));
        else if (!cell.empty())
            cells.emplace_back();
    }
    if (cells.back().empty()) cells.pop_back();
    if (cells.size() < 2 || cells.size() > most_cells)
        return {"write `,` between columns", "列与列之间写 `，`"};
    const std::string last = cells.back();
    cells.pop_back();
    return {fmt::format("write `,` between columns and `->` before the result: `{} -> {}`",
                        fmt::join(cells, ", "), last),
            fmt::format("列与列之间写 `，`，结果之前写 `→`：`{} → {}`", fmt::join(cells, "，"), last)};
}

/// `|` where something else closes a cell, or where records are given to nobody.
bool Parser::report_bar(std::size_t token) {
    if (kind(token) != Kind::Bar || belongs_to_test(kind(keyword_))) return false;
    diagnostics_.report<D::OtherWord>(
        span(token), spelling(token),
        is_table() ? bars_advice(token)
                   : Arg("rows of records belong to `given LIST` in a test; for an alternative write `or`",
                         "记录行写在测试的 `已知 列表` 之下；表示“或者”请写 `或`"));
    return true;
}

/// The statement under way as a message names it.
Arg Parser::statement_named() const {
    const Kind found = kind(keyword_);
    if (!is_word(found)) return {"this place", "这里"};
    const WordRow& row = word(found);
    const std::string_view en = row.en.empty() ? row.zh : row.en;
    return {fmt::format("`{}`", en), fmt::format("`{}`", row.zh.empty() ? row.en : row.zh)};
}

void Parser::report_does_not_fit(std::size_t token) {
    if (says_when(kind(token)) && kind(keyword_) == Kind::WordRequire)
        diagnostics_.report<D::ClauseOrder>(span(token), quoted(spelling(token)));
    else
        diagnostics_.report<D::DoesNotFit>(span(token), spelling(token), joining(token));
}

void Parser::report_unclosed(std::size_t token, Span place, const Arg& here) {
    std::size_t open = token;
    for (std::size_t closed = 1; closed != 0 && open > 0;) {
        --open;
        if (kind(open) == Kind::RightParen) ++closed;
        if (kind(open) == Kind::LeftParen) --closed;
    }
    diagnostics_.report<D::UnclosedParen>(place, here)
        .related.push_back({span(open), Arg("it is opened here", "括号从这里开始")});
}

void Parser::report_expected(std::size_t token, const Expectation& expected) {
    const Kind found = kind(token);
    Arg here = quoted(spelling(token));
    Span place = span(token);
    if (next_line(token)) {
        const std::size_t first = found == Kind::Mark || found == Kind::ItemMark ? token + 1 : token;
        const std::size_t last = token - (token > 0 && kind(token - 1) == Kind::ClauseMark ? 1 : 0);
        const std::uint32_t end = last == 0 ? 0 : tokens_.places[last - 1].end;
        place = {file_, end, end};
        here = found == Kind::End ? Arg("the end of the file", "文件结束")
                                  : Arg(fmt::format("the next line, `{}`", spelling(first)),
                                        fmt::format("下一行 `{}`", spelling(first)));
    }
    if (expected.place == Where::Statement || expected.place == Where::Item)
        return report_does_not_fit(token);
    if (expected.place == Where::Paren) return report_unclosed(token, place, here);
    diagnostics_.report<D::Expected>(place, Arg(expected.en, expected.zh), here);
}

}  // namespace tenet::compiler
