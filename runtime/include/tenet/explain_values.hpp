#pragma once

#include "tenet/calendar.hpp"
#include "tenet/explain_teller.hpp"

/// Names and values as results show them.
namespace tenet {

/// Puts words with one place, which `first` fills.
template <class First>
void Teller::say(Say what, const First& first) noexcept {
    const auto nothing_more = [] {};
    say(what, first, nothing_more);
}

template <class First, class Second>
void Teller::say(Say what, const First& first, const Second& second) noexcept {
    const Letters words = said(what, lang_);
    std::uint32_t places = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] != '{') {
            line_.put(words[i]);
            continue;
        }
        ++i;
        if (places++ == 0)
            first();
        else
            second();
    }
}

inline Letters Teller::letters_at(const char* pool, std::uint32_t text) noexcept {
    // The words of a condition may be as long as a file.
    constexpr std::size_t longest = 1048576;
    if (text == no_text) return {};
    std::size_t size = 0;
    // Bounded, so that no compiler makes a call of the C library of it.
    while (size < longest && pool[text + size] != '\0')
        ++size;
    return {pool + text, size};
}

/// The label in the language asked for; else the name, in English its twin.
template <class Named>
Letters Teller::name(const Named& one) const noexcept {
    const Letters label = pooled(zh() ? one.label_zh : one.label_en);
    return label.empty() ? pooled(zh() ? one.name : one.id) : label;
}

inline void Teller::put_values_hint(const FactSpec& spec) noexcept {
    const ChoiceSpec& choice = program_.choices[spec.choice];
    for (std::uint32_t i = 0; i < choice.value_count && i < most_hinted_values; ++i) {
        if (i != 0) say(Say::Slash);
        line_.put(name(program_.choice_values[choice.first_value + i]));
    }
    if (choice.value_count <= most_hinted_values) return;
    say(Say::Slash);
    line_.put("…");
}

/// What kind of value is to be filled in.
inline void Teller::put_hint(const FactSpec& spec) noexcept {
    switch (spec.kind) {
    case ValueKind::YesNo: say(Say::TypeYesNo); break;
    case ValueKind::Count: say(Say::TypeCount); break;
    case ValueKind::Date: say(Say::TypeDate); break;
    case ValueKind::Number: say(Say::TypeNumber); break;
    case ValueKind::Days: say(Say::TypeDays); break;
    case ValueKind::Hours: say(Say::TypeHours); break;
    case ValueKind::Choice: put_values_hint(spec); break;
    case ValueKind::Set:
        say(Say::AnyOf);
        put_values_hint(spec);
        break;
    case ValueKind::Text: say(Say::TypeText); break;
    case ValueKind::List: say(Say::TypeList); break;
    }
    if (spec.scale == 2) say(spec.kind == ValueKind::Hours ? Say::InHalfHours : Say::InHalfDays);
    if (spec.or_none) say(Say::OrNone);
}

/// `Audits record 3, Ended on`, counted from 1; the spec of what it names.
inline const FactSpec& Teller::put_path(const FactPath& path) noexcept {
    const FactSpec& fact = program_.facts[path.fact];
    line_.put(name(fact));
    if (path.record == no_record) return fact;
    const FactSpec& field = program_.fields[fact.first_field + path.field];
    const auto put_record = [&] { line_.put_digits(std::uint64_t{path.record} + 1); };
    const auto put_field = [&] { line_.put(name(field)); };
    say(Say::OfRecord, put_record, put_field);
    return field;
}

/// What the register of a value says.
inline Told Teller::told(std::uint16_t value) const noexcept {
    const Partial* const registers = answered_.registers;
    Told out = told(program_.types[program_.ops[value].type], registers[value]);
    if (out.type.kind != ValueKind::Text) return out;
    out.open_text = is_open_text(program_, answered_.source, registers, value);
    out.text_fact = text_fact(program_, answered_.source, registers, value);
    return out;
}

inline std::uint32_t Teller::values_of(const ValueType& type) const noexcept {
    return type.choice == no_choice ? 0 : program_.choices[type.choice].value_count;
}

inline std::uint64_t Teller::all_values_of(const ValueType& type) const noexcept {
    const std::uint32_t count = values_of(type);
    return count >= 64 ? all_members : (std::uint64_t{1} << count) - 1;
}

/// Whether a value may be so many things that it only says that nothing is known.
inline bool Teller::says_nothing(const Told& one) const noexcept {
    const Partial& value = one.value;
    if (!may_be_value(value)) return false;
    const std::uint64_t all = all_values_of(one.type);
    switch (one.type.kind) {
    case ValueKind::Date: return value.hi - value.lo >= wide_days;
    case ValueKind::Count:
    case ValueKind::Number:
    case ValueKind::Days:
    case ValueKind::Hours: return (value.hi - value.lo) / one.type.scale >= wide_numbers;
    case ValueKind::Set:
        return value.lo == 0 && (static_cast<std::uint64_t>(value.hi) & all) == all && all != 0;
    case ValueKind::Text: return !one.is_determined();
    case ValueKind::Choice: {
        if (value.lo == value.hi) return false;
        const std::uint64_t members = value.members & all;
        return values_of(one.type) > 64 || members == all || bits_set(members) > most_told_choices;
    }
    case ValueKind::YesNo:
    case ValueKind::List: return value.lo != value.hi;
    }
    return false;
}

/// Whether a value is all that some fact which is not known may be, or as many as a list which is not known may have.
inline bool Teller::is_unknown_fact(const Told& one) const noexcept {
    for (std::uint32_t slot = 0; slot < program_.fact_count; ++slot) {
        const FactSpec& fact = program_.facts[slot];
        const bool alike = fact.kind == one.type.kind
                               ? fact.scale == one.type.scale && fact.choice == one.type.choice
                               : fact.kind == ValueKind::List && one.type.kind == ValueKind::Count;
        if (alike && fact.low == one.value.lo && fact.high == one.value.hi && fact.low != fact.high &&
            answered_.source.load(slot).state == FactState::Unknown)
            return true;
    }
    return false;
}

inline void Teller::put_day(Value day) noexcept {
    const Civil civil = civil_from_days(day);
    if (civil.year < 0 || civil.year > 9999) line_.put(civil.year < 0 ? '-' : '+');
    line_.put_digits(static_cast<std::uint64_t>(civil.year < 0 ? -civil.year : civil.year), 4);
    line_.put('-');
    line_.put_digits(static_cast<std::uint64_t>(civil.month), 2);
    line_.put('-');
    line_.put_digits(static_cast<std::uint64_t>(civil.day), 2);
}

/// A yes/no, date or number without its unit.
inline void Teller::put_plain(const ValueType& type, Value value) noexcept {
    switch (type.kind) {
    case ValueKind::YesNo: return say(value != 0 ? Say::Yes : Say::No);
    case ValueKind::Date: return put_day(value);
    case ValueKind::Count:
    case ValueKind::Number:
    case ValueKind::Days:
    case ValueKind::Hours: return line_.put_number(value, type.scale);
    case ValueKind::Choice:
    case ValueKind::Set:
    case ValueKind::Text:
    case ValueKind::List: return;
    }
}

/// What stands behind a number; in English days say whether they are several.
inline void Teller::put_unit(const Told& one, bool single) noexcept {
    if (one.type.kind == ValueKind::Count && zh()) line_.put(one.measure);
    if (one.type.kind == ValueKind::Days) say(single ? Say::OneDay : Say::SomeDays);
    if (one.type.kind == ValueKind::Hours) say(Say::SomeHours);
}

/// A number or date, or the ends of what it may be.
inline void Teller::put_range(const Told& one, bool with_unit) noexcept {
    const bool single = one.value.lo == one.value.hi;
    put_plain(one.type, one.value.lo);
    if (!single) {
        say(one.type.kind == ValueKind::Date ? Say::ToDay : Say::To);
        put_plain(one.type, one.value.hi);
    }
    if (with_unit) put_unit(one, single && one.value.lo == one.type.scale);
}

/// The label of a value of a choice. Beside others that of a list stands in parentheses, which that of an empty one has already.
inline void Teller::put_label(const ValueType& type, std::uint64_t index, bool set_apart) noexcept {
    if (index >= values_of(type)) return line_.put("?");
    const ChoiceSpec& choice = program_.choices[type.choice];
    const ChoiceValueSpec& value = program_.choice_values[choice.first_value + index];
    const bool apart = set_apart && choice.of_lists && value.item_count != 0;
    if (apart) say(Say::Opening);
    line_.put(name(value));
    if (apart) say(Say::Closing);
}

inline void Teller::put_labels(const ValueType& type, std::uint64_t members, Say comma) noexcept {
    bool any = false;
    for (std::uint64_t index = 0; index < 64; ++index) {
        if (((members >> index) & 1) == 0) continue;
        if (any) say(comma);
        put_label(type, index, true);
        any = true;
    }
}

inline void Teller::put_set(const Told& one) noexcept {
    const auto surely = static_cast<std::uint64_t>(one.value.lo),
               possibly = static_cast<std::uint64_t>(one.value.hi);
    put_labels(one.type, surely, Say::ItemComma);
    if (possibly == surely) return surely == 0 ? say(Say::EmptySet) : void();
    if (surely != 0) say(Say::Comma);
    say(Say::Perhaps);
    put_labels(one.type, possibly & ~surely, Say::ItemComma);
}

/// A text that is known: one of the policy's, or as the facts have it.
inline void Teller::put_text(const Told& one) noexcept {
    const Value number = one.value.lo;
    if (number > 0 && number <= Value{program_.text_count})
        line_.put_shown(pooled(program_.texts[number - 1]));
    else if (one.text_fact != no_text_fact)
        line_.put_shown(answered_.text_of_fact(answered_.facts, one.text_fact));
    else
        say(Say::Unknown);
}

/// `yes`, `2023-05-01`, `3 to 4`, `46 h`, `qms`, `unknown`, `none`; numbers with their unit or without, which authors write themselves.
inline void Teller::put_value(const Told& one, bool with_unit) noexcept {
    if (is_surely_none(one.value)) return say(Say::None);
    if (says_nothing(one)) return say(Say::Unknown);
    switch (one.type.kind) {
    case ValueKind::YesNo: put_plain(one.type, one.value.lo); break;
    case ValueKind::Choice:
        if (one.value.lo == one.value.hi)
            put_label(one.type, static_cast<std::uint64_t>(one.value.lo), false);
        else
            put_labels(one.type, one.value.members & all_values_of(one.type), Say::Or);
        break;
    case ValueKind::Set: put_set(one); break;
    case ValueKind::Text: put_text(one); break;
    case ValueKind::Count:
    case ValueKind::Date:
    case ValueKind::Number:
    case ValueKind::Days:
    case ValueKind::Hours:
    case ValueKind::List: put_range(one, with_unit); break;
    }
    if (one.value.none) say(Say::OrNone);
}

/// How far off something is: days for dates, else in its own unit.
inline void Teller::put_amount(const Told& one) noexcept { put_range(difference(one), true); }

}  // namespace tenet
