#pragma once

#include "tenet/fact.hpp"

#include <cstddef>

/// Text facts. They keep the caller's characters, which must live as long as the fact is used, and are compared with the
/// texts that a policy knows when they are loaded, so that no evaluator handles strings.
namespace tenet {

/// What the longest text of a policy or an applicant may have, in bytes.
inline constexpr std::uint64_t longest_text = 4096;

/// The type of text facts: `Fact<Text>`.
struct Text {};

/// What has data() and size() and lets go of nothing that its copies need: not a string that is about to vanish.
template <class S>
concept LastingView = std::is_lvalue_reference_v<S> ||
    (std::is_trivially_copyable_v<std::remove_cvref_t<S>> && !std::is_aggregate_v<std::remove_cvref_t<S>> &&
     sizeof(std::remove_cvref_t<S>) <= 2 * sizeof(void*));

/// A string or a view of one; temporary strings are refused, since the fact keeps no copy.
template <class S>
concept TextView = LastingView<S> && requires(const std::remove_cvref_t<S>& text) {
    static_cast<const char*>(text.data());
    static_cast<std::size_t>(text.size());
};

/// Whether characters are those of a zero-terminated text.
constexpr bool same_text(const char* characters, std::uint64_t length, const char* text) noexcept {
    std::uint64_t i = 0;
    while (i < length && text[i] != '\0' && characters[i] == text[i])
        ++i;
    return i == length && text[i] == '\0';
}

/// The place of a text among those that a program knows plus 1, or 0.
constexpr Value text_value(const Program& program, const char* characters, std::uint64_t length) noexcept {
    for (std::uint32_t i = 0; i < program.text_count; ++i)
        if (same_text(characters, length, program.pool + program.texts[i])) return Value{i} + 1;
    return 0;
}

template <bool OrNone>
class BasicFact<Text, OrNone> {
  public:
    using Raw = std::uint64_t;
    static constexpr bool or_none = OrNone;

    /// Unknown.
    constexpr BasicFact() noexcept = default;

    /// A zero-terminated text; a null pointer is unknown.
    constexpr BasicFact(const char* text) noexcept : BasicFact(text, text == nullptr ? 0 : length_of(text)) {}

    /// So many bytes of text; more than 4,096 are out of range. A null pointer is unknown.
    constexpr BasicFact(const char* text, std::size_t length) noexcept {
        if (text == nullptr) return;
        if (length <= longest_text) characters_ = text;
        raw_ = length <= longest_text ? length : Codes<Raw>::out_of_range;
    }

    /// A string or a view that outlives the fact.
    template <class S>
        requires TextView<S&&>
    // NOLINTNEXTLINE(bugprone-forwarding-reference-overload): the concept keeps facts out.
    constexpr BasicFact(S&& text) noexcept : BasicFact(text.data(), text.size()) {}

    /// Known not to exist; compiles only where the policy says `or none`.
    constexpr BasicFact(NoneTag) noexcept requires OrNone : raw_(Codes<Raw>::none) {}

    /// The same fact where it may also be none.
    template <bool N>
        requires(OrNone && !N)
    constexpr BasicFact(const BasicFact<Text, N>& other) noexcept
        : characters_(other.characters()), raw_(other.raw()) {}

    constexpr bool is_known() const noexcept { return raw_ < Codes<Raw>::not_a_value; }
    constexpr bool is_unknown() const noexcept { return raw_ == Codes<Raw>::unknown; }
    constexpr bool is_none() const noexcept { return raw_ == Codes<Raw>::none; }

    /// The characters and how many bytes they are; none unless it is known.
    constexpr const char* characters() const noexcept { return characters_; }
    constexpr std::size_t length() const noexcept { return is_known() ? static_cast<std::size_t>(raw_) : 0; }

    /// Its place among the texts that the program knows plus 1, or 0, where it is known.
    constexpr Value value(const Program& program) const noexcept {
        return text_value(program, characters_, length());
    }
    constexpr Loaded loaded(const Program& program) const noexcept {
        return {state_of(raw_), is_known() ? value(program) : 0};
    }

    /// The length in bytes, or a code.
    constexpr Raw raw() const noexcept { return raw_; }

    /// The same state and, where it is known, the same characters.
    constexpr bool operator==(const BasicFact& other) const noexcept {
        if (raw_ != other.raw_) return false;
        for (std::size_t i = 0; i < length(); ++i)
            if (characters_[i] != other.characters_[i]) return false;
        return true;
    }

  private:
    static constexpr std::size_t length_of(const char* text) noexcept {
        std::size_t length = 0;
        while (text[length] != '\0' && length <= longest_text)
            ++length;
        return length;
    }

    const char* characters_ = nullptr;
    Raw raw_ = Codes<Raw>::unknown;
};

}  // namespace tenet
