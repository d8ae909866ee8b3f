#pragma once

#include "compiler/asked_files.hpp"
#include "compiler/coverage.hpp"
#include "compiler/diagnostics.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

/// What `tenet test --coverage` says, as text and as JSON.
namespace tenet::compiler {

/// A site with what is told of it.
struct ToldSite {
    std::string file;              ///< the one way to write its path
    std::uint32_t rule_begin = 0;  ///< where its rule stands there
    Arg rule;
    Site site;          ///< reached if a test of any policy reaches it
    std::string words;  ///< the author's, that it is about
    Arg version, said;
};

/// The sites of several policies put together. A site in a file that some of them use is one, and reached if a test of any does.
class CoverageReport {
  public:
    /// Sites count that stand in these files.
    explicit CoverageReport(AskedFiles files) : files_(std::move(files)) {}

    void add(const Compiled& policy, const Coverage& coverage);

    /// Marks the sites that do not count, and those that a test of any policy reaches.
    void settle(const Compiled& policy, Coverage& coverage) const;
    /// How many are not reached.
    std::size_t open() const;
    SiteSums sums() const;

    /// Whether the sites of a file, by the one way to write its path, count.
    bool counts(const std::string& file) const { return files_.contains(file); }
    /// Each of them, by file, rule and place.
    std::vector<ToldSite> sites() const;

    /// What is not reached, by file and rule, and the sums.
    std::string text(Lang lang) const;
    /// The sums and every site, as the members of an object without its braces, on one line.
    std::string json(Lang lang) const;
    /// Whether of each group so many in a hundred are reached.
    bool reaches(unsigned percent) const;

  private:
    struct Line {
        Site site;
        std::uint32_t line = 0, rule_line = 0;
        std::string words;
        Arg rule, version, found, missing, text;
    };
    /// File, where its rule and it begin, and what tells it from others there.
    using Key = std::tuple<std::string, std::uint32_t, std::uint32_t, std::uint32_t, SiteKind, std::uint32_t,
                           Where, std::uint32_t>;
    static Key key_of(const std::string& file, const Coverage& coverage, const Site& site);

    AskedFiles files_;
    std::map<Key, Line> lines_;
};

}  // namespace tenet::compiler
