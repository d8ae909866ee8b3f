#pragma once

#include "tests/bench/compiler_subjects.hpp"
#include "tests/bench/program_subjects.hpp"
#include "tests/bench/rounds.hpp"

#include <string_view>
#include <vector>

namespace tenet::bench {

/// Prints which compiler and flags the figures are of.
void print_origin();

/// Times evaluators and prints, for each, nanoseconds an applicant and the ratio to the fastest of the first `bases`.
std::vector<Figures> print_evaluators(std::string_view title, const std::vector<Subject>& subjects,
                                      std::size_t applicants, std::size_t bases,
                                      Clock clock = Clock::Processor);

/// Times stages of the compiler and prints how fast they are; gives megabytes a second.
std::vector<double> print_compiler(const std::vector<CompilerSubject>& subjects);

/// Prints what headers cost to compile.
void print_headers(const std::vector<HeaderCost>& costs);

/// Prints how `tenet check` does beside `wc`.
void print_check(const CheckCost& cost);

}  // namespace tenet::bench
