#pragma once

#include <string>
#include <vector>

namespace tenet::bench {

/// A figure that must not exceed, or must reach, a bound.
struct Bound {
    std::string what;
    double figure, bound;
    bool at_least = false;  ///< the figure must reach the bound
    double known_miss = 1;  ///< of a bound that is known to be missed: so much more than the slack is allowed
};

/// Prints each figure beside its bound and whether it is kept; continuous integration, whose machines are shared, allows
/// `slack` times as much. Gives whether all are kept.
bool print_bounds(const std::vector<Bound>& bounds, double slack);

}  // namespace tenet::bench
