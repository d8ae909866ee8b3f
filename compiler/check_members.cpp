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

std::optional<std::uint32_t> named_group(State& state, ast::ExprId id) {
    const ast::Expr& e = bare(state, id);
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

}  // namespace

Value check_in_name(State& state, const ast::Expr& e) {
    if (const auto group = named_group(state, e.b)) return in_group(state, e, *group);
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
