#include "tests/unit/runtime_oracle.hpp"
#include "tests/unit/sample_calendar.hpp"

#include <fmt/format.h>

#include <algorithm>

/// Working days and clocks against counting day by day.
namespace tenet::testing {
namespace {

constexpr Value working_days_of_may = 22;

/// Up to a day, that included; outside of May up to its nearest end.
Value counted_up_to(Value day) {
    Value count = 0;
    for (Value d = may_first; d <= std::min(day, may_last); ++d)
        count += is_working(d) ? 1 : 0;
    return count;
}

Value found_by_number(Value number) {
    if (number < 1) return may_first;
    for (Value d = may_first; d <= may_last; ++d)
        if (counted_up_to(d) == number) return d;
    return may_last;
}

std::string told(const char* name, const Partial& a, const Partial& b = {}) {
    return fmt::format("{} {}..{}{} {}..{}", name, a.lo, a.hi, a.none ? " or none" : "", b.lo, b.hi);
}

template <class T>
Operands<T> in_may(const T& a, std::uint8_t flags) {
    return {a, {}, {}, 0, flags, {}, &sample_calendar.program};
}

/// A single value in every domain, and an interval in those that have some.
template <Code C>
bool agrees(const Partial& a, std::uint8_t flags, const Partial& want, Value known_want) {
    if (!(apply<C>(in_may(a, flags)) == want)) return false;
    if (!(apply<C>(in_may(Range{a, false}, flags)) == Range{want, false})) return false;
    return !determined(a) || apply<C>(in_may(a.none ? none_value : a.lo, flags)) == known_want;
}

std::string dates_difference(const Partial& a) {
    const bool inside = a.lo >= may_first && a.hi <= may_last;
    Value working = 0;
    for (Value d = a.lo; d <= a.hi; ++d)
        working += is_working(d) ? 1 : 0;
    const Partial is = inside ? Partial{!a.none && working == a.hi - a.lo + 1, working != 0, false} : maybe;
    if (!agrees<Code::WorkingDay>(a, a_may_be_none, is, is_working(a.lo) ? 1 : 0))
        return told("WorkingDay", a);
    const Partial ends{counted_up_to(a.lo), counted_up_to(a.hi), a.none};
    const Partial any{0, working_days_of_may, a.none};
    if (!agrees<Code::WorkingIndex>(a, a_may_be_none, inside ? ends : any, ends.lo))
        return told("WorkingIndex", a);
    if (!agrees<Code::WorkingIndex>(a, a_may_be_none | clamped, ends, ends.lo))
        return told("WorkingIndex clamped", a);
    return {};
}

std::string numbers_difference(const Partial& a) {
    const Value low = a.lo > working_days_of_may ? may_first : found_by_number(a.lo);
    const Partial want{low, found_by_number(a.hi), a.none};
    return agrees<Code::WorkingDayAt>(a, a_may_be_none, want, found_by_number(a.lo))
               ? ""
               : told("WorkingDayAt", a);
}

std::string ahead_difference() {
    for (Value a = -2; a <= 2; ++a)
        for (Value b = a; b <= 2; ++b)
            for (Value c = -2; c <= 2; ++c)
                for (Value d = c; d <= 2; ++d) {
                    const Partial from{a, b, false}, to{c, d, false};
                    const auto ahead = [](Value x, Value y) { return std::max<Value>(0, y - x); };
                    const Partial want{ahead(b, c), ahead(a, d), false};
                    if (!(apply<Code::Ahead>(Operands<Partial>{from, to}) == want) ||
                        !(apply<Code::Ahead>(Operands<Range>{{from, false}, {to, false}}) ==
                          Range{want, false}) ||
                        apply<Code::Ahead>(Operands<Value>{a, d}) != ahead(a, d))
                        return told("Ahead", from, to);
                }
    return {};
}

struct Stop {
    Partial begin, end;
};
struct PlainStop {
    Value begin;
    Plain end;
};

/// Whether the clock stands still in step p; one that begins before an earlier one begins with that.
bool stands(const std::vector<PlainStop>& stops, Value p) {
    Value begin = before_all;
    for (const PlainStop& stop : stops) {
        begin = std::max(begin, stop.begin);
        if (p > begin && (!stop.end || p <= *stop.end)) return true;
    }
    return false;
}

Plain plain_clock(Code code, const std::vector<PlainStop>& stops, Value from, Value to) {
    Value run = 0;
    if (code == Code::Running) {
        for (Value p = from + 1; p <= to; ++p)
            run += stands(stops, p) ? 0 : 1;
        return run;
    }
    constexpr Value far = 40;
    for (Value p = from; p < far; ++p) {
        if (p > from && !stands(stops, p)) ++run;
        if (run == to) return p;
    }
    return {};
}

template <class T>
T stepped_clock(Code code, const std::vector<Operands<T>>& records, const Operands<T>& outside) {
    const auto all = [&]<Code C>() {
        Tally<T> tally = empty_tally<C, T>();
        for (const Operands<T>& x : records)
            add_record<C>(tally, x);
        return finished<C>(tally, outside);
    };
    return code == Code::Running ? all.template operator()<Code::Running>()
                                 : all.template operator()<Code::RunTo>();
}

/// One try of a clock: what it reads outside of the records, and the records.
struct Try {
    Code code;
    Partial from, to;

    std::string difference(const std::vector<Stop>& stops) const {
        std::vector<PlainStop> so_far;
        std::optional<Partial> want;
        complete(stops, so_far, want);
        std::vector<Operands<Partial>> records;
        const Operands<Partial> outside{{}, {}, from, 0, b_may_be_none, to};
        for (const Stop& stop : stops)
            records.push_back({stop.begin, stop.end, from, 0, b_may_be_none, to});
        Partial got = stepped_clock(code, records, outside);
        // Where a stop is surely one for good, later ends than there are count as possible.
        if (got.hi == for_good && want->none) got.hi = want->hi;
        if (!(got == *want)) return told(code == Code::Running ? "Running" : "RunTo", from, to);
        return known_difference(stops);
    }

    std::string known_difference(const std::vector<Stop>& stops) const {
        bool all_known = determined(from) && determined(to);
        std::vector<Operands<Value>> records;
        std::vector<PlainStop> plain;
        const Operands<Value> outside{0, 0, from.lo, 0, b_may_be_none, to.lo};
        for (const Stop& stop : stops) {
            all_known = all_known && determined(stop.begin) && determined(stop.end);
            const bool none = is_surely_none(stop.end);
            plain.push_back({stop.begin.lo, none ? Plain() : Plain(stop.end.lo)});
            records.push_back(
                {stop.begin.lo, none ? none_value : stop.end.lo, from.lo, 0, b_may_be_none, to.lo});
        }
        if (!all_known) return {};
        const Plain want = plain_clock(code, plain, from.lo, to.lo);
        const Value got = stepped_clock(code, records, outside);
        return got == (want ? *want : none_value) ? "" : told("known clock", from, to);
    }

    void complete(const std::vector<Stop>& stops, std::vector<PlainStop>& so_far,
                  std::optional<Partial>& hull_so_far) const {
        if (so_far.size() < stops.size()) {
            const Stop& stop = stops[so_far.size()];
            for (Value begin = stop.begin.lo; begin <= stop.begin.hi; ++begin) {
                for (Value end = stop.end.lo; end <= stop.end.hi; ++end) {
                    so_far.push_back({begin, end});
                    complete(stops, so_far, hull_so_far);
                    so_far.pop_back();
                }
                if (!stop.end.none) continue;
                so_far.push_back({begin, {}});
                complete(stops, so_far, hull_so_far);
                so_far.pop_back();
            }
            return;
        }
        for (Value x = from.lo; x <= from.hi; ++x)
            for (Value y = to.lo; y <= to.hi; ++y) {
                const Plain result = plain_clock(code, so_far, x, y);
                const Partial one = result ? exactly(*result) : surely_none;
                hull_so_far = hull_so_far ? hull(*hull_so_far, one) : one;
            }
    }
};

std::vector<Stop> some_stops() {
    std::vector<Stop> all;
    for (Value begin = 0; begin <= 4; begin += 2)
        for (Value width = 0; width <= 2; width += 2)
            for (const Partial& end : {exactly(begin + 1), Partial{begin - 1, begin + 3, false},
                                       Partial{begin + 1, begin + 4, true}, surely_none})
                all.push_back({{begin, begin + width, false}, end});
    return all;
}

std::string unknown_difference(const Try& one, const Stop& stop) {
    const Operands<Partial> x{stop.begin, stop.end, one.from, 0, b_may_be_none, one.to};
    for (Value most = 0; most <= 2; ++most) {
        std::optional<Partial> want;
        std::vector<PlainStop> so_far;
        for (std::size_t length = 0; length <= static_cast<std::size_t>(most); ++length)
            one.complete(std::vector<Stop>(length, stop), so_far, want);
        const auto told_of = [&](Partial got) {
            if (got.hi == for_good && want->none) got.hi = want->hi;
            return got == *want;
        };
        const bool running = one.code == Code::Running;
        const Operands<Range> r{{x.a, false}, {x.b, false}, {x.c, false}, 0, x.flags, {x.d, false}};
        const Range range =
            running ? of_unknown_list<Code::Running>(r, most) : of_unknown_list<Code::RunTo>(r, most);
        if (range.overflow || !told_of(range.value) ||
            !told_of(running ? of_unknown_list<Code::Running>(x, most)
                             : of_unknown_list<Code::RunTo>(x, most)))
            return told("unknown list", one.from, one.to);
    }
    return {};
}

std::string clocks_difference() {
    const std::vector<Stop> stops = some_stops();
    for (const Code code : {Code::Running, Code::RunTo})
        for (const Partial& from : {exactly(0), Partial{0, 1, false}, exactly(3)})
            for (const Partial& to : {exactly(1), Partial{2, 4, false}, exactly(6)}) {
                const Try one{code, from, to};
                std::string found = one.difference({});
                for (const Stop& first : stops) {
                    if (found.empty()) found = one.difference({first});
                    if (found.empty()) found = unknown_difference(one, first);
                    for (const Stop& second : stops)
                        if (found.empty()) found = one.difference({first, second});
                }
                if (!found.empty()) return found;
            }
    return {};
}

}  // namespace

std::string working_days_difference() {
    for (const bool none : {false, true}) {
        for (Value lo = may_first - 3; lo <= may_last + 3; ++lo)
            for (Value hi = lo; hi <= may_last + 3; ++hi)
                if (std::string found = dates_difference({lo, hi, none}); !found.empty()) return found;
        for (Value lo = -1; lo <= working_days_of_may + 2; ++lo)
            for (Value hi = lo; hi <= working_days_of_may + 2; ++hi)
                if (std::string found = numbers_difference({lo, hi, none}); !found.empty()) return found;
    }
    for (const std::uint8_t flags : {std::uint8_t{a_may_be_none}})
        if (!agrees<Code::WorkingDay>(surely_none, flags, exactly(0), 0) ||
            !agrees<Code::WorkingIndex>(surely_none, flags, surely_none, none_value) ||
            !agrees<Code::WorkingDayAt>(surely_none, flags, surely_none, none_value))
            return "none";
    std::string found = ahead_difference();
    return found.empty() ? clocks_difference() : found;
}

}  // namespace tenet::testing
