#pragma once

#include "compiler/table.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace tenet::compiler {

/// How a node's value reads: its base, its units per 1, and the choice that it is of.
struct NodeType {
    typed::Base base = typed::Base::YesNo;
    std::int32_t scale = 1;
    std::uint32_t of = typed::no_index;

    NodeType(typed::Base only) : base(only) {}
    NodeType(const typed::Type& type) : base(type.base), scale(type.scale), of(type.of) {}
    explicit NodeType(const Node& node) : base(node.base), scale(node.scale), of(node.of) {}

    bool operator==(const NodeType&) const = default;
};

/// Nodes under construction, hash-consed and in normal form: two calls that mean the same give the same id.
/// No rewrite here changes how precise a partial value is or which missing facts it names; `x and not x`
/// therefore stays what it is. What reads a record's field is about the records of that list, until an aggregate makes
/// one value of it.
class NodePool {
  public:
    /// Nodes created from here on carry this place, unless they exist already.
    void at(Span origin) { origin_ = origin; }

    NodeId constant(const NodeType& type, std::int64_t value);
    NodeId none(const NodeType& type);
    NodeId fact(std::uint32_t slot, const typed::Type& type);
    /// A field of the records of a list, counted without derived ones.
    NodeId field(std::uint32_t list, std::uint32_t field, const typed::Type& type);
    NodeId given(NodeId a);
    NodeId negate(NodeId a);
    NodeId both(NodeId a, NodeId b);
    NodeId either(NodeId a, NodeId b);
    NodeId choose(const NodeType& type, NodeId condition, NodeId yes, NodeId no);
    NodeId equal(NodeId a, NodeId b);
    NodeId less(NodeId a, NodeId b);
    NodeId at_most(NodeId a, NodeId b);
    NodeId in_range(NodeId a, NodeId low, NodeId high);
    NodeId is_none(NodeId a);
    /// Whether a choice of at most 64 values is one of those that have a bit in `members`.
    NodeId in_set(NodeId a, std::uint64_t members);
    /// Whether a choice is a member of a set.
    NodeId member(NodeId a, NodeId set);
    /// Whether a set has all members that have a bit, at least one.
    NodeId covers(NodeId set, std::uint64_t members);
    /// The set of a value of a choice alone.
    NodeId as_set(NodeId a);
    NodeId add(const NodeType& type, NodeId a, NodeId b);
    NodeId subtract(const NodeType& type, NodeId a, NodeId b);
    /// `a` times a constant; the type says in what unit the product reads.
    NodeId scale(const NodeType& type, NodeId a, std::int64_t factor);
    /// The date `a` moved by months, which may be negative.
    NodeId add_months(NodeId a, std::int32_t months, bool round_up);
    /// The earliest date that lies at most `months` (> 0) before date `a`.
    NodeId earliest_from(NodeId a, std::int32_t months, bool round_up);
    /// How many times `months` (> 0) have passed from one date to another.
    NodeId whole_months(NodeId from, NodeId to, std::int64_t months, bool round_up);
    /// Whether a date is a working day of a calendar, told by its index.
    NodeId working_day(NodeId a, std::uint32_t calendar);
    /// How many working days a calendar has up to a date; `clamped`: one outside of it counts as its nearest end.
    NodeId working_index(NodeId a, std::uint32_t calendar, bool clamped);
    /// The working day of a calendar that has a number.
    NodeId working_day_at(NodeId a, std::uint32_t calendar);
    /// By how much a number is greater than another.
    NodeId ahead(NodeId from, NodeId to);
    /// A clock that stops at `a` of each record of a list and goes on at `b`: how long it runs from `from` to `to` (Running), or
    /// where, from `from` on, it has run for `to` (RunTo).
    NodeId clock(Code op, std::uint32_t list, NodeId a, NodeId b, NodeId from, NodeId to);
    /// One value of the records of a list: `a` the condition, of `InOrder` the first value; `b` as the aggregate has it.
    NodeId aggregate(Code op, const NodeType& type, std::uint32_t list, NodeId a, NodeId b = {});

    const Node& node(NodeId id) const { return nodes_[id.index()]; }
    Span origin(NodeId id) const { return origins_[id.index()]; }
    std::size_t size() const { return nodes_.size(); }

  private:
    struct Hash {
        std::size_t operator()(const Node& node) const;
    };

    NodeId intern(Node node);
    /// The list that the operands are about; they are never about two.
    std::uint32_t list_of(const Node& node) const;
    NodeId boolean(Code op, NodeId a, NodeId b = {}, NodeId c = {}, std::int64_t imm = 0);
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
