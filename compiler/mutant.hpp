#pragma once

#include "compiler/compile.hpp"
#include "compiler/coverage.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/typed.hpp"

#include <cstdint>
#include <functional>
#include <vector>

/// Small changes to a policy, as a slip of the pen or a misreading would make them.
namespace tenet::compiler {

/// One change.
struct Mutant {
    Rule rule;   ///< what an author calls the place
    Span span;   ///< of the words that it changes
    Arg change;  ///< what it does to them: `4 → 5`
    std::function<void(typed::Module&)> apply;
};

/// All changes to what a policy reaches, in the order of the rules: comparisons made strict or lax or turned round, constants and
/// periods one more and one less, another value of a choice, another text, `and` for `or`, conditions, alternatives, requirements,
/// assumes and remedies left out, cases and rows that change places, members of groups left out.
std::vector<Mutant> mutants_of(const Compiled& policy);

}  // namespace tenet::compiler
