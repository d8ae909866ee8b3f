#pragma once

#include "compiler/parse_actions.hpp"

/// The actions of statements and clauses. Included by parse.cpp alone.
namespace tenet::compiler::actions {

// Names, texts, citations.

template <> struct action<g::new_name> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.name.span = whole(in, parser);
        parser.name.text = parser.source(parser.name.span);
        parser.look_at_name(first(in, parser));
    }
};
template <> struct action<g::policy_name> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.take_policy_name(first(in, parser), past(in, parser));
    }
};
template <> struct action<g::twin_name> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.name.twin_span = whole(in, parser);
        parser.name.twin = parser.source(parser.name.twin_span);
    }
};

/// Puts a text without its quotation marks into one language of the statement's text.
template <std::string_view ast::Text::*language> struct take_text {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        const std::string_view quoted = parser.spelling(first(in, parser));
        const std::size_t quote = quoted[0] == '"' ? 1 : 3;
        parser.text.*language = quoted.substr(quote, quoted.size() - 2 * quote);
    }
};

template <> struct action<g::first_text> : take_text<&ast::Text::first> {};
template <> struct action<g::en_quoted> : take_text<&ast::Text::en> {};
template <> struct action<g::zh_quoted> : take_text<&ast::Text::zh> {};

template <> struct action<g::label> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.label = parser.text;
        parser.label.span = whole(in, parser);
        parser.text = {};
    }
};
template <> struct action<g::unmet_text> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        if (parser.unmet.given()) parser.report_twice(first(in, parser), {"the message", "不满足时的说明"});
        parser.unmet = parser.text;
        parser.unmet.span = whole(in, parser);
        parser.text = {};
    }
};

template <> struct action<g::cited_source> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.citation.source = parser.source(whole(in, parser));
    }
};
template <> struct action<g::marked_paragraph> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.citation.paragraphs.push_back(parser.tokens().places[first(in, parser)].value);
    }
};
template <> struct action<g::paragraph_number> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        const Amount& amount = parser.tokens().amounts[parser.tokens().places[first(in, parser)].value];
        parser.citation.paragraphs.push_back(static_cast<std::uint32_t>(amount.value));
    }
};
template <> struct action<g::reading> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        const std::string_view quoted = parser.spelling(first(in, parser));
        const std::size_t quote = quoted[0] == '"' ? 1 : 3;
        parser.citation.readings.push_back(quoted.substr(quote, quoted.size() - 2 * quote));
    }
};
template <> struct action<g::citation> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.citation.span = whole(in, parser);
        parser.citations.push_back(std::move(parser.citation));
        parser.citation = {};
    }
};

// Types.

template <> struct action<g::yes_no_type> {
    static void apply0(Parser& parser) { parser.type.word = ast::TypeWord::YesNo; }
};
template <> struct action<g::plain_type> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        using ast::TypeWord;
        const Kind kind = parser.kind(first(in, parser));
        parser.type.word = kind == Kind::WordCount    ? TypeWord::Count
                           : kind == Kind::WordDate   ? TypeWord::Date
                           : kind == Kind::WordDays   ? TypeWord::Days
                           : kind == Kind::WordHours  ? TypeWord::Hours
                           : kind == Kind::WordNumber ? TypeWord::Number
                           : kind == Kind::WordText   ? TypeWord::Text
                                                      : TypeWord::Period;
    }
};
template <> struct action<g::named_type> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.type.word = ast::TypeWord::Named;
        parser.type.name = parser.source(whole(in, parser));
    }
};
template <> struct action<g::in_halves> {
    static void apply0(Parser& parser) { parser.type.in_halves = true; }
};
template <> struct action<g::or_none> {
    static void apply0(Parser& parser) { parser.type.or_none = true; }
};
template <> struct action<g::range> {
    static void apply0(Parser& parser) {
        parser.type.high = parser.pop();
        parser.type.low = parser.pop();
        parser.type.ranged = true;
    }
};
template <> struct action<g::type> {
    template <class Input> static void apply(const Input& in, Parser& parser) { parser.type.span = whole(in, parser); }
};

// Statements.

template <> struct action<g::statement_begin> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.begin_statement(first(in, parser));
    }
};
template <> struct action<g::when> {
    static void apply0(Parser& parser) { parser.when = parser.pop(); }
};

/// Hands the statement matched to one member of the parser.
template <void (Parser::*member)(Span)> struct finish {
    template <class Input> static void apply(const Input& in, Parser& parser) { (parser.*member)(whole(in, parser)); }
};

template <> struct action<g::language> : finish<&Parser::finish_language> {};
template <> struct action<g::policy> : finish<&Parser::finish_policy> {};
template <> struct action<g::as_of> : finish<&Parser::finish_as_of> {};
template <> struct action<g::dates_round> : finish<&Parser::finish_dates_round> {};
template <> struct action<g::fact> : finish<&Parser::finish_fact> {};
template <> struct action<g::definition> : finish<&Parser::finish_definition> {};
template <> struct action<g::decision> : finish<&Parser::finish_decision> {};
template <> struct action<g::requirement> : finish<&Parser::finish_requirement> {};

template <> struct action<g::later_word> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.report_later(first(in, parser));
    }
};
template <> struct action<g::passed_over> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.passed_over(first(in, parser), past(in, parser));
    }
};
template <> struct action<g::stray_lines> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.unexpected(first(in, parser), g::expectation<g::stray_lines>);
    }
};

} // namespace tenet::compiler::actions
