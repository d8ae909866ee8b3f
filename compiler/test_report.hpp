#pragma once

#include "compiler/compile.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/test_run.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// What `tenet test` says, as text and as JSON.
namespace tenet::compiler {

/// How many tests ran, and how they came out.
struct TestCounts {
    std::size_t run = 0, failed = 0;
    std::size_t unconfirmed = 0, unconfirmed_failed = 0;  ///< among these
    std::size_t files = 0;                                ///< with a test that ran
    std::vector<std::string> without;                     ///< files in which there is none
};

/// A test that failed: where it stands, what was expected and what came of it, with the reasons as `tenet eval` shows them.
std::string failure_text(const Compiled& policy, const TestCase& test, const TestOutcome& outcome, Lang lang);

/// `12 tests passed in 3 files`, and what else there is to say of them.
std::string summary_text(const TestCounts& counts, Lang lang);

/// One test as an object on one line without its end: `facts` are what `tenet eval` reads, `result` is what it answers.
std::string test_json(const Compiled& policy, const TestCase& test, const TestOutcome& outcome, Lang lang);

/// The counts as an object on one line without its end.
std::string summary_json(const TestCounts& counts);

}  // namespace tenet::compiler
