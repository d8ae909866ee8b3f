#pragma once

#include "compiler/batch_worker.hpp"
#include "compiler/cli.hpp"
#include "compiler/cli_status_line.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

/// What a batch says about itself on the error stream.
namespace tenet::compiler::cli {

/// A line on a terminal that tells how far it has come: rows, rows per second and, where the size of the input is known, the share of
/// it. On anything but a terminal it says nothing.
class Progress {
  public:
    Progress(Console& console, Lang lang, std::optional<std::uint64_t> bytes)
        : line_(console), lang_(lang), bytes_(bytes) {}
    void show(std::uint64_t rows, std::uint64_t read_bytes);
    /// Takes the line away before something else is written.
    void clear() { line_.clear(); }

  private:
    StatusLine line_;
    Lang lang_;
    std::optional<std::uint64_t> bytes_;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

/// Names the facts that the chosen questions rest on and that no column of CSV holds, if there are any.
std::optional<Arg> missing_columns(const BatchPlan& plan);

/// The closing lines: rows, those that were refused and where they are kept, empty ones, and how many rows have each verdict.
std::string summary(const BatchPlan& plan, const BatchTally& tally, const std::string& rejected);

}  // namespace tenet::compiler::cli
