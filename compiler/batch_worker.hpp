#pragma once

#include "compiler/batch_cells.hpp"
#include "compiler/batch_result.hpp"
#include "compiler/batch_rows.hpp"
#include "compiler/compile.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/result_json.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What is done with each row of a population: it is read, judged and written, or refused.
namespace tenet::compiler {

/// So many refused rows are told in full; the rest are counted.
inline constexpr std::size_t most_reports = 5;

/// What all workers know. Nothing of it changes while they are at work.
struct BatchPlan {
    const Compiled* policy;
    Shown shown;
    RowFormat from = RowFormat::Csv, to = RowFormat::Csv;
    std::string input;              ///< as messages name it
    std::vector<Column> columns;    ///< of CSV
    std::vector<std::size_t> kept;  ///< of CSV: the columns that are carried through
    std::vector<std::string> keep;  ///< their names, of JSON too

    const Table& table() const { return *policy->table; }
};

/// What came of some rows, in numbers.
struct BatchTally {
    std::uint64_t rows = 0, refused = 0;
    std::uint64_t empty = 0;  ///< passed over
    /// Of each decision that is shown: how many rows have each VerdictKind.
    std::vector<std::array<std::uint64_t, 6>> verdicts;

    void count(std::size_t decision, VerdictKind verdict);
    void add(const BatchTally& other);
};

/// What came of a chunk.
struct BatchMade {
    std::string out;                   ///< the rows that were judged; in JSON lines the others too
    std::string rejected;              ///< those that were not, as they stood in the input
    std::vector<std::string> reports;  ///< why, of the first of them
    BatchTally tally;
    std::string fatal;  ///< why the input cannot be relied on at all, or empty
    std::uint64_t read_bytes = 0;
};

/// What is wrong with the encoding of a text, as an error of the input; empty if nothing is.
std::string encoding_problem(const std::string& input, Lang lang, std::string_view text,
                             std::uint64_t first_line);

/// Works on chunks, one after another; each thread has its own.
class BatchWorker {
  public:
    /// The plan must outlive this.
    explicit BatchWorker(const BatchPlan& plan);
    BatchMade work(const RowChunk& chunk);

  private:
    /// What is carried through of a row: cells, or values as they stand in JSON with nothing where there is none.
    using Kept = std::vector<std::string_view>;

    void work_on_cells(const RowChunk& chunk, const FactNames& names);
    void work_on_lines(const RowChunk& chunk, const FactNames& names);
    void take(const Applicant& applicant, const Row& row);
    void refuse(const std::vector<FactsProblem>& problems, const Row& row);
    void judge_briefly(const Applicant& applicant, const Row& row);
    void judge_fully(const Applicant& applicant, const Row& row);
    void begin_object();
    void end_object(std::string_view members);

    const BatchPlan& plan_;
    Program program_;
    Interpreter interpreter_;
    ResultColumns columns_;
    BriefAnswer answer_;
    CsvRecord cells_;
    Kept kept_;
    std::uint64_t number_ = 0;  ///< of the row
    BatchMade made_;
};

}  // namespace tenet::compiler
