#pragma once

#include "compiler/compile.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/source.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

/// A folder of policies: every `*.policy` below it, each compiled for itself, and what must agree among them.
namespace tenet::compiler {

struct PolicySet {
    /// One file of the set.
    struct Member {
        std::string path;
        Compiled policy;

        /// True if it decides or outputs something; others only lend names to those that use them.
        bool is_question() const;
    };

    std::vector<Member> members;       ///< by path
    std::optional<WorldError> world;   ///< the folder could not be read, or holds no policy
    std::unique_ptr<Sources> sources;  ///< the files that `diagnostics` speaks of
    Diagnostics diagnostics;  ///< of the set: names that two files take, facts that differ, and so on

    /// True if every file compiled and all of them agree.
    bool ok() const;
    /// The members that are questions.
    std::vector<const Member*> questions() const;
};

/// Compiles every policy below the folder.
PolicySet compile_set(FileSystem& files, const std::string& folder, Locks locks = Locks::Checked);

/// The same of a folder or of one file alone.
PolicySet compile_path(FileSystem& files, const std::string& path, Locks locks);

/// The names of all facts that some file of the set declares, and their twins.
std::vector<std::string_view> declared_facts(const PolicySet& set);

/// What has been said already of files that several policies use, so that it is said once.
class Told {
  public:
    /// Drops what was said before and remembers the rest.
    void keep_news(Diagnostics& diagnostics, const Sources& sources);

  private:
    std::unordered_set<std::string> told_;
};

}  // namespace tenet::compiler
