#include "compiler/check_parts.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

/// What is compared behind `where` and was meant to be compared with the whole: a comparison there is of the condition.
namespace tenet::compiler::checking {
namespace {

using typed::Base;
using typed::Kind;

/// Whether the expression begins with the word: in Chinese the condition stands before it and is closed by it.
bool begins_in_english(const State& state, Span span) {
    constexpr std::string_view words[] = {"count", "sum", "latest", "earliest"};
    const std::string text = quoted(state, span);
    const std::string_view first = std::string_view(text).substr(0, text.find(' '));
    return std::find(std::begin(words), std::end(words), first) != std::end(words);
}

bool closed_behind(const State& state, const ast::Expr& e) {
    const std::string_view text = state.sources.file(e.span.file).text;
    const std::size_t next = text.find_first_not_of(" \t\r\n", e.span.end);
    const std::string_view rest = text.substr(std::min(next, text.size()));
    return rest.starts_with(')') || rest.starts_with("）");
}

/// `count of L where C <= 2`, where C is yes/no.
bool is_swallowed(const State& state, const ast::Expr& e, typed::ExprId left, typed::ExprId right) {
    if (state.selecting == nullptr || state.type(left).base != Base::YesNo ||
        !ordered(state.type(right).base))
        return false;
    const Span whole = state.selecting->span;
    return begins_in_english(state, whole) && (whole.end == e.span.end || !closed_behind(state, e));
}

}  // namespace

Arg after_where(const Arg& advice) {
    return {
        fmt::format("after `where` all up to the end of the line belongs to the condition; {}", advice.en),
        fmt::format("`where` 之后直到行末都算作条件；{}", advice.zh)};
}

bool takes_what_follows(const State& state, typed::ExprId id) {
    const typed::Expr& e = state.at(id);
    return e.c.valid() && e.kind != Kind::Any && e.kind != Kind::Every && begins_in_english(state, e.span);
}

bool report_swallowed(State& state, const ast::Expr& e, typed::ExprId left, typed::ExprId right) {
    if (!is_swallowed(state, e, left, right)) return false;
    const Span whole = state.selecting->span, tested = state.at(left).span;
    const std::string form = fmt::format("({}) {}", quoted(state, {whole.file, whole.begin, tested.end}),
                                         quoted(state, {whole.file, tested.end, e.span.end}));
    state.diagnostics.report<D::TypesDiffer>(
        state.at(right).span, quoted(state, tested), type_name(state, state.type(left)),
        quoted(state, state.at(right).span), type_name(state, state.type(right)),
        after_where({fmt::format("write `{}`", form), fmt::format("请写 `{}`", form)}));
    return true;
}

}  // namespace tenet::compiler::checking
