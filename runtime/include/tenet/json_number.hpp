#pragma once

#include "tenet/json_scan.hpp"
#include "tenet/program.hpp"

#include <cstddef>
#include <cstdint>

/// Numbers of JSON as facts take them: exactly, and never through a floating-point number.
namespace tenet::json {

/// How many digits a number of this scale may have behind its point: 1 in halves, 2 in hundredths, 0 in whole ones.
constexpr int decimals_of(std::int32_t scale) noexcept {
    int decimals = 0;
    for (std::int64_t power = 1; power % scale != 0; power *= 10)
        ++decimals;
    return decimals;
}

/// The digits that a number comes to, without needless zeros, and how many of them stand before its point; negative or more
/// than there are where zeros are left out. No digits are 0.
struct Decimal {
    static constexpr int most_digits = 18;  ///< on either side of the point; so many are exact in 64 bits

    bool minus = false;
    bool fits = true;  ///< no more digits than that on either side
    char digits[2 * most_digits] = {};
    int count = 0;
    std::int64_t point = 0;

    constexpr int digit(std::int64_t place) const noexcept {
        return place >= 0 && place < count ? digits[place] - '0' : 0;
    }
    /// How many digits there are behind the point.
    constexpr std::int64_t decimals() const noexcept { return count > point ? count - point : 0; }
    constexpr std::int64_t whole() const noexcept {
        std::int64_t out = 0;
        for (std::int64_t i = 0; i < point; ++i)
            out = out * 10 + digit(i);
        return out;
    }
};

/// The power of ten behind `e`; what is beyond all sense is cut to 10^6.
constexpr std::int64_t exponent_of(Piece written) noexcept {
    constexpr std::int64_t most = 1000000;
    const bool minus = *written.first == '-';
    std::int64_t power = 0;
    for (Bytes at = written.first; at != written.last; ++at)
        if (is_digit(*at) && power < most) power = power * 10 + (*at - '0');
    power = power < most ? power : most;
    return minus ? -power : power;
}

/// What a number of JSON comes to.
constexpr Decimal decimal_of(Piece number) noexcept {
    constexpr std::int64_t most_power = 1000;
    Decimal out;
    std::int64_t zeros = 0;  // not yet known to be needed
    std::int64_t power = 0;
    bool behind_point = false, too_many = false;
    for (Bytes at = number.first; at != number.last; ++at) {
        const char c = *at;
        if (c == 'e' || c == 'E') {
            power = exponent_of({at + 1, number.last});
            break;
        }
        if (c == '-') out.minus = true;
        if (c == '.') behind_point = true;
        if (!is_digit(c)) continue;
        if (!behind_point && (out.count != 0 || zeros != 0 || c != '0')) ++out.point;
        if (c == '0') {
            if (out.count != 0) ++zeros;
            if (out.count == 0 && behind_point) --out.point;
            continue;
        }
        for (; zeros > 0 && out.count < 2 * Decimal::most_digits; --zeros)
            out.digits[out.count++] = '0';
        too_many = too_many || zeros > 0 || out.count == 2 * Decimal::most_digits;
        zeros = 0;
        if (!too_many) out.digits[out.count++] = c;
    }
    out.fits = power >= -most_power && power <= most_power;
    if (out.count == 0) {
        out.point = 0;
        return out;
    }
    out.point += power;
    out.fits = out.fits && !too_many && out.point <= Decimal::most_digits &&
               out.count - out.point <= Decimal::most_digits;
    return out;
}

/// Whether readers that take numbers as floating-point ones of 64 bits, as that of `tenet eval` does before it looks at the digits, give up.
constexpr bool beyond_double(const Decimal& number) noexcept {
    constexpr std::int64_t digits_of_largest = 309;
    constexpr char beyond_largest[] = "17976931348623158079";
    if (number.count == 0 || number.point != digits_of_largest)
        return number.count != 0 && number.point > digits_of_largest;
    for (int i = 0; beyond_largest[i] != '\0'; ++i)
        if (number.digit(i) != beyond_largest[i] - '0') return number.digit(i) > beyond_largest[i] - '0';
    return true;
}

/// A number in units of 1/scale, rounded towards zero, and whether it is exactly that.
struct Units {
    std::int64_t value = 0;
    bool exact = false, too_large = true;
};

constexpr Units units_of(const Decimal& number, std::int32_t scale) noexcept {
    constexpr std::int64_t largest = std::int64_t{1} << 53U;
    const std::int64_t whole = number.whole();
    if (whole > largest / scale) return {};
    const int decimals = decimals_of(scale);
    std::int64_t kept = 0, power = 1;
    for (int i = 0; i < decimals; ++i, power *= 10)
        kept = kept * 10 + number.digit(number.point + i);
    const std::int64_t scaled = kept * scale;
    const std::int64_t units = whole * scale + scaled / power;
    return {number.minus ? -units : units, scaled % power == 0 && number.decimals() <= decimals, false};
}

/// True for digits with an optional minus and at most so many decimals, as numbers are to be written.
constexpr bool plainly_written(Piece number, int decimals) noexcept {
    Bytes at = number.first;
    if (at != number.last && *at == '-') ++at;
    const auto digits = [&] {
        const Bytes from = at;
        while (at != number.last && is_digit(*at))
            ++at;
        return at - from;
    };
    if (digits() == 0) return false;
    if (at == number.last) return true;
    if (*at != '.') return false;
    ++at;
    const auto behind = digits();
    return at == number.last && behind > 0 && behind <= decimals;
}

/// A number read for a fact or field, or why it is none of its values.
struct NumberRead {
    Cause cause = Cause::Nothing;
    std::int64_t value = 0;
};

/// The word is a number of JSON.
constexpr NumberRead read_number(const FactSpec& spec, Piece word) noexcept {
    const bool plain = plainly_written(word, decimals_of(spec.scale));
    const Decimal number = decimal_of(word);
    if (beyond_double(number)) return {Cause::TooLarge};
    // So many plain digits can only be too large; an exponent may also make it too small.
    if (!number.fits) return {plain ? Cause::OutOfRange : Cause::NotWhole};
    const Units units = units_of(number, spec.scale);
    if (units.too_large) return {Cause::OutOfRange};
    if (!units.exact) return {spec.scale == 1 ? Cause::NotWhole : Cause::TooFine};
    if (!plain) return {Cause::NotWhole};
    if (units.value < spec.low || units.value > spec.high) return {Cause::OutOfRange};
    return {Cause::Nothing, units.value};
}

}  // namespace tenet::json
