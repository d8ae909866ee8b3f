#include "tests/unit/runtime_oracle.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tenet::testing {
namespace {

/// What an aggregate reads of one record.
struct PlainRecord {
    Plain a, b;
};
struct PartialRecord {
    Partial a, b;
};

Plain chosen(const std::vector<PlainRecord>& records, bool greatest) {
    Plain best;
    for (const PlainRecord& record : records)
        if (*record.a == 1 && record.b && (!best || (greatest ? *record.b > *best : *record.b < *best)))
            best = record.b;
    return best;
}

bool in_order(const std::vector<PlainRecord>& records) {
    for (std::size_t i = 0; i < records.size(); ++i) {
        const bool is_last = i + 1 == records.size();
        const Plain end = records[i].b;
        if (!end && !is_last) return false;
        if (end && *records[i].a > *end) return false;
        if (!is_last && *end > *records[i + 1].a) return false;
    }
    return true;
}

Plain plain_aggregate(Code code, const std::vector<PlainRecord>& records) {
    Value count = 0, sum = 0, united = 0;
    for (const PlainRecord& record : records) {
        if (code == Code::InOrder || *record.a == 0) continue;
        ++count;
        sum += record.b.value_or(0);
        united |= record.b.value_or(0);
    }
    if (code == Code::Count) return count;
    if (code == Code::Any) return count > 0 ? 1 : 0;
    if (code == Code::Sum) return sum;
    if (code == Code::Union) return united;
    if (code == Code::InOrder) return in_order(records) ? 1 : 0;
    return chosen(records, code == Code::Latest);
}

/// Whether one set has no member that the other lacks.
bool is_part(Value part, Value whole) { return (part & ~whole) == 0; }

std::vector<Plain> completions(const Partial& p, bool sets = false) {
    std::vector<Plain> all;
    for (Value v = p.lo; v <= p.hi; ++v)
        if (!sets || (is_part(p.lo, v) && is_part(v, p.hi))) all.emplace_back(v);
    if (p.none) all.emplace_back();
    return all;
}

/// Calls visit(records) for all that a list of partial records may be.
template <class Visit>
void complete(const std::vector<PartialRecord>& records, bool sets, std::vector<PlainRecord>& so_far,
              const Visit& visit) {
    if (so_far.size() == records.size()) return visit(so_far);
    for (const Plain& a : completions(records[so_far.size()].a))
        for (const Plain& b : completions(records[so_far.size()].b, sets)) {
            so_far.push_back({a, b});
            complete(records, sets, so_far, visit);
            so_far.pop_back();
        }
}

Partial as_one(const Plain& result) { return result ? exactly(*result) : surely_none; }

Partial hull_over(Code code, const std::vector<PartialRecord>& records,
                  std::optional<Partial> hull_so_far = {}) {
    std::vector<PlainRecord> so_far;
    const bool sets = code == Code::Union;
    complete(records, sets, so_far, [&](const std::vector<PlainRecord>& all) {
        const Partial one = as_one(plain_aggregate(code, all));
        hull_so_far = !hull_so_far ? one : sets ? hull_of_sets(*hull_so_far, one) : hull(*hull_so_far, one);
    });
    return *hull_so_far;
}

/// Each comparison of an order counts alone, so that two of one value are not seen together.
Partial order_over(const std::vector<PartialRecord>& records) {
    Partial all = exactly(1);
    const auto require = [&](const Partial& holds) { all = {all.lo & holds.lo, all.hi & holds.hi, false}; };
    for (std::size_t i = 0; i < records.size(); ++i) {
        const bool is_last = i + 1 == records.size();
        const PartialRecord other{exactly(9), exactly(9)};
        require(hull_over(Code::InOrder, is_last ? std::vector<PartialRecord>{records[i]}
                                                 : std::vector<PartialRecord>{records[i], other}));
        const PartialRecord before{exactly(-9), records[is_last ? i : i + 1].a};
        if (!is_last)
            require(hull_over(Code::InOrder, {{exactly(-9), records[i].b}, {before.b, exactly(9)}}));
    }
    return all;
}

/// Runs an aggregate by its steps.
template <class T>
T stepped(Code code, const std::vector<Operands<T>>& records) {
    const auto all = [&]<Code C>() {
        Tally<T> tally = empty_tally<C, T>();
        for (const Operands<T>& x : records)
            add_record<C>(tally, x);
        return finished<C>(tally, Operands<T>{{}, {}, {}, 0, b_may_be_none});
    };
    switch (code) {
#define OPERATOR(name, ...)                                                                                  \
    case Code::name:                                                                                         \
        break;
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, ...)                                                                                 \
    case Code::name:                                                                                         \
        return all.template operator()<Code::name>();
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, ...)                                                                               \
    case Code::name:                                                                                         \
        break;
#include "tenet/requirements.def"
#undef REQUIREMENT
    }
    return T{};
}

constexpr Code aggregates[] = {
#define AGGREGATE(name, ...) Code::name,
#include "tenet/aggregates.def"
#undef AGGREGATE
};
constexpr const char* names[] = {
#define AGGREGATE(name, ...) #name,
#include "tenet/aggregates.def"
#undef AGGREGATE
};

std::string what(Code code, std::string_view domain) {
    return fmt::format("{} {}", domain, names[static_cast<int>(code) - operator_count]);
}

/// Partial values from low to high, with none and without; sets from each that is a part of the other.
std::vector<Partial> partials_of(Value low, Value high, bool with_none, bool sets = false) {
    std::vector<Partial> all;
    for (Value lo = low; lo <= high; ++lo)
        for (Value hi = lo; hi <= high; ++hi)
            for (const bool none : {false, true})
                if ((!none || with_none) && (!sets || is_part(lo, hi))) all.push_back({lo, hi, none});
    if (with_none) all.push_back(surely_none);
    return all;
}

std::vector<PartialRecord> records_of(Code code, Value low, Value high) {
    std::vector<PartialRecord> all;
    const bool order = code == Code::InOrder, has_value = operand_count(code) > 1;
    for (const Partial& a : order ? partials_of(low, high, false) : partials_of(0, 1, false))
        for (const Partial& b :
             has_value ? partials_of(low, high, true, code == Code::Union) : std::vector<Partial>{exactly(0)})
            all.push_back({a, b});
    return all;
}

template <class T, class Make>
std::vector<Operands<T>> operands_of(const std::vector<PartialRecord>& records, const Make& make) {
    std::vector<Operands<T>> all;
    for (const PartialRecord& record : records)
        all.push_back({make(record.a), make(record.b), {}, 0, b_may_be_none});
    return all;
}

bool same_as_plain(Code code, const std::vector<PartialRecord>& records) {
    const Partial want = code == Code::InOrder ? order_over(records) : hull_over(code, records);
    const auto itself = [](const Partial& p) { return p; };
    if (!(stepped(code, operands_of<Partial>(records, itself)) == want)) return false;
    for (const PartialRecord& record : records)
        if (!determined(record.a) || !determined(record.b)) return true;
    const auto known = [](const Partial& p) { return is_surely_none(p) ? none_value : p.lo; };
    const Value got = stepped(code, operands_of<Value>(records, known));
    return got == (is_surely_none(want) ? none_value : want.lo);
}

/// All lists of up to `most` records.
std::string known_lists_difference(Code code, Value low, Value high, std::size_t most) {
    const std::vector<PartialRecord> choices = records_of(code, low, high);
    std::vector<PartialRecord> list;
    const auto differs = [&](const auto& self) -> bool {
        if (!same_as_plain(code, list)) return true;
        if (list.size() == most) return false;
        for (const PartialRecord& record : choices) {
            list.push_back(record);
            if (self(self)) return true;
            list.pop_back();
        }
        return false;
    };
    return differs(differs) ? what(code, "list") : "";
}

template <class T>
T unknown_list(Code code, const Operands<T>& x, Value most) {
    switch (code) {
#define OPERATOR(name, ...)                                                                                  \
    case Code::name:                                                                                         \
        break;
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, ...)                                                                                 \
    case Code::name:                                                                                         \
        return of_unknown_list<Code::name>(x, most);
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, ...)                                                                               \
    case Code::name:                                                                                         \
        break;
#include "tenet/requirements.def"
#undef REQUIREMENT
    }
    return T{};
}

/// Lists of which nothing is known but what each record may be and how many there are at most.
std::string unknown_lists_difference(Code code) {
    const bool sets = code == Code::Union;
    for (const PartialRecord& record : records_of(code, sets ? 0 : -1, sets ? 3 : 1))
        for (std::size_t most = 0; most <= 2; ++most) {
            Partial want = hull_over(code, {});
            for (std::size_t length = 1; length <= most; ++length)
                want = hull_over(code, std::vector<PartialRecord>(length, record), want);
            if (code == Code::InOrder && most > 0) want = maybe;
            const auto bound = static_cast<Value>(most);
            if (!(unknown_list<Partial>(code, {record.a, record.b}, bound) == want))
                return what(code, "unknown list");
            const Range range = unknown_list<Range>(code, {{record.a, false}, {record.b, false}}, bound);
            if (!(range == Range{want, false})) return what(code, "range");
        }
    return {};
}

std::string sum_overflow_difference() {
    const Operands<Range> x{{maybe, false}, {{-1, value_limit / 2, false}, false}};
    const Range three = of_unknown_list<Code::Sum>(x, 3), two = of_unknown_list<Code::Sum>(x, 2);
    if (!(three == Range{{-3, value_limit, false}, true})) return "range of Sum";
    return two == Range{{-2, value_limit, false}, false} ? "" : "range of Sum";
}

}  // namespace

std::string lists_difference() {
    if (std::string found = known_lists_difference(Code::Union, 0, 3, 2); !found.empty()) return found;
    if (std::string found = unknown_lists_difference(Code::Union); !found.empty()) return found;
    for (const Code code : aggregates) {
        if (is_clock(code) || code == Code::Union) continue;
        for (std::string found : {known_lists_difference(code, -1, 1, 2),
                                  known_lists_difference(code, 0, 1, 3), unknown_lists_difference(code)})
            if (!found.empty()) return found;
    }
    return sum_overflow_difference();
}

}  // namespace tenet::testing
