#pragma once

#include "compiler/table.hpp"

#include <string_view>

namespace tenet::compiler {

/// What is wrong with one node whose operands precede it; the first thing found, or nothing.
std::string_view node_fault(const Table& table, std::size_t index);

}  // namespace tenet::compiler
