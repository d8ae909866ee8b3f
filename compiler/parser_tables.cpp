#include "compiler/parser.hpp"

#include <fmt/format.h>
#include <string>
#include <utility>

// What becomes of a table: its rows are cases, each of which asks what its cells ask of their columns.

namespace tenet::compiler {

void Parser::begin_table_row(std::size_t token) {
    clear();
    begin_row(token);
    cells_ = asking_ = 0;
}

void Parser::begin_cell(std::size_t token) {
    ast::Expr column;
    column.span = span(token);
    if (kind(token) == Kind::Name && report_cell_word(token)) {
        column.kind = ast::ExprKind::Error;
    } else if (cells_ < columns_.size()) {
        column.kind = ast::ExprKind::Name;
        column.span = columns_[cells_].span;
        column.name = columns_[cells_].text;
    }
    push(column);
}

void Parser::finish_cell(bool asks) {
    ++cells_;
    if (asks) ++asking_;
}

void Parser::finish_cells(Span whole) {
    cells_span_ = whole;
    if (asking_ == 0) {
        ast::Expr always;
        always.kind = ast::ExprKind::Yes;
        always.span = whole;
        push(always);
    }
    for (; asking_ > 1; --asking_)
        push_binary(ast::ExprKind::And, top().span);
    row_condition(whole);
}

/// A cell that is one of the words of the language in another form: `Otherwise`, `Any`, 其余.
bool Parser::report_cell_word(std::size_t token) {
    const std::size_t before = diagnostics_.errors();
    if (!report_word_case(token) && !report_other_word(token)) return false;
    row_lost_ = row_lost_ || diagnostics_.errors() != before;
    return true;
}

/// What to write where a row has another number of cells than the table has columns.
Arg Parser::cells_advice() const {
    if (cells_ < columns_.size())
        return {"write a cell for each column, with `,` between; `any` takes whatever there is",
                "每列写一格，用 `，` 隔开；不限的写 `任意`"};
    const std::string_view written = source(cells_span_);
    constexpr std::size_t most_bytes = 200;
    const bool quotes = written.find('"') != std::string_view::npos ||
                        written.find("“") != std::string_view::npos || written.size() > most_bytes;
    if (columns_.size() == 1 && quotes)
        return {"several values of one cell are joined by `or`", "同一格的几个取值用 `、` 或 `或` 连接"};
    if (columns_.size() == 1) {
        std::string en, zh;
        for (char byte : written) {
            if (byte == ',')
                en += " or", zh += "、";
            else
                en += byte, zh += byte;
        }
        for (std::size_t at = zh.find("，"); at != std::string::npos; at = zh.find("，")) {
            zh.replace(at, std::string_view("，").size(), "、");
            en.replace(en.find("，"), std::string_view("，").size(), "、");
        }
        for (std::size_t at = zh.find("、 "); at != std::string::npos; at = zh.find("、 "))
            zh.erase(at + std::string_view("、").size(), 1);
        return {fmt::format("several values of one cell are joined by `or`: write `{}`", en),
                fmt::format("同一格的几个取值之间写 `、`：请写 `{}`", zh)};
    }
    return {
        "join several values of one cell by `or`, as `,` begins the next column; `any` takes whatever there is",
        "同一格的几个取值之间写 `、`，`，` 只用来隔开各列；不限的写 `任意`"};
}

/// The cells are counted last: where a comma is missing that has been said at its place.
void Parser::finish_table_row(Span whole) {
    if (row_lost_) {
        row_.holds = Holds::When;
        push_error(whole);
        row_condition();
    }
    const bool counts = row_.holds == Holds::When && !columns_.empty() && !panicking_ && !row_lost_;
    if (counts && cells_ != columns_.size()) {
        diagnostics_.report<D::CellCount>(cells_span_, cells_, columns_.size(), cells_advice());
        out.exprs[row_.condition.index()].kind = ast::ExprKind::Error;
    }
    row_lost_ = false;
    finish_case(whole);
}

void Parser::finish_table(Span whole) {
    in_decision_ = false;
    bool sound = !columns_.empty();
    if (rows_.size() > limits::table_rows) {
        diagnostics_.report<D::TooManyTableRows>(rows_[limits::table_rows].span, name.text,
                                                 limits::table_rows);
        sound = false;
    } else if (columns_.size() > limits::table_columns) {
        diagnostics_.report<D::TooManyColumns>(columns_[limits::table_columns].span, name.text,
                                               limits::table_columns);
        sound = false;
    } else if (rows_.empty() && sound && !panicking_) {
        diagnostics_.report<D::TableEmpty>(span(keyword_), name.text);
    }
    if (!sound) rows_.clear();
    const ast::Body body = take_body();
    if (name.text.empty()) return;
    declare(ast::ItemKind::Definition, out.definitions.size());
    out.definitions.push_back(
        {false, name, type, label, body, std::move(citations), whole, std::move(columns_)});
    columns_.clear();
}

}  // namespace tenet::compiler
