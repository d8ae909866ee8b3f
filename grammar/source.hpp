#pragma once

#include "grammar/row.hpp"

/// A document that rules cite: a head, and lines that put paragraphs out of scope.
namespace tenet::grammar {

struct source_title : text {};
struct source_head : pegtl::seq<tok<Kind::WordSource>, named, need<source_title>> {};

// out of scope ¶2, ¶3 "reason"; 不纳入 第2段、第3段 "…".
struct scope_of : tok<Kind::WordOf> {};
struct scope_word : tok<Kind::WordScope> {};
struct scope_begin
    : pegtl::sor<tok<Kind::WordLeaveOut>, pegtl::seq<tok<Kind::WordOut>, need<scope_of>, need<scope_word>>> {
};
struct scope_reason : text {};
struct out_of_scope : pegtl::seq<item_begin, need<scope_begin>, need<paragraph>,
                                 pegtl::star<separator, need<paragraph>>, need<scope_reason>> {};
struct source : pegtl::seq<source_head, need<item_end>, item_rest,
                           pegtl::star<out_of_scope, need<item_end>, item_rest>> {};

}  // namespace tenet::grammar
