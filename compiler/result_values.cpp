#include "compiler/result_values.hpp"

#include "compiler/display.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

#include <bit>

namespace tenet::compiler {
namespace {

using typed::Base;

/// What stands behind a number; in English days say whether they are several.
std::string_view unit(const TypedValue& of, bool one, Lang lang) {
    const bool zh = lang == Lang::Zh;
    switch (of.type.base) {
    case Base::Count: return zh ? of.measure : "";
    case Base::Days: return zh ? "天" : one ? " day" : " days";
    case Base::Hours: return zh ? "学时" : " h";
    case Base::YesNo:
    case Base::Date:
    case Base::Number:
    case Base::Period:
    case Base::Choice:
    case Base::Set:
    case Base::Text:
    case Base::List: return "";
    }
    __builtin_unreachable();
}

/// A number or date, or the ends of what it may be.
std::string range(const TypedValue& of, Lang lang, bool with_unit) {
    const typed::Type& type = of.type;
    const Possible& value = of.value;
    const bool zh = lang == Lang::Zh;
    const std::string low = value_text(type, value.low, lang), high = value_text(type, value.high, lang);
    const bool one = value.low == value.high;
    const std::string_view behind = with_unit ? unit(of, one && value.low == type.scale, lang) : "";
    if (one) return fmt::format("{}{}", low, behind);
    if (!zh) return fmt::format("{} to {}{}", low, high, behind);
    // Chinese sets dates apart from 至, numbers not.
    return fmt::format("{}{}{}{}", low, type.base == Base::Date ? " 至 " : "至", high, behind);
}

std::uint64_t all_of(std::size_t count) {
    return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

std::size_t values_of(const Table& table, const typed::Type& type) {
    return type.of < table.choices.size() ? table.choices[type.of].values.size() : 0;
}

std::string_view label(const Telling& telling, const typed::Type& type, std::size_t index) {
    if (index >= values_of(telling.table, type)) return "?";
    return shown_name(telling.table.choices[type.of].values[index], telling.lang);
}

/// A label beside others: of a list in parentheses, which that of an empty one has already.
std::string set_apart(const Telling& telling, const typed::Type& type, std::size_t index) {
    const std::string_view text = label(telling, type, index);
    if (index >= values_of(telling.table, type) || !telling.table.choices[type.of].of_lists)
        return std::string(text);
    const TableChoiceValue& list = telling.table.choices[type.of].values[index];
    if (list.items.empty() && list.texts.empty()) return std::string(text);
    return fmt::format("{}{}{}", telling.in("(", "（"), text, telling.in(")", "）"));
}

/// Labels of the values whose bits are set.
std::string labels(const Telling& telling, const typed::Type& type, std::uint64_t members,
                   std::string_view comma) {
    std::string out;
    for (std::uint64_t rest = members; rest != 0; rest &= rest - 1) {
        if (!out.empty()) out += comma;
        out += set_apart(telling, type, static_cast<std::size_t>(std::countr_zero(rest)));
    }
    return out;
}

std::string choice_text(const Telling& telling, const typed::Type& type, const Possible& value) {
    if (value.low == value.high)
        return std::string(label(telling, type, static_cast<std::size_t>(value.low)));
    return labels(telling, type, value.members & all_of(values_of(telling.table, type)),
                  telling.in(" or ", "或"));
}

std::string set_text(const Telling& telling, const typed::Type& type, const Possible& value) {
    const auto surely = static_cast<std::uint64_t>(value.low),
               possibly = static_cast<std::uint64_t>(value.high);
    const std::string_view comma = telling.in(", ", "、");
    std::string out = labels(telling, type, surely, comma);
    if (possibly == surely) return out.empty() ? std::string(telling.in("(empty)", "（空）")) : out;
    const std::string more = labels(telling, type, possibly & ~surely, comma);
    if (!out.empty()) out += telling.in(", ", "，");
    return out + std::string(telling.in("perhaps ", "可能有 ")) + more;
}

std::string in_words(const Telling& telling, const TypedValue& one, bool with_unit) {
    const Possible& value = one.value;
    if (surely_none(value)) return std::string(telling.in("none", "无"));
    if (!value.may_be_value || says_nothing(telling.table, one.type, value))
        return std::string(telling.in("unknown", "未知"));
    std::string out;
    switch (one.type.base) {
    case Base::YesNo: out = value_text(one.type, value.low, telling.lang); break;
    case Base::Choice: out = choice_text(telling, one.type, value); break;
    case Base::Set: out = set_text(telling, one.type, value); break;
    case Base::Text: out = displayed(text_value(telling, one, value.low)); break;
    case Base::List:
    case Base::Count:
    case Base::Date:
    case Base::Number:
    case Base::Days:
    case Base::Hours:
    case Base::Period: out = range(one, telling.lang, with_unit); break;
    }
    return value.may_be_none ? out + std::string(telling.in(" or none", "或无")) : out;
}

}  // namespace

bool surely_none(const Possible& value) { return !value.may_be_value && value.may_be_none; }

bool says_nothing(const Table& table, const typed::Type& type, const Possible& value) {
    constexpr std::int64_t many_days = 36500, many = 10000;
    constexpr int most_choices = 3;
    if (!value.may_be_value) return false;
    if (type.base == Base::Date) return value.high - value.low >= many_days;
    if (is_number(type.base)) return (value.high - value.low) / type.scale >= many;
    const std::uint64_t all = all_of(values_of(table, type));
    if (type.base == Base::Set)
        return value.low == 0 && (static_cast<std::uint64_t>(value.high) & all) == all && all != 0;
    if (value.determined()) return false;
    if (type.base == Base::Text) return true;
    if (value.low == value.high) return false;
    if (type.base != Base::Choice || values_of(table, type) > 64) return true;
    return (value.members & all) == all || std::popcount(value.members & all) > most_choices;
}

std::string text_value(const Telling& telling, const TypedValue& of, std::int64_t number) {
    const auto known = static_cast<std::size_t>(number);
    if (number > 0 && known <= telling.table.texts.size()) return telling.table.texts[known - 1];
    const FactRow& facts = telling.explained.facts;
    if (of.value.text_fact < facts.size()) return facts[of.value.text_fact].text;
    return std::string(telling.in("unknown", "未知"));
}

TypedValue output_value(const Telling& telling, std::uint32_t output) {
    return {telling.table.outputs[output].type, telling.explained.answer.outputs[output].value};
}

typed::Type difference_type(const typed::Type& type) {
    typed::Type out = type;
    if (type.base == Base::Date) {
        out.base = Base::Days;
        out.scale = 1;
    }
    return out;
}

std::string shown(const Telling& telling, const TypedValue& value) { return in_words(telling, value, true); }

std::string bare(const Telling& telling, const TypedValue& value) { return in_words(telling, value, false); }

std::string amount(const Telling& telling, const TypedValue& value) {
    return range({difference_type(value.type), value.value, value.measure}, telling.lang, true);
}

}  // namespace tenet::compiler
