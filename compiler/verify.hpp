#pragma once

#include "compiler/table.hpp"

#include <string>
#include <vector>

namespace tenet::compiler {

/// Checks that a table is in the form that its readers rely on: operands before users, kinds, units and flags that fit, no
/// expression about two lists, commutative operands in order, no node twice, none that nothing reads. Every fault found
/// is ours, not the policy's.
std::vector<std::string> verify(const Table& table);

}  // namespace tenet::compiler
