#pragma once

#include "compiler/parse_actions.hpp"

#include <utility>

/// The actions of arithmetic and of windows of time; each rule begins at its sign, after its left side. Included by parse.cpp alone.
namespace tenet::compiler::actions {

/// Pushes an expression of two operands whose sign is the first token matched.
template <ExprKind kind>
struct Binary {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_binary(kind, parser.span(first(in, parser)));
    }
};

/// The same of three operands.
template <ExprKind kind>
struct Ternary {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_ternary(kind, parser.span(first(in, parser)));
    }
};

template <>
struct Action<g::times> : Binary<ExprKind::Mul> {};

/// A sum, or what working days are added to by the calendar held.
template <ExprKind kind>
struct Sum {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const Span sign = parser.span(first(in, parser));
        if (parser.holds_calendar())
            parser.push_by_calendar(ExprKind::AddWorkingDays, sign, past(in, parser)).negated =
                kind == ExprKind::Sub;
        else
            parser.push_binary(kind, sign);
    }
};

template <>
struct Action<g::plus> : Sum<ExprKind::Add> {};
template <>
struct Action<g::minus> : Sum<ExprKind::Sub> {};
template <>
struct Action<g::valid> : Binary<ExprKind::Valid> {};
template <>
struct Action<g::lasts> : Binary<ExprKind::Lasts> {};
template <>
struct Action<g::since_lasting> : Binary<ExprKind::Lasts> {};
template <>
struct Action<g::at_window> : Binary<ExprKind::Within> {};
template <>
struct Action<g::within_alone> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_binary(ExprKind::Within, parser.span(first(in, parser) - 2));
    }
};

/// `within P of B`: the sign is `within`, two tokens before.
template <ExprKind kind>
struct WithinPlace {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_ternary(kind, parser.span(first(in, parser) - 2));
    }
};

template <>
struct Action<g::within_around> : WithinPlace<ExprKind::WithinAround> {};
template <>
struct Action<g::within_before> : WithinPlace<ExprKind::WithinBefore> {};
template <>
struct Action<g::within_after> : WithinPlace<ExprKind::WithinAfter> {};

/// `在 B 前 P内`: B comes before P, so that the two change places.
template <ExprKind kind>
struct AtWindowPlace {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        ast::Expr& expr = parser.push_ternary(kind, parser.span(first(in, parser)));
        std::swap(expr.b, expr.c);
        expr.span.end = whole(in, parser).end;
    }
};

template <>
struct Action<g::at_around> : AtWindowPlace<ExprKind::WithinAround> {};
template <>
struct Action<g::at_before> : AtWindowPlace<ExprKind::WithinBefore> {};
template <>
struct Action<g::at_after> : AtWindowPlace<ExprKind::WithinAfter> {};
template <>
struct Action<g::at_range> : Ternary<ExprKind::InRange> {};
template <>
struct Action<g::at_unfinished> {
    /// What stands before it was only half of what was meant.
    static void apply0(Parser& parser) {
        parser.pop();
        parser.top().kind = ExprKind::Error;
    }
};

}  // namespace tenet::compiler::actions
