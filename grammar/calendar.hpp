#pragma once

#include "grammar/row.hpp"

/// A calendar: a head, and lines that say which years it has, which days of the week are free, and which days are not as the week says.
namespace tenet::grammar {

struct calendar_head : pegtl::seq<tok<Kind::WordCalendar>, named, pegtl::opt<label>, citations> {};

// covers 2022 .. 2026; 年度 2022 至 2026.
struct first_year : tok<Kind::Digits> {};
struct last_year : tok<Kind::Digits> {};
struct covers_word : tok<Kind::WordCovers, Kind::WordCoversYears> {};
struct covers_line : pegtl::seq<covers_word, need<first_year>, pegtl::opt<to, need<last_year>>> {};

// weekend saturday, sunday; 休息日 周六、周日; weekend none; 休息日 无.
struct weekday : tok<Kind::WordMonday, Kind::WordTuesday, Kind::WordWednesday, Kind::WordThursday,
                     Kind::WordFriday, Kind::WordSaturday, Kind::WordSunday> {};
struct weekdays : pegtl::seq<need<weekday>, pegtl::star<separator, need<weekday>>> {};
struct weekend_word : tok<Kind::WordWeekend> {};
struct weekend_line : pegtl::seq<weekend_word, pegtl::sor<tok<Kind::WordNone>, weekdays>> {};

// off DATE, DATE .. DATE "name"; 放假 DATE、DATE 至 DATE "名称"; worked and 调休上班 likewise.
struct first_day : tok<Kind::Day> {};
struct last_day : tok<Kind::Day> {};
struct day_range : pegtl::seq<need<first_day>, pegtl::opt<to, need<last_day>>> {};
struct days_word : tok<Kind::WordOff, Kind::WordWorked> {};
struct days_line : pegtl::seq<days_word, day_range, pegtl::star<separator, day_range>> {};

struct calendar_rule : pegtl::sor<covers_line, weekend_line, days_line> {};
struct calendar_line : pegtl::seq<item_begin, need<calendar_rule>, pegtl::opt<label>, citations> {};
struct calendar : pegtl::seq<calendar_head, need<item_end>, item_rest,
                             pegtl::star<calendar_line, need<item_end>, item_rest>> {};

}  // namespace tenet::grammar
