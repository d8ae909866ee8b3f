#pragma once

#include "tenet/decision.hpp"
#include "tenet/line.hpp"
#include "tenet/texts.hpp"

/// The words of results, in both languages.
namespace tenet {

/// The rows of result_words.def.
enum class Say : std::uint8_t {
#define SAY(name, ...) name,
#include "tenet/result_words.def"
#undef SAY
};

constexpr Letters said(Say what, Lang lang) noexcept {
    switch (what) {
#define SAY(name, english, chinese)                                                                          \
    case Say::name:                                                                                          \
        return lang == Lang::en ? Letters(english) : Letters(chinese);
#include "tenet/result_words.def"
#undef SAY
    }
    return {};
}

/// What stands so many rows behind another.
constexpr Say said_after(Say first, std::uint8_t rows) noexcept {
    return static_cast<Say>(static_cast<std::uint8_t>(first) + rows);
}

constexpr Say say_of(Verdict verdict) noexcept {
    return said_after(Say::Undetermined, static_cast<std::uint8_t>(verdict));
}
/// Of a requirement as of a part of its condition.
constexpr Say say_of(Status status) noexcept {
    return said_after(Say::StatusSatisfied, static_cast<std::uint8_t>(status));
}
/// What is said of a condition that compares nothing.
constexpr Say say_plainly(Status status) noexcept {
    return said_after(Say::PlainSatisfied, static_cast<std::uint8_t>(status));
}

constexpr Letters mark_of(Status status) noexcept {
    switch (status) {
    case Status::Satisfied: return "✓";
    case Status::Failed: return "✗";
    case Status::Unknown: return "?";
    case Status::NotApplicable: return "–";
    }
    return {};
}

/// The words for one direction of a comparison: what is needed, what was found, how far off that is.
struct ComparisonWords {
    Say needed, found, off;
};

constexpr ComparisonWords comparison_words(bool of_dates, bool at_most) noexcept {
    if (of_dates)
        return at_most ? ComparisonWords{Say::LatestNeeded, Say::LatestFound, Say::LatestOff}
                       : ComparisonWords{Say::EarliestNeeded, Say::EarliestFound, Say::EarliestOff};
    return at_most ? ComparisonWords{Say::MostNeeded, Say::MostFound, Say::MostOff}
                   : ComparisonWords{Say::LeastNeeded, Say::LeastFound, Say::LeastOff};
}

inline constexpr ComparisonWords window_words{Say::WindowNeeded, Say::WindowFound, Say::WindowOff};

/// What a place of an author's message shows of the requirement itself.
enum class BuiltIn : std::uint8_t { Actual, Needed, Shortfall, Until, From, Records };

struct BuiltInName {
    Letters name;
    BuiltIn built_in;
};

/// By either language's name; a declared name goes before it.
inline constexpr BuiltInName built_in_rows[] = {
    {"actual", BuiltIn::Actual},    {"实有", BuiltIn::Actual},         {"needed", BuiltIn::Needed},
    {"要求数", BuiltIn::Needed},    {"shortfall", BuiltIn::Shortfall}, {"差额", BuiltIn::Shortfall},
    {"excess", BuiltIn::Shortfall}, {"超出", BuiltIn::Shortfall},      {"until", BuiltIn::Until},
    {"止日", BuiltIn::Until},       {"from", BuiltIn::From},           {"起日", BuiltIn::From},
    {"records", BuiltIn::Records},  {"记录", BuiltIn::Records},
};

/// Limits of what a line tells.
inline constexpr std::uint32_t most_told_facts = 20, most_told_records = 20, most_hinted_values = 6,
                               most_told_choices = 3;
inline constexpr std::size_t most_bytes_of_part = 200;
/// An interval that is wider says only that nothing is known: of dates in days, of numbers in their units.
inline constexpr std::int64_t wide_days = 36500, wide_numbers = 10000;

}  // namespace tenet
