#include "tests/differential/row_generator.hpp"

#include "compiler/reference_calendar.hpp"

#include <algorithm>
#include <iterator>

namespace tenet::differential {

using compiler::FactRow;
using compiler::FactValue;
using compiler::typed::Base;
using compiler::typed::Expr;
using compiler::typed::Field;
using compiler::typed::Kind;
using compiler::typed::Type;

namespace {

constexpr std::int64_t day_2019 = 43464;  ///< 2019-01-01
constexpr std::int64_t day_2025 = 46020;  ///< 2025-12-31
/// The ends of February around leap years and the ends of other months, which is where calendars err.
constexpr std::int64_t month_ends[] = {43887, 43888, 43889, 45348, 45349, 45350, 44983, 44984,
                                       44618, 44254, 44955, 45014, 45045, 44924, 44498, 44710};

bool is_number(Base base) {
    return base == Base::Count || base == Base::Number || base == Base::Days || base == Base::Hours;
}

}  // namespace

RowGenerator::RowGenerator(const compiler::typed::Module& module, Random& random)
    : module_(module), random_(random), dates_(std::begin(month_ends), std::end(month_ends)) {
    for (const Expr& e : module.exprs) {
        if (e.kind == Kind::Constant && e.type.base == Base::Date) dates_.push_back(e.number);
        if (e.kind == Kind::Constant && is_number(e.type.base)) numbers_[e.type.scale].push_back(e.number);
        if (e.period.months != 0 || e.period.days != 0) periods_.push_back(e.period);
    }
}

std::int64_t RowGenerator::draw_as_of() {
    if (random_.chance(40)) return random_.pick(dates_) + random_.between(-1, 1);
    return random_.between(day_2019, day_2025);
}

std::int64_t RowGenerator::draw_date(std::int64_t as_of) {
    if (!periods_.empty() && random_.chance(60)) {
        const auto period = random_.pick(periods_);
        const std::int64_t from = random_.chance(80) ? as_of : random_.pick(dates_);
        const auto moved = compiler::reference::shift(
            from, random_.chance(75) ? compiler::reference::backwards(period) : period, module_.rounding);
        return moved + random_.between(-2, 1);
    }
    if (random_.chance(50))
        return (random_.chance(50) ? as_of : random_.pick(dates_)) + random_.between(-1, 1);
    return random_.between(day_2019, day_2025);
}

/// Beside a constant of the same scale, or of any other, brought to this one.
std::int64_t RowGenerator::draw_number(const Type& type) {
    if (random_.chance(40) || numbers_.empty()) return random_.between(-type.scale, 13 * type.scale);
    auto of_scale = numbers_.begin();
    std::advance(of_scale, static_cast<std::ptrdiff_t>(random_.below(numbers_.size())));
    const auto own = numbers_.find(type.scale);
    if (own != numbers_.end() && random_.chance(70)) of_scale = own;
    return random_.pick(of_scale->second) * type.scale / of_scale->first + random_.between(-1, 1);
}

FactValue RowGenerator::draw_known(const Type& type, std::int64_t as_of) {
    FactValue drawn;
    drawn.state = FactValue::State::None;
    if (type.or_none && random_.chance(25)) return drawn;
    drawn.state = FactValue::State::Known;
    switch (type.base) {
    case Base::YesNo:
    case Base::Choice:
    case Base::Set:
    case Base::Text: drawn.value = random_.between(type.low, type.high); break;
    case Base::Date: drawn.value = draw_date(as_of); break;
    case Base::Count:
    case Base::Number:
    case Base::Days:
    case Base::Hours: drawn.value = draw_number(type); break;
    case Base::Period:
    case Base::List: break;
    }
    drawn.value = std::clamp(drawn.value, type.low, type.high);
    return drawn;
}

FactValue RowGenerator::draw_list(const Type& type, std::int64_t as_of, unsigned unknown_percent) {
    FactValue list;
    list.state = FactValue::State::Known;
    list.value = random_.chance(15)   ? 0
                 : random_.chance(20) ? std::min<std::int64_t>(type.high, 200)
                                      : random_.between(1, std::min<std::int64_t>(type.high, 4));
    const std::vector<Field>& fields = module_.records[type.of].fields;
    for (std::int64_t i = 0; i < list.value; ++i) {
        compiler::Record record;
        record.fields.resize(fields.size());
        for (std::size_t f = 0; f < fields.size(); ++f)
            if (!fields[f].derived.valid() && !random_.chance(unknown_percent))
                record.fields[f] = draw_known(fields[f].type, as_of);
        list.records.push_back(record);
    }
    if (random_.chance(50)) put_in_order(list, type);
    return list;
}

/// Makes the dates that are known, record by record, follow each other, mostly: at random they hardly ever would.
void RowGenerator::put_in_order(FactValue& list, const Type& type) {
    const std::vector<Field>& fields = module_.records[type.of].fields;
    std::int64_t day = random_.between(day_2019, day_2025 - 700);
    for (compiler::Record& record : list.records)
        for (std::size_t f = 0; f < fields.size(); ++f) {
            FactValue& value = record.fields[f];
            if (fields[f].type.base != Base::Date) continue;
            const bool last = &record == &list.records.back();
            if (value.state == FactValue::State::None && !last && random_.chance(90))
                value.state = FactValue::State::Known;
            day += random_.chance(40) ? random_.between(0, 1) : random_.between(-1, 90);
            if (value.state == FactValue::State::Known)
                value.value = std::clamp(day, fields[f].type.low, fields[f].type.high);
        }
}

FactRow RowGenerator::draw(unsigned unknown_percent) {
    FactRow row(module_.facts.size());
    const std::int64_t as_of = draw_as_of();
    for (std::size_t i = 0; i < row.size(); ++i) {
        const Type& type = module_.facts[i].type;
        if (random_.chance(unknown_percent)) continue;
        if (type.base == Base::List)
            row[i] = draw_list(type, as_of, unknown_percent);
        else
            row[i] = draw_known(type, as_of);
        if (i == module_.as_of) row[i].value = std::clamp(as_of, type.low, type.high);
    }
    return row;
}

void RowGenerator::complete(FactValue& value, const Type& type, std::int64_t as_of) {
    if (value.state != FactValue::State::Unknown) return;
    value = draw_known(type, as_of);
    // Anything in the range may turn up, not only what lies near a boundary.
    if (value.state == FactValue::State::Known && random_.chance(30))
        value.value = random_.between(type.low, type.high);
}

void RowGenerator::complete_records(FactValue& list, const Type& type, std::int64_t as_of) {
    if (list.state == FactValue::State::Unknown) {
        list = draw_list(type, as_of, 0);
        return;
    }
    const std::vector<Field>& fields = module_.records[type.of].fields;
    for (compiler::Record& record : list.records)
        for (std::size_t f = 0; f < fields.size(); ++f)
            if (!fields[f].derived.valid()) complete(record.fields[f], fields[f].type, as_of);
}

FactRow RowGenerator::complete(const FactRow& row) {
    FactRow full = row;
    std::int64_t as_of = draw_as_of();
    if (module_.has_as_of() && row[module_.as_of].state == FactValue::State::Known)
        as_of = row[module_.as_of].value;
    for (std::size_t i = 0; i < full.size(); ++i) {
        const Type& type = module_.facts[i].type;
        if (type.base == Base::List)
            complete_records(full[i], type, as_of);
        else
            complete(full[i], type, as_of);
    }
    return full;
}

FactValue RowGenerator::bad(const Type& type) {
    FactValue value;
    value.state = FactValue::State::None;
    const bool whole = type.high == INT64_MAX;  // a set of all that fit
    if (!type.or_none && random_.chance(50)) return value;
    value.state = FactValue::State::Known;
    value.value = whole || random_.chance(50) ? type.low - 1 : type.high + 1;
    return value;
}

FactRow RowGenerator::spoil(const FactRow& row) {
    FactRow spoilt = row;
    const std::size_t fact = random_.below(spoilt.size());
    const Type& type = module_.facts[fact].type;
    if (type.base != Base::List) {
        spoilt[fact] = bad(type);
        return spoilt;
    }
    FactValue& list = spoilt[fact];
    if (list.state != FactValue::State::Known || list.records.empty()) list = draw_list(type, day_2019, 20);
    if (list.records.empty() || random_.chance(40)) {
        compiler::Record empty;
        empty.fields.resize(module_.records[type.of].fields.size());
        list.records.resize(static_cast<std::size_t>(type.high) + 1, empty);
        list.value = type.high + 1;
        return spoilt;
    }
    const std::vector<Field>& fields = module_.records[type.of].fields;
    const std::size_t field = random_.below(fields.size());
    if (!fields[field].derived.valid())
        list.records[random_.below(list.records.size())].fields[field] = bad(fields[field].type);
    return spoilt;
}

bool all_known(const compiler::typed::Module& module, const FactRow& row) {
    const auto known = [](const FactValue& value) { return value.state != FactValue::State::Unknown; };
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (!known(row[i])) return false;
        const Type& type = module.facts[i].type;
        if (type.base != Base::List) continue;
        const std::vector<Field>& fields = module.records[type.of].fields;
        for (const compiler::Record& record : row[i].records)
            for (std::size_t f = 0; f < fields.size(); ++f)
                if (!fields[f].derived.valid() && !known(record.fields[f])) return false;
    }
    return true;
}

}  // namespace tenet::differential
