#pragma once

#include "compiler/same_meaning.hpp"
#include "compiler/witness.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What two versions of a policy answer differently: for each thing that both answer a proof that it is the same, an applicant for whom it
/// is not, or neither.
namespace tenet::compiler {

struct Finding {
    Subject subject;
    /// A proof and a witness exclude each other, but for a witness of whom facts are missing: the proof by cases says nothing of such.
    Sameness sameness;
    std::optional<Witness> witness;

    bool changed() const { return witness.has_value(); }
};

/// A fact that one version has and the other has not, or that takes other values.
struct FactChange {
    enum class Kind : std::uint8_t { Added, Removed, Changed };
    Kind kind = Kind::Added;
    std::array<std::uint32_t, 2> index{typed::no_index, typed::no_index};  ///< by version
};

struct Difference {
    std::vector<Finding> findings;  ///< in the order of `subjects_of`
    std::vector<FactChange> facts;
    /// Decisions, requirements and outputs of one version only. Of a subject only the index, and place, of its version count.
    std::vector<Subject> added, removed;
    std::uint64_t tried = 0;  ///< applicants that both versions were asked about
    bool reads_alike = true;  ///< labels, messages, citations and notes too are the same

    /// Whether some answer, or what may be asked, is known to be another.
    bool changes() const;
    /// Whether everything is proved to be the same.
    bool proved_same() const;
};

struct DifferenceOptions {
    WitnessOptions search;
    std::uint64_t most_cases = std::uint64_t{1}
                               << 18U;  ///< of one proof; 0 looks for no proof but by normal forms
    /// What is compared, by ids of decisions and outputs; everything if empty.
    std::vector<std::string> only;
};

/// Compares two policies that compiled.
Difference compare_versions(const Compiled& before, const Compiled& after,
                            const DifferenceOptions& options = {});

}  // namespace tenet::compiler
