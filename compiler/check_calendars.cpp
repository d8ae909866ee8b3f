#include "compiler/check_parts.hpp"
#include "compiler/day_text.hpp"
#include "compiler/limits.hpp"

#include <algorithm>
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

/// Calendars: their years, and which of the days in them are worked.
namespace tenet::compiler::checking {
namespace {

using ast::CalendarRange;
using ast::CalendarWord;

constexpr std::int64_t first_year = 1900, last_year = 2199;
constexpr std::int64_t week = 7;

/// 1 January of a year, in days since 1900-01-01.
std::int64_t new_year(std::int64_t year) { return day_number({static_cast<int>(year), 1, 1}).value_or(0); }

Arg called(CalendarWord word) {
    switch (word) {
    case CalendarWord::Covers: return {"`covers`", "`年度`"};
    case CalendarWord::Weekend: return {"`weekend`", "`休息日`"};
    case CalendarWord::Off: return {"`off`", "`放假`"};
    case CalendarWord::Worked: return {"`worked`", "`调休上班`"};
    }
    __builtin_unreachable();
}

/// One calendar on its way to a value for each of its days.
class Building {
  public:
    Building(State& state, const ast::Calendar& calendar) : state_(state), calendar_(calendar) {
        result_.name = symbol(calendar.name);
        result_.policy = policy_of(state, calendar.span);
        result_.label = calendar.label;
        result_.span = calendar.span;
    }

    typed::Calendar run() {
        const bool years = cover();
        const bool week_known = rest();
        if (!years || !week_known) return std::move(result_);
        result_.working.resize(static_cast<std::size_t>(days_));
        for (std::size_t i = 0; i < result_.working.size(); ++i)
            result_.working[i] = !free_[static_cast<std::size_t>(day(i) % week)];
        given_.resize(result_.working.size());
        for (const ast::CalendarLine& line : calendar_.lines)
            if (line.word == CalendarWord::Off || line.word == CalendarWord::Worked)
                for (const CalendarRange& range : line.ranges)
                    give(line, range);
        look_for_unpublished();
        if (!std::any_of(result_.working.begin(), result_.working.end(), [](bool works) { return works; }))
            state_.diagnostics.report<D::CalendarNeverWorks>(calendar_.name.span, calendar_.name.text);
        return std::move(result_);
    }

  private:
    /// What says of a day that it is off, or worked; null where nothing does.
    struct Given {
        const CalendarRange* range = nullptr;
        CalendarWord word = CalendarWord::Off;
    };

    std::int64_t day(std::size_t index) const { return result_.first + static_cast<std::int64_t>(index); }
    std::int64_t last() const { return result_.first + days_ - 1; }

    /// The line of this word, of which there is one; null after a report, where none is missed after a fault of the grammar.
    const ast::CalendarLine* only_line(CalendarWord word) {
        const ast::CalendarLine* found = nullptr;
        for (const ast::CalendarLine& line : calendar_.lines) {
            if (line.word != word) continue;
            if (found == nullptr)
                found = &line;
            else
                state_.diagnostics.report<D::StatementTwice>(line.word_span, called(word));
        }
        if (found != nullptr || state_.faulty_before) return found;
        if (word == CalendarWord::Covers)
            state_.diagnostics.report<D::CalendarYearsMissing>(calendar_.name.span, calendar_.name.text);
        else
            state_.diagnostics.report<D::CalendarWeekendMissing>(calendar_.name.span, calendar_.name.text);
        return nullptr;
    }

    bool cover() {
        const ast::CalendarLine* line = only_line(CalendarWord::Covers);
        if (line == nullptr || line->ranges.empty()) return false;
        const CalendarRange& years = line->ranges.front();
        years_ = years;
        if (years.first < first_year || years.last > last_year || years.first > years.last) {
            state_.diagnostics.report<D::CalendarYear>(years.span, quoted(state_, years.span));
            return false;
        }
        const std::int64_t count = years.last - years.first + 1;
        if (count > static_cast<std::int64_t>(limits::calendar_years)) {
            state_.diagnostics.report<D::TooManyYears>(years.span, count, limits::calendar_years);
            return false;
        }
        result_.first = new_year(years.first);
        days_ = new_year(years.last) + days_of_year(years.last) - result_.first;
        covered_ = years.first == years.last ? std::to_string(years.first)
                                             : fmt::format("{}–{}", years.first, years.last);
        return true;
    }

    static std::int64_t days_of_year(std::int64_t year) {
        return day_number({static_cast<int>(year), 12, 31}).value_or(0) - new_year(year) + 1;
    }

    /// Where some years have days off, one without any has not been published yet: its holidays would count as working days.
    void look_for_unpublished() {
        std::vector<bool> published(static_cast<std::size_t>(years_.last - years_.first + 1));
        std::size_t index = 0;
        for (std::size_t year = 0; year < published.size(); ++year) {
            const auto days =
                static_cast<std::size_t>(days_of_year(years_.first + static_cast<std::int64_t>(year)));
            for (const std::size_t end = index + days; index < end; ++index)
                if (given_[index].range != nullptr && given_[index].word == CalendarWord::Off)
                    published[year] = true;
        }
        const auto first = std::find(published.begin(), published.end(), true);
        const auto missing = std::find(published.begin(), published.end(), false);
        if (first == published.end() || missing == published.end() || state_.faulty_before) return;
        const auto end = std::find(published.rbegin(), published.rend(), true).base();
        const auto year_of = [&](std::vector<bool>::const_iterator at) {
            return years_.first + (at - published.cbegin());
        };
        const std::int64_t from = year_of(first), to = year_of(end) - 1;
        const std::int64_t lacking = year_of(missing);
        const bool within = lacking > from && lacking < to;
        const auto span = [&](std::string_view between) {
            return from == to ? std::to_string(from) : fmt::format("{}{}{}", from, between, to);
        };
        state_.diagnostics.report<D::CalendarYearUnpublished>(
            years_.span, calendar_.name.text, lacking,
            within ? Arg(fmt::format("add the days off of {}: `off {}-01-01`", lacking, lacking),
                         fmt::format("请写上 {} 年的放假日期：`放假 {}-01-01`", lacking, lacking))
                   : Arg(fmt::format("add its days off, or write `covers {}` until they are published",
                                     span(" .. ")),
                         fmt::format("请写上该年的放假日期；还没有公布的，先写 `年度 {}`", span(" 至 "))));
    }

    bool rest() {
        const ast::CalendarLine* line = only_line(CalendarWord::Weekend);
        if (line == nullptr) return false;
        for (const CalendarRange& range : line->ranges) {
            const auto weekday = static_cast<std::size_t>(range.first);
            if (free_[weekday])
                state_.diagnostics.report<D::DayTwice>(range.span, "`" + quoted(state_, range.span) + "`");
            free_[weekday] = true;
        }
        return true;
    }

    /// One day or range of days that are off, or worked. The first that does not fit is reported, for all of it.
    void give(const ast::CalendarLine& line, const CalendarRange& range) {
        if (range.first > range.last) {
            const std::string first = day_text(range.first), end = day_text(range.last);
            state_.diagnostics.report<D::RangeReversed>(
                range.span, first, end,
                Arg(fmt::format("{} .. {}", end, first), fmt::format("{} 至 {}", end, first)));
            return;
        }
        if (range.first < result_.first || range.last > last()) return report_outside(line, range);
        bool told = line.word == CalendarWord::Off;
        for (std::int64_t each = range.first; each <= range.last; ++each) {
            const auto index = static_cast<std::size_t>(each - result_.first);
            if (given_[index].range != nullptr) return report_again(line, range, each, given_[index]);
            given_[index] = {&range, line.word};
            if (result_.working[index] && !std::exchange(told, true))
                state_.diagnostics.report<D::WorkedNotFree>(range.span, day_text(each));
            result_.working[index] = line.word == CalendarWord::Worked;
        }
    }

    void report_again(const ast::CalendarLine& line, const CalendarRange& range, std::int64_t twice,
                      const Given& other) {
        Diagnostic& report = other.word != line.word
                                 ? state_.diagnostics.report<D::DayOffAndWorked>(range.span, day_text(twice))
                                 : state_.diagnostics.report<D::DayTwice>(range.span, day_text(twice));
        report.related.push_back({other.range->span, Arg("the other one is here", "另一处在这里")});
    }

    /// A holiday may begin in the year before: what lies in the years that are covered can be given alone.
    void report_outside(const ast::CalendarLine& line, const CalendarRange& range) {
        const std::int64_t out = range.first < result_.first ? range.first : range.last;
        const std::int64_t from = std::max(range.first, result_.first), to = std::min(range.last, last());
        const Arg word = line.word == CalendarWord::Off ? Arg("off", "放假") : Arg("worked", "调休上班");
        const std::string year = day_text(out).substr(0, 4);
        Arg help(fmt::format("add {} to the line `covers`, with its days off, or leave this out", year),
                 fmt::format("请在 `年度` 一行中加上 {} 年，并写上该年的放假日期；或删去这里", year));
        if (from == to)
            help = Arg(fmt::format("write `{} {}`, or add {} to the line `covers`, with its days off",
                                   word.en, day_text(from), year),
                       fmt::format("请写 `{} {}`；或在 `年度` 一行中加上 {} 年，并写上该年的放假日期",
                                   word.zh, day_text(from), year));
        if (from < to)
            help = Arg(fmt::format("write `{} {} .. {}`, or add {} to the line `covers`, with its days off",
                                   word.en, day_text(from), day_text(to), year),
                       fmt::format("请写 `{} {} 至 {}`；或在 `年度` 一行中加上 {} 年，并写上该年的放假日期",
                                   word.zh, day_text(from), day_text(to), year));
        state_.diagnostics.report<D::DayOutsideCalendar>(range.span, day_text(out), calendar_.name.text,
                                                         covered_, help);
    }

    State& state_;
    const ast::Calendar& calendar_;
    typed::Calendar result_;
    std::int64_t days_ = 0;
    CalendarRange years_;  ///< that it covers
    std::string covered_;
    bool free_[week] = {};      ///< from Monday on
    std::vector<Given> given_;  ///< by day
};

}  // namespace

void check_calendars(State& state) {
    for (const ast::Calendar& calendar : state.file.calendars)
        state.module.calendars.push_back(Building(state, calendar).run());
}

}  // namespace tenet::compiler::checking
