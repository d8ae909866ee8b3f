#pragma once

#include "grammar/aggregate.hpp"
#include "grammar/working_days.hpp"

/// Expressions, tightest first. Every choice is settled by the next few tokens, so that nothing is read twice.
namespace tenet::grammar {

struct expression;
struct inner : nested<expression> {};
struct sum;
struct inner_sum : nested<sum> {};
struct operand;
struct inner_operand : nested<operand> {};

// Operands.
struct member_name : name_token {};
struct reference : pegtl::seq<name_token, pegtl::opt<tok<Kind::Dot>, need<member_name>>> {};
struct number : tok<Kind::Digits> {};
struct negative : pegtl::seq<tok<Kind::Minus>, tok<Kind::Digits>> {};
struct day : tok<Kind::Day> {};
struct text_operand : tok<Kind::Quoted> {};
struct yes : tok<Kind::WordYes> {};
struct no : tok<Kind::WordNo> {};
struct none : tok<Kind::WordNone> {};
struct closing_paren : tok<Kind::RightParen> {};
struct paren : pegtl::seq<tok<Kind::LeftParen>, need<inner>, need<closing_paren>> {};

struct to : tok<Kind::DotDot, Kind::WordToZh> {};
struct to_date : tok<Kind::WordToZh> {};
struct in_days : pegtl::seq<tok<Kind::WordOfZh>, tok<Kind::WordDays>> {};
struct days_between : pegtl::seq<tok<Kind::WordFromZh>, need<inner_sum>, need<to_date>, need<inner_sum>,
                                 pegtl::sor<working_days_by, need<in_days>>> {};

// days from A to B. The name of a fact may be `days` too, and a requirement go on with `from`; what tells is `to`.
struct from_word : tok<Kind::WordFrom> {};
struct plain_term : pegtl::sor<balanced, tok<Kind::Digits, Kind::Day>,
                               pegtl::seq<name_token, pegtl::opt<tok<Kind::Dot>, name_token>>> {};
struct days_start
    : pegtl::seq<tok<Kind::WordDays>, tok<Kind::WordFrom>, plain_term,
                 pegtl::star<tok<Kind::Plus, Kind::Minus, Kind::Star>, plain_term>, tok<Kind::WordTo>> {};
struct to_word : tok<Kind::WordTo> {};
struct days_from : pegtl::seq<pegtl::at<days_start>, tok<Kind::WordDays>, from_word, need<inner_sum>,
                              need<to_word>, need<inner_sum>> {};

// whole years since D; D 起 的 整年数.
struct whole_start
    : pegtl::seq<tok<Kind::WordWhole>, tok<Kind::WordYears, Kind::WordMonths>, tok<Kind::WordSince>> {};
struct whole_since : pegtl::seq<whole_start, need<inner_operand>> {};
struct whole_zh : tok<Kind::WordWholeYears, Kind::WordWholeMonths> {};
struct whole_from : pegtl::seq<pegtl::at<tok<Kind::WordSinceZh>, tok<Kind::WordOfZh>>, tok<Kind::WordSinceZh>,
                               tok<Kind::WordOfZh>, need<whole_zh>> {};

struct primary : pegtl::sor<aggregate, whole_since, working_days_in, days_from, reference, length, day, paren,
                            text_operand, yes, no, none, negative, days_between> {};
struct operand : pegtl::seq<primary, pegtl::opt<whole_from>> {};

// Arithmetic.
struct times : pegtl::seq<tok<Kind::Star>, need<operand>> {};
struct product : pegtl::seq<operand, pegtl::star<times>> {};
struct plus : pegtl::seq<tok<Kind::Plus>, need<product>, pegtl::opt<by_calendar>> {};
struct minus : pegtl::seq<tok<Kind::Minus>, need<product>, pegtl::opt<by_calendar>> {};
struct sum : pegtl::seq<product, pegtl::star<pegtl::sor<plus, minus>>> {};

// Comparison signs and words.
struct equal_sign : pegtl::sor<tok<Kind::Eq, Kind::WordIsZh>,
                               pegtl::seq<tok<Kind::WordIs>, pegtl::not_at<tok<Kind::WordNot>>>> {};
struct unequal_sign
    : pegtl::sor<tok<Kind::Ne, Kind::WordIsNotZh>, pegtl::seq<tok<Kind::WordIs>, tok<Kind::WordNot>>> {};
struct order_sign
    : pegtl::sor<tok<Kind::Ge, Kind::Le, Kind::Gt, Kind::Lt, Kind::WordNotFewer, Kind::WordNotExceed,
                     Kind::WordExceed, Kind::WordFewer, Kind::WordNotEarlier, Kind::WordNotLater,
                     Kind::WordLater, Kind::WordEarlier, Kind::WordBefore, Kind::WordAfter>,
                 pegtl::seq<tok<Kind::WordAt>, tok<Kind::WordLeast, Kind::WordMost>>,
                 pegtl::seq<tok<Kind::WordMore, Kind::WordLess>, tok<Kind::WordThan>>,
                 pegtl::seq<tok<Kind::WordNot>, tok<Kind::WordBefore, Kind::WordAfter>>> {};
struct comparison_start
    : pegtl::sor<tok<Kind::Eq, Kind::Ne, Kind::Ge, Kind::Le, Kind::Gt, Kind::Lt, Kind::WordIsZh,
                     Kind::WordIsNotZh, Kind::WordNotFewer, Kind::WordNotExceed, Kind::WordExceed,
                     Kind::WordFewer, Kind::WordNotEarlier, Kind::WordNotLater, Kind::WordLater,
                     Kind::WordEarlier, Kind::WordValid, Kind::WordWithin, Kind::WordLasts, Kind::WordIn,
                     Kind::WordAtZh, Kind::WordNotAtZh, Kind::WordSinceZh, Kind::WordBelongs,
                     Kind::WordNotBelongs, Kind::WordInOrder, Kind::WordIs, Kind::WordAt, Kind::WordMore,
                     Kind::WordLess, Kind::WordBefore, Kind::WordAfter, Kind::WordCovers, Kind::WordCoversZh>,
                 pegtl::seq<tok<Kind::WordNot>, tok<Kind::WordIn, Kind::WordBefore, Kind::WordAfter>>> {};

// Comparisons; each rule begins at its sign, the left side stands before it.
struct is_none : pegtl::seq<pegtl::sor<equal_sign, unequal_sign>, tok<Kind::WordNone>> {};
struct is_given : pegtl::seq<tok<Kind::WordIs>, pegtl::opt<tok<Kind::WordNot>>, tok<Kind::WordGiven>> {};
struct equality : pegtl::seq<pegtl::sor<equal_sign, unequal_sign>, need<sum>> {};
struct ordering : pegtl::seq<order_sign, need<sum>> {};
struct in_sign
    : pegtl::sor<tok<Kind::WordIn, Kind::WordNotAtZh>, pegtl::seq<tok<Kind::WordNot>, tok<Kind::WordIn>>> {};
struct in_range : pegtl::seq<in_sign, need<sum>, need<to>, need<sum>> {};

// X in NAME; X 属于 NAME. A name that goes on as a sum begins a range.
struct range_goes_on : tok<Kind::DotDot, Kind::WordToZh, Kind::Plus, Kind::Minus, Kind::Star, Kind::WordAmong,
                           Kind::WordOf, Kind::WordYears, Kind::WordMonths> {};
struct name_path : pegtl::seq<name_token, pegtl::opt<tok<Kind::Dot>, name_token>> {};
struct in_name_start
    : pegtl::seq<pegtl::opt<tok<Kind::WordNot>>, tok<Kind::WordIn>, name_path, pegtl::not_at<range_goes_on>> {
};
struct group_name : reference {};
struct in_name : pegtl::seq<pegtl::at<in_name_start>, pegtl::opt<tok<Kind::WordNot>>, tok<Kind::WordIn>,
                            need<group_name>> {};
struct belongs : pegtl::seq<tok<Kind::WordBelongs, Kind::WordNotBelongs>, need<group_name>> {};

// S covers NAME; S 包含 NAME.
struct covered_name : reference {};
struct covers : pegtl::seq<tok<Kind::WordCovers, Kind::WordCoversZh>, need<covered_name>> {};

// L in order from a to b; L 先后不重叠 自 a 至 b.
struct in_order_start : pegtl::seq<tok<Kind::WordIn>, tok<Kind::WordOrder>, tok<Kind::WordFrom>> {};
struct from_zh : tok<Kind::WordFromZh> {};
struct in_order : pegtl::seq<in_order_start, need<sum>, need<to_word>, need<sum>> {};
struct in_order_zh : pegtl::seq<tok<Kind::WordInOrder>, need<from_zh>, need<sum>, need<to_date>, need<sum>> {
};

// Windows of time.
struct period : pegtl::sor<length, reference> {};
struct inside : tok<Kind::WordInside> {};
struct valid : pegtl::seq<tok<Kind::WordValid>, need<period>> {};
struct lasts : pegtl::seq<tok<Kind::WordLasts>, need<period>> {};
struct within_around : pegtl::seq<tok<Kind::WordOf>, need<sum>> {};
struct within_before : pegtl::seq<tok<Kind::WordBefore>, need<sum>> {};
struct within_after : pegtl::seq<tok<Kind::WordAfter>, need<sum>> {};
struct within_alone : pegtl::success {};
struct within : pegtl::seq<tok<Kind::WordWithin>, need<period>,
                           pegtl::sor<within_around, within_before, within_after, within_alone>> {};

// 在 此前 P内, 在 P内, 在 A 至 B, 在 B 前后 P内, 在 B 前 P内, 在 B 后 P内.
struct period_inside : pegtl::seq<pegtl::at<period, inside>, period, inside> {};
struct past_inside : pegtl::seq<tok<Kind::WordPast>, need<period>, need<inside>> {};
struct at_window : pegtl::seq<tok<Kind::WordAtZh>, pegtl::sor<past_inside, period_inside>> {};
struct at_range : pegtl::seq<to, need<sum>> {};
struct at_around : pegtl::seq<tok<Kind::WordAround>, need<period>, need<inside>> {};
struct at_before : pegtl::seq<tok<Kind::WordFront>, need<period>, need<inside>> {};
struct at_after : pegtl::seq<tok<Kind::WordBack>, need<period>, need<inside>> {};
struct at_nothing : pegtl::failure {};
struct at_unfinished : need<at_nothing> {};
struct at_place : pegtl::seq<tok<Kind::WordAtZh>, need<sum>,
                             pegtl::sor<at_range, at_around, at_before, at_after, at_unfinished>> {};

// time since D < P; D 起 不满 P, D 起 满 P, D 起 恰满 P, D 起 超过 P, D 起 不超过 P; D 起 P内.
struct since_bound : pegtl::seq<pegtl::sor<order_sign, equal_sign>, need<period>> {};
struct time_since : pegtl::seq<tok<Kind::WordTime>, tok<Kind::WordSince>, need<sum>, need<since_bound>> {};
struct since_compared
    : pegtl::seq<
          tok<Kind::WordSinceZh>,
          tok<Kind::WordFull, Kind::WordNotFull, Kind::WordJustFull, Kind::WordExceed, Kind::WordNotExceed>,
          need<period>> {};
struct since_lasting : pegtl::seq<tok<Kind::WordSinceZh>, need<period>, need<inside>> {};

struct tail : pegtl::seq<pegtl::at<comparison_start>,
                         pegtl::sor<ordering, is_none, is_given, is_working_day, is_working_day_zh, equality,
                                    valid, within, lasts, in_order, in_name, in_range, belongs, covers,
                                    in_order_zh, at_window, at_place, since_compared, since_lasting>> {};
struct single_comparison : pegtl::failure {};
struct chained : pegtl::seq<pegtl::at<comparison_start>, need<single_comparison>> {};
struct plain_comparison
    : pegtl::seq<pegtl::sor<time_since, pegtl::seq<sum, pegtl::opt<tail>>>, pegtl::opt<chained>> {};

// or N with C; 或 C 时 N. C is one name, one comparison or a parenthesis.
struct with : tok<Kind::WordWith> {};
struct amount : pegtl::sor<number, reference> {};
struct tier_condition : plain_comparison {};
struct tier_with : pegtl::seq<pegtl::at<tok<Kind::WordOr>, amount, with>, tok<Kind::WordOr>, amount, with,
                              need<tier_condition>> {};
struct tier_when
    : pegtl::seq<pegtl::at<tok<Kind::WordOr>, pegtl::sor<balanced, name_path>, tok<Kind::WordWhileZh>>,
                 tok<Kind::WordOr>, pegtl::sor<paren, reference>, tok<Kind::WordWhileZh>, need<amount>> {};
struct tiers_open : pegtl::success {};
struct tiers_close : pegtl::success {};
struct tier : pegtl::sor<tier_with, tier_when> {};
struct tiers : pegtl::seq<pegtl::at<tok<Kind::WordOr>>, tiers_open, pegtl::star<tier>, tiers_close> {};
struct comparison : pegtl::seq<plain_comparison, pegtl::opt<tiers>, pegtl::opt<chained>> {};

// Connectives. One kind to a chain; a chain of both is reported with the two ways to write it.
struct negation;
struct deeper_negation : nested<negation> {};
struct negated : pegtl::seq<tok<Kind::WordNot>, need<deeper_negation>> {};
struct negation : pegtl::sor<negated, comparison> {};
struct connective : tok<Kind::WordAnd, Kind::WordOr> {};
struct link : pegtl::seq<connective, need<negation>> {};
struct chain_open : pegtl::success {};
struct chain_close : pegtl::success {};
struct chain : pegtl::seq<pegtl::at<connective>, chain_open, pegtl::plus<link>, chain_close> {};
struct logical : pegtl::seq<negation, pegtl::opt<chain>> {};

struct then_word : tok<Kind::WordThen> {};
struct else_word : tok<Kind::WordElse> {};
struct if_then_else
    : pegtl::seq<tok<Kind::WordIf>, need<inner>, need<then_word>, need<inner>, need<else_word>, need<inner>> {
};
struct expression : pegtl::sor<if_then_else, logical> {};

}  // namespace tenet::grammar
