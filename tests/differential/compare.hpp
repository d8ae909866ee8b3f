#pragma once

#include "compiler/answer.hpp"
#include "compiler/typed.hpp"

#include <string>

namespace tenet::differential {

/// What differs between two answers, in words, or an empty text.
std::string difference(const compiler::typed::Module& module, const compiler::Answer& wanted,
                       const compiler::Answer& got);

/// How the answer for completed facts contradicts the answer that was given while some were missing, or an empty
/// text. Satisfied may turn out not to apply; nothing else that was settled may change.
std::string contradiction(const compiler::typed::Module& module, const compiler::Answer& partial,
                          const compiler::Answer& complete);

/// The facts as text, for a failure's message.
std::string show(const compiler::typed::Module& module, const compiler::FactRow& row);

}  // namespace tenet::differential
