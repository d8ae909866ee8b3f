#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/policy_set.hpp"
#include "compiler/result_json.hpp"
#include "compiler/table.hpp"

#include <optional>
#include <string>
#include <vector>

/// What `--only` chooses.
namespace tenet::compiler::cli {

/// Everything that a policy answers.
void show_all(const Table& table, Shown& shown);

/// Chooses decisions and outputs of one policy by their names, or all of them by the policy's own; without names all. Gives what
/// to say where a name is none of these.
std::optional<Arg> choose_results(const Table& table, const std::vector<std::string>& only, Shown& shown);

/// Keeps the questions that are named, by the policy's name or its last part, else by a decision or output; without names all.
/// Gives what to say where a name is none of these.
std::optional<Arg> choose_questions(const std::vector<std::string>& only,
                                    std::vector<const PolicySet::Member*>& questions);

}  // namespace tenet::compiler::cli
