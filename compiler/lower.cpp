#include "compiler/lower.hpp"

#include "compiler/fault.hpp"
#include "compiler/node_pool.hpp"
#include "compiler/table_rows.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace tenet::compiler {
namespace {

using ast::CompareOp;
using typed::Expr;
using typed::ExprId;
using typed::Kind;

/// Lowers expressions on demand, each once, with a stack of its own: how deep a policy is nested or how many
/// defines follow each other is no matter.
class Lowering {
  public:
    explicit Lowering(const typed::Module& module) : module_(module), done_(module.exprs.size()) {}

    NodeId lower(ExprId root);
    /// The node of an expression, or none if nothing that was lowered reads it.
    NodeId lowered(ExprId id) const { return node_of(id); }
    const NodePool& pool() const { return pool_; }
    std::vector<TableSettled> take_settled() { return std::move(settled_); }

  private:
    template <class Visit>
    void for_each_operand(const Expr& e, const Visit& visit) const;
    NodeId node_of(ExprId id) const { return done_[id.index()]; }
    NodeId as_of();
    NodeId shifted(NodeId date, typed::Period period);
    NodeId compared(CompareOp op, NodeId a, NodeId b);
    NodeId tiered(const Expr& e);
    NodeId window_back(const Expr& e);
    NodeId window_ahead(const Expr& e);
    NodeId window_around(const Expr& e);
    NodeId in_range(const Expr& e);
    NodeId build(const Expr& e);
    void note_settled(ExprId id);

    bool round_up() const { return module_.rounding == ast::Rounding::Up; }
    static typed::Period backwards(typed::Period period) { return {-period.months, -period.days}; }

    const typed::Module& module_;
    NodePool pool_;
    std::vector<NodeId> done_;
    std::vector<TableSettled> settled_;
};

template <class Visit>
void Lowering::for_each_operand(const Expr& e, const Visit& visit) const {
    for (ExprId operand : {e.a, e.b, e.c})
        if (operand.valid()) visit(operand);
    for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
        visit(module_.tiers[e.tiers.first + i].amount);
        visit(module_.tiers[e.tiers.first + i].condition);
    }
    if (e.kind == Kind::Definition) visit(module_.definitions[e.ref].value);
}

NodeId Lowering::lower(ExprId root) {
    std::vector<ExprId> stack{root};
    std::vector<ExprId> pending;
    while (!stack.empty()) {
        const ExprId id = stack.back();
        if (node_of(id).valid()) {
            stack.pop_back();
            continue;
        }
        pending.clear();
        for_each_operand(module_.at(id), [&](ExprId operand) {
            if (!node_of(operand).valid()) pending.push_back(operand);
        });
        if (pending.empty()) {
            pool_.at(module_.at(id).span);
            done_[id.index()] = build(module_.at(id));
            note_settled(id);
        }
        stack.insert(stack.end(), pending.rbegin(), pending.rend());
    }
    return node_of(root);
}

void Lowering::note_settled(ExprId id) {
    const Expr& e = module_.at(id);
    const Node& node = pool_.node(node_of(id));
    const bool compares = e.kind == Kind::Compare || e.kind == Kind::Tiered || e.kind == Kind::InRange;
    if (compares && node.op == Code::Constant) settled_.push_back({e.span, node.imm != 0});
}

NodeId Lowering::as_of() {
    TENET_CHECK(module_.has_as_of(), "a dated expression without a reference date reached lowering");
    return pool_.fact(module_.as_of, module_.facts[module_.as_of].type);
}

NodeId Lowering::shifted(NodeId date, typed::Period period) {
    const NodeId moved = pool_.add_months(date, period.months, round_up());
    if (period.days == 0) return moved;
    return pool_.add(typed::Base::Date, moved, pool_.constant(typed::Base::Days, period.days));
}

NodeId Lowering::compared(CompareOp op, NodeId a, NodeId b) {
    switch (op) {
    case CompareOp::Eq: return pool_.equal(a, b);
    case CompareOp::Ne: return pool_.negate(pool_.equal(a, b));
    case CompareOp::Lt: return pool_.less(a, b);
    case CompareOp::Le: return pool_.at_most(a, b);
    case CompareOp::Gt: return pool_.less(b, a);
    case CompareOp::Ge: return pool_.at_most(b, a);
    }
    __builtin_unreachable();
}

/// `a op b or t with C or u with D` is `a op b or (a op t and C) or (a op u and D)`.
NodeId Lowering::tiered(const Expr& e) {
    pool_.at(join(module_.at(e.a).span, module_.at(e.b).span));
    NodeId result = compared(e.op, node_of(e.a), node_of(e.b));
    for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
        const typed::Tier& tier = module_.tiers[e.tiers.first + i];
        pool_.at(module_.at(tier.amount).span);
        const NodeId reached = compared(e.op, node_of(e.a), node_of(tier.amount));
        pool_.at(e.span);
        result = pool_.either(result, pool_.both(reached, node_of(tier.condition)));
    }
    return result;
}

NodeId Lowering::window_back(const Expr& e) {
    const NodeId today = as_of();
    return pool_.in_range(node_of(e.a), shifted(today, backwards(e.period)), today);
}

/// `a <= today <= a + P` as a range of `a`, whose bounds every applicant's date is held against alike.
NodeId Lowering::window_ahead(const Expr& e) {
    const NodeId today = as_of();
    const NodeId earliest = e.period.months == 0 ? shifted(today, backwards(e.period))
                                                 : pool_.earliest_from(today, e.period.months, round_up());
    return pool_.in_range(node_of(e.a), earliest, today);
}

NodeId Lowering::window_around(const Expr& e) {
    const NodeId anchor = node_of(e.b);
    const NodeId low = e.before ? shifted(anchor, backwards(e.period)) : anchor;
    const NodeId high = e.after ? shifted(anchor, e.period) : anchor;
    return pool_.in_range(node_of(e.a), low, high);
}

NodeId Lowering::in_range(const Expr& e) {
    const NodeId inside = pool_.in_range(node_of(e.a), node_of(e.b), node_of(e.c));
    return e.negated ? pool_.negate(inside) : inside;
}

NodeId Lowering::build(const Expr& e) {
    switch (e.kind) {
    case Kind::Error: fault("a faulty expression reached lowering");
    case Kind::Constant: return pool_.constant(e.type.base, e.number);
    case Kind::None: return pool_.none(e.type.base);
    case Kind::Fact: return pool_.fact(e.ref, module_.facts[e.ref].type);
    case Kind::Definition: return node_of(module_.definitions[e.ref].value);
    case Kind::Given: return pool_.given(e.type.base, node_of(e.a));
    case Kind::Not: return pool_.negate(node_of(e.a));
    case Kind::And: return pool_.both(node_of(e.a), node_of(e.b));
    case Kind::Or: return pool_.either(node_of(e.a), node_of(e.b));
    case Kind::If: return pool_.choose(e.type.base, node_of(e.a), node_of(e.b), node_of(e.c));
    case Kind::Compare: return compared(e.op, node_of(e.a), node_of(e.b));
    case Kind::Tiered: return tiered(e);
    case Kind::InRange: return in_range(e);
    case Kind::IsNone: return pool_.is_none(node_of(e.a));
    case Kind::Add: return pool_.add(e.type.base, node_of(e.a), node_of(e.b));
    case Kind::Sub: return pool_.subtract(e.type.base, node_of(e.a), node_of(e.b));
    case Kind::Mul: return pool_.scale(node_of(e.a), e.number);
    case Kind::ShiftDate: return shifted(node_of(e.a), e.period);
    case Kind::WindowBack: return window_back(e);
    case Kind::WindowAhead: return window_ahead(e);
    case Kind::WindowAround: return window_around(e);
    case Kind::TimeSince: return compared(e.op, as_of(), shifted(node_of(e.a), e.period));
    }
    __builtin_unreachable();
}

/// Copies the reachable nodes, operands before users, in the order in which the roots are asked for.
class Numbering {
  public:
    Numbering(const NodePool& pool, Table& table) : pool_(pool), table_(table) {}

    NodeId place(NodeId root) {
        ids_.resize(pool_.size());  // the pool grows while roots are lowered one after the other
        std::vector<NodeId> stack{root};
        while (!stack.empty()) {
            const NodeId id = stack.back();
            const std::size_t depth = stack.size();
            const Node& node = pool_.node(id);
            if (!ids_[id.index()].valid())
                for (NodeId operand : {node.c, node.b, node.a})
                    if (operand.valid() && !ids_[operand.index()].valid()) stack.push_back(operand);
            if (stack.size() != depth) continue;
            stack.pop_back();
            if (!ids_[id.index()].valid()) emit(id, node);
        }
        return ids_[root.index()];
    }

    /// Where a node of the pool went; none if no root reaches it.
    NodeId placed(NodeId id) const {
        return id.valid() && id.index() < ids_.size() ? ids_[id.index()] : NodeId();
    }

  private:
    void emit(NodeId id, Node node) {
        node.a = placed(node.a);
        node.b = placed(node.b);
        node.c = placed(node.c);
        ids_[id.index()] = NodeId(table_.nodes.size());
        table_.nodes.push_back(node);
        table_.origins.push_back({pool_.origin(id)});
    }

    const NodePool& pool_;
    Table& table_;
    std::vector<NodeId> ids_;
};

/// In the order of the nodes, since the order in which they are declared says nothing.
void add_defines(const typed::Module& module, const Lowering& lowering, const Numbering& numbering,
                 Table& table) {
    for (const typed::Definition& definition : module.definitions) {
        const NodeId value = numbering.placed(lowering.lowered(definition.value));
        if (value.valid())
            table.defines.push_back(
                {definition.name.id, definition.name.text, definition.type, value, definition.name.span});
    }
    std::sort(table.defines.begin(), table.defines.end(), [](const TableDefine& x, const TableDefine& y) {
        return std::tie(x.value, x.id) < std::tie(y.value, y.id);
    });
}

}  // namespace

Table lower(const typed::Module& module) {
    Table table = header_of(module);
    Lowering lowering(module);
    Numbering numbering(lowering.pool(), table);
    const auto place = [&](ExprId root) {
        return root.valid() ? numbering.place(lowering.lower(root)) : NodeId();
    };
    for (const typed::Decision& decision : module.decisions) {
        TableDecision row = decision_of(decision);
        row.when = place(decision.when);
        row.requirements = {static_cast<std::uint32_t>(table.requirements.size()),
                            static_cast<std::uint32_t>(decision.requirements.size())};
        for (const typed::Requirement& requirement : decision.requirements) {
            table.requirements.push_back(requirement_of(requirement));
            table.requirements.back().when = place(requirement.when);
            table.requirements.back().condition = place(requirement.condition);
        }
        table.decisions.push_back(std::move(row));
    }
    for (const typed::Definition& definition : module.definitions)
        if (definition.is_output) table.outputs.push_back(output_of(definition, place(definition.value)));
    add_defines(module, lowering, numbering, table);
    table.settled = lowering.take_settled();
    return table;
}

}  // namespace tenet::compiler
