#pragma once

#include "compiler/answer.hpp"
#include "compiler/compile.hpp"
#include "compiler/meaning.hpp"
#include "compiler/shared_facts.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

/// Applicants to whom two versions of a policy give different answers. A search: what it does not find may be there all the same, and
/// what it finds was asked of both versions.
namespace tenet::compiler {

/// One of two versions of a policy; all of it must outlive what is asked of it.
struct Edition {
    const Table& table;
    const Program& program;
    const typed::Module* module = nullptr;         ///< for a second opinion, if there is one
    const std::vector<TestCase>* tests = nullptr;  ///< whose facts the search starts from

    static Edition of(const Compiled& policy, const Program& program) {
        return {*policy.table, program, &*policy.module, &policy.tests};
    }
};

/// Something that both versions answer, matched by ids.
struct Subject {
    enum class Kind : std::uint8_t {
        Refusal,      ///< whether the applicant is refused for what contradicts an assumption
        Verdict,      ///< of a decision
        Requirement,  ///< its status and which of its remedies stand
        Output,
    };
    Kind kind = Kind::Refusal;
    std::array<std::uint32_t, 2> index{};  ///< by version: of the decision or output
    std::array<std::uint32_t, 2> place{};  ///< by version: of the requirement within its decision

    bool operator==(const Subject&) const = default;
};

/// All that both versions answer, refusals first, each requirement behind its decision.
std::vector<Subject> subjects_of(const Table& old_table, const Table& new_table);

/// What a version answers a subject by, in a fixed order; a condition that is not there is yes.
std::vector<NodeId> roots_of(const Table& table, const Subject& subject, Version version);

/// An applicant, and what both versions answer.
struct Witness {
    FactRow shared;
    std::array<FactRow, 2> rows;
    std::array<Answer, 2> answers;
};

struct WitnessOptions {
    std::uint64_t most = 20'000;  ///< so many applicants are tried
    std::uint64_t seed = 1;       ///< the same seed tries the same applicants
    bool simplify = true;         ///< leaves out of a witness what it needs not have
};

struct WitnessReport {
    /// By subject: an applicant whose answers differ in it; those of whom all that matters is known come before others.
    std::vector<std::optional<Witness>> found;
    std::uint64_t tried = 0;  ///< applicants that both versions were asked about
};

class WitnessSearch {
  public:
    WitnessSearch(const Edition& before, const Edition& after, const WitnessOptions& options = {});
    ~WitnessSearch();
    WitnessSearch(const WitnessSearch&) = delete;
    WitnessSearch& operator=(const WitnessSearch&) = delete;

    /// Looks for a witness of each subject, aimed at what the two say differently of it.
    WitnessReport find(const std::vector<Subject>& subjects);

    /// Whether the answers of a witness differ in a subject. Values that are open in both versions count as the same, and so do
    /// requirements of decisions that apply in one version only.
    bool differs(const Subject& subject, const Witness& witness) const;

    const SharedFacts& facts() const;
    MeaningPool& meanings();
    /// What each node of a version's table means.
    const std::vector<MeaningId>& meanings_of(Version version) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tenet::compiler
