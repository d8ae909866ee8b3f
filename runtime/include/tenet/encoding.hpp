#pragma once

#include "tenet/date.hpp"

#include <cstdint>
#include <initializer_list>
#include <type_traits>

/// How the types of facts lie in memory: raw = value - low where low is negative, else the value itself; the top bit stays free.
namespace tenet {

/// A number in units of 1/Scale, from Low to High units.
template <std::int64_t Low, std::int64_t High, std::int32_t Scale = 1>
struct Int {
    static_assert(Low <= High && Low >= -value_limit && High <= value_limit);
    static_assert(Scale >= 1 && Scale <= 1000000);
};

using Count = Int<0, 1000000>;
using Days = Int<0, 100000>;
using Hours = Int<0, 10000000, 100>;

/// Integers that a number takes; yes/no and characters are none.
template <class N>
concept WholeNumber = std::is_integral_v<N> && !std::is_same_v<N, bool> && !std::is_same_v<N, char> &&
                      !std::is_same_v<N, wchar_t> && !std::is_same_v<N, char8_t> &&
                      !std::is_same_v<N, char16_t> && !std::is_same_v<N, char32_t>;

/// An integer in 64 bits; beyond them the greatest, which lies in no range.
template <WholeNumber N>
constexpr std::int64_t widened(N number) noexcept {
    if constexpr (std::is_unsigned_v<N> && sizeof(N) >= sizeof(std::int64_t))
        if (number > static_cast<N>(INT64_MAX)) return INT64_MAX;
    return static_cast<std::int64_t>(number);
}

/// A number with a part: so many units of 1/Scale.
template <std::int32_t Scale>
struct Scaled {
    std::int64_t units;
};

/// 15 halves are 7.5.
template <WholeNumber N>
constexpr Scaled<2> halves(N units) noexcept {
    return {widened(units)};
}

/// 150 hundredths are 1.5.
template <WholeNumber N>
constexpr Scaled<100> hundredths(N units) noexcept {
    return {widened(units)};
}

/// Units of the last of so many decimals: `decimals<3>(1500)` is 1.5.
template <std::int32_t Places, WholeNumber N>
constexpr auto decimals(N units) noexcept {
    static_assert(Places >= 0 && Places <= 6);
    constexpr std::int32_t scales[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    return Scaled<scales[Places]>{widened(units)};
}

/// Date facts of a narrower range: `Fact<DateIn<low, high>>`, in days since 1900-01-01.
template <std::int64_t Low, std::int64_t High>
struct DateIn {
    static_assert(Low <= High && Low >= 0 && High <= INT32_MAX);
};

/// Nothing in it, but known: `facts.audits = tenet::empty`, also for sets.
struct EmptyTag {};
inline constexpr EmptyTag empty{};

/// How a type of fact lies in memory; generated headers add their choices.
template <class T>
struct Encoding;

/// A choice of N values.
template <std::uint32_t N>
struct ChoiceEncoding {
    static_assert(N >= 1 && N <= 0x8000);
    using Raw = std::conditional_t<(N <= 0x80), std::uint8_t, std::uint16_t>;
    static constexpr std::int64_t low = 0, high = N - 1;
};

/// A subset of the choice E, of at most 63 values; empty at first.
template <class E>
class SetOf {
  public:
    using Member = E;
    static_assert(Encoding<E>::high < 63);

    constexpr SetOf() noexcept = default;
    constexpr SetOf(EmptyTag) noexcept {}
    constexpr SetOf(std::initializer_list<E> members) noexcept {
        for (const E member : members)
            insert(member);
    }

    /// The set with the member number i for each bit i.
    static constexpr SetOf of_bits(std::uint64_t bits) noexcept {
        SetOf set;
        set.bits_ = bits;
        return set;
    }

    constexpr void insert(E member) noexcept { bits_ |= bit(member); }
    constexpr void erase(E member) noexcept { bits_ &= ~bit(member); }
    constexpr bool contains(E member) const noexcept { return (bits_ & bit(member)) != 0; }
    constexpr bool is_empty() const noexcept { return bits_ == 0; }
    constexpr std::uint64_t bits() const noexcept { return bits_; }
    constexpr bool operator==(const SetOf&) const noexcept = default;

  private:
    /// What is no value of the choice sets a bit that no set may have, so that the fact is out of range.
    static constexpr std::uint64_t bit(E member) noexcept {
        const auto index = static_cast<std::uint64_t>(member);
        return std::uint64_t{1} << (index < 63 ? index : 63);
    }

    std::uint64_t bits_ = 0;
};

template <>
struct Encoding<bool> {
    using Raw = std::uint8_t;
    static constexpr std::int64_t low = 0, high = 1;
};
template <>
struct Encoding<Date> {
    using Raw = std::uint32_t;
    static constexpr std::int64_t low = 0, high = days_from_civil(2199, 12, 31);
};
template <std::int64_t Low, std::int64_t High>
struct Encoding<DateIn<Low, High>> {
    using Raw = std::uint32_t;
    static constexpr std::int64_t low = Low, high = High;
};
template <std::int64_t Low, std::int64_t High, std::int32_t Scale>
struct Encoding<Int<Low, High, Scale>> {
    static constexpr std::int64_t most = Low >= 0 ? High : High - Low;
    using Raw = std::conditional_t<(most <= INT32_MAX), std::uint32_t, std::uint64_t>;
    static constexpr std::int64_t low = Low, high = High;
};
template <class E>
struct Encoding<SetOf<E>> {
    using Raw = std::uint64_t;
    static constexpr std::int64_t low = 0;
    static constexpr std::int64_t high = INT64_MAX >> (62 - Encoding<E>::high);
};

template <class T>
inline constexpr bool is_date_type = false;
template <>
inline constexpr bool is_date_type<Date> = true;
template <std::int64_t Low, std::int64_t High>
inline constexpr bool is_date_type<DateIn<Low, High>> = true;

template <class T>
inline constexpr bool is_set_type = false;
template <class E>
inline constexpr bool is_set_type<SetOf<E>> = true;

/// Units per 1 of a number type; 0 of all others.
template <class T>
inline constexpr std::int32_t scale_of = 0;
template <std::int64_t Low, std::int64_t High, std::int32_t Scale>
inline constexpr std::int32_t scale_of<Int<Low, High, Scale>> = Scale;

}  // namespace tenet
