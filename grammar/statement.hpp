#pragma once

#include "grammar/calendar.hpp"
#include "grammar/row.hpp"
#include "grammar/source.hpp"
#include "grammar/table.hpp"
#include "grammar/type.hpp"

/// The statements, each from behind its Mark.
namespace tenet::grammar {

// What says something of the whole file.
struct language_number : tok<Kind::Digits> {};
struct language : pegtl::seq<tok<Kind::WordLanguage>, need<language_number>> {};
struct dotted_name : pegtl::seq<name_token, pegtl::star<tok<Kind::Dot>, need<name_token>>> {};
struct policy_name : dotted_name {};
struct policy
    : pegtl::seq<tok<Kind::WordPolicy>, need<policy_name>, pegtl::opt<twin>, pegtl::opt<label>, citations> {};
struct use_path : tok<Kind::Quoted> {};
struct use : pegtl::seq<tok<Kind::WordUse>, need<use_path>> {};
struct as_of_name : name_token {};
struct as_of : pegtl::seq<tok<Kind::WordAsOf>, need<as_of_name>> {};
struct rounding : tok<Kind::WordDown, Kind::WordUp> {};
struct dates_round : pegtl::seq<tok<Kind::WordDatesRound>, pegtl::opt<tok<Kind::WordTake>>, need<rounding>> {
};
struct note_text : text {};
struct note : pegtl::seq<tok<Kind::WordNote>, need<note_text>, citations> {};
struct assume_message : text {};
struct assume : pegtl::seq<tok<Kind::WordAssume>, need<condition>, need<assume_message>, citations> {};

// Values by name.
struct fact : pegtl::seq<tok<Kind::WordFact>, named, need<colon>, need<type>, pegtl::opt<label>, citations> {
};
struct definition : pegtl::seq<tok<Kind::WordDefine, Kind::WordOutput>, named, pegtl::opt<declared_type>,
                               pegtl::opt<label>, need<body>> {};
struct param : pegtl::seq<tok<Kind::WordParam>, named, pegtl::opt<declared_type>, pegtl::opt<label>,
                          need<param_rows>> {};
struct group_value : name_token {};
struct group : pegtl::seq<tok<Kind::WordGroup, Kind::WordGroupZh>, named, pegtl::opt<label>, need<equals>,
                          need<group_value>, pegtl::star<separator, need<group_value>>, citations> {};

// Choices and records: a head, and items that begin a line each.
struct choice_head : pegtl::seq<tok<Kind::WordChoice>, named, pegtl::opt<label>, citations> {};
struct choice_value : pegtl::seq<item_begin, named, pegtl::opt<label>, citations> {};
struct choice : pegtl::seq<choice_head, need<item_end>, item_rest,
                           pegtl::star<choice_value, need<item_end>, item_rest>> {};
struct record_head : pegtl::seq<tok<Kind::WordRecord>, named, pegtl::opt<label>, citations> {};
struct record_field
    : pegtl::seq<item_begin, named, need<colon>, need<type>, pegtl::opt<label>, pegtl::opt<body>, citations> {
};
struct record : pegtl::seq<record_head, need<item_end>, item_rest,
                           pegtl::star<record_field, need<item_end>, item_rest>> {};

// Decisions.
struct decision_when : pegtl::seq<when, pegtl::opt<unmet>> {};
struct decision
    : pegtl::seq<tok<Kind::WordDecide>, named, pegtl::opt<label>, pegtl::opt<decision_when>, citations> {};

// A requirement has a head if a colon, a twin or a text follows its name; else the name begins the condition.
struct head_shape : pegtl::sor<pegtl::seq<name_token, pegtl::sor<tok<Kind::Colon, Kind::Quoted>, twin_word>>,
                               tok<Kind::Quoted>> {};
struct requirement_head : pegtl::seq<pegtl::at<head_shape>, pegtl::opt<new_name, pegtl::opt<twin>>,
                                     pegtl::opt<label>, need<colon>> {};
struct remedy_begin : clause<Kind::WordRemedy> {};
struct remedy_when : pegtl::seq<when_word, need<condition>> {};
struct remedy : pegtl::seq<remedy_begin, named, pegtl::opt<label>, pegtl::opt<remedy_when>> {};
struct applies : pegtl::star<pegtl::sor<when, from_day, until_day, from_day_zh, until_day_zh>> {};
struct requirement : pegtl::seq<tok<Kind::WordRequire>, pegtl::opt<requirement_head>, need<condition>,
                                applies, pegtl::star<pegtl::sor<unmet, citation, remedy>>> {};

}  // namespace tenet::grammar
