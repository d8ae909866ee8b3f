#pragma once

#include "compiler/answer.hpp"
#include "compiler/typed.hpp"

#include <string>
#include <vector>

namespace tenet::differential {

/// What differs between two answers, in words, or an empty text.
std::string difference(const compiler::typed::Module& module, const compiler::Answer& wanted,
                       const compiler::Answer& got);

/// The same for evaluators of known values, which look neither for missing facts nor for the records that fail.
std::string known_difference(const compiler::typed::Module& module, const compiler::Answer& wanted,
                             std::vector<compiler::Answer> got);

/// How the answer for completed facts contradicts the answer that was given while some were missing, or an empty
/// text. Satisfied may turn out not to apply; nothing else that was settled may change.
std::string contradiction(const compiler::typed::Module& module, const compiler::Answer& partial,
                          const compiler::Answer& complete);

/// The facts as text, for a failure's message.
std::string show(const compiler::typed::Module& module, const compiler::FactRow& row);

}  // namespace tenet::differential
