#pragma once

#include "compiler/cpp_source.hpp"
#include "compiler/table.hpp"

#include <string>

namespace tenet::compiler {

/// The header that a service compiles: choices and records, typed facts, the program as constant data, a function for each
/// decision and output. Pure ASCII, the same bytes for the same policy; author's words stand only inside string literals.
std::string emit_cpp(const Table& table, const OwnedProgram& program);

/// What that header includes and defines, without what keeps it from being read twice.
void put_policy(CppSource& out, const Table& table, const OwnedProgram& program);

}  // namespace tenet::compiler
