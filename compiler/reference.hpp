#pragma once

#include "compiler/answer.hpp"
#include "compiler/typed.hpp"

#include <cstdint>
#include <vector>

namespace tenet::compiler {
namespace reference {
class Watch;
}

/// Answers one applicant by walking the typed tree: the second opinion that every other evaluator is tested against.
/// INVARIANT: shares no code with `lower`, the table or the runtime, not even the calendar; speed is no aim.
Answer reference_evaluate(const typed::Module& module, const FactRow& facts);

/// What one expression may still be for these facts.
Possible reference_value(const typed::Module& module, const FactRow& facts, typed::ExprId expr);

/// What of a policy is asked for: decisions and outputs in their order.
struct AskedResults {
    std::vector<bool> decisions, outputs;
};

/// Evaluates all that an answer rests on, so that `watch` is told of it: assumes, decisions, requirements that surely apply, remedies of
/// those that fail, outputs. Gives whether an assume refuses the facts.
bool reference_watch(const typed::Module& module, const FactRow& facts, const AskedResults& asked,
                     reference::Watch& watch);

}  // namespace tenet::compiler
