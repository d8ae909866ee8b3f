#pragma once

#include "grammar/row.hpp"
#include "grammar/type.hpp"

/// A table that decides: a head, and rows, each of which begins a line.
namespace tenet::grammar {

struct by_word : tok<Kind::WordBy, Kind::WordByZh> {};
struct table_column : name_token {};
struct table_head
    : pegtl::seq<tok<Kind::WordTable>, named, need<by_word>, need<table_column>,
                 pegtl::star<separator, need<table_column>>, need<declared_type>, pegtl::opt<label>> {};

// Cells, each of a column: any; V; A .. B; >= N and its like; in GROUP; several with `or` between. Nothing is calculated in a cell.
struct cell_any : tok<Kind::WordAny, Kind::WordAnyCell> {};
struct cell_begin : pegtl::success {};
struct cell_equal : pegtl::success {};
struct cell_operand : pegtl::sor<reference, number, day, text_operand, yes, no, none, negative> {};
struct cell_between : pegtl::seq<to, need<cell_operand>> {};
struct cell_order : pegtl::seq<order_sign, need<cell_operand>> {};
struct cell_in : pegtl::seq<pegtl::at<tok<Kind::WordIn>>, in_name> {};
struct cell_belongs : pegtl::seq<pegtl::at<tok<Kind::WordBelongs>>, belongs> {};
struct cell_test
    : pegtl::seq<cell_begin,
                 pegtl::sor<cell_order, cell_in, cell_belongs,
                            pegtl::seq<need<cell_operand>, pegtl::sor<cell_between, cell_equal>>>> {};
struct cell_or : tok<Kind::WordOr, Kind::ListComma> {};
struct cell_tests
    : pegtl::seq<cell_test,
                 pegtl::opt<pegtl::at<cell_or>, chain_open, pegtl::plus<cell_or, cell_test>, chain_close>> {};
struct cell : pegtl::sor<cell_any, cell_tests> {};
struct cells : pegtl::seq<cell, pegtl::star<tok<Kind::Comma>, cell>> {};

struct arrow : tok<Kind::Arrow> {};
struct table_row_begin : pegtl::success {};
struct row_conditions : pegtl::sor<case_otherwise, cells> {};
struct table_row
    : pegtl::seq<tok<Kind::ItemMark>, table_row_begin, row_conditions, need<arrow>, row_value, citations> {};
struct table
    : pegtl::seq<table_head, need<item_end>, item_rest, pegtl::star<table_row, need<item_end>, item_rest>> {};

}  // namespace tenet::grammar
