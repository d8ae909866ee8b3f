#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/table.hpp"

#include <cstdint>
#include <vector>

namespace tenet::compiler {

/// Reports where the policy has more rows of a kind than a program numbers.
void check_rows(const Table& table, Diagnostics& diagnostics);

/// Fills all of a program but its ops and types: facts, choices, requirements, decisions, outputs, texts. `registers` gives
/// each node its register; requirement ops follow the value ops.
void add_specs(const Table& table, const std::vector<std::uint16_t>& registers, OwnedProgram& program);

}  // namespace tenet::compiler
