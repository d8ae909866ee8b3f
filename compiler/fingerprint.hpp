#pragma once

#include "compiler/table.hpp"

namespace tenet::compiler {

/// SHA-256 of what facts look like, of what the policy means, and of how it reads. The first two see neither the
/// skin nor the names a twin stands for, nor labels, citations or places.
Fingerprints fingerprint(const Table& table);

}  // namespace tenet::compiler
