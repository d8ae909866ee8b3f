#include "compiler/shared_facts.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::Base;
using typed::no_index;

const TableFact* fact_of_id(const std::vector<TableFact>& facts, const std::string& id) {
    const auto found =
        std::find_if(facts.begin(), facts.end(), [&](const TableFact& fact) { return fact.id == id; });
    return found == facts.end() ? nullptr : &*found;
}

bool of_a_choice(Base base) { return base == Base::Choice || base == Base::Set; }

std::uint32_t value_of_id(const TableChoice& choice, const std::string& id) {
    for (std::uint32_t i = 0; i < choice.values.size(); ++i)
        if (choice.values[i].id == id) return i;
    return no_index;
}

}  // namespace

SharedFacts::SharedFacts(const Table& old_table, const Table& new_table) : tables_{&old_table, &new_table} {
    for (const Version version : {Version::Old, Version::New})
        for (std::size_t i = 0; i < table(version).texts.size(); ++i)
            texts_[place_of(version)].emplace(table(version).texts[i], static_cast<std::int64_t>(i) + 1);
    const auto slot_of = [](const Table& table, const TableFact* fact) {
        return static_cast<std::uint32_t>(fact - table.facts.data());
    };
    for (const TableFact& fact : new_table.facts) {
        const TableFact* const before = fact_of_id(old_table.facts, fact.id);
        SharedFact shared = matched(before, &fact);
        shared.slots[1] = slot_of(new_table, &fact);
        if (before != nullptr && shared.type.low <= shared.type.high) {
            shared.slots[0] = slot_of(old_table, before);
            facts_.push_back(std::move(shared));
            continue;
        }
        facts_.push_back(matched(nullptr, &fact));
        facts_.back().slots[1] = slot_of(new_table, &fact);
        if (before == nullptr) continue;
        facts_.push_back(matched(before, nullptr));
        facts_.back().slots[0] = slot_of(old_table, before);
    }
    for (const TableFact& fact : old_table.facts) {
        if (fact_of_id(new_table.facts, fact.id) != nullptr) continue;
        facts_.push_back(matched(&fact, nullptr));
        facts_.back().slots[0] = slot_of(old_table, &fact);
    }
    for (const Version version : {Version::Old, Version::New})
        for (std::uint32_t i = 0; i < facts_.size(); ++i)
            if (facts_[i].slots[place_of(version)] == table(version).as_of &&
                table(version).as_of != no_index)
                as_of_ = i;
}

/// A range from which nothing is left says that the two have no value in common.
SharedFact SharedFacts::matched(const TableFact* old_fact, const TableFact* new_fact) {
    SharedFact out;
    const TableFact& any = new_fact != nullptr ? *new_fact : *old_fact;
    out.id = any.id;
    out.type = any.type;
    if (old_fact != nullptr && new_fact != nullptr && !join_types(out, old_fact->type, new_fact->type)) {
        out.type.low = 1;
        out.type.high = 0;
        return out;
    }
    const std::uint32_t old_of = old_fact != nullptr ? old_fact->type.of : no_index;
    const std::uint32_t new_of = new_fact != nullptr ? new_fact->type.of : no_index;
    if (of_a_choice(any.type.base)) {
        out.type.of = add_choice(old_of, new_of);
        const std::size_t count = choices_.back().values.size();
        out.type.low = 0;
        out.type.high = static_cast<std::int64_t>(count) - 1;
        if (any.type.base == Base::Set)
            out.type.high = count >= 63 ? INT64_MAX : (std::int64_t{1} << count) - 1;
    }
    if (any.type.base == Base::List) out.type.of = add_record(old_of, new_of);
    return out;
}

/// In the coarser of two units, within both ranges.
bool SharedFacts::join_types(SharedFact& fact, const typed::Type& a, const typed::Type& b) {
    if (a.base != b.base) return false;
    fact.type.or_none = a.or_none && b.or_none;
    if (a.base == Base::Text || of_a_choice(a.base)) return true;
    fact.type.scale = std::min(a.scale, b.scale);
    if (a.scale % fact.type.scale != 0 || b.scale % fact.type.scale != 0) return false;
    fact.divisors = {a.scale / fact.type.scale, b.scale / fact.type.scale};
    const auto up = [](std::int64_t value, std::int64_t by) {
        return value / by + (value > 0 && value % by != 0);
    };
    const auto down = [](std::int64_t value, std::int64_t by) {
        return value / by - (value < 0 && value % by != 0);
    };
    fact.type.low = std::max(up(a.low, fact.divisors[0]), up(b.low, fact.divisors[1]));
    fact.type.high = std::min(down(a.high, fact.divisors[0]), down(b.high, fact.divisors[1]));
    return true;
}

std::uint32_t SharedFacts::add_choice(std::uint32_t old_choice, std::uint32_t new_choice) {
    SharedChoice out;
    const Table& of = table(new_choice != no_index ? Version::New : Version::Old);
    for (const TableChoiceValue& value :
         of.choices[new_choice != no_index ? new_choice : old_choice].values) {
        std::array<std::uint32_t, 2> places{no_index, no_index};
        if (old_choice != no_index)
            places[0] = value_of_id(table(Version::Old).choices[old_choice], value.id);
        if (new_choice != no_index)
            places[1] = value_of_id(table(Version::New).choices[new_choice], value.id);
        if ((old_choice != no_index && places[0] == no_index) ||
            (new_choice != no_index && places[1] == no_index))
            continue;
        out.values.push_back(value.id);
        for (const std::size_t i : {0U, 1U})
            out.of_version[i].push_back(places[i]);
    }
    choices_.push_back(std::move(out));
    return static_cast<std::uint32_t>(choices_.size() - 1);
}

std::uint32_t SharedFacts::add_record(std::uint32_t old_record, std::uint32_t new_record) {
    static const TableRecord nothing{};
    const TableRecord& before = old_record != no_index ? table(Version::Old).records[old_record] : nothing;
    const TableRecord& after = new_record != no_index ? table(Version::New).records[new_record] : nothing;
    std::vector<SharedFact> fields;
    const auto slot = [](const TableRecord& record, const TableFact* field) {
        return record.declared[static_cast<std::size_t>(field - record.fields.data())];
    };
    for (const TableFact& field : after.fields) {
        const TableFact* const other = fact_of_id(before.fields, field.id);
        SharedFact shared = matched(other, &field);
        const bool common = other != nullptr && shared.type.low <= shared.type.high;
        if (!common && other != nullptr) shared = matched(nullptr, &field);
        shared.slots[1] = slot(after, &field);
        if (common) shared.slots[0] = slot(before, other);
        fields.push_back(std::move(shared));
        if (common || other == nullptr) continue;
        fields.push_back(matched(other, nullptr));
        fields.back().slots[0] = slot(before, other);
    }
    for (const TableFact& field : before.fields) {
        if (fact_of_id(after.fields, field.id) != nullptr) continue;
        fields.push_back(matched(&field, nullptr));
        fields.back().slots[0] = slot(before, &field);
    }
    records_.push_back(std::move(fields));
    return static_cast<std::uint32_t>(records_.size() - 1);
}

FactValue SharedFacts::value_of(Version version, const SharedFact& fact, const FactValue& value) const {
    FactValue out = value;
    if (value.state != FactValue::State::Known) return out;
    const std::size_t side = place_of(version);
    switch (fact.type.base) {
    case Base::Choice:
        out.value = choices_[fact.type.of].of_version[side][static_cast<std::size_t>(value.value)];
        return out;
    case Base::Set:
        out.value = 0;
        for (auto bits = static_cast<std::uint64_t>(value.value); bits != 0; bits &= bits - 1) {
            const auto member = static_cast<std::size_t>(std::countr_zero(bits));
            out.value |= static_cast<std::int64_t>(std::uint64_t{1}
                                                   << choices_[fact.type.of].of_version[side][member]);
        }
        return out;
    case Base::Text: {
        const auto known = texts_[side].find(value.text);
        out.value = known == texts_[side].end() ? 0 : known->second;
        return out;
    }
    case Base::List:
        out.records.clear();
        for (const Record& record : value.records) {
            Record& made = out.records.emplace_back();
            const std::vector<SharedFact>& fields = records_[fact.type.of];
            for (std::size_t i = 0; i < fields.size(); ++i) {
                const std::uint32_t slot = fields[i].slots[side];
                if (slot == no_index) continue;
                if (made.fields.size() <= slot) made.fields.resize(slot + 1);
                made.fields[slot] = value_of(version, fields[i], record.fields[i]);
            }
        }
        out.value = static_cast<std::int64_t>(out.records.size());
        return out;
    case Base::YesNo:
    case Base::Count:
    case Base::Date:
    case Base::Number:
    case Base::Days:
    case Base::Period:
    case Base::Hours: out.value = value.value * fact.divisors[side]; return out;
    }
    __builtin_unreachable();
}

FactRow SharedFacts::row_of(Version version, const FactRow& shared) const {
    FactRow row(table(version).facts.size());
    for (std::size_t i = 0; i < facts_.size(); ++i) {
        const std::uint32_t slot = facts_[i].slots[place_of(version)];
        if (slot != no_index) row[slot] = value_of(version, facts_[i], shared[i]);
    }
    return row;
}

FactValue SharedFacts::shared_value(Version version, const SharedFact& fact, const FactValue& value) const {
    FactValue out = value;
    const std::size_t side = place_of(version);
    if (value.state == FactValue::State::None && !fact.type.or_none) return {};
    if (value.state != FactValue::State::Known) return out;
    const auto place = [&](std::uint32_t index) {
        const std::vector<std::uint32_t>& all = choices_[fact.type.of].of_version[side];
        return std::find(all.begin(), all.end(), index) - all.begin();
    };
    if (fact.type.base == Base::Choice) {
        out.value = place(static_cast<std::uint32_t>(value.value));
    } else if (fact.type.base == Base::Set) {
        out.value = 0;
        for (auto bits = static_cast<std::uint64_t>(value.value); bits != 0; bits &= bits - 1) {
            const auto member = place(static_cast<std::uint32_t>(std::countr_zero(bits)));
            if (member < std::ssize(choices_[fact.type.of].values)) out.value |= std::int64_t{1} << member;
        }
    } else if (fact.type.base == Base::List) {
        out.records.clear();
        const std::vector<SharedFact>& fields = records_[fact.type.of];
        for (const Record& record : value.records) {
            Record& made = out.records.emplace_back();
            for (const SharedFact& field : fields) {
                const std::uint32_t slot = field.slots[side];
                const bool given = slot < record.fields.size();
                made.fields.push_back(given ? shared_value(version, field, record.fields[slot])
                                            : FactValue{});
            }
        }
        if (std::ssize(out.records) > fact.type.high) return {};
        return out;
    } else if (fact.type.base != Base::Text) {
        if (value.value % fact.divisors[side] != 0) return {};
        out.value = value.value / fact.divisors[side];
    }
    if (fact.type.base != Base::Text && (out.value < fact.type.low || out.value > fact.type.high)) return {};
    return out;
}

FactRow SharedFacts::shared_of(Version version, const FactRow& row) const {
    FactRow out;
    for (const SharedFact& fact : facts_) {
        const std::uint32_t slot = fact.slots[place_of(version)];
        out.push_back(slot < row.size() ? shared_value(version, fact, row[slot]) : FactValue{});
    }
    return out;
}

}  // namespace tenet::compiler
