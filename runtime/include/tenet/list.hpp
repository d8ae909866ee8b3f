#pragma once

#include "tenet/text_fact.hpp"

/// Lists of records. A record is a plain struct of facts that a header generates; a list is the caller's records, no copy.
namespace tenet {

/// The members of record R by their index among its fields in order of declaration, derived ones not counted; generated
/// headers give pointers to members.
template <class R, std::uint32_t F>
inline constexpr decltype(nullptr) record_member = nullptr;

template <class F>
inline constexpr bool is_list = false;

/// What has records of type R side by side and outlives the list. A list is none: it may be unknown.
template <class C, class R>
concept RecordsOf =
    LastingView<C> && !is_list<std::remove_cvref_t<C>> && requires(const std::remove_cvref_t<C>& records) {
    static_cast<const R*>(records.data());
    static_cast<std::size_t>(records.size());
};

/// At most Most records of type R: unknown at first; without records it is known and empty.
template <class R, std::uint32_t Most = 1000>
class List {
  public:
    using Record = R;
    using Raw = std::uint64_t;
    static constexpr bool or_none = false;
    static constexpr Value low = 0, high = Most;

    /// Unknown.
    constexpr List() noexcept = default;

    /// Known to have no records.
    constexpr List(EmptyTag) noexcept : raw_(0) {}

    /// `count` records from `records` on; more than Most are out of range.
    template <WholeNumber N>
    constexpr List(const R* records, N count) noexcept {
        const std::int64_t length = widened(count);
        const bool fits = length >= 0 && length <= high;
        records_ = fits ? records : nullptr;
        raw_ = fits ? static_cast<Raw>(length) : Codes<Raw>::out_of_range;
    }

    /// An array, or anything with data() and size(); what is about to vanish is refused, since the list keeps no copy.
    template <std::size_t N>
    constexpr List(const R (&records)[N]) noexcept : List(records + 0, N) {}
    template <std::size_t N>
    List(const R (&&records)[N]) = delete;
    template <class C>
        requires RecordsOf<C&&, R>
    // NOLINTNEXTLINE(bugprone-forwarding-reference-overload): the concept keeps lists out.
    constexpr List(C&& records) noexcept : List(records.data(), records.size()) {}

    constexpr bool is_known() const noexcept { return raw_ < Codes<Raw>::not_a_value; }
    constexpr bool is_unknown() const noexcept { return raw_ == Codes<Raw>::unknown; }

    /// Its records; none unless it is known.
    constexpr const R* data() const noexcept { return records_; }
    constexpr std::uint32_t size() const noexcept {
        return is_known() ? static_cast<std::uint32_t>(raw_) : 0;
    }
    constexpr const R& operator[](std::uint32_t i) const noexcept { return records_[i]; }
    constexpr const R* begin() const noexcept { return records_; }
    constexpr const R* end() const noexcept { return records_ + size(); }

    /// State and length, as evaluators take them.
    constexpr Loaded loaded() const noexcept {
        return {state_of(raw_), is_known() ? static_cast<Value>(raw_) : 0};
    }
    constexpr Loaded loaded(const Program&) const noexcept { return loaded(); }

    /// The length, or a code.
    constexpr Raw raw() const noexcept { return raw_; }

  private:
    const R* records_ = nullptr;
    Raw raw_ = Codes<Raw>::unknown;
};

template <class R, std::uint32_t Most>
inline constexpr bool is_list<List<R, Most>> = true;

}  // namespace tenet
