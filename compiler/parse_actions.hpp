#pragma once

#include "compiler/parser.hpp"
#include "grammar/errors.hpp"
#include "grammar/grammar.hpp"

#include <cstddef>

/// What all actions of the grammar use: which tokens a rule has matched. Included by parse.cpp alone.
namespace tenet::compiler::actions {

namespace pegtl = tao::pegtl;
namespace g = grammar;
using ast::CompareOp;
using ast::ExprKind;

template <class Rule>
struct Action : pegtl::nothing<Rule> {};

template <class Input>
std::size_t first(const Input& in, const Parser& parser) {
    return parser.index(in.begin());
}
template <class Input>
std::size_t past(const Input& in, const Parser& parser) {
    return parser.index(in.end());
}
template <class Input>
Span whole(const Input& in, const Parser& parser) {
    return parser.span(first(in, parser), past(in, parser));
}

/// Hands the place of what was matched to one member of the parser.
template <void (Parser::*member)(Span)>
struct Finish {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        (parser.*member)(whole(in, parser));
    }
};

}  // namespace tenet::compiler::actions
