#pragma once

#include "flat.policy.hpp"
#include "tests/bench/answer.hpp"
#include "tests/bench/rounds.hpp"

/// Seven requirements over nine facts, without lists: rows one by one, and columns.
namespace tenet::bench::flat_policy {

using flat::Facts;

/// Applicants drawn from a fixed seed. Of each, every fact is missing with a probability of `missing_percent`; the examination is
/// none for a tenth.
std::vector<Facts> random_applicants(std::size_t count, unsigned missing_percent);

/// The ways to answer these applicants; the first two are by hand. If nothing is missing they may count on that.
std::vector<Evaluator<Facts>> evaluators_if_complete(const std::vector<Facts>& applicants);
std::vector<Evaluator<Facts>> evaluators(const std::vector<Facts>& applicants);

/// These applicants as columns, in one thread and in two.
std::vector<Subject> in_threads(const std::vector<Facts>& applicants);

}  // namespace tenet::bench::flat_policy
