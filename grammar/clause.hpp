#pragma once

#include "grammar/expression.hpp"

/// The clauses that statements share: names with their twins, texts, citations, conditions, days.
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

// when C; else "…".
struct condition : expression {};
struct unmet_text : text {};
struct unmet : pegtl::seq<clause<Kind::WordElse, Kind::WordUnmet>, need<unmet_text>> {};
struct when_word : clause<Kind::WordWhen, Kind::WordWhenZh> {};
struct when : pegtl::seq<when_word, need<condition>> {};

// from D, until D; 自 D 起, 至 D 止. Both days belong to the time.
struct from_end : tok<Kind::WordSinceZh> {};
struct until_end : tok<Kind::WordUntilZh> {};
struct from_day_zh : pegtl::seq<tok<Kind::WordFromZh>, need<sum>, need<from_end>> {};
struct until_day_zh : pegtl::seq<tok<Kind::WordToZh>, need<sum>, need<until_end>> {};
struct from_day : pegtl::seq<tok<Kind::WordFrom>, need<sum>> {};
struct until_day : pegtl::seq<tok<Kind::WordUntil>, need<sum>> {};

}  // namespace tenet::grammar
