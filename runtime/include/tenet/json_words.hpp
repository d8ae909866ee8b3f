#pragma once

#include "tenet/json_text.hpp"

/// The words that depend on what was given.
namespace tenet::json {

/// Which day was meant, so far as it can be told: `2023/4/1`, `2023.4.1`, `20230401`, `2023年4月1日`, a time behind the date.
constexpr bool day_meant(Letters text, std::int64_t& day) noexcept {
    const auto take = [&text](Letters wanted) {
        if (text.first(wanted.size()) != wanted) return false;
        text = text.from(wanted.size());
        return true;
    };
    const auto take_number = [&text](std::size_t least, std::size_t most) {
        std::size_t length = 0;
        std::int32_t number = 0;
        while (length < text.size() && length < most && is_digit(text[length]))
            number = number * 10 + (text[length++] - '0');
        text = text.from(length);
        return length < least ? -1 : number;
    };
    const auto take_separator = [&take](Letters in_words) {
        return take("-") || take("/") || take(".") || take(in_words);
    };
    const std::int32_t year = take_number(4, 4);
    const bool run_together = !text.empty() && is_digit(text[0]);
    if (year < 0 || (!run_together && !take_separator("年"))) return false;
    const std::int32_t month = take_number(run_together ? 2 : 1, 2);
    if (month < 0 || (!run_together && !take_separator("月"))) return false;
    const std::int32_t day_of_month = take_number(run_together ? 2 : 1, 2);
    if (day_of_month < 0) return false;
    if (!take("日")) take("号");
    if (!text.empty() && text[0] != 'T' && text[0] != ' ') return false;
    if (!is_date(year, month, day_of_month)) return false;
    day = days_from_civil(year, month, day_of_month);
    return true;
}

inline void Told::put_help_with_date() noexcept {
    constexpr std::size_t longest = 64;
    char buffer[longest];
    const std::size_t size = unescape(value(), buffer, longest);
    std::int64_t day = 0;
    if (size > longest || !day_meant({buffer, size}, day)) return put_how_to_write(*subject());
    say("write `\"", "请写 `\"");
    put_day(day);
    line_.put("\"`");
}

/// Which days the month of a day that does not exist has.
inline void Told::put_last_day() noexcept {
    char buffer[16] = {};
    unescape(value(), buffer, sizeof buffer);
    const auto number = [&buffer](int first, int last) {
        std::int32_t out = 0;
        for (int i = first; i < last; ++i)
            out = out * 10 + (buffer[i] - '0');
        return out;
    };
    const std::int32_t year = number(0, 4), month = number(5, 7);
    if (month < 1 || month > 12 || number(8, 10) == 0)
        return say("months are 01 to 12 and days begin at 01", "月份为 01 至 12，日从 01 起");
    const auto put_month = [&](Letters before, Letters between) {
        line_.put(before);
        line_.put_digits(static_cast<std::uint64_t>(year), zh() ? 1 : 4);
        line_.put(between);
        line_.put_digits(static_cast<std::uint64_t>(month), zh() ? 1 : 2);
    };
    const auto last = static_cast<std::uint64_t>(days_in_month(year, month));
    if (zh()) {
        put_month("", " 年 ");
        line_.put(" 月的最后一天是 ");
        line_.put_digits(last);
        return line_.put(" 日");
    }
    put_month("the last day of that month is ", "-");
    line_.put('-');
    line_.put_digits(last);
}

inline void Told::put_help_with_number(const FactSpec& spec) noexcept {
    const Decimal number = decimal_of(value());
    const Units units = number.fits ? units_of(number, spec.scale) : Units{};
    if (!number.fits || !units.exact)
        return spec.scale == 1
                   ? say("it is not a whole number: nothing is rounded here", "这不是整数，系统不作取整")
                   : say("nothing is rounded here", "系统不作取整");
    say("write `", "请写 `");
    line_.put_number(units.value, spec.scale);
    line_.put('`');
}

/// What is next to a number that is finer than the fact can be.
inline void Told::put_step(const Decimal& number, const FactSpec& spec, bool upper) noexcept {
    const std::int64_t value = units_of(number, spec.scale).value;
    line_.put_number(number.minus ? value - (upper ? 0 : 1) : value + (upper ? 1 : 0), spec.scale);
}

inline void Told::put_help_with_type(const FactSpec& spec) noexcept {
    constexpr struct {
        Letters word;
        bool yes;
    } words[] = {{"yes", true}, {"no", false}, {"true", true}, {"false", false}, {"是", true},
                 {"否", false}, {"Y", true},   {"N", false},   {"1", true},      {"0", false}};
    const Piece piece = value();
    const bool text = kind() == JsonKind::Text;
    const Letters written(piece.first, piece.size());
    if (spec.kind == ValueKind::YesNo && (text || kind() == JsonKind::Number))
        for (const auto& [word, yes] : words)
            if (written == word)
                return yes ? say("yes is written `true`, without quotes", "“是”写作 `true`，不加引号")
                           : say("no is written `false`, without quotes", "“否”写作 `false`，不加引号");
    const bool number = spec.kind == ValueKind::Count || spec.kind == ValueKind::Number ||
                        spec.kind == ValueKind::Days || spec.kind == ValueKind::Hours;
    if (!number || !text || piece.size() > Decimal::most_digits ||
        !plainly_written(piece, decimals_of(spec.scale)))
        return put_how_to_write(spec);
    say("write `", "请写 `");
    line_.put(written);
    say("`, without quotes", "`，不加引号");
}

/// What is filled in for a place of a message or its help.
inline void Told::put_argument(int number) noexcept {
    constexpr std::size_t most = 40, most_of_number = 24, most_of_name = 64;
    const FactSpec* const spec = subject();
    const auto name = [this] { put_string(subject_name(), longest_name); };
    switch (fault_.cause) {
    case Cause::NotUtf8: {
        const std::uint8_t byte = byte_of(text_[fault_.offset]);
        constexpr Letters digits = "0123456789ABCDEF";
        line_.put("0x");
        line_.put(digits[byte >> 4]);
        return line_.put(digits[byte & 15U]);
    }
    case Cause::NotObject:
        if (number == 0) return put_described();
        return line_.put(program_.fact_count == 0 ? in("name", "名称") : pooled(program_.facts[0].name));
    case Cause::UnknownFact:
        return number == 0 ? put_string(subject_name(), most_of_name)
                           : put_names(program_.facts, program_.fact_count);
    case Cause::UnknownField:
        if (number == 0) return line_.put(pooled(list().name));
        if (number == 1) return put_string(subject_name(), most_of_name);
        return put_names(program_.fields + list().first_field, list().field_count);
    case Cause::Twice: return number == 0 ? name() : line_.put_digits(fault_.first_line);
    case Cause::TwiceTwin: {
        if (number == 1) return name();
        const Piece now = subject_name();
        const bool declared = pooled(spec->name) == Letters(now.first, now.size());
        return line_.put(pooled(declared ? spec->id : spec->name));
    }
    case Cause::WrongType:
        if (number == 0) return name();
        if (number == 1) return put_type(*spec);
        return number == 2 ? put_described() : put_help_with_type(*spec);
    case Cause::NotWhole:
        if (number == 0) return name();
        if (number == 1) return put_type(*spec);
        return number == 2 ? put_quoted(most) : put_help_with_number(*spec);
    case Cause::TooFine:
        if (number == 0) return name();
        if (number == 1) return put_type(*spec);
        if (number == 2) return line_.put_number(1, spec->scale);
        return number == 3 ? put_quoted(most) : put_step(decimal_of(value()), *spec, number == 5);
    case Cause::OutOfRange:
        if (number == 0) return name();
        if (number == 1) return put_written(most_of_number);
        return put_limit(*spec, number == 2 ? spec->low : spec->high);
    case Cause::NotNone:
        if (number == 0) return name();
        return spec->kind == ValueKind::List || spec->kind == ValueKind::Set
                   ? say("where it has nothing in it, write `[]`", "没有内容时请写 `[]`")
                   : say("only a fact declared `or none` may be none", "只有声明为“或无”的事实才可为无");
    case Cause::NoSuchDay: return number == 0 ? name() : number == 1 ? put_written(most) : put_last_day();
    case Cause::DateForm: return number == 0 ? name() : number == 1 ? put_quoted(most) : put_help_with_date();
    case Cause::NotAValue:
    case Cause::WrongMember:
    case Cause::MemberTwice: {
        const ChoiceSpec& choice = program_.choices[spec->choice];
        const bool member = fault_.cause == Cause::WrongMember;
        if (number == 0) return name();
        if (number == (member ? 1 : 2)) return line_.put(pooled(choice.name));
        if (number != 3) return member ? put_described() : put_quoted(most);
        return member ? put_first_value(*spec)
                      : put_names(program_.choice_values + choice.first_value, choice.value_count);
    }
    case Cause::TextTooLong:
        if (number == 0) return name();
        return line_.put_digits(number == 1 ? unescape(value(), nullptr, 0) : longest_text);
    case Cause::TooManyRecords:
        return number == 0 ? put_string(name_at(fault_.fact_name), longest_name)
                           : line_.put_digits(static_cast<std::uint64_t>(list().high));
    case Cause::RecordNotObject:
        if (number == 0) return put_string(name_at(fault_.fact_name), longest_name);
        if (number == 1) return put_described();
        line_.put('"');
        line_.put(list().field_count == 0 ? "…" : pooled(program_.fields[list().first_field].name));
        return line_.put('"');
    case Cause::NoRoom: return put_string(name_at(fault_.fact_name), longest_name);
    default: return;
    }
}

/// What is amiss with the JSON itself.
inline void Told::put_slip(bool help) noexcept {
    constexpr std::size_t longest = 40;
    const auto say_slip = [&](Said what, Said cure) {
        const Letters said = help ? in(cure.en, cure.zh) : in(what.en, what.zh);
        for (std::size_t i = 0; i < said.size(); ++i) {
            if (said.from(i).first(3) != "{0}") {
                line_.put(said[i]);
                continue;
            }
            line_.put('`');
            if (fault_.cause == Cause::Escape || fault_.cause == Cause::HalfCharacter)
                line_.put_shown(text_.from(fault_.offset).first(fault_.cause == Cause::Escape ? 2 : 6));
            else if (fault_.cause == Cause::Control || kind() == JsonKind::Text)
                line_.put_shown(text_.from(fault_.offset).first(1));
            else
                put_written(longest);
            line_.put('`');
            i += 2;
        }
    };
    switch (fault_.cause) {
#define SLIP(name, en, zh, help_en, help_zh)                                                                 \
    case Cause::name:                                                                                        \
        return say_slip({en, zh}, {help_en, help_zh});
#define CAUSE(...)
#include "tenet/json_causes.def"
#undef SLIP
#undef CAUSE
    default: return;
    }
}

inline Letters Told::message() noexcept {
    if (!fault_) return line_.text();
    put_place();
    switch (fault_.cause) {
    case Cause::Nothing: break;
#define SLIP(name, ...) case Cause::name:
#define CAUSE(...)
#include "tenet/json_causes.def"
#undef SLIP
#undef CAUSE
        say("this is not JSON: ", "这不是 JSON：");
        put_slip(false);
        break;
#define SLIP(...)
#define CAUSE(name, code, en, help_en, zh, help_zh)                                                          \
    case Cause::name:                                                                                        \
        fill(in(en, zh));                                                                                    \
        break;
#include "tenet/json_causes.def"
#undef SLIP
#undef CAUSE
    }
    return line_.text();
}

inline Letters Told::remedy() noexcept {
    switch (fault_.cause) {
    case Cause::Nothing: break;
#define SLIP(name, ...) case Cause::name:
#define CAUSE(...)
#include "tenet/json_causes.def"
#undef SLIP
#undef CAUSE
        put_slip(true);
        break;
#define SLIP(...)
#define CAUSE(name, code, en, help_en, zh, help_zh)                                                          \
    case Cause::name:                                                                                        \
        fill(in(help_en, help_zh));                                                                          \
        break;
#include "tenet/json_causes.def"
#undef SLIP
#undef CAUSE
    }
    return line_.text();
}

inline Letters Told::pointer() noexcept {
    const auto put_step_of = [this](std::size_t offset) {
        line_.put('/');
        const Piece inside = name_at(offset);
        for (Bytes at = inside.first; at != inside.last;) {
            char bytes[4] = {};
            const std::size_t size = take_character(at, inside.last, bytes);
            if (size == 1 && (bytes[0] == '~' || bytes[0] == '/'))
                line_.put(bytes[0] == '~' ? "~0" : "~1");
            else
                line_.put(Letters(bytes, size));
        }
    };
    const auto put_place_of = [this](std::uint32_t place) {
        line_.put('/');
        line_.put_digits(place);
    };
    if (fault_.fact_name != no_offset) put_step_of(fault_.fact_name);
    if (fault_.record != nowhere) put_place_of(fault_.record);
    if (fault_.field_name != no_offset) put_step_of(fault_.field_name);
    if (fault_.member != nowhere) put_place_of(fault_.member);
    return line_.text();
}

}  // namespace tenet::json
