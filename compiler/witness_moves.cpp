#include "compiler/witness_moves.hpp"

#include "tenet/calendar.hpp"

#include <algorithm>
#include <cstdlib>

namespace tenet::compiler {
namespace {

using typed::Base;
using Supplied = FactValue::State;

constexpr std::int64_t plain_day = 45'350;  ///< 2024-03-01, where nothing says another
constexpr std::size_t most_records = 6;     ///< of a list are changed one by one
constexpr std::size_t most_choices = 40;    ///< of a fact are tried
constexpr std::size_t most_moves = 20'000;  ///< from one applicant
constexpr std::size_t most_resized = 24;    ///< a list is made no longer

FactValue known_value(std::int64_t value) { return {Supplied::Known, value, {}, {}}; }

bool is_given(const FactValue& value) { return value.state == Supplied::Known; }

}  // namespace

void add_to(Palette& palette, const MeaningPool& pool, const std::vector<MeaningId>& nodes,
            const std::map<std::int64_t, std::string>& words) {
    const auto constant = [&](const Meaning& node) {
        if (node.op != Code::Constant) return;
        if (node.base == Base::Date) palette.dates.insert(node.number);
        if (node.base == Base::Days) palette.days.insert(std::abs(node.number));
        palette.numbers[{node.base, node.scale}].insert(node.number);
    };
    for (const MeaningId id : nodes) {
        const Meaning& node = pool.at(id);
        constant(node);
        for (const MeaningId operand : node.operands)
            constant(pool.at(operand));
        if (node.op == Code::AddMonths || node.op == Code::EarliestFrom)
            palette.months.insert(std::abs(node.number));
        if (node.op == Code::WholeMonths)
            for (std::int64_t k = 1; k <= 3; ++k)
                palette.months.insert(k * node.number);
        if (node.op != Code::LoadFact && node.op != Code::LoadField && !is_aggregate(node.op)) continue;
        if (const auto word = words.find(node.number); word != words.end())
            palette.reads.insert(word->second);
    }
}

/// What there is beside the value that is to change.
struct Moves::Around {
    const Palette& palette;
    std::vector<std::int64_t> dates;  ///< of the applicant and the record
    std::int64_t total = 0;           ///< of the field in all records, in its unit
    bool summed = false;
};

std::int64_t Moves::day_of(const FactRow& row) const {
    if (facts_.as_of() != typed::no_index && is_given(row[facts_.as_of()])) return row[facts_.as_of()].value;
    return plain_day;
}

void Moves::add_dates(std::vector<std::int64_t>& out, const Around& around) const {
    for (const std::int64_t date : around.palette.dates)
        out.insert(out.end(), {date, date - 1, date + 1});
    for (const std::int64_t date : around.dates) {
        out.insert(out.end(), {date, date - 1, date + 1});
        for (const std::int64_t months : around.palette.months)
            for (const std::int64_t moved :
                 {tenet::add_months(date, static_cast<std::int32_t>(-months), false),
                  tenet::add_months(date, static_cast<std::int32_t>(months), false)})
                out.insert(out.end(), {moved, moved - 1, moved + 1});
        for (const std::int64_t days : around.palette.days)
            for (const std::int64_t moved : {date - days, date + days})
                out.insert(out.end(), {moved, moved - 1, moved + 1});
    }
}

void Moves::add_numbers(std::vector<std::int64_t>& out, const SharedFact& fact, const Around& around) const {
    // Half days are compared with whole ones, hours in halves with hundredths: by any of the units.
    for (const auto& [kind, constants] : around.palette.numbers) {
        const bool numeric =
            kind.first == Base::Count || kind.first == Base::Number || kind.first == fact.type.base;
        if (!numeric) continue;
        for (const std::int64_t constant : constants) {
            const std::int64_t scaled =
                kind.second == fact.type.scale ? constant : constant / kind.second * fact.type.scale;
            out.insert(out.end(), {scaled, scaled - 1, scaled + 1});
            if (!around.summed) continue;
            out.insert(out.end(),
                       {scaled - around.total, scaled - around.total - 1, scaled - around.total + 1});
        }
    }
    out.insert(out.end(), {0, 1, fact.type.low, fact.type.high});
}

void Moves::add_values(std::vector<FactValue>& out, const SharedFact& fact, const FactValue& now,
                       const Around& around) const {
    std::vector<std::int64_t> values;
    switch (fact.type.base) {
    case Base::YesNo: values = {0, 1}; break;
    case Base::Choice:
        for (std::int64_t i = 0; i <= fact.type.high && i < static_cast<std::int64_t>(most_choices); ++i)
            values.push_back(i);
        break;
    case Base::Set:
        values = {0, fact.type.high};
        for (std::size_t i = 0; i < facts_.choices()[fact.type.of].values.size() && i < 63; ++i)
            values.insert(values.end(), {std::int64_t{1} << i, now.value ^ (std::int64_t{1} << i)});
        break;
    case Base::Text:
        for (const std::string& text : texts_)
            if (!is_given(now) || now.text != text) out.push_back({Supplied::Known, 0, text, {}});
        break;
    case Base::Date: add_dates(values, around); break;
    case Base::Count:
    case Base::Number:
    case Base::Days:
    case Base::Period:
    case Base::Hours:
        if (is_given(now)) values = {now.value - 1, now.value + 1};
        add_numbers(values, fact, around);
        break;
    case Base::List: break;
    }
    std::set<std::int64_t> seen;
    for (const std::int64_t value : values) {
        if (value < fact.type.low || value > fact.type.high || (is_given(now) && now.value == value))
            continue;
        if (seen.insert(value).second) out.push_back(known_value(value));
    }
    if (fact.type.or_none && now.state != Supplied::None) out.push_back({Supplied::None, 0, {}, {}});
}

FactValue Moves::plain_value(const SharedFact& fact, const Palette& palette, unsigned variant,
                             std::int64_t day) const {
    std::int64_t value = 0;
    switch (fact.type.base) {
    case Base::YesNo: value = variant == 0 ? 0 : 1; break;
    case Base::Choice:
        if (fact.type.high < 0) return {};
        break;
    case Base::Set: value = variant == 0 ? 0 : fact.type.high; break;
    case Base::Text: return {Supplied::Known, 0, texts_.back(), {}};
    case Base::List: return {Supplied::Known, 0, {}, {}};
    case Base::Date: value = day - (variant == 0 ? 0 : 30); break;
    case Base::Count:
    case Base::Number:
    case Base::Days:
    case Base::Period:
    case Base::Hours:
        for (const auto& [kind, constants] : palette.numbers)
            if (kind.first == fact.type.base && kind.second == fact.type.scale && variant != 0)
                value = variant == 1 ? *constants.begin() : *constants.rbegin();
        break;
    }
    if (variant == 0 && fact.type.or_none) return {Supplied::None, 0, {}, {}};
    return known_value(std::clamp(value, fact.type.low, fact.type.high));
}

Record Moves::plain_record(const SharedFact& list, const FactRow& row) const {
    Record record;
    for (const SharedFact& field : facts_.records()[list.type.of])
        record.fields.push_back(plain_value(field, {}, 1, day_of(row)));
    return record;
}

FactRow Moves::plain(const Palette& palette, unsigned variant) const {
    const std::int64_t day = palette.dates.empty() ? plain_day : *palette.dates.rbegin() + 60;
    FactRow row;
    for (std::uint32_t i = 0; i < facts_.facts().size(); ++i) {
        const SharedFact& fact = facts_.facts()[i];
        row.push_back(plain_value(fact, palette, variant, i == facts_.as_of() ? day + 30 : day));
    }
    for (std::uint32_t i = 0; i < row.size(); ++i) {
        const SharedFact& fact = facts_.facts()[i];
        if (fact.type.base != Base::List || variant == 0 || fact.type.high < 1) continue;
        row[i].state = Supplied::Known;
        row[i].records.push_back(plain_record(fact, row));
    }
    return row;
}

void Moves::add_list(std::vector<Move>& out, std::uint32_t fact, const FactRow& row,
                     const Palette& palette) const {
    const SharedFact& list = facts_.facts()[fact];
    const std::vector<SharedFact>& fields = facts_.records()[list.type.of];
    const std::vector<Record>& records = row[fact].records;
    const auto add = [&](Move::Kind kind, std::uint32_t record = 0, std::size_t size = 0) {
        out.push_back({kind, fact, record, 0, {}, size});
    };
    const std::size_t changed = std::min(records.size(), most_records);
    for (std::uint32_t i = 0; i < changed; ++i) {
        for (std::uint32_t k = 0; k < fields.size(); ++k) {
            if (!palette.reads.contains(list.id + '.' + fields[k].id)) continue;
            Around around{palette, {day_of(row)}, 0, true};
            for (std::size_t other = 0; other < fields.size(); ++other)
                if (fields[other].type.base == Base::Date && other != k && is_given(records[i].fields[other]))
                    around.dates.push_back(records[i].fields[other].value);
            for (std::size_t other = 0; other < records.size(); ++other)
                if (other != i && is_given(records[other].fields[k]))
                    around.total += records[other].fields[k].value;
            std::vector<FactValue> values;
            add_values(values, fields[k], records[i].fields[k], around);
            for (FactValue& value : values)
                out.push_back({Move::Kind::SetField, fact, i, k, std::move(value), 0});
        }
    }
    if (records.size() < static_cast<std::size_t>(list.type.high)) {
        add(Move::Kind::Append);
        for (std::uint32_t i = 0; i < changed; ++i)
            add(Move::Kind::Repeat, i);
    }
    for (std::uint32_t i = 0; i < changed; ++i)
        add(Move::Kind::Remove, i);
    if (!records.empty()) add(Move::Kind::Empty);
    if (const auto counts = palette.numbers.find({Base::Count, 1}); counts != palette.numbers.end())
        for (const std::int64_t count : counts->second)
            for (const std::int64_t size : {count - 1, count, count + 1})
                if (size > 0 && size <= std::min<std::int64_t>(list.type.high, most_resized))
                    add(Move::Kind::Resize, 0, static_cast<std::size_t>(size));
}

std::vector<Move> Moves::from(const FactRow& row, const Palette& palette) const {
    std::vector<Move> out;
    Around around{palette, {}, 0, false};
    for (std::size_t i = 0; i < row.size(); ++i)
        if (facts_.facts()[i].type.base == Base::Date && is_given(row[i]))
            around.dates.push_back(row[i].value);
    for (std::uint32_t i = 0; i < row.size() && out.size() < most_moves; ++i) {
        const SharedFact& fact = facts_.facts()[i];
        if (!palette.reads.contains(fact.id)) continue;
        if (fact.type.base == Base::List) {
            add_list(out, i, row, palette);
            continue;
        }
        std::vector<FactValue> values;
        if (i == facts_.as_of()) {
            Around wide{palette, around.dates, 0, false};
            for (std::size_t k = 0; k < row.size(); ++k)
                for (const Record& record : row[k].records)
                    for (std::size_t f = 0; f < record.fields.size() && wide.dates.size() < 24; ++f)
                        if (facts_.records()[facts_.facts()[k].type.of][f].type.base == Base::Date &&
                            is_given(record.fields[f]))
                            wide.dates.push_back(record.fields[f].value);
            add_values(values, fact, row[i], wide);
        } else {
            add_values(values, fact, row[i], around);
        }
        for (FactValue& value : values)
            out.push_back({Move::Kind::Set, i, 0, 0, std::move(value), 0});
    }
    return out;
}

void Moves::apply(FactRow& row, const Move& move) const {
    FactValue& fact = row[move.fact];
    const auto at = static_cast<std::ptrdiff_t>(move.record);
    const auto begin = [&] { return fact.records.begin(); };
    switch (move.kind) {
    case Move::Kind::Set: fact = move.value; return;
    case Move::Kind::SetField:
        if (move.record < fact.records.size()) fact.records[move.record].fields[move.field] = move.value;
        return;
    case Move::Kind::Empty: fact = {Supplied::Known, 0, {}, {}}; return;
    case Move::Kind::Remove:
        if (move.record < fact.records.size()) fact.records.erase(begin() + at);
        return;
    case Move::Kind::Repeat:
        if (move.record < fact.records.size()) {
            const Record copy = fact.records[move.record];
            fact.records.insert(begin() + at, copy);
        }
        return;
    case Move::Kind::Append:
        fact.state = Supplied::Known;
        fact.records.push_back(plain_record(facts_.facts()[move.fact], row));
        return;
    case Move::Kind::Resize:
        fact.state = Supplied::Known;
        if (fact.records.empty()) fact.records.push_back(plain_record(facts_.facts()[move.fact], row));
        fact.records.resize(move.size, Record(fact.records.front()));
        return;
    }
}

}  // namespace tenet::compiler
