#include "compiler/check_parts.hpp"
#include "compiler/intervals.hpp"
#include "compiler/limits.hpp"

#include <fmt/format.h>
#include <string>
#include <utility>

#include <string_view>
#include <vector>

/// Types as authors declare them, with their ranges.
namespace tenet::compiler::checking {
namespace {

using ast::ItemKind;
using ast::TypeWord;
using typed::Base;
using typed::Kind;

/// What a type that nobody knows may have been meant to be.
constexpr std::string_view built_types[] = {"yes/no", "count", "date", "days", "hours", "number", "text",
                                            "是否",   "次数",  "日期", "天数", "学时",  "数值",   "文本"};

/// What others call these types.
constexpr std::pair<std::string_view, std::string_view> other_types[] = {
    {"整数", "次数"},      {"数量", "次数"},    {"数目", "次数"},      {"数", "数值"},
    {"数字", "数值"},      {"金额", "数值"},    {"浮点数", "数值"},    {"布尔", "是否"},
    {"布尔值", "是否"},    {"是非", "是否"},    {"字符串", "文本"},    {"文字", "文本"},
    {"字符", "文本"},      {"时间", "日期"},    {"年月日", "日期"},    {"天", "天数"},
    {"日数", "天数"},      {"小时", "学时"},    {"课时", "学时"},      {"integer", "count"},
    {"int", "count"},      {"bool", "yes/no"},  {"boolean", "yes/no"}, {"yesno", "yes/no"},
    {"string", "text"},    {"str", "text"},     {"float", "number"},   {"double", "number"},
    {"decimal", "number"}, {"money", "number"}, {"numeric", "number"}, {"datetime", "date"},
    {"time", "date"},      {"hour", "hours"},   {"day", "days"},
};

std::string_view meant_type(std::string_view name) {
    std::string lower(name);
    for (char& byte : lower)
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    for (const auto& [other, right] : other_types)
        if (lower == other) return right;
    return {};
}

Arg called(Declares what) {
    switch (what) {
    case Declares::Fact: return {"a fact", "事实"};
    case Declares::Definition: return {"a define or table", "定义或对照表"};
    case Declares::Output: return {"an output", "输出"};
    case Declares::Param: return {"a param", "参数"};
    case Declares::Field: return {"a field", "记录字段"};
    }
    __builtin_unreachable();
}

std::nullopt_t refuse(State& state, const ast::Type& type, Declares what, const Arg& kind, const Arg& help) {
    state.diagnostics.report<D::TypeNotHere>(type.span, kind, called(what), help);
    return std::nullopt;
}

/// A name where a type of this kind is expected; nothing after a report.
std::optional<std::uint32_t> find_type(State& state, const ast::Type& type, ItemKind kind, Declares what) {
    if (type.name.empty()) return std::nullopt;  // the parser has said what is wrong
    const Names::Entry* entry = state.names.find_type(type.name);
    if (entry != nullptr && entry->kind == kind) return entry->index;
    const std::string name(type.name);
    if (entry == nullptr && state.names_missing) return std::nullopt;
    if (entry == nullptr) {
        std::string suggestion(kind == ItemKind::Record ? std::string_view() : meant_type(type.name));
        if (suggestion.empty())
            suggestion = meant(state, type.name, [&] {
                std::vector<std::string_view> all;
                if (type.word == TypeWord::Named) all.assign(std::begin(built_types), std::end(built_types));
                for (const auto& [text, each] : state.names.types)
                    if (each.kind == kind) all.push_back(text);
                return all;
            });
        state.diagnostics
            .report<D::UnknownType>(type.name_span.end == 0 ? type.span : type.name_span, type.name)
            .suggestion = std::move(suggestion);
        return std::nullopt;
    }
    if (entry->kind == ItemKind::Document)
        return refuse(state, type, what, Arg("the source `" + name + "`", "引用的文件 `" + name + "`"),
                      Arg("name a choice or a record", "请写选项或记录的名称"));
    if (kind == ItemKind::Record)
        return refuse(
            state, type, what,
            Arg("a list of `" + name + "`, which is no record,", "`" + name + "` 不是记录，它的列表"),
            Arg("declare `record " + name + "`, or name a record",
                "请先声明 `记录 " + name + "`，或写记录的名称"));
    if (entry->kind == ItemKind::Record)
        return refuse(state, type, what, Arg("the record `" + name + "`", "记录 `" + name + "`"),
                      Arg("a fact may be `list of " + name + "`", "事实可以是 `" + name + " 列表`"));
    if (entry->kind == ItemKind::Calendar)
        return refuse(state, type, what, Arg("the calendar `" + name + "`", "工作日历 `" + name + "`"),
                      Arg("a length of working days is a `period`", "工作日的长短是 `期限`"));
    return refuse(state, type, what, Arg("the group `" + name + "`", "合称 `" + name + "`"),
                  Arg("name the choice that its values are of", "请写它的值所属选项的名称"));
}

std::optional<typed::Type> choice_type(State& state, const ast::Type& type, Declares what) {
    const auto choice = find_type(state, type, ItemKind::Choice, what);
    if (!choice) return std::nullopt;
    const auto count = static_cast<std::int64_t>(state.module.choices[*choice].values.size());
    if (type.word == TypeWord::Named) return typed::Type{Base::Choice, false, 0, count - 1, 1, *choice};
    if (count > static_cast<std::int64_t>(limits::set_members)) {
        state.diagnostics.report<D::SetTooLarge>(type.span, type.name, count, limits::set_members);
        return std::nullopt;
    }
    return typed::Type{Base::Set, false,  0, static_cast<std::int64_t>((std::uint64_t{1} << count) - 1),
                       1,         *choice};
}

/// A whole number that belongs to the type, such as its decimals; nothing after a report.
std::optional<std::int64_t> check_size(State& state, ast::ExprId id, const Arg& of, std::int64_t low,
                                       std::int64_t high) {
    const typed::Expr e = state.at(check_expr(state, id).id);
    if (e.kind == Kind::Error) return std::nullopt;
    if (e.kind == Kind::Constant && e.type.base == Base::Count && e.number >= low && e.number <= high)
        return e.number;
    state.diagnostics.report<D::RangeOutside>(e.span, quoted(state, e.span), of, low, high);
    return std::nullopt;
}

/// A list that an output may be: its items are values of a choice, or texts. How long it is its cases say.
std::optional<typed::Type> output_list_type(State& state, const ast::Type& type) {
    constexpr Declares what = Declares::Output;
    if (type.up_to.valid())
        return refuse(
            state, type, what, Arg("a list with a length", "写明长度的列表"),
            Arg("leave out `up to`: the cases say what is in it", "请去掉 `至多`：列表中有什么由各情形写明"));
    if (type.of_text) return begin_listing(state, typed::no_index);
    const Names::Entry* entry = state.names.find_type(type.name);
    if (entry != nullptr && entry->kind == ItemKind::Record)
        return refuse(state, type, what,
                      Arg("a list of the record `" + std::string(type.name) + "`",
                          "记录 `" + std::string(type.name) + "` 的列表"),
                      Arg("records come with facts; an output lists values of a choice, or texts",
                          "记录只随事实而来；输出的列表只能由选项的值或文本组成"));
    const auto choice = find_type(state, type, ItemKind::Choice, what);
    return choice ? std::optional(begin_listing(state, *choice)) : std::nullopt;
}

std::optional<typed::Type> list_type(State& state, const ast::Type& type, Declares what) {
    if (type.or_none)
        return refuse(state, type, what, Arg("a list that may be none", "可能为无的列表"),
                      Arg("leave out `or none`: a list without anything in it is empty",
                          "请去掉 `或无`：什么都没有的列表是空的"));
    if (what == Declares::Output) return output_list_type(state, type);
    if (what != Declares::Fact)
        return refuse(
            state, type, what, Arg("a list", "列表"),
            Arg("lists are facts, of records, and outputs, as in `output NAME : list of CHOICE`; nothing reads an output's list",
                "列表只能是事实（由记录组成），或输出，例如 `输出 名称 ：某选项 列表`；输出的列表不能再被引用"));
    const Names::Entry* named = state.names.find_type(type.name);
    const std::string name(type.name);
    if (named == nullptr && type.of_text)
        return refuse(state, type, what, Arg("a list of texts", "文本列表"),
                      Arg("declare a record with a field of texts, and a list of that record",
                          "请声明含有文本字段的记录，再写该记录的列表"));
    if (named != nullptr && named->kind == ItemKind::Choice)
        return refuse(state, type, what,
                      Arg("a list of the choice `" + name + "`", "选项 `" + name + "` 的列表"),
                      Arg("several values of it, in no order, are a `set of " + name + "`",
                          "不分先后的若干个值请写 `" + name + " 集合`"));
    const auto record = find_type(state, type, ItemKind::Record, what);
    if (!record) return std::nullopt;
    constexpr std::int64_t usual = 1'000;
    std::int64_t most = usual;
    if (type.up_to.valid()) {
        const typed::Expr e = state.at(check_expr(state, type.up_to).id);
        if (e.kind == Kind::Constant && e.number > static_cast<std::int64_t>(limits::list_records)) {
            state.diagnostics.report<D::ListTooLong>(e.span, quoted(state, e.span), limits::list_records);
            return std::nullopt;
        }
        const auto size =
            check_size(state, type.up_to, Arg("the length of a list", "列表的长度"), 1, limits::list_records);
        if (!size) return std::nullopt;
        most = *size;
    }
    return typed::Type{Base::List, false, 0, most, 1, *record};
}

std::optional<typed::Type> number_type(State& state, const ast::Type& type) {
    if (!type.decimals.valid()) return natural_type(Base::Number);
    constexpr std::int64_t most = 6;
    const auto decimals =
        check_size(state, type.decimals, Arg("the number of decimals", "小数位数"), 0, most);
    if (!decimals) return std::nullopt;
    std::int32_t scale = 1;
    for (std::int64_t i = 0; i < *decimals; ++i)
        scale *= 10;
    return natural_type(Base::Number, scale);
}

/// The type without its range; nothing, after a report, if it does not belong here.
std::optional<typed::Type> unbounded(State& state, const ast::Type& type, Declares what) {
    switch (type.word) {
    case TypeWord::YesNo: return natural_type(Base::YesNo);
    case TypeWord::Count: return natural_type(Base::Count);
    case TypeWord::Date: return natural_type(Base::Date);
    case TypeWord::Text: return natural_type(Base::Text);
    case TypeWord::Number: return number_type(state, type);
    case TypeWord::Days: return natural_type(Base::Days, type.in_halves ? 2 : 1);
    case TypeWord::Hours: return natural_type(Base::Hours, type.in_halves ? 2 : 100);
    case TypeWord::Period:
        if (what == Declares::Param) return natural_type(Base::Period);
        return refuse(state, type, what, Arg("a period", "期限"),
                      Arg("a period is a `param`, or stands written out after `valid` and its like",
                          "期限可作参数，或直接写在 `有效` 等词之后"));
    case TypeWord::Named:
    case TypeWord::Set: return choice_type(state, type, what);
    case TypeWord::List: return list_type(state, type, what);
    }
    __builtin_unreachable();
}

Arg example_range(Base base) {
    Arg word = range_word(base);
    if (word.en.empty()) return word;
    if (base == Base::Date)
        return {word.en + " 2000-01-01 .. 2030-12-31", word.zh + " 2000-01-01 至 2030-12-31"};
    const std::string_view most = base == Base::Days ? "365" : base == Base::Hours ? "48" : "500";
    return {fmt::format("{} 0..{}", word.en, most), fmt::format("{} 0 至 {}", word.zh, most)};
}

/// One end of a range, in the unit of the type: a plain number will do for days and hours.
std::optional<std::int64_t> check_bound(State& state, const typed::Type& natural, ast::ExprId id) {
    const typed::Expr e = state.at(check_expr(state, id).id);
    if (e.kind == Kind::Error) return std::nullopt;
    const bool length = natural.base == Base::Days || natural.base == Base::Hours;
    const bool fits =
        e.type.base == natural.base || (numeric(e.type.base) && (numeric(natural.base) || length));
    if (e.kind != Kind::Constant || !fits) {
        state.diagnostics.report<D::RangeBound>(e.span, quoted(state, e.span), example_range(natural.base));
        return std::nullopt;
    }
    const auto number = in_scale(e, natural.scale);
    if (!number) {
        state.diagnostics.report<D::TooFine>(e.span, quoted(state, e.span), type_name(state, natural),
                                             step_text(natural.scale));
        return std::nullopt;
    }
    if (*number < natural.low || *number > natural.high) {
        state.diagnostics.report<D::RangeOutside>(e.span, quoted(state, e.span), type_name(state, natural),
                                                  written(natural, natural.low),
                                                  written(natural, natural.high));
        return std::nullopt;
    }
    return number;
}

/// The natural type narrowed to the declared range.
std::optional<typed::Type> narrowed(State& state, const ast::Type& type, typed::Type natural) {
    if (!ordered(natural.base)) {
        state.diagnostics.report<D::RangeOfYesNo>(type.span, type_name(state, natural));
        return std::nullopt;
    }
    const auto low = check_bound(state, natural, type.low), high = check_bound(state, natural, type.high);
    if (!low || !high) return std::nullopt;
    if (*low > *high) {
        const Span a = state.file.at(type.low).span, b = state.file.at(type.high).span;
        state.diagnostics.report<D::RangeReversed>(
            join(a, b), quoted(state, a), quoted(state, b),
            fmt::format("{} .. {}", quoted(state, b), quoted(state, a)));
        return std::nullopt;
    }
    natural.low = *low;
    natural.high = *high;
    return natural;
}

}  // namespace

std::optional<typed::Type> check_type(State& state, const ast::Type& type, Declares what) {
    auto natural = unbounded(state, type, what);
    if (!natural) return std::nullopt;
    natural->or_none = type.or_none;
    return type.ranged ? narrowed(state, type, *natural) : natural;
}

}  // namespace tenet::compiler::checking
