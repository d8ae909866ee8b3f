#pragma once

#include "compiler/citations.hpp"
#include "compiler/policy_set.hpp"
#include "compiler/table.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The ledger: of each source of some policies, what rests on each of its paragraphs.
namespace tenet::compiler {

/// A rule that rests on a paragraph.
struct RestingRule {
    std::string file;
    std::uint32_t begin = 0;  ///< its place in the file
    std::uint32_t line = 0;
    CitingKind kind = CitingKind::Policy;
    std::string id, name;  ///< empty where the rule has none
    TableText label;
    std::vector<std::string> readings;
};

struct LedgerParagraph {
    std::vector<RestingRule> rules;         ///< by file and line
    std::optional<TableText> out_of_scope;  ///< the reason why none needs to

    /// True if a rule rests on it, of which a test is none, or none needs to.
    bool accounted_for() const;
};

struct LedgerSource {
    std::string id, name;
    TableText label;
    std::string file;  ///< that declares it
    std::string lock;  ///< the path of its lock
    /// Of each paragraph its SHA-256; nothing where the lock does not have the source.
    std::optional<std::vector<std::string>> hashes;
    std::map<std::uint32_t, LedgerParagraph>
        paragraphs;  ///< by number: those that something says something of

    /// How many paragraphs the lock says that there are.
    std::uint32_t locked() const { return hashes ? static_cast<std::uint32_t>(hashes->size()) : 0; }
    /// What there is of a paragraph; null if nothing says anything of it.
    const LedgerParagraph* find(std::uint32_t number) const;
    /// The paragraphs that a ledger goes through: all of the lock, and what is said of others.
    std::vector<std::uint32_t> numbers() const;
    /// The paragraphs of the lock that nothing cites and nothing puts out of scope.
    std::vector<std::uint32_t> left_over() const;
    /// The paragraphs that something says something of and the lock does not have; none without a lock.
    std::vector<std::uint32_t> not_in_lock() const;
};

/// Whether something is called so, by its name or its id.
inline bool is_called(const LedgerSource& source, std::string_view name) {
    return source.id == name || source.name == name;
}

/// The sources that some policies declare, by declaring file and place, each once, with their paragraphs. Locks are read; what is
/// wrong with one goes to the set's diagnostics.
std::vector<LedgerSource> ledger(FileSystem& files, PolicySet& set);

}  // namespace tenet::compiler
