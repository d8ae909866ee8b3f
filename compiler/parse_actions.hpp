#pragma once

#include "compiler/parser.hpp"
#include "grammar/grammar.hpp"

/// What the parser does where a rule of the grammar has matched. Included by parse.cpp alone.
namespace tenet::compiler::actions {

namespace pegtl = tao::pegtl;
namespace g = grammar;
using ast::CompareOp;
using ast::ExprKind;

template <class Rule> struct action : pegtl::nothing<Rule> {};

template <class Input> std::size_t first(const Input& in, const Parser& parser) { return parser.index(in.begin()); }
template <class Input> std::size_t past(const Input& in, const Parser& parser) { return parser.index(in.end()); }
template <class Input> Span whole(const Input& in, const Parser& parser) {
    return parser.span(first(in, parser), past(in, parser));
}

// Operands.

/// Pushes a leaf of one kind.
template <ExprKind kind> struct leaf {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        ast::Expr expr;
        expr.kind = kind;
        expr.span = whole(in, parser);
        parser.push(expr);
    }
};

template <> struct action<g::yes> : leaf<ExprKind::Yes> {};
template <> struct action<g::no> : leaf<ExprKind::No> {};
template <> struct action<g::none> : leaf<ExprKind::None> {};

template <> struct action<g::reference> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        ast::Expr expr;
        expr.kind = ExprKind::Name;
        expr.span = whole(in, parser);
        expr.name = parser.source(expr.span);
        parser.push(expr);
    }
};

/// Pushes a number or a date; a sign may stand before it.
template <ExprKind kind, bool negative> struct amount_leaf {
    template <class Input> static void apply(const Input& in, Parser& parser) {
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

template <> struct action<g::number> : amount_leaf<ExprKind::Number, false> {};
template <> struct action<g::negative> : amount_leaf<ExprKind::Number, true> {};
template <> struct action<g::day> : amount_leaf<ExprKind::Date, false> {};

template <> struct action<g::paren> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.push_unary(ExprKind::Paren, whole(in, parser), {});
    }
};

template <> struct action<g::negated> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.push_unary(ExprKind::Not, join(parser.span(first(in, parser)), parser.top().span),
                          parser.span(first(in, parser)));
    }
};

/// `自 D1 至 D2 的 天数` is D2 - D1.
template <> struct action<g::days_between> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        ast::Expr& expr = parser.push_binary(ExprKind::Sub, parser.span(first(in, parser)));
        std::swap(expr.a, expr.b);
        expr.span = whole(in, parser);
    }
};

// Everything that stands after its left side, from its sign on.

/// Pushes an expression of two operands whose sign is the first token matched.
template <ExprKind kind> struct binary {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.push_binary(kind, parser.span(first(in, parser)));
    }
};

/// The same of three operands.
template <ExprKind kind> struct ternary {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.push_ternary(kind, parser.span(first(in, parser)));
    }
};

template <> struct action<g::times> : binary<ExprKind::Mul> {};
template <> struct action<g::plus> : binary<ExprKind::Add> {};
template <> struct action<g::minus> : binary<ExprKind::Sub> {};
template <> struct action<g::valid> : binary<ExprKind::Valid> {};
template <> struct action<g::lasts> : binary<ExprKind::Lasts> {};
template <> struct action<g::since_lasting> : binary<ExprKind::Lasts> {};
template <> struct action<g::at_window> : binary<ExprKind::Within> {};
template <> struct action<g::within_alone> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.push_binary(ExprKind::Within, parser.span(first(in, parser) - 2));
    }
};

/// `within P of B`: the sign is `within`, two tokens before.
template <ExprKind kind> struct within_place {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.push_ternary(kind, parser.span(first(in, parser) - 2));
    }
};

template <> struct action<g::within_around> : within_place<ExprKind::WithinAround> {};
template <> struct action<g::within_before> : within_place<ExprKind::WithinBefore> {};
template <> struct action<g::within_after> : within_place<ExprKind::WithinAfter> {};

/// `在 B 前 P内`: B comes before P, so that the two change places.
template <ExprKind kind> struct at_window_place {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        ast::Expr& expr = parser.push_ternary(kind, parser.span(first(in, parser)));
        std::swap(expr.b, expr.c);
        expr.span.end = whole(in, parser).end;
    }
};

template <> struct action<g::at_around> : at_window_place<ExprKind::WithinAround> {};
template <> struct action<g::at_before> : at_window_place<ExprKind::WithinBefore> {};
template <> struct action<g::at_after> : at_window_place<ExprKind::WithinAfter> {};
template <> struct action<g::at_range> : ternary<ExprKind::InRange> {};
template <> struct action<g::at_unfinished> {
    static void apply0(Parser& parser) { parser.pop(); }
};

/// A comparison as its first tokens say it, and how many they are.
struct Sign {
    CompareOp op;
    std::size_t length = 1;
};

inline Sign sign_at(const Parser& parser, std::size_t token) {
    const Kind second = parser.kind(token + 1);
    switch (parser.kind(token)) {
    case Kind::Ge:
    case Kind::WordNotFewer:
    case Kind::WordNotEarlier:
    case Kind::WordFull: return {CompareOp::Ge};
    case Kind::Le:
    case Kind::WordNotExceed:
    case Kind::WordNotLater: return {CompareOp::Le};
    case Kind::Gt:
    case Kind::WordExceed:
    case Kind::WordLater:
    case Kind::WordAfter: return {CompareOp::Gt};
    case Kind::Lt:
    case Kind::WordFewer:
    case Kind::WordEarlier:
    case Kind::WordNotFull:
    case Kind::WordBefore: return {CompareOp::Lt};
    case Kind::WordAt: return {second == Kind::WordLeast ? CompareOp::Ge : CompareOp::Le, 2};
    case Kind::WordMore: return {CompareOp::Gt, 2};
    case Kind::WordLess: return {CompareOp::Lt, 2};
    case Kind::WordNot: return {second == Kind::WordBefore ? CompareOp::Ge : CompareOp::Le, 2};
    case Kind::Ne:
    case Kind::WordIsNotZh: return {CompareOp::Ne};
    case Kind::WordIs:
        if (second == Kind::WordNot) return {CompareOp::Ne, 2};
        return {CompareOp::Eq};
    default: return {CompareOp::Eq};
    }
}

/// Pushes a comparison of the two topmost.
template <ExprKind kind> struct compared {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        const std::size_t token = first(in, parser);
        const Sign sign = sign_at(parser, token);
        parser.push_binary(kind, parser.span(token, token + sign.length)).op = sign.op;
    }
};

template <> struct action<g::ordering> : compared<ExprKind::Compare> {};
template <> struct action<g::equality> : compared<ExprKind::Compare> {};
template <> struct action<g::since_bound> : compared<ExprKind::TimeSince> {};

/// `D 起 不满 P`: the comparison is the token after `起`.
template <> struct action<g::since_compared> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        const std::size_t token = first(in, parser);
        parser.push_binary(ExprKind::TimeSince, parser.span(token, token + 2)).op = sign_at(parser, token + 1).op;
    }
};

template <> struct action<g::time_since> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.top().span = join(parser.span(first(in, parser)), parser.top().span);
    }
};

/// Pushes `is none`; `given_word` says that the words ask the other way round.
template <bool given_word> struct none_test {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        const Span tail = whole(in, parser);
        parser.push_unary(ExprKind::IsNone, join(parser.top().span, tail), tail);
        parser.top().negated = (sign_at(parser, first(in, parser)).op == CompareOp::Ne) != given_word;
    }
};

template <> struct action<g::is_none> : none_test<false> {};
template <> struct action<g::is_given> : none_test<true> {};

template <> struct action<g::in_range> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        const std::size_t token = first(in, parser);
        const bool two = parser.kind(token) == Kind::WordNot;
        parser.push_ternary(ExprKind::InRange, parser.span(token, token + (two ? 2 : 1))).negated =
            two || parser.kind(token) == Kind::WordNotAtZh;
    }
};

// Tiers, chains, if.

template <> struct action<g::tiers_open> {
    static void apply0(Parser& parser) { parser.open_tiers(); }
};
template <> struct action<g::tiers_close> {
    static void apply0(Parser& parser) { parser.close_tiers(); }
};
template <> struct action<g::tier_with> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.add_tier(true, first(in, parser), past(in, parser));
    }
};
template <> struct action<g::tier_when> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        parser.add_tier(false, first(in, parser), past(in, parser));
    }
};

template <> struct action<g::chain_open> {
    static void apply0(Parser& parser) { parser.open_chain(); }
};
template <> struct action<g::chain_close> {
    static void apply0(Parser& parser) { parser.close_chain(); }
};
template <> struct action<g::connective> {
    template <class Input> static void apply(const Input& in, Parser& parser) { parser.connective(first(in, parser)); }
};

template <> struct action<g::if_then_else> {
    template <class Input> static void apply(const Input& in, Parser& parser) {
        const Span word = parser.span(first(in, parser));
        ast::Expr& expr = parser.push_ternary(ExprKind::If, word);
        expr.span = join(word, expr.span);
    }
};

} // namespace tenet::compiler::actions
