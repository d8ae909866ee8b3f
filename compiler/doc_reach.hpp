#pragma once

#include "compiler/coverage_report.hpp"
#include "compiler/doc_file.hpp"
#include "compiler/doc_page.hpp"
#include "compiler/policy_set.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

/// What the tests reach, put on the page.
namespace tenet::compiler::doc {

/// What came of the tests of the policies that a page is asked about.
struct TestsRun {
    CoverageReport coverage;
    std::set<Declared> failed;
    std::size_t run = 0, unconfirmed = 0;
};

/// Runs the tests of those policies of the set that stand at `asked`; what others only lend is not counted.
TestsRun run_tests(FileSystem& files, const PolicySet& set, const std::vector<std::string>& asked);

/// Adds what is told of the sites in a file to what the page says of that file.
void add_reach(const DocFile& file, const TestsRun& tests, const std::vector<ToldSite>& sites,
               Anchors& anchors, Policy& policy);

/// Everything in a policy that tests may reach something of.
template <class Policies, class Action>
void each_rule(Policies& policy, Action&& action) {
    for (auto& decision : policy.decisions) {
        action(decision);
        for (auto& rule : decision.rules)
            action(rule);
    }
    for (auto& each : policy.outputs)
        action(each);
    for (auto& each : policy.tables)
        action(each);
    for (auto& each : policy.defines)
        action(each);
    for (auto& each : policy.assumes)
        action(each);
    for (auto& each : policy.params)
        action(each);
    for (auto& record : policy.records)
        for (auto& field : record.fields)
            action(field);
}

}  // namespace tenet::compiler::doc
