#pragma once

#include "compiler/answer.hpp"
#include "compiler/json_writer.hpp"
#include "compiler/table.hpp"

namespace tenet::compiler {

/// Writes the facts as `tenet eval` reads them: what is not known is left out, none is `null`.
void write_facts(JsonWriter& json, const Table& table, const FactRow& facts);

}  // namespace tenet::compiler
