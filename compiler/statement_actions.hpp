#pragma once

#include "compiler/parse_actions.hpp"

/// The actions of statements. Included by parse.cpp alone.
namespace tenet::compiler::actions {

template <>
struct Action<g::statement_begin> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.begin_statement(first(in, parser));
    }
};
template <>
struct Action<g::language> : Finish<&Parser::finish_language> {};
template <>
struct Action<g::policy> : Finish<&Parser::finish_policy> {};
template <>
struct Action<g::as_of> : Finish<&Parser::finish_as_of> {};
template <>
struct Action<g::dates_round> : Finish<&Parser::finish_dates_round> {};
template <>
struct Action<g::fact> : Finish<&Parser::finish_fact> {};
template <>
struct Action<g::use> : Finish<&Parser::finish_use> {};
template <>
struct Action<g::note> : Finish<&Parser::finish_note> {};
template <>
struct Action<g::assume> : Finish<&Parser::finish_assume> {};
template <>
struct Action<g::param> : Finish<&Parser::finish_param> {};
template <>
struct Action<g::group> : Finish<&Parser::finish_group> {};
template <>
struct Action<g::group_value> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.group.push_back(parser.use(first(in, parser)));
    }
};
template <>
struct Action<g::item_begin> {
    static void apply0(Parser& parser) { parser.begin_item(); }
};
template <>
struct Action<g::choice_head> : Finish<&Parser::finish_choice_head> {};
template <>
struct Action<g::choice_value> : Finish<&Parser::finish_choice_value> {};
template <>
struct Action<g::choice> : Finish<&Parser::finish_choice> {};
template <>
struct Action<g::record_head> : Finish<&Parser::finish_record_head> {};
template <>
struct Action<g::record_field> : Finish<&Parser::finish_record_field> {};
template <>
struct Action<g::record> : Finish<&Parser::finish_record> {};
template <>
struct Action<g::definition> : Finish<&Parser::finish_definition> {};
template <>
struct Action<g::decision> : Finish<&Parser::finish_decision> {};
template <>
struct Action<g::requirement> : Finish<&Parser::finish_requirement> {};

template <>
struct Action<g::passed_over> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.passed_over(first(in, parser), past(in, parser));
    }
};
template <>
struct Action<g::stray_lines> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.unexpected(first(in, parser), g::expectation<g::stray_lines>);
    }
};

}  // namespace tenet::compiler::actions
