#include "compiler/vary.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <set>

namespace tenet::compiler {
namespace {

using State = FactValue::State;
using typed::Base;

/// A day on which calendars have years before and behind it.
constexpr std::int64_t ordinary_day = 45000;  // 2023-03-17

FactValue known(std::int64_t value) {
    FactValue of;
    of.state = State::Known;
    of.value = value;
    return of;
}

FactValue none() {
    FactValue of;
    of.state = State::None;
    return of;
}

bool is_amount(Base base) {
    return base == Base::Count || base == Base::Number || base == Base::Days || base == Base::Hours ||
           base == Base::Date;
}

FactValue plain(const typed::Type& type, std::int64_t day) {
    if (type.base == Base::Date) return known(std::clamp(day, type.low, type.high));
    if (is_amount(type.base)) return known(std::clamp<std::int64_t>(0, type.low, type.high));
    return known(type.base == Base::Choice || type.base == Base::Text ? 0 : type.low);
}

/// Makes the other values that one fact or field may have.
class Values {
  public:
    Values(const Table& table, const std::vector<Coverage::Gap>& gaps, std::int64_t day)
        : table_(table), gaps_(gaps), day_(day) {}

    std::vector<FactValue> other_than(const typed::Type& type, const FactValue& now) const {
        std::vector<FactValue> all;
        if (now.state != State::Unknown) all.push_back({});
        if (type.or_none && now.state != State::None) all.push_back(none());
        for (const std::int64_t value : numbers(type, now))
            if (now.state != State::Known || now.value != value) all.push_back(known(value));
        for (std::size_t i = 0; type.base == Base::Text && i < table_.texts.size(); ++i) {
            all.push_back(known(static_cast<std::int64_t>(i) + 1));
            all.back().text = table_.texts[i];
        }
        return all;
    }

  private:
    std::set<std::int64_t> numbers(const typed::Type& type, const FactValue& now) const {
        std::set<std::int64_t> all;
        const auto add = [&](std::int64_t value) {
            if (value >= type.low && value <= type.high) all.insert(value);
        };
        if (type.base == Base::YesNo) return {0, 1};
        if (type.base == Base::Choice)
            for (std::size_t i = 0; i < table_.choices[type.of].values.size(); ++i)
                all.insert(static_cast<std::int64_t>(i));
        if (type.base == Base::Set)
            for (std::size_t i = 0; i < table_.choices[type.of].values.size() && i < 63; ++i)
                all.insert((now.state == State::Known ? now.value : 0) ^ (std::int64_t{1} << i));
        if (!is_amount(type.base)) return all;
        const std::int64_t from = now.state == State::Known ? now.value : plain(type, day_).value;
        const std::int64_t unit = type.scale;
        for (const std::int64_t by : {std::int64_t{0}, std::int64_t{1}, unit}) {
            add(from - by);
            add(from + by);
        }
        for (const Coverage::Gap& gap : gaps_) {
            // Farther than this no fact reaches.
            constexpr std::int64_t farthest = std::int64_t{1} << 40U;
            const std::int64_t common = std::gcd(unit, std::int64_t{gap.scale}), parts = gap.scale / common;
            if (gap.more % parts != 0 || std::abs(gap.more / parts) > farthest) continue;
            const std::int64_t by = gap.more / parts * (unit / common);
            add(from + by);
            add(from - by);
        }
        return all;
    }

    const Table& table_;
    const std::vector<Coverage::Gap>& gaps_;
    std::int64_t day_;
};

/// Changes one list of an applicant in one place after the other.
class Lists {
  public:
    Lists(const Table& table, const Values& values, const std::function<bool(const FactRow&)>& take)
        : table_(table), values_(values), take_(take) {}

    bool vary(FactRow row, std::uint32_t fact) const {
        const FactValue now = row[fact];
        const TableRecord& type = table_.records[table_.facts[fact].type.of];
        const auto put = [&](std::vector<Record> records) {
            FactValue list = known(static_cast<std::int64_t>(records.size()));
            list.records = std::move(records);
            if (list.value > table_.facts[fact].type.high) return true;
            row[fact] = std::move(list);
            return take_(row);
        };
        if (now.state != State::Known || !now.records.empty()) {
            if (!put({})) return false;
        }
        if (now.state == State::Known) {
            row[fact] = {};
            if (!take_(row)) return false;
        }
        if (now.records.empty()) return put({plain_record(type)});
        for (std::size_t i = 0; i < now.records.size(); ++i) {
            std::vector<Record> records = now.records;
            records.push_back(records[i]);
            if (!put(records)) return false;
            records.pop_back();
            records.erase(records.begin() + static_cast<std::ptrdiff_t>(i));
            if (!put(std::move(records)) || !vary_record(now.records, i, type, put)) return false;
        }
        return true;
    }

    Record plain_record(const TableRecord& type) const {
        Record record;
        for (std::size_t f = 0; f < type.fields.size(); ++f) {
            const std::uint32_t at = type.declared[f];
            if (record.fields.size() <= at) record.fields.resize(at + 1);
            record.fields[at] = plain(type.fields[f].type, ordinary_day);
        }
        return record;
    }

  private:
    template <class Put>
    bool vary_record(const std::vector<Record>& now, std::size_t at, const TableRecord& type,
                     const Put& put) const {
        for (std::size_t f = 0; f < type.fields.size(); ++f) {
            std::vector<Record> records = now;
            std::vector<FactValue>& fields = records[at].fields;
            const std::uint32_t declared = type.declared[f];
            if (fields.size() <= declared) fields.resize(declared + 1);
            for (FactValue& value : values_.other_than(type.fields[f].type, FactValue(fields[declared]))) {
                fields[declared] = std::move(value);
                if (!put(records)) return false;
            }
        }
        return true;
    }

    const Table& table_;
    const Values& values_;
    const std::function<bool(const FactRow&)>& take_;
};

}  // namespace

bool vary(const Table& table, const FactRow& facts, const std::vector<Coverage::Gap>& gaps,
          const std::function<bool(const FactRow&)>& take) {
    const bool dated = table.as_of < facts.size() && facts[table.as_of].state == State::Known;
    const Values values(table, gaps, dated ? facts[table.as_of].value : ordinary_day);
    const Lists lists(table, values, take);
    for (std::uint32_t i = 0; i < facts.size(); ++i) {
        if (table.facts[i].type.base == Base::List) {
            if (!lists.vary(facts, i)) return false;
            continue;
        }
        FactRow row = facts;
        for (FactValue& value : values.other_than(table.facts[i].type, facts[i])) {
            row[i] = std::move(value);
            if (!take(row)) return false;
        }
    }
    return true;
}

FactRow plain_facts(const Table& table) {
    FactRow row;
    for (const TableFact& fact : table.facts)
        row.push_back(plain(fact.type, ordinary_day));
    return row;
}

}  // namespace tenet::compiler
