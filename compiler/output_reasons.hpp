#pragma once

#include "compiler/result.hpp"
#include "compiler/source.hpp"
#include "compiler/typed.hpp"

namespace tenet::compiler {

/// Finds of each output of an answer that was not refused by which cases it has its value, and what it and they cite. Defines whose
/// value an output takes as it is count with it; what is only calculated or compared with does not.
void explain_outputs(const typed::Module& module, const Sources& sources, Explained& explained);

}  // namespace tenet::compiler
