#pragma once

#include "compiler/parse_actions.hpp"

#include <utility>

/// The actions of arithmetic and of windows of time; each rule begins at its sign, after its left side. Included by parse.cpp alone.
namespace tenet::compiler::actions {

/// Pushes an expression of two operands whose sign is the first token matched.
template <ExprKind kind>
struct binary {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_binary(kind, parser.span(first(in, parser)));
    }
};

/// The same of three operands.
template <ExprKind kind>
struct ternary {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_ternary(kind, parser.span(first(in, parser)));
    }
};

template <>
struct action<g::times> : binary<ExprKind::Mul> {};
template <>
struct action<g::plus> : binary<ExprKind::Add> {};
template <>
struct action<g::minus> : binary<ExprKind::Sub> {};
template <>
struct action<g::valid> : binary<ExprKind::Valid> {};
template <>
struct action<g::lasts> : binary<ExprKind::Lasts> {};
template <>
struct action<g::since_lasting> : binary<ExprKind::Lasts> {};
template <>
struct action<g::at_window> : binary<ExprKind::Within> {};
template <>
struct action<g::within_alone> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_binary(ExprKind::Within, parser.span(first(in, parser) - 2));
    }
};

/// `within P of B`: the sign is `within`, two tokens before.
template <ExprKind kind>
struct within_place {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_ternary(kind, parser.span(first(in, parser) - 2));
    }
};

template <>
struct action<g::within_around> : within_place<ExprKind::WithinAround> {};
template <>
struct action<g::within_before> : within_place<ExprKind::WithinBefore> {};
template <>
struct action<g::within_after> : within_place<ExprKind::WithinAfter> {};

/// `在 B 前 P内`: B comes before P, so that the two change places.
template <ExprKind kind>
struct at_window_place {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        ast::Expr& expr = parser.push_ternary(kind, parser.span(first(in, parser)));
        std::swap(expr.b, expr.c);
        expr.span.end = whole(in, parser).end;
    }
};

template <>
struct action<g::at_around> : at_window_place<ExprKind::WithinAround> {};
template <>
struct action<g::at_before> : at_window_place<ExprKind::WithinBefore> {};
template <>
struct action<g::at_after> : at_window_place<ExprKind::WithinAfter> {};
template <>
struct action<g::at_range> : ternary<ExprKind::InRange> {};
template <>
struct action<g::at_unfinished> {
    static void apply0(Parser& parser) { parser.pop(); }
};

}  // namespace tenet::compiler::actions
