#pragma once

#include "compiler/diagnostics.hpp"
#include "compiler/table.hpp"
#include "tenet/value.hpp"

#include <vector>

namespace tenet::compiler {

/// What the proof says of nodes to a reader: what they may be, and which fact to bound.
class ProofWords {
  public:
    /// Both must outlive this.
    ProofWords(const Table& table, const std::vector<Range>& ranges) : table_(table), ranges_(ranges) {}

    /// `0 to 3`, `7.5`, `qms`; "none" of what is surely none.
    Arg range_text(const typed::Type& type, const Partial& value) const;
    /// What the operands of a settled condition may be: `audits` is 0 to 3.
    Arg reason(NodeId condition) const;

    static Arg no_fact() { return {"it does not depend on any fact", "它不取决于任何事实"}; }

  private:
    const Partial& range(NodeId id) const { return ranges_[id.index()].value; }
    Arg name(const Node& node) const;
    const TableFact& field(const Node& node) const;
    void describe(NodeId id, Arg& text) const;
    void describe_bounds(const Node& window, Arg& text) const;

    const Table& table_;
    const std::vector<Range>& ranges_;
};

}  // namespace tenet::compiler
