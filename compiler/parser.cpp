#include "compiler/parser.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

// Where parsing goes on after a fault.

namespace tenet::compiler {

namespace {

/// Files are added one after the other: growing by a share at least keeps the copies linear.
template <class T>
void grow(std::vector<T>& vector, std::size_t more) {
    const std::size_t size = vector.size() + more;
    if (size > vector.capacity()) vector.reserve(std::max(size, vector.capacity() / 2 * 3));
}

}  // namespace

Parser::Parser(const SourceFile& source, Tokens tokens, std::size_t header, DeclaredNames& declared,
               ast::File& result, Diagnostics& diagnostics)
    : ExprBuilder(source, result.headers[header].file, std::move(tokens), result, diagnostics),
      header_(header), names_(declared), first_expr_(result.exprs.size()) {
    make_room();
}

/// Room for what the marks of statements announce: growing step by step would move all of it again and again.
void Parser::make_room() {
    std::array<std::size_t, static_cast<std::size_t>(Kind::Name)> counts{};
    const std::string_view kinds(tokens_.kinds.data(), tokens_.kinds.size());
    const auto mark = static_cast<char>(Kind::Mark);
    std::size_t statements = 0;
    for (std::size_t at = kinds.find(mark); at != std::string_view::npos; at = kinds.find(mark, at + 1)) {
        ++counts[static_cast<unsigned char>(kinds[at + 1])];
        ++statements;
    }
    const auto count = [&](Kind kind) { return counts[static_cast<std::size_t>(kind)]; };
    grow(out.items, statements - count(Kind::WordRequire));
    grow(out.facts, count(Kind::WordFact));
    grow(out.definitions, count(Kind::WordDefine) + count(Kind::WordOutput));
    grow(out.decisions, count(Kind::WordDecide));
}

std::size_t Parser::too_deep(const char* at) {
    const std::size_t token = index(at);
    --depth_;
    push_error(span(token));
    if (!panicking_) diagnostics_.report<D::TooDeep>(span(token), limits::nesting);
    panicking_ = true;
    return sync(token) - token;
}

/// A word of a Chinese row may also stand within a line; where it begins one it begins a row.
bool Parser::begins_row(std::size_t token) const {
    if (tokens_.places[token].first_on_line == 0) return false;
    const Kind statement = kind(keyword_), found = kind(token);
    if (statement == Kind::WordParam) return found == Kind::WordFromZh || found == Kind::WordToZh;
    const bool cases =
        statement == Kind::WordDefine || statement == Kind::WordOutput || statement == Kind::WordRecord;
    return cases && (found == Kind::WordWhenZh || found == Kind::WordOtherwise);
}

/// The next word, row or item that begins a line.
std::size_t Parser::sync(std::size_t token) const {
    const auto stops = [](Kind each) {
        return each == Kind::Mark || each == Kind::ClauseMark || each == Kind::ItemMark ||
               each == Kind::RowEq || each == Kind::End;
    };
    while (!stops(kind(token)) && !begins_row(token))
        ++token;
    return token;
}

std::size_t Parser::missing(std::size_t token, const grammar::Expectation& expected) {
    const bool echo = panicking_;
    unexpected(token, expected);
    if (expected.leaves == grammar::Leaves::Value) push_error(span(token));
    // What was read before the fault is only a part of what was meant: judging it would report an echo.
    const bool ends = expected.place == grammar::Where::Statement || expected.place == grammar::Where::Item;
    const bool goes_on = tokens_.places[token].first_on_line == 0 || kind(token) == Kind::RowEq;
    if ((ends || expected.place == grammar::Where::Take) && goes_on && out.exprs.size() > first_expr_ &&
        out.exprs.back().span.begin >= span(keyword_).begin)
        out.exprs.back().kind = ast::ExprKind::Error;
    const std::size_t next = sync(token);
    look_for_statements(!echo && ends ? token + 1 : token, next);
    return next - token;
}

}  // namespace tenet::compiler
