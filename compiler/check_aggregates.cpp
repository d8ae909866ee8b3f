#include "compiler/check_parts.hpp"
#include "compiler/guards.hpp"
#include "compiler/intervals.hpp"
#include "compiler/limits.hpp"
#include "compiler/reads.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <string>
#include <utility>

/// `count of L where C` and all else that goes over the records of a list.
namespace tenet::compiler::checking {
namespace {

using ast::ExprKind;
using ast::ItemKind;
using typed::Base;
using typed::Kind;

Kind kind_of(ExprKind kind) {
    constexpr std::pair<ExprKind, Kind> kinds[] = {
        {ExprKind::Count, Kind::Count},   {ExprKind::Sum, Kind::Sum},
        {ExprKind::Latest, Kind::Latest}, {ExprKind::Earliest, Kind::Earliest},
        {ExprKind::Any, Kind::Any},       {ExprKind::Every, Kind::Every},
        {ExprKind::Union, Kind::Union},   {ExprKind::InOrder, Kind::InOrder},
    };
    return std::find_if(std::begin(kinds), std::end(kinds),
                        [&](const auto& row) { return row.first == kind; })
        ->second;
}

/// `any RECORD in LIST` must name the record that the list is of.
void check_record_name(State& state, const ast::NameUse& use, std::uint32_t record) {
    if (!use.given() || state.names.find_type(use.text, ItemKind::Record) == record) return;
    const std::string_view name = state.file.records[record].name.text;
    state.diagnostics.report<D::OtherRecord>(use.span, use.text, name).suggestion = name;
}

bool takes(Kind kind, Base base) {
    return kind == Kind::Sum ? ordered(base) && base != Base::Date : ordered(base);
}

/// The expression that is summed up or of which the greatest is taken, and its type.
typed::ExprId check_taken(State& state, const ast::Expr& e, Kind kind) {
    const typed::ExprId id = as_guarded(state, check_value(state, e.a).id);
    if (state.failed(id)) return id;
    const typed::Expr taken = state.at(id);
    if (takes(kind, taken.type.base)) return id;
    state.diagnostics.report<D::CannotAggregate>(
        taken.span, quoted(state, taken.span), type_name(state, taken.type),
        kind == Kind::Sum      ? Arg("sum of", "合计")
        : kind == Kind::Latest ? Arg("latest of", "最晚")
                               : Arg("earliest of", "最早"),
        kind == Kind::Sum
            ? Arg("numbers, days and hours add up", "数、天数和学时可以合计")
            : Arg("dates, numbers, days and hours have an order", "日期、数、天数和学时有先后大小"));
    return state.error(taken.span);
}

/// The field that a union takes: a set, or a choice that sets can be of.
typed::ExprId check_united(State& state, const ast::Expr& e) {
    const ast::Expr& named = bare(state, e.a);
    const typed::ExprId id = named.kind == ExprKind::Name
                                 ? as_guarded(state, check_field_name(state, named).id)
                                 : as_guarded(state, check_value(state, e.a).id);
    if (state.failed(id)) return id;
    const typed::Expr taken = state.at(id);
    if (taken.type.base == Base::Set) return id;
    if (taken.type.base != Base::Choice) {
        state.diagnostics.report<D::CannotAggregate>(
            taken.span, quoted(state, taken.span), type_name(state, taken.type), Arg("union of", "合并"),
            Arg("what is united is a field of a choice, or of a set of one",
                "合并的是选项字段，或选项集合字段"));
        return state.error(taken.span);
    }
    const typed::Choice& choice = state.module.choices[taken.type.of];
    if (choice.values.size() <= limits::set_members) return id;
    state.diagnostics.report<D::SetTooLarge>(taken.span, choice.name.text, choice.values.size(),
                                             limits::set_members);
    return state.error(taken.span);
}

/// The type of what comes out, over at most so many records.
typed::Type type_of(const State& state, const typed::Expr& aggregate, std::int64_t most) {
    if (aggregate.kind == Kind::Count) return {Base::Count, false, 0, most};
    if (!aggregate.a.valid() || aggregate.kind == Kind::InOrder) return yes_no;
    typed::Type type = state.type(aggregate.a);
    if (aggregate.kind == Kind::Union) {
        const std::size_t count = state.module.choices[type.of].values.size();
        return {Base::Set, false, 0, static_cast<std::int64_t>((std::uint64_t{1} << count) - 1), 1, type.of};
    }
    type.or_none = aggregate.kind != Kind::Sum;
    if (aggregate.kind == Kind::Sum) {
        const Interval range = hull({0, 0}, product({type.low, type.high}, most));
        type.low = range.low;
        type.high = range.high;
    }
    return type;
}

/// `L in order from a to b`: a is never none, b may be.
bool check_order(State& state, const ast::Expr& e, typed::Expr& result) {
    result.a = check_value(state, e.a).id;
    result.b = as_guarded(state, check_value(state, e.b).id);
    if (state.failed(result.a) || state.failed(result.b)) return false;
    if (may_be_none(state, result.a)) {
        report_begin_none(state, result.a);
        return false;
    }
    result.a = require_given(state, result.a, e.span, Need::Value);
    if (state.failed(result.a)) return false;
    if (!ordered(state.type(result.a).base)) {
        report_no_order(state, result.a, state.at(result.a).span);
        return false;
    }
    if (!same_family(state.type(result.a), state.type(result.b))) {
        report_types_differ(state, result.a, result.b);
        return false;
    }
    unify(state, result.a, result.b);
    return true;
}

/// The parts that are worked out for each record, inside its scope; false if they did not type.
bool check_inside(State& state, const ast::Expr& e, typed::Expr& result) {
    if (result.kind == Kind::InOrder) return check_order(state, e, result);
    Value condition;
    if (e.b.valid()) {
        const ast::Expr* outer = std::exchange(state.selecting, &e);
        condition = check_condition(state, e.b);
        state.selecting = outer;
    }
    result.c = condition.id;
    const bool failed = condition.id.valid() && state.failed(condition.id);
    if (!e.a.valid()) return !failed;
    const Assuming passes(state, condition.id, condition.flow.if_yes);
    result.a = result.kind == Kind::Union ? check_united(state, e) : check_taken(state, e, result.kind);
    return !failed && !state.failed(result.a);
}

}  // namespace

std::optional<std::uint32_t> find_list(State& state, const ast::NameUse& use) {
    const Names::Entry* entry = state.names.find_value(use.text);
    if (entry != nullptr && entry->kind == ItemKind::Fact) {
        if (state.fact_failed[entry->index]) return std::nullopt;
        if (state.module.facts[entry->index].type.base == Base::List) return entry->index;
    }
    if (use.text.empty() || (entry == nullptr && state.names_missing)) return std::nullopt;
    std::string suggestion = meant(state, use.text, [&] {
        std::vector<std::string_view> lists;
        for (const auto& [text, each] : state.names.values)
            if (record_of_list(state.file, state.names, text)) lists.push_back(text);
        return lists;
    });
    if (entry == nullptr)
        state.diagnostics.report<D::UnknownName>(use.span, use.text).suggestion = std::move(suggestion);
    else
        state.diagnostics.report<D::NotAList>(use.span, use.text).suggestion = std::move(suggestion);
    return std::nullopt;
}

void report_begin_none(State& state, typed::ExprId id) {
    const Span span = state.at(id).span;
    const std::string name = quoted(state, span);
    state.diagnostics.report<D::MayBeNone>(
        span, name,
        Arg(fmt::format("declare `{}` without `or none`: every record begins; only its end may be none",
                        name),
            fmt::format("请在 `{}` 的声明中去掉 `或无`：每条记录都须有起始，只有结束可以没有", name)));
}

Value check_aggregate(State& state, const ast::Expr& e) {
    const ast::Aggregate& over = state.file.aggregates[e.extra];
    state.uses[static_cast<std::size_t>(&e - state.file.exprs.data())] = Use::Reads;
    const auto list = find_list(state, over.list);
    if (!list) return {state.error(e.span), {}};
    const typed::Type type = state.module.facts[*list].type;
    check_record_name(state, over.record, type.of);
    Scope scope{type.of, {}, state.scope};
    for (ast::ExprId part : {e.a, e.b})
        collect_qualified(state, part, type.of, scope.qualified);
    typed::Expr result = node(kind_of(e.kind), e.span, yes_no);
    result.ref = *list;
    const bool sound = [&] {
        const Entering entering(state, scope);
        return check_inside(state, e, result);
    }();
    if (!sound) return {state.error(e.span), {}};
    result.type = type_of(state, result, type.high);
    return {state.add(result), {}};
}

}  // namespace tenet::compiler::checking
