#pragma once

#include "compiler/doc_file.hpp"
#include "compiler/doc_page.hpp"
#include "compiler/doc_reach.hpp"
#include "compiler/policy_set.hpp"

/// What the page says of a set, put together.
namespace tenet::compiler::doc {

/// The page about the policies of a set that has no errors and holds what they use as well. The locks of its sources are read; what
/// is wrong with one goes to the set's diagnostics. Where tests were run it says what they reach.
Page page_of(FileSystem& files, PolicySet& set, const TestsRun* tests = nullptr);

// doc_build.cpp
/// One file with everything that it declares.
Policy policy_of(const DocFile& file);

// doc_rules.cpp
void add_rules(const DocFile& file, Policy& policy);

// doc_vocabulary.cpp
/// Facts, params, choices, groups, records, calendars, assumes and notes.
void add_vocabulary(const DocFile& file, Policy& policy);
/// One value, or cases.
Worth worth_of(const DocFile& file, const ast::Body& body, const std::vector<ast::Citation>& citations);

// doc_tests.cpp
/// The tests, and with each rule those that are about it.
void add_tests(const DocFile& file, Policy& policy);

}  // namespace tenet::compiler::doc
