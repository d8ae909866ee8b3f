#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tenet::compiler {

/// The encodings that office programs save in besides UTF-8, as they are named on the command line.
inline constexpr std::string_view encodings[] = {"gbk", "gb18030", "big5", "utf-16"};

/// The bytes of a file in one of these as UTF-8, or nothing if they are not in it.
std::optional<std::string> to_utf8(std::string_view bytes, std::string_view encoding);

}  // namespace tenet::compiler
