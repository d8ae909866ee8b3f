#pragma once

#include "compiler/operand_actions.hpp"

#include <cstddef>

/// The actions of types. Included by parse.cpp alone.
namespace tenet::compiler::actions {

inline void take_type_name(Parser& parser, std::size_t token) {
    parser.type.name = parser.spelling(token);
    parser.type.name_span = parser.span(token);
}

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
        take_type_name(parser, first(in, parser));
    }
};
template <>
struct Action<g::item_name> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        take_type_name(parser, first(in, parser));
        parser.type.of_text = parser.kind(first(in, parser)) == Kind::WordText;
    }
};
template <>
struct Action<g::list_type> {
    static void apply0(Parser& parser) { parser.type.word = ast::TypeWord::List; }
};
template <>
struct Action<g::set_type> {
    static void apply0(Parser& parser) { parser.type.word = ast::TypeWord::Set; }
};
template <>
struct Action<g::most> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        Action<g::number>::apply(in, parser);
        parser.type.up_to = parser.pop();
    }
};
template <>
struct Action<g::decimals_number> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        Action<g::number>::apply(in, parser);
        parser.type.decimals = parser.pop();
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

}  // namespace tenet::compiler::actions
