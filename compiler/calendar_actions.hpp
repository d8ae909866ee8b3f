#pragma once

#include "compiler/parse_actions.hpp"

#include <utility>

/// The actions of calendars and of what counts by them. Included by parse.cpp alone.
namespace tenet::compiler::actions {

using ast::CalendarWord;

/// Hands the first token matched to one member of the parser.
template <void (Parser::*member)(std::size_t)>
struct TokenTo {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        (parser.*member)(first(in, parser));
    }
};

template <>
struct Action<g::calendar_head> : Finish<&Parser::finish_calendar_head> {};
template <>
struct Action<g::covers_word> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.begin_calendar_line(CalendarWord::Covers, first(in, parser));
    }
};
template <>
struct Action<g::weekend_word> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.begin_calendar_line(CalendarWord::Weekend, first(in, parser));
    }
};
template <>
struct Action<g::days_word> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const bool off = parser.kind(first(in, parser)) == Kind::WordOff;
        parser.begin_calendar_line(off ? CalendarWord::Off : CalendarWord::Worked, first(in, parser));
    }
};
template <>
struct Action<g::first_year> : TokenTo<&Parser::add_year> {};
template <>
struct Action<g::last_year> : TokenTo<&Parser::end_range> {};
template <>
struct Action<g::weekday> : TokenTo<&Parser::add_weekday> {};
template <>
struct Action<g::first_day> : TokenTo<&Parser::add_day> {};
template <>
struct Action<g::last_day> : TokenTo<&Parser::end_range> {};
template <>
struct Action<g::calendar_line> : Finish<&Parser::finish_calendar_line> {};
template <>
struct Action<g::calendar> : Finish<&Parser::finish_calendar> {};

template <>
struct Action<g::calendar_name> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_calendar(first(in, parser));
    }
};
template <>
struct Action<g::paused_list> : Action<g::calendar_name> {};
template <>
struct Action<g::working_unit> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.take_working_unit(first(in, parser), past(in, parser));
    }
};
template <>
struct Action<g::pausing> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.push_pausing(first(in, parser), past(in, parser));
    }
};
template <>
struct Action<g::not_pausing> {
    static void apply0(Parser& parser) { parser.push_nothing(); }
};
template <>
struct Action<g::by_calendar> {
    static void apply0(Parser& parser) { parser.hold_calendar(); }
};
template <>
struct Action<g::working_days_by> : Action<g::by_calendar> {};

/// `working days in C from A to B`: the calendar stands before both days.
template <>
struct Action<g::working_days_in> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.hold_calendar_below();
        const Span words = parser.span(first(in, parser), first(in, parser) + 2);
        parser.push_by_calendar(ExprKind::WorkingDays, words, past(in, parser)).span = whole(in, parser);
    }
};
template <>
struct Action<g::article> {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        parser.expect_article(first(in, parser));
    }
};

/// The calendar is the topmost, the date below it; `sign` says how it is asked.
template <bool zh>
struct WorkingDay {
    template <class Input>
    static void apply(const Input& in, Parser& parser) {
        const std::size_t token = first(in, parser);
        const bool negated =
            parser.kind(token) == Kind::WordIsNotZh || parser.kind(token + 1) == Kind::WordNot;
        parser.push_working_day(whole(in, parser), negated);
    }
};

template <>
struct Action<g::is_working_day> : WorkingDay<false> {};
template <>
struct Action<g::is_working_day_zh> : WorkingDay<true> {};

}  // namespace tenet::compiler::actions
