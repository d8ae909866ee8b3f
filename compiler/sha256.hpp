#pragma once

#include <string>
#include <string_view>

namespace tenet::compiler {

/// The SHA-256 of some bytes, in 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace tenet::compiler
