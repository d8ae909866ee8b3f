#pragma once

#include "compiler/answer.hpp"
#include "compiler/coverage.hpp"
#include "compiler/table.hpp"

#include <functional>
#include <vector>

namespace tenet::compiler {

/// Calls `take` with applicants that differ from one in a single fact, a single field of a record, or a record more or less, until it
/// says that it has enough: other values of a choice, amounts and days moved by the gaps and by one, none, unknown. All are within
/// their ranges. False if `take` had enough.
bool vary(const Table& table, const FactRow& facts, const std::vector<Coverage::Gap>& gaps,
          const std::function<bool(const FactRow&)>& take);

/// An applicant of whom everything is known, and nothing is remarkable.
FactRow plain_facts(const Table& table);

}  // namespace tenet::compiler
