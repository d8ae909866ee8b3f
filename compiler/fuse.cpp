#include "compiler/fuse.hpp"

#include <limits>
#include <optional>
#include <utility>

namespace tenet::compiler {
namespace {

bool is_constant(const Table& table, NodeId id) { return table.at(id).op == Code::Constant; }

/// `x >= limit` or `x <= limit`.
struct Threshold {
    bool at_least;
    NodeId x;
    std::int64_t limit;
};

std::optional<Threshold> threshold_of(const Table& table, NodeId id) {
    const Node& node = table.at(id);
    if (node.op != Code::Le) return std::nullopt;
    if (is_constant(table, node.a)) return Threshold{true, node.b, table.at(node.a).imm};
    if (is_constant(table, node.b)) return Threshold{false, node.a, table.at(node.b).imm};
    return std::nullopt;
}

bool fits(std::int64_t value) {
    return value >= std::numeric_limits<std::int32_t>::min() &&
           value <= std::numeric_limits<std::int32_t>::max();
}

/// `alternative` is `threshold and condition` with a threshold of the same kind on the same value as `first`.
std::optional<Fused> tier_of(const Table& table, const Threshold& first, NodeId threshold, NodeId condition) {
    const std::optional<Threshold> second = threshold_of(table, threshold);
    if (!second || second->at_least != first.at_least || second->x != first.x) return std::nullopt;
    if (!fits(first.limit) || !fits(second->limit)) return std::nullopt;
    return Fused{
        first.at_least ? Code::RequireTieredAtLeast : Code::RequireTieredAtMost,
        first.x,
        condition,
        {},
        pack_tiers(static_cast<std::int32_t>(first.limit), static_cast<std::int32_t>(second->limit))};
}

/// `x >= 4 or (x >= 3 and c)`, however the operands of either are ordered.
std::optional<Fused> tiered_of(const Table& table, const Node& either) {
    for (const auto& [one, other] : {std::pair(either.a, either.b), std::pair(either.b, either.a)}) {
        const std::optional<Threshold> first = threshold_of(table, one);
        const Node& both = table.at(other);
        if (!first || both.op != Code::And) continue;
        if (auto fused = tier_of(table, *first, both.a, both.b)) return fused;
        if (auto fused = tier_of(table, *first, both.b, both.a)) return fused;
    }
    return std::nullopt;
}

}  // namespace

Fused fused(const Table& table, NodeId condition) {
    const Node& node = table.at(condition);
    if (const auto threshold = threshold_of(table, condition))
        return {threshold->at_least ? Code::RequireAtLeast : Code::RequireAtMost,
                threshold->x,
                {},
                {},
                threshold->limit};
    if (node.op == Code::Le) return {Code::RequireLe, node.a, node.b, {}, 0};
    if (node.op == Code::InRange) return {Code::RequireInRange, node.a, node.b, node.c, 0};
    if (node.op == Code::Or)
        if (const auto tiered = tiered_of(table, node)) return *tiered;
    return {Code::Require, condition, {}, {}, 0};
}

}  // namespace tenet::compiler
