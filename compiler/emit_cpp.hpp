#pragma once

#include "compiler/table.hpp"

#include <string>

namespace tenet::compiler {

/// The header that a service compiles: choices and records, typed facts, the program as constant data, a function for each
/// decision and output. Pure ASCII, the same bytes for the same policy; author's words stand only inside string literals.
std::string emit_cpp(const Table& table, const OwnedProgram& program);

}  // namespace tenet::compiler
