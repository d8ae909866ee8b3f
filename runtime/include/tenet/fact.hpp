#pragma once

#include "tenet/date.hpp"

#include <cstdint>
#include <type_traits>

/// Facts in memory. Each has a fixed width whose top bit is reserved: set means not a value (…00 unknown, …01 none,
/// …10 out of range). A fact is unknown until it is assigned; a value outside its range is kept as "out of range", which
/// every evaluation refuses by the fact's name.
namespace tenet {

/// A whole number, in units of its type's scale, from Low to High.
template <std::int64_t Low, std::int64_t High>
struct Int {
    static_assert(Low <= High && Low >= -value_limit && High <= value_limit);
};

using Count = Int<0, 1000000>;
using Days = Int<0, 100000>;

/// How a type of fact lies in memory: raw = value - low.
template <class T>
struct Encoding;
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
struct Encoding<Int<Low, High>> {
    /// Numbers from 0 up are kept as they are.
    static constexpr bool plain = Low >= 0;
    static constexpr bool narrow = (plain ? High : High - Low) <= INT32_MAX;
    using Raw = std::conditional_t<narrow, std::uint32_t, std::uint64_t>;
    static constexpr std::int64_t low = Low, high = High;
};

/// Date facts of a narrower range: `Fact<DateIn<low, high>>`, in days since 1900-01-01.
template <std::int64_t Low, std::int64_t High>
struct DateIn {};
template <std::int64_t Low, std::int64_t High>
struct Encoding<DateIn<Low, High>> {
    using Raw = std::uint32_t;
    static_assert(Low <= High && Low >= 0 && High <= INT32_MAX);
    static constexpr std::int64_t low = Low, high = High;
};

/// Integers that a number fact takes; yes/no and characters are none.
template <class N>
concept WholeNumber = std::is_integral_v<N> && !std::is_same_v<N, bool> && !std::is_same_v<N, char> &&
                      !std::is_same_v<N, wchar_t> && !std::is_same_v<N, char8_t> &&
                      !std::is_same_v<N, char16_t> && !std::is_same_v<N, char32_t>;

template <class T>
inline constexpr bool is_date_type = false;
template <>
inline constexpr bool is_date_type<Date> = true;
template <std::int64_t Low, std::int64_t High>
inline constexpr bool is_date_type<DateIn<Low, High>> = true;

template <class T, bool OrNone>
class BasicFact {
  public:
    using Raw = typename Encoding<T>::Raw;
    static constexpr bool or_none = OrNone;
    static constexpr Value low = Encoding<T>::low, high = Encoding<T>::high;
    static constexpr Value bias = low < 0 ? low : 0;  ///< value = raw + bias
    static constexpr Raw not_a_value = static_cast<Raw>(Raw{1} << (sizeof(Raw) * 8 - 1));
    static constexpr Raw unknown_code = not_a_value;
    static constexpr Raw none_code = static_cast<Raw>(not_a_value + 1);
    static constexpr Raw out_of_range_code = static_cast<Raw>(not_a_value + 2);

    /// Unknown.
    constexpr BasicFact() noexcept = default;

    /// A yes/no; only from bool itself, so that no number or pointer becomes one.
    template <class B>
        requires(std::is_same_v<T, bool>&& std::is_same_v<B, bool>)
    constexpr BasicFact(B yes) noexcept : raw_(yes) {}

    /// A date; out of range outside 1900-01-01 … 2199-12-31 or the policy's narrower range.
    constexpr BasicFact(Date day) noexcept requires is_date_type<T> : raw_(encode(day.days)) {}

    /// A number, in units of the type's scale.
    template <WholeNumber N>
        requires(!std::is_same_v<T, bool> && !is_date_type<T>)
    constexpr BasicFact(N number) noexcept : raw_(encode_number(number)) {}

    /// Known not to exist; compiles only where the policy says `or none`.
    constexpr BasicFact(NoneTag) noexcept requires OrNone : raw_(none_code) {}

    /// The same fact where it may also be none, or in another range.
    template <class U, bool N>
        requires((std::is_same_v<T, U> || (is_date_type<T> && is_date_type<U>)) && (OrNone || !N) &&
                 !(std::is_same_v<T, U> && OrNone == N))
    constexpr BasicFact(const BasicFact<U, N>& other) noexcept : raw_(recode(other.loaded())) {}

    constexpr bool is_known() const noexcept { return raw_ < not_a_value; }
    constexpr bool is_unknown() const noexcept { return raw_ == unknown_code; }
    constexpr bool is_none() const noexcept { return raw_ == none_code; }

    /// The value in days or units, where it is known.
    constexpr Value value() const noexcept { return static_cast<Value>(raw_) + bias; }

    /// State and value, as evaluators take them.
    constexpr Loaded loaded() const noexcept {
        const auto code = static_cast<FactState>(raw_ & 3);
        return {is_known() ? FactState::Known : code, is_known() ? value() : 0};
    }

    constexpr Raw raw() const noexcept { return raw_; }
    constexpr bool operator==(const BasicFact&) const noexcept = default;

  private:
    static constexpr Raw encode(Value value) noexcept {
        return value < low || value > high ? out_of_range_code : static_cast<Raw>(value - bias);
    }
    template <class N>
    static constexpr Raw encode_number(N number) noexcept {
        if constexpr (std::is_unsigned_v<N> && sizeof(N) >= sizeof(Value))
            if (number > static_cast<N>(INT64_MAX)) return out_of_range_code;
        return encode(static_cast<Value>(number));
    }
    static constexpr Raw recode(const Loaded& loaded) noexcept {
        switch (loaded.state) {
        case FactState::Known: return encode(loaded.value);
        case FactState::None: return none_code;
        case FactState::Unknown: return unknown_code;
        case FactState::OutOfRange: return out_of_range_code;
        }
        return unknown_code;
    }

    Raw raw_ = unknown_code;
};

constexpr Fact<Date> Date::from(std::int64_t year, std::int32_t month, std::int32_t day) noexcept {
    if (!is_date(year, month, day)) return {};
    if (year < 1900 || year > 2199) return Date{-1};
    return Date{static_cast<std::int32_t>(days_from_civil(year, month, day))};
}

}  // namespace tenet
