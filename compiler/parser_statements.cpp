#include "compiler/parser.hpp"

#include <string_view>
#include <utility>

// What becomes of a statement once all of it is read.

namespace tenet::compiler {

void Parser::begin_statement(std::size_t token) {
    statement_before_ = kind(keyword_);
    keyword_ = token;
    clear();
    begin_part();
    unmet = {};
    message = {};
    citations.clear();
    group.clear();
    columns_.clear();
    remedies_.clear();
    when = from = until = {};
    begin_test_line();
    depth_ = 0;
}

/// What a statement and each item in it have of their own.
void Parser::begin_part() {
    name = {};
    text = {};
    label = {};
    type = {};
    citation = {};
    rows_.clear();
    param_rows_.clear();
}

void Parser::declare(ast::ItemKind item, std::size_t position) {
    in_decision_ = item == ast::ItemKind::Decision;
    decision_lost_ = false;
    out.items.push_back({item, static_cast<std::uint32_t>(position)});
}

void Parser::take_policy_name(std::size_t first, std::size_t end) {
    name.span = span(first, end);
    name.text = source(name.span);
    std::string joined;
    for (std::size_t token = first; token < end; ++token)
        joined += kind(token) == Kind::Dot ? std::string_view(".") : spelling(token);
    if (joined == name.text) return;
    out.spellings.push_back(std::move(joined));
    name.text = out.spellings.back();
}

/// What stands on the line of a case is the case's own; on a line of its own it is the whole statement's.
void Parser::finish_citation(std::size_t token) {
    // A row of a table ends behind its citations, a case before them.
    const bool in_row = is_table() || !rows_.empty();
    if (kind(token) == Kind::ClauseMark) cites_statement_ = true;
    if (in_row && !cites_statement_) {
        Run& own = (is_table() ? row_ : rows_.back()).citations;
        if (own.count == 0) own.first = static_cast<std::uint32_t>(citations.size());
        ++own.count;
    }
    citations.push_back(std::move(citation));
    citation = {};
}

void Parser::cite_paragraph(std::size_t token, std::int64_t number) {
    constexpr std::int64_t last_paragraph = 999'999;
    if (number < 1 || number > last_paragraph)
        diagnostics_.report<D::ParagraphNumber>(span(token), spelling(token));
    else
        citation.paragraphs.push_back(static_cast<std::uint32_t>(number)),
            citation.places.push_back(span(token));
}

void Parser::finish_language(Span) {
    if (language_given_) report_twice(keyword_, {"`language`", "`语言`"});
    language_given_ = true;
    if (kind(keyword_ + 1) != Kind::Digits) return;
    const Amount& amount = tokens_.amounts[tokens_.places[keyword_ + 1].value];
    if (amount.value != 1 || amount.decimals != 0)
        diagnostics_.report<D::LanguageVersion>(span(keyword_ + 1), spelling(keyword_ + 1));
}

void Parser::finish_policy(Span) {
    if (header().policy.span.end != 0) return report_twice(keyword_, {"`policy`", "`政策`"});
    header().policy = name;
    if (name.span.end == 0) header().policy.span = span(keyword_);
    header().policy_label = label;
    header().policy_citations = std::move(citations);
}

void Parser::finish_use(Span) {
    if (kind(keyword_ + 1) != Kind::Quoted) return;
    header().uses.push_back({unquoted(spelling(keyword_ + 1)), span(keyword_ + 1)});
}

void Parser::finish_as_of(Span whole) {
    if (header().as_of_span.end != 0) return report_twice(keyword_, {"`as of`", "`基准日`"});
    header().as_of_span = whole;
    if (!panicking_) header().as_of_span = span(keyword_ + 1), header().as_of = spelling(keyword_ + 1);
}

void Parser::finish_dates_round(Span whole) {
    if (header().rounding_span.end != 0) return report_twice(keyword_, {"`dates round`", "`无对应日`"});
    header().rounding_span = whole;
    std::size_t last = keyword_ + 1;
    if (kind(last) == Kind::WordTake) ++last;
    header().rounding = kind(last) == Kind::WordUp ? ast::Rounding::Up : ast::Rounding::Down;
}

void Parser::finish_note(Span whole) {
    declare(ast::ItemKind::Note, out.notes.size());
    out.notes.push_back({message, std::move(citations), whole});
}

void Parser::finish_assume(Span whole) {
    declare(ast::ItemKind::Assume, out.assumes.size());
    out.assumes.push_back({pop(), message, std::move(citations), whole});
}

void Parser::finish_fact(Span whole) {
    in_decision_ = false;
    if (name.text.empty()) return;
    declare(ast::ItemKind::Fact, out.facts.size());
    out.facts.push_back({name, type, label, std::move(citations), whole});
}

void Parser::finish_definition(Span whole) {
    in_decision_ = false;
    const ast::Body body = take_body();
    if (name.text.empty()) return;
    declare(ast::ItemKind::Definition, out.definitions.size());
    out.definitions.push_back(
        {kind(keyword_) == Kind::WordOutput, name, type, label, body, std::move(citations), whole, {}});
}

void Parser::finish_param(Span whole) {
    in_decision_ = false;
    if (name.text.empty()) return;
    declare(ast::ItemKind::Param, out.params.size());
    out.params.push_back({name, type, label, std::move(param_rows_), std::move(citations), whole});
    param_rows_.clear();
}

void Parser::finish_group(Span whole) {
    in_decision_ = false;
    if (name.text.empty()) return;
    declare(ast::ItemKind::Group, out.groups.size());
    out.groups.push_back({name, label, std::move(group), std::move(citations), whole});
    group.clear();
}

void Parser::finish_decision(Span whole) {
    declare(ast::ItemKind::Decision, out.decisions.size());
    out.decisions.push_back({name, label, when, unmet, std::move(citations), {}, whole});
    out.decisions.back().requirements.reserve(requirements_ahead());
}

/// How many requirements follow the statement under way before one of another kind.
std::size_t Parser::requirements_ahead() const {
    const std::string_view kinds(tokens_.kinds.data(), tokens_.kinds.size());
    const auto mark = static_cast<char>(Kind::Mark);
    std::size_t count = 0;
    std::size_t at = kinds.find(mark, keyword_);
    for (; at != std::string_view::npos && kind(at + 1) == Kind::WordRequire; at = kinds.find(mark, at + 1))
        ++count;
    return count;
}

void Parser::finish_requirement(Span whole) {
    const ast::ExprId condition = pop();
    if (!in_decision_) {
        // Once for all that stand together.
        if (!panicking_ && !decision_lost_) diagnostics_.report<D::RequireOutside>(span(keyword_));
        decision_lost_ = true;
        return;
    }
    out.decisions.back().requirements.push_back({name, label, condition, when, from, until, unmet,
                                                 std::move(remedies_), std::move(citations), whole});
    remedies_.clear();
}

void Parser::finish_file() {
    if (header().policy.span.end == 0) diagnostics_.report<D::PolicyMissing>(Span{file_, 0, 0});
    report_runs();
}

}  // namespace tenet::compiler
