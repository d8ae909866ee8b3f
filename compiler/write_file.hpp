#pragma once

#include "compiler/source.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// Writes a whole file or leaves what was there untouched: the bytes go to a file beside it that then takes its name.
/// Devices and pipes are written directly. Gives back what went wrong, if anything did.
std::optional<WorldError> write_file(const std::string& path, std::string_view bytes);

/// A file and what is to stand in it.
struct FileText {
    std::string path, text;
};

/// Writes several files, with the folders they need, or leaves everything as it was: all bytes are on the disk before the first
/// file takes its name.
std::optional<WorldError> write_files(const std::vector<FileText>& files);

}  // namespace tenet::compiler
