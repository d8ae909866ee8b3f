#pragma once

#include "tenet/inline.hpp"
#include "tenet/json_fault.hpp"

#include <cstddef>
#include <cstdint>

/// The tokens of JSON: strings, words and numbers, each looked at byte by byte once.
namespace tenet::json {

using Bytes = const char*;

/// Part of the text.
struct Piece {
    Bytes first = nullptr, last = nullptr;

    constexpr std::size_t size() const noexcept { return static_cast<std::size_t>(last - first); }
};

TENET_INLINE constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
TENET_INLINE constexpr bool is_blank(char c) noexcept {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
TENET_INLINE constexpr std::uint8_t byte_of(char c) noexcept { return static_cast<std::uint8_t>(c); }
/// The bytes that continue a character, which are not counted in columns.
TENET_INLINE constexpr bool continues_character(char c) noexcept { return (byte_of(c) & 0xC0U) == 0x80U; }

/// What words and numbers are made of; a token is as many of these as stand side by side.
constexpr bool in_word(char c) noexcept {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '+' ||
           c == '-' || c == '.';
}

constexpr Piece word_at(Bytes first, Bytes end) noexcept {
    Bytes last = first;
    while (last != end && in_word(*last))
        ++last;
    return {first, last};
}

template <std::size_t N>
constexpr bool is_word(Piece piece, const char (&word)[N]) noexcept {
    if (piece.size() != N - 1) return false;
    for (std::size_t i = 0; i + 1 < N; ++i)
        if (piece.first[i] != word[i]) return false;
    return true;
}

/// Bytes of the UTF-8 character that begins with a byte of 0x80 or more; 0 where there is none. Overlong forms and surrogates are none.
constexpr std::size_t character_length(Bytes at, Bytes end) noexcept {
    const std::uint8_t lead = byte_of(*at);
    const auto left = static_cast<std::size_t>(end - at);
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || left < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if (!continues_character(at[i])) return 0;
    const std::uint8_t second = byte_of(at[1]);
    const bool out_of_order = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
                              (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
    return out_of_order ? 0 : length;
}

/// Four hexadecimal digits, or a number above 0xFFFF where they are not.
constexpr std::uint32_t hex_of(Bytes at, Bytes end) noexcept {
    constexpr std::uint32_t none_such = 0x10000;
    if (end - at < 4) return none_such;
    std::uint32_t number = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = at[i];
        const int digit = is_digit(c)            ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) return none_such;
        number = number << 4 | static_cast<std::uint32_t>(digit);
    }
    return number;
}

/// An escape of a string: how many bytes it takes and the character that it stands for.
struct Escape {
    std::size_t length = 0;
    std::uint32_t character = 0;
    Cause cause = Cause::Nothing;
};

/// The escape at a backslash. Half a character stands only beside its other half.
constexpr Escape escape_at(Bytes at, Bytes end) noexcept {
    if (end - at < 2) return {0, 0, Cause::EndsEarly};
    switch (at[1]) {
    case '"':
    case '\\':
    case '/': return {2, byte_of(at[1]), Cause::Nothing};
    case 'b': return {2, '\b', Cause::Nothing};
    case 'f': return {2, '\f', Cause::Nothing};
    case 'n': return {2, '\n', Cause::Nothing};
    case 'r': return {2, '\r', Cause::Nothing};
    case 't': return {2, '\t', Cause::Nothing};
    case 'u': break;
    default: return {0, 0, Cause::Escape};
    }
    const std::uint32_t first = hex_of(at + 2, end);
    if (first > 0xFFFF) return {0, 0, Cause::Escape};
    if (first < 0xD800 || first > 0xDFFF) return {6, first, Cause::Nothing};
    const bool other = first < 0xDC00 && end - at >= 12 && at[6] == '\\' && at[7] == 'u';
    const std::uint32_t second = other ? hex_of(at + 8, end) : 0;
    if (second < 0xDC00 || second > 0xDFFF) return {0, 0, Cause::HalfCharacter};
    return {12, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), Cause::Nothing};
}

/// Writes a character in UTF-8 and gives how many bytes it took, at most four.
constexpr std::size_t put_character(std::uint32_t character, char* to) noexcept {
    const auto part = [character](int shift, std::uint32_t bits, std::uint32_t lead) {
        return static_cast<char>(lead | ((character >> shift) & bits));
    };
    if (character < 0x80) {
        to[0] = static_cast<char>(character);
        return 1;
    }
    std::size_t length = 0;
    if (character < 0x800) {
        to[length++] = part(6, 0x1F, 0xC0);
    } else {
        if (character < 0x10000) {
            to[length++] = part(12, 0x0F, 0xE0);
        } else {
            to[length++] = part(18, 0x07, 0xF0);
            to[length++] = part(12, 0x3F, 0x80);
        }
        to[length++] = part(6, 0x3F, 0x80);
    }
    to[length++] = part(0, 0x3F, 0x80);
    return length;
}

/// A string: what stands between its quotation marks, whether there are escapes in it, and what is wrong with it, where.
struct Quoted {
    Piece inside;
    bool escaped = false;
    Cause cause = Cause::Nothing;
    Bytes place = nullptr;
};

/// Whether one of eight bytes is a quotation mark, a backslash, a control character or no ASCII.
TENET_INLINE constexpr bool any_special(std::uint64_t word) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
    const std::uint64_t quote = word ^ (ones * '"'), slash = word ^ (ones * '\\');
    return (((word - ones * 0x20) | (quote - ones) | (slash - ones) | word) & tops) != 0;
}

TENET_INLINE constexpr bool is_plain(char c) noexcept {
    return byte_of(c) >= 0x20 && byte_of(c) < 0x80 && c != '"' && c != '\\';
}

/// The string whose first byte behind the quotation mark is `first`.
inline Quoted quoted_at(Bytes first, Bytes end) noexcept {
    bool escaped = false;
    for (Bytes at = first;;) {
        while (end - at >= 8) {
            std::uint64_t word = 0;
            __builtin_memcpy(&word, at, 8);
            if (any_special(word)) break;
            at += 8;
        }
        while (at != end && is_plain(*at))
            ++at;
        if (at == end) return {{first, at}, escaped, Cause::EndsEarly, end};
        if (*at == '"') return {{first, at}, escaped, Cause::Nothing, nullptr};
        if (*at == '\\') {
            const Escape escape = escape_at(at, end);
            if (escape.cause != Cause::Nothing) return {{first, at}, true, escape.cause, at};
            escaped = true;
            at += escape.length;
            continue;
        }
        if (byte_of(*at) < 0x20) return {{first, at}, escaped, Cause::Control, at};
        while (at != end && byte_of(*at) >= 0x80) {
            const std::size_t length = character_length(at, end);
            if (length == 0) return {{first, at}, escaped, Cause::NotUtf8, at};
            at += length;
        }
    }
}

/// Takes the next character of a string, or the next byte of one, and writes it to four bytes; gives how many of them it needs.
constexpr std::size_t take_character(Bytes& at, Bytes last, char* to) noexcept {
    if (*at == '\\') {
        const Escape escape = escape_at(at, last);
        if (escape.cause == Cause::Nothing) {
            at += escape.length;
            return put_character(escape.character, to);
        }
    }
    to[0] = *at++;
    return 1;
}

/// Writes the characters that a string stands for, which needs no more bytes than it has; gives how many they are. At most
/// `capacity` are written.
constexpr std::size_t unescape(Piece inside, char* to, std::size_t capacity) noexcept {
    std::size_t size = 0;
    for (Bytes at = inside.first; at != inside.last;) {
        char bytes[4] = {};
        const std::size_t length = take_character(at, inside.last, bytes);
        for (std::size_t i = 0; i < length; ++i, ++size)
            if (size < capacity) to[size] = bytes[i];
    }
    return size;
}

/// Whether a word is a number as JSON writes it: -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
constexpr bool is_number(Piece word) noexcept {
    Bytes at = word.first;
    const auto digits = [&] {
        const Bytes from = at;
        while (at != word.last && is_digit(*at))
            ++at;
        return at - from;
    };
    if (at != word.last && *at == '-') ++at;
    const Bytes first = at;
    const auto whole = digits();
    if (whole == 0 || (whole > 1 && *first == '0')) return false;
    if (at != word.last && *at == '.') {
        ++at;
        if (digits() == 0) return false;
    }
    if (at != word.last && (*at == 'e' || *at == 'E')) {
        ++at;
        if (at != word.last && (*at == '+' || *at == '-')) ++at;
        if (digits() == 0) return false;
    }
    return at == word.last;
}

/// The first byte of a text that is no UTF-8, or a zero; its end where all is well.
constexpr Bytes bad_byte(Bytes first, Bytes end) noexcept {
    for (Bytes at = first; at != end;) {
        if (*at == '\0') return at;
        const std::size_t length = byte_of(*at) < 0x80 ? 1 : character_length(at, end);
        if (length == 0) return at;
        at += length;
    }
    return end;
}

}  // namespace tenet::json
