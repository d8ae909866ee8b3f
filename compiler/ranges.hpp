#pragma once

#include "compiler/table.hpp"
#include "tenet/value.hpp"

#include <vector>

namespace tenet::compiler {

/// What every node can ever be, all facts in their ranges, by the operators' own rules on ranges.
std::vector<Range> ranges_of(const Table& table);

}  // namespace tenet::compiler
