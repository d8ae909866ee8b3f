#pragma once

#include "tenet/refusal.hpp"

/// The missing facts that a search has found, in the memory of the caller.
namespace tenet {

/// An unknown fact or field that could still change an answer.
struct MissingFact {
    FactPath path;
    std::uint32_t walks = 0;  ///< how many undetermined requirements it reaches; of outputs 1

    constexpr bool operator==(const MissingFact&) const = default;
};

/// Facts come in order, by `add`, and those that so many walks reach are handed on; kept in mind is which number of walks comes next.
template <class Take>
struct MissingInOrder {
    const Take& take;
    std::uint32_t walks = 0, fewer = 0xFFFFFFFF;

    /// Begins with the next lower number of walks; the first time with none, to see which is the highest.
    constexpr void next() {
        walks = fewer;
        fewer = 0;
    }
    constexpr bool has_more() const { return fewer != 0; }
    constexpr void add(const FactPath& path, std::uint32_t reached_by) {
        if (reached_by == walks) take(path);
        if (reached_by < walks && reached_by > fewer) fewer = reached_by;
    }
};

/// Facts come in order, by `add`; `sort` puts those that most walks reach first. Where there are more than fit, the first in that
/// order are kept.
struct MissingFound {
    MissingFact* at;
    std::uint32_t capacity;
    std::uint32_t total = 0;

    constexpr std::uint32_t kept() const { return total < capacity ? total : capacity; }

    constexpr void add(const FactPath& path, std::uint32_t walks) {
        const MissingFact fact{path, walks};
        if (total < capacity) {
            at[total] = fact;
        } else if (capacity != 0) {
            // From here on the last in order stands on top of a heap and makes room.
            if (total == capacity) make_heap(capacity);
            if (before(fact, at[0])) {
                at[0] = fact;
                sink(0, capacity);
            }
        }
        ++total;
    }

    constexpr void sort() {
        const std::uint32_t count = kept();
        if (is_sorted(count)) return;
        make_heap(count);
        for (std::uint32_t end = count; end > 1; --end) {
            swap(0, end - 1);
            sink(0, end - 1);
        }
    }

  private:
    static constexpr bool before(const MissingFact& a, const MissingFact& b) {
        if (a.walks != b.walks) return a.walks > b.walks;
        if (a.path.fact != b.path.fact) return a.path.fact < b.path.fact;
        if (a.path.record != b.path.record) return a.path.record < b.path.record;
        return a.path.field < b.path.field;
    }
    constexpr bool is_sorted(std::uint32_t count) const {
        for (std::uint32_t i = 1; i < count; ++i)
            if (!before(at[i - 1], at[i])) return false;
        return true;
    }
    constexpr void swap(std::uint32_t a, std::uint32_t b) const {
        const MissingFact kept = at[a];
        at[a] = at[b];
        at[b] = kept;
    }
    constexpr void make_heap(std::uint32_t count) const {
        for (std::uint32_t i = count / 2; i-- > 0;)
            sink(i, count);
    }
    constexpr void sink(std::uint32_t i, std::uint32_t count) const {
        while (2 * i + 1 < count) {
            std::uint32_t child = 2 * i + 1;
            if (child + 1 < count && before(at[child], at[child + 1])) ++child;
            if (!before(at[i], at[child])) return;
            swap(i, child);
            i = child;
        }
    }
};

}  // namespace tenet
