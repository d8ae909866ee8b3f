#pragma once

#include "grammar/row.hpp"

/// Tests: a head, and lines that say what is given and what is expected.
namespace tenet::grammar {

// A value that is written out; several of a set or a list with commas between.
struct value_word : pegtl::sor<name_token, tok<Kind::WordEmpty>> {};
struct test_value : pegtl::sor<number, day, text_operand, yes, no, none, negative, value_word> {};
struct test_sign : tok<Kind::Eq, Kind::WordIsZh, Kind::WordIs> {};
struct next_given : pegtl::seq<name_token, tok<Kind::Eq, Kind::RowEq, Kind::WordIsZh, Kind::WordIs,
                                               Kind::WordUnknown, Kind::ItemMark>> {};
struct more_values
    : pegtl::star<pegtl::at<separator, pegtl::not_at<next_given>>, separator, need<test_value>> {};

// Records: a line of field names, then a line for each record. A cell without a value is unknown.
struct given_row_mark : pegtl::seq<tok<Kind::ItemMark>, tok<Kind::Bar>> {};
struct given_row_end : pegtl::at<pegtl::sor<tok<Kind::ItemMark, Kind::Mark, Kind::ClauseMark>, pegtl::eof>> {
};
struct given_row_rest
    : pegtl::star<pegtl::not_one<static_cast<char>(Kind::ItemMark), static_cast<char>(Kind::ClauseMark),
                                 static_cast<char>(Kind::Mark)>> {};
struct given_column : name_token {};
struct given_header : pegtl::seq<given_row_mark, need<given_column>,
                                 pegtl::star<tok<Kind::Bar>, given_column>, pegtl::opt<tok<Kind::Bar>>> {};
struct given_cell_end : pegtl::at<pegtl::sor<tok<Kind::Bar>, given_row_end>> {};
struct given_cell_bar : tok<Kind::Bar> {};
struct given_cell : pegtl::seq<test_value, pegtl::star<separator, need<test_value>>, need<given_cell_end>> {};
struct given_row_begin : given_row_mark {};
struct given_row : pegtl::seq<given_row_begin, pegtl::star<pegtl::sor<given_cell_bar, given_cell>>> {};
struct given_rows : pegtl::seq<given_header, need<given_row_end>, given_row_rest,
                               pegtl::star<given_row, need<given_row_end>, given_row_rest>> {};

// given NAME = V, NAME unknown, LIST = empty, LIST and its rows.
struct given_name : name_token {};
struct given_unknown : tok<Kind::WordUnknown> {};
struct given_value : pegtl::seq<test_sign, need<test_value>, more_values> {};
struct given_what : pegtl::sor<given_unknown, given_value, given_rows> {};
struct given_item : pegtl::seq<need<given_name>, need<given_what>> {};
struct given_items : pegtl::seq<given_item, pegtl::star<separator, given_item>> {};
struct given : pegtl::seq<tok<Kind::WordGiven>, given_items, citations> {};

// test "…" as "…" but … unconfirmed.
struct test_name : tok<Kind::Quoted> {};
struct base_name : tok<Kind::Quoted> {};
struct unconfirmed : tok<Kind::WordUnconfirmed> {};
struct test_base : pegtl::seq<tok<Kind::WordAs, Kind::WordSame>, need<base_name>> {};
struct test_but : pegtl::seq<tok<Kind::WordBut>, given_items> {};
struct test : pegtl::seq<tok<Kind::WordTest>, need<test_name>, pegtl::opt<unconfirmed>, pegtl::opt<test_base>,
                         pegtl::opt<test_but>, pegtl::opt<unconfirmed>, citations> {};

// at 1, 3; 第1、3条.
struct position : tok<Kind::Digits> {};
struct expect_places : pegtl::seq<pegtl::sor<position_word, pegtl::seq<tok<Kind::WordAt>, need<position>>>,
                                  pegtl::star<separator, pegtl::sor<position_word, need<position>>>> {};

// because ID, …; remedy NAME, …; needing FACT, LIST record N FIELD, ….
struct because_word : tok<Kind::WordBecause> {};
struct because_name : name_token {};
struct because : pegtl::seq<because_word, need<because_name>, pegtl::star<separator, need<because_name>>> {};
struct remedy_word : clause<Kind::WordRemedy> {};
struct remedy_name : name_token {};
struct expect_remedies
    : pegtl::seq<remedy_word, need<remedy_name>, pegtl::star<separator, need<remedy_name>>> {};
struct needing_word : tok<Kind::WordNeeding> {};
struct needing_fact : name_token {};
struct needing_field : name_token {};
struct needing_record
    : pegtl::seq<pegtl::sor<pegtl::seq<tok<Kind::WordRecord>, need<position>>, position_word>,
                 need<needing_field>> {};
struct needing_path : pegtl::seq<needing_fact, pegtl::opt<needing_record>> {};
struct needing : pegtl::seq<needing_word, need<needing_path>, pegtl::star<separator, need<needing_path>>> {};

// expect DECISION VERDICT …; NAME = V; NAME unknown; refused "…".
struct verdict : tok<Kind::WordEligible, Kind::WordIneligible, Kind::WordWithRemedy, Kind::WordUndetermined,
                     Kind::WordNotApplicable> {};
struct expect_verdict
    : pegtl::seq<verdict, pegtl::star<pegtl::sor<because, expect_places, expect_remedies, needing>>> {};
struct expect_unknown : tok<Kind::WordUnknown> {};
struct expect_value : pegtl::seq<test_sign, need<test_value>, pegtl::star<separator, need<test_value>>> {};
struct expect_what : pegtl::sor<expect_verdict, expect_unknown, expect_value> {};
struct expect_name : name_token {};
struct refused_part : tok<Kind::Quoted> {};
struct refused_end : pegtl::sor<tok<Kind::Quoted, Kind::Mark, Kind::ClauseMark>, pegtl::eof> {};
struct expect_refused : pegtl::seq<pegtl::at<tok<Kind::WordRefused>, refused_end>, tok<Kind::WordRefused>,
                                   pegtl::opt<refused_part>> {};
struct expect
    : pegtl::seq<tok<Kind::WordExpect>,
                 pegtl::sor<expect_refused, pegtl::seq<need<expect_name>, need<expect_what>>>, citations> {};

}  // namespace tenet::grammar
