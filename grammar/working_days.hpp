#pragma once

#include "grammar/control.hpp"

/// Working days in expressions: the calendar that counts them, and what stops the count.
namespace tenet::grammar {

struct inner_sum;
struct number;
struct paren;
struct reference;

struct calendar_name : name_token {};
struct calendar_word : tok<Kind::WordIn> {};

// 30 working days; in 30个工作日 the words are the number's unit.
struct working_unit : pegtl::seq<tok<Kind::WordWorking>, tok<Kind::WordDays, Kind::WordDay>> {};
struct length : pegtl::seq<number, pegtl::opt<working_unit>> {};

// pausing L from a to b; 扣除 L 自 a 至 b.
struct paused_list : name_token {};
struct pause_from : tok<Kind::WordFrom, Kind::WordFromZh> {};
struct pause_to : tok<Kind::WordTo, Kind::WordToZh> {};
struct pause_operand : pegtl::sor<paren, reference> {};
struct pausing : pegtl::seq<tok<Kind::WordPausing, Kind::WordPauseZh>, need<paused_list>, need<pause_from>,
                            need<pause_operand>, need<pause_to>, need<pause_operand>> {};
struct not_pausing : pegtl::success {};
struct pause : pegtl::sor<pausing, not_pausing> {};

/// Whether `in NAME` or `按 NAME` after a sum names a calendar: the state tells it from `in A .. B` and from the list of an aggregate.
struct calendar_follows {
    using rule_t = calendar_follows;
    using subs_t = pegtl::type_list<>;

    template <pegtl::apply_mode, pegtl::rewind_mode, template <class...> class, template <class...> class,
              class Input, class State>
    static bool match(Input& in, State& state) {
        return !in.empty() && state.calendar_follows(in.current());
    }
};

// D + 30 working days in CALENDAR; D + 30个工作日 按 CALENDAR. The sum stands before it.
struct by_calendar
    : pegtl::seq<calendar_follows, tok<Kind::WordIn, Kind::WordByZh>, need<calendar_name>, pause> {};

// working days in CALENDAR from A to B; 自 A 至 B 按 CALENDAR 的 工作日数, from behind B on.
struct count_words : pegtl::seq<tok<Kind::WordWorking>, tok<Kind::WordDays>> {};
struct count_from : tok<Kind::WordFrom> {};
struct count_to : tok<Kind::WordTo> {};
struct working_days_in
    : pegtl::seq<pegtl::at<count_words>, count_words, need<calendar_word>, need<calendar_name>,
                 need<count_from>, need<inner_sum>, need<count_to>, need<inner_sum>, pause> {};
struct working_days_word : pegtl::seq<tok<Kind::WordOfZh>, tok<Kind::WordWorkingDays>> {};
struct working_days_by
    : pegtl::seq<tok<Kind::WordByZh>, need<calendar_name>, need<working_days_word>, pause> {};

// D is a working day in CALENDAR; D 为 CALENDAR 的 工作日.
struct day_words : pegtl::seq<tok<Kind::WordWorking>, tok<Kind::WordDay>> {};
struct article : name_token {};
struct is_working_start
    : pegtl::seq<tok<Kind::WordIs>, pegtl::opt<tok<Kind::WordNot>>, name_token, day_words> {};
struct is_working_day
    : pegtl::seq<pegtl::at<is_working_start>, tok<Kind::WordIs>, pegtl::opt<tok<Kind::WordNot>>, article,
                 day_words, need<calendar_word>, need<calendar_name>> {};
struct working_day_start : pegtl::seq<tok<Kind::WordIsZh, Kind::WordIsNotZh>, name_token, tok<Kind::WordOfZh>,
                                      tok<Kind::WordWorkingDay>> {};
struct is_working_day_zh : pegtl::seq<pegtl::at<working_day_start>, tok<Kind::WordIsZh, Kind::WordIsNotZh>,
                                      calendar_name, tok<Kind::WordOfZh>, tok<Kind::WordWorkingDay>> {};

}  // namespace tenet::grammar

template <class Name>
struct tao::pegtl::analyze_traits<Name, tenet::grammar::calendar_follows> : tao::pegtl::analyze_opt_traits<> {
};
