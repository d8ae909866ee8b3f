#pragma once

#include "compiler/source.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenet::compiler {

/// Writes a whole file or leaves what was there untouched: the bytes go to a file beside it that then takes its name.
/// Devices and pipes are written directly. Gives back what went wrong, if anything did.
std::optional<WorldError> write_file(const std::string& path, std::string_view bytes);

/// What would keep a file from being written there, as far as it shows beforehand; nothing is touched.
std::optional<WorldError> look_where_to_write(const std::string& path);

/// A file that is written piece by piece. Until the end, and after an error, what was there before stays untouched, except of devices
/// and pipes, which are written directly.
class FileWriter {
  public:
    explicit FileWriter(std::string path) : path_(std::move(path)) {}
    ~FileWriter();
    FileWriter(const FileWriter&) = delete;
    FileWriter& operator=(const FileWriter&) = delete;

    /// Each gives back what went wrong, if anything did; after that nothing more is to be asked.
    std::optional<WorldError> open();
    std::optional<WorldError> write(std::string_view bytes);
    /// Nothing more is written: all of it is on the disk.
    std::optional<WorldError> close();
    /// Gives the closed file its name.
    std::optional<WorldError> finish();

  private:
    std::string path_;
    std::string real_;    ///< what is replaced; empty of what is written directly
    std::string beside_;  ///< by what; empty while that has no name
    int descriptor_ = -1;
};

/// A file and what is to stand in it.
struct FileText {
    std::string path, text;
};

/// Writes several files, with the folders they need, or leaves everything as it was: all bytes are on the disk before the first
/// file takes its name.
std::optional<WorldError> write_files(const std::vector<FileText>& files);

}  // namespace tenet::compiler
