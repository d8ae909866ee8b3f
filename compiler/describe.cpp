#include "compiler/describe.hpp"

#include "compiler/check_parts.hpp"

#include "compiler/day_text.hpp"
#include "compiler/value_text.hpp"

/// How the check stage speaks of types, values and places.
namespace tenet::compiler::checking {

using typed::Base;

std::string quoted(const State& state, Span span) {
    constexpr std::size_t longest = 80;
    const std::string_view all = state.sources.file(span.file).text;
    std::string text;
    for (char c : all.substr(span.begin, span.end - span.begin)) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank)
            text.push_back(c);
        else if (!text.empty() && text.back() != ' ')
            text.push_back(' ');
    }
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    if (text.size() <= longest) return text;
    std::size_t cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U)
        --cut;
    return text.substr(0, cut) + "…";
}

Arg type_name(const State& state, const typed::Type& type) {
    const auto choice = [&] { return "`" + state.module.choices[type.of].name.text + "`"; };
    switch (type.base) {
    case Base::YesNo: return {"yes/no", "“是否”类型"};
    case Base::Count: return {"a count", "次数"};
    case Base::Date: return {"a date", "日期"};
    case Base::Number: return {"a number", "数值"};
    case Base::Days: return {"a number of days", "天数"};
    case Base::Hours: return {"a number of hours", "学时"};
    case Base::Period: return {"a period", "期限"};
    case Base::Text: return {"a text", "文本"};
    case Base::List: return {"a list", "列表"};
    case Base::Choice:
        if (is_listing(state, type)) return {"a list", "列表"};
        return {"a value of " + choice(), "选项 " + choice() + " 的值"};
    case Base::Set: return {"a set of " + choice(), choice() + " 的集合"};
    }
    __builtin_unreachable();
}

Arg range_word(Base base) {
    switch (base) {
    case Base::Count: return {"count", "次数"};
    case Base::Number: return {"number", "数值"};
    case Base::Days: return {"days", "天数"};
    case Base::Hours: return {"hours", "学时"};
    case Base::Date: return {"date", "日期"};
    case Base::YesNo:
    case Base::Period:
    case Base::Choice:
    case Base::Set:
    case Base::Text:
    case Base::List: break;
    }
    return "";
}

Arg full_type_name(const State& state, const typed::Type& type) {
    const Arg name = type_name(state, type);
    return type.or_none ? Arg(name.en + " or none", name.zh + " 或无") : name;
}

bool only_digits(const State& state, Span span) {
    const std::string text = quoted(state, span);
    return text.find_first_not_of("0123456789+-. ") == std::string::npos;
}

Arg how_written(const State& state, const typed::Type& type, const typed::Expr* instead) {
    const bool amount = instead != nullptr && instead->kind == typed::Kind::Constant &&
                        (numeric(instead->type.base) || instead->type.base == Base::Days ||
                         instead->type.base == Base::Hours);
    const std::string number = amount ? written(instead->type, instead->number) : "";
    switch (type.base) {
    case Base::YesNo: return {"write `yes` or `no`", "请写 `是` 或 `否`"};
    case Base::Count:
    case Base::Number:
        if (number.empty()) return {"write a plain number", "请写不带单位的数"};
        return {"write `" + number + "`", "请写 `" + number + "`"};
    case Base::Days:
        return {"write `" + (amount ? number : "15") + "d`", "请写 `" + (amount ? number : "15") + "天`"};
    case Base::Hours:
        return {"write `" + (amount ? number : "48") + "h`", "请写 `" + (amount ? number : "48") + "学时`"};
    case Base::Date: return {"write a date, such as `2023-06-01`", "请写日期，如 `2023-06-01`"};
    case Base::Text: {
        if (instead == nullptr || !only_digits(state, instead->span))
            return {"write a text in quotation marks", "请写引号中的文字"};
        const std::string text = "`\"" + quoted(state, instead->span) + "\"`";
        return {"put it in quotation marks: " + text, "请加引号：" + text};
    }
    case Base::Choice:
    case Base::Set: {
        const Arg values = listed(state.module.choices[type.of].values);
        return {"its values are " + values.en, "它的值有 " + values.zh};
    }
    case Base::Period: {
        const std::string length = amount ? number : "5";
        return {"write the unit too: `" + length + "y`, `" + length + "m` or `" + length + "d`",
                "请写上单位：`" + length + "年`、`" + length + "个月` 或 `" + length + "天`"};
    }
    case Base::List: break;
    }
    return "";
}

std::string written(const typed::Type& type, std::int64_t value) {
    return type.base == Base::Date ? day_text(value) : number_text(value, type.scale);
}

bool numeric(Base base) { return base == Base::Count || base == Base::Number; }

bool ordered(Base base) {
    return numeric(base) || base == Base::Date || base == Base::Days || base == Base::Hours;
}

bool same_family(const typed::Type& a, const typed::Type& b) {
    if (numeric(a.base) && numeric(b.base)) return true;
    if (a.base != b.base) return false;
    return (a.base != Base::Choice && a.base != Base::Set) || a.of == b.of;
}

}  // namespace tenet::compiler::checking
