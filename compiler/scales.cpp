#include "compiler/check_parts.hpp"
#include "compiler/intervals.hpp"
#include "compiler/value_text.hpp"

#include <numeric>
#include <span>

/// Units of 1/scale: halves, hundredths, decimals, and how values in different ones meet.
namespace tenet::compiler::checking {

using typed::Base;
using typed::Kind;

namespace {

constexpr std::int32_t whole_scales[] = {1};
constexpr std::int32_t day_scales[] = {1, 2};
constexpr std::int32_t hour_scales[] = {2, 100};
constexpr std::int32_t number_scales[] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000};

std::span<const std::int32_t> scales_of(Base base) {
    switch (base) {
    case Base::Days: return day_scales;
    case Base::Hours: return hour_scales;
    case Base::Number: return number_scales;
    case Base::YesNo:
    case Base::Count:
    case Base::Date:
    case Base::Period:
    case Base::Choice:
    case Base::Set:
    case Base::Text:
    case Base::List: break;
    }
    return whole_scales;
}

typed::Type finer(typed::Type type, std::int32_t scale) {
    const Interval range = product({type.low, type.high}, scale / type.scale);
    type.low = range.low;
    type.high = range.high;
    type.scale = scale;
    if (type.base == Base::Count) type.base = Base::Number;
    return type;
}

}  // namespace

std::int32_t scale_for(Base base, std::int64_t wanted) {
    for (std::int32_t scale : scales_of(base))
        if (scale % wanted == 0) return scale;
    return 0;
}

std::int32_t common_scale(std::int32_t a, std::int32_t b) { return std::lcm(a, b); }

typed::ExprId rescaled(State& state, typed::ExprId id, std::int32_t scale) {
    typed::Expr e = state.at(id);
    if (e.kind == Kind::Error || e.type.scale == scale) return id;
    const std::int32_t factor = scale / e.type.scale;
    if (e.kind == Kind::None) {
        state.module.exprs[id.index()].type = finer(e.type, scale);
        return id;
    }
    typed::Expr result = e;
    result.type = finer(e.type, scale);
    if (e.kind == Kind::Constant) {
        result.number = product({e.number, e.number}, factor).low;
    } else if (e.kind == Kind::If) {
        // Branches are mostly numbers written out, which need no operation of their own.
        result.b = rescaled(state, e.b, scale);
        result.c = rescaled(state, e.c, scale);
    } else {
        result = node(Kind::Rescale, e.span, result.type);
        result.a = id;
        result.number = factor;
    }
    return state.add(result);
}

void unify(State& state, typed::ExprId& a, typed::ExprId& b) {
    const std::int32_t scale = common_scale(state.type(a).scale, state.type(b).scale);
    a = rescaled(state, a, scale);
    b = rescaled(state, b, scale);
}

std::string step_text(std::int32_t scale) { return number_text(1, scale); }

}  // namespace tenet::compiler::checking
