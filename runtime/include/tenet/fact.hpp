#pragma once

#include "tenet/encoding.hpp"
#include "tenet/program.hpp"

#include <cstdint>
#include <type_traits>

/// Facts in memory. Each has a fixed width whose top bit is reserved: set means not a value (…00 unknown, …01 none,
/// …10 out of range). A fact is unknown until it is assigned; a value outside its range is kept as "out of range", which
/// every evaluation refuses by the fact's name.
namespace tenet {

/// The three codes of what is not a value, in a word of type W.
template <class W>
struct Codes {
    static constexpr W not_a_value = static_cast<W>(W{1} << (sizeof(W) * 8 - 1));
    static constexpr W unknown = not_a_value;
    static constexpr W none = static_cast<W>(not_a_value + 1);
    static constexpr W out_of_range = static_cast<W>(not_a_value + 2);
};

/// The state that a word says.
template <class W>
constexpr FactState state_of(W raw) noexcept {
    return raw < Codes<W>::not_a_value ? FactState::Known : static_cast<FactState>(raw & 3);
}

template <class T, bool OrNone>
class BasicFact {
  public:
    using Raw = typename Encoding<T>::Raw;
    static constexpr bool or_none = OrNone;
    static constexpr Value low = Encoding<T>::low, high = Encoding<T>::high;
    static constexpr Value bias = low < 0 ? low : 0;  ///< value = raw + bias

    /// Unknown.
    constexpr BasicFact() noexcept = default;

    /// A yes/no; only from bool itself, so that no number or pointer becomes one.
    template <class B>
        requires(std::is_same_v<T, bool>&& std::is_same_v<B, bool>)
    constexpr BasicFact(B yes) noexcept : raw_(yes) {}

    /// A date; out of range outside 1900-01-01 … 2199-12-31 or the policy's narrower range.
    constexpr BasicFact(Date day) noexcept requires is_date_type<T> : raw_(encode(day.days)) {}

    /// A whole number, of hours, days or whatever the fact counts.
    template <WholeNumber N>
        requires(scale_of<T> != 0)
    constexpr BasicFact(N number) noexcept : raw_(encode_scaled(widened(number), scale_of<T>)) {}

    /// A number with a part, as `halves` and `hundredths` make; compiles only where the fact can hold it exactly.
    template <std::int32_t Scale>
        requires(scale_of<T> != 0 && scale_of<T> % Scale == 0)
    constexpr BasicFact(Scaled<Scale> number) noexcept
        : raw_(encode_scaled(number.units, scale_of<T> / Scale)) {}

    /// A value of a choice, or a set.
    constexpr BasicFact(T choice) noexcept requires std::is_enum_v<T>
        : raw_(encode(static_cast<Value>(choice))) {}
    constexpr BasicFact(T set) noexcept requires is_set_type<T>
        : raw_(encode(static_cast<Value>(set.bits()))) {}

    /// A set by its members; `{}` is unknown, `tenet::empty` a set without members.
    template <class E>
        requires std::is_same_v<T, SetOf<E>>
    constexpr BasicFact(std::initializer_list<E> members) noexcept : BasicFact(SetOf<E>(members)) {}
    constexpr BasicFact(EmptyTag) noexcept requires is_set_type<T> : raw_(0) {}

    /// Known not to exist; compiles only where the policy says `or none`.
    constexpr BasicFact(NoneTag) noexcept requires OrNone : raw_(Codes<Raw>::none) {}

    /// The same fact where it may also be none, or in another range.
    template <class U, bool N>
        requires((std::is_same_v<T, U> || (is_date_type<T> && is_date_type<U>)) && (OrNone || !N) &&
                 !(std::is_same_v<T, U> && OrNone == N))
    constexpr BasicFact(const BasicFact<U, N>& other) noexcept : raw_(recode(other.loaded())) {}

    constexpr bool is_known() const noexcept { return raw_ < Codes<Raw>::not_a_value; }
    constexpr bool is_unknown() const noexcept { return raw_ == Codes<Raw>::unknown; }
    constexpr bool is_none() const noexcept { return raw_ == Codes<Raw>::none; }

    /// The value in days or units, the index of a choice's value or the bits of a set, where it is known.
    constexpr Value value() const noexcept {
        return static_cast<Value>(std::uint64_t{raw_} + static_cast<std::uint64_t>(bias));
    }

    /// State and value, as evaluators take them.
    constexpr Loaded loaded() const noexcept { return {state_of(raw_), is_known() ? value() : 0}; }

    /// The same; of texts alone a program has a say in them.
    constexpr Value value(const Program&) const noexcept { return value(); }
    constexpr Loaded loaded(const Program&) const noexcept { return loaded(); }

    constexpr Raw raw() const noexcept { return raw_; }
    constexpr bool operator==(const BasicFact&) const noexcept = default;

  private:
    static constexpr Raw encode(Value value) noexcept {
        return value < low || value > high ? Codes<Raw>::out_of_range : static_cast<Raw>(value - bias);
    }
    /// A number times `factor`; what would not fit is out of range anyway.
    static constexpr Raw encode_scaled(Value number, std::int32_t factor) noexcept {
        if (number < low / factor || number > high / factor) return Codes<Raw>::out_of_range;
        return encode(number * factor);
    }
    static constexpr Raw recode(const Loaded& loaded) noexcept {
        switch (loaded.state) {
        case FactState::Known: return encode(loaded.value);
        case FactState::None: return Codes<Raw>::none;
        case FactState::Unknown: return Codes<Raw>::unknown;
        case FactState::OutOfRange: return Codes<Raw>::out_of_range;
        }
        return Codes<Raw>::unknown;
    }

    Raw raw_ = Codes<Raw>::unknown;
};

constexpr Fact<Date> Date::from(std::int64_t year, std::int32_t month, std::int32_t day) noexcept {
    if (!is_date(year, month, day)) return {};
    if (year < 1900 || year > 2199) return Date{-1};
    return Date{static_cast<std::int32_t>(days_from_civil(year, month, day))};
}

}  // namespace tenet
