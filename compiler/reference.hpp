#pragma once

#include "compiler/answer.hpp"
#include "compiler/typed.hpp"

#include <cstdint>

namespace tenet::compiler {

/// Answers one applicant by walking the typed tree: the second opinion that every other evaluator is tested against.
/// INVARIANT: shares no code with `lower`, the table or the runtime, not even the calendar; speed is no aim.
Answer reference_evaluate(const typed::Module& module, const FactRow& facts);

/// What one expression may still be for these facts.
Possible reference_value(const typed::Module& module, const FactRow& facts, typed::ExprId expr);

}  // namespace tenet::compiler
