#include "compiler/reference_aggregates.hpp"

#include "compiler/reference_possible.hpp"

#include <algorithm>

namespace tenet::compiler::reference {
namespace {

/// Whether a record may add its value at all, and whether it surely does.
bool may_add(const RecordValues& r) { return !surely_not(r.passes) && r.first.may_be_value; }
bool surely_adds(const RecordList& list, const RecordValues& r) {
    return !list.unknown && surely(r.passes) && r.first.may_be_value && !r.first.may_be_none;
}

}  // namespace

Possible count_of(const RecordList& list) {
    Possible count{true, false, 0, 0};
    for (const RecordValues& r : list.records) {
        if (surely(r.passes) && !list.unknown) ++count.low;
        if (!surely_not(r.passes)) count.high += list.unknown ? list.most : 1;
    }
    return count;
}

Possible any_of(const RecordList& list) {
    bool sure = false, possible = false;
    for (const RecordValues& r : list.records) {
        sure = sure || (surely(r.passes) && !list.unknown);
        possible = possible || !surely_not(r.passes);
    }
    return truth(sure, possible);
}

Possible every_of(const RecordList& list) {
    bool sure = true, possible = true;
    for (const RecordValues& r : list.records) {
        sure = sure && surely(r.passes);
        possible = possible && (!surely_not(r.passes) || list.unknown);
    }
    return truth(sure, possible);
}

Possible sum_of(const RecordList& list) {
    Possible sum{true, false, 0, 0};
    const std::int64_t times = list.unknown ? list.most : 1;
    for (const RecordValues& r : list.records) {
        if (!may_add(r)) continue;
        const bool sure = surely_adds(list, r);
        sum.low += times * (sure ? r.first.low : std::min<std::int64_t>(0, r.first.low));
        sum.high += times * (sure ? r.first.high : std::max<std::int64_t>(0, r.first.high));
    }
    return sum;
}

Possible latest_of(const RecordList& list) {
    Possible latest = only_none();
    bool held = false;
    for (const RecordValues& r : list.records) {
        if (!may_add(r)) continue;
        const bool first = !latest.may_be_value;
        latest.high = first ? r.first.high : std::max(latest.high, r.first.high);
        if (surely_adds(list, r)) {
            // What surely counts holds the lower end up; what only may count no longer pulls it down.
            latest.low = held ? std::max(latest.low, r.first.low) : r.first.low;
            held = true;
        } else if (!held) {
            latest.low = first ? r.first.low : std::min(latest.low, r.first.low);
        }
        latest.may_be_value = true;
    }
    latest.may_be_none = !held;
    return latest;
}

Possible earliest_of(const RecordList& list) {
    // The latest on a calendar that runs the other way.
    RecordList mirrored = list;
    for (RecordValues& r : mirrored.records)
        r.first = times(r.first, -1);
    return times(latest_of(mirrored), -1);
}

Possible union_of(const RecordList& list) {
    Possible all{true, false, 0, 0};
    for (const RecordValues& r : list.records) {
        if (!may_add(r)) continue;
        if (surely_adds(list, r)) all.low |= r.first.low;
        all.high |= r.first.high;
    }
    return all;
}

Possible ends_in_order(const RecordList& list, std::size_t i) {
    const Possible &begin = list.records[i].first, &end = list.records[i].second;
    if (i + 1 != list.records.size()) return ordered(begin, end, true);
    return truth(!end.may_be_value || begin.high <= end.low, end.may_be_none || begin.low <= end.high);
}

Possible next_in_order(const RecordList& list, std::size_t i) {
    return ordered(list.records[i].second, list.records[i + 1].first, true);
}

Possible in_order(const RecordList& list) {
    if (list.unknown) return truth(false, true);
    Possible all = truth(true, true);
    for (std::size_t i = 0; i < list.records.size(); ++i) {
        all = both(all, ends_in_order(list, i));
        if (i + 1 < list.records.size()) all = both(all, next_in_order(list, i));
    }
    return all;
}

}  // namespace tenet::compiler::reference
