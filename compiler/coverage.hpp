#pragma once

#include "compiler/answer.hpp"
#include "compiler/compile.hpp"
#include "compiler/ids.hpp"
#include "compiler/reference.hpp"
#include "compiler/typed.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// What the tests of a policy reach of it, in the terms in which it is written.
namespace tenet::compiler {

struct TestOutcome;

/// What a test may reach.
enum class SiteKind : std::uint8_t {
    Satisfied,      ///< a requirement that holds
    Failed,         ///< … that does not
    Unknown,        ///< … of which that is open
    NotApplicable,  ///< … that does not apply
    Refusal,        ///< an assume that refuses
    Yes,            ///< a condition that holds
    No,             ///< … that does not
    Alternative,    ///< a threshold that only alternative `which`, from 1, lets pass
    Case,           ///< case or table row `which`, from 0, of a define, output or derived field
    Side,           ///< value `which`, from 0 in order of days, of what changes on a day
    Turn,           ///< the last day of a value that changes on a day, or the day behind it
    Edge,  ///< a value at end `which` of a comparison, as `reference::Distance` counts them, or beside it
};

/// What sites are counted under.
enum class SiteGroup : std::uint8_t { Requirement, Branch, Boundary };
inline constexpr std::size_t site_groups = 3;
SiteGroup group_of(SiteKind kind);

/// Of how many sites how many are reached, by group.
struct SiteSum {
    std::size_t reached = 0, all = 0;

    void add(bool is_reached) {
        ++all;
        if (is_reached) ++reached;
    }
    std::size_t open() const { return all - reached; }
};
using SiteSums = std::array<SiteSum, site_groups>;

/// Where a value lies that an Edge asks for: at its end, or at most one whole unit (a day, 1, 1 h) before or behind it.
enum class Where : std::uint8_t { Before, On, Behind };

/// What a site belongs to: what an author calls by one name.
struct Rule {
    enum class Kind : std::uint8_t { Requirement, Decision, Definition, Field, Assume };
    Kind kind = Kind::Requirement;
    std::string name, id;  ///< as declared, and its twin; empty of an assume
    ast::Text label;
    Span span;
};

struct Site {
    SiteKind kind = SiteKind::Satisfied;
    std::uint32_t which = 0;
    Where where = Where::On;
    Span span;  ///< of the words that it is about
    std::uint32_t rule = 0;
    typed::ExprId expr;  ///< invalid for what is about a requirement as a whole
    bool last = false;   ///< Case, Side: none is behind it
    /// Of words that stand for several expressions, as those do in which something changes on a day: which of them, from 0.
    std::uint32_t version = 0;
    bool reached = false;
};

/// The sites of one policy, those of files that it uses among them, and which were reached.
class Coverage {
  public:
    /// `policy` compiled without errors and outlives this.
    explicit Coverage(const Compiled& policy);

    /// Marks what the answer to these facts, `answer`, rests on, of the results that are asked for. Facts that an assume refuses reach
    /// what assumes ask.
    void observe(const FactRow& facts, const Answer& answer, const AskedResults& asked);
    /// The same of a test that was run: what it expects something of is what is asked for. One that is unconfirmed or did not pass
    /// reaches nothing.
    void observe(const TestCase& test, const TestOutcome& outcome);
    /// The sites, by their places, that these facts would reach and nothing has reached before.
    std::vector<std::uint32_t> news(const FactRow& facts, const Answer& answer,
                                    const AskedResults& asked) const;
    /// Every result of the policy, or those of which a test expects something.
    AskedResults all_results() const;
    AskedResults results_of(const TestCase& test) const;
    void mark(const std::vector<std::uint32_t>& sites);

    /// By how much what an edge is about would have to be more to be there, in units of 1/scale.
    struct Gap {
        std::int64_t more = 0;
        std::int32_t scale = 1;

        auto operator<=>(const Gap&) const = default;  // NOLINT(modernize-use-nullptr)
    };
    /// Those of these facts, each once, those of edges that are reached among them.
    std::vector<Gap> gaps(const FactRow& facts) const;

    const std::vector<Site>& sites() const { return sites_; }
    const std::vector<Rule>& rules() const { return rules_; }

  private:
    friend class SiteFinder;
    class Watching;

    const typed::Module& module_;
    std::vector<Site> sites_;
    std::vector<Rule> rules_;
    std::vector<std::vector<std::uint32_t>> by_expr_;  ///< sites of an expression
    std::vector<std::vector<std::array<std::uint32_t, 4>>>
        statuses_;                         ///< by decision and requirement: by status
    std::vector<std::uint32_t> refusals_;  ///< by assume
};

}  // namespace tenet::compiler
