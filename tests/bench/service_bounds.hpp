#pragma once

#include "tests/bench/bounds.hpp"

#include <vector>

namespace tenet::bench {

/// Measures and prints what a service waits for before it has a decision: facts from JSON, the start of `tenet eval`, the opening of a
/// table of 10,000 requirements. Gives what of it has a bound; a figure that could not be taken is far beyond it.
std::vector<Bound> service_bounds();

}  // namespace tenet::bench
