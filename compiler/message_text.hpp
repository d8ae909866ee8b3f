#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/result.hpp"

#include <string>
#include <string_view>

namespace tenet::compiler {

/// An author's message with its places filled: `{actual}`, `{needed}`, `{shortfall}`, `{excess}`, `{until}`, `{from}`,
/// `{records}`, their Chinese twins, and `{NAME}` of a fact; `{{` is a brace. What is not known reads `unknown`; a place
/// that names nothing stays as it is.
std::string filled_message(std::string_view text, const Table& table, const Reason& reason,
                           const FactRow& facts, Lang lang);

}  // namespace tenet::compiler
