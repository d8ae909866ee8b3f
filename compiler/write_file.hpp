#pragma once

#include "compiler/source.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tenet::compiler {

/// Writes a whole file or leaves what was there untouched: the bytes go to a file beside it that then takes its name.
/// Devices and pipes are written directly. Gives back what went wrong, if anything did.
std::optional<WorldError> write_file(const std::string& path, std::string_view bytes);

}  // namespace tenet::compiler
