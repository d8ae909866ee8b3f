#pragma once

#include "compiler/answer.hpp"
#include "compiler/result.hpp"
#include "compiler/table.hpp"
#include "tenet/program.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace tenet::compiler {

/// What an answer says without its reasons, as populations are told; of the decisions and outputs that are asked for, in that order.
struct BriefAnswer {
    struct Decision {
        VerdictKind verdict = VerdictKind::Undetermined;
        std::vector<std::uint32_t> failed, remedies;  ///< by their places among the decision's, in order
        std::vector<FactPath> missing;                ///< as of a DecisionAnswer
    };
    Refusal refusal;
    std::vector<Decision> decisions;
    std::vector<Possible> outputs;  ///< as they are shown

    bool refused() const { return refusal.cause != Refusal::Cause::Nothing; }
};

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
    /// Only the verdicts of these decisions and the values of these outputs, which takes a fraction of the time; after a refusal
    /// nothing in `out` but the refusal counts.
    void answer_briefly(const FactRow& facts, const std::vector<std::uint32_t>& decisions,
                        const std::vector<std::uint32_t>& outputs, BriefAnswer& out);
    /// The whole answer, with a reason for each requirement unless refused.
    Explained explained(const FactRow& facts);

  private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

/// Answers one applicant.
Answer interpret(const Program& program, const Table& table, const FactRow& facts);

}  // namespace tenet::compiler
