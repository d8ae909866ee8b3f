#include "compiler/facts_value.hpp"

#include "compiler/day_text.hpp"
#include "compiler/facts_number.hpp"
#include "compiler/limits.hpp"
#include "compiler/utf8.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::Base;

std::string quoted(std::string_view text) { return fmt::format("`{}`", shortened(text, 40)); }

FactsProblem wrong_type(const Table& table, const TableFact& fact, std::string_view name,
                        const JsonValue& json, const Arg& help) {
    return facts_problem<D::FactWrongType>(name, type_words(table, fact.type), described(json), help);
}

FactsProblem wrong_type(const Table& table, const TableFact& fact, std::string_view name,
                        const JsonValue& json) {
    return wrong_type(table, fact, name, json, how_to_write(table, fact, name));
}

FactValue known(std::int64_t value) { return {FactValue::State::Known, value, {}, {}}; }

std::optional<FactsProblem> read_yes_no(const Table& table, const TableFact& fact, std::string_view name,
                                        const JsonValue& json, FactValue& value) {
    if (json.kind == JsonKind::Boolean) {
        value = known(json.text == "true" ? 1 : 0);
        return {};
    }
    constexpr std::pair<std::string_view, bool> words[] = {
        {"yes", true}, {"no", false}, {"true", true}, {"false", false}, {"是", true},
        {"否", false}, {"Y", true},   {"N", false},   {"1", true},      {"0", false}};
    if (json.kind == JsonKind::Text || json.kind == JsonKind::Number)
        for (auto [word, yes] : words)
            if (json.text == word)
                return wrong_type(
                    table, fact, name, json,
                    yes ? Arg("yes is written `true`, without quotes", "“是”写作 `true`，不加引号")
                        : Arg("no is written `false`, without quotes", "“否”写作 `false`，不加引号"));
    return wrong_type(table, fact, name, json);
}

FactsProblem no_such_day(std::string_view name, WrittenDay day, std::string_view text) {
    Arg help{"months are 01 to 12 and days begin at 01", "月份为 01 至 12，日从 01 起"};
    if (day.month >= 1 && day.month <= 12 && day.day > 0) {
        int last = last_day_of_month(day.year, day.month);
        help = {fmt::format("the last day of that month is {:04}-{:02}-{:02}", day.year, day.month, last),
                fmt::format("{} 年 {} 月的最后一天是 {} 日", day.year, day.month, last)};
    }
    return facts_problem<D::FactNoSuchDay>(name, text, help);
}

std::optional<FactsProblem> read_date(const Table& table, const TableFact& fact, std::string_view name,
                                      const JsonValue& json, FactValue& value) {
    bool digits = json.kind == JsonKind::Number && json.text.size() == 8;
    if (json.kind != JsonKind::Text && !digits) return wrong_type(table, fact, name, json);
    std::optional<WrittenDay> written = digits ? std::nullopt : written_day(json.text);
    if (!written) {
        std::optional<WrittenDay> meant = loosely_written_day(json.text);
        Arg help = how_to_write(table, fact, name);
        if (meant && day_number(*meant)) {
            std::string day = day_text(*day_number(*meant));
            help = Arg("write `\"" + day + "\"`", "请写 `\"" + day + "\"`");
        }
        return facts_problem<D::FactDateForm>(name, Arg(quoted(json.text)), help);
    }
    std::optional<std::int64_t> day = day_number(*written);
    if (!day) return no_such_day(name, *written, json.text);
    if (*day < fact.type.low || *day > fact.type.high) return out_of_range(fact, name, json.text);
    value = known(*day);
    return {};
}

/// The value of a choice that a text names, or why it names none: by its label, which is no name, or by a slip.
std::optional<FactsProblem> find_value(const FactNames& names, const TableFact& fact, std::string_view name,
                                       std::string_view written, std::uint32_t& found) {
    const TableChoice& choice = names.table().choices[fact.type.of];
    const NameIndex& values = names.values(fact.type.of);
    found = values.find(written);
    if (found != NameIndex::unknown) return {};
    FactsProblem problem =
        facts_problem<D::FactNotAValue>(name, Arg(quoted(written)), choice.name, listed(choice.values));
    auto labelled =
        std::find_if(choice.values.begin(), choice.values.end(), [&](const TableChoiceValue& value) {
            return !written.empty() && (value.label.en == written || value.label.zh == written);
        });
    problem.problem.suggestion =
        labelled != choice.values.end() ? labelled->id : names.suggestion(values, written);
    return problem;
}

std::optional<FactsProblem> read_choice(const FactNames& names, const TableFact& fact, std::string_view name,
                                        const JsonValue& json, FactValue& value) {
    if (json.kind != JsonKind::Text) return wrong_type(names.table(), fact, name, json);
    std::uint32_t found = 0;
    std::optional<FactsProblem> problem = find_value(names, fact, name, json.text, found);
    if (!problem) value = known(found);
    return problem;
}

std::optional<FactsProblem> read_text(const FactNames& names, const TableFact& fact, std::string_view name,
                                      const JsonValue& json, FactValue& value) {
    if (json.kind != JsonKind::Text) return wrong_type(names.table(), fact, name, json);
    if (json.text.size() > limits::text_bytes)
        return facts_problem<D::FactTextTooLong>(name, json.text.size(), limits::text_bytes);
    value = {FactValue::State::Known, names.text(json.text), std::string(json.text), {}};
    return {};
}

/// 3, or the nearest number that the fact may be, as an example: 0 would be copied by whoever means none.
std::int64_t example_number(const typed::Type& type) {
    constexpr std::int64_t usual = 3;
    return std::clamp<std::int64_t>(usual * type.scale, type.low, std::max(type.low, type.high));
}

Arg example(std::string_view name, std::string_view value, std::string_view en, std::string_view zh) {
    return {fmt::format("write `\"{}\": {}`{}", name, value, en),
            fmt::format("请写 `\"{}\": {}`{}", name, value, zh)};
}

/// The identifier of the first thing of some, between double quotes.
template <class Named>
std::string first_of(const std::vector<Named>& all) {
    return all.empty() ? "\"…\"" : fmt::format("\"{}\"", all.front().id);
}

}  // namespace

std::string shortened(std::string_view text, std::size_t most) {
    if (text.size() <= most) return std::string(text);
    while (most > 0 && continues_character(text[most]))
        --most;
    return std::string(text.substr(0, most)) + "…";
}

Arg described(const JsonValue& value) {
    switch (value.kind) {
    case JsonKind::Null: return {"none (`null`)", "无（`null`）"};
    case JsonKind::Boolean: return {fmt::format("`{}`", value.text), fmt::format("`{}`", value.text)};
    case JsonKind::Number: return {"the number " + quoted(value.text), "数字 " + quoted(value.text)};
    case JsonKind::Text: return {"the text " + quoted(value.text), "文本 " + quoted(value.text)};
    case JsonKind::Array: return {"a list", "列表"};
    case JsonKind::Object: return {"an object", "对象"};
    }
    __builtin_unreachable();
}

Arg how_to_write(const Table& table, const TableFact& fact, std::string_view name) {
    switch (fact.type.base) {
    case Base::YesNo: return {"write `true` or `false`", "请写 `true`（是）或 `false`（否）"};
    case Base::Date:
        return {"write `\"YYYY-MM-DD\"`, for example `\"2023-04-01\"`",
                "请写 `\"年年年年-月月-日日\"`，例如 `\"2023-04-01\"`"};
    case Base::Count:
    case Base::Number:
    case Base::Days:
    case Base::Hours:
    case Base::Period: break;
    case Base::Choice: {
        const std::string value = first_of(table.choices[fact.type.of].values);
        return example(name, value, ", one of its values between double quotes",
                       "，即选项中的一个，加英文双引号");
    }
    case Base::Set: {
        const std::string value = "[" + first_of(table.choices[fact.type.of].values) + "]";
        return example(name, value, "; `[]` is the empty set", "；一个也没有时写 `[]`");
    }
    case Base::Text: return example(name, "\"…\"", ", between double quotes", "，加英文双引号");
    case Base::List: {
        const std::string value = "[{" + first_of(table.records[fact.type.of].fields) + ": …}, …]";
        return example(name, value, "; `[]` if there are none", "；一条也没有时写 `[]`");
    }
    }
    return example(name, number_text(example_number(fact.type), fact.type.scale),
                   ", in digits and without quotes", "，只用数字，不加引号");
}

Arg type_words(const Table& table, const typed::Type& type) {
    const bool halves = type.scale == 2;
    switch (type.base) {
    case Base::YesNo: return {"yes or no", "是或否"};
    case Base::Count: return {"a count", "次数"};
    case Base::Date: return {"a date", "日期"};
    case Base::Number: return {"a number", "数值"};
    case Base::Days:
        return halves ? Arg("a number of days in halves", "天数（可含半天）")
                      : Arg("a number of days", "天数");
    case Base::Hours:
        return halves ? Arg("a number of hours in halves", "学时（可含半学时）")
                      : Arg("a number of hours", "学时");
    case Base::Period: return {"a period", "期限"};
    case Base::Choice: {
        const TableChoice& choice = table.choices[type.of];
        return {fmt::format("a value of `{}`", choice.name), fmt::format("选项“{}”的一个值", choice.name)};
    }
    case Base::Set: {
        const TableChoice& choice = table.choices[type.of];
        return {fmt::format("a set of `{}`", choice.name), fmt::format("选项“{}”的集合", choice.name)};
    }
    case Base::Text: return {"a text", "文本"};
    case Base::List: {
        const TableRecord& record = table.records[type.of];
        return {fmt::format("a list of `{}`", record.name), fmt::format("“{}”的列表", record.name)};
    }
    }
    __builtin_unreachable();
}

/// Why a fact may not be none, and what to write instead.
Arg never_none(typed::Base base) {
    if (base == typed::Base::List || base == typed::Base::Set)
        return {"where it has nothing in it, write `[]`", "没有内容时请写 `[]`"};
    return {"only a fact declared `or none` may be none", "只有声明为“或无”的事实才可为无"};
}

std::optional<FactsProblem> read_value(const FactNames& names, const TableFact& fact, std::string_view name,
                                       const JsonValue& json, FactValue& value) {
    const Table& table = names.table();
    if (json.kind == JsonKind::Null) {
        if (!fact.type.or_none) return facts_problem<D::FactNotNone>(name, never_none(fact.type.base));
        value = {FactValue::State::None, 0, {}, {}};
        return {};
    }
    switch (fact.type.base) {
    case Base::YesNo: return read_yes_no(table, fact, name, json, value);
    case Base::Date: return read_date(table, fact, name, json, value);
    case Base::Count:
    case Base::Number:
    case Base::Days:
    case Base::Hours:
    case Base::Period: return read_number(table, fact, name, json, value);
    case Base::Choice: return read_choice(names, fact, name, json, value);
    case Base::Text: return read_text(names, fact, name, json, value);
    case Base::Set:
    case Base::List: return wrong_type(table, fact, name, json);
    }
    __builtin_unreachable();
}

std::optional<FactsProblem> read_member(const FactNames& names, const TableFact& fact, std::string_view name,
                                        const JsonValue& json, std::uint64_t& members) {
    if (json.kind != JsonKind::Text)
        return facts_problem<D::FactWrongMember>(name, names.table().choices[fact.type.of].name,
                                                 described(json),
                                                 first_of(names.table().choices[fact.type.of].values));
    std::uint32_t found = 0;
    std::optional<FactsProblem> problem = find_value(names, fact, name, json.text, found);
    if (problem) return problem;
    const std::uint64_t bit = std::uint64_t{1} << found;
    if ((members & bit) != 0) return facts_problem<D::FactMemberTwice>(name, Arg(quoted(json.text)));
    members |= bit;
    return {};
}

}  // namespace tenet::compiler
