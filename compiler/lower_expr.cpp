#include "compiler/lower_expr.hpp"

#include "compiler/fault.hpp"

#include <utility>

namespace tenet::compiler {

using ast::CompareOp;
using typed::Base;
using typed::Expr;
using typed::ExprId;
using typed::Kind;
using typed::no_index;

namespace {

/// Several times what a program numbers its ops with: fusion and folding leave some nodes without an op.
constexpr std::size_t most_nodes = 262'144;

typed::Period backwards(typed::Period period) { return {-period.months, -period.days}; }

std::uint64_t key(ExprId id, std::uint32_t list) { return (std::uint64_t{list} << 32U) | id.value; }

}  // namespace

ExprLowering::ExprLowering(const typed::Module& module) : module_(module), done_(module.exprs.size()) {
    for (const typed::Record& record : module.records) {
        std::vector<std::uint32_t>& places = places_.emplace_back();
        std::uint32_t next = 0;
        for (const typed::Field& field : record.fields) {
            places.push_back(next);
            if (!field.derived.valid()) ++next;
        }
    }
}

bool ExprLowering::full() const { return pool_.size() > most_nodes || inside_.size() > most_nodes; }

NodeId ExprLowering::lowered(ExprId id, std::uint32_t list) const {
    const NodeId node = done_[id.index()];
    if (node.valid() || list == no_index) return node;
    const auto place = inside_.find(key(id, list));
    return place == inside_.end() ? NodeId() : place->second;
}

const typed::Field& ExprLowering::field_of(std::uint32_t list, std::uint32_t field) const {
    TENET_CHECK(list != no_index, "a field outside of any list reached lowering");
    return module_.records[module_.facts[list].type.of].fields[field];
}

/// A define is the same wherever it is read; the operands of an aggregate are about its records.
template <class Visit>
void ExprLowering::for_each_operand(const Task& task, const Visit& visit) const {
    const Expr& e = module_.at(task.id);
    const std::uint32_t list = is_aggregate(e.kind) ? e.ref : task.list;
    for (ExprId operand : {e.a, e.b, e.c})
        if (operand.valid()) visit(Task{operand, list});
    for (ExprId operand : {e.x, e.y})
        if (operand.valid()) visit(Task{operand, task.list});
    for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
        visit(Task{module_.tiers[e.tiers.first + i].amount, list});
        visit(Task{module_.tiers[e.tiers.first + i].condition, list});
    }
    if (e.kind == Kind::Definition) visit(Task{module_.definitions[e.ref].value, no_index});
    if (e.kind == Kind::Field && field_of(task.list, e.ref).derived.valid())
        visit(Task{field_of(task.list, e.ref).derived, task.list});
}

NodeId ExprLowering::lower(ExprId root) {
    std::vector<Task> stack{{root, no_index}};
    std::vector<Task> pending;
    while (!stack.empty()) {
        if (full()) return {};
        const Task task = stack.back();
        if (lowered(task.id, task.list).valid()) {
            stack.pop_back();
            continue;
        }
        pending.clear();
        for_each_operand(task, [&](const Task& operand) {
            if (!lowered(operand.id, operand.list).valid()) pending.push_back(operand);
        });
        if (pending.empty()) {
            pool_.at(module_.at(task.id).span);
            const Expr& e = module_.at(task.id);
            list_ = is_aggregate(e.kind) ? e.ref : task.list;
            finish(task, build(e));
        }
        stack.insert(stack.end(), pending.rbegin(), pending.rend());
    }
    return lowered(root);
}

/// What does not read the record after all is one value, the same for every list.
void ExprLowering::finish(const Task& task, NodeId node) {
    if (pool_.node(node).over == no_index)
        done_[task.id.index()] = node;
    else
        inside_.emplace(key(task.id, task.list), node);
    note_settled(task.id, node);
}

void ExprLowering::note_settled(ExprId id, NodeId node) {
    const Expr& e = module_.at(id);
    const bool compares = e.kind == Kind::Compare || e.kind == Kind::Tiered || e.kind == Kind::InRange ||
                          e.kind == Kind::InGroup || e.kind == Kind::Member;
    if (compares && pool_.node(node).op == Code::Constant)
        settled_.push_back({e.span, pool_.node(node).imm != 0});
}

NodeId ExprLowering::as_of() {
    TENET_CHECK(module_.has_as_of(), "a dated expression without a reference date reached lowering");
    return pool_.fact(module_.as_of, module_.facts[module_.as_of].type);
}

NodeId ExprLowering::shifted(NodeId date, typed::Period period) {
    const NodeId moved = pool_.add_months(date, period.months, round_up());
    if (period.days == 0) return moved;
    return pool_.add(Base::Date, moved, pool_.constant(Base::Days, period.days));
}

NodeId ExprLowering::compared(CompareOp op, NodeId a, NodeId b) {
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
NodeId ExprLowering::tiered(const Expr& e) {
    pool_.at(join(module_.at(e.a).span, module_.at(e.b).span));
    NodeId result = compared(e.op, of(e.a), of(e.b));
    for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
        const typed::Tier& tier = module_.tiers[e.tiers.first + i];
        pool_.at(module_.at(tier.amount).span);
        const NodeId reached = compared(e.op, of(e.a), of(tier.amount));
        pool_.at(e.span);
        result = pool_.either(result, pool_.both(reached, of(tier.condition)));
    }
    return result;
}

NodeId ExprLowering::window_back(const Expr& e) {
    const NodeId today = as_of();
    return pool_.in_range(of(e.a), shifted(today, backwards(e.period)), today);
}

/// `a <= today <= a + P` as a range of `a`, whose bounds every applicant's date is held against alike.
NodeId ExprLowering::window_ahead(const Expr& e) {
    const NodeId today = as_of();
    const NodeId earliest = e.period.months == 0 ? shifted(today, backwards(e.period))
                                                 : pool_.earliest_from(today, e.period.months, round_up());
    return pool_.in_range(of(e.a), earliest, today);
}

NodeId ExprLowering::window_around(const Expr& e) {
    const NodeId anchor = of(e.b);
    const NodeId low = e.before ? shifted(anchor, backwards(e.period)) : anchor;
    const NodeId high = e.after ? shifted(anchor, e.period) : anchor;
    return pool_.in_range(of(e.a), low, high);
}

NodeId ExprLowering::in_range(const Expr& e) {
    const NodeId inside = pool_.in_range(of(e.a), of(e.b), of(e.c));
    return e.negated ? pool_.negate(inside) : inside;
}

NodeId ExprLowering::field(const Expr& e) {
    const typed::Field& field = field_of(list_, e.ref);
    if (field.derived.valid()) return of(field.derived);
    const std::uint32_t record = module_.facts[list_].type.of;
    return pool_.field(list_, places_[record][e.ref], field.type);
}

/// A choice of more than 64 values has no set of possible values: there the members are compared with one by one.
NodeId ExprLowering::in_group(const Expr& e) {
    const typed::Group& group = module_.groups[e.ref];
    const NodeId choice = of(e.a);
    NodeId inside = pool_.constant(Base::YesNo, 0);
    if (group.members.size() <= 64) {
        std::uint64_t members = 0;
        for (std::size_t i = 0; i < group.members.size(); ++i)
            members |= std::uint64_t{group.members[i] ? 1U : 0U} << i;
        inside = pool_.in_set(choice, members);
    } else {
        const typed::Type type{Base::Choice, false, 0, 0, 1, group.choice};
        for (std::size_t i = 0; i < group.members.size(); ++i)
            if (group.members[i])
                inside = pool_.either(
                    inside, pool_.equal(choice, pool_.constant(type, static_cast<std::int64_t>(i))));
    }
    return e.negated ? pool_.negate(inside) : inside;
}

NodeId ExprLowering::member(const Expr& e) {
    const NodeId inside = pool_.member(of(e.a), of(e.b));
    return e.negated ? pool_.negate(inside) : inside;
}

NodeId ExprLowering::index_of(const Expr& e, ExprId date, bool clamped) {
    return pool_.working_index(of(date), calendar_of(e), clamped);
}

NodeId ExprLowering::added_working_days(const Expr& e) {
    const NodeId number = pool_.add(Base::Count, index_of(e, e.a), of(e.b));
    return pool_.working_day_at(number, calendar_of(e));
}

/// Days are told by their numbers, so that a stop outside of the calendar is one at its nearest end.
NodeId ExprLowering::stopped_clock(Code op, const Expr& e, NodeId to) {
    const NodeId begin = index_of(e, e.a, true), end = index_of(e, e.b, true);
    return pool_.clock(op, e.ref, begin, end, index_of(e, e.x), to);
}

NodeId ExprLowering::condition(const Expr& e) {
    return e.c.valid() ? of(e.c) : pool_.constant(Base::YesNo, 1);
}

NodeId ExprLowering::selected(Code op, const Expr& e) {
    return pool_.aggregate(op, e.type, e.ref, condition(e), of(e.a));
}

NodeId ExprLowering::some(const Expr& e) {
    return pool_.aggregate(Code::Any, Base::YesNo, e.ref, condition(e));
}

/// A value of a choice is united as the set of it alone.
NodeId ExprLowering::united(const Expr& e) {
    const NodeId value = of(e.a);
    const bool choice = module_.at(e.a).type.base == Base::Choice;
    return pool_.aggregate(Code::Union, e.type, e.ref, condition(e), choice ? pool_.as_set(value) : value);
}

/// All pass if none fails.
NodeId ExprLowering::every(const Expr& e) {
    return pool_.negate(pool_.aggregate(Code::Any, Base::YesNo, e.ref, pool_.negate(condition(e))));
}

NodeId ExprLowering::build(const Expr& e) {
    switch (e.kind) {
    case Kind::Error: fault("a faulty expression reached lowering");
    case Kind::Constant: return pool_.constant(e.type, e.number);
    case Kind::None: return pool_.none(e.type);
    case Kind::Fact: return pool_.fact(e.ref, module_.facts[e.ref].type);
    case Kind::Definition: return lowered(module_.definitions[e.ref].value);
    case Kind::Given: return pool_.given(of(e.a));
    case Kind::Not: return pool_.negate(of(e.a));
    case Kind::And: return pool_.both(of(e.a), of(e.b));
    case Kind::Or: return pool_.either(of(e.a), of(e.b));
    case Kind::If: return pool_.choose(e.type, of(e.a), of(e.b), of(e.c));
    case Kind::Compare: return compared(e.op, of(e.a), of(e.b));
    case Kind::Tiered: return tiered(e);
    case Kind::InRange: return in_range(e);
    case Kind::IsNone: return pool_.is_none(of(e.a));
    case Kind::Add: return pool_.add(e.type, of(e.a), of(e.b));
    case Kind::Sub: return pool_.subtract(e.type, of(e.a), of(e.b));
    case Kind::Mul:
    case Kind::Rescale: return pool_.scale(e.type, of(e.a), e.number);
    case Kind::ShiftDate: return shifted(of(e.a), e.period);
    case Kind::WindowBack: return window_back(e);
    case Kind::WindowAhead: return window_ahead(e);
    case Kind::WindowAround: return window_around(e);
    case Kind::TimeSince: return compared(e.op, as_of(), shifted(of(e.a), e.period));
    case Kind::Field: return field(e);
    case Kind::InGroup: return in_group(e);
    case Kind::Member: return member(e);
    case Kind::Covers: return pool_.covers(of(e.a), static_cast<std::uint64_t>(e.number));
    case Kind::WholeMonths: return pool_.whole_months(of(e.a), as_of(), e.number, round_up());
    case Kind::WorkingDay: return pool_.working_day(of(e.a), calendar_of(e));
    case Kind::WorkingDays: return pool_.ahead(index_of(e, e.a), index_of(e, e.b));
    case Kind::AddWorkingDays: return added_working_days(e);
    case Kind::RunningDays: return stopped_clock(Code::Running, e, index_of(e, e.y));
    case Kind::RunDays: return pool_.working_day_at(stopped_clock(Code::RunTo, e, of(e.y)), calendar_of(e));
    case Kind::Count: return pool_.aggregate(Code::Count, e.type, e.ref, condition(e));
    case Kind::Sum: return selected(Code::Sum, e);
    case Kind::Latest: return selected(Code::Latest, e);
    case Kind::Earliest: return selected(Code::Earliest, e);
    case Kind::Any: return some(e);
    case Kind::Every: return every(e);
    case Kind::Union: return united(e);
    case Kind::InOrder: return pool_.aggregate(Code::InOrder, Base::YesNo, e.ref, of(e.a), of(e.b));
    }
    __builtin_unreachable();
}

}  // namespace tenet::compiler
