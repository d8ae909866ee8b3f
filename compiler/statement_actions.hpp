#pragma once

#include "compiler/parse_actions.hpp"

/// The actions of types and statements. Included by parse.cpp alone.
namespace tenet::compiler::actions {

// Types.

template <>
struct action<g::yes_no_type> {
    static void apply0(Parser& parser) { parser.type.word = ast::TypeWord::YesNo; }
};
template <>
struct action<g::plain_type> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
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
template <>
struct action<g::named_type> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.type.word = ast::TypeWord::Named;
        parser.type.name = parser.source(whole(in, parser));
    }
};
template <>
struct action<g::in_halves> {
    static void apply0(Parser& parser) { parser.type.in_halves = true; }
};
template <>
struct action<g::or_none> {
    static void apply0(Parser& parser) { parser.type.or_none = true; }
};
template <>
struct action<g::range> {
    static void apply0(Parser& parser) {
        parser.type.high = parser.pop();
        parser.type.low = parser.pop();
        parser.type.ranged = true;
    }
};
template <>
struct action<g::type> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.type.span = whole(in, parser);
    }
};

// Statements.

template <>
struct action<g::statement_begin> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.begin_statement(first(in, parser));
    }
};
template <>
struct action<g::when> {
    static void apply0(Parser& parser) { parser.when = parser.pop(); }
};

/// Hands the statement matched to one member of the parser.
template <void (Parser::*member)(Span)>
struct finish {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        (parser.*member)(whole(in, parser));
    }
};

template <>
struct action<g::language> : finish<&Parser::finish_language> {};
template <>
struct action<g::policy> : finish<&Parser::finish_policy> {};
template <>
struct action<g::as_of> : finish<&Parser::finish_as_of> {};
template <>
struct action<g::dates_round> : finish<&Parser::finish_dates_round> {};
template <>
struct action<g::fact> : finish<&Parser::finish_fact> {};
template <>
struct action<g::definition> : finish<&Parser::finish_definition> {};
template <>
struct action<g::decision> : finish<&Parser::finish_decision> {};
template <>
struct action<g::requirement> : finish<&Parser::finish_requirement> {};

template <>
struct action<g::later_word> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.report_later(first(in, parser));
    }
};
template <>
struct action<g::passed_over> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.passed_over(first(in, parser), past(in, parser));
    }
};
template <>
struct action<g::stray_lines> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.unexpected(first(in, parser), g::expectation<g::stray_lines>);
    }
};

}  // namespace tenet::compiler::actions
