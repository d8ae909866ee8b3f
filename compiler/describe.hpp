#pragma once

#include "compiler/advice.hpp"
#include "compiler/check_state.hpp"
#include "compiler/suggest.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// How the check stage speaks of types, values and places.
namespace tenet::compiler::checking {

/// The word of a type that may have a range, as it is declared; empty for any other.
Arg range_word(typed::Base base);

/// The source text of a place on one line, shortened if it is long.
std::string quoted(const State& state, Span span);
/// `a count`, `次数`: for "`X` is …".
Arg type_name(const State& state, const typed::Type& type);
/// The same with what it may be besides: `a date or none`, `日期 或无`.
Arg full_type_name(const State& state, const typed::Type& type);
/// `2023-04-01` for a date, a number in whole units for all else.
std::string written(const typed::Type& type, std::int64_t value);
/// What to write for a value of the type instead of what stands there, if that is a constant; null if it is none.
Arg how_written(const State& state, const typed::Type& type, const typed::Expr* instead);
/// Whether nothing but digits and signs stands in the place, as in a telephone number without its quotation marks.
bool only_digits(const State& state, Span span);
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
Arg listed(const std::vector<Named>& all) {
    return listed_names(all, 8, [](const Named& each) { return std::string_view(each.name.text); });
}

}  // namespace tenet::compiler::checking
