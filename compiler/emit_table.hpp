#pragma once

#include "compiler/table.hpp"

#include <string>

namespace tenet::compiler {

/// The table as the bytes that the runtime reads where they lie; `runtime/TABLE.md` says what stands in them. The same bytes for the
/// same policy.
std::string emit_table(const Table& table, const OwnedProgram& program, const Fingerprints& fingerprints);

}  // namespace tenet::compiler
