#pragma once

#include "compiler/source.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tenet::compiler {

/// Files that somebody asks about, which several policies may use, each by another path.
class AskedFiles {
  public:
    AskedFiles(FileSystem& files, const std::vector<std::string>& paths);

    /// The one way to write the path of each of the files.
    std::vector<std::string> keys_of(const Sources& sources) const;
    bool contains(const std::string& key) const { return shown_.contains(key); }
    /// The path by which it was asked about.
    const std::string& shown(const std::string& key) const { return shown_.at(key); }

  private:
    FileSystem& files_;
    std::map<std::string, std::string> shown_;
};

}  // namespace tenet::compiler
