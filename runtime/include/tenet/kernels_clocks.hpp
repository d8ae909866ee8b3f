#pragma once

#include "tenet/kernels_lists.hpp"

/// The rules of clocks that stop: aggregates that go from record to record, of which the first operand is where the clock stops
/// and the second where it goes on, never where that is none. Operands c and d are not of the records: where it is set
/// going, and up to where or for how long it is to run.
namespace tenet {

/// Where a clock goes on that stopped for good.
inline constexpr Value for_good = value_limit;

/// One clock. Later beginnings of stops and earlier ends let it run longer, so that of records that may be several things these
/// ends give the bounds.
struct Clock {
    Value run = 0;               ///< for how long it has run
    Value at = before_all;       ///< where it is
    Value reached = before_all;  ///< where it had run for long enough

    TENET_INLINE constexpr Value stop(Value from, Value begin) const {
        const Value now = at > from ? at : from;
        return now > begin ? now : begin;
    }
    /// Past one record, as far as `to`.
    TENET_INLINE constexpr void count(Value from, Value to, Value begin, Value end) {
        const Value now = at > from ? at : from, next = stop(from, begin);
        const Value counted = next < to ? next : to;
        if (counted > now) run = wrapping_add(run, wrapping_sub(counted, now));
        at = next > end ? next : end;
    }
    /// Past one record, until it has run for `length`.
    TENET_INLINE constexpr void seek(Value from, Value length, Value begin, Value end) {
        const Value now = at > from ? at : from, next = stop(from, begin);
        const Value total = wrapping_add(run, wrapping_sub(next, now));
        if (reached == before_all && total >= length) reached = wrapping_add(now, wrapping_sub(length, run));
        run = total;
        at = next > end ? next : end;
    }
    /// How long it runs in all, up to `to`.
    TENET_INLINE constexpr Value counted(Value from, Value to) const {
        const Value now = at > from ? at : from;
        return to > now ? wrapping_add(run, wrapping_sub(to, now)) : run;
    }
    /// Where it has run for `length`; none if it stopped for good before.
    TENET_INLINE constexpr Value sought(Value from, Value length) const {
        if (reached != before_all) return reached;
        const Value now = at > from ? at : from;
        return now >= for_good ? none_value : wrapping_add(now, wrapping_sub(length, run));
    }
};

namespace aggregate {

/// Where a stop ends at the earliest and at the latest.
TENET_INLINE constexpr Value earliest_end(const Partial& b) { return may_be_value(b) ? b.lo : for_good; }
TENET_INLINE constexpr Value latest_end(const Partial& b) { return may_be_value(b) ? b.hi : for_good; }

struct Running {
    static constexpr Value of_nothing = 0;
    TENET_INLINE static constexpr void known(Tally<Value>& t, const Operands<Value>& x) {
        Clock clock{t.value, t.a, t.b};
        clock.count(x.c, x.d, x.a, is_none(x.b, x.flags, b_may_be_none) ? for_good : x.b);
        t = {clock.run, clock.at, clock.reached, {}};
    }
    static constexpr void partial(Tally<Partial>& t, const Operands<Partial>& x) {
        Clock least{t.value.lo, t.a.lo}, most{t.value.hi, t.a.hi};
        least.count(x.c.hi, x.d.lo, x.a.lo, x.b.none ? for_good : x.b.hi);
        most.count(x.c.lo, x.d.hi, x.a.hi, earliest_end(x.b));
        t.value = {least.run, most.run, false};
        t.a = {least.at, most.at, false};
    }
    TENET_INLINE static constexpr Value last(const Tally<Value>& t, const Operands<Value>& x) {
        return Clock{t.value, t.a, t.b}.counted(x.c, x.d);
    }
    static constexpr Partial last(const Tally<Partial>& t, const Operands<Partial>& x) {
        const Clock least{t.value.lo, t.a.lo}, most{t.value.hi, t.a.hi};
        return {least.counted(x.c.hi, x.d.lo), most.counted(x.c.lo, x.d.hi), false};
    }
    /// The more records, the less it runs; and one that stops it as early and as long as any may does so as much as all of them.
    static constexpr Range unknown(const Operands<Partial>& x, Value most) {
        const Value all = Clock{}.counted(x.c.lo, x.d.hi);
        Clock least;
        if (most > 0) least.count(x.c.hi, x.d.lo, x.a.lo, x.b.none ? for_good : x.b.hi);
        return {{least.counted(x.c.hi, x.d.lo), all, false}, false};
    }
};

struct RunTo {
    static constexpr Value of_nothing = 0;
    TENET_INLINE static constexpr void known(Tally<Value>& t, const Operands<Value>& x) {
        Clock clock{t.value, t.a, t.b};
        clock.seek(x.c, x.d, x.a, is_none(x.b, x.flags, b_may_be_none) ? for_good : x.b);
        t = {clock.run, clock.at, clock.reached, {}};
    }
    /// Three clocks: the soonest, the latest, and the latest for which a stop without an end is one for good.
    static constexpr void partial(Tally<Partial>& t, const Operands<Partial>& x) {
        Clock soonest{t.value.lo, t.a.lo, t.b.lo}, latest{t.value.hi, t.a.hi, t.b.hi};
        soonest.seek(x.c.lo, x.d.lo, x.a.hi, earliest_end(x.b));
        latest.seek(x.c.hi, x.d.hi, x.a.lo, latest_end(x.b));
        Clock stopped{t.c.lo, t.c.hi, t.c.none ? 0 : before_all};
        stopped.seek(x.c.hi, x.d.hi, x.a.lo, x.b.none ? for_good : x.b.hi);
        t = {{soonest.run, latest.run, false},
             {soonest.at, latest.at, false},
             {soonest.reached, latest.reached, false},
             {stopped.run, stopped.at, stopped.reached != before_all}};
    }
    TENET_INLINE static constexpr Value last(const Tally<Value>& t, const Operands<Value>& x) {
        return Clock{t.value, t.a, t.b}.sought(x.c, x.d);
    }
    static constexpr Partial last(const Tally<Partial>& t, const Operands<Partial>& x) {
        return between(Clock{t.value.lo, t.a.lo, t.b.lo}, Clock{t.value.hi, t.a.hi, t.b.hi},
                       Clock{t.c.lo, t.c.hi, t.c.none ? 0 : before_all}, x);
    }
    static constexpr Range unknown(const Operands<Partial>& x, Value most) {
        Clock latest, stopped;
        if (most > 0) {
            latest.seek(x.c.hi, x.d.hi, x.a.lo, latest_end(x.b));
            stopped.seek(x.c.hi, x.d.hi, x.a.lo, x.b.none ? for_good : x.b.hi);
        }
        const Partial sought = between(Clock{}, latest, stopped, x);
        return limited(sought.lo, sought.hi, sought.none);
    }

  private:
    static constexpr Partial between(const Clock& soonest, const Clock& latest, const Clock& stopped,
                                     const Operands<Partial>& x) {
        const Value low = soonest.sought(x.c.lo, x.d.lo), high = latest.sought(x.c.hi, x.d.hi);
        if (low == none_value) return surely_none;
        return {low, high == none_value ? for_good : high, stopped.sought(x.c.hi, x.d.hi) == none_value};
    }
};

}  // namespace aggregate

/// Which aggregates are clocks.
constexpr bool is_clock(Code code) { return code == Code::Running || code == Code::RunTo; }

/// Whether the first operand of an aggregate is the condition under which a record counts.
constexpr bool has_condition(Code code) { return code != Code::InOrder && !is_clock(code); }

}  // namespace tenet
