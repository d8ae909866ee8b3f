#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/source.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tenet::compiler::cli {

/// Whether two paths lead to one file, by whatever names and links; neither need be there yet.
bool one_place(const std::string& one, const std::string& other);

/// What to say where the file that an option names is the policy, or a file that it uses.
std::optional<Arg> writes_over_policy(const Sources& sources, const std::string& out,
                                      std::string_view option = "-o");

}  // namespace tenet::compiler::cli
