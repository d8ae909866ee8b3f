#pragma once

#include "process.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

/// A service that uses generated headers: a folder of sources, compiled as strict services compile.
namespace tenet::generated {

inline constexpr const char* compilers[] = {"g++", "clang++-14"};

using testing::lines;
using testing::read_file;

/// The header of a policy; fails the running test and is empty if the policy has a finding.
std::string header_of(const std::string& policy);

/// The header of the first of several files, each with its name.
std::string header_of(const std::vector<std::pair<std::string, std::string>>& sources);

/// The header of a policy of the source tree, with the files that it uses from the same folder.
std::string header_of_file(const std::string& path);

/// A folder of sources and what is built of them.
class Service {
  public:
    /// A new, empty folder of that name in the build tree.
    explicit Service(const std::string& name);

    std::string path(const std::string& file) const { return (folder_ / file).string(); }
    void write(const std::string& file, const std::string& text) const;

    /// Runs a compiler in the folder with the house warnings as errors, without exceptions and type information, and then
    /// the arguments given.
    testing::Ran compile(const std::string& compiler, std::vector<std::string> arguments) const;

  private:
    std::filesystem::path folder_;
};

/// A program as PATH finds it; fails the running test if there is none.
std::string find_program(const std::string& name);

}  // namespace tenet::generated
