#pragma once

#include "compiler/table.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace tenet::compiler {

/// Nodes under construction, hash-consed and in normal form: two calls that mean the same give the same id.
/// No rewrite here changes how precise a partial value is or which missing facts it names; `x and not x`
/// therefore stays what it is.
class NodePool {
  public:
    /// Nodes created from here on carry this place, unless they exist already.
    void at(Span origin) { origin_ = origin; }

    NodeId constant(typed::Base base, std::int64_t value);
    NodeId none(typed::Base base);
    NodeId fact(std::uint32_t slot, const typed::Type& type);
    NodeId given(typed::Base base, NodeId a);
    NodeId negate(NodeId a);
    NodeId both(NodeId a, NodeId b);
    NodeId either(NodeId a, NodeId b);
    NodeId choose(typed::Base base, NodeId condition, NodeId yes, NodeId no);
    NodeId equal(NodeId a, NodeId b);
    NodeId less(NodeId a, NodeId b);
    NodeId at_most(NodeId a, NodeId b);
    NodeId in_range(NodeId a, NodeId low, NodeId high);
    NodeId is_none(NodeId a);
    NodeId add(typed::Base base, NodeId a, NodeId b);
    NodeId subtract(typed::Base base, NodeId a, NodeId b);
    NodeId scale(NodeId a, std::int64_t factor);
    /// The date `a` moved by months, which may be negative.
    NodeId add_months(NodeId a, std::int32_t months, bool round_up);
    /// The earliest date that lies at most `months` (> 0) before date `a`.
    NodeId earliest_from(NodeId a, std::int32_t months, bool round_up);

    const Node& node(NodeId id) const { return nodes_[id.index()]; }
    Span origin(NodeId id) const { return origins_[id.index()]; }
    std::size_t size() const { return nodes_.size(); }

  private:
    struct Hash {
        std::size_t operator()(const Node& node) const;
    };

    NodeId intern(const Node& node);
    NodeId boolean(Code op, NodeId a, NodeId b = {}, NodeId c = {});
    NodeId yes_no(bool value) { return constant(typed::Base::YesNo, value ? 1 : 0); }
    bool is_constant(NodeId id) const { return node(id).op == Code::Constant; }
    bool is_constant(NodeId id, std::int64_t value) const { return is_constant(id) && node(id).imm == value; }
    bool foldable_date(NodeId a) const;
    void sort(NodeId& a, NodeId& b) const;

    std::vector<Node> nodes_;
    std::vector<Span> origins_;
    std::unordered_map<Node, NodeId, Hash> known_;
    Span origin_;
};

}  // namespace tenet::compiler
