#pragma once

#include "compiler/table.hpp"

#include <cstddef>

namespace tenet::compiler {

/// How many nodes answers rest on: they come first, and behind them those that only texts show.
std::size_t deciding_nodes(const Table& table);

}  // namespace tenet::compiler
