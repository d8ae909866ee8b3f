#pragma once

#include "auditor.policy.hpp"

#include <cstdint>
#include <vector>

namespace tenet::bench {

/// What every version answers for one applicant; the masks have a bit for each of the two requirements.
struct Answer {
    Verdict verdict = Verdict::Undetermined;
    std::uint8_t failed = 0, unknown = 0, applicable = 0;

    bool operator==(const Answer&) const = default;
};

using Applicants = std::vector<auditor::Facts>;
using Answers = std::vector<Answer>;

/// Applicants drawn from a fixed seed. Of each, every fact is missing with a probability of `missing_percent`; the
/// examination is none for a tenth.
Applicants random_applicants(std::size_t count, unsigned missing_percent);

}  // namespace tenet::bench
