#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/resolve.hpp"
#include "compiler/source.hpp"
#include "compiler/typed.hpp"

namespace tenet::compiler {

/// Types every expression, scales every literal and makes every guard explicit. After an error the rest is still
/// checked; the module is fit for use only if nothing was reported by this stage or before it.
typed::Module check(const ast::File& file, const Names& names, const Sources& sources,
                    Diagnostics& diagnostics);

}  // namespace tenet::compiler
