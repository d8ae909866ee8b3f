#pragma once

#include "compiler/result.hpp"
#include "compiler/result_json.hpp"

#include <cstddef>
#include <string>

namespace tenet::compiler {

/// One applicant's result as a block for people; `number` is the applicant's place among several, from 1, or 0.
std::string result_text(const Table& table, const Explained& explained, const Shown& shown,
                        std::size_t number);

}  // namespace tenet::compiler
