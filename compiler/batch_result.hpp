#pragma once

#include "compiler/evaluate.hpp"
#include "compiler/result_json.hpp"
#include "compiler/table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// A value of an output in one cell, as facts are written; empty where it is not determined, and for a text with nothing in it.
std::string value_cell(const Table& table, const TableOutput& output, const Possible& value,
                       const FactRow& facts);

/// Results as rows of a table, in which identifiers and values are written as facts are: a decision's verdict, the requirements that
/// failed, the facts that are missing and the remedies that stand, then the outputs. What cannot be determined is left empty; a text
/// with nothing in it is `""`.
class ResultColumns {
  public:
    /// Both must outlive this.
    ResultColumns(const Table& table, const Shown& shown);

    /// The names of the columns: `eligible`, `eligible.failed`, `eligible.missing`, `eligible.remedies`, …
    std::vector<std::string> names() const;
    /// Appends the cells of one answer, of what is shown and in that order, each with a comma before it.
    void append(std::string& out, const BriefAnswer& answer, const FactRow& facts) const;

  private:
    void append_decision(std::string& out, std::size_t place, const BriefAnswer::Decision& answer) const;

    const Table& table_;
    const Shown& shown_;
    std::vector<std::vector<const TableRemedy*>> remedies_;  ///< of each decision that is shown
};

}  // namespace tenet::compiler
