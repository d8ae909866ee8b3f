#include "compiler/check_parts.hpp"
#include "compiler/guards.hpp"
#include "compiler/limits.hpp"

#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <utility>

/// Defines, outputs and derived fields: one expression, or cases, against the declared type.
namespace tenet::compiler::checking {
namespace {

using typed::Base;
using typed::Kind;

/// What is worked out, and as what it is declared.
struct Wanted {
    std::string_view name;
    std::optional<typed::Type> type;
    const ast::Definition* table = nullptr;  ///< where the cases are the rows of one
    bool list_lost = false;                  ///< declared a list, of what is not known after a report

    std::uint32_t choice() const { return type && type->base == Base::Choice ? type->of : typed::no_index; }
};

/// One case as checked.
struct Row {
    Value condition, value;
    Span span, when;
    Run citations;
};

/// A define that may be none says so, or says what it is instead.
void report_undeclared_none(State& state, const Wanted& wanted, typed::ExprId value) {
    const Span span = state.at(value).span;
    const Kind kind = state.at(value).kind;
    const bool named = kind == Kind::Fact || kind == Kind::Definition || kind == Kind::Field;
    const std::string text = named ? quoted(state, span) : "X";
    state.diagnostics.report<D::DeclaredWithoutNone>(
        span, wanted.name,
        Arg(fmt::format("if {0} is given then {0} else …", text),
            fmt::format("如果 {0} 不为 无 则 {0} 否则 …", text)));
}

/// The value in the scale of the declared type; an error after a report. A range that is too narrow is found by the proof
/// on the table.
typed::ExprId as_declared(State& state, const Wanted& wanted, typed::ExprId value) {
    const typed::Expr e = state.at(value);
    const typed::Type& declared = *wanted.type;
    if (e.kind == Kind::Error) return value;
    if (e.kind == Kind::None) {
        if (!declared.or_none) report_undeclared_none(state, wanted, value);
        return as_branch(state, value, declared);
    }
    if (!same_family(e.type, declared)) {
        const bool written_out =
            e.kind == Kind::Constant || (declared.base == Base::Text && only_digits(state, e.span));
        state.diagnostics.report<D::DeclaredTypeDiffers>(
            e.span, wanted.name, type_name(state, declared), type_name(state, e.type),
            written_out               ? how_written(state, declared, &e)
            : wanted.table != nullptr ? Arg("change the type or the value", "请改类型或改值")
                                      : Arg("change the type or the value; the type may also be left out",
                                            "请改类型或改值；类型也可以不写"));
        return state.error(e.span);
    }
    if (e.type.or_none && !declared.or_none) report_undeclared_none(state, wanted, value);
    if (declared.scale % e.type.scale == 0) return rescaled(state, value, declared.scale);
    state.diagnostics.report<D::FinerThanDeclared>(e.span, wanted.name, step_text(declared.scale),
                                                   step_text(e.type.scale));
    return state.error(e.span);
}

/// Without a declared type a definition takes that of its value, if the value has one.
bool has_own_type(State& state, typed::ExprId value) {
    const typed::Expr e = state.at(value);
    if (e.kind == Kind::None) {
        state.diagnostics.report<D::NoneAlone>(e.span);
        return false;
    }
    if (e.type.base != Base::Period) return true;
    state.diagnostics.report<D::PeriodAlone>(e.span, quoted(state, e.span));
    return false;
}

/// What one value is: a list where one is declared.
Value check_value_of(State& state, ast::ExprId id, const Wanted& wanted) {
    if (wanted.type && is_listing(state, *wanted.type)) return {check_listing(state, id, *wanted.type), {}};
    if (wanted.list_lost) return {state.error(state.file.at(id).span), {}};
    return check_expr(state, id, wanted.choice());
}

Value check_single(State& state, ast::ExprId id, const Wanted& wanted) {
    Value value = check_value_of(state, id, wanted);
    if (state.failed(value.id)) return value;
    if (wanted.type)
        value.id = as_declared(state, wanted, value.id);
    else if (!has_own_type(state, value.id))
        value.id = state.error(state.at(value.id).span);
    return value;
}

/// The cases up to the first that holds otherwise: the parser has said what is wrong with those behind it.
std::uint32_t cases_that_count(const State& state, const ast::Body& body) {
    std::uint32_t count = 1;
    while (count < body.cases.count && state.file.cases[body.cases.first + count - 1].condition.valid())
        ++count;
    return count;
}

/// Every case, each knowing that those before it turned out no.
std::deque<Row> check_rows(State& state, const ast::Body& body, const Wanted& wanted) {
    std::deque<Row> rows;
    std::deque<Assuming> earlier;
    const std::uint32_t count = cases_that_count(state, body);
    for (std::uint32_t i = 0; i < count; ++i) {
        const ast::Case& written = state.file.cases[body.cases.first + i];
        Row& row = rows.emplace_back();
        row.span = written.span;
        row.when = written.when;
        row.citations = written.citations;
        state.in_table = wanted.table != nullptr;
        if (written.condition.valid()) row.condition = check_condition(state, written.condition);
        state.in_table = false;
        const Assuming holds(state, row.condition.id, row.condition.flow.if_yes);
        row.value = check_value_of(state, written.value, wanted);
        row.value.id = as_guarded(state, row.value.id);
        if (wanted.type) row.value.id = as_declared(state, wanted, row.value.id);
        if (written.condition.valid())
            earlier.emplace_back(state, row.condition.id, row.condition.flow.if_no);
    }
    return rows;
}

/// The type that all cases have in common; nothing after a report.
std::optional<typed::Type> join_rows(State& state, const std::deque<Row>& rows) {
    std::optional<typed::Type> joined;
    typed::ExprId first;
    for (const Row& row : rows) {
        if (state.at(row.value.id).kind == Kind::None) continue;
        if (!first.valid()) first = row.value.id;
        if (!has_own_type(state, row.value.id) || !join_branch(state, row.value.id, first, joined))
            return std::nullopt;
    }
    return joined;
}

/// What is given once the whole has turned out yes, or no, if its branches are conditions.
Flow flow_of(State& state, const Row& row, const Flow& rest) {
    return {common_of(all_of(state, row.condition.flow.if_yes, row.value.flow.if_yes),
                      all_of(state, row.condition.flow.if_no, rest.if_yes)),
            common_of(all_of(state, row.condition.flow.if_yes, row.value.flow.if_no),
                      all_of(state, row.condition.flow.if_no, rest.if_no))};
}

/// `if C1 then V1 else if C2 then V2 else …`.
Value chain(State& state, std::deque<Row>& rows, const typed::Type& type) {
    // The guards of many cases would take the square of their number.
    const bool followed = rows.size() <= limits::guarded_cases;
    state.guards_cut = state.guards_cut || !followed;
    Value rest{as_branch(state, rows.back().value.id, type), std::move(rows.back().value.flow)};
    for (std::size_t i = rows.size() - 1; i-- > 0;) {
        rest.id = choose(state, rows[i].span, rows[i].condition.id, rows[i].value.id, rest.id, type);
        rest.flow = followed ? flow_of(state, rows[i], rest.flow) : Flow{};
    }
    return rest;
}

bool is_failed(const State& state, const Row& row) {
    return state.failed(row.value.id) || (row.condition.id.valid() && state.failed(row.condition.id));
}

/// The rows of a table, the last of which may hold otherwise; false after a report. A last row that nobody is left for goes.
bool check_as_table(State& state, const ast::Definition& table, std::deque<Row>& rows) {
    std::vector<TableRow> conditions;
    for (const Row& row : rows)
        conditions.push_back({row.condition.id, row.span});
    const TableRows found = check_table(state, table, conditions);
    if (found == TableRows::IdleLast) {
        state.diagnostics.report<D::RowIdle>(rows.back().span, table.name.text);
        rows.pop_back();
    }
    return found != TableRows::Faulty;
}

/// The cases of a define, the last of which holds otherwise or where no other does; false after a report.
bool check_as_cases(State& state, const Wanted& wanted, std::deque<Row>& rows) {
    std::vector<typed::ExprId> conditions;
    for (const Row& row : rows)
        if (row.condition.id.valid()) conditions.push_back(row.condition.id);
    const bool open = conditions.size() == rows.size();
    if (!check_cases_hold(state, wanted.name, conditions, rows.back().span, open)) return false;
    rows.back().condition = {};
    return true;
}

std::vector<typed::Case> as_written(const std::deque<Row>& rows) {
    std::vector<typed::Case> cases;
    for (const Row& row : rows)
        cases.push_back({row.when, row.citations});
    return cases;
}

Value check_cases(State& state, const ast::Body& body, const Wanted& wanted,
                  std::vector<typed::Case>& cases) {
    const Span span = state.file.cases[body.cases.first].span;
    std::deque<Row> rows = check_rows(state, body, wanted);
    const auto is_none = [&](const Row& row) { return state.at(row.value.id).kind == Kind::None; };
    if (std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return is_failed(state, row); }))
        return {state.error(span), {}};
    auto type = join_rows(state, rows);
    if (std::all_of(rows.begin(), rows.end(), is_none)) {
        type = wanted.type;
        if (!type) state.diagnostics.report<D::NoneAlone>(state.at(rows.back().value.id).span);
    }
    if (!type) return {state.error(span), {}};
    const bool whole = wanted.table != nullptr ? check_as_table(state, *wanted.table, rows)
                                               : check_as_cases(state, wanted, rows);
    if (!whole) return {state.error(span), {}};
    cases = as_written(rows);
    return chain(state, rows, *type);
}

Value check_body(State& state, const ast::Body& body, const Wanted& wanted, std::vector<typed::Case>& cases) {
    return body.value.valid() ? check_single(state, body.value, wanted)
                              : check_cases(state, body, wanted, cases);
}

void check_definition(State& state, std::uint32_t index) {
    const ast::Definition& definition = state.file.definitions[index];
    if (!definition.body.given()) return;
    const bool declared = state.unit_typed[index];
    const bool circular = !state.unit_pending[index];
    Wanted wanted{definition.name.text, std::nullopt, definition.columns.empty() ? nullptr : &definition,
                  !declared && definition.type.given() && definition.type.word == ast::TypeWord::List};
    if (declared) wanted.type = state.module.definitions[index].type;
    std::vector<typed::Case> cases;
    Value value = check_body(state, definition.body, wanted, cases);
    typed::Definition& checked = state.module.definitions[index];
    checked.cases = std::move(cases);
    checked.value = value.id;
    if (is_listing(state, checked.type))
        checked.type.high = std::max<std::int64_t>(
            0, static_cast<std::int64_t>(state.module.choices[checked.type.of].values.size()) - 1);
    state.unit_pending[index] = false;
    if (!declared && !definition.type.given() && !circular && !state.failed(value.id)) {
        checked.type = state.type(value.id);
        state.unit_typed[index] = true;
        state.unit_failed[index] = false;
    }
    if (!state.unit_failed[index] && checked.type.base == Base::YesNo)
        state.unit_flows[index] = std::move(value.flow);
}

void check_field(State& state, std::uint32_t record, std::uint32_t index) {
    const ast::Field& field = state.file.records[record].fields[index];
    if (!field.body.given()) return;
    const std::uint32_t unit = state.names.field_unit(record, index);
    Scope scope{record, {}, nullptr};
    collect_qualified(state, field.body, record, scope.qualified);
    Wanted wanted{field.name.text, std::nullopt, nullptr, false};
    if (state.unit_typed[unit]) wanted.type = state.module.records[record].fields[index].type;
    const Entering entering(state, scope);
    std::vector<typed::Case> cases;
    Value value = check_body(state, field.body, wanted, cases);
    state.module.records[record].fields[index].derived = value.id;
    state.unit_pending[unit] = false;
    if (!state.unit_failed[unit] && wanted.type && wanted.type->base == Base::YesNo)
        state.unit_flows[unit] = std::move(value.flow);
}

/// The record and field that a unit is.
void check_unit(State& state, std::uint32_t unit) {
    const Names& names = state.names;
    if (unit < names.definition_count) return check_definition(state, unit);
    if (unit < names.first_field_unit()) return;
    const auto after = std::upper_bound(names.first_fields.begin(), names.first_fields.end(),
                                        unit - names.first_field_unit());
    const auto record = static_cast<std::uint32_t>(after - names.first_fields.begin() - 1);
    check_field(state, record, unit - names.first_field_unit() - names.first_fields[record]);
}

}  // namespace

void declare_definitions(State& state) {
    for (std::size_t i = 0; i < state.file.definitions.size(); ++i) {
        const ast::Definition& definition = state.file.definitions[i];
        typed::Definition& checked = state.module.definitions[i];
        checked.is_output = definition.is_output && state.file.own(definition.span);
        checked.name = symbol(definition.name);
        checked.label = definition.label;
        checked.citations = citations_of(state, definition.citations);
        if (!definition.type.given()) continue;
        const auto type = check_type(state, definition.type,
                                     definition.is_output ? Declares::Output : Declares::Definition);
        if (!type) continue;
        // Uses are checked against the declaration even where the value is faulty.
        state.module.definitions[i].type = *type;
        if (is_listing(state, *type)) state.module.choices[type->of].name = checked.name;
        state.unit_typed[i] = true;
        state.unit_failed[i] = !state.unit_pending[i];
    }
}

void check_units(State& state) {
    for (std::uint32_t unit : state.names.order)
        check_unit(state, unit);
    std::vector<bool> in_order(state.names.unit_count());
    for (std::uint32_t unit : state.names.order)
        in_order[unit] = true;
    // What goes in circles has no value, but may have further faults.
    for (std::uint32_t unit = 0; unit < in_order.size(); ++unit)
        if (!in_order[unit]) check_unit(state, unit);
}

}  // namespace tenet::compiler::checking
