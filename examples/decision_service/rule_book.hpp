#pragma once

#include "rules.hpp"
#include "table_rules.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Which rules are in force, and the folder from which new ones are taken while the service runs.
namespace decision_service {

/// A file of the folder, as it was last looked at.
struct TableFile {
    std::string name;
    std::string policy, fingerprint;  ///< empty where it was refused
    TableComplaint complaint;         ///< why it was, if it was

    bool operator==(const TableFile&) const = default;
};

/// All rules that are in force at one moment, by policy. It stays as it is while whoever asks holds it.
struct InForce {
    std::map<std::string, RulesPointer, std::less<>> rules;
    std::vector<TableFile> files;  ///< by name
};

/// What has come of a file.
struct TableEvent {
    enum class Kind : std::uint8_t { InForce, Refused, Gone, FolderLost, FolderBack };
    Kind kind = Kind::InForce;
    TableFile file;
};

/// The built-in rules, and in their stead those of the tables in a folder: the table of a policy that is built in replaces it, that of another
/// policy adds a question. A file that cannot be used changes nothing: what was in force of it before stays so. Of two tables of one policy that
/// whose name comes first is in force, whichever came first.
class RuleBook {
  public:
    /// `folder` may be empty: then there are no tables.
    RuleBook(std::vector<RulesPointer> built_in, std::filesystem::path folder,
             std::function<void(const TableEvent&)> tell);

    /// Those in force now. Called by any thread.
    std::shared_ptr<const InForce> in_force() const { return in_force_.load(); }

    /// Looks at the folder and takes what is new and has stayed as it is since the last look; what cannot be read is looked at again when it changes. While
    /// the folder itself cannot be read nothing changes. Called by one thread.
    void look();

  private:
    /// A file is looked at again when one of these changes.
    struct Stamp {
        std::int64_t modified = 0, changed = 0;
        std::uint64_t size = 0, inode = 0;
        bool operator==(const Stamp&) const = default;
    };
    struct Known {
        Stamp seen;   ///< at the last look
        Stamp taken;  ///< when it was taken or refused
        TableFile file;
        RulesPointer
            rules;  ///< those in force from this file; they stay while a later content of it is refused
    };

    static std::map<std::string, Stamp> stamps_in(const std::filesystem::path& folder,
                                                  std::error_code& error);
    bool forget_gone(const std::map<std::string, Stamp>& stamps);
    void take(const std::string& name, Known& known);
    void refuse(Known& known, TableComplaint complaint);
    void publish();

    const std::vector<RulesPointer> built_in_;
    const std::filesystem::path folder_;
    const std::function<void(const TableEvent&)> tell_;
    std::map<std::string, Known> known_;  ///< by file name
    bool is_first_look_ = true, folder_is_lost_ = false;
    std::atomic<std::shared_ptr<const InForce>> in_force_;
};

}  // namespace decision_service
