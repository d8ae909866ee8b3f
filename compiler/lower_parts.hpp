#pragma once

#include "compiler/source.hpp"
#include "compiler/typed.hpp"

#include <string>
#include <vector>

/// What a condition that is no single comparison shows of itself.
namespace tenet::compiler {

/// What `and`, `or`, `not` and `if` join, in the order of the source; nothing if the condition is one leaf.
std::vector<typed::ExprId> leaves_of(const typed::Module& module, typed::ExprId condition);

/// The author's words on one line, without comments, each run of blanks as one space.
std::string words_of(const Sources& sources, Span span);

/// The Chinese word that the author put behind the count that a comparison compares with, such as 次 or 份; empty without one.
std::string measure_of(const typed::Module& module, const Sources& sources, typed::ExprId condition);

}  // namespace tenet::compiler
