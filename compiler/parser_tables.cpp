#include "compiler/parser.hpp"

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
    if (cells_ < columns_.size()) {
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
    row_condition();
}

/// The cells are counted last: where a comma is missing that has been said at its place.
void Parser::finish_table_row(Span whole) {
    const bool counts = row_.holds == Holds::When && !columns_.empty() && !panicking_;
    if (counts && cells_ != columns_.size())
        diagnostics_.report<D::CellCount>(cells_span_, cells_, columns_.size());
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
