#pragma once

#include "tenet/json_names.hpp"
#include "tenet/json_number.hpp"
#include "tenet/line.hpp"
#include "tenet/text_fact.hpp"
#include "tenet/texts.hpp"

#include <cstddef>
#include <cstdint>

/// What is wrong with facts, said in words.
namespace tenet::json {

/// A sentence in both languages.
struct Said {
    Letters en, zh;
};

/// The kinds of value that JSON has.
enum class JsonKind : std::uint8_t { Null, Boolean, Number, Text, Array, Object };

/// One fault of one text, told in one language into one line.
class Told {
  public:
    Told(const Program& program, const Fault& fault, Letters text, Lang lang, Line line) noexcept
        : program_(program), fault_(fault), text_(text), lang_(lang), line_(line) {}

    Letters message() noexcept;
    Letters remedy() noexcept;
    Letters pointer() noexcept;

  private:
    bool zh() const noexcept { return lang_ == Lang::zh; }
    Letters in(Letters en, Letters chinese) const noexcept { return zh() ? chinese : en; }
    void say(Letters en, Letters chinese) noexcept { line_.put(in(en, chinese)); }
    Letters pooled(std::uint32_t text) const noexcept {
        const char* const first = text_of(program_, text);
        std::size_t size = 0;
        // Bounded, so that no compiler makes a call of the C library of it.
        while (size < longest_text && first[size] != '\0')
            ++size;
        return {first, size};
    }

    bool of_field() const noexcept { return fault_.field_name != no_offset; }
    /// The fact or field concerned, if the policy has it.
    const FactSpec* subject() const noexcept;
    const FactSpec& list() const noexcept { return program_.facts[fault_.fact]; }
    Piece rest() const noexcept { return {text_.data() + fault_.offset, text_.data() + text_.size()}; }
    Piece name_at(std::size_t offset) const noexcept {
        return quoted_at(text_.data() + offset + 1, text_.data() + text_.size()).inside;
    }
    Piece subject_name() const noexcept { return name_at(of_field() ? fault_.field_name : fault_.fact_name); }
    Piece value() const noexcept;
    JsonKind kind() const noexcept;

    void fill(Letters pattern) noexcept;
    void put_argument(int number) noexcept;
    void put_slip(bool help) noexcept;
    void put_place() noexcept;
    void put_string(Piece inside, std::size_t most) noexcept;
    void put_written(std::size_t most) noexcept;
    void put_quoted(std::size_t most) noexcept;
    void put_described() noexcept;
    void put_type(const FactSpec& spec) noexcept;
    void put_how_to_write(const FactSpec& spec) noexcept;
    void put_help_with_date() noexcept;
    void put_help_with_number(const FactSpec& spec) noexcept;
    void put_help_with_type(const FactSpec& spec) noexcept;
    void put_last_day() noexcept;
    void put_limit(const FactSpec& spec, std::int64_t limit) noexcept;
    void put_day(std::int64_t day) noexcept;
    void put_step(const Decimal& number, const FactSpec& spec, bool upper) noexcept;
    template <class Named>
    void put_names(const Named* all, std::uint32_t count) noexcept;
    void put_first_value(const FactSpec& spec) noexcept;

    const Program& program_;
    const Fault& fault_;
    Letters text_;
    Lang lang_;
    Line line_;
};

inline const FactSpec* Told::subject() const noexcept {
    if (fault_.fact == nowhere) return nullptr;
    if (!of_field()) return &list();
    return fault_.field == nowhere ? nullptr : &program_.fields[list().first_field + fault_.field];
}

inline JsonKind Told::kind() const noexcept {
    if (fault_.offset >= text_.size()) return JsonKind::Null;
    switch (text_[fault_.offset]) {
    case 'n': return JsonKind::Null;
    case 't':
    case 'f': return JsonKind::Boolean;
    case '"': return JsonKind::Text;
    case '[': return JsonKind::Array;
    case '{': return JsonKind::Object;
    default: return JsonKind::Number;
    }
}

/// What stands at the place: the inside of a string, a word, a number.
inline Piece Told::value() const noexcept {
    const Piece left = rest();
    if (left.size() == 0) return left;
    if (*left.first == '"') return quoted_at(left.first + 1, left.last).inside;
    const Piece word = word_at(left.first, left.last);
    if (word.size() != 0) return word;
    Bytes last = left.first + 1;
    while (last != left.last && continues_character(*last))
        ++last;
    return {left.first, last};
}

/// The characters of a string from outside, at most so many bytes of them.
inline void Told::put_string(Piece inside, std::size_t most) noexcept {
    constexpr std::size_t longest = 128;
    char buffer[longest + 1];
    std::size_t size = unescape(inside, buffer, longest + 1);
    most = most < longest ? most : longest;
    const bool cut = size > most;
    if (cut) {
        size = most;
        while (size > 0 && continues_character(buffer[size]))
            --size;
    }
    line_.put_shown({buffer, size});
    if (cut) line_.put("…");
}

inline void Told::put_written(std::size_t most) noexcept { put_string(value(), most); }

inline void Told::put_quoted(std::size_t most) noexcept {
    line_.put('`');
    put_written(most);
    line_.put('`');
}

inline void Told::put_described() noexcept {
    constexpr std::size_t most = 40;
    switch (kind()) {
    case JsonKind::Null: return say("none (`null`)", "无（`null`）");
    case JsonKind::Boolean: return put_quoted(most);
    case JsonKind::Number: say("the number ", "数字 "); return put_quoted(most);
    case JsonKind::Text: say("the text ", "文本 "); return put_quoted(most);
    case JsonKind::Array: return say("a list", "列表");
    case JsonKind::Object: return say("an object", "对象");
    }
}

inline void Told::put_type(const FactSpec& spec) noexcept {
    const bool halves = spec.scale == 2;
    const auto of_choice = [&](Letters en, Letters chinese) {
        const Letters name = pooled(program_.choices[spec.choice].name);
        line_.put(zh() ? "选项“" : en);
        line_.put(name);
        line_.put(zh() ? chinese : "`");
    };
    switch (spec.kind) {
    case ValueKind::YesNo: return say("yes or no", "是或否");
    case ValueKind::Count: return say("a count", "次数");
    case ValueKind::Date: return say("a date", "日期");
    case ValueKind::Number: return say("a number", "数值");
    case ValueKind::Days:
        return halves ? say("a number of days in halves", "天数（可含半天）")
                      : say("a number of days", "天数");
    case ValueKind::Hours:
        return halves ? say("a number of hours in halves", "学时（可含半学时）")
                      : say("a number of hours", "学时");
    case ValueKind::Choice: return of_choice("a value of `", "”的一个值");
    case ValueKind::Set: return of_choice("a set of `", "”的集合");
    case ValueKind::Text: return say("a text", "文本");
    case ValueKind::List: return say("a list of records", "记录的列表");
    }
}

inline void Told::put_first_value(const FactSpec& spec) noexcept {
    line_.put('"');
    line_.put(pooled(program_.choice_values[program_.choices[spec.choice].first_value].id));
    line_.put('"');
}

/// How to write a value, with an example: 3, or the nearest number that the fact may be.
inline void Told::put_how_to_write(const FactSpec& spec) noexcept {
    constexpr std::int64_t usual = 3;
    if (spec.kind == ValueKind::YesNo)
        return say("write `true` or `false`", "请写 `true`（是）或 `false`（否）");
    if (spec.kind == ValueKind::Date)
        return say("write `\"YYYY-MM-DD\"`, for example `\"2023-04-01\"`",
                   "请写 `\"年年年年-月月-日日\"`，例如 `\"2023-04-01\"`");
    say("write `\"", "请写 `\"");
    put_string(subject_name(), longest_name);
    line_.put("\": ");
    switch (spec.kind) {
    case ValueKind::Choice:
        put_first_value(spec);
        return say("`, one of its values between double quotes", "`，即选项中的一个，加英文双引号");
    case ValueKind::Set:
        line_.put('[');
        put_first_value(spec);
        return say("]`; `[]` is the empty set", "]`；一个也没有时写 `[]`");
    case ValueKind::Text: return say("\"…\"`, between double quotes", "\"…\"`，加英文双引号");
    case ValueKind::List:
        line_.put("[{\"");
        line_.put(spec.field_count == 0 ? "…" : pooled(program_.fields[spec.first_field].id));
        return say("\": …}, …]`; `[]` if there are none", "\": …}, …]`；一条也没有时写 `[]`");
    case ValueKind::YesNo:
    case ValueKind::Date:
    case ValueKind::Count:
    case ValueKind::Number:
    case ValueKind::Days:
    case ValueKind::Hours: break;
    }
    const std::int64_t wanted = usual * spec.scale;
    line_.put_number(wanted < spec.low ? spec.low : wanted > spec.high ? spec.high : wanted, spec.scale);
    say("`, in digits and without quotes", "`，只用数字，不加引号");
}

inline void Told::put_day(std::int64_t day) noexcept {
    const Civil civil = civil_from_days(day);
    line_.put_digits(static_cast<std::uint64_t>(civil.year), 4);
    line_.put('-');
    line_.put_digits(static_cast<std::uint64_t>(civil.month), 2);
    line_.put('-');
    line_.put_digits(static_cast<std::uint64_t>(civil.day), 2);
}

inline void Told::put_limit(const FactSpec& spec, std::int64_t limit) noexcept {
    if (spec.kind == ValueKind::Date) return put_day(limit);
    line_.put_number(limit, spec.scale);
}

/// The first few names, each between backquotes.
template <class Named>
void Told::put_names(const Named* all, std::uint32_t count) noexcept {
    constexpr std::uint32_t most = 12;
    if (count == 0) return line_.put("—");
    for (std::uint32_t i = 0; i < count && i < most; ++i) {
        if (i != 0) say(", ", "、");
        line_.put('`');
        line_.put(pooled(all[i].name));
        line_.put('`');
    }
    if (count > most) say(" …", " 等");
}

/// The text of a row with `{0}`, `{1}` … replaced; other braces are left as they are.
inline void Told::fill(Letters pattern) noexcept {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool place =
            i + 2 < pattern.size() && pattern[i] == '{' && is_digit(pattern[i + 1]) && pattern[i + 2] == '}';
        if (!place) {
            line_.put(pattern[i]);
            continue;
        }
        put_argument(pattern[i + 1] - '0');
        i += 2;
    }
}

/// Where the sentence itself does not name it: `audits record 1: `.
inline void Told::put_place() noexcept {
    const bool in_list = fault_.record != nowhere;
    const bool syntax = fault_.cause < Cause::NotUtf8;
    const bool member = fault_.member != nowhere;
    // What is named in the sentence comes last: a field of a record, or what is no part of one.
    const bool names_field = of_field() && !syntax && !member;
    const bool names_fact = fault_.fact_name != no_offset && !of_field() && !syntax && !member && !in_list;
    if (fault_.fact_name == no_offset || names_fact) return;
    char buffer[128];
    Line outer = line_;
    line_ = Line(buffer, sizeof buffer);
    put_string(name_at(fault_.fact_name), longest_name);
    const auto count = [&](std::uint32_t place, Letters en, Letters before, Letters behind) {
        line_.put(zh() ? before : en);
        line_.put_digits(std::uint64_t{place} + 1);
        if (zh()) line_.put(behind);
    };
    if (in_list && fault_.cause != Cause::TooManyRecords) count(fault_.record, " record ", " 第", "条");
    if (of_field() && !names_field) {
        line_.put(' ');
        put_string(name_at(fault_.field_name), longest_name);
    }
    if (member) count(fault_.member, syntax ? Letters(" record ") : " value ", " 第", syntax ? "条" : "个");
    outer.put(line_.text());
    line_ = outer;
    say(": ", "：");
}

}  // namespace tenet::json
