#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

/// What every evaluator answers, in a shape that belongs to none of them, so that they can be compared.
namespace tenet::compiler {

struct Record;

/// A fact or field as supplied: left out, known not to exist, or a value in the unit of its type.
struct FactValue {
    enum class State : std::uint8_t { Unknown, None, Known };
    State state = State::Unknown;
    std::int64_t value = 0;       ///< as `typed::Type` says; of a list its length
    std::string text;             ///< of a text as supplied, for showing it
    std::vector<Record> records;  ///< of a list; `value` of them
};

/// One record of a list: a value per field of the record type in order of declaration; derived fields stay unknown, and so do
/// those that are left off at the end.
struct Record {
    std::vector<FactValue> fields;
};

/// One applicant: a value per fact of the policy, in order of declaration.
using FactRow = std::vector<FactValue>;

inline constexpr std::uint32_t no_record = 0xFFFFFFFF;
inline constexpr std::uint32_t no_fact = 0xFFFFFFFF;

/// A fact, or one field of one record of a list: `audits[2].ended_on`.
struct FactPath {
    std::uint32_t fact = 0;
    std::uint32_t record = no_record;  ///< from 0
    std::uint32_t field = 0;           ///< of the record type, derived fields counted

    auto operator<=>(const FactPath&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// What a value may still be: a whole interval if `may_be_value`, and none if `may_be_none`. Yes/no is 0..1.
struct Possible {
    bool may_be_value = true;
    bool may_be_none = false;
    std::int64_t low = 0, high = 0;  ///< both 0 when it cannot be a value
    /// Of a choice or text of at most 64 values: a bit for each that it may be; of a set low holds the members that it
    /// surely has and high those that it possibly has; of anything else all bits are set, and so they are without a value.
    std::uint64_t members = ~std::uint64_t{0};
    /// Of a text that the policy does not mention, all of which are 0: that it is open which of them it is.
    bool open_text = false;
    /// Of one that is shown: the fact that it comes from.
    std::uint32_t text_fact = no_fact;

    bool determined() const { return may_be_value != may_be_none && low == high && !open_text; }
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
    std::vector<FactPath> missing;  ///< those that reach most undetermined requirements first, else in order
    std::vector<std::uint32_t>
        remedies;  ///< those that stand for failed requirements, by their place among the decision's
    /// Of each requirement that asks something of every record: the positions of the records that surely fail. Where it does
    /// not apply they mean nothing.
    std::vector<std::vector<std::uint32_t>> records;

    bool operator==(const DecisionAnswer&) const = default;
};

struct OutputAnswer {
    Possible value;
    std::vector<FactPath> missing;  ///< the unknown facts that could still change it, in order

    bool operator==(const OutputAnswer&) const = default;
};

/// Why a question is not answered at all.
struct Refusal {
    enum class Cause : std::uint8_t {
        Nothing,     ///< it is answered
        OutOfRange,  ///< `path` is out of its range, or none where it may not be
        TooMany,     ///< `path` is a list of more records than it may have
        Assume,      ///< assume number `assume` of the policy is surely no
    };
    Cause cause = Cause::Nothing;
    FactPath path;
    std::uint32_t assume = 0;

    bool operator==(const Refusal&) const = default;
};

struct Answer {
    Refusal refusal;  ///< the first cause in the order of facts, records and fields, then of assumes
    std::vector<DecisionAnswer> decisions;
    std::vector<OutputAnswer> outputs;  ///< in order of declaration

    bool refused() const { return refusal.cause != Refusal::Cause::Nothing; }
    bool operator==(const Answer&) const = default;
};

}  // namespace tenet::compiler
