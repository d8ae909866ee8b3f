#pragma once

#include "compiler/answer.hpp"
#include "compiler/ast.hpp"
#include "compiler/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// What a test says of one fact.
struct GivenFact {
    std::uint32_t fact = 0;
    FactValue value;
};

/// One expectation of a test, in the numbers of the table.
struct TestExpect {
    ast::ExpectKind kind = ast::ExpectKind::Verdict;
    std::uint32_t subject = 0;  ///< a decision for Verdict, an output for Value and Unknown
    VerdictKind verdict = VerdictKind::Undetermined;
    ast::Expect::Lists lists;                      ///< which of the next four are said; each is complete
    std::vector<std::uint32_t> because, remedies;  ///< places among those of the decision
    std::vector<std::uint32_t> at;                 ///< records, from 0
    std::vector<FactPath> needing;
    FactValue value;        ///< of Value: none or known
    std::string_view part;  ///< of a refusal's message; may be empty
    Span span;
};

/// One test of a policy, checked. What views point to are the sources of the policy.
struct TestCase {
    std::string_view name;
    Span span;  ///< of its first line
    bool unconfirmed = false;
    std::size_t base = no_base;  ///< the test from whose facts it starts
    std::vector<GivenFact> givens;
    std::vector<TestExpect> expects;
    std::vector<ast::Citation> citations;

    static constexpr std::size_t no_base = static_cast<std::size_t>(-1);
};

/// The facts of a test, with those that it has of the tests that it starts from. There are no circles.
FactRow facts_of(const std::vector<TestCase>& tests, std::size_t test, std::size_t fact_count);

}  // namespace tenet::compiler
