#pragma once

#include "compiler/answer.hpp"
#include "compiler/table.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// One applicant's answer with its reasons, before it is put into words or JSON.
namespace tenet::compiler {

/// Why a requirement stands as it does. What its condition has no use for is left out.
struct Reason {
    /// One threshold to reach or not to exceed, a window (two ends), a value to equal, or anything else.
    enum class Shape : std::uint8_t { Other, AtLeast, AtMost, Window, Equal };
    Shape shape = Shape::Other;
    typed::Base base = typed::Base::YesNo;  ///< of actual and needed
    std::optional<Possible> actual;
    /// The threshold, or the ends of a window.
    std::optional<Possible> needed, needed_high;
    /// How much is lacking, 0 or more; days for dates.
    std::optional<Possible> shortfall;
    /// The first and the last as-of day on which it would hold, all else as it is.
    std::optional<std::int64_t> from, until;
};

/// An answer together with a reason for each requirement of the policy, in order of the table.
struct Explained {
    Answer answer;
    std::vector<Reason> reasons;
    FactRow facts;
};

/// The verdict as JSON and tests write it: `not_applicable`.
const char* identifier(VerdictKind verdict);
/// The status likewise: `satisfied`.
const char* identifier(RequirementStatus status);

}  // namespace tenet::compiler
