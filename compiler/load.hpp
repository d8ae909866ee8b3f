#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/limits.hpp"
#include "compiler/source.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tenet::compiler {

/// Whether a text begins as UTF-16 does.
bool looks_like_utf16(std::string_view text);

/// What a text that is not UTF-8 from `fault` on may be instead, as a message has it in parentheses; its first line has the number
/// `first_line`.
Arg guess_encoding(std::string_view text, std::size_t fault, std::uint64_t first_line = 1);

/// Reads a policy file, or another text of at most `limit` bytes, takes off its byte-order mark and gives its index in `sources`.
/// Nothing comes back if the world did not give the file (`error` says why) or if its content is refused
/// (`diagnostics` says why and `error.reason_en` stays empty).
std::optional<std::uint32_t> load(FileSystem& files, const std::string& path, Sources& sources,
                                  Diagnostics& diagnostics, WorldError& error,
                                  std::size_t limit = limits::file_bytes);

}  // namespace tenet::compiler
