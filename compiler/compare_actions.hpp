#pragma once

#include "compiler/parse_actions.hpp"

#include <cstddef>

/// The actions of comparisons; each rule begins at its sign, after its left side. Included by parse.cpp alone.
namespace tenet::compiler::actions {

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
template <ExprKind kind>
struct Compared {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const std::size_t token = first(in, parser);
        const Sign sign = sign_at(parser, token);
        parser.push_binary(kind, parser.span(token, token + sign.length)).op = sign.op;
    }
};

template <>
struct Action<g::ordering> : Compared<ExprKind::Compare> {};
template <>
struct Action<g::equality> : Compared<ExprKind::Compare> {};
template <>
struct Action<g::since_bound> : Compared<ExprKind::TimeSince> {};

/// `D 起 不满 P`: the comparison is the token after `起`.
template <>
struct Action<g::since_compared> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const std::size_t token = first(in, parser);
        parser.push_binary(ExprKind::TimeSince, parser.span(token, token + 2)).op =
            sign_at(parser, token + 1).op;
    }
};

template <>
struct Action<g::time_since> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.top().span = join(parser.span(first(in, parser)), parser.top().span);
    }
};

/// Pushes `is none`; `given_word` says that the words ask the other way round.
template <bool given_word>
struct NoneTest {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const Span tail = whole(in, parser);
        parser.push_unary(ExprKind::IsNone, join(parser.top().span, tail), tail);
        parser.top().negated = (sign_at(parser, first(in, parser)).op == CompareOp::Ne) != given_word;
    }
};

template <>
struct Action<g::is_none> : NoneTest<false> {};
template <>
struct Action<g::is_given> : NoneTest<true> {};

template <>
struct Action<g::in_range> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const std::size_t token = first(in, parser);
        const bool two = parser.kind(token) == Kind::WordNot;
        parser.push_ternary(ExprKind::InRange, parser.span(token, token + (two ? 2 : 1))).negated =
            two || parser.kind(token) == Kind::WordNotAtZh;
    }
};

}  // namespace tenet::compiler::actions
