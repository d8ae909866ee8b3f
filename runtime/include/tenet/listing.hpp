#pragma once

#include "tenet/program.hpp"

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <string_view>
#include <type_traits>

/// Lists as outputs give them.
namespace tenet {

/// A list of values of the choice Item, or of texts, in the order that the policy gives it. Its items lie in the policy's constant
/// data, so it may be copied and kept.
template <class Item>
class Listing {
  public:
    /// Goes over the items; it gives each by value.
    class Iterator {
      public:
        using value_type = Item;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::input_iterator_tag;

        constexpr Iterator() noexcept = default;
        constexpr Iterator(const Program* program, const std::uint32_t* at) noexcept
            : program_(program), at_(at) {}
        constexpr Item operator*() const noexcept { return item_of(*program_, *at_); }
        constexpr Iterator& operator++() noexcept {
            ++at_;
            return *this;
        }
        constexpr Iterator operator++(int) noexcept {
            const Iterator before = *this;
            ++at_;
            return before;
        }
        constexpr bool operator==(const Iterator& other) const noexcept { return at_ == other.at_; }

      private:
        const Program* program_ = nullptr;
        const std::uint32_t* at_ = nullptr;
    };

    /// A list without items.
    constexpr Listing() noexcept = default;
    /// The list that a value of a choice stands for; the program outlives it.
    constexpr Listing(const Program& program, std::uint32_t value) noexcept
        : program_(&program), items_(program.items + program.choice_values[value].first_item),
          size_(program.choice_values[value].item_count) {}

    constexpr std::size_t size() const noexcept { return size_; }
    constexpr bool empty() const noexcept { return size_ == 0; }
    /// Item `index`, which is less than `size()`.
    constexpr Item operator[](std::size_t index) const noexcept { return item_of(*program_, items_[index]); }
    constexpr Iterator begin() const noexcept { return {program_, items_}; }
    constexpr Iterator end() const noexcept { return {program_, items_ + size_}; }

    /// Whether it has these items in this order.
    constexpr bool equals(std::initializer_list<Item> items) const noexcept {
        if (items.size() != size_) return false;
        std::size_t index = 0;
        for (const Item& item : items)
            if ((*this)[index++] != item) return false;
        return true;
    }

  private:
    static constexpr Item item_of(const Program& program, std::uint32_t item) noexcept {
        if constexpr (std::is_enum_v<Item>)
            return static_cast<Item>(item);
        else
            return Item(program.pool + item);
    }

    const Program* program_ = nullptr;
    const std::uint32_t* items_ = nullptr;
    std::size_t size_ = 0;
};

template <class T>
inline constexpr bool is_listing = false;
template <class Item>
inline constexpr bool is_listing<Listing<Item>> = true;

}  // namespace tenet
