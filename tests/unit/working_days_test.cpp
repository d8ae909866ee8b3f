#include "compiler/day_text.hpp"
#include "compiler/reference.hpp"
#include "compiler/reference_working_days.hpp"
#include "tests/unit/checking.hpp"

#include <algorithm>
#include <cstdint>
#include <gtest/gtest.h>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenet::compiler {
namespace {

using reference::RecordList;
using reference::RecordValues;
using testing::Checked;
using testing::checked;

constexpr std::string_view head = R"(policy review
as of today
calendar cn as china
  covers 2023
  weekend saturday, sunday
  off 2023-01-01, 2023-01-02 "New year"
  off 2023-01-23 .. 2023-01-27 "春节"
  worked 2023-01-28,
    2023-01-29
calendar daily
  covers 2023 .. 2024
  weekend none
record stop
  from_on : date
  to_on : date or none
  tried_on : date or none
fact today : date
fact paid : date
fact maybe : date or none
fact urgent : yes/no
fact stops : list of stop up to 3
)";

Checked with(std::string_view body) { return checked(std::string(head) + std::string(body)); }

std::int64_t day(std::string_view text) { return *day_number(*written_day(text)); }

FactValue known(std::int64_t value) {
    FactValue fact;
    fact.state = FactValue::State::Known;
    fact.value = value;
    return fact;
}

FactValue none() {
    FactValue fact;
    fact.state = FactValue::State::None;
    return fact;
}

Record stop(std::string_view from, std::optional<std::string_view> to) {
    return {{known(day(from)), to ? known(day(*to)) : none(), none()}};
}

/// today, paid, maybe, urgent, stops.
struct Applicant {
    FactValue today = known(day("2023-06-01")), paid = known(day("2023-06-01")), maybe = none(),
              urgent = known(0);
    std::vector<Record> stops;
    bool stops_known = true;

    FactRow row() const {
        FactValue list;
        if (stops_known) list = known(static_cast<std::int64_t>(stops.size()));
        list.records = stops;
        return {today, paid, maybe, urgent, list};
    }
};

Answer answer(const Checked& c, const Applicant& applicant) {
    EXPECT_EQ(c.codes(), "") << c.text();
    return reference_evaluate(c.module, applicant.row());
}

/// The only output's value as a text: a date, a number, `none`, `maybe`, an interval, or `refused`.
std::string told(const Checked& c, const Applicant& applicant) {
    const Answer all = answer(c, applicant);
    if (all.refused()) return "refused";
    const Possible& value = all.outputs.at(0).value;
    const auto output = std::find_if(c.module.definitions.begin(), c.module.definitions.end(),
                                     [](const typed::Definition& d) { return d.is_output; });
    const auto one = [&](std::int64_t number) {
        return output->type.base == typed::Base::Date ? day_text(number) : std::to_string(number);
    };
    if (!value.may_be_value) return "none";
    std::string text = one(value.low);
    if (value.low != value.high) text += ".." + one(value.high);
    return value.may_be_none ? text + " or none" : text;
}

Applicant paid_on(std::string_view paid) {
    Applicant applicant;
    applicant.paid = known(day(paid));
    return applicant;
}

TEST(WorkingDays, CalendarsHoldAValueADay) {
    const Checked c = with("output x = today is a working day in cn\n");
    ASSERT_EQ(c.codes(), "") << c.text();
    ASSERT_EQ(c.module.calendars.size(), 1U) << "what nobody asks is not kept";
    const typed::Calendar& calendar = c.module.calendars[0];
    EXPECT_EQ(calendar.name.id, "china");
    EXPECT_EQ(calendar.policy, "review");
    EXPECT_EQ(calendar.first, day("2023-01-01"));
    EXPECT_EQ(calendar.last(), day("2023-12-31"));
    const auto works = [&](std::string_view text) {
        return calendar.working.at(static_cast<std::size_t>(day(text) - calendar.first));
    };
    for (std::string_view off :
         {"2023-01-01", "2023-01-02", "2023-01-07", "2023-01-23", "2023-01-27", "2023-12-31"})
        EXPECT_FALSE(works(off)) << off;
    for (std::string_view on : {"2023-01-03", "2023-01-06", "2023-01-28", "2023-01-29", "2023-12-29"})
        EXPECT_TRUE(works(on)) << on;
}

TEST(WorkingDays, CalendarsOfUsedFilesAreReached) {
    const Checked c = checked(
        {{"asked.policy", "policy p\nuse \"china_calendar.policy\"\nfact d : date 2023-01-01 .. 2023-12-31\n"
                          "output x = d + 1 working day in cn\n"},
         {"china_calendar.policy", "policy china\ncalendar 中国 as cn\n  covers 2023\n  weekend none\n"}});
    ASSERT_EQ(c.codes(), "") << c.text();
    EXPECT_EQ(c.module.calendars.at(0).policy, "china");
    EXPECT_EQ(c.module.calendars.at(0).working.size(), 365U);
}

TEST(WorkingDays, NamesOfCalendarsAreThoseOfTypes) {
    EXPECT_EQ(with("choice cn\n  one\n").codes(), "T0202");
    EXPECT_EQ(with("fact cn : date\noutput x = cn + 3 working days in cn\n").codes(), "");
    EXPECT_EQ(with("output x = cn\n").codes(), "T0244");
    EXPECT_EQ(with("fact f : cn\noutput x = today\n").codes(), "T0258");
    EXPECT_EQ(with("output x = today + 3 working days in stop\n").codes(), "T0280");
}

TEST(WorkingDays, CountAsTheNoticeDoes) {
    const Checked c = with("output x = paid + 3 working days in cn\n");
    EXPECT_EQ(told(c, paid_on("2023-06-01")), "2023-06-06");  // a Thursday: Friday, Monday, Tuesday
    EXPECT_EQ(told(c, paid_on("2023-06-03")), "2023-06-07");
    EXPECT_EQ(told(c, paid_on("2023-01-20")), "2023-01-30") << "two days of the weekend are worked";
    const Checked counted = with("output x = working days in cn from paid to today\n");
    EXPECT_EQ(told(counted, paid_on("2023-05-31")), "1");
    EXPECT_EQ(told(counted, paid_on("2023-06-01")), "0");
    EXPECT_EQ(told(counted, paid_on("2023-06-05")), "0") << "backwards nothing is counted";
}

TEST(WorkingDays, BothSkinsMeanTheSame) {
    const Checked en = with("output x = paid + 3 working days in cn pausing stops from from_on to to_on\n");
    const Checked zh = with("output x = paid + 3个工作日 按 cn 扣除 stops 自 from_on 至 to_on\n");
    ASSERT_EQ(en.codes(), "") << en.text();
    EXPECT_EQ(en.dumped(), zh.dumped());
}

TEST(WorkingDays, StoppedClocksLeaveOutWhatLiesBehindTheBeginningUpToTheEnd) {
    const Checked c = with("output x = paid + 10 working days in cn pausing stops from from_on to to_on\n");
    Applicant applicant;
    EXPECT_EQ(told(c, applicant), "2023-06-15");
    applicant.stops = {stop("2023-06-05", "2023-06-09")};  // Tuesday to Friday do not count
    EXPECT_EQ(told(c, applicant), "2023-06-21");
    applicant.stops = {stop("2023-06-05", "2023-06-09"), stop("2023-06-08", "2023-06-12")};
    EXPECT_EQ(told(c, applicant), "2023-06-22") << "what overlaps is left out once";
    applicant.stops = {stop("2023-06-05", std::nullopt)};
    EXPECT_EQ(told(c, applicant), "none");
    applicant.stops = {stop("2023-06-15", std::nullopt)};
    EXPECT_EQ(told(c, applicant), "2023-06-15") << "the tenth day has come";
}

TEST(WorkingDays, ADayOutsideRefusesTheQuestionWhereItIsNeeded) {
    const Checked c = with("output x = paid + 3 working days in cn\n");
    EXPECT_EQ(told(c, paid_on("2022-12-31")), "refused");
    EXPECT_EQ(told(c, paid_on("2023-01-01")), "2023-01-05");
    EXPECT_EQ(told(c, paid_on("2023-12-26")), "2023-12-29");
    EXPECT_EQ(told(c, paid_on("2023-12-27")), "refused") << "there are two more, not three";
    EXPECT_EQ(told(c, paid_on("2024-01-01")), "refused");
    Applicant unknown;
    unknown.paid = {};
    EXPECT_EQ(told(c, unknown), "2023-01-05..2023-12-31") << "what is unknown refuses nothing";
    const Checked asked = with("output x = today is a working day in cn\n");
    Applicant late;
    late.today = known(day("2024-01-01"));
    EXPECT_EQ(told(asked, late), "refused");
}

TEST(WorkingDays, BranchesThatAreNotChosenNeedNothing) {
    const Checked c = with("output x = if urgent then paid else paid + 3 working days in cn\n");
    Applicant outside = paid_on("2025-01-01");
    EXPECT_EQ(told(c, outside), "refused");
    outside.urgent = known(1);
    EXPECT_EQ(told(c, outside), "2025-01-01");
    outside.urgent = {};
    EXPECT_EQ(told(c, outside), "2023-01-05..2025-01-01") << "whether it is needed is open";
}

TEST(WorkingDays, DefinesAreNeededWhereSomethingReadsThem) {
    const Checked c = with("define due = paid + 3 working days in cn\ndefine later = due + 1d\n"
                           "output x = if urgent then 2023-05-05 else later\n");
    Applicant outside = paid_on("2025-01-01");
    EXPECT_EQ(told(c, outside), "refused");
    outside.urgent = known(1);
    EXPECT_EQ(told(c, outside), "2023-05-05");
}

TEST(WorkingDays, NoneIsNotAskedFor) {
    const Checked guarded = with("output x = maybe is given and maybe + 3 working days in cn >= today\n");
    EXPECT_EQ(told(guarded, Applicant()), "0") << "both sides of `and` are worked out";
    const Checked moved =
        with("output x = maybe is given and (maybe + 1d) + 3 working days in cn >= today\n");
    EXPECT_EQ(told(moved, Applicant()), "0");
    const Checked is_one = with("output x = maybe is a working day in cn\n");
    EXPECT_EQ(told(is_one, Applicant()), "0");
    Applicant outside;
    outside.maybe = known(day("2024-05-05"));
    EXPECT_EQ(told(guarded, outside), "refused");
    EXPECT_EQ(told(is_one, outside), "refused");
}

TEST(WorkingDays, RequirementsNeedWhatAppliesAndMessagesWhatFails) {
    const Checked c = with("define due = paid + 3 working days in cn\noutput x = 1\n"
                           "decide ok\n  require r: due >= 2023-02-02 when urgent\n");
    Applicant outside = paid_on("2025-01-01");
    EXPECT_EQ(told(c, outside), "1");
    outside.urgent = known(1);
    EXPECT_EQ(told(c, outside), "refused");
    const Checked shown = with("define due = paid + 3 working days in cn\noutput x = 1\n"
                               "decide ok\n  require urgent\n    else \"due {due}\"\n");
    outside.urgent = known(1);
    EXPECT_EQ(told(shown, outside), "1");
    outside.urgent = known(0);
    EXPECT_EQ(told(shown, outside), "refused");
    const Checked decided =
        with("output x = 1\ndecide ok when urgent\n  require paid is a working day in cn\n");
    EXPECT_EQ(told(decided, outside), "1");
    const Checked remedied = with("output x = 1\ndecide ok\n  require urgent\n"
                                  "    remedy wait \"w\" when paid is a working day in cn\n");
    EXPECT_EQ(told(remedied, outside), "refused");
    outside.urgent = known(1);
    EXPECT_EQ(told(remedied, outside), "1");
}

TEST(WorkingDays, RecordsThatDoNotPassNeedNothing) {
    const Checked taken =
        with("output x = latest of from_on + 3 working days in cn in stops where to_on is given\n");
    Applicant applicant;
    applicant.stops = {stop("2023-06-05", "2023-06-05"), stop("2025-06-05", std::nullopt)};
    EXPECT_EQ(told(taken, applicant), "2023-06-08");
    applicant.stops[1] = stop("2025-06-05", "2025-06-05");
    EXPECT_EQ(told(taken, applicant), "refused");
    const Checked where = with("output x = count of stops where from_on is a working day in cn\n");
    applicant.stops = {stop("2025-06-05", std::nullopt)};
    EXPECT_EQ(told(where, applicant), "refused");
}

TEST(WorkingDays, DerivedFieldsAreNeededAtTheRecordsThatReadThem) {
    const Checked c = checked(
        "policy p\ncalendar cn\n  covers 2023\n  weekend none\nfact urgent : yes/no\nrecord r\n  d : date\n"
        "  due : date = d + 2 working days in cn\nfact rs : list of r up to 3\n"
        "output x = any r in rs where (if urgent then due > 2023-05-05 else d > 2023-05-05)\n");
    ASSERT_EQ(c.codes(), "") << c.text();
    const auto answered = [&](bool urgent, std::string_view d) {
        FactValue list = known(1);
        list.records = {{{known(day(d)), {}}}};
        return !reference_evaluate(c.module, {known(urgent ? 1 : 0), list}).refused();
    };
    EXPECT_TRUE(answered(true, "2023-05-05"));
    EXPECT_FALSE(answered(true, "2024-05-05"));
    EXPECT_TRUE(answered(false, "2024-05-05"));
}

TEST(WorkingDays, ClocksNeedTheirRecordsInOrderAndDaysEnough) {
    const Checked c = with("output x = paid + 10 working days in cn pausing stops from from_on to to_on\n");
    Applicant applicant;
    applicant.stops = {stop("2023-06-08", "2023-06-09"), stop("2023-06-05", "2023-06-06")};
    EXPECT_EQ(told(c, applicant), "refused") << "not in order";
    applicant = paid_on("2023-12-20");
    EXPECT_EQ(told(c, applicant), "refused") << "not enough days";
    applicant.stops = {stop("2023-12-21", std::nullopt)};
    EXPECT_EQ(told(c, applicant), "none") << "it has stopped for good, whatever comes after";
    applicant.stops = {stop("2024-01-05", std::nullopt)};
    EXPECT_EQ(told(c, applicant), "refused") << "the tenth day may come before it stops";
    applicant.stops = {stop("2023-06-05", "2023-12-29")};
    EXPECT_EQ(told(c, applicant), "refused");
    applicant.paid = known(day("2023-12-29"));
    const Checked counted =
        with("output x = working days in cn from paid to today pausing stops from from_on to to_on\n");
    applicant.paid = known(day("2022-12-29"));
    EXPECT_EQ(told(counted, applicant), "refused");
    applicant.paid = known(day("2023-05-31"));
    applicant.stops = {stop("2022-06-05", "2022-06-06")};
    EXPECT_EQ(told(counted, applicant), "1") << "days of records outside are the nearest end";
}

TEST(WorkingDays, WhatADeclaredRangeKeepsInsideIsNotAskedAgain) {
    const Checked c = checked(
        "policy p\ncalendar cn\n  covers 2023\n  weekend none\nfact d : date 2023-01-01 .. 2023-12-31\n"
        "output x = d is a working day in cn\n");
    ASSERT_EQ(c.codes(), "") << c.text();
    EXPECT_TRUE(c.module.assumes.empty());
}

TEST(WorkingDays, GrowthOfWhatIsNeededIsLinear) {
    const auto size_of = [](std::size_t count) {
        std::string text(head);
        text += "define d0 = paid + 3 working days in cn\n";
        for (std::size_t i = 1; i <= count; ++i) {
            const std::string before = "d" + std::to_string(i - 1);
            text += "define d" + std::to_string(i) + " = if urgent then " + before + " else " + before +
                    " + 1d\n";
        }
        text += "output x = d" + std::to_string(count) + "\n";
        const Checked c = checked(text);
        EXPECT_EQ(c.codes(), "") << c.text();
        return c.module.exprs.size();
    };
    const std::size_t few = size_of(50), many = size_of(100), more = size_of(150);
    EXPECT_EQ(more - many, many - few);
}

TEST(WorkingDays, MissingFactsAreThoseThatLeaveTheNumberOpen) {
    const Checked c = with("output x = paid + 10 working days in cn pausing stops from from_on to to_on\n");
    Applicant applicant;
    applicant.stops = {stop("2023-06-05", "2023-06-09")};
    applicant.stops[0].fields[1] = {};
    const Answer open = answer(c, applicant);
    EXPECT_EQ(open.outputs.at(0).missing, (std::vector<FactPath>{{4, 0, 1}}));
    applicant.stops_known = false;
    applicant.stops.clear();
    EXPECT_EQ(answer(c, applicant).outputs.at(0).missing, (std::vector<FactPath>{{4, no_record, 0}}));
    applicant.paid = {};
    EXPECT_EQ(answer(c, applicant).outputs.at(0).missing,
              (std::vector<FactPath>{{1, no_record, 0}, {4, no_record, 0}}));
}

/// Past the calendar no day is known, but where the clock stops surely says nothing of it.
TEST(WorkingDays, WhatIsBeyondTheCalendarRestsOnNoStopBefore) {
    const Checked c =
        with("output x : date or none\n  = none when maybe is none\n"
             "  = paid + 300 working days in cn pausing stops from from_on to to_on otherwise\n");
    Applicant applicant = paid_on("2023-12-20");
    applicant.maybe = {};
    applicant.stops = {stop("2023-06-05", "2023-06-09")};
    applicant.stops[0].fields[0] = {};
    EXPECT_EQ(answer(c, applicant).outputs.at(0).missing, (std::vector<FactPath>{{2, no_record, 0}}));
}

// The reference clock against every completion of what is open.

struct Span1 {
    int low, high;
};

struct OpenStop {
    Span1 begin, end;
    bool may_be_none, may_be_value;
};

/// The clock by its definition on known numbers: it runs to where a stop begins, and stands to where it ends.
std::optional<int> run_known(int from, int length,
                             const std::vector<std::pair<int, std::optional<int>>>& stops) {
    int at = from;
    int run = 0;
    for (const auto& [begin, end] : stops) {
        const int until = std::max(at, begin);
        if (run + (until - at) >= length) return at + length - run;
        run += until - at;
        if (!end) return std::nullopt;
        at = std::max(until, *end);
    }
    return at + length - run;
}

class Completions {
  public:
    Completions(Span1 from, Span1 length, std::vector<OpenStop> stops)
        : from_(from), length_(length), stops_(std::move(stops)) {}

    template <class Visit>
    void each(const Visit& visit) {
        for (int from = from_.low; from <= from_.high; ++from)
            for (int length = length_.low; length <= length_.high; ++length)
                complete(0, [&] { visit(from, length, known_); });
    }

  private:
    template <class Visit>
    void complete(std::size_t next, const Visit& visit) {
        if (next == stops_.size()) return visit();
        const OpenStop& open = stops_[next];
        for (int begin = open.begin.low; begin <= open.begin.high; ++begin) {
            if (open.may_be_none) step(next, begin, std::nullopt, visit);
            for (int end = open.end.low; open.may_be_value && end <= open.end.high; ++end)
                step(next, begin, end, visit);
        }
    }
    template <class Visit>
    void step(std::size_t next, int begin, std::optional<int> end, const Visit& visit) {
        known_.emplace_back(begin, end);
        complete(next + 1, visit);
        known_.pop_back();
    }

    Span1 from_, length_;
    std::vector<OpenStop> stops_;
    std::vector<std::pair<int, std::optional<int>>> known_;
};

Possible possible(Span1 span, bool may_be_none = false, bool may_be_value = true) {
    if (!may_be_value) return {false, true, 0, 0};
    return {true, may_be_none, span.low, span.high};
}

TEST(WorkingDays, TheReferenceClockIsExactAtBothEnds) {
    std::mt19937 random(20260);
    const auto upto = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
    const auto span = [&](int most) {
        const int low = upto(most);
        return Span1{low, low + upto(2)};
    };
    for (int round = 0; round < 3000; ++round) {
        const Span1 from = span(6), length{1 + upto(4), 0};
        const Span1 lengths{length.low, length.low + upto(1)};
        std::vector<OpenStop> stops;
        RecordList list;
        list.most = 3;
        for (int i = upto(2); i > 0; --i) {
            OpenStop stop{span(8), span(10), upto(3) == 0, true};
            if (stop.may_be_none) stop.may_be_value = upto(1) != 0;
            stops.push_back(stop);
            RecordValues values;
            values.first = possible(stop.begin);
            values.second = possible(stop.end, stop.may_be_none, stop.may_be_value);
            list.records.push_back(values);
        }
        std::optional<int> least, most;
        bool none = false;
        std::optional<int> fewest, longest;
        Completions(from, lengths, stops).each([&](int x, int y, const auto& known) {
            const std::optional<int> reached = run_known(x, y, known);
            none = none || !reached;
            if (reached) {
                least = std::min(least.value_or(*reached), *reached);
                most = std::max(most.value_or(*reached), *reached);
            }
            int ran = 0;  // up to 12, counted step by step
            while (run_known(x, ran + 1, known).value_or(99) <= 12)
                ++ran;
            fewest = std::min(fewest.value_or(ran), ran);
            longest = std::max(longest.value_or(ran), ran);
        });
        const Possible got = reference::run_to(list, possible(from), possible(lengths));
        EXPECT_EQ(got.may_be_none, none);
        EXPECT_EQ(got.may_be_value, least.has_value());
        if (least) {
            EXPECT_EQ(got.low, *least);
        }
        if (least && got.high < 1000) {
            EXPECT_EQ(got.high, *most);
        }
        const Possible ran = reference::running(list, possible(from), possible({12, 12}));
        EXPECT_EQ(ran.low, *fewest);
        EXPECT_EQ(ran.high, *longest);
        if (HasFailure()) break;
    }
}

}  // namespace
}  // namespace tenet::compiler
