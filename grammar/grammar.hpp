#pragma once

#include "grammar/statement.hpp"
#include "grammar/test.hpp"

/// A whole file: statements, each from its keyword at the start of a line to the next one.
namespace tenet::grammar {

struct rest : pegtl::star<pegtl::not_one<static_cast<char>(Kind::Mark)>> {};

/// What a fault leaves of a statement, mostly nothing.
struct passed_over : rest {};
struct statement_begin : pegtl::success {};
struct statement_end : pegtl::at<pegtl::sor<tok<Kind::Mark>, pegtl::eof>> {};
struct statement_body
    : pegtl::sor<fact, requirement, definition, decision, param, choice, record, group, table, source,
                 calendar, assume, note, use, policy, as_of, language, dates_round, test, given, expect> {};
struct statement
    : pegtl::seq<tok<Kind::Mark>, statement_begin, statement_body, need<statement_end>, passed_over> {};
/// What stands before the first keyword.
struct stray_lines : pegtl::plus<pegtl::not_one<static_cast<char>(Kind::Mark)>> {};

struct file : pegtl::seq<pegtl::star<pegtl::sor<statement, stray_lines>>, pegtl::eof> {};

}  // namespace tenet::grammar
