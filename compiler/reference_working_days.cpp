#include "compiler/reference_working_days.hpp"

#include "compiler/reference_possible.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace tenet::compiler::reference {
namespace {

bool works(const typed::Calendar& calendar, std::int64_t day) {
    return calendar.working[static_cast<std::size_t>(day - calendar.first)];
}

bool inside(const typed::Calendar& calendar, std::int64_t day) {
    return day >= calendar.first && day <= calendar.last();
}

bool inside(const typed::Calendar& calendar, const Possible& date) {
    return inside(calendar, date.low) && inside(calendar, date.high);
}

std::int64_t working_days_to(const typed::Calendar& calendar, std::int64_t last) {
    std::int64_t count = 0;
    for (std::int64_t day = calendar.first; day <= std::min(last, calendar.last()); ++day)
        count += works(calendar, day) ? 1 : 0;
    return count;
}

std::int64_t working_days(const typed::Calendar& calendar) {
    return working_days_to(calendar, calendar.last());
}

/// The first day up to which there are so many.
std::int64_t day_of(const typed::Calendar& calendar, std::int64_t number) {
    if (number < 1) return calendar.first;
    for (std::int64_t day = calendar.first; day <= calendar.last(); ++day)
        if (works(calendar, day) && --number == 0) return day;
    return calendar.last();
}

/// A stop: from one number to another, or for good.
struct Stop {
    std::int64_t begin;
    std::optional<std::int64_t> end;
};

/// What ticks once for each number that it passes, unless a stop holds it there; stops come one after the other.
class Clock {
  public:
    Clock(std::int64_t at, const std::vector<Stop>& stops) : at_(at), stops_(stops) { hold(); }

    bool stands() const { return stands_; }
    std::int64_t at() const { return at_; }
    void tick() {
        ++at_;
        hold();
    }

  private:
    void hold() {
        for (; !stands_ && next_ < stops_.size() && at_ >= stops_[next_].begin; ++next_) {
            if (!stops_[next_].end)
                stands_ = true;
            else
                at_ = std::max(at_, *stops_[next_].end);
        }
    }

    std::int64_t at_;
    const std::vector<Stop>& stops_;
    std::size_t next_ = 0;
    bool stands_ = false;  ///< for good
};

std::int64_t ticks_until(std::int64_t from, std::int64_t to, const std::vector<Stop>& stops) {
    std::int64_t ticks = 0;
    for (Clock clock(from, stops); !clock.stands() && clock.at() < to; clock.tick())
        ++ticks;
    return ticks;
}

/// Where a clock is right after so many ticks, before any stop that begins there; nothing if it never gets there.
std::optional<std::int64_t> place_after(std::int64_t from, std::int64_t ticks,
                                        const std::vector<Stop>& stops) {
    Clock clock(from, stops);
    std::int64_t passed = from;
    for (std::int64_t tick = 0; tick < ticks; ++tick) {
        if (clock.stands()) return std::nullopt;
        passed = clock.at() + 1;
        clock.tick();
    }
    return passed;
}

/// One end of what each record's stop may be.
enum class Begins : std::uint8_t { Early, Late };
enum class Ends : std::uint8_t {
    Early,     ///< as early as it may, if it may at all
    Late,      ///< as late as it may, if it may at all
    LateOrNot  ///< never if it may never
};

std::vector<Stop> stops_of(const RecordList& list, Begins begins, Ends ends) {
    std::vector<Stop> stops;
    for (const RecordValues& record : list.records) {
        const Possible& end = record.second;
        Stop stop{begins == Begins::Early ? record.first.low : record.first.high, std::nullopt};
        const bool never = !end.may_be_value || (ends == Ends::LateOrNot && end.may_be_none);
        if (!never) stop.end = ends == Ends::Early ? end.low : end.high;
        stops.push_back(stop);
    }
    return stops;
}

/// Those that surely stop the clock: an unknown list may have no record.
std::vector<Stop> fewest(const RecordList& list) {
    return list.unknown ? std::vector<Stop>() : stops_of(list, Begins::Late, Ends::Early);
}

}  // namespace

Possible is_working(const typed::Calendar& calendar, const Possible& date) {
    if (!date.may_be_value) return truth(false, false);
    if (!inside(calendar, date)) return truth(false, true);
    bool all = true, some = false;
    for (std::int64_t day = date.low; day <= date.high; ++day) {
        all = all && works(calendar, day);
        some = some || works(calendar, day);
    }
    return truth(all && !date.may_be_none, some);
}

Possible number_of(const typed::Calendar& calendar, const Possible& date, bool clamped) {
    if (!date.may_be_value) return only_none();
    if (!clamped && !inside(calendar, date)) return {true, date.may_be_none, 0, working_days(calendar)};
    return {true, date.may_be_none, working_days_to(calendar, date.low),
            working_days_to(calendar, date.high)};
}

Possible date_of(const typed::Calendar& calendar, const Possible& number) {
    if (!number.may_be_value) return only_none();
    const std::int64_t low = number.low > working_days(calendar) ? 0 : number.low;
    return {true, number.may_be_none, day_of(calendar, low), day_of(calendar, number.high)};
}

Possible numbers_between(const Possible& from, const Possible& to) {
    return {true, false, std::max<std::int64_t>(to.low - from.high, 0),
            std::max<std::int64_t>(to.high - from.low, 0)};
}

Possible running(const RecordList& list, const Possible& from, const Possible& to) {
    return {true, false, ticks_until(from.high, to.low, stops_of(list, Begins::Early, Ends::LateOrNot)),
            ticks_until(from.low, to.high, fewest(list))};
}

Possible run_to(const RecordList& list, const Possible& from, const Possible& length) {
    const std::optional<std::int64_t> soonest = place_after(from.low, length.low, fewest(list));
    if (!soonest) return only_none();
    const std::vector<Stop> longest = stops_of(list, Begins::Early, Ends::Late),
                            for_good = stops_of(list, Begins::Early, Ends::LateOrNot);
    const std::optional<std::int64_t> latest = place_after(from.high, length.high, longest);
    constexpr std::int64_t never = std::int64_t{1} << 40U;  // beyond every calendar
    return {true, !place_after(from.high, length.high, for_good), *soonest, latest.value_or(never)};
}

}  // namespace tenet::compiler::reference
