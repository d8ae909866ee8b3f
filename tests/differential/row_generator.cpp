#include "tests/differential/row_generator.hpp"

#include "compiler/reference_calendar.hpp"

#include <algorithm>
#include <iterator>

namespace tenet::differential {

using compiler::FactRow;
using compiler::FactValue;
using compiler::typed::Base;
using compiler::typed::Expr;
using compiler::typed::Kind;

namespace {

constexpr std::int64_t day_2019 = 43464;  ///< 2019-01-01
constexpr std::int64_t day_2025 = 46020;  ///< 2025-12-31
/// The ends of February around leap years and the ends of other months, which is where calendars err.
constexpr std::int64_t month_ends[] = {43887, 43888, 43889, 45348, 45349, 45350, 44983, 44984,
                                       44618, 44254, 44955, 45014, 45045, 44924, 44498, 44710};

}  // namespace

RowGenerator::RowGenerator(const compiler::typed::Module& module, Random& random)
    : module_(module), random_(random), dates_(std::begin(month_ends), std::end(month_ends)) {
    for (const Expr& e : module.exprs) {
        if (e.kind == Kind::Constant) (e.type.base == Base::Date ? dates_ : numbers_).push_back(e.number);
        if (e.period.months != 0 || e.period.days != 0) periods_.push_back(e.period);
    }
    numbers_.push_back(0);
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

FactValue RowGenerator::draw_known(std::size_t fact, std::int64_t as_of) {
    const auto& type = module_.facts[fact].type;
    if (type.or_none && random_.chance(25)) return {FactValue::State::None, 0};
    std::int64_t value = 0;
    if (type.base == Base::Date)
        value = fact == module_.as_of ? as_of : draw_date(as_of);
    else if (type.base == Base::YesNo)
        value = random_.between(0, 1);
    else
        value = random_.chance(60) ? random_.pick(numbers_) + random_.between(-1, 1) : random_.between(0, 13);
    return {FactValue::State::Known, std::clamp(value, type.low, type.high)};
}

FactRow RowGenerator::draw(unsigned unknown_percent) {
    FactRow row(module_.facts.size());
    const std::int64_t as_of = draw_as_of();
    for (std::size_t i = 0; i < row.size(); ++i)
        if (!random_.chance(unknown_percent)) row[i] = draw_known(i, as_of);
    return row;
}

FactRow RowGenerator::complete(const FactRow& row) {
    FactRow full = row;
    std::int64_t as_of = draw_as_of();
    if (module_.has_as_of() && row[module_.as_of].state == FactValue::State::Known)
        as_of = row[module_.as_of].value;
    for (std::size_t i = 0; i < full.size(); ++i) {
        if (full[i].state != FactValue::State::Unknown) continue;
        full[i] = draw_known(i, as_of);
        // Anything in the range may turn up, not only what lies near a boundary.
        const auto& type = module_.facts[i].type;
        if (full[i].state == FactValue::State::Known && random_.chance(30))
            full[i].value = random_.between(type.low, type.high);
    }
    return full;
}

FactRow RowGenerator::spoil(const FactRow& row) {
    FactRow bad = row;
    const std::size_t fact = random_.below(bad.size());
    const auto& type = module_.facts[fact].type;
    if (!type.or_none && random_.chance(50))
        bad[fact] = {FactValue::State::None, 0};
    else
        bad[fact] = {FactValue::State::Known, random_.chance(50) ? type.low - 1 : type.high + 1};
    return bad;
}

}  // namespace tenet::differential
