#pragma once

#include "compiler/table.hpp"

#include <cstdint>
#include <set>
#include <vector>

namespace tenet::compiler {

/// The facts that nodes read, lists whose records they go over among them; in order of declaration.
std::set<std::uint32_t> facts_read(const Table& table, std::vector<NodeId> nodes);

/// Notes beside requirements and assumes which lists and facts an answer names with them, so that who tells of answers need not go
/// through the nodes.
void name_facts(Table& table);

}  // namespace tenet::compiler
