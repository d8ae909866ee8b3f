#pragma once

#include "compiler/check_state.hpp"
#include "compiler/suggest.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// How the check stage speaks of types, values and places.
namespace tenet::compiler::checking {

/// The source text of a place on one line, shortened if it is long.
std::string quoted(const State& state, Span span);
/// `a count`, `次数`: for "`X` is …".
Arg type_name(const State& state, const typed::Type& type);
/// The same with what it may be besides: `a date or none`, `日期 或无`.
Arg full_type_name(const State& state, const typed::Type& type);
/// `2023-04-01` for a date, a number in whole units for all else.
std::string written(const typed::Type& type, std::int64_t value);
/// What was meant instead of a name, of what `candidates()` gives; looking for it takes time, and whoever has many names wrong
/// needs no more of it.
template <class Candidates>
std::string meant(State& state, std::string_view wanted, const Candidates& candidates) {
    if (state.suggestions_left == 0) return {};
    --state.suggestions_left;
    const std::vector<std::string_view> all = candidates();
    return std::string(suggest(wanted, all));
}

/// The names of choice values or of fields, twins among them.
inline std::vector<std::string_view> all_names(const Names::Members& members) {
    std::vector<std::string_view> all;
    for (const auto& [text, index] : members)
        all.push_back(text);
    return all;
}

/// `qms, ems, …`: the first few names, each in backticks.
template <class Named>
std::string listed(const std::vector<Named>& all) {
    constexpr std::size_t shown = 8;
    std::string text;
    for (std::size_t i = 0; i < all.size() && i < shown; ++i)
        text.append(text.empty() ? "`" : ", `").append(all[i].name.text).append("`");
    return all.size() > shown ? text + " …" : text;
}

}  // namespace tenet::compiler::checking
