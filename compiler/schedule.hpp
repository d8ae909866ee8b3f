#pragma once

#include "compiler/table.hpp"

#include <cstdint>
#include <vector>

namespace tenet::compiler {

/// One op to be: a node, or, without one, the head of a region over a list.
struct Step {
    NodeId node;
    std::uint32_t list = 0;
    std::uint32_t records = 0, aggregates = 0;  ///< how many of either follow the head
};

/// The order in which a program works the needed nodes out. All aggregates over a list that can be made in one pass are one
/// region, and what they read of its records stands in it, again in each region that reads it; before a region stand all
/// values that can be had. Ends early once there are more than `most` steps.
std::vector<Step> schedule(const Table& table, const std::vector<bool>& needed, std::size_t most);

}  // namespace tenet::compiler
