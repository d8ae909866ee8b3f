#pragma once

#include "compiler/source.hpp"
#include "compiler/table.hpp"
#include "compiler/typed.hpp"

namespace tenet::compiler {

/// Turns a checked policy into its table. The nodes are numbered by a walk from the decisions and outputs in their
/// order, so that the table shows neither the skin, nor the order of the defines, nor what nothing reaches; what only
/// texts show of an answer comes last. The parts of conditions show the authors' words if `sources` is given.
Table lower(const typed::Module& module, const Sources* sources = nullptr);

}  // namespace tenet::compiler
