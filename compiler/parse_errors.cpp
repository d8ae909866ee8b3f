#include "compiler/later_forms.hpp"
#include "compiler/parser.hpp"
#include "compiler/suggest.hpp"

#include <fmt/format.h>
#include <string>
#include <vector>

// What to say about a token that should not stand where it stands.

namespace tenet::compiler {

namespace {

using grammar::Expectation;
using grammar::Where;

Arg quoted(std::string_view text) { return Arg(fmt::format("`{}`", text)); }

/// A longer name to use instead of a keyword.
std::string longer(std::string_view word) {
    const bool han = static_cast<unsigned char>(word[0]) >= 0x80;
    return fmt::format("{}{}", word, han ? "事项" : "_value");
}

/// The statement that the writer of a word at the start of a line most likely meant.
std::string_view meant_statement(std::string_view word) {
    std::vector<std::string_view> candidates;
    for (const WordRow& row : word_rows) {
        if (row.word_class != WordClass::Statement) continue;
        for (std::string_view spelling : {row.en, row.zh})
            if (!spelling.empty() && spelling.find(' ') == std::string_view::npos)
                candidates.push_back(spelling);
    }
    return suggest(word, candidates);
}

}  // namespace

void Parser::report_later(std::size_t token) {
    report_later_form(token);
    panicking_ = true;
}

void Parser::look_at_name(std::size_t token) {
    const Kind found = kind(token);
    if (!is_word(found) || word(found).word_class != WordClass::Statement) return;
    if (static_cast<unsigned char>(spelling(token)[0]) < 0x80) return;
    diagnostics_.report<D::NameLikeStatement>(span(token), spelling(token), longer(spelling(token)));
}

void Parser::unexpected(std::size_t token, const Expectation& expected) {
    if (panicking_) return;
    panicking_ = true;
    if (kind(token) == Kind::ClauseMark) ++token;
    if (kind(token) == Kind::Bad) return;
    if (report_unit_apart(token) || report_by_place(token, expected)) return;
    if (report_later_form(token)) return;
    if (kind(token) == Kind::Name && !begins_statement(token) && report_spelling(span(token))) return;
    if (token > 0 && kind(token - 1) == Kind::Name && !declared().contains(spelling(token - 1)))
        if (expected.place == Where::Statement && report_spelling(span(token - 1))) return;
    report_expected(token, expected);
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
    if (found == Kind::End || found == Kind::Mark || begins_statement(token)) return true;
    return token > 0 && kind(token - 1) == Kind::ClauseMark;
}

/// Lines that were passed over because of an earlier fault may begin with a misspelt keyword of their own.
void Parser::look_for_statements(std::size_t first, std::size_t end) {
    for (std::size_t token = first; token < end; ++token)
        if (begins_statement(token) && !report_spelling(span(token))) report_unknown_statement(token);
}

void Parser::report_unknown_statement(std::size_t token) {
    diagnostics_
        .report<D::UnknownStatement>(span(token), spelling(token),
                                     Arg("`fact`, `decide` or `require`", "`事实`、`判定`、`要求`"))
        .suggestion = meant_statement(spelling(token));
}

/// `5 年`, `5 years`: the unit belongs to the number.
bool Parser::report_unit_apart(std::size_t token) {
    if (token == 0 || kind(token - 1) != Kind::Digits || kind(token) < first_name) return false;
    if (tokens_.amounts[tokens_.places[token - 1].value].unit != ast::Unit::None) return false;
    const std::string_view unit = right_unit(spelling(token));
    if (unit.empty()) return false;
    const Span place = span(token - 1, token + 1);
    const std::string right = fmt::format("{}{}", spelling(token - 1), unit);
    diagnostics_.report<D::UnitSpelling>(place, source(place), right).fixes.push_back({place, right});
    return true;
}

/// Faults that the place explains.
bool Parser::report_by_place(std::size_t token, const Expectation& expected) {
    const Kind found = kind(token);
    const bool sentence_end = found == Kind::End || found == Kind::Mark;
    switch (expected.place) {
    case Where::Chained: diagnostics_.report<D::ChainedComparison>(span(token)); return true;
    case Where::NewName:
        if (!is_reserved(found)) return false;
        diagnostics_.report<D::ReservedName>(span(token), spelling(token), longer(spelling(token)));
        return true;
    case Where::Operand:
        if (found != Kind::Quoted) return false;
        diagnostics_.report<D::TextAsValue>(span(token));
        return true;
    case Where::RangeTo:
        if (found == Kind::Bad || token == 0 || kind(token - 1) < first_name) return false;
        diagnostics_.report<D::NotInVersion>(span(token - 1), Arg("a group of values", "一组取值"));
        if (!stack_.empty()) top().kind = ast::ExprKind::Error;  // the group's name is no fact
        return true;
    case Where::Statement:
        if (sentence_end || tokens_.places[token].first_on_line == 0 || kind(token) < first_name)
            return false;
        if (kind(token - (token > 0 ? 1 : 0)) == Kind::ClauseMark || find_later(found) != nullptr)
            return false;
        if (!report_spelling(span(token))) report_unknown_statement(token);
        return true;
    case Where::Paren:
    case Where::Plain: return false;
    }
    __builtin_unreachable();
}

bool Parser::report_later_form(std::size_t token) {
    const Kind found = kind(token);
    const Kind before = token == 0 ? Kind::End : kind(token - 1);
    const Kind statement = kind(keyword);
    const bool cases = statement == Kind::WordDefine || statement == Kind::WordOutput;
    const LaterForm* form = find_later(found);
    if (before == Kind::WordWhole)
        form = find_later(found == Kind::WordMonths ? Kind::WordWholeMonths : Kind::WordWholeYears);
    if (before == Kind::WordWorking) form = find_later(before);
    if (found == Kind::WordOfZh && find_later(kind(token + 1)) != nullptr) form = find_later(kind(token + 1));
    if (before == Kind::WordNumber && found == Kind::WordWith) form = find_later(Kind::WordDecimals);
    if (cases && (found == Kind::WordWhen || found == Kind::WordWhenZh)) form = find_later(Kind::WordTake);
    if (form == nullptr) return false;
    diagnostics_.report<D::NotInVersion>(span(token), Arg(form->en, form->zh));
    return true;
}

void Parser::report_expected(std::size_t token, const Expectation& expected) {
    const Kind found = kind(token);
    Arg here = quoted(spelling(token));
    Span place = span(token);
    if (next_line(token)) {
        const std::size_t first = found == Kind::Mark ? token + 1 : token;
        const std::size_t last = token - (token > 0 && kind(token - 1) == Kind::ClauseMark ? 1 : 0);
        const std::uint32_t end = last == 0 ? 0 : tokens_.places[last - 1].end;
        place = {file_, end, end};
        here = found == Kind::End ? Arg("the end of the file", "文件结束")
                                  : Arg(fmt::format("the next line, `{}`", spelling(first)),
                                        fmt::format("下一行 `{}`", spelling(first)));
    }
    if (expected.place == Where::Statement) {
        const bool late_when =
            (found == Kind::WordWhen || found == Kind::WordWhenZh) && kind(keyword) == Kind::WordRequire;
        if (late_when)
            diagnostics_.report<D::ClauseOrder>(span(token), Arg("`when`", "`当`"));
        else
            diagnostics_.report<D::DoesNotFit>(span(token), spelling(token));
        return;
    }
    if (expected.place == Where::Paren) {
        std::size_t open = token;
        for (std::size_t closed = 1; closed != 0 && open > 0;) {
            --open;
            if (kind(open) == Kind::RightParen) ++closed;
            if (kind(open) == Kind::LeftParen) --closed;
        }
        diagnostics_.report<D::UnclosedParen>(place, here)
            .related.push_back({span(open), Arg("it is opened here", "括号从这里开始")});
        return;
    }
    diagnostics_.report<D::Expected>(place, Arg(expected.en, expected.zh), here);
}

const DeclaredNames& Parser::declared() {
    if (!declared_) declared_.emplace(tokens_, text_);
    return *declared_;
}

/// A word that is no declared name: a number in words, or several words without blanks between them.
bool Parser::report_spelling(Span place) {
    const std::string_view run = source(place);
    if (spelt_.count(place.begin) != 0) return true;
    if (enough()) return false;
    if (const std::string digits = in_digits(run); !digits.empty()) {
        diagnostics_.report<D::NumberInWords>(place, digits, run).fixes.push_back({place, digits});
        spelt_.insert(place.begin);
        return true;
    }
    const std::string apart = spaced(run, declared());
    if (apart.empty()) return false;
    diagnostics_.report<D::WordsRunTogether>(place, run, apart).fixes.push_back({place, apart});
    spelt_.insert(place.begin);
    return true;
}

/// Numbers with a run behind them that is no word, kept until the names were known.
void Parser::report_runs() {
    for (const Span& run : tokens_.run_ons) {
        const std::string apart = spaced(source(run), declared());
        Diagnostic& report = diagnostics_.report<D::NumberRunsOn>(
            run, source(run),
            apart.empty() ? Arg("")
                          : Arg(fmt::format(": write `{}`", apart), fmt::format("：请写 `{}`", apart)));
        if (!apart.empty()) report.fixes.push_back({run, apart});
    }
}

/// Names in expressions that nothing declares and that come apart; the others are left to the next stage.
void Parser::report_unknown_runs() {
    for (ast::Expr& expr : out.exprs) {
        if (expr.kind != ast::ExprKind::Name || declared().contains(expr.name)) continue;
        if (enough()) return;
        if (report_spelling(expr.span)) expr.kind = ast::ExprKind::Error;
    }
    const auto look_at = [&](ast::Type& declared_type) {
        if (declared_type.word != ast::TypeWord::Named) return;
        const auto begin = static_cast<std::uint32_t>(declared_type.name.data() - text_.data());
        const auto end = begin + static_cast<std::uint32_t>(declared_type.name.size());
        if (report_spelling({file_, begin, end})) declared_type.name = {};
    };
    for (ast::Fact& fact : out.facts)
        look_at(fact.type);
    for (ast::Definition& definition : out.definitions)
        look_at(definition.type);
}

}  // namespace tenet::compiler
