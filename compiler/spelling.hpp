#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/source.hpp"
#include "compiler/spacing.hpp"

#include <string_view>

namespace tenet::compiler {

/// Says of a name that nothing declares that it is a number in words or several words run together; false if it is neither.
bool say_spelling(std::string_view name, Span place, const DeclaredNames& declared, Diagnostic& out);

/// Where the stages have reported names that nothing declares, says so of those that `say_spelling` knows better.
void respell(const ast::File& file, const Sources& sources, Diagnostics& diagnostics);

}  // namespace tenet::compiler
