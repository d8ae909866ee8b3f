#pragma once

#include "compiler/coverage.hpp"
#include "compiler/diagnostics.hpp"

#include <string>
#include <string_view>

/// How sites are told.
namespace tenet::compiler {

/// What is not reached: `no test is on the last day of …`.
Arg site_text(const Compiled& policy, const Site& site);

/// What a rule is called: its label, else its name.
Arg rule_text(const Rule& rule);

/// The author's words at a place, on one line, shortened where they are long.
std::string words_at(const Compiled& policy, Span span);

/// The kind of a site as JSON has it: `satisfied`, `edge`.
std::string_view kind_name(SiteKind kind);

}  // namespace tenet::compiler
