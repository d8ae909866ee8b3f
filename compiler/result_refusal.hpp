#pragma once

#include "compiler/facts.hpp"
#include "compiler/result.hpp"
#include "compiler/result_json.hpp"
#include "compiler/table.hpp"

#include <string>
#include <vector>

namespace tenet::compiler {

/// Facts by their labels, in one line.
std::string facts_named(const Table& table, const std::vector<std::uint32_t>& facts, Lang lang);

/// Says why an assume refuses the facts: the author's message, and the facts that the assume reads. `place` is that of the
/// applicant in the text of the facts.
FactsProblem refusal_problem(const Table& table, const Explained& explained, Place place);

/// `not judged, the facts are wrong`; or that the policy has no answer, where nothing is wrong with the facts.
Arg not_judged(const std::vector<FactsProblem>& problems);

/// `{"refused": …}` for an applicant whose facts are wrong; further problems stand under `more`. A line, or several if pretty. Where
/// facts are shown, and could be read, they stand before it, behind the policy's name.
std::string problems_json(const Table& table, const std::vector<FactsProblem>& problems, const Shown& shown,
                          const FactRow* facts = nullptr);
/// The same as a value within other JSON; `shown.pretty` says nothing here.
void write_problems(JsonWriter& json, const Table& table, const std::vector<FactsProblem>& problems,
                    const Shown& shown, const FactRow* facts = nullptr);

}  // namespace tenet::compiler
