#pragma once

#include "grammar/control.hpp"

/// Values made of the records of a list, in both orders of words. Every choice is settled by the next few tokens.
namespace tenet::grammar {

struct inner;
struct inner_sum;
struct reference;
struct paren;

struct aggregate_open : pegtl::success {};
struct list_name : name_token {};
struct record_name : name_token {};
struct in_word : tok<Kind::WordIn> {};
struct has_word : tok<Kind::WordHas> {};
struct count_word : tok<Kind::WordCount> {};
struct taking_word : tok<Kind::WordSum, Kind::WordLatest, Kind::WordEarliest> {};
struct union_word : tok<Kind::WordUnion> {};
struct any_word : tok<Kind::WordAny> {};
struct every_word : tok<Kind::WordEvery> {};
struct filter : pegtl::seq<need<inner>> {};
struct where : pegtl::seq<tok<Kind::WordWhere>, filter> {};

// count of L where C; sum of E in L where C, and latest and earliest likewise.
struct taken : pegtl::seq<need<inner_sum>> {};
struct count_of : pegtl::seq<pegtl::at<count_word, tok<Kind::WordOf>>, aggregate_open, count_word,
                             tok<Kind::WordOf>, need<list_name>, pegtl::opt<where>> {};
struct value_of : pegtl::seq<pegtl::at<taking_word, tok<Kind::WordOf>>, aggregate_open, taking_word,
                             tok<Kind::WordOf>, taken, need<in_word>, need<list_name>, pegtl::opt<where>> {};

// union of L.f where C.
struct list_dot : tok<Kind::Dot> {};
struct union_field : name_token {};
struct union_of
    : pegtl::seq<pegtl::at<union_word, tok<Kind::WordOf>>, aggregate_open, union_word, tok<Kind::WordOf>,
                 need<list_name>, need<list_dot>, need<union_field>, pegtl::opt<where>> {};

// any R in L where C; every R in L has C.
struct record_in_list : pegtl::seq<need<record_name>, need<in_word>, need<list_name>> {};
struct any_in : pegtl::seq<pegtl::at<any_word>, aggregate_open, any_word, record_in_list, pegtl::opt<where>> {
};
struct every_in
    : pegtl::seq<pegtl::at<every_word>, aggregate_open, every_word, record_in_list, need<has_word>, filter> {
};

// 全部 L 的 次数, 全部 L 的 合计 E and so on; what comes after 的 is the same in all Chinese forms.
struct of_word : tok<Kind::WordOfZh> {};
struct taken_operand : pegtl::sor<paren, reference> {};
struct taken_zh : pegtl::seq<need<taken_operand>> {};
struct outcome_word : pegtl::sor<count_word, pegtl::seq<pegtl::sor<taking_word, union_word>, taken_zh>> {};
struct outcome : pegtl::seq<need<of_word>, need<outcome_word>> {};
struct all_word : tok<Kind::WordAll> {};
struct all_of : pegtl::seq<pegtl::at<all_word>, aggregate_open, all_word, need<list_name>, outcome> {};

// L 中 C 的 次数, L 中 C 的 合计 E; L 中 有 R 满足 C; L 中 每个 R 均 满足 C.
struct meets_word : tok<Kind::WordMeets> {};
struct any_among : pegtl::seq<any_word, need<record_name>, pegtl::opt<meets_word, filter>> {};
struct every_among
    : pegtl::seq<every_word, need<record_name>, pegtl::opt<tok<Kind::WordEachZh>>, need<meets_word>, filter> {
};
struct some_among : pegtl::seq<filter, outcome> {};
struct among : pegtl::seq<pegtl::at<name_token, tok<Kind::WordAmong>>, aggregate_open, list_name,
                          tok<Kind::WordAmong>, pegtl::sor<any_among, every_among, some_among>> {};

struct aggregate : pegtl::sor<among, count_of, value_of, union_of, any_in, every_in, all_of> {};

}  // namespace tenet::grammar
