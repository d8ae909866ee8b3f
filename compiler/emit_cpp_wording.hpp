#pragma once

#include "compiler/cpp_source.hpp"
#include "compiler/result_wording.hpp"

namespace tenet::compiler {

/// Members of the class `Table` that `tenet::Wording` views, and that itself.
void put_wording(CppSource& out, const OwnedWording& wording);

}  // namespace tenet::compiler
