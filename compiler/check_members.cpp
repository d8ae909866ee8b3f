#include "compiler/check_parts.hpp"
#include "compiler/guards.hpp"

#include <string>
#include <utility>

/// `X in GROUP` and `X in SET`.
namespace tenet::compiler::checking {
namespace {

using ast::ExprKind;
using ast::ItemKind;
using typed::Base;
using typed::Kind;

std::optional<std::uint32_t> named_group(State& state, const ast::Expr& e) {
    if (e.kind != ExprKind::Name) return std::nullopt;
    const auto group = state.names.find_type(e.name, ItemKind::Group);
    if (group) state.uses[static_cast<std::size_t>(&e - state.file.exprs.data())] = Use::Other;
    return group;
}

/// What stands before `in`, which must be of the choice; nothing, after a report, if it is not.
typed::ExprId check_element(State& state, ast::ExprId id, std::uint32_t choice, const Arg& whole) {
    const typed::ExprId element = check_value(state, id, choice).id;
    if (state.failed(element)) return element;
    const typed::Expr e = state.at(element);
    if (e.type.base == Base::Choice && e.type.of == choice) return element;
    state.diagnostics.report<D::NotOfChoice>(e.span, quoted(state, e.span), type_name(state, e.type), whole,
                                             state.module.choices[choice].name.text);
    return state.error(e.span);
}

Value in_group(State& state, const ast::Expr& e, std::uint32_t group) {
    const std::uint32_t choice = state.names.group_choices[group];
    if (choice == typed::no_index) {
        check_expr(state, e.a);
        return {state.error(e.span), {}};
    }
    const typed::ExprId element = check_element(state, e.a, choice, quoted(state, state.file.at(e.b).span));
    if (state.failed(element)) return {state.error(e.span), {}};
    typed::Expr question = node(Kind::InGroup, e.span, yes_no);
    question.a = element;
    question.ref = group;
    question.negated = e.negated;
    Flow flow;
    note_given(state, element, e.negated ? flow.if_no : flow.if_yes);
    return {state.add(question), std::move(flow)};
}

/// A name that nothing has, where a group or a set is expected.
void report_unknown_group(State& state, const ast::Expr& e) {
    if (state.names_missing) return;
    std::string suggestion = meant(state, e.name, [&] {
        std::vector<std::string_view> groups;
        for (const auto& [text, entry] : state.names.types)
            if (entry.kind == ItemKind::Group) groups.push_back(text);
        for (const auto& [text, entry] : state.names.values) {
            const auto type = peek_type(state, text);
            if (type && type->base == Base::Set) groups.push_back(text);
        }
        return groups;
    });
    state.diagnostics.report<D::UnknownGroup>(e.span, e.name).suggestion = std::move(suggestion);
}

bool is_known(const State& state, const ast::Expr& e) {
    if (e.kind != ExprKind::Name || state.names.find_value(e.name) != nullptr) return true;
    return state.scope != nullptr && state.names.find_field(state.scope->record, e.name).has_value();
}

/// The choice of what must be covered, and its members as bits; nothing after a report.
struct Covered {
    std::uint32_t choice = typed::no_index;
    std::uint64_t members = 0;
};

std::optional<Covered> find_covered(State& state, const ast::Expr& e, std::uint32_t choice) {
    if (const auto whole = state.names.find_type(e.name, ItemKind::Choice); whole && e.kind == ExprKind::Name)
        return Covered{*whole, (std::uint64_t{1} << (state.module.choices[*whole].values.size() & 63)) - 1};
    if (const auto group = named_group(state, e)) {
        Covered covered{state.names.group_choices[*group], 0};
        if (covered.choice == typed::no_index) return std::nullopt;
        const std::vector<bool>& members = state.module.groups[*group].members;
        for (std::size_t i = 0; i < members.size() && i < 63; ++i)
            covered.members |= std::uint64_t{members[i] ? 1U : 0U} << i;
        return covered;
    }
    if (state.names_missing) return std::nullopt;
    const bool value = e.kind == ExprKind::Name && state.names.find_choice_value(choice, e.name).has_value();
    const std::string text = quoted(state, e.span);
    std::string suggestion = meant(state, e.name, [&] {
        std::vector<std::string_view> all;
        for (const auto& [name, entry] : state.names.types)
            if (entry.kind != ItemKind::Record) all.push_back(name);
        return all;
    });
    Diagnostic& report = state.diagnostics.report<D::CoversWhat>(
        e.span, text,
        value ? Arg("a single value is asked for with `in`: `" + text + " in …`",
                    "问是否含有一个值，请写 `" + text + " 属于 …`")
              : Arg("name the choice, or declare `group " + text + " = VALUE, VALUE`",
                    "请写选项的名称，或先声明 `合称 " + text + " = 值、值`"));
    if (!value) report.suggestion = std::move(suggestion);
    return std::nullopt;
}

void report_no_set(State& state, typed::ExprId id) {
    const typed::Expr e = state.at(id);
    const Arg help =
        e.type.base == Base::Choice
            ? Arg("one value lies in a group: write `in` instead", "一个值是否在合称中，请写 `属于`")
            : Arg("ask this of a fact, field or define that is a set, or of `union of LIST.FIELD`",
                  "请问集合类型的事实、字段或定义，或 `全部 列表 的 合并 字段`");
    state.diagnostics.report<D::CoversNoSet>(e.span, quoted(state, e.span), type_name(state, e.type),
                                             state.selecting != nullptr ? after_where(help) : help);
}

}  // namespace

Value check_covers(State& state, const ast::Expr& e) {
    const typed::ExprId set = check_value(state, e.a).id;
    if (state.failed(set)) return {state.error(e.span), {}};
    const typed::Type type = state.type(set);
    if (type.base != Base::Set) {
        report_no_set(state, set);
        return {state.error(e.span), {}};
    }
    const auto covered = find_covered(state, bare(state, e.b), type.of);
    if (!covered) return {state.error(e.span), {}};
    if (covered->choice != type.of) {
        const Span span = state.file.at(e.b).span;
        state.diagnostics.report<D::CoversOther>(span, quoted(state, span),
                                                 state.module.choices[covered->choice].name.text,
                                                 state.module.choices[type.of].name.text);
        return {state.error(e.span), {}};
    }
    typed::Expr question = node(Kind::Covers, e.span, yes_no);
    question.a = set;
    question.number = static_cast<std::int64_t>(covered->members);
    Flow flow;
    note_given(state, set, flow.if_yes);
    return {state.add(question), std::move(flow)};
}

Value check_in_name(State& state, const ast::Expr& e) {
    if (const auto group = named_group(state, bare(state, e.b))) return in_group(state, e, *group);
    const ast::Expr& named = bare(state, e.b);
    if (!is_known(state, named)) {
        report_unknown_group(state, named);
        return {state.error(e.span), {}};
    }
    const typed::ExprId set = check_value(state, e.b).id;
    if (state.failed(set)) {
        if (!may_name_value(state, e.a)) check_expr(state, e.a);
        return {state.error(e.span), {}};
    }
    const typed::Expr members = state.at(set);
    if (members.type.base != Base::Set) {
        state.diagnostics.report<D::NotASet>(members.span, quoted(state, members.span),
                                             type_name(state, members.type));
        return {state.error(e.span), {}};
    }
    const typed::ExprId element = check_element(state, e.a, members.type.of, quoted(state, members.span));
    if (state.failed(element)) return {state.error(e.span), {}};
    typed::Expr question = node(Kind::Member, e.span, yes_no);
    question.a = element;
    question.b = set;
    question.negated = e.negated;
    Flow flow;
    std::vector<Key>& known = e.negated ? flow.if_no : flow.if_yes;
    note_given(state, element, known);
    note_given(state, set, known);
    return {state.add(question), std::move(flow)};
}

}  // namespace tenet::compiler::checking
