#pragma once

#include "grammar/expression.hpp"

/// Statements and the clauses that they share.
namespace tenet::grammar {

/// A word that continues a statement, also where it begins a line.
template <Kind... kinds>
struct clause : pegtl::seq<pegtl::opt<tok<Kind::ClauseMark>>, tok<kinds...>> {};

struct separator : tok<Kind::Comma, Kind::ListComma> {};
struct colon : tok<Kind::Colon> {};
struct equals : tok<Kind::Eq> {};

// Names that are declared, with their twins.
struct new_name : name_token {};
struct twin_word : tok<Kind::WordAs, Kind::WordAsZh> {};
struct twin_name : name_token {};
struct twin : pegtl::seq<twin_word, need<twin_name>> {};
struct named : pegtl::seq<need<new_name>, pegtl::opt<twin>> {};

// Texts in one or several languages.
struct first_text : tok<Kind::Quoted> {};
struct en_quoted : tok<Kind::Quoted> {};
struct zh_quoted : tok<Kind::Quoted> {};
struct en_text : pegtl::seq<clause<Kind::WordEn>, need<en_quoted>> {};
struct zh_text : pegtl::seq<clause<Kind::WordZh>, need<zh_quoted>> {};
struct text : pegtl::seq<first_text, pegtl::star<pegtl::sor<en_text, zh_text>>> {};
struct label : text {};

// cite SOURCE ¶8, ¶9 reading "A21"; 依据 SOURCE 第8段、第9段 解读 "A21".
struct cited_source : name_token {};
struct marked_paragraph : tok<Kind::Paragraph> {};
struct paragraph_number : tok<Kind::Digits> {};
struct para_paragraph : pegtl::seq<tok<Kind::WordPara>, need<paragraph_number>> {};
struct spaced_paragraph : pegtl::seq<tok<Kind::WordOrdinal>, paragraph_number, tok<Kind::WordParaZh>> {};
struct paragraph : pegtl::sor<marked_paragraph, para_paragraph, spaced_paragraph> {};
struct reading : tok<Kind::Quoted> {};
struct readings
    : pegtl::seq<clause<Kind::WordReading>, need<reading>, pegtl::star<separator, need<reading>>> {};
struct citation : pegtl::seq<clause<Kind::WordCite>, need<cited_source>, need<paragraph>,
                             pegtl::star<separator, need<paragraph>>, pegtl::opt<readings>> {};
struct citations : pegtl::star<citation> {};

// Types.
struct yes_no_type
    : pegtl::sor<tok<Kind::WordYesNo>, pegtl::seq<tok<Kind::WordYes>, tok<Kind::Slash>, tok<Kind::WordNo>>> {
};
struct plain_type : tok<Kind::WordCount, Kind::WordDate, Kind::WordDays, Kind::WordHours, Kind::WordNumber,
                        Kind::WordText, Kind::WordPeriod> {};
struct named_type : name_token {};
struct in_halves : pegtl::sor<tok<Kind::WordInHalves>, pegtl::seq<tok<Kind::WordIn>, tok<Kind::WordHalves>>> {
};
struct bound : pegtl::sor<number, day, negative> {};
struct range : pegtl::seq<bound, need<to>, need<bound>> {};
struct none_word : tok<Kind::WordNone> {};
struct or_none : pegtl::sor<tok<Kind::WordOrNone>, pegtl::seq<tok<Kind::WordOr>, need<none_word>>> {};
struct type : pegtl::seq<pegtl::sor<yes_no_type, plain_type, named_type>, pegtl::opt<in_halves>,
                         pegtl::opt<range>, pegtl::opt<or_none>, pegtl::opt<range>> {};

// Clauses of decisions and requirements.
struct condition : expression {};
struct unmet_text : text {};
struct unmet : pegtl::seq<clause<Kind::WordElse, Kind::WordUnmet>, need<unmet_text>> {};
struct when : pegtl::seq<clause<Kind::WordWhen, Kind::WordWhenZh>, need<condition>> {};

// Statements.
struct language_number : tok<Kind::Digits> {};
struct language : pegtl::seq<tok<Kind::WordLanguage>, need<language_number>> {};
struct dotted_name : pegtl::seq<name_token, pegtl::star<tok<Kind::Dot>, need<name_token>>> {};
struct policy_name : dotted_name {};
struct policy
    : pegtl::seq<tok<Kind::WordPolicy>, need<policy_name>, pegtl::opt<twin>, pegtl::opt<label>, citations> {};
struct as_of_name : name_token {};
struct as_of : pegtl::seq<tok<Kind::WordAsOf>, need<as_of_name>> {};
struct rounding : tok<Kind::WordDown, Kind::WordUp> {};
struct dates_round : pegtl::seq<tok<Kind::WordDatesRound>, pegtl::opt<tok<Kind::WordTake>>, need<rounding>> {
};
struct fact : pegtl::seq<tok<Kind::WordFact>, named, need<colon>, need<type>, pegtl::opt<label>, citations> {
};
struct definition : pegtl::seq<tok<Kind::WordDefine, Kind::WordOutput>, named, pegtl::opt<colon, need<type>>,
                               pegtl::opt<label>, need<equals>, need<condition>, citations> {};
struct decision_when : pegtl::seq<when, pegtl::opt<unmet>> {};
struct decision
    : pegtl::seq<tok<Kind::WordDecide>, named, pegtl::opt<label>, pegtl::opt<decision_when>, citations> {};

// A requirement has a head if a colon, a twin or a text follows its name; else the name begins the condition.
struct head_shape : pegtl::sor<pegtl::seq<name_token, pegtl::sor<tok<Kind::Colon, Kind::Quoted>, twin_word>>,
                               tok<Kind::Quoted>> {};
struct requirement_head : pegtl::seq<pegtl::at<head_shape>, pegtl::opt<new_name, pegtl::opt<twin>>,
                                     pegtl::opt<label>, need<colon>> {};
struct requirement : pegtl::seq<tok<Kind::WordRequire>, pegtl::opt<requirement_head>, need<condition>,
                                pegtl::opt<when>, pegtl::star<pegtl::sor<unmet, citation>>> {};

}  // namespace tenet::grammar
