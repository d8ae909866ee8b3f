#include "compiler/test_case.hpp"

namespace tenet::compiler {

FactRow facts_of(const std::vector<TestCase>& tests, std::size_t test, std::size_t fact_count) {
    FactRow row(fact_count);
    std::vector<bool> said(fact_count);
    for (std::size_t at = test; at != TestCase::no_base; at = tests[at].base)
        for (const GivenFact& given : tests[at].givens) {
            if (said[given.fact]) continue;
            said[given.fact] = true;
            row[given.fact] = given.value;
        }
    return row;
}

}  // namespace tenet::compiler
