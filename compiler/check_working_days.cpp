#include "compiler/check_parts.hpp"
#include "compiler/guards.hpp"
#include "compiler/intervals.hpp"

#include <algorithm>
#include <fmt/format.h>

#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

/// What counts the working days of a calendar.
namespace tenet::compiler::checking {
namespace {

using ast::ExprKind;
using ast::ItemKind;
using typed::Base;
using typed::Kind;

/// A calendar of the policy for examples, by its name.
std::string example_calendar(const State& state, std::string_view otherwise) {
    return std::string(state.file.calendars.empty() ? otherwise : state.file.calendars.front().name.text);
}

Arg calendar_advice(const State& state, std::string_view name, const Names::Entry* other) {
    if (other != nullptr)
        return {fmt::format("`{}` is something else; name a calendar", name),
                fmt::format("`{}` 是别的东西；请写工作日历的名称", name)};
    if (state.file.calendars.empty())
        return {fmt::format("declare it with a line `calendar {}`, or `use` the file that does", name),
                fmt::format("请先声明 `工作日历 {}`，或 `使用` 声明它的文件", name)};
    const Arg all = listed(state.file.calendars);
    return {"the calendars here are " + all.en, "这里的工作日历有 " + all.zh};
}

/// The calendar of this name; nothing after a report.
std::optional<std::uint32_t> find_calendar(State& state, const ast::NameUse& use) {
    if (use.text.empty()) return std::nullopt;
    if (const auto found = state.names.find_type(use.text, ItemKind::Calendar)) return found;
    const Names::Entry* other = state.names.find_type(use.text);
    if (other == nullptr) other = state.names.find_value(use.text);
    if (other == nullptr && state.names_missing) return std::nullopt;
    std::string suggestion = meant(state, use.text, [&] {
        std::vector<std::string_view> calendars;
        for (const auto& [text, entry] : state.names.types)
            if (entry.kind == ItemKind::Calendar) calendars.push_back(text);
        return calendars;
    });
    state.diagnostics.report<D::CalendarUnknown>(use.span, use.text, calendar_advice(state, use.text, other))
        .suggestion = std::move(suggestion);
    return std::nullopt;
}

/// A date that is never none, for a value that is worked out.
typed::ExprId given_date(State& state, const ast::Expr& e, ast::ExprId operand) {
    const typed::ExprId date = check_date_operand(state, operand, nullptr);
    return state.failed(date) ? date : require_given(state, date, e.span, Need::Value);
}

std::int64_t all_working_days(const typed::Calendar& calendar) {
    return std::count(calendar.working.begin(), calendar.working.end(), true);
}

typed::Type days_of(const State& state, std::uint32_t calendar) {
    const typed::Calendar& days = state.module.calendars[calendar];
    return {Base::Date, false, days.first, std::max(days.first, days.last())};
}

/// A list that stops the clock, and what begins and ends each of its records.
struct Pause {
    std::uint32_t list = 0;
    typed::ExprId from, to;
    bool may_stay_open = false;
};

bool is_date(State& state, typed::ExprId id) {
    if (state.failed(id)) return false;
    const typed::Expr e = state.at(id);
    if (e.type.base == Base::Date) return true;
    state.diagnostics.report<D::NeedsDate>(e.span, quoted(state, e.span), type_name(state, e.type));
    return false;
}

/// The first date of a record is never none; the last may be, where the clock does not go on.
bool check_ends(State& state, const ast::Expr& e, Pause& pause) {
    pause.from = check_value(state, e.a).id;
    pause.to = as_guarded(state, check_value(state, e.b).id);
    const bool dates = is_date(state, pause.from) && is_date(state, pause.to);
    if (!dates) return false;
    if (may_be_none(state, pause.from)) {
        report_begin_none(state, pause.from);
        return false;
    }
    pause.from = require_given(state, pause.from, e.span, Need::Value);
    pause.may_stay_open = state.type(pause.to).or_none;
    return !state.failed(pause.from);
}

std::optional<Pause> check_pause(State& state, ast::ExprId id) {
    const ast::Expr& e = state.file.at(id);
    if (e.kind != ExprKind::Pausing) return std::nullopt;
    state.uses[id.index()] = Use::Reads;
    const auto list = find_list(state, state.file.aggregates[e.extra].list);
    if (!list) return std::nullopt;
    Scope scope{state.module.facts[*list].type.of, {}, state.scope};
    for (ast::ExprId part : {e.a, e.b})
        collect_qualified(state, part, scope.record, scope.qualified);
    Pause pause;
    pause.list = *list;
    const Entering entering(state, scope);
    if (!check_ends(state, e, pause)) return std::nullopt;
    return pause;
}

/// What sets a clock going stands outside of its list, and so of every record.
bool stands_outside(State& state, typed::ExprId root) {
    std::vector<typed::ExprId> open{root};
    std::unordered_set<std::uint32_t> seen;  // what params of several periods move is shared
    while (!open.empty()) {
        const typed::ExprId id = open.back();
        open.pop_back();
        if (!id.valid() || !seen.insert(id.value).second) continue;
        const typed::Expr e = state.at(id);
        if (e.kind == Kind::Field) {
            const std::uint32_t record = state.scope->record;
            state.diagnostics.report<D::ReadsOuterRecord>(e.span,
                                                          state.file.records[record].fields[e.ref].name.text,
                                                          state.file.records[record].name.text);
            return false;
        }
        open.insert(open.end(), {e.x, e.y});
        if (!is_aggregate(e.kind)) open.insert(open.end(), {e.a, e.b, e.c});
        for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
            open.push_back(state.module.tiers[e.tiers.first + i].amount);
            open.push_back(state.module.tiers[e.tiers.first + i].condition);
        }
    }
    return true;
}

/// Turns what counts by a calendar into what a list stops: its two operands stand outside of the list.
void pause_by(typed::Expr& e, const Pause& pause) {
    const bool adds = e.kind == Kind::AddWorkingDays;
    e.kind = adds ? Kind::RunDays : Kind::RunningDays;
    e.ref = pause.list;
    e.x = std::exchange(e.a, pause.from);
    e.y = std::exchange(e.b, pause.to);
    e.type.or_none = adds && pause.may_stay_open;
}

/// The right way to write the length with its unit: working days where calendar days stand.
std::string in_working_days(const typed::Expr& length) {
    const bool days = length.kind == Kind::Constant &&
                      (length.type.base == Base::Days || numeric(length.type.base)) && length.type.scale == 1;
    return days && length.number > 0 ? std::to_string(length.number) : "30";
}

/// The lengths behind the sign, by the reference date where a param changes; nothing after a report.
std::optional<std::vector<ParamValue>> check_lengths(State& state, const ast::Expr& e) {
    const ast::Expr& written = state.file.at(e.b);
    std::vector<ParamValue> lengths;
    if (const Param* param = named_periods(state, e.b)) {
        lengths = param->values;
    } else {
        const typed::ExprId length = check_expr(state, e.b).id;
        if (state.failed(length)) return std::nullopt;
        lengths.push_back({std::nullopt, state.at(length)});
    }
    for (const ParamValue& row : lengths) {
        const typed::Expr& length = row.value;
        if (length.kind == Kind::Constant && length.type.base == Base::Period &&
            length.period.working_days != 0)
            continue;
        const std::string number = in_working_days(length);
        const std::string_view calendar = state.file.members[e.extra].text;
        state.diagnostics.report<D::NotWorkingDays>(
            written.span, quoted(state, written.span),
            Arg(fmt::format("`{} working days`", number), fmt::format("`{}个工作日`", number)),
            Arg(fmt::format("`in {}`", calendar), fmt::format("`按 {}`", calendar)));
        return std::nullopt;
    }
    return lengths;
}

typed::ExprId number_of_days(State& state, Span span, std::int64_t days) {
    typed::Expr number = node(Kind::Constant, span, {Base::Count, false, days, days});
    number.number = days;
    return state.add(number);
}

/// Whether the expression says how many working days there are.
bool counts_working_days(const State& state, typed::ExprId id) {
    const typed::Expr& e = state.at(id);
    if (e.kind == Kind::WorkingDays || e.kind == Kind::RunningDays) return true;
    if (e.kind != Kind::Definition) return false;
    const typed::ExprId value = state.module.definitions[e.ref].value;
    if (!value.valid()) return false;
    const Kind kind = state.at(value).kind;
    return kind == Kind::WorkingDays || kind == Kind::RunningDays;
}

}  // namespace

Value check_working_day(State& state, const ast::Expr& e) {
    const typed::ExprId date = check_date_operand(state, e.a, nullptr);
    const auto calendar = find_calendar(state, state.file.members[e.extra]);
    if (state.failed(date) || !calendar) return {state.error(e.span), {}};
    typed::Expr question = node(Kind::WorkingDay, e.span, yes_no);
    question.a = date;
    question.number = *calendar;
    Value value{state.add(question), {}};
    note_given(state, date, value.flow.if_yes);
    if (!e.negated) return value;
    typed::Expr negation = node(Kind::Not, e.span, yes_no);
    negation.a = value.id;
    value.id = state.add(negation);
    std::swap(value.flow.if_yes, value.flow.if_no);
    return value;
}

Value check_working_days(State& state, const ast::Expr& e) {
    const typed::ExprId from = given_date(state, e, e.a), to = given_date(state, e, e.b);
    const auto calendar = find_calendar(state, state.file.members[e.extra]);
    std::optional<Pause> pause;
    if (e.c.valid()) pause = check_pause(state, e.c);
    const bool sound = calendar && (!e.c.valid() || pause);
    if (!sound || state.failed(from) || state.failed(to)) return {state.error(e.span), {}};
    if (pause && (!stands_outside(state, from) || !stands_outside(state, to)))
        return {state.error(e.span), {}};
    const std::int64_t most = all_working_days(state.module.calendars[*calendar]);
    typed::Expr count = node(Kind::WorkingDays, e.span, {Base::Count, false, 0, most});
    count.a = from;
    count.b = to;
    count.number = *calendar;
    if (pause) pause_by(count, *pause);
    return {state.add(count), {}};
}

Value check_add_working_days(State& state, const ast::Expr& e) {
    const typed::ExprId date = given_date(state, e, e.a);
    const auto calendar = find_calendar(state, state.file.members[e.extra]);
    if (e.negated) {
        report_no_calendar(state, e, state.file.at(e.b).span);
        return {state.error(e.span), {}};
    }
    const auto lengths = check_lengths(state, e);
    std::optional<Pause> pause;
    if (e.c.valid()) pause = check_pause(state, e.c);
    const bool sound = calendar && lengths && (!e.c.valid() || pause);
    if (!sound || state.failed(date) || (pause && !stands_outside(state, date)))
        return {state.error(e.span), {}};
    std::vector<std::optional<std::int64_t>> until;
    std::vector<typed::ExprId> values;
    for (const ParamValue& row : *lengths) {
        typed::Expr later = node(Kind::AddWorkingDays, e.span, days_of(state, *calendar));
        later.a = date;
        later.b = number_of_days(state, state.file.at(e.b).span, row.value.period.working_days);
        later.number = *calendar;
        if (pause) pause_by(later, *pause);
        values.push_back(state.add(later));
        until.push_back(row.until);
    }
    return {by_day(state, e.span, until, values), {}};
}

void report_no_calendar(State& state, const ast::Expr& e, Span length) {
    const std::string date = quoted(state, state.file.at(e.a).span), text = quoted(state, length);
    const bool minus = e.kind == ExprKind::Sub || e.negated;
    if (minus) {
        state.diagnostics.report<D::WorkingDaysNotHere>(
            length, text,
            Arg(fmt::format("working days are counted forward only: compare `D + {} in {}` with `{}`", text,
                            example_calendar(state, "CALENDAR"), date),
                fmt::format("工作日只能往后数：请用 `某日 + {} 按 {}` 与 `{}` 比较", text,
                            example_calendar(state, "工作日历"), date)));
        return;
    }
    std::string number;
    for (char c : text)
        if (c >= '0' && c <= '9') number.push_back(c);
    if (number.empty()) number = "30";
    state.diagnostics.report<D::CalendarNeeded>(
        length,
        Arg(fmt::format("`{} + {} in {}`", date, text, example_calendar(state, "CALENDAR")),
            fmt::format("`{} + {} 按 {}`", date, text, example_calendar(state, "工作日历"))),
        Arg(fmt::format("`{}d`", number), fmt::format("`{}天`", number)));
}

void report_working_window(State& state, Span date, Span length) {
    const std::string day = quoted(state, date), text = quoted(state, length);
    const std::string as_of = state.module.has_as_of() ? state.module.facts[state.module.as_of].name.text
                                                       : std::string("2023-06-01");
    state.diagnostics.report<D::WorkingDaysNotHere>(
        length, text,
        Arg(fmt::format("compare the day itself: `{} not after {} + {} in {}`", as_of, day, text,
                        example_calendar(state, "CALENDAR")),
            fmt::format("请直接比较日期：`{} 不晚于 {} + {} 按 {}`", as_of, day, text,
                        example_calendar(state, "工作日历"))));
}

typed::ExprId as_number_of_days(State& state, typed::ExprId counted, ast::ExprId written,
                                typed::ExprId length) {
    const typed::Expr days = state.at(length);
    if (days.kind != Kind::Constant || days.type.base != Base::Period || days.period.working_days == 0)
        return length;
    const Param* param = named_periods(state, written);
    if ((param != nullptr && param->dated()) || !counts_working_days(state, counted)) return length;
    return number_of_days(state, days.span, days.period.working_days);
}

}  // namespace tenet::compiler::checking
