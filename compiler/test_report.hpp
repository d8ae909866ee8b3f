#pragma once

#include "compiler/compile.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/test_run.hpp"

#include <cstddef>
#include <string>
#include <string_view>
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

/// Its first line alone.
std::string failed_name(const Compiled& policy, const TestCase& test, Lang lang);

/// `12 tests passed in 3 files`, and what else there is to say of them.
std::string summary_text(const TestCounts& counts, Lang lang);

/// One test as an object on one line without its end: `facts` are what `tenet eval` reads, `result` is what it answers.
std::string test_json(const Compiled& policy, const TestCase& test, const TestOutcome& outcome, Lang lang);

/// One test as an element of JUnit's XML, which continuous integration reads, with its line end.
std::string test_junit(const Compiled& policy, const TestCase& test, const TestOutcome& outcome, Lang lang);

/// The elements of one policy's tests, put together.
std::string suite_junit(const Compiled& policy, const std::string& cases, std::size_t run,
                        std::size_t failed);

/// A policy that has errors, so that none of its tests can run.
std::string faulty_junit(std::string_view path);

/// The counts as an object on one line without its end.
std::string summary_json(const TestCounts& counts);

}  // namespace tenet::compiler
