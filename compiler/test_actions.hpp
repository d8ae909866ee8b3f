#pragma once

#include "compiler/parse_actions.hpp"

/// The actions of tests. Included by parse.cpp alone.
namespace tenet::compiler::actions {

/// Hands the first token of what was matched to one member of the parser.
template <void (Parser::*member)(std::size_t)>
struct Token {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        (parser.*member)(first(in, parser));
    }
};

/// Calls one member of the parser.
template <void (Parser::*member)()>
struct Call {
    static void apply0(Parser& parser) { (parser.*member)(); }
};

template <>
struct Action<g::value_word> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_reference(first(in, parser), past(in, parser));
    }
};
template <>
struct Action<g::test_value> : Call<&Parser::take_test_value> {};

template <>
struct Action<g::test_name> : Token<&Parser::take_test_name> {};
template <>
struct Action<g::base_name> : Token<&Parser::take_base_name> {};
template <>
struct Action<g::unconfirmed> : Token<&Parser::mark_unconfirmed> {};
template <>
struct Action<g::test> : Finish<&Parser::finish_test> {};

template <>
struct Action<g::given_name> : Token<&Parser::begin_given> {};
template <>
struct Action<g::given_unknown> : Call<&Parser::given_unknown> {};
template <>
struct Action<g::given_value> : Call<&Parser::take_given_values> {};
template <>
struct Action<g::given_column> : Token<&Parser::add_given_column> {};
template <>
struct Action<g::given_row_begin> : Call<&Parser::begin_given_row> {};
template <>
struct Action<g::given_cell> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.take_cell(first(in, parser), past(in, parser));
    }
};
template <>
struct Action<g::given_cell_bar> : Token<&Parser::close_cell> {};
template <>
struct Action<g::given_row> : Finish<&Parser::finish_given_row> {};
template <>
struct Action<g::given_item> : Finish<&Parser::finish_given_item> {};
template <>
struct Action<g::given> : Finish<&Parser::finish_given> {};

template <>
struct Action<g::position> : Token<&Parser::take_position> {};
template <>
struct Action<g::position_word> : Token<&Parser::take_position> {};
template <>
struct Action<g::expect_places> : Token<&Parser::take_places> {};

/// Keeps a name that is used.
template <ast::NameUse ast::Expect::*place>
struct KeepUse {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.expect.*place = parser.use(first(in, parser));
    }
};
/// Begins one of the lists of an expectation.
template <bool ast::Expect::Lists::*list>
struct BeginList {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.begin_list(list, first(in, parser));
    }
};
/// Adds a name to one of them.
template <std::vector<ast::NameUse> ast::Expect::*list>
struct AddUse {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        (parser.expect.*list).push_back(parser.use(first(in, parser)));
    }
};

template <>
struct Action<g::because_word> : BeginList<&ast::Expect::Lists::because> {};
template <>
struct Action<g::because_name> : AddUse<&ast::Expect::because> {};
template <>
struct Action<g::remedy_word> : BeginList<&ast::Expect::Lists::remedies> {};
template <>
struct Action<g::remedy_name> : AddUse<&ast::Expect::remedies> {};
template <>
struct Action<g::needing_word> : BeginList<&ast::Expect::Lists::needing> {};
template <>
struct Action<g::needing_fact> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.needing.fact = parser.use(first(in, parser));
    }
};
template <>
struct Action<g::needing_field> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.needing.field = parser.use(first(in, parser));
    }
};
template <>
struct Action<g::needing_path> : Finish<&Parser::take_needing> {};

template <>
struct Action<g::expect_name> : KeepUse<&ast::Expect::name> {};
template <>
struct Action<g::verdict> : Token<&Parser::take_verdict> {};
template <>
struct Action<g::expect_unknown> {
    static void apply0(Parser& parser) { parser.expect.kind = ast::ExpectKind::Unknown; }
};
template <>
struct Action<g::expect_value> {
    static void apply0(Parser& parser) { parser.expect.kind = ast::ExpectKind::Value; }
};
template <>
struct Action<g::refused_part> : Token<&Parser::take_refused_part> {};
template <>
struct Action<g::expect_refused> {
    static void apply0(Parser& parser) { parser.expect.kind = ast::ExpectKind::Refused; }
};
template <>
struct Action<g::expect> : Finish<&Parser::finish_expect> {};

}  // namespace tenet::compiler::actions
