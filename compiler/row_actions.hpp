#pragma once

#include "compiler/parse_actions.hpp"

/// The actions of cases, values of params, and of the conditions and days that limit a statement. Included by parse.cpp alone.
namespace tenet::compiler::actions {

template <>
struct Action<g::row_begin> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.begin_row(first(in, parser));
    }
};
template <>
struct Action<g::row_value> {
    static void apply0(Parser& parser) { parser.row_value(); }
};
template <>
struct Action<g::list_begin> {
    static void apply0(Parser& parser) { parser.open_listing(); }
};
template <>
struct Action<g::list_item> {
    static void apply0(Parser& parser) { parser.add_listed(); }
};
template <>
struct Action<g::list_more> {
    static void apply0(Parser& parser) { parser.close_listing(); }
};
template <>
struct Action<g::list_empty> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        ast::Expr expr;
        expr.kind = ExprKind::Listing;
        expr.span = whole(in, parser);
        parser.push(expr);
    }
};
template <>
struct Action<g::case_condition> {
    static void apply0(Parser& parser) { parser.row_condition(); }
};
template <>
struct Action<g::case_otherwise> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.row_otherwise(whole(in, parser));
    }
};
template <>
struct Action<g::case_row> : Finish<&Parser::finish_case> {};
template <>
struct Action<g::param_row> : Finish<&Parser::finish_param_row> {};

/// Takes the topmost as what this clause says, which it may say once.
template <ast::ExprId Parser::*place>
struct TakeOnce {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        std::size_t word = first(in, parser);
        if (parser.kind(word) == Kind::ClauseMark) ++word;
        parser.take_once(parser.*place, word);
    }
};

template <>
struct Action<g::when> : TakeOnce<&Parser::when> {};
template <>
struct Action<g::remedy_when> : TakeOnce<&Parser::remedy_when> {};
template <>
struct Action<g::from_day> : TakeOnce<&Parser::from> {};
template <>
struct Action<g::from_day_zh> : TakeOnce<&Parser::from> {};
template <>
struct Action<g::until_day> : TakeOnce<&Parser::until> {};
template <>
struct Action<g::until_day_zh> : TakeOnce<&Parser::until> {};

template <>
struct Action<g::remedy_begin> {
    static void apply0(Parser& parser) { parser.begin_remedy(); }
};
template <>
struct Action<g::remedy> : Finish<&Parser::finish_remedy> {};

}  // namespace tenet::compiler::actions
