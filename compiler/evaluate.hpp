#pragma once

#include "compiler/answer.hpp"
#include "compiler/result.hpp"
#include "compiler/table.hpp"
#include "tenet/program.hpp"

#include <memory>

namespace tenet::compiler {

/// Answers applicants with the runtime's interpreter in the partial domain; keeps its memory from one to the next.
class Interpreter {
  public:
    /// `program` must be valid, `table` the one that it was made of; what the program views and the table must outlive
    /// this. The table says which fields of a record are derived: rows count them, programs do not.
    Interpreter(const Program& program, const Table& table);
    ~Interpreter();
    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;

    /// A row has a value per fact of the program; rows and records that are shorter leave the rest unknown.
    Answer answer(const FactRow& facts);
    /// The same, with a reason for each requirement unless refused.
    Explained explained(const FactRow& facts);

  private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

/// Answers one applicant.
Answer interpret(const Program& program, const Table& table, const FactRow& facts);

}  // namespace tenet::compiler
