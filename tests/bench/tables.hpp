#pragma once

#include "tests/bench/compiler_subjects.hpp"
#include "tests/bench/rounds.hpp"

#include <string_view>
#include <vector>

namespace tenet::bench {

/// Prints which compiler and flags the figures are of.
void print_origin();

/// Times evaluators and prints, for each, nanoseconds an applicant and the ratio to the first.
void print_evaluators(std::string_view title, const std::vector<Subject>& subjects, std::size_t applicants);

/// Times stages of the compiler and prints how fast they are.
void print_compiler(const std::vector<CompilerSubject>& subjects);

}  // namespace tenet::bench
