#pragma once

#include "tests/bench/answer.hpp"
#include "tests/bench/rounds.hpp"
#include "upgrade_to_auditor.policy.hpp"

/// The upgrade decision: five requirements over four lists of eight records.
namespace tenet::bench::upgrade {

namespace common = ccaa::common;
using ccaa::upgrade_to_auditor::Facts;

inline constexpr std::size_t records_a_list = 8;

/// The records of one applicant, side by side.
struct Records {
    common::Exam exams[records_a_list];
    common::TraineeCertificate trainee_certificates[records_a_list];
    common::Training trainings[records_a_list];
    common::Audit audits[records_a_list];
};

/// Applicants and the records that their lists point to.
struct Population {
    std::vector<Records> records;
    std::vector<Facts> facts;
};

/// Applicants drawn from a fixed seed; of each, every fact and every field is missing with a probability of
/// `missing_permille`. A tenth applies in a field without a rule; a quarter of the others meet every requirement.
Population random_population(std::size_t count, unsigned missing_permille);

/// The ways to answer these applicants, of whom nothing is missing; the first three are by hand. Those that ask several times
/// are looked at once here.
std::vector<Evaluator<Facts>> evaluators_if_complete(const std::vector<Facts>& applicants);

/// The ways to answer applicants of whom facts may be missing; the first is the one that others are compared with.
std::vector<Evaluator<Facts>> evaluators(const std::vector<Facts>& applicants);

/// These applicants as columns, in one thread and in two.
std::vector<Subject> in_threads(const std::vector<Facts>& applicants);

}  // namespace tenet::bench::upgrade
