#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/resolve.hpp"
#include "compiler/typed.hpp"

namespace tenet::compiler {

/// Drops what the asked file does not reach of the files that it uses, puts the rest into order and numbers it anew. Everything of
/// `all` stands by its place in `file`, params behind definitions. Reports what goes in circles by names that only the types could
/// tell from values, a reference date that is missing where something reached needs it, and too many facts.
typed::Module reach(typed::Module all, const ast::File& file, const Names& names, Diagnostics& diagnostics);

}  // namespace tenet::compiler
