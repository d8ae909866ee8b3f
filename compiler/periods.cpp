#include "compiler/check_parts.hpp"
#include "compiler/intervals.hpp"

/// Periods where they are needed, written out or by the name of a param, and what changes on a day.
namespace tenet::compiler::checking {
namespace {

using ast::ExprKind;
using typed::Base;
using typed::Kind;

/// The param that a bare name means.
const Param* named_param(State& state, const ast::Expr& e) {
    if (e.kind != ExprKind::Name) return nullptr;
    const Names::Entry* entry = state.names.find_value(e.name);
    if (entry == nullptr || entry->kind != ast::ItemKind::Param) return nullptr;
    if (state.scope != nullptr && state.names.find_field(state.scope->record, e.name)) return nullptr;
    return &state.params[entry->index];
}

void mark(State& state, const ast::Expr& e, const Param& param) {
    const auto index = static_cast<std::size_t>(&e - state.file.exprs.data());
    state.uses[index] = param.dated() ? Use::Dated : Use::Other;
}

/// A constant that is a period, or a number of days, as a period; false, after a report, if its length is of no use.
bool as_period(State& state, typed::Expr& constant, Span span, Span date) {
    if (constant.type.base == Base::Period) {
        if (constant.period.working_days == 0) return true;
        report_working_window(state, date, span);
        return false;
    }
    const auto period = period_of_days(constant);
    if (!period) {
        state.diagnostics.report<D::PeriodLength>(span, quoted(state, span));
        return false;
    }
    constant = node(Kind::Constant, span, {Base::Period, false, 0, 0});
    constant.period = *period;
    return true;
}

bool is_length(const typed::Expr& e) {
    return e.kind == Kind::Constant && (e.type.base == Base::Period || e.type.base == Base::Days);
}

std::optional<std::vector<ParamValue>> periods_of(State& state, const Param& param, Span span, Span date) {
    std::vector<ParamValue> periods = param.values;
    for (ParamValue& row : periods)
        if (!as_period(state, row.value, span, date)) return std::nullopt;
    return periods;
}

}  // namespace

const Param* named_periods(State& state, ast::ExprId id) {
    const ast::Expr& e = bare(state, id);
    const Param* param = named_param(state, e);
    if (param == nullptr || param->values.empty() || param->values[0].value.type.base != Base::Period)
        return nullptr;
    mark(state, e, *param);
    return param;
}

std::optional<std::vector<ParamValue>> check_period(State& state, ast::ExprId id, Span date) {
    const ast::Expr& e = bare(state, id);
    const Param* param = named_param(state, e);
    if (param != nullptr && !param->values.empty() && is_length(param->values[0].value)) {
        mark(state, e, *param);
        return periods_of(state, *param, e.span, date);
    }
    const typed::ExprId checked = check_expr(state, id).id;
    if (state.failed(checked)) return std::nullopt;
    typed::Expr length = state.at(checked);
    if (is_length(length)) {
        if (!as_period(state, length, e.span, date)) return std::nullopt;
        return std::vector<ParamValue>{{std::nullopt, length}};
    }
    constexpr std::int64_t longest_years = 200;
    const bool countable =
        e.kind == ExprKind::Number && e.decimals == 0 && e.number > 0 && e.number <= longest_years;
    state.diagnostics.report<D::NeedsPeriod>(e.span, quoted(state, date), quoted(state, e.span),
                                             length.kind == Kind::None ? Arg("none", "无")
                                                                       : type_name(state, length.type),
                                             countable ? e.number : 3);
    return std::nullopt;
}

typed::ExprId by_day(State& state, Span span, const std::vector<std::optional<std::int64_t>>& until,
                     const std::vector<typed::ExprId>& values) {
    typed::ExprId rest = values.back();
    for (std::size_t i = values.size() - 1; i-- > 0;) {
        typed::Expr last_day = node(Kind::Constant, span, {Base::Date, false, *until[i], *until[i]});
        last_day.number = *until[i];
        typed::Expr before = node(Kind::Compare, span, yes_no);
        before.op = ast::CompareOp::Le;
        before.a = as_of(state, span, quoted(state, span));
        before.b = state.add(last_day);
        const typed::Type a = state.type(values[i]), b = state.type(rest);
        const Interval both = hull(Interval{a.low, a.high}, Interval{b.low, b.high});
        typed::Expr choice = node(Kind::If, span, a);
        choice.type.base = a.base == b.base ? a.base : Base::Number;
        choice.type.low = both.low;
        choice.type.high = both.high;
        choice.a = state.add(before);
        choice.b = values[i];
        choice.c = rest;
        rest = state.add(choice);
    }
    return rest;
}

}  // namespace tenet::compiler::checking
