#pragma once

#include "compiler/answer.hpp"
#include "compiler/typed.hpp"

#include "tenet/batch_table.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tenet::differential {

/// Applicants as columns, as a caller of `tenet::batch` would have them.
class RowColumns {
  public:
    /// `rows` point to applicants, each as often as it is there. `program` is that of the module.
    RowColumns(const Program& program, const compiler::typed::Module& module,
               const std::vector<const compiler::FactRow*>& rows);

    /// Valid while this lives.
    batch::Columns columns() const { return {facts_.data(), offsets_.data(), field_lists_.data()}; }

  private:
    using Column = std::vector<std::uint64_t>;  ///< words only so that it is aligned

    void add_fact(std::uint32_t slot, const std::vector<const compiler::FactRow*>& rows);
    void add_list(const compiler::typed::Module& module, std::uint32_t slot,
                  const std::vector<const compiler::FactRow*>& rows);

    const Program& program_;
    std::vector<Column> columns_;
    std::vector<std::vector<std::uint32_t>> ends_;
    std::vector<const void*> facts_;
    std::vector<std::vector<const void*>> fields_;
    std::vector<const void* const*> field_lists_;
    std::vector<const std::uint32_t*> offsets_;
};

/// What differs between one decision by columns and what was wanted of each row, in words, or an empty text.
std::string columns_difference(const batch::Plan& plan, const batch::Columns& columns,
                               const std::vector<const compiler::Answer*>& wanted, batch::Target target);

}  // namespace tenet::differential
