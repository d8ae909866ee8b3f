#pragma once

#include "compiler/parse_actions.hpp"

/// The actions of aggregates and of the other forms that name a list, a record or a group. Included by parse.cpp alone.
namespace tenet::compiler::actions {

/// Hands the first token matched to one member of the parser.
template <void (ExprBuilder::*member)(std::size_t)>
struct FirstTo {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        ExprBuilder& builder = parser;
        (builder.*member)(first(in, parser));
    }
};

template <>
struct Action<g::aggregate_open> : FirstTo<&ExprBuilder::open_aggregate> {};
template <>
struct Action<g::count_word> : FirstTo<&ExprBuilder::aggregate_word> {};
template <>
struct Action<g::taking_word> : FirstTo<&ExprBuilder::aggregate_word> {};
template <>
struct Action<g::union_word> : FirstTo<&ExprBuilder::aggregate_word> {};
template <>
struct Action<g::union_field> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_reference(first(in, parser), past(in, parser));
        parser.aggregate_value();
    }
};
template <>
struct Action<g::any_word> : FirstTo<&ExprBuilder::aggregate_word> {};
template <>
struct Action<g::every_word> : FirstTo<&ExprBuilder::aggregate_word> {};
template <>
struct Action<g::list_name> : FirstTo<&ExprBuilder::aggregate_list> {};
template <>
struct Action<g::record_name> : FirstTo<&ExprBuilder::aggregate_record> {};
template <>
struct Action<g::filter> {
    static void apply0(Parser& parser) { parser.aggregate_filter(); }
};
template <>
struct Action<g::taken> {
    static void apply0(Parser& parser) { parser.aggregate_value(); }
};
template <>
struct Action<g::taken_zh> : Action<g::taken> {};
template <>
struct Action<g::aggregate> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.close_aggregate(past(in, parser));
    }
};

/// `X in NAME`, `X not in NAME`: the sign stands before the name.
template <>
struct Action<g::in_name> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const std::size_t token = first(in, parser);
        const bool negated = parser.kind(token) == Kind::WordNot;
        parser.push_binary(ExprKind::InName, parser.span(token, token + (negated ? 2 : 1))).negated = negated;
    }
};
template <>
struct Action<g::belongs> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const std::size_t token = first(in, parser);
        parser.push_binary(ExprKind::InName, parser.span(token)).negated =
            parser.kind(token) == Kind::WordNotBelongs;
    }
};

/// `S covers NAME`.
template <>
struct Action<g::covers> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_binary(ExprKind::Covers, parser.span(first(in, parser)));
    }
};

/// `L in order from a to b`; the sign has `length` tokens.
template <std::size_t length>
struct InOrder {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const std::size_t token = first(in, parser);
        parser.push_in_order(token, token + length);
    }
};

template <>
struct Action<g::in_order> : InOrder<2> {};
template <>
struct Action<g::in_order_zh> : InOrder<1> {};

/// `whole years since D`, and `D 起 的 整年数`, whose last token says which.
template <>
struct Action<g::whole_since> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const std::size_t token = first(in, parser);
        const bool years = parser.kind(token + 1) == Kind::WordYears;
        parser.push_unary(years ? ExprKind::WholeYears : ExprKind::WholeMonths, whole(in, parser),
                          parser.span(token, token + 3));
    }
};
template <>
struct Action<g::whole_from> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const bool years = parser.kind(past(in, parser) - 1) != Kind::WordWholeMonths;
        const Span words = whole(in, parser);
        parser.push_unary(years ? ExprKind::WholeYears : ExprKind::WholeMonths,
                          join(parser.top().span, words), words);
    }
};

}  // namespace tenet::compiler::actions
