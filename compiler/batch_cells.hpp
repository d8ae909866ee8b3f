#pragma once

#include "compiler/batch_header.hpp"
#include "compiler/csv.hpp"
#include "compiler/facts.hpp"
#include "compiler/facts_names.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Facts from the cells of a table, by the rules for facts in JSON: only the writing of a value differs.
namespace tenet::compiler {

/// Reads the facts of rows.
class CellReader {
  public:
    /// Both must outlive this.
    CellReader(const FactNames& names, const std::vector<Column>& columns)
        : names_(names), columns_(columns) {}

    /// Reads a row that begins in `line` into its cells and facts; what `out` held is gone.
    void read(std::string_view row, std::uint64_t line, CsvRecord& cells, Applicant& out) const;

  private:
    void read_cell(const Column& column, std::string_view cell, Applicant& out) const;
    bool read_listed(const Column& column, std::string_view cell, Applicant& out) const;
    std::optional<FactsProblem> read_plain(const Column& column, std::string_view cell,
                                           FactValue& value) const;
    std::optional<FactsProblem> read_members(const Column& column, std::string_view cell,
                                             FactValue& value) const;

    const FactNames& names_;
    const std::vector<Column>& columns_;
};

}  // namespace tenet::compiler
