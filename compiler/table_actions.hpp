#pragma once

#include "compiler/compare_actions.hpp"
#include "compiler/parse_actions.hpp"

/// The actions of tables. Included by parse.cpp alone.
namespace tenet::compiler::actions {

template <>
struct Action<g::table_column> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.add_column(first(in, parser));
    }
};
template <>
struct Action<g::table_row_begin> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.begin_table_row(first(in, parser));
    }
};
template <>
struct Action<g::cell_begin> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.begin_cell(first(in, parser));
    }
};

/// A value alone is what the column must be; none is asked for in its own way.
template <>
struct Action<g::cell_equal> {
    template <class Input>
    static void apply(const Input&, Parser& parser) {
        const Span value = parser.top().span;
        if (parser.top().kind == ExprKind::None) {
            parser.pop();
            parser.push_unary(ExprKind::IsNone, value, value);
        } else {
            parser.push_binary(ExprKind::Compare, value).op = CompareOp::Eq;
        }
    }
};
template <>
struct Action<g::cell_order> : Compared<ExprKind::Compare> {};
template <>
struct Action<g::cell_between> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_ternary(ExprKind::InRange, parser.span(first(in, parser)));
    }
};
/// The column stands in the table's head, its test in the cell.
template <>
struct Action<g::cell_test> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.top().span = whole(in, parser);
    }
};
template <>
struct Action<g::cell_or> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.alternative(first(in, parser));
    }
};
template <>
struct Action<g::cell_any> {
    template <class Input>
    static void apply(const Input&, Parser& parser) {
        parser.finish_cell(false);
    }
};
template <>
struct Action<g::cell_tests> {
    template <class Input>
    static void apply(const Input&, Parser& parser) {
        parser.finish_cell(true);
    }
};
template <>
struct Action<g::cells> : Finish<&Parser::finish_cells> {};
template <>
struct Action<g::table_row> : Finish<&Parser::finish_table_row> {};
template <>
struct Action<g::table> : Finish<&Parser::finish_table> {};

}  // namespace tenet::compiler::actions
