#include "compiler/parser.hpp"

#include <utility>

// What becomes of a statement once all of it is read.

namespace tenet::compiler {

void Parser::begin_statement(std::size_t token) {
    keyword = token;
    name = {};
    text = {};
    label = {};
    unmet = {};
    type = {};
    citation = {};
    citations.clear();
    when = {};
    stack_.clear();
    depth_ = 0;
    panicking_ = false;
}

void Parser::report_twice(std::size_t token, const Arg& what) {
    if (!panicking_) diagnostics_.report<D::StatementTwice>(span(token), what);
    panicking_ = true;
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

void Parser::cite_paragraph(std::size_t token, std::int64_t number) {
    constexpr std::int64_t last_paragraph = 999'999;
    if (number < 1 || number > last_paragraph)
        diagnostics_.report<D::ParagraphNumber>(span(token), spelling(token));
    else
        citation.paragraphs.push_back(static_cast<std::uint32_t>(number));
}

void Parser::finish_language(Span) {
    if (language_given_) report_twice(keyword, {"`language`", "`语言`"});
    language_given_ = true;
    if (kind(keyword + 1) != Kind::Digits) return;
    const Amount& amount = tokens_.amounts[tokens_.places[keyword + 1].value];
    if (amount.value != 1 || amount.decimals != 0)
        diagnostics_.report<D::LanguageVersion>(span(keyword + 1), spelling(keyword + 1));
}

void Parser::finish_policy(Span) {
    if (out.policy.span.end != 0) return report_twice(keyword, {"`policy`", "`政策`"});
    out.policy = name;
    if (out.policy.span.end == 0) out.policy.span = span(keyword);
    out.policy_label = label;
    out.policy_citations = std::move(citations);
}

void Parser::finish_as_of(Span whole) {
    if (out.as_of_span.end != 0) return report_twice(keyword, {"`as of`", "`基准日`"});
    out.as_of_span = whole;
    if (!panicking_) out.as_of_span = span(keyword + 1), out.as_of = spelling(keyword + 1);
}

void Parser::finish_dates_round(Span whole) {
    if (out.rounding_span.end != 0) return report_twice(keyword, {"`dates round`", "`无对应日`"});
    out.rounding_span = whole;
    std::size_t last = keyword + 1;
    if (kind(last) == Kind::WordTake) ++last;
    out.rounding = kind(last) == Kind::WordUp ? ast::Rounding::Up : ast::Rounding::Down;
}

void Parser::finish_fact(Span whole) {
    in_decision_ = false;
    if (name.text.empty()) return;
    out.items.push_back({ast::ItemKind::Fact, static_cast<std::uint32_t>(out.facts.size())});
    out.facts.push_back({name, type, label, std::move(citations), whole});
}

void Parser::finish_definition(Span whole) {
    in_decision_ = false;
    const ast::ExprId value = pop();
    if (name.text.empty()) return;
    out.items.push_back({ast::ItemKind::Definition, static_cast<std::uint32_t>(out.definitions.size())});
    out.definitions.push_back(
        {kind(keyword) == Kind::WordOutput, name, type, label, value, std::move(citations), whole});
}

void Parser::finish_decision(Span whole) {
    in_decision_ = true;
    out.items.push_back({ast::ItemKind::Decision, static_cast<std::uint32_t>(out.decisions.size())});
    out.decisions.push_back({name, label, when, unmet, std::move(citations), {}, whole});
}

void Parser::finish_requirement(Span whole) {
    const ast::ExprId condition = pop();
    if (!in_decision_) {
        if (!panicking_) diagnostics_.report<D::RequireOutside>(span(keyword));
        return;
    }
    out.decisions.back().requirements.push_back(
        {name, label, condition, when, unmet, std::move(citations), whole});
}

void Parser::finish_file() {
    if (out.policy.span.end == 0) diagnostics_.report<D::PolicyMissing>(Span{file_, 0, 0});
    report_runs();
    report_unknown_runs();
}

}  // namespace tenet::compiler
