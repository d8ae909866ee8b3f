#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/table.hpp"
#include "tenet/value.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace tenet::compiler {

/// What is proposed where a value may grow too large, tried out before it is said.
class Cures {
  public:
    /// Both must outlive this.
    Cures(const Table& table, const std::vector<Range>& ranges) : table_(table), ranges_(ranges) {}

    /// A proposal; `sure` if it was found to mend the fault, and as much of what else rests on what it bounds as can be.
    struct Proposal {
        Arg text;
        bool sure = false;
        bool joined = false;  ///< it proposes two things, neither of which is enough alone
    };

    /// Which fact, field or list to bound so that the node stays within what can be computed, and the define, if there is one,
    /// within its bounds; as if it declared no type where `typeless`.
    Proposal bound(NodeId id, const TableDefine* define = nullptr, bool typeless = false);

  private:
    struct Widest {
        NodeId source;                           ///< the load or count at its end
        std::uint32_t summed = typed::no_index;  ///< a list over which it is summed
    };
    /// What a proposal has to mend besides the fault: all that rests on what it bounds; the same as if it declared no types;
    /// nothing.
    enum class Mends : std::uint8_t { All, AllTypeless, Itself };
    struct Target {
        NodeId id;
        const TableDefine* define;
        bool typeless;
        Widest widest;
        Mends mends = Mends::All;
    };
    /// What was found: a range, a number of records, or both together where neither is enough.
    struct Found {
        std::optional<typed::Type> type;
        std::optional<std::int64_t> most;
        bool joined = false;
    };

    const Partial& range(NodeId id) const { return ranges_[id.index()].value; }
    Widest widest(NodeId id) const;
    bool rests_on(const Node& node, const Target& target) const;
    bool is_cured(const Target& target) const;
    std::optional<std::int64_t> most_records(const Target& target, std::uint32_t list);
    std::optional<typed::Type> narrower(const Target& target);
    Found search(const Target& target, std::uint32_t list, bool ranged);
    Arg range_text(const TableFact& fact, const std::optional<typed::Type>& type) const;
    Arg list_text(std::uint32_t list, std::optional<std::int64_t> most) const;

    const Table& table_;
    const std::vector<Range>& ranges_;
    std::unique_ptr<Table> trial_;  ///< the table with other ranges
    std::size_t searches_ = 0;
};

}  // namespace tenet::compiler
