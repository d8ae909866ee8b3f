#pragma once

#include "compiler/answer.hpp"
#include "compiler/typed.hpp"
#include "tests/differential/random.hpp"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace tenet::differential {

/// Draws applicants for one policy, at and beside the boundaries that its constants and periods make.
class RowGenerator {
  public:
    RowGenerator(const compiler::typed::Module& module, Random& random);

    /// An applicant; each fact, list and field is left out with `unknown_percent`, none where it may be with some chance.
    compiler::FactRow draw(unsigned unknown_percent);
    /// The same applicant with everything that was left out drawn from what it may be.
    compiler::FactRow complete(const compiler::FactRow& row);
    /// The applicant with one value pushed out of its range, or none where it may not be, or a list too long.
    compiler::FactRow spoil(const compiler::FactRow& row);

  private:
    using Type = compiler::typed::Type;

    compiler::FactValue draw_known(const Type& type, std::int64_t as_of);
    compiler::FactValue draw_list(const Type& type, std::int64_t as_of, unsigned unknown_percent);
    std::int64_t draw_number(const Type& type);
    std::int64_t draw_date(std::int64_t as_of);
    std::int64_t draw_as_of();
    void complete(compiler::FactValue& value, const Type& type, std::int64_t as_of);
    void complete_records(compiler::FactValue& list, const Type& type, std::int64_t as_of);
    void put_in_order(compiler::FactValue& list, const Type& type);
    compiler::FactValue bad(const Type& type);

    const compiler::typed::Module& module_;
    Random& random_;
    std::vector<std::int64_t> dates_;
    std::map<std::int32_t, std::vector<std::int64_t>> numbers_;  ///< by scale
    std::vector<compiler::typed::Period> periods_;
};

/// Whether every fact, and every field of every record, is known or none.
bool all_known(const compiler::typed::Module& module, const compiler::FactRow& row);

}  // namespace tenet::differential
