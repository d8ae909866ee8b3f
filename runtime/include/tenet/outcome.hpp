#pragma once

#include "tenet/checked.hpp"
#include "tenet/encoding.hpp"
#include "tenet/listing.hpp"

/// What an output may still be, in the type that the policy gives it. Nothing here reads as a value while it is not known.
namespace tenet {

/// How values of type T are numbered.
template <class T>
constexpr Value number_of(T value) noexcept {
    return static_cast<Value>(value);
}
template <>
constexpr Value number_of<Date>(Date day) noexcept {
    return day.days;
}

/// The outcome of a yes/no, a date or a choice.
template <class T>
struct OutcomeOf : Outcome {
    constexpr bool is_known() const noexcept { return state == State::Known; }
    constexpr bool is_none() const noexcept { return state == State::None; }

    /// Whether it surely is this value.
    constexpr bool is(T value) const noexcept { return is_known() && low == number_of(value); }

    /// Whether it may still be this value.
    constexpr bool may_be(T value) const noexcept {
        const Value number = number_of(value);
        const bool lies_between = low <= number && number <= high;
        const bool left = number > 63 || members == all_members || ((members >> number) & 1) != 0;
        return may_be_value && lies_between && left;
    }

    /// The value, or the given one where it is unknown, none or refused.
    constexpr T value_or(T other) const noexcept {
        if (!is_known()) return other;
        if constexpr (std::is_same_v<T, Date>)
            return Date{static_cast<std::int32_t>(low)};
        else
            return static_cast<T>(low);
    }
};

/// The outcome of a set of the choice E.
template <class E>
struct OutcomeOf<SetOf<E>> : Outcome {
    constexpr bool is_known() const noexcept { return state == State::Known; }
    constexpr bool is_none() const noexcept { return state == State::None; }

    /// Whether it surely is this set.
    constexpr bool is(const SetOf<E>& set) const noexcept {
        return is_known() && static_cast<std::uint64_t>(low) == set.bits();
    }

    /// Whether it surely, or possibly, has a member.
    constexpr bool surely_has(E member) const noexcept {
        return may_be_value && !may_be_none && members_of(low).contains(member);
    }
    constexpr bool possibly_has(E member) const noexcept {
        return may_be_value && members_of(high).contains(member);
    }

    /// The set, or the given one where it is unknown, none or refused.
    constexpr SetOf<E> value_or(const SetOf<E>& other) const noexcept {
        return is_known() ? members_of(low) : other;
    }

  private:
    static constexpr SetOf<E> members_of(Value bits) noexcept {
        return SetOf<E>::of_bits(static_cast<std::uint64_t>(bits));
    }
};

/// The outcome of a list of values of the choice Item, or of texts.
template <class Item>
struct OutcomeOf<Listing<Item>> : Outcome {
    const Program* program = nullptr;

    constexpr bool is_known() const noexcept { return state == State::Known; }

    /// Whether it surely is this list, in this order.
    constexpr bool is(std::initializer_list<Item> items) const noexcept {
        return is_known() && list(low).equals(items);
    }

    /// Whether it may still be this list.
    constexpr bool may_be(std::initializer_list<Item> items) const noexcept {
        for (Value number = low; may_be_value && number <= high; ++number) {
            const bool left = number > 63 || members == all_members || ((members >> number) & 1) != 0;
            if (left && list(number).equals(items)) return true;
        }
        return false;
    }

    /// The list, or the given one where it is unknown or refused.
    constexpr Listing<Item> value_or(const Listing<Item>& other) const noexcept {
        return is_known() ? list(low) : other;
    }

  private:
    constexpr Listing<Item> list(Value number) const noexcept {
        return Listing<Item>(*program,
                             program->choices[type.choice].first_value + static_cast<std::uint32_t>(number));
    }
};

/// Output O of a policy, which gives it type T, on facts or on facts that were looked at before.
template <class Traits, std::uint32_t O, class T, class Asked>
constexpr OutcomeOf<T> typed_output(const Asked& asked) noexcept {
    if constexpr (is_listing<T>)
        return {output<Traits, O>(asked), &Traits::program};
    else
        return {output<Traits, O>(asked)};
}

}  // namespace tenet
