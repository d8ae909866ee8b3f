#pragma once

#include "compiler/ast.hpp"
#include "compiler/resolve.hpp"
#include "compiler/typed.hpp"

#include <cstdint>
#include <vector>

/// What a checked policy reaches, before it is numbered anew; `reach.cpp` drops the rest.
namespace tenet::compiler {

/// Units and everything else of a module by its places in the file.
struct Reached {
    std::vector<bool> facts, units, assumes, groups, calendars;
    std::vector<bool> exprs;
    std::vector<std::uint32_t> records;  ///< by expression: the record that it is at, or `typed::no_index`
    std::vector<std::uint32_t> order;    ///< units, each after those it reads
    typed::ExprId undated;  ///< the first expression that needs a reference date, if there is none
};

/// An expression, and the record that it is at.
struct Placed {
    typed::ExprId id;
    std::uint32_t record = typed::no_index;
};

/// Calls `visit(Placed)` for everything below the expressions of `open`, each once as `seen` says, but not for what the definitions and
/// derived fields are worth that they read.
template <class Visit>
void visit_below(const typed::Module& module, std::vector<Placed> open, std::vector<bool>& seen,
                 Visit&& visit) {
    while (!open.empty()) {
        const Placed next = open.back();
        open.pop_back();
        if (!next.id.valid() || seen[next.id.index()]) continue;
        seen[next.id.index()] = true;
        visit(next);
        const typed::Expr& e = module.at(next.id);
        const bool aggregate = is_aggregate(e.kind);
        const std::uint32_t record = aggregate ? module.facts[e.ref].type.of : next.record;
        for (std::uint32_t i = e.tiers.count; i-- > 0;) {
            open.push_back({module.tiers[e.tiers.first + i].condition, record});
            open.push_back({module.tiers[e.tiers.first + i].amount, record});
        }
        for (typed::ExprId operand : {e.c, e.b, e.a})
            open.push_back({operand, record});
        for (typed::ExprId operand : {e.y, e.x})
            open.push_back({operand, next.record});
    }
}

/// The unit that the expression reads: a definition or a derived field; `typed::no_index` if it reads none.
std::uint32_t unit_read(const typed::Module& module, const Names& names, Placed placed);

/// What a unit is worth, and the record that it is at.
Placed value_of(const typed::Module& module, const Names& names, std::uint32_t unit);

/// Everything that the asked file reaches, with its facts; assumes of other files where every fact they read is among these.
/// `order` are the units, each after those it reads.
Reached find_reached(const typed::Module& module, const ast::File& file, const Names& names,
                     std::vector<std::uint32_t> order);

}  // namespace tenet::compiler
