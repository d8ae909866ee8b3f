#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/table.hpp"

namespace tenet::compiler {

/// Proves over all facts in their ranges that nothing overflows and that no define or output leaves its declared
/// range (errors), and reports conditions that are always yes or always no (warnings).
void prove(const Table& table, Diagnostics& diagnostics);

}  // namespace tenet::compiler
