#pragma once

#include "compiler/table.hpp"

#include <string>

namespace tenet::compiler {

/// The table as JSON for other tools: facts, nodes by operator name, decisions with their requirements, outputs,
/// texts, citations and fingerprints. The same bytes for the same policy; places in the source are left out.
std::string emit_json(const Table& table, const Fingerprints& fingerprints);

}  // namespace tenet::compiler
