#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/source.hpp"
#include "compiler/spacing.hpp"
#include "compiler/tokens.hpp"

#include <cstddef>
#include <cstdint>

namespace tenet::compiler {

/// Adds one file, taken apart by `lex`, to a tree in which its header, number `header`, names it already. `declared` is one
/// for all files of the tree; it gets their names when a message needs them. Faults are reported and leave Error
/// expressions or missing parts behind.
void parse(const Sources& sources, Tokens tokens, std::size_t header, DeclaredNames& declared, ast::File& out,
           Diagnostics& diagnostics);

/// The tree of one file alone; files that it uses are named in its header and not read.
ast::File parse(const Sources& sources, std::uint32_t file, Diagnostics& diagnostics);

}  // namespace tenet::compiler
