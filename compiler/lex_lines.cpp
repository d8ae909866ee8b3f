#include "compiler/lexer.hpp"

#include <cstddef>

// What begins a line: statements, clauses, values of a choice, fields of a record, rows.

namespace tenet::compiler {

bool Lexer::may_be_name(std::size_t token) const {
    const Kind kind = tokens_.kind(token);
    return kind >= first_word && kind <= Kind::Name;
}

/// In a choice each word that begins a line begins a value, in a source a line; in a calendar a line, unless the one before it goes on.
bool Lexer::begins_item(Kind kind) const {
    if (kind == Kind::WordAsZh) return false;
    if (statement_ != Kind::WordCalendar)
        return statement_ == Kind::WordChoice || statement_ == Kind::WordSource;
    const Kind before = tokens_.kinds.empty() ? Kind::End : tokens_.kind(tokens_.kinds.size() - 1);
    return kind != Kind::WordToZh && before != Kind::Comma && before != Kind::ListComma &&
           before != Kind::DotDot && before != Kind::WordToZh && before != Kind::WordCalendar;
}

/// A word at the start of a line; the marks that it may need go before it.
void Lexer::begin_line(Kind kind, std::string_view text) {
    Kind mark = begins_item(kind) ? Kind::ItemMark : Kind::End;
    if (is_word(kind)) {
        const WordClass reserved = compiler::word(kind).word_class;
        if (reserved == WordClass::Statement) mark = Kind::Mark, statement_ = kind;
        if (reserved == WordClass::Clause) mark = Kind::ClauseMark;
        if (statement_ == Kind::WordSource && kind == Kind::WordLeaveOut) mark = Kind::ItemMark;
    }
    if (mark != Kind::End) emit(mark, text.substr(0, 0)), line_begins_ = true;
    if (kind == Kind::Name) return name(text);
    if (kind == Kind::Bad) return refused_word(text);
    emit(kind, text);
}

/// Puts a mark before a token that begins its line; a mark that stands there becomes the new one.
void Lexer::put_before(std::size_t token, Kind mark) {
    const auto at = static_cast<std::ptrdiff_t>(token);
    if (token > 0 && tokens_.places[token - 1].end == tokens_.places[token - 1].begin &&
        tokens_.places[token - 1].end == tokens_.places[token].begin) {
        tokens_.kinds[token - 1] = static_cast<char>(mark);
        return;
    }
    const std::uint32_t begin = tokens_.places[token].begin;
    tokens_.kinds.insert(tokens_.kinds.begin() + at, static_cast<char>(mark));
    tokens_.places.insert(tokens_.places.begin() + at, {begin, begin, 0, 1});
}

/// The token, already put, turns out to begin a statement.
void Lexer::begin_statement(Kind kind, std::size_t first) {
    put_before(first, Kind::Mark);
    statement_ = kind;
}

/// Two words at the start of a line that count as one: `as of`, `dates round`.
void Lexer::finish_phrase(Kind kind, std::string_view last_word) {
    tokens_.kinds.back() = static_cast<char>(kind);
    tokens_.places.back().end = span(last_word).end;
    begin_statement(kind, tokens_.kinds.size() - 1);
}

/// `group` before a name begins a statement; otherwise it is a name itself.
bool Lexer::group_begins(std::size_t token) const {
    return tokens_.kind(token) == Kind::WordGroup && tokens_.places[token].first_on_line != 0;
}

void Lexer::equals(std::string_view text) {
    const std::size_t count = tokens_.kinds.size();
    if (count >= 2 && !line_begins_ && group_begins(count - 2) && may_be_name(count - 1))
        begin_statement(Kind::WordGroup, count - 2);
    emit(line_begins_ ? Kind::RowEq : Kind::Eq, text);
}

void Lexer::colon(std::string_view text) {
    if (statement_ == Kind::WordRecord && !line_begins_) begin_field();
    emit(Kind::Colon, text);
}

/// `|` at the start of a line of a test begins a record.
void Lexer::bar(std::string_view text) {
    if (line_begins_ && takes_rows()) {
        emit(Kind::ItemMark, text.substr(0, 0));
        line_begins_ = true;
    }
    emit(Kind::Bar, text);
}

/// `NAME :` or `NAME as TWIN :` from the start of a line on is a field of a record.
void Lexer::begin_field() {
    const std::size_t count = tokens_.kinds.size();
    const bool twin =
        count >= 3 && (tokens_.kind(count - 2) == Kind::WordAs || tokens_.kind(count - 2) == Kind::WordAsZh);
    const std::size_t name = count - (twin && tokens_.places[count - 1].first_on_line == 0 ? 3 : 1);
    if (tokens_.places[name].first_on_line == 0 || !may_be_name(name)) return;
    if (name > 0 && tokens_.kind(name - 1) == Kind::Mark) return;
    put_before(name, Kind::ItemMark);
}

/// In a table every line is a row, unless what begins it or what ends the line before goes on.
bool Lexer::begins_table_row(Kind kind) const {
    const auto goes_on = [](Kind each) {
        return each == Kind::Comma || each == Kind::ListComma || each == Kind::WordOr ||
               each == Kind::Arrow || each == Kind::DotDot || each == Kind::Colon || each == Kind::WordByZh ||
               each == Kind::WordBy;
    };
    const auto is_mark = [](Kind each) {
        return each == Kind::Mark || each == Kind::ClauseMark || each == Kind::ItemMark;
    };
    const Kind before = tokens_.kinds.empty() ? Kind::End : tokens_.kind(tokens_.kinds.size() - 1);
    return kind != Kind::End && !is_mark(kind) && !is_mark(before) && !goes_on(kind) && !goes_on(before);
}

void Lexer::mark_table_row(std::string_view text) {
    line_begins_ = false;
    emit(Kind::ItemMark, text.substr(0, 0));
    line_begins_ = true;
}

}  // namespace tenet::compiler
