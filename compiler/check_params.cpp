#include "compiler/check_parts.hpp"
#include "compiler/limits.hpp"

#include <algorithm>
#include <fmt/format.h>

/// Params: constants, which may change on a day.
namespace tenet::compiler::checking {
namespace {

using typed::Base;
using typed::Kind;

/// One value of a param with the days between which it holds, both in; an open end is the end of all days.
struct ParamRow {
    typed::Expr value;
    std::optional<std::int64_t> from, until;
    Span span, from_span, until_span;
};

/// A day that is written out; nothing where there is none, or after a report.
std::optional<std::int64_t> check_day(State& state, ast::ExprId id, Span& span, bool& sound) {
    if (!id.valid()) return std::nullopt;
    const typed::Expr e = state.at(check_expr(state, id).id);
    span = e.span;
    if (e.kind == Kind::Constant && e.type.base == Base::Date) return e.number;
    sound = false;
    if (e.kind != Kind::Error) state.diagnostics.report<D::DayNotConstant>(e.span, quoted(state, e.span));
    return std::nullopt;
}

/// The value against the declared type, in its range.
bool fits(State& state, const ast::Param& param, const typed::Type& declared, const typed::Expr& value) {
    // `90d` is a number of days and the period of that length.
    if (declared.base == Base::Period && value.type.base == Base::Days) return true;
    if (!same_family(declared, value.type)) {
        state.diagnostics.report<D::DeclaredTypeDiffers>(
            value.span, param.name.text, type_name(state, declared), type_name(state, value.type),
            how_written(state, declared, &value));
        return false;
    }
    if (!ordered(declared.base)) return true;
    const auto number = in_scale(value, declared.scale);
    if (!number) {
        state.diagnostics.report<D::TooFine>(value.span, quoted(state, value.span),
                                             type_name(state, declared), step_text(declared.scale));
        return false;
    }
    if (*number >= declared.low && *number <= declared.high) return true;
    state.diagnostics.report<D::RangeOutside>(value.span, quoted(state, value.span),
                                              type_name(state, declared), written(declared, declared.low),
                                              written(declared, declared.high));
    return false;
}

/// The value of one row; an error after a report.
typed::Expr check_row_value(State& state, const ast::Param& param, const ast::ParamRow& row,
                            const std::optional<typed::Type>& declared) {
    const bool choice = declared && declared->base == Base::Choice;
    const typed::ExprId id = check_expr(state, row.value, choice ? declared->of : typed::no_index).id;
    typed::Expr value = state.at(id);
    typed::Expr error;
    error.span = value.span;
    if (value.kind == Kind::Error) return error;
    if (value.kind == Kind::None) {
        state.diagnostics.report<D::ParamNone>(value.span, param.name.text);
        return error;
    }
    if (declared && declared->base == Base::Text && only_digits(state, value.span)) {
        fits(state, param, *declared, value);
        return error;
    }
    if (value.kind != Kind::Constant) {
        state.diagnostics.report<D::ParamNotPlain>(
            value.span, quoted(state, value.span),
            Arg("write the result itself; what is worked out is a `define`",
                "请直接写明结果；需要计算的请用 `定义`"));
        return error;
    }
    if (declared && !fits(state, param, *declared, value)) return error;
    return value;
}

void report_hole(State& state, const ast::Param& param, const ParamRow& before, const ParamRow& after) {
    state.diagnostics.report<D::ParamHole>(after.from_span, param.name.text,
                                           written(natural_type(Base::Date), *before.until + 1),
                                           written(natural_type(Base::Date), *before.until));
}

void report_overlap(State& state, const ast::Param& param, const ParamRow& before, const ParamRow& after) {
    const std::string day = after.from     ? written(natural_type(Base::Date), *after.from)
                            : before.until ? written(natural_type(Base::Date), *before.until)
                                           : "2000-01-01";
    Diagnostic& overlap = state.diagnostics.report<D::ParamOverlap>(after.span, param.name.text, day);
    overlap.related.push_back({before.span, Arg("the other one is here", "另一个在这里")});
}

/// A row that does not say when it ends does so when the next one begins: whoever moves that day has one line to change.
void end_open_rows(std::vector<ParamRow>& rows) {
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
        const std::optional<std::int64_t> next = rows[i + 1].from;
        if (!rows[i].until && next && *next > rows[i].from.value_or(INT64_MIN)) rows[i].until = *next - 1;
    }
}

/// Each row must begin on the day after the one before it ends, and the ends be open.
bool adjoin(State& state, const ast::Param& param, const std::vector<ParamRow>& rows) {
    const typed::Type date = natural_type(Base::Date);
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
        const ParamRow &before = rows[i], &after = rows[i + 1];
        if (before.until && after.from && *after.from == *before.until + 1) continue;
        if (before.until && after.from && *after.from > *before.until)
            report_hole(state, param, before, after);
        else
            report_overlap(state, param, before, after);
        return false;
    }
    if (rows.front().from)
        state.diagnostics.report<D::ParamEnd>(rows.front().from_span, param.name.text,
                                              Arg("before " + written(date, *rows.front().from),
                                                  "在 " + written(date, *rows.front().from) + " 之前"),
                                              Arg("begin with `= V until …`, or leave `from` out",
                                                  "第一段写 `至 … 止 取 …`，或不写 `自 … 起`"));
    if (rows.back().until)
        state.diagnostics.report<D::ParamEnd>(rows.back().until_span, param.name.text,
                                              Arg("after " + written(date, *rows.back().until),
                                                  "在 " + written(date, *rows.back().until) + " 之后"),
                                              Arg("end with `= V from …`, or leave `until` out",
                                                  "最后一段写 `自 … 起 取 …`，或不写 `至 … 止`"));
    return !rows.front().from && !rows.back().until;
}

/// The rows in order of their days; nothing after a report.
std::vector<ParamRow> check_rows(State& state, const ast::Param& param,
                                 const std::optional<typed::Type>& declared) {
    std::vector<ParamRow> rows;
    bool sound = !param.rows.empty();
    if (param.rows.size() > limits::param_rows) {
        state.diagnostics.report<D::TooManyParamRows>(param.rows[limits::param_rows].span, param.name.text,
                                                      limits::param_rows);
        return {};
    }
    for (const ast::ParamRow& written_row : param.rows) {
        ParamRow row;
        row.span = written_row.span;
        row.value = check_row_value(state, param, written_row, declared);
        row.from = check_day(state, written_row.from, row.from_span, sound);
        row.until = check_day(state, written_row.until, row.until_span, sound);
        if (row.from && row.until && *row.from > *row.until) {
            report_days_reversed(state, row.from_span, row.until_span);
            sound = false;
        }
        sound = sound && row.value.kind != Kind::Error;
        rows.push_back(row);
    }
    if (!sound) return {};
    std::stable_sort(rows.begin(), rows.end(), [](const ParamRow& a, const ParamRow& b) {
        return a.from.value_or(INT64_MIN) < b.from.value_or(INT64_MIN);
    });
    end_open_rows(rows);
    return adjoin(state, param, rows) ? rows : std::vector<ParamRow>{};
}

/// All values are of one type, as branches are; among periods a number of days is one.
bool agree(State& state, const std::vector<ParamRow>& rows) {
    for (const ParamRow& row : rows) {
        const typed::Expr &first = rows.front().value, &value = row.value;
        if (same_family(first.type, value.type)) continue;
        state.diagnostics.report<D::BranchesDiffer>(
            value.span, quoted(state, first.span), type_name(state, first.type), quoted(state, value.span),
            type_name(state, value.type), how_written(state, first.type, &value));
        return false;
    }
    return true;
}

/// Numbers of days become periods where a period is meant; false, after a report, if one is too long.
bool make_periods(State& state, std::vector<ParamRow>& rows, bool declared) {
    const bool periods = declared || std::any_of(rows.begin(), rows.end(), [](const ParamRow& row) {
                             return row.value.type.base == Base::Period;
                         });
    for (ParamRow& row : rows) {
        if (!periods || row.value.type.base != Base::Days) continue;
        const auto days = period_of_days(row.value);
        if (!days) {
            state.diagnostics.report<D::PeriodLength>(row.value.span, quoted(state, row.value.span));
            return false;
        }
        row.value.type = natural_type(Base::Period);
        row.value.period = *days;
    }
    return true;
}

void check_param(State& state, std::uint32_t index) {
    const ast::Param& param = state.file.params[index];
    const auto declared = param.type.given() ? check_type(state, param.type, Declares::Param) : std::nullopt;
    if (declared && declared->or_none)
        state.diagnostics.report<D::ParamNone>(param.type.span, param.name.text);
    std::vector<ParamRow> rows = check_rows(state, param, declared);
    if (rows.empty() || (param.type.given() && !declared)) return;
    if (!make_periods(state, rows, declared && declared->base == Base::Period) || !agree(state, rows)) return;
    for (const ParamRow& row : rows)
        state.params[index].values.push_back({row.until, row.value});
}

}  // namespace

void check_params(State& state) {
    state.params.resize(state.file.params.size());
    state.params_open = true;
    const std::uint32_t first = state.names.param_unit(0);
    for (std::uint32_t unit : state.names.order)
        if (unit >= first && unit < state.names.first_field_unit()) check_param(state, unit - first);
    state.params_open = false;
}

void define_params(State& state) {
    for (std::uint32_t i = 0; i < state.params.size(); ++i) {
        const ast::Param& param = state.file.params[i];
        typed::Definition& definition = state.module.definitions[state.names.param_unit(i)];
        definition.is_param = true;
        definition.name = symbol(param.name);
        definition.label = param.label;
        definition.citations = citations_of(state, param.citations);
        const Param& checked = state.params[i];
        if (!checked.dated() || checked.values[0].value.type.base == Base::Period) continue;
        std::int32_t scale = 1;
        for (const ParamValue& row : checked.values)
            scale = common_scale(scale, row.value.type.scale);
        std::vector<std::optional<std::int64_t>> until;
        std::vector<typed::ExprId> values;
        for (const ParamValue& row : checked.values) {
            values.push_back(rescaled(state, state.add(row.value), scale));
            until.push_back(row.until);
        }
        const typed::ExprId value = by_day(state, param.name.span, until, values);
        const std::uint32_t unit = state.names.param_unit(i);
        state.module.definitions[unit].value = value;
        state.module.definitions[unit].type = state.type(value);
        state.unit_failed[unit] = false;
        state.unit_typed[unit] = true;
    }
}

}  // namespace tenet::compiler::checking
