#pragma once

#include "tenet/json_reader.hpp"

/// How values of every kind are read: in one spelling each, as `tenet eval` takes them.
namespace tenet::json {

/// A value is not what should stand here, if it is a value at all.
inline bool Reader::wrong(Cause cause) noexcept {
    const Bytes first = at_;
    if (at_ == end_) return fail(Cause::EndsEarly, end_);
    if (*first == '[' || *first == '{') return fail(cause, first);
    if (*first == '"') {
        Quoted string;
        return read_string(string) && fail(cause, first);
    }
    const Piece word = word_at(first, end_);
    if (word.size() == 0) {
        at_ = first;
        return fail(Cause::Unexpected, first);
    }
    if (is_word(word, "true") || is_word(word, "false") || is_word(word, "null")) return fail(cause, first);
    if (!is_digit(*first) && *first != '-' && *first != '+' && *first != '.') return fail(Cause::Word, first);
    if (!is_number(word)) return fail(Cause::Number, first);
    return fail(beyond_double(decimal_of(word)) ? Cause::TooLarge : cause, first);
}

/// The string whose quotation mark comes next.
inline bool Reader::read_string(Quoted& string) noexcept {
    string = quoted_at(at_ + 1, end_);
    if (string.cause != Cause::Nothing) return fail_in_string(string);
    at_ = string.inside.last + 1;
    return true;
}

/// The characters of a string that may name something; of one that is longer than any name only that it is.
inline Piece Reader::spelled(const Quoted& string, char (&buffer)[most_spelled + 1]) const noexcept {
    if (!string.escaped) return string.inside;
    const std::size_t size = unescape(string.inside, buffer, most_spelled + 1);
    return {buffer, buffer + (size <= most_spelled ? size : most_spelled + 1)};
}

inline std::uint32_t Reader::find_value(const FactSpec& spec, Piece name) const noexcept {
    const ChoiceRows& rows = words_.choices[spec.choice];
    const NameMap map{words_.values + rows.first, rows.mask};
    return map.find(program_.pool, name.first, name.size());
}

inline bool Reader::read_null(const FactSpec& spec, std::byte* to) noexcept {
    if (!is_word(word_at(at_, end_), "null")) return wrong(Cause::WrongType);
    if (!spec.or_none) return fail(Cause::NotNone, at_);
    at_ += 4;
    switch (spec.kind) {
    case ValueKind::YesNo: put<std::uint8_t>(to, Codes<std::uint8_t>::none); return true;
    case ValueKind::Date: put<std::uint32_t>(to, Codes<std::uint32_t>::none); return true;
    case ValueKind::Count:
    case ValueKind::Number:
    case ValueKind::Days:
    case ValueKind::Hours:
        if (bytes_of_number(spec) == 4)
            put<std::uint32_t>(to, Codes<std::uint32_t>::none);
        else
            put<std::uint64_t>(to, static_cast<std::int64_t>(Codes<std::uint64_t>::none));
        return true;
    case ValueKind::Choice:
        if (bytes_of_choice(program_, spec) == 1)
            put<std::uint8_t>(to, Codes<std::uint8_t>::none);
        else
            put<std::uint16_t>(to, Codes<std::uint16_t>::none);
        return true;
    case ValueKind::Text: {
        const FactOrNone<Text> text = none;
        __builtin_memcpy(to, &text, sizeof text);
        return true;
    }
    case ValueKind::Set:
        put<std::uint64_t>(to, static_cast<std::int64_t>(Codes<std::uint64_t>::none));
        return true;
    case ValueKind::List: break;
    }
    return true;
}

inline bool Reader::read_yes_no(std::byte* to) noexcept {
    const Piece word = word_at(at_, end_);
    const bool yes = is_word(word, "true");
    if (!yes && !is_word(word, "false")) return wrong(Cause::WrongType);
    put<std::uint8_t>(to, yes ? 1 : 0);
    at_ = word.last;
    return true;
}

/// `YYYY-MM-DD` in digits alone; existence is not asked.
struct WrittenDay {
    std::int32_t year = 0, month = 0, day = 0;
    bool right = false;
};

constexpr WrittenDay written_day(Piece text) noexcept {
    if (text.size() != 10 || text.first[4] != '-' || text.first[7] != '-') return {};
    std::int32_t parts[3] = {};
    constexpr int begins[] = {0, 5, 8, 11};
    for (int part = 0; part < 3; ++part)
        for (int i = begins[part]; i < begins[part + 1] - 1; ++i) {
            const char c = text.first[i];
            if (!is_digit(c)) return {};
            parts[part] = parts[part] * 10 + (c - '0');
        }
    return {parts[0], parts[1], parts[2], true};
}

inline bool Reader::read_date(const FactSpec& spec, std::byte* to) noexcept {
    const Bytes first = at_;
    if (!comes('"')) {
        const Piece word = word_at(first, end_);
        const bool digits = word.size() == 8 && is_number(word);
        return wrong(digits ? Cause::DateForm : Cause::WrongType);
    }
    Quoted string;
    if (!read_string(string)) return false;
    char buffer[most_spelled + 1];
    const WrittenDay day = written_day(spelled(string, buffer));
    if (!day.right) return fail(Cause::DateForm, first);
    if (!is_date(day.year, day.month, day.day)) return fail(Cause::NoSuchDay, first);
    const std::int64_t days = days_from_civil(day.year, day.month, day.day);
    if (days < spec.low || days > spec.high) return fail(Cause::OutOfRange, first);
    put<std::uint32_t>(to, days);
    return true;
}

inline bool Reader::read_a_number(const FactSpec& spec, std::byte* to) noexcept {
    // Nearly all numbers are a few digits that lie in range.
    constexpr int few = 9;
    std::int64_t number = 0;
    Bytes at = at_;
    for (; at != end_ && is_digit(*at) && at - at_ < few; ++at)
        number = number * 10 + (*at - '0');
    const bool plain = at != at_ && (at == end_ || !in_word(*at)) && (*at_ != '0' || at - at_ == 1);
    number *= spec.scale;
    if (plain && number >= spec.low && number <= spec.high) {
        put_number(spec, to, number);
        at_ = at;
        return true;
    }
    const Piece word = word_at(at_, end_);
    if (!is_number(word)) return wrong(Cause::WrongType);
    const NumberRead read = read_number(spec, word);
    if (read.cause != Cause::Nothing) return fail(read.cause, at_);
    put_number(spec, to, read.value);
    at_ = word.last;
    return true;
}

inline bool Reader::read_choice(const FactSpec& spec, std::byte* to) noexcept {
    const Bytes first = at_;
    if (!comes('"')) return wrong(Cause::WrongType);
    Quoted string;
    if (!read_string(string)) return false;
    char buffer[most_spelled + 1];
    const std::uint32_t value = find_value(spec, spelled(string, buffer));
    if (value == nowhere) return fail(Cause::NotAValue, first);
    put_choice(spec, to, value);
    return true;
}

/// After a member or element: moves to the next, or over the closing bracket, which ends it.
inline bool Reader::next_member(char closing, bool& done) noexcept {
    skip_blanks();
    if (at_ == end_) return fail(Cause::EndsEarly, end_);
    if (*at_ == closing) {
        ++at_;
        done = true;
        return true;
    }
    if (*at_ != ',') {
        const bool begins =
            *at_ == '"' || *at_ == '{' || *at_ == '[' || in_word(*at_) || byte_of(*at_) >= 0x80;
        return fail(begins ? Cause::Comma : Cause::Unexpected, at_);
    }
    ++at_;
    skip_blanks();
    if (at_ == end_) return fail(Cause::EndsEarly, end_);
    return (*at_ != '}' && *at_ != ']') || fail(Cause::TrailingComma, at_);
}

inline bool Reader::read_set(const FactSpec& spec, std::byte* to) noexcept {
    if (!comes('[')) return wrong(Cause::WrongType);
    std::uint64_t members = 0;
    ++at_;
    skip_blanks();
    bool done = comes(']');
    if (done) ++at_;
    for (std::uint32_t count = 0; !done; ++count) {
        fault_.member = count;
        const Bytes first = at_;
        if (!comes('"')) return wrong(Cause::WrongMember);
        Quoted string;
        if (!read_string(string)) return false;
        char buffer[most_spelled + 1];
        const std::uint32_t value = find_value(spec, spelled(string, buffer));
        if (value == nowhere) return fail(Cause::NotAValue, first);
        const std::uint64_t bit = std::uint64_t{1} << value;
        if ((members & bit) != 0) return fail(Cause::MemberTwice, first);
        members |= bit;
        if (!next_member(']', done)) return false;
    }
    fault_.member = nowhere;
    put<std::uint64_t>(to, static_cast<std::int64_t>(members));
    return true;
}

/// A text without escapes stays where it stands.
inline bool Reader::read_text(const FactSpec&, std::byte* to) noexcept {
    const Bytes first = at_;
    if (!comes('"')) return wrong(Cause::WrongType);
    Quoted string;
    if (!read_string(string)) return false;
    Bytes characters = string.inside.first;
    std::size_t size = string.inside.size();
    if (string.escaped) {
        size = unescape(string.inside, nullptr, 0);
        if (size > longest_text) return fail(Cause::TextTooLong, first);
        if (size > static_cast<std::size_t>(room_.back - room_.front)) return fail(Cause::NoRoom, first);
        room_.back -= size;
        char* const kept = reinterpret_cast<char*>(room_.back);
        unescape(string.inside, kept, size);
        characters = kept;
    }
    if (size > longest_text) return fail(Cause::TextTooLong, first);
    const Fact<Text> text(characters, size);
    __builtin_memcpy(to, &text, sizeof text);
    return true;
}

template <bool OfRecord>
bool Reader::read_value(const FactSpec& spec, std::uint32_t slot, std::byte* target) noexcept {
    if (comes('n')) return read_null(spec, target);
    switch (spec.kind) {
    case ValueKind::YesNo: return read_yes_no(target);
    case ValueKind::Date: return read_date(spec, target);
    case ValueKind::Count:
    case ValueKind::Number:
    case ValueKind::Days:
    case ValueKind::Hours: return read_a_number(spec, target);
    case ValueKind::Choice: return read_choice(spec, target);
    case ValueKind::Set: return read_set(spec, target);
    case ValueKind::Text: return read_text(spec, target);
    case ValueKind::List: break;
    }
    if constexpr (OfRecord)
        return false;
    else
        return lists_(*this, slot, facts_);
}

}  // namespace tenet::json
