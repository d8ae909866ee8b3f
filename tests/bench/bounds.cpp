#include "tests/bench/bounds.hpp"

#include <fmt/format.h>

namespace tenet::bench {

bool print_bounds(const std::vector<Bound>& bounds, double slack) {
    bool all_kept = true;
    fmt::print("\n{:<40}{:>10}{:>10}   {}\n", "bounds", "figure", "bound", "");
    for (const Bound& each : bounds) {
        const double allowed = slack * each.known_miss;
        const double limit = each.at_least ? each.bound / allowed : each.bound * allowed;
        const bool kept = each.at_least ? each.figure >= limit : each.figure <= limit;
        const bool met = each.at_least ? each.figure >= each.bound : each.figure <= each.bound;
        all_kept = all_kept && kept;
        fmt::print("{:<40}{:>10.2f}{:>10.2f}   {}\n", each.what, each.figure, each.bound,
                   met    ? "met"
                   : kept ? "missed, but within the slack"
                          : "MISSED");
    }
    return all_kept;
}

}  // namespace tenet::bench
