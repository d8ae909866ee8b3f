#pragma once

#include "compiler/parse_actions.hpp"

#include <string>
#include <string_view>
#include <utility>

/// The actions of names, texts and citations. Included by parse.cpp alone.
namespace tenet::compiler::actions {

template <>
struct Action<g::new_name> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.name.span = whole(in, parser);
        parser.name.text = parser.source(parser.name.span);
        parser.look_at_name(first(in, parser));
    }
};
template <>
struct Action<g::policy_name> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.take_policy_name(first(in, parser), past(in, parser));
    }
};
template <>
struct Action<g::twin_name> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.name.twin_span = whole(in, parser);
        parser.name.twin = parser.source(parser.name.twin_span);
    }
};

/// Messages show what stands between `{` and `}`; an input method may have made ｛ and ｝ of them.
inline std::string_view with_narrow_braces(std::string_view text, ast::File& out) {
    constexpr std::pair<std::string_view, char> twins[] = {{"｛", '{'}, {"｝", '}'}};
    std::string written;
    std::size_t taken = 0;
    // Both begin with the same byte, which few texts have.
    for (std::size_t at = text.find('\xEF'); at != std::string_view::npos; at = text.find('\xEF', at + 1))
        for (const auto& [wide, narrow] : twins) {
            if (!text.substr(at).starts_with(wide)) continue;
            written += text.substr(taken, at - taken);
            written += narrow;
            taken = at + wide.size();
        }
    if (taken == 0) return text;
    out.spellings.push_back(written + std::string(text.substr(taken)));
    return out.spellings.back();
}

/// Puts a text without its quotation marks into one language of the statement's text.
template <std::string_view ast::Text::*language>
struct TakeText {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.text.*language = unquoted(parser.spelling(first(in, parser)));
    }
};

template <>
struct Action<g::first_text> : TakeText<&ast::Text::first> {};
template <>
struct Action<g::en_quoted> : TakeText<&ast::Text::en> {};
template <>
struct Action<g::zh_quoted> : TakeText<&ast::Text::zh> {};

/// Keeps the text, with its translations, as one of the statement's.
template <ast::Text Parser::*place>
struct KeepText {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.*place = parser.text;
        (parser.*place).span = whole(in, parser);
        parser.text = {};
    }
};

/// As `KeepText`, of a text that may show values.
template <ast::Text Parser::*place>
struct KeepMessage {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        for (std::string_view ast::Text::*language : {&ast::Text::first, &ast::Text::en, &ast::Text::zh})
            parser.text.*language = with_narrow_braces(parser.text.*language, parser.out);
        KeepText<place>::apply(in, parser);
    }
};

template <>
struct Action<g::label> : KeepText<&Parser::label> {};
template <>
struct Action<g::note_text> : KeepText<&Parser::message> {};
template <>
struct Action<g::assume_message> : KeepMessage<&Parser::message> {};
template <>
struct Action<g::unmet_text> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        if (parser.unmet.given()) parser.report_twice(first(in, parser), {"the message", "不满足时的说明"});
        KeepMessage<&Parser::unmet>::apply(in, parser);
    }
};

template <>
struct Action<g::cited_source> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.citation.source_span = whole(in, parser);
        parser.citation.source = parser.source(parser.citation.source_span);
    }
};
template <>
struct Action<g::marked_paragraph> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.cite_paragraph(first(in, parser), parser.tokens().places[first(in, parser)].value);
    }
};
template <>
struct Action<g::paragraph_number> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const Amount& amount = parser.tokens().amounts[parser.tokens().places[first(in, parser)].value];
        const bool plain = amount.decimals == 0 && amount.unit == ast::Unit::None;
        parser.cite_paragraph(first(in, parser), plain ? amount.value : 0);
    }
};
template <>
struct Action<g::reading> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.citation.readings.push_back(unquoted(parser.spelling(first(in, parser))));
    }
};
template <>
struct Action<g::citation> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.citation.span = whole(in, parser);
        parser.finish_citation(first(in, parser));
    }
};

}  // namespace tenet::compiler::actions
