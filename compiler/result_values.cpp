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
    switch (of.type.base) {
    case Base::Count: return lang == Lang::Zh ? of.measure : "";
    case Base::Days: return said(one ? Say::OneDay : Say::SomeDays, lang);
    case Base::Hours: return said(Say::SomeHours, lang);
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
    const std::string low = value_text(type, value.low, lang), high = value_text(type, value.high, lang);
    const bool one = value.low == value.high;
    const std::string_view behind = with_unit ? unit(of, one && value.low == type.scale, lang) : "";
    if (one) return fmt::format("{}{}", low, behind);
    return fmt::format("{}{}{}{}", low, said(type.base == Base::Date ? Say::ToDay : Say::To, lang), high,
                       behind);
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
    return fmt::format("{}{}{}", telling.in(Say::Opening), text, telling.in(Say::Closing));
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
    return labels(telling, type, value.members & all_of(values_of(telling.table, type)), telling.in(Say::Or));
}

std::string set_text(const Telling& telling, const typed::Type& type, const Possible& value) {
    const auto surely = static_cast<std::uint64_t>(value.low),
               possibly = static_cast<std::uint64_t>(value.high);
    const std::string_view comma = telling.in(Say::ItemComma);
    std::string out = labels(telling, type, surely, comma);
    if (possibly == surely) return out.empty() ? std::string(telling.in(Say::EmptySet)) : out;
    const std::string more = labels(telling, type, possibly & ~surely, comma);
    if (!out.empty()) out += telling.in(Say::Comma);
    return out + std::string(telling.in(Say::Perhaps)) + more;
}

std::string in_words(const Telling& telling, const TypedValue& one, bool with_unit) {
    const Possible& value = one.value;
    if (surely_none(value)) return std::string(telling.in(Say::None));
    if (!value.may_be_value || says_nothing(telling.table, one.type, value))
        return std::string(telling.in(Say::Unknown));
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
    return value.may_be_none ? out + std::string(telling.in(Say::OrNone)) : out;
}

}  // namespace

std::string_view said(Say what, Lang lang) {
    const Letters words = tenet::said(what, lang == Lang::Zh ? tenet::Lang::zh : tenet::Lang::en);
    return {words.data(), words.size()};
}

std::string filled_in(Say what, Lang lang, std::initializer_list<std::string_view> values) {
    std::string out;
    std::string_view rest = said(what, lang);
    for (const std::string_view value : values) {
        const std::size_t place = rest.find("{}");
        out += rest.substr(0, place);
        out += value;
        rest.remove_prefix(place + 2);
    }
    return out.append(rest);
}

bool surely_none(const Possible& value) { return !value.may_be_value && value.may_be_none; }

bool says_nothing(const Table& table, const typed::Type& type, const Possible& value) {
    if (!value.may_be_value) return false;
    if (type.base == Base::Date) return value.high - value.low >= wide_days;
    if (is_number(type.base)) return (value.high - value.low) / type.scale >= wide_numbers;
    const std::uint64_t all = all_of(values_of(table, type));
    if (type.base == Base::Set)
        return value.low == 0 && (static_cast<std::uint64_t>(value.high) & all) == all && all != 0;
    if (value.determined()) return false;
    if (type.base == Base::Text) return true;
    if (value.low == value.high) return false;
    if (type.base != Base::Choice || values_of(table, type) > 64) return true;
    return (value.members & all) == all || std::popcount(value.members & all) > int{most_told_choices};
}

std::string text_value(const Telling& telling, const TypedValue& of, std::int64_t number) {
    const auto known = static_cast<std::size_t>(number);
    if (number > 0 && known <= telling.table.texts.size()) return telling.table.texts[known - 1];
    const FactRow& facts = telling.explained.facts;
    if (of.value.text_fact < facts.size()) return facts[of.value.text_fact].text;
    return std::string(telling.in(Say::Unknown));
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
