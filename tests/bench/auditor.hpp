#pragma once

#include "auditor.policy.hpp"
#include "tests/bench/answer.hpp"

/// The nine-line policy of two requirements, without lists.
namespace tenet::bench::auditor_policy {

using auditor::Facts;

/// Applicants drawn from a fixed seed. Of each, every fact is missing with a probability of `missing_percent`; the
/// examination is none for a tenth.
std::vector<Facts> random_applicants(std::size_t count, unsigned missing_percent);

/// The ways to answer these applicants, of whom nothing is missing; the first is the one that others are compared with.
std::vector<Evaluator<Facts>> evaluators_if_complete(const std::vector<Facts>& applicants);

/// The ways to answer applicants of whom facts may be missing; likewise.
std::vector<Evaluator<Facts>> evaluators();

}  // namespace tenet::bench::auditor_policy
