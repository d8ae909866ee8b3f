#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"

#include <cstdint>
#include <vector>

namespace tenet::compiler {

/// The definitions, each after those it reads; `reads[i]` are the definitions that definition i mentions. One that
/// reads itself, by whatever way, is reported with the way and left out.
std::vector<std::uint32_t> dependency_order(const ast::File& file,
                                            const std::vector<std::vector<std::uint32_t>>& reads,
                                            Diagnostics& diagnostics);

}  // namespace tenet::compiler
