#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tenet::bench {

/// What the header of a policy of so many requirements costs a service that includes it and asks it one decision.
struct HeaderCost {
    std::size_t requirements, bytes;
    double seconds;  ///< processor time of compiling the service, median, less that of an empty one
};

/// Headers of policies of these sizes under the compiler that built the benchmarks; nothing where one fails.
std::vector<HeaderCost> header_costs(const std::vector<std::size_t>& sizes);

/// How `tenet check` does on a file of 10,000 requirements, beside `wc` on it.
struct CheckCost {
    std::size_t bytes = 0;
    double check_seconds = 0, wc_seconds = 0;  ///< medians of interleaved rounds
    double ratio = 0;                          ///< median of the rounds' ratios
};
CheckCost check_cost();

}  // namespace tenet::bench
