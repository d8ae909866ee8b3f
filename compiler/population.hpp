#pragma once

#include "compiler/batch_header.hpp"
#include "compiler/batch_rows.hpp"
#include "compiler/compile.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/facts.hpp"
#include "compiler/facts_names.hpp"
#include "compiler/witness.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A population that two versions of a policy are asked about, row by row: whose answers are others, and how many have which.
namespace tenet::compiler {

/// So many rows of each kind of change are shown.
inline constexpr std::size_t most_samples = 3;

/// A decision that both versions make, with the requirements of either: the place in one that has none is `typed::no_index`.
struct SharedDecision {
    std::array<std::uint32_t, 2> index{};
    std::vector<std::array<std::uint32_t, 2>> requirements;
};

/// What all workers know. Nothing of it changes while they are at work.
struct PopulationPlan {
    std::array<const Compiled*, 2> versions{};
    std::vector<SharedDecision> decisions;
    std::vector<std::array<std::uint32_t, 2>> outputs;
    RowFormat from = RowFormat::Csv;
    Lang lang = Lang::En;
    std::string input;                             ///< as messages name it
    std::array<std::vector<Column>, 2> columns{};  ///< of CSV, as each version reads them
    std::vector<std::string> keep;                 ///< columns or members that tell people whose row it is
    std::vector<std::size_t> kept;                 ///< of CSV: where they are

    const Table& table(std::size_t version) const { return *versions[version]->table; }
    /// What may be given to a version: each also takes the names that the other has.
    FactNames names(std::size_t version) const;
};

/// Matches what two versions answer; only decisions and outputs with these ids, or all if there are none.
void match_answers(PopulationPlan& plan, const std::vector<std::string>& only);

/// What one version answers to a row that is shown.
struct RowAnswer {
    std::string refusal;                ///< why the facts are refused; empty if they are not
    std::vector<std::uint32_t> failed;  ///< of a decision: the requirements that failed
    std::string value, json;            ///< of an output, for people and for programs
};

/// A row that is shown.
struct RowSample {
    std::uint64_t row = 0;
    std::vector<std::string> kept;
    std::string facts;  ///< as JSON
    std::array<RowAnswer, 2> answers;
};

/// How often something changed, and the first rows in which it did.
struct Flip {
    std::uint64_t count = 0;
    std::vector<RowSample> samples;

    void add(const Flip& other);
};

/// What came of some rows, in numbers.
struct PopulationTally {
    using Verdicts = std::pair<VerdictKind, VerdictKind>;  ///< before and after

    struct Requirement {
        std::uint64_t now = 0;        ///< rows in which it fails now and did not before
        std::uint64_t no_longer = 0;  ///< the other way round
    };
    struct Decision {
        std::map<Verdicts, Flip> flips;
        std::vector<Requirement> requirements;  ///< as in the plan
        std::uint64_t same_for_others =
            0;  ///< rows with the same verdict for other requirements, remedies or missing facts
    };

    std::uint64_t rows = 0, changed = 0;
    std::uint64_t unread = 0;   ///< rows that neither version can read
    std::uint64_t refused = 0;  ///< others that both versions refuse
    std::uint64_t empty = 0;    ///< passed over
    std::vector<Decision> decisions;
    std::vector<Flip> outputs;

    void add(const PopulationTally& other);
};

/// What came of a chunk.
struct PopulationMade {
    PopulationTally tally;
    std::vector<std::string> reports;  ///< why the first unread rows were not read
    std::string fatal;                 ///< why the input cannot be relied on at all, or empty
    std::uint64_t read_bytes = 0;
};

/// Works on chunks, one after another; each thread has its own.
class PopulationWorker {
  public:
    /// The plan must outlive this.
    explicit PopulationWorker(const PopulationPlan& plan);
    PopulationMade work(const RowChunk& chunk);

  private:
    /// A row as each version reads it.
    struct Asked {
        std::array<Applicant, 2> applicants;
        std::vector<std::string> kept;
    };

    void read_cells(const RowChunk& chunk);
    void read_lines(const RowChunk& chunk);
    Asked& next_row();
    void compare(const Asked& asked);
    bool compare_decision(std::size_t place, const Asked& asked);
    bool compare_requirements(std::size_t place);
    bool rests_on_others(std::size_t place) const;
    bool compare_output(std::size_t place, const Asked& asked);
    bool output_changes(std::size_t place, const Asked& asked) const;
    const TableOutput& output_of(std::size_t place, std::size_t version) const;
    RowSample& sample(Flip& flip, const Asked& asked);
    std::string refusal(std::size_t version, const Asked& asked);

    const PopulationPlan& plan_;
    std::array<Program, 2> programs_;
    std::array<Interpreter, 2> interpreters_;
    std::array<std::vector<std::uint32_t>, 2> decisions_, outputs_;
    std::array<BriefAnswer, 2> answers_;
    std::array<bool, 2> refused_{};
    std::vector<Asked> rows_;
    std::size_t row_count_ = 0;
    std::uint64_t number_ = 0;  ///< of the row
    PopulationMade made_;
};

}  // namespace tenet::compiler
