#pragma once

#include <cstddef>

/// The limits of the language, one constant per row of `grammar/limits.def`.
namespace tenet::compiler::limits {

#define LIMIT(name, value) inline constexpr std::size_t name = value;
#include "grammar/limits.def"
#undef LIMIT

}  // namespace tenet::compiler::limits
