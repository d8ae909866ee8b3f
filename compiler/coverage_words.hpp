#pragma once

#include "compiler/coverage.hpp"
#include "compiler/diagnostics.hpp"

#include <string>
#include <string_view>

/// How sites are told.
namespace tenet::compiler {

/// Whether a site is about its rule as a whole, and not about words within it.
bool is_of_whole(SiteKind kind);

/// What is not reached: `no test is on the last day of …`.
Arg site_text(const Compiled& policy, const Site& site);

/// The same without the words that it is about: `no test has its last day`; of one that is reached `a test has its last day`.
Arg site_said(const Compiled& policy, const Site& site, bool reached);

/// Of words that stand for several expressions which of them it is about, `(value 2)`; empty of the first.
Arg version_text(const Site& site);

/// What a rule is called: its label, else its name.
Arg rule_text(const Rule& rule);

/// What the sites of a group are called: `branches`.
Arg group_text(SiteGroup group);

/// The author's words at a place, on one line, shortened where they are long.
std::string words_at(const Compiled& policy, Span span);

/// The kind of a site as JSON has it: `satisfied`, `edge`.
std::string_view kind_name(SiteKind kind);

}  // namespace tenet::compiler
