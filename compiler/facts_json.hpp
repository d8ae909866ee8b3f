#pragma once

#include "compiler/answer.hpp"
#include "compiler/json_writer.hpp"
#include "compiler/table.hpp"

namespace tenet::compiler {

/// Writes the facts as `tenet eval` reads them: what is not known is left out, none is `null`.
void write_facts(JsonWriter& json, const Table& table, const FactRow& facts);

/// The same of two versions of a policy: behind the facts of the newer those that only the older knows.
void write_facts(JsonWriter& json, const Table& table, const FactRow& facts, const Table& older,
                 const FactRow& older_facts);

}  // namespace tenet::compiler
