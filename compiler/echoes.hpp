#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"

namespace tenet::compiler {

/// Takes out what only follows from another fault that has been told: unknown names that a statement with a misspelt keyword
/// would have declared, and circles through a name that was meant as a field.
void drop_echoes(const ast::File& file, Diagnostics& diagnostics);

}  // namespace tenet::compiler
