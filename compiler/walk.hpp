#pragma once

#include "compiler/ast.hpp"

#include <cstdint>
#include <vector>

namespace tenet::compiler {

/// Calls `visit(id)` for a node and all below it, in the order of the English reading: a node before its operands.
template <class Visit>
void walk(const ast::File& file, ast::ExprId root, Visit&& visit) {
    std::vector<ast::ExprId> open;
    const auto push = [&](ast::ExprId id) {
        if (id.valid()) open.push_back(id);
    };
    push(root);
    while (!open.empty()) {
        const ast::ExprId id = open.back();
        open.pop_back();
        visit(id);
        const ast::Expr& e = file.at(id);
        for (std::uint32_t i = e.tiers.count; i-- > 0;) {
            push(file.tiers[e.tiers.first + i].condition);
            push(file.tiers[e.tiers.first + i].amount);
        }
        push(e.c);
        push(e.b);
        push(e.a);
    }
}

}  // namespace tenet::compiler
