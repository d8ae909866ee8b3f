#pragma once

#include "compiler/result_values.hpp"
#include "compiler/source.hpp"
#include "compiler/test_case.hpp"

#include <string>

/// What a test expects and what came of it, in the words of the language.
namespace tenet::compiler {

/// What stands behind `expect`, on one line.
std::string expected_text(const Sources& sources, const TestExpect& expect);

/// What the expectation would have to say to hold, as far as it says anything: `eligible ineligible because exam`. It is in
/// the skin in which the expectation is written.
std::string actual_text(const Telling& telling, const Sources& sources, const TestExpect& expect);

}  // namespace tenet::compiler
