#pragma once

#include "compiler/parse_actions.hpp"

#include <utility>

/// The actions of operands and connectives. Included by parse.cpp alone.
namespace tenet::compiler::actions {

/// Pushes a leaf of one kind.
template <ExprKind kind>
struct Leaf {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        ast::Expr expr;
        expr.kind = kind;
        expr.span = whole(in, parser);
        parser.push(expr);
    }
};

template <>
struct Action<g::yes> : Leaf<ExprKind::Yes> {};
template <>
struct Action<g::no> : Leaf<ExprKind::No> {};
template <>
struct Action<g::none> : Leaf<ExprKind::None> {};

template <>
struct Action<g::reference> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_reference(first(in, parser), past(in, parser));
    }
};
template <>
struct Action<g::group_name> : Action<g::reference> {};
template <>
struct Action<g::covered_name> : Action<g::reference> {};

template <>
struct Action<g::text_operand> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        ast::Expr expr;
        expr.kind = ExprKind::Text;
        expr.span = whole(in, parser);
        expr.name = unquoted(parser.spelling(first(in, parser)));
        parser.push(expr);
    }
};

/// Pushes a number or a date; a sign may stand before it.
template <ExprKind kind, bool negative>
struct AmountLeaf {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const Amount& amount = parser.tokens().amounts[parser.tokens().places[past(in, parser) - 1].value];
        ast::Expr expr;
        expr.kind = kind;
        expr.span = whole(in, parser);
        expr.number = negative ? -amount.value : amount.value;
        expr.unit = amount.unit;
        expr.decimals = amount.decimals;
        parser.push(expr);
    }
};

template <>
struct Action<g::number> : AmountLeaf<ExprKind::Number, false> {};
template <>
struct Action<g::negative> : AmountLeaf<ExprKind::Number, true> {};
template <>
struct Action<g::day> : AmountLeaf<ExprKind::Date, false> {};

template <>
struct Action<g::paren> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_unary(ExprKind::Paren, whole(in, parser), {});
    }
};

template <>
struct Action<g::negated> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_unary(ExprKind::Not, join(parser.span(first(in, parser)), parser.top().span),
                          parser.span(first(in, parser)));
    }
};

/// `自 D1 至 D2 的 天数` and `days from D1 to D2` are D2 - D1; with a calendar the working days between them.
struct DaysBetween {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        if (parser.holds_calendar()) {
            parser.push_by_calendar(ExprKind::WorkingDays, parser.span(first(in, parser)), past(in, parser))
                .span = whole(in, parser);
            return;
        }
        ast::Expr& expr = parser.push_binary(ExprKind::Sub, parser.span(first(in, parser)));
        std::swap(expr.a, expr.b);
        expr.span = whole(in, parser);
    }
};

template <>
struct Action<g::days_between> : DaysBetween {};
template <>
struct Action<g::days_from> : DaysBetween {};

template <>
struct Action<g::tiers_open> {
    static void apply0(Parser& parser) { parser.open_tiers(); }
};
template <>
struct Action<g::tiers_close> {
    static void apply0(Parser& parser) { parser.close_tiers(); }
};
template <>
struct Action<g::tier_with> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.add_tier(true, first(in, parser), past(in, parser));
    }
};
template <>
struct Action<g::tier_when> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.add_tier(false, first(in, parser), past(in, parser));
    }
};

template <>
struct Action<g::chain_open> {
    static void apply0(Parser& parser) { parser.open_chain(); }
};
template <>
struct Action<g::chain_close> {
    static void apply0(Parser& parser) { parser.close_chain(); }
};
template <>
struct Action<g::connective> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.connective(first(in, parser));
    }
};

template <>
struct Action<g::if_then_else> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const Span word = parser.span(first(in, parser));
        ast::Expr& expr = parser.push_ternary(ExprKind::If, word);
        expr.span = join(word, expr.span);
    }
};

}  // namespace tenet::compiler::actions
