#pragma once

#include "compiler/answer.hpp"
#include "compiler/compile.hpp"

#include <string>
#include <vector>

/// A program that holds the generated headers of many policies and answers rows from its standard input, built once per
/// compiler.
namespace tenet::generated {

/// One policy of a batch; its header stands in a namespace of its own.
struct Member {
    std::string name;  ///< of the policy, as a namespace
    compiler::Compiled compiled;
};

/// The file that holds a member's header.
std::string header_file(const Member& member);

/// The source of the program over all members.
std::string batch_source(const std::vector<Member>& members);

/// What the program reads for one row of one member: which member, then for each fact, and for each field of each record of a
/// list, its state and value.
std::string row_line(const compiler::Table& table, std::size_t member, const compiler::FactRow& row);

/// What the program prints for that row, from another evaluator's answer: per decision the verdict, the statuses of its
/// requirements and the remedies that stand, per output what it may still be. A refusal stands in place of each.
std::string answer_line(const compiler::Table& table, const compiler::Answer& answer);

/// How to compile the program: the house warnings as errors, without exceptions and type information.
std::string compile_command(const std::string& compiler, const std::string& source,
                            const std::string& program);

}  // namespace tenet::generated
