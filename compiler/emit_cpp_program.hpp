#pragma once

#include "compiler/cpp_source.hpp"
#include "compiler/table.hpp"

#include <string>

namespace tenet::compiler {

/// The class that describes a policy to the runtime: its program as constant data, and access to its facts.
void put_program(CppSource& out, const Table& table, const OwnedProgram& program);

/// Zero-terminated texts one after the other, as an array of the class.
void put_pool(CppSource& out, Own name, const std::string& pool);

}  // namespace tenet::compiler
