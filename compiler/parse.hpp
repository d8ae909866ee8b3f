#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/source.hpp"

#include <cstdint>

namespace tenet::compiler {

/// Reads one file into its tree; faults are reported and leave Error expressions or missing parts behind.
ast::File parse(const Sources& sources, std::uint32_t file, Diagnostics& diagnostics);

}  // namespace tenet::compiler
