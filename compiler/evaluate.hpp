#pragma once

#include "compiler/answer.hpp"
#include "compiler/result.hpp"
#include "tenet/program.hpp"

#include <memory>

namespace tenet::compiler {

/// Answers applicants with the runtime's interpreter in the partial domain; keeps its memory from one to the next.
class Interpreter {
  public:
    /// `program` must be valid and outlive this.
    explicit Interpreter(const Program& program);
    ~Interpreter();
    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;

    /// A row has a value per fact of the program; rows that are shorter leave the rest unknown. A fact out of its range,
    /// or none where it may not be, refuses the whole question.
    Answer answer(const FactRow& facts);
    /// The same, with a reason for each requirement unless refused.
    Explained explained(const FactRow& facts);

  private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

/// Answers one applicant.
Answer interpret(const Program& program, const FactRow& facts);

}  // namespace tenet::compiler
