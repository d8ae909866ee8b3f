#pragma once

#include "compiler/source.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// The files of a git repository as they were at a revision; nothing is checked out, nothing written. Paths are those of the working
/// tree. Asks the program `git`, which no shell stands before.
class GitFiles final : public FileSystem {
  public:
    /// The repository that a file or folder is in, at a revision: a branch, a tag, a hash, `HEAD~1`. The error says where git is missing,
    /// where there is no repository, or no such revision in it.
    static Result<std::unique_ptr<GitFiles>> open(const std::string& path, const std::string& revision);

    Result<std::string> read(const std::string& path, std::size_t limit) override;
    Result<std::string> canonical(const std::string& path) override;
    bool is_folder(const std::string& path) override;
    Result<std::vector<std::string>> files_below(const std::string& folder, std::string_view ending) override;

  private:
    GitFiles(std::string root, std::string commit, std::string revision)
        : root_(std::move(root)), commit_(std::move(commit)), revision_(std::move(revision)) {}

    /// `COMMIT:PATH` as git names what a path leads to; nothing for one outside of the repository.
    std::string object_of(const std::string& path) const;
    WorldError missing(const std::string& path) const;

    std::string root_;      ///< of the working tree, without a slash at its end
    std::string commit_;    ///< its hash
    std::string revision_;  ///< as the user wrote it
};

}  // namespace tenet::compiler
