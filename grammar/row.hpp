#pragma once

#include "grammar/clause.hpp"

/// What a define, an output, a derived field or a param is worth: one value, or rows of them.
namespace tenet::grammar {

struct row_begin : pegtl::success {};
struct row_sign : tok<Kind::Eq, Kind::RowEq> {};
struct take_word : tok<Kind::WordTake> {};
// One value; a list of them as `a, b`, 甲、乙; or `empty`, 没有记录.
struct list_begin : pegtl::success {};
struct list_item : pegtl::seq<need<condition>> {};
struct list_start : pegtl::sor<name_token, tok<Kind::Quoted, Kind::WordNone>> {};
struct list_next : pegtl::seq<pegtl::at<separator, list_start>, separator, list_item> {};
struct list_more : pegtl::seq<pegtl::at<separator, list_start>, list_begin, pegtl::plus<list_next>> {};
struct list_empty : tok<Kind::WordEmpty, Kind::WordEmptyZh> {};
struct listed : pegtl::seq<need<condition>, pegtl::opt<list_more>> {};
struct row_value : pegtl::sor<list_empty, listed> {};
struct row_end : pegtl::at<pegtl::sor<tok<Kind::RowEq, Kind::WordWhenZh, Kind::WordOtherwise,
                                          Kind::WordFromZh, Kind::WordToZh, Kind::Mark, Kind::ItemMark>,
                                      pegtl::eof>> {};

// = V; = V when C; = V otherwise; 当 C 取 V; 其他情形 取 V.
struct case_condition : pegtl::seq<need<condition>> {};
struct case_when : pegtl::seq<clause<Kind::WordWhen>, case_condition> {};
struct case_otherwise : tok<Kind::WordOtherwise> {};
struct case_equals
    : pegtl::seq<row_sign, row_value,
                 pegtl::opt<pegtl::sor<case_when, pegtl::seq<case_otherwise, pegtl::not_at<take_word>>>>> {};
struct case_when_zh : pegtl::seq<tok<Kind::WordWhenZh>, case_condition, need<take_word>, row_value> {};
struct case_otherwise_zh : pegtl::seq<case_otherwise, need<take_word>, row_value> {};
struct case_start : tok<Kind::Eq, Kind::RowEq, Kind::WordWhenZh, Kind::WordOtherwise> {};
struct case_row
    : pegtl::seq<pegtl::at<case_start>, row_begin, pegtl::sor<case_equals, case_when_zh, case_otherwise_zh>> {
};
struct body : pegtl::plus<case_row, citations, need<row_end>> {};

// = V from D until D; 自 D 起 至 D 止 取 V.
struct param_equals : pegtl::seq<row_sign, row_value, pegtl::star<pegtl::sor<from_day, until_day>>> {};
struct param_zh : pegtl::seq<pegtl::plus<pegtl::sor<from_day_zh, until_day_zh>>, need<take_word>, row_value> {
};
struct param_start : tok<Kind::Eq, Kind::RowEq, Kind::WordFromZh, Kind::WordToZh> {};
struct param_row : pegtl::seq<pegtl::at<param_start>, row_begin, pegtl::sor<param_equals, param_zh>> {};
struct param_rows : pegtl::plus<param_row, citations, need<row_end>> {};

// A line that is an item of its statement.
struct item_begin : tok<Kind::ItemMark> {};
// The end of a line that is an item of its statement. What a fault leaves of an item is passed over.
struct item_end : pegtl::at<pegtl::sor<tok<Kind::ItemMark, Kind::Mark>, pegtl::eof>> {};
struct item_rest
    : pegtl::star<pegtl::not_one<static_cast<char>(Kind::ItemMark), static_cast<char>(Kind::Mark)>> {};

}  // namespace tenet::grammar
