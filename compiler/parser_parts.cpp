#include "compiler/parser.hpp"

#include <utility>

// What becomes of the parts of a statement: rows, values of a choice, fields of a record, remedies.

namespace tenet::compiler {

/// A row that begins its line is judged by itself: a fault before it says nothing of it.
void Parser::begin_row(std::size_t token) {
    if (tokens_.places[token].first_on_line != 0) panicking_ = false;
    row_ = {};
    cites_statement_ = false;
    from = until = {};
}

void Parser::take_once(ast::ExprId& place, std::size_t token) {
    if (place.valid()) report_twice(token, Arg("`" + std::string(spelling(token)) + "`"));
    place = pop();
}

void Parser::finish_case(Span whole) {
    row_.span = whole;
    rows_.push_back(row_);
}

void Parser::finish_param_row(Span whole) { param_rows_.push_back({row_.value, from, until, whole}); }

/// Reports rows that no list of cases can hold; what comes after `otherwise` is left out.
bool Parser::rows_make_cases() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const bool last = i + 1 == rows_.size();
        if (rows_[i].holds == Holds::When || (last && rows_[i].holds == Holds::Otherwise)) continue;
        if (out.at(rows_[i].value).kind == ast::ExprKind::Error) continue;
        if (rows_[i].holds == Holds::Otherwise) {
            diagnostics_.report<D::CaseAfterOtherwise>(rows_[i + 1].span)
                .related.push_back({rows_[i].span, Arg("`otherwise` is here", "`其他情形` 在这里")});
            rows_.resize(i + 1);
            return true;
        }
        diagnostics_.report<D::CaseWithoutCondition>(rows_[i].span);
        return false;
    }
    return true;
}

/// The value or the cases of the statement or field under way.
ast::Body Parser::take_body() {
    ast::Body body;
    const auto failed = [&] {
        push_error(span(keyword_));
        body.value = pop();
        return body;
    };
    if (rows_.empty()) return failed();
    if (rows_.size() == 1 && rows_[0].holds == Holds::Unsaid) {
        body.value = rows_[0].value;
        return body;
    }
    if (!rows_make_cases()) return failed();
    body.cases = {static_cast<std::uint32_t>(out.cases.size()), static_cast<std::uint32_t>(rows_.size())};
    for (const Row& row : rows_)
        out.cases.push_back({row.value, row.condition, row.span, row.when, row.citations});
    return body;
}

void Parser::begin_item() {
    begin_part();
    clear();
}

void Parser::finish_choice_head(Span whole) {
    declare(ast::ItemKind::Choice, out.choices.size());
    out.choices.push_back({name, label, {}, {}, whole});
}

void Parser::finish_choice_value(Span) {
    if (!name.text.empty()) out.choices.back().values.push_back({name, label});
}

void Parser::finish_choice(Span whole) {
    if (out.choices.back().name.text.empty()) {
        out.choices.pop_back();
        out.items.pop_back();
        return;
    }
    out.choices.back().span = whole;
    out.choices.back().citations = std::move(citations);
}

void Parser::finish_record_head(Span whole) {
    declare(ast::ItemKind::Record, out.records.size());
    out.records.push_back({name, label, {}, {}, whole});
}

void Parser::finish_record_field(Span whole) {
    if (name.text.empty()) return;
    const ast::Body body = rows_.empty() ? ast::Body{} : take_body();
    out.records.back().fields.push_back({name, type, label, body, whole});
}

void Parser::finish_record(Span whole) {
    if (out.records.back().name.text.empty()) {
        out.records.pop_back();
        out.items.pop_back();
        return;
    }
    out.records.back().span = whole;
    out.records.back().citations = std::move(citations);
}

void Parser::begin_remedy() {
    held_name_ = name;
    held_label_ = label;
    name = {};
    label = {};
    remedy_when = {};
}

void Parser::finish_remedy(Span whole) {
    if (!name.text.empty()) remedies_.push_back({name, label, remedy_when, whole});
    name = held_name_;
    label = held_label_;
}

}  // namespace tenet::compiler
