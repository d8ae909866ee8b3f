#pragma once

#include "compiler/answer.hpp"
#include "compiler/table.hpp"

#include <string>

namespace tenet::compiler {

/// The facts as `tenet eval` reads them, on one line without its end: what is not known is left out, none is `null`.
std::string facts_json(const Table& table, const FactRow& facts);

}  // namespace tenet::compiler
