#pragma once

#include "compiler/answer.hpp"
#include "compiler/typed.hpp"
#include "tests/differential/random.hpp"

#include <cstdint>
#include <vector>

namespace tenet::differential {

/// Draws applicants for one policy, at and beside the boundaries that its constants and periods make.
class RowGenerator {
  public:
    RowGenerator(const compiler::typed::Module& module, Random& random);

    /// An applicant; each fact is left out with `unknown_percent`, none where it may be with some chance.
    compiler::FactRow draw(unsigned unknown_percent);
    /// The same applicant with every fact that was left out drawn from what it may be.
    compiler::FactRow complete(const compiler::FactRow& row);
    /// The applicant with one fact pushed out of its range, or none where it may not be.
    compiler::FactRow spoil(const compiler::FactRow& row);

  private:
    compiler::FactValue draw_known(std::size_t fact, std::int64_t as_of);
    std::int64_t draw_date(std::int64_t as_of);
    std::int64_t draw_as_of();

    const compiler::typed::Module& module_;
    Random& random_;
    std::vector<std::int64_t> numbers_, dates_;
    std::vector<compiler::typed::Period> periods_;
};

}  // namespace tenet::differential
