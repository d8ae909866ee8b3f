#pragma once

#include "compiler/asked_files.hpp"
#include "compiler/compile.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/mutant.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

/// Whether the tests of a policy would notice it, were the policy a little different.
namespace tenet::compiler {

/// A policy with one change, without sources and tests; nothing if the check would refuse it.
std::optional<Compiled> mutated(const Compiled& policy, const Mutant& mutant);

/// What came of one mutant; of several policies the last of these counts.
enum class Fate : std::uint8_t {
    Faulty,    ///< no policy: `tenet check` refuses it; it does not count
    Same,      ///< means the same: proved by its normal form, or by going through all cases
    Text,      ///< the same, but for what messages show, of which tests ask nothing; it does not count
    Survived,  ///< every test still passes
    Killed,    ///< some test fails
};

/// The mutants of several policies put together. A change in a file that some of them use is one mutant: killed if a test of any
/// kills it, the same if it is for all.
class MutationReport {
  public:
    /// Mutants count whose words stand in these files.
    explicit MutationReport(AskedFiles files) : files_(std::move(files)) {}

    /// Told now and then how many of how many are done.
    using Watch = std::function<void(std::size_t, std::size_t)>;

    /// Makes all mutants of a policy, and lets its tests run on each; on `jobs` threads. False if the system gives no threads.
    bool add(const Compiled& policy, unsigned jobs, const Watch& watch = {});

    /// Looks closer at what survived so far: whether it means the same after all, by all cases that there are, and else for an
    /// applicant who is answered otherwise. On `jobs` threads; false if the system gives no threads. The policies must still be there.
    bool look_closer(unsigned jobs, const Watch& watch = {});

    /// The survivors, by file and rule, those that are the same, and the score.
    std::string text(Lang lang) const;
    std::string json(Lang lang) const;
    /// Whether so many in a hundred of those that are not the same are killed.
    bool scores(unsigned percent) const;
    /// Whether more than a few, and over 3 in a hundred of all, are the same: then the score says little.
    bool has_too_many_same() const;

  private:
    struct Line {
        std::uint32_t line = 0, rule_line = 0;
        Arg rule, words, change;
        Fate fate = Fate::Faulty;
        Arg witness{
            ""};  ///< of a survivor: facts as JSON, and what is answered to them; empty if none was found
    };
    /// File, rule, place and change.
    using Key = std::tuple<std::string, std::uint32_t, std::uint32_t, std::uint32_t, std::string>;
    /// A mutant that no test of a policy notices.
    struct Survivor {
        Key key;
        const Compiled* policy;
        Mutant mutant;
    };
    struct Counts {
        std::size_t killed = 0, survived = 0, same = 0;
    };

    void take(const Compiled& policy, const std::vector<std::string>& keys, const Mutant& mutant, Fate fate);
    Counts counts() const;
    std::string listed(Fate fate, Lang lang) const;

    AskedFiles files_;
    std::map<Key, Line> lines_;
    std::vector<Survivor> survivors_;
};

}  // namespace tenet::compiler
