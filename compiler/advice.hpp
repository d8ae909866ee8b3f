#pragma once

#include "compiler/diagnostics.hpp"

#include <fmt/format.h>
#include <string_view>

namespace tenet::compiler {

/// What to write, as the help of a message: "write …", "请写 …". What does not begin with a piece to write is a sentence
/// of its own in Chinese and stays as it is.
inline Arg write_this(std::string_view en, std::string_view zh) {
    return {fmt::format("write {}", en), zh.starts_with('`') ? fmt::format("请写 {}", zh) : std::string(zh)};
}
inline Arg write_this(std::string_view both) { return write_this(both, both); }

}  // namespace tenet::compiler
