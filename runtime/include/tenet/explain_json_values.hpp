#pragma once

#include "tenet/explain_json_teller.hpp"

/// Names and values as JSON has them.
namespace tenet {

template <class Put>
void JsonTeller::string(const Put& put) noexcept {
    separate();
    line_.put('"');
    line_.escape(true);
    put();
    line_.escape(false);
    line_.put('"');
    comma_ = true;
}

inline void JsonTeller::text(Letters text) noexcept {
    string([&] { line_.put(text); });
}

/// A value that is no string.
inline void JsonTeller::word(Letters word) noexcept {
    separate();
    line_.put(word);
    comma_ = true;
}

inline void JsonTeller::key(Letters name) noexcept {
    text(name);
    line_.put(':');
    comma_ = false;
}

/// A determined value, in the unit of its type.
inline void JsonTeller::value(const Told& one, Value number) noexcept {
    switch (one.type.kind) {
    case ValueKind::YesNo: return word(number != 0 ? Letters("true") : Letters("false"));
    case ValueKind::Date: return string([&] { put_day(number); });
    case ValueKind::Count:
    case ValueKind::Number:
    case ValueKind::Days:
    case ValueKind::Hours:
    case ValueKind::List:
        separate();
        line_.put_number(number, one.type.scale);
        comma_ = true;
        return;
    case ValueKind::Choice: return choice_value(program_.choices[one.type.choice], number);
    case ValueKind::Set: return members(one.type, static_cast<std::uint64_t>(number));
    case ValueKind::Text: return text_value(one, number);
    }
}

/// One of the policy's texts, or as the facts have it.
inline void JsonTeller::text_value(const Told& one, Value number) noexcept {
    if (number > 0 && number <= Value{program_.text_count})
        text(pooled(program_.texts[number - 1]));
    else if (one.text_fact != no_text_fact)
        string([&] { line_.put_repaired(answered_.text_of_fact(answered_.facts, one.text_fact)); });
    else
        text(said(Say::Unknown, lang_));
}

/// The id of a value, or the list that it stands for.
inline void JsonTeller::choice_value(const ChoiceSpec& choice, Value index) noexcept {
    const ChoiceValueSpec& one = program_.choice_values[choice.first_value + index];
    if (!choice.of_lists) return text(pooled(one.id));
    begin('[');
    for (std::uint32_t i = 0; i < one.item_count; ++i) {
        const std::uint32_t item = program_.items[one.first_item + i];
        const bool of_texts = choice.items == no_choice;
        text(pooled(of_texts ? item
                             : program_.choice_values[program_.choices[choice.items].first_value + item].id));
    }
    end(']');
}

inline void JsonTeller::members(const ValueType& type, std::uint64_t bits) noexcept {
    const ChoiceSpec& choice = program_.choices[type.choice];
    begin('[');
    for (std::uint32_t index = 0; index < choice.value_count && index < 64; ++index)
        if (((bits >> index) & 1) != 0) text(pooled(program_.choice_values[choice.first_value + index].id));
    end(']');
}

/// Whether a number below 64 is that of a value of a choice, or of a text that the policy knows.
inline bool JsonTeller::is_value(const Told& one, std::uint32_t number) const noexcept {
    if (one.type.kind == ValueKind::Choice) return number < values_of(one.type);
    return number != 0 && number <= program_.text_count;
}

/// The values that a choice or text may still be, where there are few enough to be told apart.
inline void JsonTeller::one_of(const Told& one) noexcept {
    key("one_of");
    begin('[');
    for (std::uint32_t number = 0; number < 64; ++number)
        if (((one.value.members >> number) & 1) != 0 && is_value(one, number)) value(one, Value{number});
    end(']');
}

/// The plain value if there is only one, null for none, else what it may be: the ends of an interval, of a set the members
/// that it surely has and those that it may have, or one of some values.
inline void JsonTeller::possible(const Told& one) noexcept {
    if (!may_be_value(one.value)) return word("null");
    if (one.is_determined()) return value(one, one.value.lo);
    begin('{');
    const bool few =
        one.type.kind == ValueKind::Text || (one.type.kind == ValueKind::Choice && values_of(one.type) <= 64);
    if (few) {
        one_of(one);
    } else {
        key("min");
        value(one, one.value.lo);
        key("max");
        value(one, one.value.hi);
    }
    if (one.value.none) {
        key("or_none");
        word("true");
    }
    end('}');
}

inline void JsonTeller::day(Letters name, bool has, Value day) noexcept {
    if (!has) return;
    key(name);
    string([&] { put_day(day); });
}

}  // namespace tenet
