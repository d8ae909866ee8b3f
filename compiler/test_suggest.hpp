#pragma once

#include "compiler/compile.hpp"
#include "compiler/coverage.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/source.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// Tests that would reach what no test of a policy reaches.
namespace tenet::compiler {

/// One of them.
struct SuggestedTest {
    FactRow facts;
    std::size_t base = TestCase::no_base;  ///< the test whose facts these are but for one
    std::vector<std::uint32_t> sites;      ///< that it is the first to reach
};

/// Looks for applicants who reach sites that are not reached, most of them by one fact that differs from those of a test, and marks
/// these sites. At most `most_tries` applicants are asked.
std::vector<SuggestedTest> suggest_tests(const Compiled& policy, Coverage& coverage,
                                         std::size_t most_tries = 100'000);

/// A policy's text with the tests behind it: unconfirmed, in its skin, each with what it reaches as a comment and what is answered
/// today. Those of which the text would not compile, or that would not pass, are left out of `tests` as well.
std::string with_tests(FileSystem& files, const std::string& path, const std::string& text,
                       const Compiled& policy, const Coverage& coverage, std::vector<SuggestedTest>& tests);

}  // namespace tenet::compiler
