#pragma once

#include "compiler/table.hpp"

#include <string>

namespace tenet::compiler {

/// The table as text, a line per fact, node, decision, requirement and output; the same for both skins of a policy
/// whose names have the same twins.
std::string dump(const Table& table);

/// The program as text, a line per op.
std::string dump(const OwnedProgram& program);

}  // namespace tenet::compiler
