#pragma once

#include "compiler/typed.hpp"
#include "tenet/program.hpp"

#include <string_view>

namespace tenet::compiler {

/// The operator's name as its row in `tenet/operators.def` has it; fused ops by the name of their enumerator.
std::string_view name_of(Code op);

/// How dumps, JSON and fingerprints call a base type; the same in every language.
std::string_view name_of(typed::Base base);
std::string_view name_of(ValueKind kind);

}  // namespace tenet::compiler
