#include "compiler/reference_possible.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace tenet::compiler::reference {
namespace {

using ast::CompareOp;
using typed::Base;

bool has(std::uint64_t members, std::int64_t value) {
    return ((members >> static_cast<unsigned>(value)) & 1U) != 0;
}

/// Any of the members, at least one; the ends are the first and the last.
Possible one_of(std::uint64_t members, bool or_none) {
    std::int64_t first = 0, last = 63;
    while (!has(members, first))
        ++first;
    while (!has(members, last))
        --last;
    return {true, or_none, first, last, members};
}

/// Whether there is a set that has all members of both lows and none beyond either high.
bool sets_overlap(const Possible& p, const Possible& q) {
    return (p.low & ~q.high) == 0 && (q.low & ~p.high) == 0;
}

bool overlap(const Possible& p, const Possible& q, Shape shape) {
    if (!p.may_be_value || !q.may_be_value) return false;
    switch (shape) {
    case Shape::Interval: return p.low <= q.high && q.low <= p.high;
    case Shape::Members: return (p.members & q.members) != 0;
    case Shape::Set: return sets_overlap(p, q);
    }
    __builtin_unreachable();
}

/// Whether the value `index` of a choice is one that p may be.
bool may_be(const Possible& p, std::int64_t index) {
    if (!p.may_be_value || index < p.low || index > p.high) return false;
    return index >= 64 || has(p.members, index);
}

/// Whether all values that p may be, and whether some, are ones that `counts` accepts; none is no.
template <class Counts>
Possible each_value(const Possible& p, const Counts& counts) {
    bool all = p.may_be_value && !p.may_be_none, some = false;
    for (std::int64_t index = p.low; index <= p.high; ++index) {
        if (!may_be(p, index)) continue;
        const Possible in = counts(index);
        all = all && surely(in);
        some = some || !surely_not(in);
    }
    return truth(all, some);
}

}  // namespace

Shape shape_of(const typed::Module& module, const typed::Type& type) {
    constexpr std::size_t most = 64;
    if (type.base == Base::Set) return Shape::Set;
    // Index 0 is any text that the policy does not mention.
    if (type.base == Base::Text) return module.texts.size() + 1 <= most ? Shape::Members : Shape::Interval;
    if (type.base != Base::Choice) return Shape::Interval;
    return module.choices[type.of].values.size() <= most ? Shape::Members : Shape::Interval;
}

Possible point(std::int64_t value, Shape shape) {
    Possible p{true, false, value, value};
    if (shape == Shape::Members) p.members = std::uint64_t{1} << static_cast<unsigned>(value);
    return p;
}

Possible only_none() { return {false, true, 0, 0}; }

Possible truth(bool surely, bool possibly) { return {true, false, surely ? 1 : 0, possibly ? 1 : 0}; }

Possible anything(const typed::Type& type, Shape shape) {
    Possible p{true, type.or_none, type.low, type.high};
    if (shape != Shape::Members) return p;
    p.members = 0;
    for (std::int64_t value = type.low; value <= type.high; ++value)
        p.members |= std::uint64_t{1} << static_cast<unsigned>(value);
    return p;
}

bool surely(const Possible& p) { return p.may_be_value && !p.may_be_none && p.low == 1; }
bool surely_not(const Possible& p) { return p.may_be_value && !p.may_be_none && p.high == 0; }

Possible negate(const Possible& p) { return truth(p.high == 0, p.low == 0); }
Possible both(const Possible& p, const Possible& q) { return truth(p.low && q.low, p.high && q.high); }
Possible either(const Possible& p, const Possible& q) { return truth(p.low || q.low, p.high || q.high); }

Possible hull(const Possible& p, const Possible& q, Shape shape) {
    const bool or_none = p.may_be_none || q.may_be_none;
    if (!p.may_be_value || !q.may_be_value) {
        Possible result = p.may_be_value ? p : q;
        result.may_be_none = or_none;
        return result;
    }
    switch (shape) {
    case Shape::Interval: return {true, or_none, std::min(p.low, q.low), std::max(p.high, q.high)};
    case Shape::Members: return one_of(p.members | q.members, or_none);
    case Shape::Set: return {true, or_none, p.low & q.low, p.high | q.high};
    }
    __builtin_unreachable();
}

Possible equal(const Possible& p, const Possible& q, Shape shape) {
    const bool common = overlap(p, q, shape);
    const bool same_value = p.determined() && q.determined() && common;
    const bool same_none = !p.may_be_value && !q.may_be_value;
    return truth(same_value || same_none, common || (p.may_be_none && q.may_be_none));
}

Possible ordered(const Possible& p, const Possible& q, bool same_counts) {
    if (!p.may_be_value || !q.may_be_value) return truth(false, false);
    const std::int64_t slack = same_counts ? 0 : 1;
    const bool sure = !p.may_be_none && !q.may_be_none && p.high + slack <= q.low;
    return truth(sure, p.low + slack <= q.high);
}

Possible compare(CompareOp op, const Possible& p, const Possible& q, Shape shape) {
    switch (op) {
    case CompareOp::Eq: return equal(p, q, shape);
    case CompareOp::Ne: return negate(equal(p, q, shape));
    case CompareOp::Lt: return ordered(p, q, false);
    case CompareOp::Le: return ordered(p, q, true);
    case CompareOp::Gt: return ordered(q, p, false);
    case CompareOp::Ge: return ordered(q, p, true);
    }
    __builtin_unreachable();
}

Possible between(const Possible& x, const Possible& low, const Possible& high) {
    if (!x.may_be_value || !low.may_be_value || !high.may_be_value) return truth(false, false);
    const bool whole = !x.may_be_none && !low.may_be_none && !high.may_be_none;
    return truth(whole && low.high <= x.low && x.high <= high.low,
                 low.low <= x.high && x.low <= high.high && low.low <= high.high);
}

Possible in_group(const Possible& p, const std::vector<bool>& members) {
    return each_value(p, [&](std::int64_t index) {
        const bool in = members[static_cast<std::size_t>(index)];
        return truth(in, in);
    });
}

Possible in_set(const Possible& p, const Possible& set) {
    if (!set.may_be_value) return truth(false, false);
    return each_value(p, [&](std::int64_t index) {
        const auto low = static_cast<std::uint64_t>(set.low), high = static_cast<std::uint64_t>(set.high);
        return truth(has(low, index) && !set.may_be_none, has(high, index));
    });
}

Possible covers(const Possible& set, std::uint64_t members) {
    if (!set.may_be_value) return truth(false, false);
    const auto has_all = [&](std::int64_t some) {
        return (members & ~static_cast<std::uint64_t>(some)) == 0;
    };
    return truth(!set.may_be_none && has_all(set.low), has_all(set.high));
}

Possible as_set(const Possible& p) {
    if (!p.may_be_value) return only_none();
    Possible set{true, p.may_be_none, 0, 0};
    for (std::int64_t value = p.low; value <= p.high; ++value)
        if (may_be(p, value)) set.high |= std::int64_t{1} << value;
    if (p.low == p.high) set.low = set.high;
    return set;
}

Possible sum(const Possible& p, const Possible& q, bool minus) {
    if (!p.may_be_value || !q.may_be_value) return only_none();
    const bool none = p.may_be_none || q.may_be_none;
    if (minus) return {true, none, p.low - q.high, p.high - q.low};
    return {true, none, p.low + q.low, p.high + q.high};
}

Possible times(Possible p, std::int64_t factor) {
    if (!p.may_be_value) return p;
    p.low *= factor;
    p.high *= factor;
    if (factor < 0) std::swap(p.low, p.high);
    return p;
}

}  // namespace tenet::compiler::reference
