#include "compiler/lookahead.hpp"
#include "compiler/parser.hpp"

#include <utility>

// What becomes of a calendar: its lines with their years and days.

namespace tenet::compiler {

bool Parser::calendar_follows(const char* at) const {
    const bool list_is_due = !aggregates_.empty() && !aggregates_.back().names.list.given() &&
                             depth_ == aggregates_.back().depth + 1;
    return compiler::calendar_follows(tokens_, index(at), list_is_due);
}

void Parser::finish_calendar_head(Span whole) {
    declare(ast::ItemKind::Calendar, out.calendars.size());
    out.calendars.push_back({name, label, {}, {}, whole});
}

void Parser::begin_calendar_line(ast::CalendarWord word, std::size_t token) {
    line_ = {};
    line_.word = word;
    line_.word_span = span(token);
}

void Parser::add_year(std::size_t token) {
    const Amount& amount = tokens_.amounts[tokens_.places[token].value];
    const bool plain =
        amount.decimals == 0 && (amount.unit == ast::Unit::None || amount.unit == ast::Unit::Years);
    const std::int64_t year = plain ? amount.value : 0;
    line_.ranges.push_back({year, year, span(token)});
}

void Parser::add_weekday(std::size_t token) {
    const std::int64_t day =
        static_cast<std::int64_t>(kind(token)) - static_cast<std::int64_t>(Kind::WordMonday);
    line_.ranges.push_back({day, day, span(token)});
}

void Parser::add_day(std::size_t token) {
    const std::int64_t day = tokens_.amounts[tokens_.places[token].value].value;
    line_.ranges.push_back({day, day, span(token)});
}

void Parser::end_range(std::size_t token) {
    ast::CalendarRange last = line_.ranges.back();
    line_.ranges.pop_back();
    if (line_.word == ast::CalendarWord::Covers)
        add_year(token);
    else
        add_day(token);
    line_.ranges.back().first = last.first;
    line_.ranges.back().span = join(last.span, line_.ranges.back().span);
}

/// A line with a fault says nothing.
void Parser::finish_calendar_line(Span whole) {
    if (panicking_) return;
    line_.label = label;
    line_.span = whole;
    out.calendars.back().lines.push_back(std::move(line_));
    line_ = {};
}

void Parser::finish_calendar(Span whole) {
    if (out.calendars.back().name.text.empty()) {
        out.calendars.pop_back();
        out.items.pop_back();
        return;
    }
    out.calendars.back().span = whole;
    out.calendars.back().citations = std::move(citations);
}

}  // namespace tenet::compiler
