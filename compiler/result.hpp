#pragma once

#include "compiler/answer.hpp"
#include "compiler/table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// One applicant's answer with its reasons, before it is put into words or JSON.
namespace tenet::compiler {

/// Why a condition stands as it does. What it has no use for is left out.
struct Reason {
    /// One threshold to reach or not to exceed, a window (two ends), a value to equal, or anything else.
    enum class Shape : std::uint8_t { Other, AtLeast, AtMost, Window, Equal };
    Shape shape = Shape::Other;
    typed::Type type;            ///< of actual and needed
    std::string_view measure{};  ///< as `TableRequirement::measure` or `TablePart::measure`
    std::optional<Possible> actual;
    /// The threshold, or the ends of a window.
    std::optional<Possible> needed, needed_high;
    /// How much is lacking, 0 or more, in the unit of the type; days for dates.
    std::optional<Possible> shortfall;
    /// The first and the last as-of day on which it would hold, all else as it is.
    std::optional<std::int64_t> from, until;
};

/// One leaf of a condition that is no single comparison, in the order of the source.
struct Part {
    std::uint32_t row = 0;  ///< index into `Table::parts`
    Possible holds;         ///< yes/no, of the leaf as it is written
    Reason reason;
};

/// One requirement, explained.
struct Explanation {
    Reason reason;
    std::vector<Part> parts;             ///< where the shape of the reason is Other
    std::vector<Possible> placeholders;  ///< a value for each placeholder of the requirement
};

/// How an output comes by its value.
struct OutputReason {
    /// The author's words for each case that is taken on the way, as far as it is known.
    std::vector<std::string> cases;
    std::vector<TableCitation> citations;  ///< of the output and of what is taken, each once
};

/// An answer together with a reason for each requirement of the policy, in order of the table.
struct Explained {
    Answer answer;
    std::vector<Explanation> reasons;
    std::vector<Possible> refusal_placeholders;  ///< of the assume that refused
    FactRow facts;
    std::vector<OutputReason> output_reasons{};  ///< of each output, where they were looked for
};

/// The verdict as JSON and tests write it: `not_applicable`.
const char* identifier(VerdictKind verdict);
/// The status likewise: `satisfied`.
const char* identifier(RequirementStatus status);

}  // namespace tenet::compiler
