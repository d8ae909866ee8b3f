#pragma once

#include "compiler/evaluate.hpp"
#include "compiler/result.hpp"
#include "compiler/table.hpp"
#include "compiler/test_case.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tenet::compiler {

/// What came of one test.
struct TestOutcome {
    Explained explained;
    std::vector<bool> held;  ///< by expectation

    bool passed() const;
};

/// Asks the question of one test, as `tenet eval` does, and compares what it expects.
TestOutcome run_test(Interpreter& interpreter, const Table& table, const std::vector<TestCase>& tests,
                     std::size_t test);

/// The requirements that a verdict rests on, by their places in the decision: those that failed, and where nothing is
/// determined those that are unknown.
std::vector<std::uint32_t> reasons_of(const DecisionAnswer& answer, VerdictKind verdict);

/// The records, from 0, that requirements which failed name, in order.
std::vector<std::uint32_t> failing_records_of(const DecisionAnswer& answer);

}  // namespace tenet::compiler
