#include "compiler/check_parts.hpp"
#include "compiler/limits.hpp"

#include <algorithm>
#include <string>
#include <utility>

/// Outputs that are lists. Every list that a case gives is a value of a choice that nobody declared, so that all that is true of
/// choices is true of them.
namespace tenet::compiler::checking {
namespace {

using typed::Base;
using typed::Kind;

/// The item as it must be: written out, and of the kind that is listed.
void report_item(State& state, typed::ExprId id, const typed::Choice& list) {
    const typed::Expr e = state.at(id);
    const bool none = e.kind == Kind::None;
    const std::string choice =
        list.items == typed::no_index ? "" : "`" + state.module.choices[list.items].name.text + "`";
    const Arg needed =
        choice.empty() ? Arg("a text", "文本") : Arg("a value of " + choice, "选项 " + choice + " 的值");
    const Arg help =
        none ? Arg("write `empty` where nothing is in the list", "列表中什么都没有时请写 `没有记录`")
        : choice.empty()
            ? Arg("write texts, as in `= \"one\", \"two\" when …`", "请写文本，例如 `当 … 取 \"甲\"、\"乙\"`")
            : Arg("write values of " + choice + ", as in `= VALUE, VALUE when …`",
                  "请写 " + choice + " 的值，例如 `当 … 取 某值、某值`");
    state.diagnostics.report<D::ListingItem>(e.span, quoted(state, e.span), needed, help);
}

/// Adds one item to the list; false after a report.
bool add_item(State& state, ast::ExprId id, const typed::Choice& choice, typed::ChoiceValue& list) {
    const bool texts = choice.items == typed::no_index;
    const typed::ExprId item = check_expr(state, id, choice.items).id;
    const typed::Expr e = state.at(item);
    if (e.kind == Kind::Error) return false;
    const bool fits = e.kind == Kind::Constant && e.type.base == (texts ? Base::Text : Base::Choice) &&
                      (texts || e.type.of == choice.items);
    if (!fits) {
        report_item(state, item, choice);
        return false;
    }
    if (texts)
        list.texts.push_back(state.module.texts[static_cast<std::size_t>(e.number) - 1]);
    else
        list.items.push_back(static_cast<std::uint32_t>(e.number));
    return true;
}

/// The number of the list among those that the output may be; a new one goes behind them.
std::size_t number_of(std::vector<typed::ChoiceValue>& lists, typed::ChoiceValue list) {
    const auto same = std::find_if(lists.begin(), lists.end(), [&](const typed::ChoiceValue& one) {
        return one.items == list.items && one.texts == list.texts;
    });
    if (same != lists.end()) return static_cast<std::size_t>(same - lists.begin());
    lists.push_back(std::move(list));
    return lists.size() - 1;
}

}  // namespace

typed::Type begin_listing(State& state, std::uint32_t items) {
    typed::Choice choice;
    choice.of_lists = true;
    choice.items = items;
    state.module.choices.push_back(std::move(choice));
    return {Base::Choice, false, 0, 0, 1, static_cast<std::uint32_t>(state.module.choices.size() - 1)};
}

bool is_listing(const State& state, const typed::Type& type) {
    return type.base == Base::Choice && type.of < state.module.choices.size() &&
           state.module.choices[type.of].of_lists;
}

typed::ExprId check_listing(State& state, ast::ExprId id, const typed::Type& type) {
    const ast::Expr& e = bare(state, id);
    typed::ChoiceValue list;
    bool sound = true;
    if (e.kind != ast::ExprKind::Listing) sound = add_item(state, id, state.module.choices[type.of], list);
    for (std::uint32_t i = 0; i < e.tiers.count && e.kind == ast::ExprKind::Listing; ++i)
        sound = add_item(state, state.file.tiers[e.tiers.first + i].amount, state.module.choices[type.of],
                         list) &&
                sound;
    if (!sound) return state.error(e.span);
    std::vector<typed::ChoiceValue>& lists = state.module.choices[type.of].values;
    const std::size_t number = number_of(lists, std::move(list));
    if (number == limits::choice_values && lists.size() == number + 1)
        state.diagnostics.report<D::TooManyListings>(e.span, limits::choice_values);
    const auto value = static_cast<std::int64_t>(number);
    typed::Expr constant = node(Kind::Constant, e.span, {Base::Choice, false, value, value, 1, type.of});
    constant.number = value;
    return state.add(constant);
}

Value report_listing(State& state, const ast::Expr& e) {
    state.diagnostics.report<D::ListingNotHere>(e.span, quoted(state, e.span));
    return {state.error(e.span), {}};
}

}  // namespace tenet::compiler::checking
