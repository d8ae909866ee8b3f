#pragma once

#include "compiler/table.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tenet::compiler {

/// What a table says to people beyond what its program has: citations, measure words, the author's words, records with the places of
/// their fields. Bytes for a section that readers may skip.
std::string write_declarations(const Table& table);

/// The table without its nodes, or nothing if the bytes are none that were written so. Numbers in it have not been held against the
/// program.
std::optional<Table> read_declarations(std::string_view bytes);

}  // namespace tenet::compiler
