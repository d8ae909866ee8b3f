#pragma once

#include "compiler/answer.hpp"
#include "compiler/compile.hpp"

#include <string>
#include <vector>

/// Batches of generated headers, compiled together into one program that answers applicants on standard input.
namespace tenet::generated {

/// One policy of a batch: what the compiler made of it, under a name of its own.
struct Member {
    std::string name;  ///< of the policy, which is its namespace and the name of its header
    compiler::Compiled compiled;
};

/// The program: reads `policy state value state value …` lines, prints what `answer_line` makes of the answer. States are
/// 0 unknown, 1 none, 2 known.
std::string batch_source(const std::vector<Member>& members);

/// The line for one applicant of one member.
std::string row_line(std::size_t member, const compiler::FactRow& row);

/// What the program prints for an applicant: per decision its verdict and the statuses of its requirements, per output
/// what it may still be. A refusal covers them all.
std::string answer_line(const compiler::Table& table, const compiler::Answer& answer);

/// How to compile the program: the house warnings as errors, without exceptions and type information.
std::string compile_command(const std::string& compiler, const std::string& source,
                            const std::string& program);

}  // namespace tenet::generated
