#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/source.hpp"

#include <optional>
#include <string>

namespace tenet::compiler {

/// Reads a policy file and all files that it uses, each once, into one tree; what a used file declares comes before what
/// the file that uses it declares. Uses that cannot be followed are reported, and the rest is read.
/// Nothing comes back if the asked file itself was not given by the world (`error` says why) or is no text
/// (`diagnostics` says why and `error.reason_en` stays empty).
std::optional<ast::File> parse_all(FileSystem& files, const std::string& path, Sources& sources,
                                   Diagnostics& diagnostics, WorldError& error);

}  // namespace tenet::compiler
