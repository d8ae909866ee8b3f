#include "compiler/facts_value.hpp"

#include "compiler/day_text.hpp"
#include "compiler/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::Base;

std::string quoted(std::string_view text) { return fmt::format("`{}`", shortened(text, 40)); }

/// Digits with an optional minus, as JSON writes whole numbers.
bool plain_digits(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// The whole number that `3.0` or `1e2` comes to, in digits; nothing if it is not whole or has over 18 digits.
std::optional<std::string> as_digits(std::string_view number) {
    std::string digits;
    std::size_t at = number.starts_with('-') ? 1 : 0;
    std::int64_t exponent = 0;
    bool point = false;
    for (; at < number.size() && number[at] != 'e' && number[at] != 'E'; ++at) {
        if (number[at] == '.') {
            point = true;
            continue;
        }
        digits += number[at];
        exponent -= point ? 1 : 0;
    }
    if (at < number.size()) {
        std::string_view written = number.substr(at + 1);
        if (written.starts_with('+')) written.remove_prefix(1);
        std::int64_t power = 0;
        auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), power);
        if (error != std::errc() || power > 1000 || power < -1000) return {};
        exponent += power;
    }
    for (; exponent < 0 && digits.ends_with('0'); ++exponent)
        digits.pop_back();
    std::size_t zeros = digits.find_first_not_of('0');
    if (zeros == std::string::npos) return "0";
    digits.erase(0, zeros);
    if (exponent < 0 || digits.size() + static_cast<std::size_t>(exponent) > 18) return {};
    digits.append(static_cast<std::size_t>(exponent), '0');
    return (number.starts_with('-') ? "-" : "") + digits;
}

Arg how_to_write(const TableFact& fact, std::string_view name) {
    switch (fact.type.base) {
    case Base::YesNo: return {"write `true` or `false`", "请写 `true`（是）或 `false`（否）"};
    case Base::Date:
        return {"write `\"YYYY-MM-DD\"`, for example `\"2023-04-01\"`",
                "请写 `\"年年年年-月月-日日\"`，例如 `\"2023-04-01\"`"};
    case Base::Count:
    case Base::Number:
    case Base::Days:
    case Base::Period: break;
    }
    return {
        fmt::format("write `\"{}\": {}`, in digits and without quotes", name,
                    std::max<std::int64_t>(fact.type.low, 0)),
        fmt::format("请写 `\"{}\": {}`，只用数字，不加引号", name, std::max<std::int64_t>(fact.type.low, 0))};
}

FactsProblem wrong_type(const TableFact& fact, std::string_view name, const JsonValue& json,
                        const Arg& help) {
    return facts_problem<D::FactWrongType>(name, type_words(fact.type.base), described(json), help);
}

FactsProblem wrong_type(const TableFact& fact, std::string_view name, const JsonValue& json) {
    return wrong_type(fact, name, json, how_to_write(fact, name));
}

FactsProblem out_of_range(const TableFact& fact, std::string_view name, std::string_view value) {
    const typed::Type& type = fact.type;
    return facts_problem<D::FactOutOfRange>(name, value, value_text(type.base, type.low, Lang::En),
                                            value_text(type.base, type.high, Lang::En));
}

std::optional<FactsProblem> read_yes_no(const TableFact& fact, std::string_view name, const JsonValue& json,
                                        FactValue& value) {
    if (json.kind == JsonKind::Boolean) {
        value = {FactValue::State::Known, json.text == "true" ? 1 : 0};
        return {};
    }
    constexpr std::pair<std::string_view, bool> words[] = {
        {"yes", true}, {"no", false}, {"true", true}, {"false", false}, {"是", true},
        {"否", false}, {"Y", true},   {"N", false},   {"1", true},      {"0", false}};
    if (json.kind == JsonKind::Text || json.kind == JsonKind::Number)
        for (auto [word, yes] : words)
            if (json.text == word)
                return wrong_type(fact, name, json,
                                  yes ? Arg("write `true`, without quotes", "请写 `true`，不加引号")
                                      : Arg("write `false`, without quotes", "请写 `false`，不加引号"));
    return wrong_type(fact, name, json);
}

/// Numbers are read from their digits; one that is whole only after calculation is sent back.
std::optional<FactsProblem> read_number(const TableFact& fact, std::string_view name, const JsonValue& json,
                                        FactValue& value) {
    if (json.kind == JsonKind::Text && plain_digits(json.text) && json.text.size() <= 18) {
        return wrong_type(fact, name, json,
                          Arg(fmt::format("write `{}`, without quotes", json.text),
                              fmt::format("请写 `{}`，不加引号", json.text)));
    }
    if (json.kind != JsonKind::Number) return wrong_type(fact, name, json);
    if (!plain_digits(json.text)) {
        std::optional<std::string> digits = as_digits(json.text);
        Arg help = digits
                       ? Arg("write `" + *digits + "`", "请写 `" + *digits + "`")
                       : Arg("it is not a whole number: nothing is rounded here", "这不是整数，系统不作取整");
        return facts_problem<D::FactNotWhole>(name, type_words(fact.type.base), Arg(quoted(json.text)), help);
    }
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(json.text.data(), json.text.data() + json.text.size(), number);
    if (error != std::errc() || number < fact.type.low || number > fact.type.high) {
        return out_of_range(fact, name, shortened(json.text, 24));
    }
    value = {FactValue::State::Known, number};
    return {};
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

std::optional<FactsProblem> read_date(const TableFact& fact, std::string_view name, const JsonValue& json,
                                      FactValue& value) {
    bool digits = json.kind == JsonKind::Number && json.text.size() == 8;
    if (json.kind != JsonKind::Text && !digits) return wrong_type(fact, name, json);
    std::optional<WrittenDay> written = digits ? std::nullopt : written_day(json.text);
    if (!written) {
        std::optional<WrittenDay> meant = loosely_written_day(json.text);
        Arg help = how_to_write(fact, name);
        if (meant && day_number(*meant)) {
            std::string day = day_text(*day_number(*meant));
            help = Arg("write `\"" + day + "\"`", "请写 `\"" + day + "\"`");
        }
        return facts_problem<D::FactDateForm>(name, Arg(quoted(json.text)), help);
    }
    std::optional<std::int64_t> day = day_number(*written);
    if (!day) return no_such_day(name, *written, json.text);
    if (*day < fact.type.low || *day > fact.type.high) return out_of_range(fact, name, json.text);
    value = {FactValue::State::Known, *day};
    return {};
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

Arg type_words(typed::Base base) {
    switch (base) {
    case Base::YesNo: return {"yes or no", "是或否"};
    case Base::Count: return {"a count", "次数"};
    case Base::Date: return {"a date", "日期"};
    case Base::Number: return {"a number", "数值"};
    case Base::Days: return {"a number of days", "天数"};
    case Base::Period: return {"a period", "期限"};
    }
    __builtin_unreachable();
}

std::string value_text(typed::Base base, std::int64_t value, Lang lang) {
    switch (base) {
    case Base::YesNo:
        if (lang == Lang::Zh) return value != 0 ? "是" : "否";
        return value != 0 ? "yes" : "no";
    case Base::Date: return day_text(value);
    case Base::Count:
    case Base::Number:
    case Base::Days:
    case Base::Period: return fmt::format("{}", value);
    }
    __builtin_unreachable();
}

std::optional<FactsProblem> read_value(const TableFact& fact, std::string_view name, const JsonValue& json,
                                       FactValue& value) {
    if (json.kind == JsonKind::Null) {
        if (!fact.type.or_none) return facts_problem<D::FactNotNone>(name);
        value = {FactValue::State::None, 0};
        return {};
    }
    switch (fact.type.base) {
    case Base::YesNo: return read_yes_no(fact, name, json, value);
    case Base::Date: return read_date(fact, name, json, value);
    case Base::Count:
    case Base::Number:
    case Base::Days:
    case Base::Period: return read_number(fact, name, json, value);
    }
    __builtin_unreachable();
}

}  // namespace tenet::compiler
