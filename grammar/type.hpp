#pragma once

#include "grammar/clause.hpp"

/// Types as they stand after a colon.
namespace tenet::grammar {

struct yes_no_type
    : pegtl::sor<tok<Kind::WordYesNo>, pegtl::seq<tok<Kind::WordYes>, tok<Kind::Slash>, tok<Kind::WordNo>>> {
};
struct plain_type : tok<Kind::WordCount, Kind::WordDate, Kind::WordDays, Kind::WordHours, Kind::WordNumber,
                        Kind::WordText, Kind::WordPeriod> {};
struct named_type : name_token {};

// list of R up to N, R 列表 至多 N条; set of C, C 集合.
struct item_name : name_token {};
struct most : number {};
struct up_to : pegtl::sor<pegtl::seq<tok<Kind::WordUp>, tok<Kind::WordTo>, need<most>>,
                          pegtl::seq<tok<Kind::WordUpTo>, need<most>>> {};
struct list_of : pegtl::seq<pegtl::at<tok<Kind::WordList>, tok<Kind::WordOf>>, tok<Kind::WordList>,
                            tok<Kind::WordOf>, need<item_name>> {};
struct list_zh : pegtl::seq<pegtl::at<name_token, tok<Kind::WordList>>, item_name, tok<Kind::WordList>> {};
struct list_type : pegtl::seq<pegtl::sor<list_of, list_zh>, pegtl::opt<up_to>> {};
struct set_of : pegtl::seq<pegtl::at<tok<Kind::WordSet>, tok<Kind::WordOf>>, tok<Kind::WordSet>,
                           tok<Kind::WordOf>, need<item_name>> {};
struct set_zh : pegtl::seq<pegtl::at<name_token, tok<Kind::WordSetZh>>, item_name, tok<Kind::WordSetZh>> {};
struct set_type : pegtl::sor<set_of, set_zh> {};

// hours in halves, number with 2 decimals, count 0..5, date or none.
struct in_halves : pegtl::sor<tok<Kind::WordInHalves>, pegtl::seq<tok<Kind::WordIn>, tok<Kind::WordHalves>>> {
};
struct decimals_word : tok<Kind::WordDecimals> {};
struct decimals_number : number {};
struct decimals : pegtl::sor<pegtl::seq<tok<Kind::WordWith>, need<decimals_number>, need<decimals_word>>,
                             pegtl::seq<tok<Kind::WordDecimals>, need<decimals_number>>> {};
struct bound : pegtl::sor<number, day, negative> {};
struct range : pegtl::seq<bound, need<to>, need<bound>> {};
struct none_word : tok<Kind::WordNone> {};
struct or_none : pegtl::sor<tok<Kind::WordOrNone>, pegtl::seq<tok<Kind::WordOr>, need<none_word>>> {};
struct type
    : pegtl::seq<pegtl::sor<list_type, set_type, yes_no_type, plain_type, named_type>, pegtl::opt<in_halves>,
                 pegtl::opt<decimals>, pegtl::opt<range>, pegtl::opt<or_none>, pegtl::opt<range>> {};
struct declared_type : pegtl::seq<colon, need<type>> {};

}  // namespace tenet::grammar
