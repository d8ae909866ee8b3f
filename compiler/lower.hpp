#pragma once

#include "compiler/table.hpp"
#include "compiler/typed.hpp"

namespace tenet::compiler {

/// Turns a checked policy into its table. The nodes are numbered by a walk from the decisions and outputs in their
/// order, so that the table shows neither the skin, nor the order of the defines, nor what nothing reaches.
Table lower(const typed::Module& module);

}  // namespace tenet::compiler
