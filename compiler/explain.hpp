#pragma once

#include "compiler/diagnostics.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tenet::compiler {

/// The page of a code such as `T0203`, in either case: its message, why it exists, an example that gives it with what
/// is said there; nothing if there is no such code.
std::optional<std::string> explain(std::string_view code, Lang lang);

/// The code nearest to what was asked for, or an empty view.
std::string_view nearest_code(std::string_view code);

}  // namespace tenet::compiler
