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

/// What an expectation in this skin would say of a decision: `eligible ineligible because exam`.
std::string verdict_written(const Telling& telling, std::uint32_t decision, Lang skin);

/// The same of an output: `due = 2023-05-01`, `due unknown`.
std::string output_written(const Telling& telling, std::uint32_t output, Lang skin);

/// A known value or none of a fact or field as a test gives it.
std::string fact_written(const Table& table, const typed::Type& type, const FactValue& value, Lang skin);

}  // namespace tenet::compiler
