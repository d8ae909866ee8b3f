#pragma once

#include "compiler/result_values.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// What the places of one message may show, each of them perhaps missing.
struct Places {
    const std::vector<TablePlaceholder>* names = nullptr;
    const std::vector<Possible>* values = nullptr;  ///< of `names`
    const Reason* reason = nullptr;
    const std::vector<std::uint32_t>* records = nullptr;  ///< positions from 0
};

/// An author's message with its places filled: `{NAME}`, then `{actual}`, `{needed}`, `{shortfall}`, `{excess}`, `{until}`,
/// `{from}`, `{records}` and their Chinese twins; `{{` is a brace. What is not known reads `unknown`; a place that names
/// nothing stays as it is.
std::string filled_message(const Telling& telling, std::string_view text, const Places& places);

/// Positions as people count them, from 1: `1, 3`, `1、3`; of very many the first ones.
std::string positions_text(const std::vector<std::uint32_t>& records, Lang lang);

}  // namespace tenet::compiler
