#include "compiler/node_pool.hpp"

#include "compiler/node_order.hpp"
#include "tenet/calendar.hpp"

#include <limits>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::Base;

constexpr std::int64_t furthest_day = 10'000'000;

}  // namespace

std::size_t NodePool::Hash::operator()(const Node& node) const {
    std::uint64_t hash = 0xCBF29CE484222325U;
    const auto mix = [&hash](std::uint64_t word) {
        hash = (hash ^ word ^ (hash >> 29)) * 0x9E3779B97F4A7C15U;
    };
    mix(static_cast<std::uint64_t>(node.op) | (static_cast<std::uint64_t>(node.base) << 8) |
        (node.round_up ? 0x10000U : 0U) | (node.may_be_none ? 0x20000U : 0U));
    mix((static_cast<std::uint64_t>(node.a.value) << 32) | node.b.value);
    mix(node.c.value);
    mix(static_cast<std::uint64_t>(node.imm));
    return static_cast<std::size_t>(hash ^ (hash >> 32));
}

NodeId NodePool::intern(const Node& node) {
    const auto [place, fresh] = known_.try_emplace(node, NodeId(nodes_.size()));
    if (fresh) {
        nodes_.push_back(node);
        origins_.push_back(origin_);
    }
    return place->second;
}

void NodePool::sort(NodeId& a, NodeId& b) const {
    const auto at = [this](NodeId id) -> const Node& { return node(id); };
    if (node_before(at, b, a)) std::swap(a, b);
}

NodeId NodePool::boolean(Code op, NodeId a, NodeId b, NodeId c) {
    return intern({op, false, false, Base::YesNo, a, b, c, 0});
}

NodeId NodePool::constant(Base base, std::int64_t value) {
    return intern({Code::Constant, false, false, base, {}, {}, {}, value});
}

NodeId NodePool::none(Base base) { return intern({Code::NoneConstant, false, true, base, {}, {}, {}, 0}); }

NodeId NodePool::fact(std::uint32_t slot, const typed::Type& type) {
    return intern({Code::LoadFact, false, type.or_none, type.base, {}, {}, {}, slot});
}

NodeId NodePool::given(Base base, NodeId a) {
    const Node& operand = node(a);
    if (!operand.may_be_none) return a;
    if (operand.op == Code::NoneConstant) return constant(base, 0);
    return intern({Code::Given, false, false, base, a, {}, {}, 0});
}

NodeId NodePool::negate(NodeId a) {
    const Node operand = node(a);
    if (operand.op == Code::Constant) return yes_no(operand.imm == 0);
    if (operand.op == Code::Not) return operand.a;
    // An ordering turns round only where none cannot make both it and its opposite a no.
    const bool order = operand.op == Code::Le || operand.op == Code::Lt;
    if (order && !node(operand.a).may_be_none && !node(operand.b).may_be_none)
        return operand.op == Code::Le ? less(operand.b, operand.a) : at_most(operand.b, operand.a);
    return boolean(Code::Not, a);
}

NodeId NodePool::both(NodeId a, NodeId b) {
    if (is_constant(a)) return is_constant(a, 0) ? a : b;
    if (is_constant(b)) return is_constant(b, 0) ? b : a;
    if (a == b) return a;
    sort(a, b);
    return boolean(Code::And, a, b);
}

NodeId NodePool::either(NodeId a, NodeId b) {
    if (is_constant(a)) return is_constant(a, 0) ? b : a;
    if (is_constant(b)) return is_constant(b, 0) ? a : b;
    if (a == b) return a;
    sort(a, b);
    return boolean(Code::Or, a, b);
}

NodeId NodePool::choose(Base base, NodeId condition, NodeId yes, NodeId no) {
    if (is_constant(condition)) return is_constant(condition, 0) ? no : yes;
    if (node(condition).op == Code::Not) return choose(base, node(condition).a, no, yes);
    if (base == Base::YesNo && is_constant(yes, 1) && is_constant(no, 0)) return condition;
    if (base == Base::YesNo && is_constant(yes, 0) && is_constant(no, 1)) return negate(condition);
    const bool may_be_none = node(yes).may_be_none || node(no).may_be_none;
    return intern({Code::If, false, may_be_none, base, condition, yes, no, 0});
}

NodeId NodePool::equal(NodeId a, NodeId b) {
    sort(a, b);
    const Node &p = node(a), &q = node(b);
    if (p.op == Code::NoneConstant) return is_none(b);
    if (q.op == Code::NoneConstant) return is_none(a);
    if (is_constant(a) && is_constant(b)) return yes_no(p.imm == q.imm);
    if (is_constant(b) && p.base == Base::YesNo && !p.may_be_none) return q.imm == 0 ? negate(a) : a;
    return boolean(Code::Eq, a, b);
}

NodeId NodePool::less(NodeId a, NodeId b) {
    const Node p = node(a), q = node(b);
    if (is_constant(a) && is_constant(b)) return yes_no(p.imm < q.imm);
    // Every value is a whole number of its unit, so each threshold has one form: at most, or at least.
    if (is_constant(a) && p.imm < std::numeric_limits<std::int64_t>::max())
        return at_most(constant(p.base, p.imm + 1), b);
    if (is_constant(b) && q.imm > std::numeric_limits<std::int64_t>::min())
        return at_most(a, constant(q.base, q.imm - 1));
    return boolean(Code::Lt, a, b);
}

NodeId NodePool::at_most(NodeId a, NodeId b) {
    if (is_constant(a) && is_constant(b)) return yes_no(node(a).imm <= node(b).imm);
    return boolean(Code::Le, a, b);
}

NodeId NodePool::in_range(NodeId a, NodeId low, NodeId high) {
    if (is_constant(a) && is_constant(low) && is_constant(high))
        return yes_no(node(low).imm <= node(a).imm && node(a).imm <= node(high).imm);
    return boolean(Code::InRange, a, low, high);
}

NodeId NodePool::is_none(NodeId a) {
    if (node(a).op == Code::NoneConstant) return yes_no(true);
    return node(a).may_be_none ? boolean(Code::IsNone, a) : yes_no(false);
}

NodeId NodePool::add(Base base, NodeId a, NodeId b) {
    sort(a, b);
    const Node p = node(a), q = node(b);
    std::int64_t sum = 0;
    if (is_constant(a) && is_constant(b) && !__builtin_add_overflow(p.imm, q.imm, &sum))
        return constant(base, sum);
    if (is_constant(b, 0) && p.base == base) return a;
    return intern({Code::Add, false, p.may_be_none || q.may_be_none, base, a, b, {}, 0});
}

NodeId NodePool::subtract(Base base, NodeId a, NodeId b) {
    const Node p = node(a), q = node(b);
    std::int64_t result = 0;
    if (is_constant(a) && is_constant(b) && !__builtin_sub_overflow(p.imm, q.imm, &result))
        return constant(base, result);
    // Day minus day is a number of days and keeps its form; anything else less a constant is a sum.
    const bool dates = p.base == Base::Date && q.base == Base::Date;
    if (is_constant(b) && !dates && q.imm > std::numeric_limits<std::int64_t>::min())
        return add(base, a, constant(q.base, -q.imm));
    return intern({Code::Sub, false, p.may_be_none || q.may_be_none, base, a, b, {}, 0});
}

NodeId NodePool::scale(NodeId a, std::int64_t factor) {
    const Node p = node(a);
    std::int64_t product = 0;
    if (factor == 1) return a;
    if (is_constant(a) && !__builtin_mul_overflow(p.imm, factor, &product)) return constant(p.base, product);
    return intern({Code::Scale, false, p.may_be_none, p.base, a, {}, {}, factor});
}

/// A constant too far off to be a date is left to the proof, which reports it.
bool NodePool::foldable_date(NodeId a) const {
    return is_constant(a) && node(a).imm > -furthest_day && node(a).imm < furthest_day;
}

NodeId NodePool::add_months(NodeId a, std::int32_t months, bool round_up) {
    if (months == 0) return a;
    if (foldable_date(a)) return constant(Base::Date, tenet::add_months(node(a).imm, months, round_up));
    return intern({Code::AddMonths, round_up, node(a).may_be_none, Base::Date, a, {}, {}, months});
}

NodeId NodePool::earliest_from(NodeId a, std::int32_t months, bool round_up) {
    if (months == 0) return a;
    if (foldable_date(a)) return constant(Base::Date, tenet::earliest_from(node(a).imm, months, round_up));
    return intern({Code::EarliestFrom, round_up, node(a).may_be_none, Base::Date, a, {}, {}, months});
}

}  // namespace tenet::compiler
