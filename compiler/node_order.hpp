#pragma once

#include "compiler/table.hpp"

#include <tuple>
#include <utility>

namespace tenet::compiler {

/// The order of operators in commutative operands: facts and fields first, constants last, so that `x + 3` and `3 + x`
/// both read as the former.
constexpr int node_rank(Code op) {
    if (op == Code::LoadFact || op == Code::LoadField) return -1;
    if (op == Code::NoneConstant) return 256;
    return op == Code::Constant ? 257 : static_cast<int>(op);
}

/// A strict order of nodes that rests on what they mean, not on when they were made. `at` gives the node of an id.
/// INVARIANT: nodes are hash-consed, so two that look alike at the top differ in an operand.
template <class At>
bool node_before(const At& at, NodeId x, NodeId y) {
    const auto shallow = [](const Node& node) {
        return std::make_tuple(node_rank(node.op), node.over, node.imm, node.round_up, node.base,
                               node.may_be_none, node.scale, node.of);
    };
    while (x.valid() && y.valid() && x != y) {
        const Node &p = at(x), &q = at(y);
        const auto mine = shallow(p), theirs = shallow(q);
        if (mine != theirs) return mine < theirs;
        std::tie(x, y) = p.a != q.a   ? std::pair(p.a, q.a)
                         : p.b != q.b ? std::pair(p.b, q.b)
                         : p.c != q.c ? std::pair(p.c, q.c)
                                      : std::pair(p.d, q.d);
    }
    return false;
}

}  // namespace tenet::compiler
