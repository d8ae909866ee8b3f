#include "compiler/node_pool.hpp"

#include "compiler/fault.hpp"
#include "compiler/intervals.hpp"
#include "compiler/node_order.hpp"
#include "tenet/calendar.hpp"

#include <limits>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::Base;

Node made(Code op, const NodeType& type, bool may_be_none, NodeId a = {}, NodeId b = {}, NodeId c = {},
          std::int64_t imm = 0) {
    return {op, false, may_be_none, type.base, a, b, c, imm, type.scale, type.of};
}

Node rounded(Node node, bool round_up) {
    node.round_up = round_up;
    return node;
}

}  // namespace

std::size_t NodePool::Hash::operator()(const Node& node) const {
    std::uint64_t hash = 0xCBF29CE484222325U;
    const auto mix = [&hash](std::uint64_t word) {
        hash = (hash ^ word ^ (hash >> 29)) * 0x9E3779B97F4A7C15U;
    };
    mix(static_cast<std::uint64_t>(node.op) | (static_cast<std::uint64_t>(node.base) << 8) |
        (node.round_up ? 0x10000U : 0U) | (node.may_be_none ? 0x20000U : 0U) |
        (static_cast<std::uint64_t>(static_cast<std::uint32_t>(node.scale)) << 32));
    mix((static_cast<std::uint64_t>(node.a.value) << 32) | node.b.value);
    mix((static_cast<std::uint64_t>(node.c.value) << 32) | node.of);
    mix(static_cast<std::uint64_t>(node.imm));
    mix(node.d.value);
    return static_cast<std::size_t>(hash ^ (hash >> 32));
}

std::uint32_t NodePool::list_of(const Node& node) const {
    std::uint32_t list = typed::no_index;
    for (NodeId operand : node.operands()) {
        if (!operand.valid() || nodes_[operand.index()].over == typed::no_index) continue;
        const std::uint32_t other = nodes_[operand.index()].over;
        TENET_CHECK(list == typed::no_index || list == other, "records of two lists in one expression");
        list = other;
    }
    return list;
}

NodeId NodePool::intern(Node node) {
    if (node.op == Code::LoadField)
        node.over = list_of_field(node.imm);
    else if (!is_aggregate(node.op))
        node.over = list_of(node);
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

NodeId NodePool::boolean(Code op, NodeId a, NodeId b, NodeId c, std::int64_t imm) {
    return intern(made(op, Base::YesNo, false, a, b, c, imm));
}

NodeId NodePool::constant(const NodeType& type, std::int64_t value) {
    return intern(made(Code::Constant, type, false, {}, {}, {}, value));
}

NodeId NodePool::none(const NodeType& type) { return intern(made(Code::NoneConstant, type, true)); }

NodeId NodePool::fact(std::uint32_t slot, const typed::Type& type) {
    return intern(made(Code::LoadFact, type, type.or_none, {}, {}, {}, slot));
}

NodeId NodePool::field(std::uint32_t list, std::uint32_t field, const typed::Type& type) {
    return intern(made(Code::LoadField, type, type.or_none, {}, {}, {}, pack_field(list, field)));
}

NodeId NodePool::given(NodeId a) {
    const Node& operand = node(a);
    if (!operand.may_be_none) return a;
    const NodeType type(operand);
    if (operand.op == Code::NoneConstant) return constant(type, 0);
    return intern(made(Code::Given, type, false, a));
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

NodeId NodePool::choose(const NodeType& type, NodeId condition, NodeId yes, NodeId no) {
    if (is_constant(condition)) return is_constant(condition, 0) ? no : yes;
    if (node(condition).op == Code::Not) return choose(type, node(condition).a, no, yes);
    if (type.base == Base::YesNo && is_constant(yes, 1) && is_constant(no, 0)) return condition;
    if (type.base == Base::YesNo && is_constant(yes, 0) && is_constant(no, 1)) return negate(condition);
    for (NodeId* branch : {&yes, &no})
        if (node(*branch).op == Code::NoneConstant) *branch = none(type);
    const bool may_be_none = node(yes).may_be_none || node(no).may_be_none;
    return intern(made(Code::If, type, may_be_none, condition, yes, no));
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
        return at_most(constant(NodeType(p), p.imm + 1), b);
    if (is_constant(b) && q.imm > std::numeric_limits<std::int64_t>::min())
        return at_most(a, constant(NodeType(q), q.imm - 1));
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

NodeId NodePool::in_set(NodeId a, std::uint64_t members) {
    const Node& operand = node(a);
    if (operand.op == Code::NoneConstant || members == 0) return yes_no(false);
    if (is_constant(a)) return yes_no(((members >> operand.imm) & 1U) != 0);
    // One member reads as an equality, which answers alike.
    if ((members & (members - 1)) == 0)
        return equal(a, constant(NodeType(operand), __builtin_ctzll(members)));
    return boolean(Code::InSet, a, {}, {}, static_cast<std::int64_t>(members));
}

NodeId NodePool::member(NodeId a, NodeId set) {
    if (node(a).op == Code::NoneConstant || node(set).op == Code::NoneConstant) return yes_no(false);
    if (is_constant(set)) return in_set(a, static_cast<std::uint64_t>(node(set).imm));
    return boolean(Code::Member, a, set);
}

NodeId NodePool::covers(NodeId set, std::uint64_t members) {
    const Node operand = node(set);
    const auto imm = static_cast<std::int64_t>(members);
    if (operand.op == Code::NoneConstant) return yes_no(false);
    if (is_constant(set)) return yes_no((operand.imm & imm) == imm);
    // One member is asked for as such, which answers alike.
    if ((members & (members - 1)) == 0) {
        const typed::Type choice{Base::Choice, false, 0, 0, 1, operand.of};
        return member(constant(choice, __builtin_ctzll(members)), set);
    }
    return boolean(Code::Covers, set, {}, {}, imm);
}

NodeId NodePool::as_set(NodeId a) {
    const Node operand = node(a);
    const typed::Type set{Base::Set, false, 0, 0, 1, operand.of};
    if (operand.op == Code::NoneConstant) return none(set);
    if (is_constant(a)) return constant(set, std::int64_t{1} << operand.imm);
    return intern(made(Code::AsSet, set, operand.may_be_none, a));
}

NodeId NodePool::add(const NodeType& type, NodeId a, NodeId b) {
    sort(a, b);
    const Node p = node(a), q = node(b);
    std::int64_t sum = 0;
    if (is_constant(a) && is_constant(b) && !__builtin_add_overflow(p.imm, q.imm, &sum))
        return constant(type, sum);
    if (is_constant(b, 0) && NodeType(p) == type) return a;
    return intern(made(Code::Add, type, p.may_be_none || q.may_be_none, a, b));
}

NodeId NodePool::subtract(const NodeType& type, NodeId a, NodeId b) {
    const Node p = node(a), q = node(b);
    std::int64_t result = 0;
    if (is_constant(a) && is_constant(b) && !__builtin_sub_overflow(p.imm, q.imm, &result))
        return constant(type, result);
    // Day minus day is a number of days and keeps its form; anything else less a constant is a sum.
    const bool dates = p.base == Base::Date && q.base == Base::Date;
    if (is_constant(b) && !dates && q.imm > std::numeric_limits<std::int64_t>::min())
        return add(type, a, constant(NodeType(q), -q.imm));
    return intern(made(Code::Sub, type, p.may_be_none || q.may_be_none, a, b));
}

NodeId NodePool::scale(const NodeType& type, NodeId a, std::int64_t factor) {
    const Node p = node(a);
    std::int64_t product = 0;
    if (factor == 1 && p.scale == type.scale) return a;
    if (p.op == Code::NoneConstant) return none(type);
    if (is_constant(a) && !__builtin_mul_overflow(p.imm, factor, &product)) return constant(type, product);
    return intern(made(Code::Scale, type, p.may_be_none, a, {}, {}, factor));
}

/// A constant too far off to be a date is left to the proof, which reports it.
bool NodePool::foldable_date(NodeId a) const {
    return is_constant(a) && node(a).imm > -furthest_day && node(a).imm < furthest_day;
}

NodeId NodePool::add_months(NodeId a, std::int32_t months, bool round_up) {
    if (months == 0) return a;
    if (foldable_date(a)) return constant(Base::Date, tenet::add_months(node(a).imm, months, round_up));
    return intern(
        rounded(made(Code::AddMonths, Base::Date, node(a).may_be_none, a, {}, {}, months), round_up));
}

NodeId NodePool::earliest_from(NodeId a, std::int32_t months, bool round_up) {
    if (months == 0) return a;
    if (foldable_date(a)) return constant(Base::Date, tenet::earliest_from(node(a).imm, months, round_up));
    return intern(
        rounded(made(Code::EarliestFrom, Base::Date, node(a).may_be_none, a, {}, {}, months), round_up));
}

NodeId NodePool::whole_months(NodeId from, NodeId to, std::int64_t months, bool round_up) {
    const bool may_be_none = node(from).may_be_none || node(to).may_be_none;
    return intern(rounded(made(Code::WholeMonths, Base::Count, may_be_none, from, to, {}, months), round_up));
}

NodeId NodePool::working_day(NodeId a, std::uint32_t calendar) {
    if (node(a).op == Code::NoneConstant) return yes_no(false);
    return boolean(Code::WorkingDay, a, {}, {}, calendar);
}

NodeId NodePool::working_index(NodeId a, std::uint32_t calendar, bool clamped) {
    if (node(a).op == Code::NoneConstant) return none(Base::Count);
    return intern(
        rounded(made(Code::WorkingIndex, Base::Count, node(a).may_be_none, a, {}, {}, calendar), clamped));
}

NodeId NodePool::working_day_at(NodeId a, std::uint32_t calendar) {
    if (node(a).op == Code::NoneConstant) return none(Base::Date);
    return intern(made(Code::WorkingDayAt, Base::Date, node(a).may_be_none, a, {}, {}, calendar));
}

NodeId NodePool::ahead(NodeId from, NodeId to) {
    return intern(made(Code::Ahead, Base::Count, false, from, to));
}

NodeId NodePool::clock(Code op, std::uint32_t list, NodeId a, NodeId b, NodeId from, NodeId to) {
    Node clock = made(op, Base::Count, op == Code::RunTo && node(b).may_be_none, a, b, from, list);
    clock.d = to;
    return intern(clock);
}

/// Records that cannot pass leave nothing, whatever the list.
NodeId NodePool::aggregate(Code op, const NodeType& type, std::uint32_t list, NodeId a, NodeId b) {
    const bool extreme = op == Code::Latest || op == Code::Earliest;
    if (op != Code::InOrder && is_constant(a, 0)) return extreme ? none(type) : constant(type, 0);
    return intern(made(op, type, extreme, a, b, {}, list));
}

}  // namespace tenet::compiler
