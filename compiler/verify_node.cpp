#include "compiler/verify_node.hpp"

#include "compiler/node_order.hpp"
#include "tenet/kernels.hpp"

#include <array>

namespace tenet::compiler {
namespace {

using typed::Base;
using typed::no_index;

/// One node under the checks; each gives what is wrong, or nothing.
class NodeCheck {
  public:
    NodeCheck(const Table& table, std::size_t index) : table_(table), id_(index), n_(table.nodes[index]) {}

    std::string_view run() const {
        for (const auto check : {&NodeCheck::plain, &NodeCheck::list, &NodeCheck::kinds, &NodeCheck::form}) {
            const std::string_view fault = (this->*check)();
            if (!fault.empty()) return fault;
        }
        return n_.may_be_none == may_be_none() ? "" : "wrong may_be_none";
    }

  private:
    static constexpr std::string_view wrong = "operands of the wrong kind";
    static std::string_view unless(bool holds, std::string_view fault) { return holds ? "" : fault; }

    const Node& at(NodeId id) const { return table_.at(id); }
    Base base(NodeId id) const { return at(id).base; }
    bool none(NodeId id) const { return at(id).may_be_none; }
    bool constant(NodeId id) const { return at(id).op == Code::Constant; }
    bool yes_no(NodeId id) const { return base(id) == Base::YesNo && !none(id); }
    bool gives(Base result) const { return n_.base == result; }
    /// Numbers in the same unit, counts and others together; dates; values of one choice; sets of one; texts.
    bool alike(NodeId a, NodeId b) const { return alike(at(a), at(b)); }
    static bool alike(const Node& a, const Node& b) {
        const auto number = [](Base x) { return x == Base::Count || x == Base::Number; };
        return (a.base == b.base || (number(a.base) && number(b.base))) && a.scale == b.scale && a.of == b.of;
    }
    static bool measured(Base x) {
        return x == Base::Count || x == Base::Number || x == Base::Days || x == Base::Hours;
    }
    bool ordered(NodeId id) const { return measured(base(id)) || base(id) == Base::Date; }

    const TableFact* fact() const {
        return n_.imm >= 0 && n_.imm < static_cast<std::int64_t>(table_.facts.size())
                   ? &table_.facts[static_cast<std::size_t>(n_.imm)]
                   : nullptr;
    }
    const TableFact* field() const {
        const std::uint32_t slot = list_of_field(n_.imm), place = field_of_field(n_.imm);
        if (n_.imm < 0 || slot >= table_.facts.size() || table_.facts[slot].type.base != Base::List)
            return nullptr;
        const TableRecord& record = table_.records[table_.facts[slot].type.of];
        return place < record.fields.size() ? &record.fields[place] : nullptr;
    }

    bool has_imm() const {
        return n_.op == Code::Constant || n_.op == Code::LoadFact || n_.op == Code::LoadField ||
               n_.op == Code::Scale || n_.op == Code::AddMonths || n_.op == Code::EarliestFrom ||
               n_.op == Code::InSet || n_.op == Code::Covers || n_.op == Code::WholeMonths ||
               reads_calendar(n_.op) || is_aggregate(n_.op);
    }

    std::string_view plain() const {
        const bool of_choice = n_.base == Base::Choice || n_.base == Base::Set;
        const bool rounds = n_.op == Code::AddMonths || n_.op == Code::EarliestFrom ||
                            n_.op == Code::WholeMonths || n_.op == Code::WorkingIndex;
        if (n_.base == Base::Period || n_.base == Base::List) return "a period or a list is no value";
        if (n_.round_up && !rounds) return "rounds without months";
        if (!has_imm() && n_.imm != 0) return "an immediate that nothing reads";
        if (n_.scale < 1 || (n_.scale != 1 && !measured(n_.base))) return "a scale of what has none";
        return unless(of_choice ? n_.of < table_.choices.size() : n_.of == no_index, "no such choice");
    }

    bool knows_calendar() const {
        return n_.imm >= 0 && n_.imm < static_cast<std::int64_t>(table_.calendars.size());
    }
    bool whole(NodeId id) const {
        return (base(id) == Base::Count || base(id) == Base::Number) && at(id).scale == 1;
    }
    bool clock_fits() const {
        for (NodeId id : n_.operands())
            if (!whole(id)) return false;
        const auto outside = [this](NodeId id) { return at(id).over == no_index && !none(id); };
        return gives(Base::Count) && !none(n_.a) && outside(n_.c) && outside(n_.d);
    }

    /// Every operand is about the same list as the node, or is one value; an aggregate makes one value.
    std::string_view list() const {
        std::uint32_t list = n_.op == Code::LoadField ? list_of_field(n_.imm) : no_index;
        for (NodeId operand : n_.operands()) {
            if (!operand.valid() || at(operand).over == no_index) continue;
            if (list != no_index && list != at(operand).over) return "about the records of two lists";
            list = at(operand).over;
        }
        if (!is_aggregate(n_.op)) return unless(n_.over == list, "about the wrong list");
        if (n_.over != no_index) return "an aggregate is one value";
        if (fact() == nullptr || fact()->type.base != Base::List) return "no such list";
        return unless(list == no_index || list == n_.imm, "about the wrong list");
    }

    bool may_be_none() const {
        switch (n_.op) {
        case Code::NoneConstant:
        case Code::Latest:
        case Code::Earliest: return true;
        case Code::LoadFact: return fact()->type.or_none;
        case Code::LoadField: return field()->type.or_none;
        case Code::If: return none(n_.b) || none(n_.c);
        case Code::Add:
        case Code::Sub:
        case Code::WholeMonths: return none(n_.a) || none(n_.b);
        case Code::Scale:
        case Code::AddMonths:
        case Code::EarliestFrom:
        case Code::AsSet:
        case Code::WorkingIndex:
        case Code::WorkingDayAt: return none(n_.a);
        case Code::RunTo: return none(n_.b);
        case Code::Constant:
        case Code::Given:
        case Code::Each:
        case Code::Not:
        case Code::And:
        case Code::Or:
        case Code::Eq:
        case Code::Lt:
        case Code::Le:
        case Code::InRange:
        case Code::IsNone:
        case Code::InSet:
        case Code::Member:
        case Code::Covers:
        case Code::Count:
        case Code::Any:
        case Code::Sum:
        case Code::InOrder:
        case Code::WorkingDay:
        case Code::Ahead:
        case Code::Running:
        case Code::Union:
        case Code::Require:
        case Code::RequireAtLeast:
        case Code::RequireAtMost:
        case Code::RequireLe:
        case Code::RequireTieredAtLeast:
        case Code::RequireTieredAtMost:
        case Code::RequireInRange: return false;
        }
        __builtin_unreachable();
    }

    bool loads(const TableFact* from) const {
        return from != nullptr && from->type.base == n_.base && from->type.scale == n_.scale &&
               (n_.of == no_index || from->type.of == n_.of);
    }

    /// Dates move by whole days; what is measured adds to its like.
    bool sum_fits() const {
        const auto days = [this](NodeId id) { return base(id) == Base::Days && at(id).scale == 1; };
        const bool first = base(n_.a) == Base::Date, second = base(n_.b) == Base::Date;
        if (first && second) return n_.op == Code::Sub && gives(Base::Days) && n_.scale == 1;
        if (first) return days(n_.b) && gives(Base::Date);
        if (second) return n_.op == Code::Add && days(n_.a) && gives(Base::Date);
        return measured(n_.base) && alike(n_.a, n_.b) && at(n_.a).scale == n_.scale;
    }

    bool constant_fits() const {
        if (gives(Base::YesNo)) return n_.imm == 0 || n_.imm == 1;
        if (gives(Base::Text)) return n_.imm >= 0 && n_.imm <= static_cast<std::int64_t>(table_.texts.size());
        if (!gives(Base::Choice) && !gives(Base::Set)) return true;
        const auto values = static_cast<std::int64_t>(table_.choices[n_.of].values.size());
        if (gives(Base::Choice)) return n_.imm >= 0 && n_.imm < values;
        return values <= 63 && n_.imm >= 0 && n_.imm >> values == 0;
    }

    /// The parts of a set that a choice of at most 64 values may be asked for.
    bool set_fits() const {
        const bool of_choice = base(n_.a) == Base::Choice && at(n_.a).of < table_.choices.size();
        const std::size_t values = of_choice ? table_.choices[at(n_.a).of].values.size() : 0;
        return values <= 64 && values != 0 &&
               (values == 64 || static_cast<std::uint64_t>(n_.imm) >> values == 0);
    }

    /// Members that a set may have.
    bool covers_fits() const {
        if (base(n_.a) != Base::Set || at(n_.a).of >= table_.choices.size()) return false;
        const std::size_t values = table_.choices[at(n_.a).of].values.size();
        return n_.imm > 0 && values <= 63 && n_.imm >> values == 0;
    }

    bool aggregate_fits() const {
        if (n_.op == Code::InOrder)
            return gives(Base::YesNo) && ordered(n_.a) && alike(n_.a, n_.b) && !none(n_.a);
        if (!yes_no(n_.a)) return false;
        if (n_.op == Code::Any) return gives(Base::YesNo);
        if (n_.op == Code::Count) return gives(Base::Count) && n_.scale == 1;
        if (n_.op == Code::Union) return gives(Base::Set) && alike(n_, at(n_.b));
        const bool fits = n_.op == Code::Sum ? measured(n_.base) : ordered(n_.b);
        return fits && alike(n_, at(n_.b));
    }

    /// Operands and results are of the kinds that the operator takes and gives.
    std::string_view kinds() const {
        switch (n_.op) {
        case Code::Constant: return unless(constant_fits(), wrong);
        case Code::NoneConstant: return "";
        case Code::LoadFact: return unless(loads(fact()), "no such fact");
        case Code::LoadField: return unless(loads(field()), "no such field");
        case Code::Given: return unless(alike(n_, at(n_.a)), wrong);
        case Code::Not: return unless(yes_no(n_.a) && gives(Base::YesNo), wrong);
        case Code::And:
        case Code::Or: return unless(yes_no(n_.a) && yes_no(n_.b) && gives(Base::YesNo), wrong);
        case Code::If: return unless(yes_no(n_.a) && alike(n_.b, n_.c) && alike(n_.b, id_), wrong);
        case Code::Eq: return unless(alike(n_.a, n_.b) && gives(Base::YesNo), wrong);
        case Code::Lt:
        case Code::Le: return unless(ordered(n_.a) && alike(n_.a, n_.b) && gives(Base::YesNo), wrong);
        case Code::InRange:
            return unless(ordered(n_.a) && alike(n_.a, n_.b) && alike(n_.a, n_.c) && gives(Base::YesNo),
                          wrong);
        case Code::IsNone: return unless(gives(Base::YesNo), wrong);
        case Code::Add:
        case Code::Sub: return unless(sum_fits(), wrong);
        case Code::Scale:
            return unless(measured(n_.base) && measured(base(n_.a)) && n_.scale % at(n_.a).scale == 0, wrong);
        case Code::AddMonths:
            return unless(base(n_.a) == Base::Date && gives(Base::Date) && n_.imm != 0, wrong);
        case Code::EarliestFrom:
            return unless(base(n_.a) == Base::Date && gives(Base::Date) && n_.imm > 0, wrong);
        case Code::WholeMonths:
            return unless(base(n_.a) == Base::Date && base(n_.b) == Base::Date && gives(Base::Count) &&
                              n_.imm > 0,
                          wrong);
        case Code::InSet: return unless(set_fits() && gives(Base::YesNo), wrong);
        case Code::Member:
            return unless(base(n_.a) == Base::Choice && base(n_.b) == Base::Set &&
                              at(n_.a).of == at(n_.b).of && gives(Base::YesNo),
                          wrong);
        case Code::Covers: return unless(covers_fits() && gives(Base::YesNo), wrong);
        case Code::AsSet:
            return unless(base(n_.a) == Base::Choice && gives(Base::Set) && at(n_.a).of == n_.of, wrong);
        case Code::Count:
        case Code::Any:
        case Code::Sum:
        case Code::Latest:
        case Code::Earliest:
        case Code::Union:
        case Code::InOrder: return unless(aggregate_fits(), wrong);
        case Code::Running:
        case Code::RunTo: return unless(clock_fits(), wrong);
        case Code::WorkingDay:
            return unless(knows_calendar() && base(n_.a) == Base::Date && gives(Base::YesNo), wrong);
        case Code::WorkingIndex:
            return unless(knows_calendar() && base(n_.a) == Base::Date && gives(Base::Count), wrong);
        case Code::WorkingDayAt: return unless(knows_calendar() && whole(n_.a) && gives(Base::Date), wrong);
        case Code::Ahead:
            return unless(whole(n_.a) && whole(n_.b) && !none(n_.a) && !none(n_.b) && gives(Base::Count),
                          wrong);
        case Code::Each:
        case Code::Require:
        case Code::RequireAtLeast:
        case Code::RequireAtMost:
        case Code::RequireLe:
        case Code::RequireTieredAtLeast:
        case Code::RequireTieredAtMost:
        case Code::RequireInRange: return "not an operator of values";
        }
        __builtin_unreachable();
    }

    bool one_bit() const {
        const auto set = static_cast<std::uint64_t>(n_.imm);
        return (set & (set - 1)) == 0;
    }

    /// What has a shorter or a second form does not stand.
    std::string_view form() const {
        const bool commutes =
            n_.op == Code::And || n_.op == Code::Or || n_.op == Code::Eq || n_.op == Code::Add;
        const auto node = [this](NodeId id) -> const Node& { return at(id); };
        if (commutes && n_.a != n_.b && !node_before(node, n_.a, n_.b)) return "operands out of order";
        const bool logic = n_.op == Code::And || n_.op == Code::Or;
        if (logic && n_.a == n_.b) return "an operand twice";
        if ((logic || n_.op == Code::Lt) && (constant(n_.a) || constant(n_.b))) return "a constant operand";
        if (n_.op == Code::Not && (at(n_.a).op == Code::Not || constant(n_.a))) return "not in normal form";
        if ((n_.op == Code::Given || n_.op == Code::IsNone) && !none(n_.a))
            return "asked of what is never none";
        if (n_.op == Code::If && constant(n_.a)) return "a constant condition";
        if (n_.op == Code::Scale && n_.imm == 1 && n_.scale == at(n_.a).scale) return "not in normal form";
        const bool bits = n_.op == Code::InSet || n_.op == Code::Covers;
        if (bits && one_bit()) return "a set of one member";
        if (n_.op == Code::Member && constant(n_.b)) return "a constant set";
        return "";
    }

    const Table& table_;
    NodeId id_;
    const Node& n_;
};

}  // namespace

std::string_view node_fault(const Table& table, std::size_t index) { return NodeCheck(table, index).run(); }

}  // namespace tenet::compiler
