#pragma once

#include "compiler/node_pool.hpp"
#include "compiler/typed.hpp"

#include <unordered_map>
#include <vector>

namespace tenet::compiler {

/// Lowers expressions on demand, each once, what is about records once for each list, with a stack of its own: how deep a
/// policy is nested or how many defines follow each other is no matter.
class ExprLowering {
  public:
    explicit ExprLowering(const typed::Module& module);

    /// The node of an expression that is one value; none once the policy is `full`.
    NodeId lower(typed::ExprId root);
    /// The node of an expression, or none if nothing that was lowered reads it.
    NodeId lowered(typed::ExprId id) const { return done_[id.index()]; }
    /// The same of an expression about the records of a list.
    NodeId lowered(typed::ExprId id, std::uint32_t list) const;
    /// True if more was reached than any program holds: derived fields stand once for each list.
    bool full() const;

    const NodePool& pool() const { return pool_; }
    std::vector<TableSettled> take_settled() { return std::move(settled_); }

  private:
    /// An expression, and the list whose records it is about, if an aggregate is around it.
    struct Task {
        typed::ExprId id;
        std::uint32_t list;
    };

    template <class Visit>
    void for_each_operand(const Task& task, const Visit& visit) const;
    void finish(const Task& task, NodeId node);
    void note_settled(typed::ExprId id, NodeId node);

    NodeId of(typed::ExprId id) const { return lowered(id, list_); }
    NodeId as_of();
    NodeId shifted(NodeId date, typed::Period period);
    NodeId compared(ast::CompareOp op, NodeId a, NodeId b);
    NodeId tiered(const typed::Expr& e);
    NodeId window_back(const typed::Expr& e);
    NodeId window_ahead(const typed::Expr& e);
    NodeId window_around(const typed::Expr& e);
    NodeId in_range(const typed::Expr& e);
    NodeId field(const typed::Expr& e);
    NodeId in_group(const typed::Expr& e);
    NodeId member(const typed::Expr& e);
    NodeId selected(Code op, const typed::Expr& e);
    NodeId some(const typed::Expr& e);
    NodeId united(const typed::Expr& e);
    NodeId every(const typed::Expr& e);
    static std::uint32_t calendar_of(const typed::Expr& e) { return static_cast<std::uint32_t>(e.number); }
    NodeId index_of(const typed::Expr& e, typed::ExprId date, bool clamped = false);
    NodeId added_working_days(const typed::Expr& e);
    NodeId stopped_clock(Code op, const typed::Expr& e, NodeId to);
    NodeId condition(const typed::Expr& e);
    NodeId build(const typed::Expr& e);

    const typed::Field& field_of(std::uint32_t list, std::uint32_t field) const;
    bool round_up() const { return module_.rounding == ast::Rounding::Up; }

    const typed::Module& module_;
    NodePool pool_;
    std::vector<NodeId> done_;
    std::unordered_map<std::uint64_t, NodeId> inside_;  ///< what is about records, by list and expression
    std::vector<std::vector<std::uint32_t>>
        places_;                            ///< of each record, its fields' places without derived ones
    std::uint32_t list_ = typed::no_index;  ///< of what is being built
    std::vector<TableSettled> settled_;
};

}  // namespace tenet::compiler
