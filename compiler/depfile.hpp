#pragma once

#include "compiler/source.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// The files of another file system, and which of them have been read.
class ReadFiles final : public FileSystem {
  public:
    explicit ReadFiles(FileSystem& files) : files_(files) {}

    Result<std::string> read(const std::string& path, std::size_t limit) override;
    Result<std::string> canonical(const std::string& path) override { return files_.canonical(path); }
    bool is_folder(const std::string& path) override { return files_.is_folder(path); }
    Result<std::vector<std::string>> files_below(const std::string& folder,
                                                 std::string_view ending) override {
        return files_.files_below(folder, ending);
    }

    /// The paths that could be read, each once, in the order in which they were.
    const std::vector<std::string>& paths() const { return paths_; }

  private:
    FileSystem& files_;
    std::vector<std::string> paths_;
};

/// A rule of make that says that `target` is to be made anew when one of the files changes, as ninja and make read it.
std::string depfile(std::string_view target, const std::vector<std::string>& files);

}  // namespace tenet::compiler
