#pragma once

#include "compiler/answer.hpp"
#include "compiler/typed.hpp"
#include "tenet/program.hpp"

#include <string>
#include <vector>

namespace tenet::differential {

/// What the interpreters over known values answer of an applicant of whom every fact and field is known or legally none: op by
/// op; by a plan; by a plan over a source that reads columns and finds ranges by itself.
std::vector<compiler::Answer> known_answers(const Program& program, const compiler::typed::Module& module,
                                            const compiler::FactRow& row);

/// Where the ranges domain and the partial domain with every fact unknown disagree, in words, or an empty text: the two
/// state the same thing, what any applicant may give.
std::string range_difference(const Program& program);

}  // namespace tenet::differential
