#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/skin.hpp"
#include "compiler/source.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tenet::compiler {

/// The file in canonical layout, its forms in `skin` or, without one, in their own. Nothing if it has errors, which are
/// reported. That it says what it said before, comments and all, is checked; anything else is our fault.
std::optional<std::string> format(const Sources& sources, std::uint32_t file, std::optional<Skin> skin,
                                  Diagnostics& diagnostics);

}  // namespace tenet::compiler
