#pragma once

#include "tenet/batch_columns.hpp"
#include "tenet/decision.hpp"

/// Where answers go, and a row that is answered by the interpreter.
namespace tenet::batch {

/// Memory of the caller, a value a row. A mask has a bit for each requirement, eight of them a byte: bit k of row r is bit k % 8 of byte
/// `(k / 8) * rows + r`. Masks that are null are not wanted. A row that is refused has no bits.
struct Results {
    Verdict* verdicts = nullptr;
    std::uint8_t *failed = nullptr, *unknown = nullptr, *applicable = nullptr;
};

/// How many bytes a row has in each mask of a decision.
constexpr std::uint32_t mask_bytes(std::uint32_t requirements) { return (requirements + 7) / 8; }

class Rows {
  public:
    /// `registers` has room for `value_count + 1` values, `region_columns` for those of the program's regions.
    Rows(const Plan& plan, const Columns& columns, std::size_t rows, const Results& results,
         Partial* registers, Partial* region_columns)
        : plan_(plan), columns_(columns), results_(results), rows_(rows), registers_(registers),
          region_columns_(region_columns) {}

    void decide(std::size_t row) const noexcept {
        const Program& program = *plan_.program;
        const RowOfColumns source{program, columns_, row};
        bool refused = first_refused(program, source).refused();
        if (!refused) {
            run<Partial>(program, source, registers_, region_columns_, plan_.live);
            refused = first_assume(program, registers_).refused();
        }
        const DecisionSpec& decision = plan_.spec();
        results_.verdicts[row] = Verdict::Refused;
        if (!refused) results_.verdicts[row] = judge_row(decision, row);
        for (std::uint32_t byte = 0; refused && byte < mask_bytes(decision.requirement_count); ++byte)
            write(byte, row, {});
    }

  private:
    /// The rule of `judge`, a byte of requirements at a time, so that its masks need no memory.
    Verdict judge_row(const DecisionSpec& decision, std::size_t row) const noexcept {
        const Program& program = *plan_.program;
        const Partial decision_when = when_of(decision.when, registers_);
        Course all;
        for (std::uint32_t byte = 0; byte < mask_bytes(decision.requirement_count); ++byte) {
            MaskWord now;
            for (std::uint32_t k = byte * 8; k < decision.requirement_count && k < byte * 8 + 8; ++k) {
                const RequirementSpec& requirement = program.requirements[decision.first_requirement + k];
                const StatusBits bits =
                    status_bits(decision_when, when_of(requirement.when, registers_),
                                condition_of(program, program.ops[requirement.op], registers_));
                now.add(bits, k % 8);
                Standing standing;
                for (std::uint32_t r = 0; r < requirement.remedy_count; ++r)
                    standing.add(when_of(program.remedies[requirement.first_remedy + r].when, registers_));
                all.hopeless |= bits.failed && !standing.possibly;
                all.unknown |= bits.failed && standing.possibly && !standing.surely;
            }
            write(byte, row, now);
            all.failed |= now.failed != 0;
            all.unknown |= now.unknown != 0;
            all.applicable |= now.applicable != 0;
        }
        return verdict_of(decision_when, all);
    }

    void write(std::uint32_t byte, std::size_t row, const MaskWord& mask) const noexcept {
        const std::size_t place = byte * rows_ + row;
        if (results_.failed != nullptr) results_.failed[place] = static_cast<std::uint8_t>(mask.failed);
        if (results_.unknown != nullptr) results_.unknown[place] = static_cast<std::uint8_t>(mask.unknown);
        if (results_.applicable != nullptr)
            results_.applicable[place] = static_cast<std::uint8_t>(mask.applicable);
    }

    const Plan& plan_;
    const Columns& columns_;
    const Results& results_;
    std::size_t rows_;
    Partial* registers_;
    Partial* region_columns_;
};

}  // namespace tenet::batch
