#include "compiler/check_parts.hpp"
#include "compiler/check_test_parts.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <utility>

/// Values as tests write them out.
namespace tenet::compiler::checking {
namespace {

using ast::ExprKind;
using typed::Base;

FactValue known_value(std::int64_t number) { return {FactValue::State::Known, number, {}, {}}; }

bool says(const ast::Expr& e, std::string_view en, std::string_view zh) {
    return e.kind == ExprKind::Name && (e.name == en || e.name == zh);
}

void report_type(State& state, const Taker& taker, const ast::Expr& e, const Arg& found,
                 const typed::Expr* amount) {
    state.diagnostics.report<D::TestTypeDiffers>(e.span, taker.name, type_name(state, taker.type),
                                                 quoted(state, e.span), found,
                                                 how_written(state, taker.type, amount));
}

/// A word that is no value of a choice.
void report_word(State& state, const Taker& taker, const ast::Expr& e) {
    const bool choice = taker.type.base == Base::Choice || taker.type.base == Base::Set;
    if (says(e, "unknown", "未知")) {
        const Arg help = taker.in_row ? Arg("leave the cell blank", "请将这一格留空")
                                      : Arg(fmt::format("write `{} unknown`", taker.name),
                                            fmt::format("请写 `{} 未知`", taker.name));
        state.diagnostics.report<D::OtherWord>(e.span, e.name, help);
    } else if (says(e, "empty", "没有记录")) {
        state.diagnostics.report<D::TestEmpty>(e.span, taker.name, type_name(state, taker.type));
    } else if (choice) {
        const typed::Choice& of = state.module.choices[taker.type.of];
        const auto candidates = [&] {
            std::vector<std::string_view> all;
            for (const typed::ChoiceValue& value : of.values)
                all.insert(all.end(), {value.name.text, value.name.id});
            return all;
        };
        std::string suggestion = meant(state, e.name, candidates);
        if (taker.type.of >= state.file.choices.size()) {  // a choice of lists
            state.diagnostics
                .report<D::UnknownValue>(e.span, e.name, of.name.text,
                                         Arg("check the spelling", "请检查写法"))
                .suggestion = std::move(suggestion);
            return;
        }
        const ast::Choice& declared = state.file.choices[taker.type.of];
        if (suggestion.empty() && state.suggestions_left != 0)
            suggestion = value_with_label(declared, e.name);
        state.diagnostics.report<D::UnknownValue>(e.span, e.name, of.name.text, values_of(declared))
            .suggestion = std::move(suggestion);
    } else {
        report_type(state, taker, e, Arg("a name", "名称"), nullptr);
    }
}

std::optional<std::int64_t> choice_value_of(const State& state, const typed::Type& type, const ast::Expr& e) {
    if (e.kind != ExprKind::Name) return std::nullopt;
    const std::vector<typed::ChoiceValue>& all = state.module.choices[type.of].values;
    const auto found = std::find_if(all.begin(), all.end(), [&](const typed::ChoiceValue& value) {
        return value.name.text == e.name || value.name.id == e.name;
    });
    if (found == all.end()) return std::nullopt;
    return found - all.begin();
}

/// A number or a date in units of the type; nothing after a report.
std::optional<FactValue> amount_in_test(State& state, const Taker& taker, ast::Expr e) {
    const bool unitless = e.kind == ExprKind::Number && e.unit == ast::Unit::None;
    if (taker.in_row && unitless && taker.type.base == Base::Days) e.unit = ast::Unit::Days;
    if (taker.in_row && unitless && taker.type.base == Base::Hours) e.unit = ast::Unit::Hours;
    const Value checked = e.kind == ExprKind::Number ? check_number(state, e) : check_date(state, e);
    const typed::Expr value = state.at(checked.id);
    if (value.kind == typed::Kind::Error) return std::nullopt;
    if (!same_family(taker.type, value.type)) {
        const bool number = e.kind == ExprKind::Number && value.type.base != Base::Period;
        report_type(state, taker, e, type_name(state, value.type), number ? &value : nullptr);
        return std::nullopt;
    }
    const auto scaled = in_scale(value, taker.type.scale);
    if (!scaled) {
        state.diagnostics.report<D::TooFine>(e.span, quoted(state, e.span), type_name(state, taker.type),
                                             step_text(taker.type.scale));
        return std::nullopt;
    }
    if (*scaled < taker.type.low || *scaled > taker.type.high) {
        state.diagnostics.report<D::TestRangeOutside>(e.span, quoted(state, e.span), taker.name,
                                                      written(taker.type, taker.type.low),
                                                      written(taker.type, taker.type.high));
        return std::nullopt;
    }
    return known_value(*scaled);
}

/// A text that the policy does not compare with is any other to it.
FactValue text_value(const State& state, std::string_view text) {
    const auto found = state.texts.find(text);
    const std::size_t number = found == state.texts.end() ? 0 : found->second;
    return {FactValue::State::Known, static_cast<std::int64_t>(number), std::string(text), {}};
}

std::optional<FactValue> check_one(State& state, const Taker& taker, const ast::Expr& e) {
    if (e.kind == ExprKind::None) {
        if (taker.type.or_none) return FactValue{FactValue::State::None, 0, {}, {}};
        state.diagnostics.report<D::GivenNone>(e.span, taker.name);
        return std::nullopt;
    }
    if (taker.type.base == Base::Choice)
        if (const auto value = choice_value_of(state, taker.type, e)) return known_value(*value);
    if (e.kind == ExprKind::Number || e.kind == ExprKind::Date) return amount_in_test(state, taker, e);
    const bool answer = e.kind == ExprKind::Yes || e.kind == ExprKind::No;
    if (answer && taker.type.base == Base::YesNo) return known_value(e.kind == ExprKind::Yes ? 1 : 0);
    if (e.kind == ExprKind::Text && taker.type.base == Base::Text) return text_value(state, e.name);
    if (e.kind == ExprKind::Name)
        report_word(state, taker, e);
    else
        report_type(state, taker, e, type_name(state, answer ? yes_no : typed::Type{Base::Text}), nullptr);
    return std::nullopt;
}

std::optional<FactValue> check_set(State& state, const Taker& taker, const std::vector<ast::ExprId>& values) {
    std::uint64_t members = 0;
    bool sound = true;
    for (const ast::ExprId id : values) {
        const ast::Expr& e = state.file.at(id);
        const auto value = choice_value_of(state, taker.type, e);
        const std::uint64_t member = value ? std::uint64_t{1} << static_cast<unsigned>(*value) : 0;
        sound = sound && value && (members & member) == 0;
        if (!value && e.kind == ExprKind::Name)
            report_word(state, taker, e);
        else if (!value)
            report_type(state, taker, e, Arg("no name of one", "并非其名称"), nullptr);
        else if ((members & member) != 0)
            state.diagnostics.report<D::TestNameTwice>(e.span, e.name, Arg("this set", "这个集合"));
        members |= member;
    }
    if (!sound) return std::nullopt;
    return known_value(static_cast<std::int64_t>(members));
}

/// A list of an output, in its order. One that no case gives is a value that nothing equals.
std::optional<FactValue> check_listing(State& state, const Taker& taker,
                                       const std::vector<ast::ExprId>& values, bool empty) {
    const typed::Choice& lists = state.module.choices[taker.type.of];
    Taker item{taker.name, {Base::Text}};
    if (lists.items != typed::no_index) item.type = {Base::Choice, false, 0, 0, 1, lists.items};
    std::vector<std::uint32_t> items;
    std::vector<std::string> texts;
    for (const ast::ExprId id : empty ? std::vector<ast::ExprId>{} : values) {
        auto value = check_one(state, item, state.file.at(id));
        if (!value) return std::nullopt;
        if (lists.items != typed::no_index)
            items.push_back(static_cast<std::uint32_t>(value->value));
        else
            texts.push_back(std::move(value->text));
    }
    const auto found =
        std::find_if(lists.values.begin(), lists.values.end(), [&](const typed::ChoiceValue& list) {
            return list.items == items && list.texts == texts;
        });
    return known_value(found == lists.values.end() ? -1 : found - lists.values.begin());
}

}  // namespace

std::optional<FactValue> check_test_value(State& state, const Taker& taker,
                                          const std::vector<ast::ExprId>& values, Span span) {
    if (values.empty()) return std::nullopt;
    const ast::Expr& first = state.file.at(values.front());
    const bool alone = values.size() == 1;
    const bool empty = alone && says(first, "empty", "没有记录");
    if (taker.type.base == Base::List) {
        if (empty) return known_value(0);
        state.diagnostics.report<D::GivenNeedsRecords>(span, taker.name);
        return std::nullopt;
    }
    if (taker.type.base == Base::Set && !(alone && first.kind == ExprKind::None)) {
        if (empty && !choice_value_of(state, taker.type, first)) return known_value(0);
        return check_set(state, taker, values);
    }
    const bool listing = taker.type.base == Base::Choice && state.module.choices[taker.type.of].of_lists;
    if (listing && !(alone && first.kind == ExprKind::None))
        return check_listing(state, taker, values, empty);
    if (alone) return check_one(state, taker, first);
    state.diagnostics.report<D::TestOneValue>(state.file.at(values[1]).span, taker.name, values.size());
    return std::nullopt;
}

}  // namespace tenet::compiler::checking
