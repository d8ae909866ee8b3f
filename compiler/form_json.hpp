#pragma once

#include "compiler/table.hpp"

#include <string>
#include <string_view>

namespace tenet::compiler {

/// What a form needs to ask a policy's questions and to show its answers, as JSON on one line: facts with their labels, kinds, units,
/// ranges and values, records with their fields, decisions with their requirements, outputs, notes, and what each rests on. Labels stand
/// in both languages, and are the names where the author wrote none; ids are those that facts and answers have in JSON.
/// `meaning` is the SHA-256 of the policy's meaning in hexadecimal.
std::string form_json(const Table& table, std::string_view meaning);

}  // namespace tenet::compiler
