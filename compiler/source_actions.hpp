#pragma once

#include "compiler/clause_actions.hpp"

/// The actions of sources. Included by parse.cpp alone.
namespace tenet::compiler::actions {

template <>
struct Action<g::source_title> : KeepText<&Parser::label> {};
template <>
struct Action<g::source_head> : Finish<&Parser::finish_source_head> {};
template <>
struct Action<g::scope_reason> : KeepText<&Parser::label> {};
template <>
struct Action<g::out_of_scope> : Finish<&Parser::finish_out_of_scope> {};
template <>
struct Action<g::source> : Finish<&Parser::finish_source> {};

}  // namespace tenet::compiler::actions
