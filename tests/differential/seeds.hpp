#pragma once

#include "tests/differential/random.hpp"

#include <cstdint>
#include <cstdlib>
#include <vector>

namespace tenet::differential {

/// Four seeds that never change, and one from the text of TENET_SEED (the commit, in the test run).
inline std::vector<std::uint64_t> seeds() {
    std::vector<std::uint64_t> all{1, 2, 3, 4};
    const char* text = std::getenv("TENET_SEED");
    all.push_back(seed_of(text != nullptr ? text : "no commit"));
    return all;
}

/// TENET_SCALE divides the work, for runs under sanitizers.
inline std::size_t scale() {
    const char* text = std::getenv("TENET_SCALE");
    const long divisor = text != nullptr ? std::strtol(text, nullptr, 10) : 1;
    return divisor > 0 ? static_cast<std::size_t>(divisor) : 1;
}

inline std::size_t policies_per_seed() { return 500 / scale() + 1; }
inline std::size_t rows_per_policy() { return 120; }

}  // namespace tenet::differential
