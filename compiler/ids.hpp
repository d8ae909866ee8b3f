#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace tenet::compiler {

/// A typed index into one vector; `Id<Expr>` and `Id<Fact>` do not mix.
template <class Tag>
struct Id {
    static constexpr std::uint32_t none_value = 0xFFFFFFFF;

    std::uint32_t value = none_value;

    constexpr Id() = default;
    constexpr explicit Id(std::size_t index) : value(static_cast<std::uint32_t>(index)) {}

    /// True when the id names an element.
    constexpr bool valid() const { return value != none_value; }
    constexpr std::size_t index() const { return value; }
    constexpr auto operator<=>(const Id&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// A run of bytes `[begin, end)` of one loaded file.
struct Span {
    std::uint32_t file = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    constexpr auto operator<=>(const Span&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// The smallest span that holds both; both are of one file.
constexpr Span join(Span a, Span b) {
    return {a.file, a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

/// A run of elements `[first, first + count)` of one vector.
struct Run {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

}  // namespace tenet::compiler
