#pragma once

#include "compiler/facts_value.hpp"

namespace tenet::compiler {

/// Reads a count, a number, days or hours from their digits: exactly, and never through a floating-point number.
std::optional<FactsProblem> read_number(const Table& table, const TableFact& fact, std::string_view name,
                                        const JsonValue& json, FactValue& value);

/// `fact` is outside its range; `written` says what was given.
FactsProblem out_of_range(const TableFact& fact, std::string_view name, std::string_view written);

}  // namespace tenet::compiler
