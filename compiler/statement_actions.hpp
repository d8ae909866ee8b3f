#pragma once

#include "compiler/parse_actions.hpp"

/// The actions of types and statements. Included by parse.cpp alone.
namespace tenet::compiler::actions {

// Types.

template <>
struct Action<g::yes_no_type> {
    static void apply0(Parser& parser) { parser.type.word = ast::TypeWord::YesNo; }
};
template <>
struct Action<g::plain_type> {
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
struct Action<g::named_type> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.type.word = ast::TypeWord::Named;
        parser.type.name = parser.source(whole(in, parser));
    }
};
template <>
struct Action<g::in_halves> {
    static void apply0(Parser& parser) { parser.type.in_halves = true; }
};
template <>
struct Action<g::or_none> {
    static void apply0(Parser& parser) { parser.type.or_none = true; }
};
template <>
struct Action<g::range> {
    static void apply0(Parser& parser) {
        parser.type.high = parser.pop();
        parser.type.low = parser.pop();
        parser.type.ranged = true;
    }
};
template <>
struct Action<g::type> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.type.span = whole(in, parser);
    }
};

// Statements.

template <>
struct Action<g::statement_begin> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.begin_statement(first(in, parser));
    }
};
template <>
struct Action<g::when> {
    static void apply0(Parser& parser) { parser.when = parser.pop(); }
};

/// Hands the statement matched to one member of the parser.
template <void (Parser::*member)(Span)>
struct Finish {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        (parser.*member)(whole(in, parser));
    }
};

template <>
struct Action<g::language> : Finish<&Parser::finish_language> {};
template <>
struct Action<g::policy> : Finish<&Parser::finish_policy> {};
template <>
struct Action<g::as_of> : Finish<&Parser::finish_as_of> {};
template <>
struct Action<g::dates_round> : Finish<&Parser::finish_dates_round> {};
template <>
struct Action<g::fact> : Finish<&Parser::finish_fact> {};
template <>
struct Action<g::definition> : Finish<&Parser::finish_definition> {};
template <>
struct Action<g::decision> : Finish<&Parser::finish_decision> {};
template <>
struct Action<g::requirement> : Finish<&Parser::finish_requirement> {};

template <>
struct Action<g::later_word> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.report_later(first(in, parser));
    }
};
template <>
struct Action<g::passed_over> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.passed_over(first(in, parser), past(in, parser));
    }
};
template <>
struct Action<g::stray_lines> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.unexpected(first(in, parser), g::expectation<g::stray_lines>);
    }
};

}  // namespace tenet::compiler::actions
