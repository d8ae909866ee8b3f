#include "compiler/check_parts.hpp"
#include "compiler/intervals.hpp"

#include <algorithm>

/// Numbers, dates and texts as they are written.
namespace tenet::compiler::checking {
namespace {

using ast::Unit;
using typed::Base;
using typed::Kind;

constexpr std::int64_t longest_years = 200;
constexpr std::int64_t longest_days = 73'049;  ///< 200 years, rounded up

/// `number / 10^decimals` without zeros at the end.
struct Decimal {
    std::int64_t number;
    std::int64_t power = 1;
};

Decimal decimal(const ast::Expr& e) {
    Decimal value{e.number, 1};
    std::uint8_t decimals = e.decimals;
    for (; decimals > 0 && value.number % 10 == 0; --decimals)
        value.number /= 10;
    for (; decimals > 0; --decimals)
        value.power *= 10;
    return value;
}

Value constant(State& state, const ast::Expr& e, Base base, std::int64_t number, std::int32_t scale = 1) {
    typed::Expr result = node(Kind::Constant, e.span, {base, false, number, number, scale});
    result.number = number;
    return {state.add(result), {}};
}

Value not_whole(State& state, const ast::Expr& e) {
    state.diagnostics.report<D::NotWhole>(e.span, quoted(state, e.span));
    return {state.error(e.span), {}};
}

/// A number in the coarsest scale of its type that holds it.
Value exact(State& state, const ast::Expr& e, Base base) {
    const Decimal value = decimal(e);
    const typed::Type natural = natural_type(base);
    // Of power and number the power alone decides, after what both have in common is gone.
    std::int64_t power = value.power;
    std::int64_t number = value.number;
    for (const std::int64_t prime : {2, 5})
        while (power % prime == 0 && number % prime == 0) {
            power /= prime;
            number /= prime;
        }
    const std::int32_t scale = scale_for(base, power);
    if (scale == 0) {
        state.diagnostics.report<D::TooFine>(e.span, quoted(state, e.span), type_name(state, natural),
                                             base == Base::Days ? step_text(2) : step_text(100));
        return {state.error(e.span), {}};
    }
    std::int64_t scaled = 0;
    if (__builtin_mul_overflow(number, scale / power, &scaled)) {
        state.diagnostics.report<D::RangeOutside>(e.span, quoted(state, e.span), type_name(state, natural),
                                                  written(natural, natural.low),
                                                  written(natural, natural.high));
        return {state.error(e.span), {}};
    }
    return constant(state, e, base, scaled, scale);
}

Value plain_number(State& state, const ast::Expr& e) {
    const Decimal value = decimal(e);
    if (value.power != 1)
        return constant(state, e, Base::Number, value.number, static_cast<std::int32_t>(value.power));
    return constant(state, e, value.number < 0 ? Base::Number : Base::Count, value.number);
}

Value check_period_literal(State& state, const ast::Expr& e) {
    const std::int64_t number = decimal(e).number;
    const std::int64_t most = e.unit == Unit::Years ? longest_years : longest_years * 12;
    if (decimal(e).power != 1) return not_whole(state, e);
    if (number < 1 || number > most) {
        state.diagnostics.report<D::PeriodLength>(e.span, quoted(state, e.span));
        return {state.error(e.span), {}};
    }
    typed::Expr result = node(Kind::Constant, e.span, {Base::Period, false, 0, 0});
    result.period.months = static_cast<std::int32_t>(e.unit == Unit::Years ? number * 12 : number);
    return {state.add(result), {}};
}

Value check_working_days_literal(State& state, const ast::Expr& e) {
    const std::int64_t number = decimal(e).number;
    if (decimal(e).power != 1) return not_whole(state, e);
    if (number < 1 || number > longest_days) {
        state.diagnostics.report<D::PeriodLength>(e.span, quoted(state, e.span));
        return {state.error(e.span), {}};
    }
    typed::Expr result = node(Kind::Constant, e.span, {Base::Period, false, 0, 0});
    result.period.working_days = static_cast<std::int32_t>(number);
    return {state.add(result), {}};
}

}  // namespace

Value check_number(State& state, const ast::Expr& e) {
    switch (e.unit) {
    case Unit::None: return plain_number(state, e);
    case Unit::Times: return decimal(e).power != 1 ? not_whole(state, e) : plain_number(state, e);
    case Unit::Days: return exact(state, e, Base::Days);
    case Unit::Hours: return exact(state, e, Base::Hours);
    case Unit::Years:
    case Unit::Months: return check_period_literal(state, e);
    case Unit::WorkingDays: return check_working_days_literal(state, e);
    }
    __builtin_unreachable();
}

Value check_date(State& state, const ast::Expr& e) { return constant(state, e, Base::Date, e.number); }

/// The number of a text is its place among all texts plus 1; which of them the policy needs is settled at the end.
Value check_text(State& state, const ast::Expr& e) {
    const auto known = state.texts.emplace(e.name, state.module.texts.size() + 1);
    if (known.second) state.module.texts.emplace_back(e.name);
    return constant(state, e, Base::Text, static_cast<std::int64_t>(known.first->second));
}

std::optional<std::int64_t> in_scale(const typed::Expr& constant, std::int32_t scale) {
    const std::int32_t common = common_scale(constant.type.scale, scale);
    std::int64_t fine = 0;
    if (__builtin_mul_overflow(constant.number, common / constant.type.scale, &fine)) return std::nullopt;
    if (fine % (common / scale) != 0) return std::nullopt;
    return fine / (common / scale);
}

std::optional<typed::Period> period_of_days(const typed::Expr& constant) {
    const auto days = in_scale(constant, 1);
    if (!days || *days < 1 || *days > longest_days) return std::nullopt;
    return typed::Period{0, static_cast<std::int32_t>(*days)};
}

typed::Type natural_type(Base base, std::int32_t scale) {
    switch (base) {
    case Base::YesNo: return {base, false, 0, 1};
    case Base::Count: return {base, false, 0, 1'000'000};
    case Base::Date: return {base, false, 0, last_date};
    case Base::Number:
        return {base, false, std::int64_t{-1'000'000'000} * scale, std::int64_t{1'000'000'000} * scale,
                scale};
    case Base::Days:
    case Base::Hours: return {base, false, 0, std::int64_t{100'000} * scale, scale};
    case Base::Period:
    case Base::Choice:
    case Base::Set:
    case Base::Text:
    case Base::List: break;
    }
    return {base, false, 0, 0};
}

}  // namespace tenet::compiler::checking
