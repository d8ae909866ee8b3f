#pragma once

#include "compiler/cpp_source.hpp"
#include "compiler/table.hpp"

namespace tenet::compiler {

/// The class that describes a policy to the runtime: its program as constant data, and access to its facts.
void put_program(CppSource& out, const Table& table, const OwnedProgram& program);

}  // namespace tenet::compiler
