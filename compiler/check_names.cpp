#include "compiler/check_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

/// What a bare name or `record.field` is where it stands.
namespace tenet::compiler::checking {
namespace {

using ast::ExprKind;
using ast::ItemKind;
using typed::Base;
using typed::Kind;

void mark(State& state, const ast::Expr& e, Use use) {
    if (const auto position = position_of(state, e)) state.uses[*position] = use;
}

void mark_member(State& state, const ast::Expr& e, const typed::Finding& member) {
    mark(state, e, Use::Other);
    if (const auto position = position_of(state, e)) state.module.findings[*position] = member;
}

/// A fact, param or definition outside of every record.
const Names::Entry* outer_value(const State& state, std::string_view name) {
    const Names::Entry* entry = state.names.find_value(name);
    return entry != nullptr && entry->kind != ItemKind::Decision ? entry : nullptr;
}

std::string_view record_name(const State& state, std::uint32_t record) {
    return state.file.records[record].name.text;
}

bool is_qualified(const Scope& scope, std::uint32_t field) {
    return std::find(scope.qualified.begin(), scope.qualified.end(), field) != scope.qualified.end();
}

Value choice_value(State& state, const ast::Expr& e, std::uint32_t choice, std::uint32_t value) {
    mark_member(state, e, {false, choice, value, false});
    typed::Expr constant = node(Kind::Constant, e.span, {Base::Choice, false, value, value, 1, choice});
    constant.number = value;
    return {state.add(constant), {}};
}

Value field_value(State& state, const ast::Expr& e, std::uint32_t record, std::uint32_t field) {
    mark_member(state, e, {true, record, field, false});
    const std::uint32_t unit = state.names.field_unit(record, field);
    if (state.unit_failed[unit]) return {state.error(e.span), {}};
    typed::Expr reference = node(Kind::Field, e.span, state.module.records[record].fields[field].type);
    reference.ref = field;
    return {state.add(reference), state.unit_flows[unit]};
}

Value fact_value(State& state, const ast::Expr& e, std::uint32_t index) {
    mark(state, e, Use::Reads);
    if (state.fact_failed[index]) return {state.error(e.span), {}};
    const typed::Fact& fact = state.module.facts[index];
    if (fact.type.base == Base::List) {
        state.diagnostics.report<D::ListAlone>(e.span, e.name, record_name(state, fact.type.of));
        return {state.error(e.span), {}};
    }
    typed::Expr reference = node(Kind::Fact, e.span, fact.type);
    reference.ref = index;
    return {state.add(reference), {}};
}

Value definition_value(State& state, const ast::Expr& e, std::uint32_t unit) {
    if (!state.unit_typed[unit] && state.unit_pending[unit])
        state.diagnostics.report<D::TypeNeeded>(e.span, e.name);
    if (!state.unit_typed[unit] || state.unit_failed[unit]) return {state.error(e.span), {}};
    if (is_listing(state, state.module.definitions[unit].type)) {
        state.diagnostics.report<D::ListingRead>(e.span, e.name);
        return {state.error(e.span), {}};
    }
    typed::Expr reference = node(Kind::Definition, e.span, state.module.definitions[unit].type);
    reference.ref = unit;
    return {state.add(reference), state.unit_flows[unit]};
}

Value param_value(State& state, const ast::Expr& e, std::uint32_t index) {
    const Param& param = state.params[index];
    mark(state, e, param.dated() ? Use::Dated : Use::Other);
    if (param.values.empty()) return {state.error(e.span), {}};
    typed::Expr value = param.values[0].value;
    if (param.dated() && state.params_open) {
        state.diagnostics.report<D::ParamNotPlain>(
            e.span, e.name,
            Arg("its value changes by days; write each value out here, or use a `define`",
                "它的取值随日期变化；请在这里逐段写明取值，或用 `定义`"));
        return {state.error(e.span), {}};
    }
    if (param.dated() && value.type.base != Base::Period)
        return definition_value(state, e, state.names.param_unit(index));
    value.span = e.span;
    return {state.add(value), {}};
}

/// Reports a field of a record further out, if it is one.
bool reads_outer_record(State& state, Span span, std::string_view name) {
    if (state.scope == nullptr) return false;
    for (const Scope* scope = state.scope->outer; scope != nullptr; scope = scope->outer) {
        if (!state.names.find_field(scope->record, name)) continue;
        state.diagnostics.report<D::ReadsOuterRecord>(span, name, record_name(state, scope->record));
        return true;
    }
    return false;
}

std::vector<std::string_view> candidates(const State& state) {
    std::vector<std::string_view> all;
    for (const auto& [text, entry] : state.names.values)
        if (entry.kind != ItemKind::Decision) all.push_back(text);
    if (state.scope != nullptr)
        for (const auto& [text, index] : state.names.records[state.scope->record])
            all.push_back(text);
    return all;
}

void report_unknown_value(State& state, const ast::Expr& e, std::uint32_t choice) {
    const ast::Choice& of = state.file.choices[choice];
    std::string suggestion = meant(state, e.name, [&] { return all_names(state.names.choices[choice]); });
    if (suggestion.empty() && state.suggestions_left != 0) suggestion = value_with_label(of, e.name);
    state.diagnostics.report<D::UnknownValue>(e.span, e.name, of.name.text, values_of(of)).suggestion =
        std::move(suggestion);
}

/// A name that is no value here: why not, or what may have been meant.
Value no_value(State& state, const ast::Expr& e, std::uint32_t choice) {
    const auto owner = state.names.owners.find(e.name);
    const Names::Entry* decision = state.names.find_value(e.name);
    const Names::Entry* type = state.names.find_type(e.name);
    if (reads_outer_record(state, e.span, e.name)) return {state.error(e.span), {}};
    if (choice != typed::no_index && decision == nullptr && type == nullptr)
        report_unknown_value(state, e, choice);
    else if (decision != nullptr)
        state.diagnostics.report<D::DecisionAsValue>(e.span, e.name);
    else if (type != nullptr && type->kind == ItemKind::Group)
        state.diagnostics.report<D::TypeAsValue>(
            e.span, e.name, Arg("a group", "合称"),
            state.in_table
                ? Arg(fmt::format("write `in {}`", e.name), fmt::format("请写 `属于 {}`", e.name))
                : Arg(fmt::format("ask `X in {}`", e.name), fmt::format("请写 `X 属于 {}`", e.name)));
    else if (type != nullptr && type->kind == ItemKind::Calendar)
        state.diagnostics.report<D::TypeAsValue>(
            e.span, e.name, Arg("a calendar", "工作日历"),
            Arg(fmt::format("write `D + 30 working days in {0}` or `D is a working day in {0}`", e.name),
                fmt::format("请写 `D + 30个工作日 按 {0}` 或 `D 为 {0} 的 工作日`", e.name)));
    else if (type != nullptr && type->kind == ItemKind::Document)
        state.diagnostics.report<D::TypeAsValue>(
            e.span, e.name, Arg("a source", "引用的文件"),
            Arg("it stands behind `cite`; write the name of a fact", "它只写在 `依据` 之后；请写事实的名称"));
    else if (type != nullptr)
        state.diagnostics.report<D::TypeAsValue>(
            e.span, e.name,
            type->kind == ItemKind::Choice ? Arg("a choice", "选项") : Arg("a record", "记录"),
            type->kind == ItemKind::Choice
                ? Arg("write one of its values, or the name of a fact", "请写它的一个值，或事实的名称")
                : Arg("write `" + std::string(e.name) + ".FIELD` inside a list expression",
                      "请在列表表达式中写 `" + std::string(e.name) + ".字段`"));
    else if (owner != state.names.owners.end())
        state.diagnostics.report<D::ValueAlone>(e.span, e.name,
                                                state.file.choices[owner->second.front()].name.text);
    else if (!state.names_missing) {
        std::string suggestion = meant(state, e.name, [&] { return candidates(state); });
        state.diagnostics.report<D::UnknownName>(e.span, e.name).suggestion = std::move(suggestion);
    }
    return {state.error(e.span), {}};
}

/// The record that `name.field` speaks of is that of the innermost list, or nothing after a report.
bool is_record_at_hand(State& state, const ast::Expr& e) {
    const auto record = state.names.find_type(e.name, ItemKind::Record);
    if (state.scope == nullptr) {
        state.diagnostics.report<D::MemberOutside>(e.span, quoted(state, e.span));
        return false;
    }
    if (record == state.scope->record) return true;
    const std::string_view here = record_name(state, state.scope->record);
    for (const Scope* scope = state.scope->outer; record && scope != nullptr; scope = scope->outer) {
        if (scope->record != *record) continue;
        state.diagnostics.report<D::ReadsOuterRecord>(e.span, state.file.members[e.extra].text, e.name);
        return false;
    }
    state.diagnostics.report<D::OtherRecord>(e.span, e.name, here).suggestion = here;
    return false;
}

/// The field of the record at hand; an error after a report.
Value named_field(State& state, const ast::Expr& e, const ast::NameUse& name) {
    const std::uint32_t record = state.scope->record;
    if (const auto field = state.names.find_field(record, name.text))
        return field_value(state, e, record, *field);
    std::string suggestion = meant(state, name.text, [&] { return all_names(state.names.records[record]); });
    state.diagnostics
        .report<D::UnknownField>(name.span, name.text, record_name(state, record),
                                 listed(state.file.records[record].fields))
        .suggestion = std::move(suggestion);
    return {state.error(e.span), {}};
}

}  // namespace

Value check_name(State& state, const ast::Expr& e, std::uint32_t choice) {
    if (choice == any_choice) {
        if (state.names.owners.find(e.name) != state.names.owners.end()) return {state.error(e.span), {}};
        choice = typed::no_index;
    }
    if (choice != typed::no_index)
        if (const auto value = state.names.find_choice_value(choice, e.name))
            return choice_value(state, e, choice, *value);
    const Names::Entry* outer = outer_value(state, e.name);
    if (state.scope != nullptr) {
        const std::uint32_t record = state.scope->record;
        const auto field = state.names.find_field(record, e.name);
        if (field && outer == nullptr) return field_value(state, e, record, *field);
        if (field && !is_qualified(*state.scope, *field)) {
            mark(state, e, Use::Other);
            state.diagnostics.report<D::OuterNameInRecord>(e.span, e.name, record_name(state, record));
            return {state.error(e.span), {}};
        }
    }
    return outer != nullptr ? check_named(state, e, *outer) : no_value(state, e, choice);
}

Value check_named(State& state, const ast::Expr& e, const Names::Entry& entry) {
    if (state.params_open && entry.kind != ItemKind::Param) {
        mark(state, e, Use::Reads);
        state.diagnostics.report<D::ParamNotConstant>(e.span, e.name);
        return {state.error(e.span), {}};
    }
    switch (entry.kind) {
    case ItemKind::Fact: return fact_value(state, e, entry.index);
    case ItemKind::Definition: mark(state, e, Use::Reads); return definition_value(state, e, entry.index);
    case ItemKind::Param: return param_value(state, e, entry.index);
    case ItemKind::Decision:
    case ItemKind::Choice:
    case ItemKind::Group:
    case ItemKind::Record:
    case ItemKind::Calendar:
    case ItemKind::Document:
    case ItemKind::Assume:
    case ItemKind::Note:
    case ItemKind::Test: break;
    }
    return {state.error(e.span), {}};
}

Value check_member(State& state, const ast::Expr& e) {
    if (!is_record_at_hand(state, e)) return {state.error(e.span), {}};
    return named_field(state, e, state.file.members[e.extra]);
}

Value check_field_name(State& state, const ast::Expr& e) { return named_field(state, e, {e.name, e.span}); }

std::optional<typed::Type> peek_type(const State& state, std::string_view name) {
    const Names::Entry* outer = outer_value(state, name);
    if (state.scope != nullptr && outer == nullptr) {
        const auto field = state.names.find_field(state.scope->record, name);
        if (field) return state.module.records[state.scope->record].fields[*field].type;
    }
    if (outer == nullptr) return std::nullopt;
    if (outer->kind == ItemKind::Fact && !state.fact_failed[outer->index])
        return state.module.facts[outer->index].type;
    if (outer->kind == ItemKind::Param && !state.params[outer->index].values.empty())
        return state.params[outer->index].values[0].value.type;
    if (outer->kind == ItemKind::Definition && state.unit_typed[outer->index] &&
        !is_listing(state, state.module.definitions[outer->index].type))
        return state.module.definitions[outer->index].type;
    return std::nullopt;
}

bool may_name_value(const State& state, ast::ExprId id) {
    const ast::Expr& e = bare(state, id);
    if (e.kind == ExprKind::If) return may_name_value(state, e.b) || may_name_value(state, e.c);
    if (e.kind != ExprKind::Name) return false;
    if (state.names.owners.find(e.name) != state.names.owners.end()) return true;
    const bool field = state.scope != nullptr && state.names.find_field(state.scope->record, e.name);
    return !field && state.names.find_value(e.name) == nullptr;
}

}  // namespace tenet::compiler::checking
