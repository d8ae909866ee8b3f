#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

/// Text that is put together in a buffer of the caller's.
namespace tenet {

/// Whether a character would be invisible or would reorder what is printed: controls, bidi and zero-width.
constexpr bool is_hidden_character(std::uint32_t character) {
    constexpr struct {
        std::uint32_t first, last;
    } ranges[] = {
#define HIDDEN(first, last) {first, last},
#include "tenet/hidden_characters.def"
#undef HIDDEN
    };
    for (const auto& range : ranges)
        if (character >= range.first && character <= range.last) return true;
    return false;
}

/// Characters that lie somewhere. Unlike a standard view it never throws, and knows the length of a literal without counting.
class Letters {
  public:
    constexpr Letters() noexcept = default;
    constexpr Letters(const char* first, std::size_t size) noexcept : first_(first), size_(size) {}
    template <std::size_t N>
    constexpr Letters(const char (&literal)[N]) noexcept : first_(literal + 0), size_(N - 1) {}

    constexpr const char* data() const noexcept { return first_; }
    constexpr std::size_t size() const noexcept { return size_; }
    constexpr bool empty() const noexcept { return size_ == 0; }
    constexpr const char* begin() const noexcept { return first_; }
    constexpr const char* end() const noexcept { return first_ + size_; }
    constexpr char operator[](std::size_t i) const noexcept { return first_[i]; }

    /// All but the first `n`, which are there; and at most the first `n`.
    constexpr Letters from(std::size_t n) const noexcept { return {first_ + n, size_ - n}; }
    constexpr Letters first(std::size_t n) const noexcept { return {first_, size_ < n ? size_ : n}; }

    constexpr bool operator==(const Letters& other) const noexcept {
        if (size_ != other.size_) return false;
        for (std::size_t i = 0; i < size_; ++i)
            if (first_[i] != other.first_[i]) return false;
        return true;
    }

  private:
    const char* first_ = nullptr;
    std::size_t size_ = 0;
};

/// One text; what does not fit is left off, at a whole character, and `…` stands in its place where there is room for it.
class Line {
  public:
    constexpr Line(char* buffer, std::size_t capacity) noexcept : buffer_(buffer), capacity_(capacity) {}

    constexpr void put(Letters text) noexcept {
        if (!escapes_) return put_plain(text);
        std::size_t plain = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const auto byte = static_cast<std::uint8_t>(text[i]);
            if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
            put_plain(text.from(plain).first(i - plain));
            put_escape(text[i]);
            plain = i + 1;
        }
        put_plain(text.from(plain));
    }
    constexpr void put(char c) noexcept { put(Letters(&c, 1)); }

    constexpr void put_digits(std::uint64_t number, std::size_t least = 1) noexcept {
        char digits[20] = {};
        std::size_t at = sizeof digits;
        for (; number != 0 || sizeof digits - at < least; number /= 10)
            digits[--at] = static_cast<char>('0' + number % 10);
        put(Letters(digits + at, sizeof digits - at));
    }

    /// A number of units of 1/scale as an exact decimal without trailing zeros: `7.5`, `-0.25`, `16`.
    constexpr void put_number(std::int64_t value, std::int32_t scale) noexcept {
        // The negative of the least value is a number only without sign; a broken table may come to it.
        const auto bits = static_cast<std::uint64_t>(value);
        const std::uint64_t size = value < 0 ? 0 - bits : bits, units = static_cast<std::uint32_t>(scale);
        if (value < 0) put('-');
        put_digits(size / units);
        std::uint64_t rest = size % units;
        if (rest != 0) put('.');
        for (; rest != 0; rest %= units) {
            rest *= 10;
            put(static_cast<char>('0' + rest / units));
        }
    }

    /// Text of which hidden characters are shown as `\u202E`, and bytes that are not UTF-8 as `\xB0`.
    constexpr void put_shown(Letters text) noexcept {
        for (std::size_t i = 0; i < text.size();) {
            std::uint32_t character = 0;
            const std::size_t length = decode(text.from(i), character);
            if (length == 0)
                put_hexadecimal("\\x", static_cast<std::uint8_t>(text[i]), 2);
            else if (is_hidden_character(character))
                put_hexadecimal(character > 0xFFFF ? "\\U" : "\\u", character, character > 0xFFFF ? 8 : 4);
            else
                put(text.from(i).first(length));
            i += length == 0 ? 1 : length;
        }
    }

    /// Text of which bytes that are not UTF-8 become U+FFFD: one for all that begins a character without ending it.
    constexpr void put_repaired(Letters text) noexcept {
        std::size_t whole = 0;
        for (std::size_t i = 0; i < text.size();) {
            std::uint32_t character = 0;
            const std::size_t length = decode(text.from(i), character);
            if (length != 0) {
                i += length;
                continue;
            }
            put(text.from(whole).first(i - whole));
            put("\xEF\xBF\xBD");
            i += broken_length(text.from(i));
            whole = i;
        }
        put(text.from(whole));
    }

    /// Whether what is put from here on stands in a string of JSON, where quotes, backslashes and controls are escaped.
    constexpr void escape(bool on) noexcept { escapes_ = on; }

    constexpr Letters text() const noexcept { return {buffer_, size_}; }
    constexpr bool is_cut() const noexcept { return cut_; }
    /// How many bytes all of it takes, whether they fit or not.
    constexpr std::size_t total() const noexcept { return total_; }

  private:
    constexpr void put_plain(Letters text) noexcept {
        total_ += text.size();
        if (cut_) return;
        if (text.size() <= capacity_ - size_) {
            if (std::is_constant_evaluated())
                for (std::size_t i = 0; i < text.size(); ++i)
                    buffer_[size_ + i] = text[i];
            else if (!text.empty())
                __builtin_memcpy(buffer_ + size_, text.data(), text.size());
            size_ += text.size();
            return;
        }
        for (std::size_t i = 0; size_ < capacity_; ++i)
            buffer_[size_++] = text[i];
        cut_ = true;
        leave_off();
    }

    /// `\"`, `\n`, `\u001f`.
    constexpr void put_escape(char c) noexcept {
        constexpr Letters escaped = "\"\\\b\f\n\r\t", letters = "\"\\bfnrt";
        for (std::size_t i = 0; i < escaped.size(); ++i) {
            if (escaped[i] != c) continue;
            const char pair[] = {'\\', letters[i]};
            return put_plain({pair, 2});
        }
        const auto byte = static_cast<std::uint8_t>(c);
        constexpr Letters digits = "0123456789abcdef";
        const char unit[] = {'\\', 'u', '0', '0', digits[byte >> 4U], digits[byte & 15U]};
        put_plain({unit, 6});
    }

    static constexpr bool continues(char c) noexcept {
        return (static_cast<std::uint8_t>(c) & 0xC0U) == 0x80U;
    }

    /// The character that a text begins with and its length, 0 where the bytes form none; overlong forms and surrogates are none.
    static constexpr std::size_t decode(Letters text, std::uint32_t& character) noexcept {
        const auto lead = static_cast<std::uint8_t>(text[0]);
        character = lead;
        if (lead < 0x80) return 1;
        if (lead < 0xC2 || lead > 0xF4) return 0;
        const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length > text.size()) return 0;
        character = lead & (0x7FU >> length);
        for (std::size_t i = 1; i < length; ++i) {
            if (!continues(text[i])) return 0;
            character = character << 6 | (static_cast<std::uint8_t>(text[i]) & 0x3FU);
        }
        const std::uint32_t least = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
        const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
        return character < least || character > 0x10FFFF || surrogate ? 0 : length;
    }

    /// How much of a text that begins with no character begins one that does not end.
    static constexpr std::size_t broken_length(Letters text) noexcept {
        const auto lead = static_cast<std::uint8_t>(text[0]);
        if (lead < 0xC2 || lead > 0xF4 || text.size() < 2) return 1;
        const auto second = static_cast<std::uint8_t>(text[1]);
        const std::uint32_t least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        const std::uint32_t most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) return 1;
        return lead >= 0xF0 && text.size() > 2 && continues(text[2]) ? 3 : 2;
    }

    constexpr void put_hexadecimal(Letters before, std::uint32_t number, int digits) noexcept {
        put(before);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
            put("0123456789ABCDEF"[number >> shift & 15U]);
    }

    /// Puts `…` over the end of a text that fills the buffer.
    constexpr void leave_off() noexcept {
        constexpr Letters sign = "…";
        std::size_t end = capacity_ >= sign.size() ? capacity_ - sign.size() : 0;
        while (end > 0 && continues(buffer_[end]))
            --end;
        size_ = end;
        if (capacity_ < sign.size()) return;
        for (const char c : sign)
            buffer_[size_++] = c;
    }

    char* buffer_;
    std::size_t capacity_;
    std::size_t size_ = 0, total_ = 0;
    bool cut_ = false, escapes_ = false;
};

}  // namespace tenet
