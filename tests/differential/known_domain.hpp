#pragma once

#include "compiler/answer.hpp"
#include "tenet/program.hpp"

#include <string>

namespace tenet::differential {

/// Answers an applicant of whom every fact is known or legally none, with the interpreter over known values.
compiler::Answer interpret_known(const Program& program, const compiler::FactRow& row);

/// Whether every fact is known or none.
bool all_known(const compiler::FactRow& row);

/// Where the ranges domain and the partial domain with every fact unknown disagree, in words, or an empty text: the two
/// state the same thing, what any applicant may give.
std::string range_difference(const Program& program);

}  // namespace tenet::differential
