#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/table.hpp"

namespace tenet::compiler {

/// Derives the program by one peephole pass: requirement ops are fused where their condition has a fitting shape,
/// and only nodes that are still read get a register. Reports a policy that needs too many registers.
OwnedProgram assemble(const Table& table, const Fingerprints& fingerprints, Diagnostics& diagnostics);

}  // namespace tenet::compiler
