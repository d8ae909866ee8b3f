#pragma once

#include <cstdint>
#include <vector>

/// What every evaluator answers, in a shape that belongs to none of them, so that they can be compared.
namespace tenet::compiler {

/// A fact as supplied: left out, known not to exist, or a value in the unit of its type.
struct FactValue {
    enum class State : std::uint8_t { Unknown, None, Known };
    State state = State::Unknown;
    std::int64_t value = 0;
};

/// One applicant: a value per fact of the policy, in order of declaration.
using FactRow = std::vector<FactValue>;

/// What a value may still be: a whole interval if `may_be_value`, and none if `may_be_none`. Yes/no is 0..1.
struct Possible {
    bool may_be_value = true;
    bool may_be_none = false;
    std::int64_t low = 0, high = 0;  ///< both 0 when it cannot be a value

    bool determined() const { return may_be_value != may_be_none && low == high; }
    bool operator==(const Possible&) const = default;
};

enum class RequirementStatus : std::uint8_t { Satisfied, Failed, Unknown, NotApplicable };

/// Zero is `Undetermined`, so that an answer nobody filled in never reads as a yes.
enum class VerdictKind : std::uint8_t {
    Undetermined,
    Eligible,
    EligibleWithRemedy,
    Ineligible,
    NotApplicable,
    Refused
};

struct DecisionAnswer {
    VerdictKind verdict = VerdictKind::Undetermined;
    std::vector<RequirementStatus> requirements;  ///< in order of declaration
    std::vector<std::uint32_t> missing;  ///< facts, those that reach most undetermined requirements first

    bool operator==(const DecisionAnswer&) const = default;
};

struct OutputAnswer {
    Possible value;
    std::vector<std::uint32_t>
        missing;  ///< the unknown facts that could still change it, in order of declaration

    bool operator==(const OutputAnswer&) const = default;
};

struct Answer {
    bool refused = false;            ///< a fact is out of its range, or none where it may not be
    std::uint32_t refused_fact = 0;  ///< the first such fact
    std::vector<DecisionAnswer> decisions;
    std::vector<OutputAnswer> outputs;  ///< in order of declaration

    bool operator==(const Answer&) const = default;
};

}  // namespace tenet::compiler
