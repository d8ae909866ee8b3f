#include "compiler/verify.hpp"

#include "compiler/node_order.hpp"
#include "compiler/table_names.hpp"
#include "tenet/kernels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>

namespace tenet::compiler {
namespace {

using typed::Base;

class Verifier {
  public:
    explicit Verifier(const Table& table) : table_(table), read_(table.nodes.size()) {}

    std::vector<std::string> run() {
        if (table_.origins.size() != table_.nodes.size()) faults_.emplace_back("a node without an origin");
        for (std::size_t i = 0; i < table_.nodes.size(); ++i)
            if (!operands(i)) return faults_;  // what follows reads operands
        for (std::size_t i = 0; i < table_.nodes.size(); ++i)
            node(i);
        roots();
        for (std::size_t i = 0; i < table_.nodes.size(); ++i)
            if (!read_[i]) fault(i, "nothing reads it");
        return std::move(faults_);
    }

  private:
    void fault(std::size_t index, std::string_view what) {
        faults_.push_back(fmt::format("node %{} ({}): {}", index, name_of(table_.nodes[index].op), what));
    }

    void expect(std::size_t index, bool holds, std::string_view what) {
        if (!holds) fault(index, what);
    }

    bool operands(std::size_t index) {
        const Node& node = table_.nodes[index];
        if (node.op >= Code::Require) {
            fault(index, "not an operator of values");
            return false;
        }
        const std::array<NodeId, 3> operands{node.a, node.b, node.c};
        const auto count = static_cast<std::size_t>(operand_count(node.op));
        for (std::size_t i = 0; i < operands.size(); ++i) {
            if (operands[i].valid() != (i < count)) {
                fault(index, "wrong number of operands");
                return false;
            }
            if (!operands[i].valid()) continue;
            if (operands[i].index() >= index) {
                fault(index, "reads a node that does not precede it");
                return false;
            }
            read_[operands[i].index()] = true;
        }
        return true;
    }

    Base base(NodeId id) const { return table_.at(id).base; }
    bool none(NodeId id) const { return table_.at(id).may_be_none; }
    bool constant(NodeId id) const { return table_.at(id).op == Code::Constant; }
    /// Counts and other numbers go together.
    bool same_base(NodeId a, NodeId b) const {
        const auto number = [this](NodeId id) { return base(id) == Base::Count || base(id) == Base::Number; };
        return base(a) == base(b) || (number(a) && number(b));
    }
    bool yes_no(NodeId id) const { return base(id) == Base::YesNo && !none(id); }

    void node(std::size_t index) {
        const Node& n = table_.nodes[index];
        expect(index, n.base != Base::Period, "a period is no value");
        expect(index, !n.round_up || n.op == Code::AddMonths || n.op == Code::EarliestFrom,
               "rounds without months");
        const bool has_imm = n.op == Code::Constant || n.op == Code::LoadFact || n.op == Code::Scale ||
                             n.op == Code::AddMonths || n.op == Code::EarliestFrom;
        expect(index, has_imm || n.imm == 0, "an immediate that nothing reads");
        expect(index, n.may_be_none == may_be_none(n), "wrong may_be_none");
        if (!seen_.insert(key(n)).second) fault(index, "the same node stands twice");
        kinds(index, n);
        form(index, n);
    }

    static std::string key(const Node& n) {
        return fmt::format("{} {} {} {} {} {} {} {}", static_cast<int>(n.op), n.round_up, n.may_be_none,
                           static_cast<int>(n.base), n.a.value, n.b.value, n.c.value, n.imm);
    }

    bool may_be_none(const Node& n) const {
        switch (n.op) {
        case Code::NoneConstant: return true;
        case Code::LoadFact: return fact(n) != nullptr && fact(n)->type.or_none;
        case Code::If: return none(n.b) || none(n.c);
        case Code::Add:
        case Code::Sub: return none(n.a) || none(n.b);
        case Code::Scale:
        case Code::AddMonths:
        case Code::EarliestFrom: return none(n.a);
        case Code::Constant:
        case Code::Given:
        case Code::Not:
        case Code::And:
        case Code::Or:
        case Code::Eq:
        case Code::Lt:
        case Code::Le:
        case Code::InRange:
        case Code::IsNone:
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

    const TableFact* fact(const Node& n) const {
        return n.imm >= 0 && n.imm < static_cast<std::int64_t>(table_.facts.size())
                   ? &table_.facts[static_cast<std::size_t>(n.imm)]
                   : nullptr;
    }

    void kinds(std::size_t index, const Node& n);
    void form(std::size_t index, const Node& n);
    void roots();
    void root(NodeId id, bool is_yes_no, std::string_view what);

    const Table& table_;
    std::vector<bool> read_;
    std::unordered_set<std::string> seen_;
    std::vector<std::string> faults_;
};

/// Operands and results are of the kinds that the operator takes and gives.
void Verifier::kinds(std::size_t index, const Node& n) {
    constexpr std::string_view wrong = "operands of the wrong kind";
    const bool dates = operand_count(n.op) > 0 && base(n.a) == Base::Date && n.base == Base::Date;
    switch (n.op) {
    case Code::Constant: return expect(index, n.base != Base::YesNo || n.imm == 0 || n.imm == 1, wrong);
    case Code::NoneConstant: return;
    case Code::LoadFact:
        return expect(index, fact(n) != nullptr && fact(n)->type.base == n.base, "no such fact");
    case Code::Given: return expect(index, n.base == base(n.a), wrong);
    case Code::Not: return expect(index, yes_no(n.a) && n.base == Base::YesNo, wrong);
    case Code::And:
    case Code::Or: return expect(index, yes_no(n.a) && yes_no(n.b) && n.base == Base::YesNo, wrong);
    case Code::If:
        return expect(index, yes_no(n.a) && same_base(n.b, n.c) && same_base(n.b, NodeId(index)), wrong);
    case Code::Eq:
    case Code::Lt:
    case Code::Le: return expect(index, same_base(n.a, n.b) && n.base == Base::YesNo, wrong);
    case Code::InRange:
        return expect(index, same_base(n.a, n.b) && same_base(n.a, n.c) && n.base == Base::YesNo, wrong);
    case Code::IsNone: return expect(index, n.base == Base::YesNo, wrong);
    case Code::Add:
    case Code::Sub:
    case Code::Scale: return expect(index, n.base != Base::YesNo, wrong);
    case Code::AddMonths: return expect(index, dates && n.imm != 0, wrong);
    case Code::EarliestFrom: return expect(index, dates && n.imm > 0, wrong);
    case Code::Require:
    case Code::RequireAtLeast:
    case Code::RequireAtMost:
    case Code::RequireLe:
    case Code::RequireTieredAtLeast:
    case Code::RequireTieredAtMost:
    case Code::RequireInRange: return;
    }
}

/// What has a shorter or a second form does not stand.
void Verifier::form(std::size_t index, const Node& n) {
    const bool commutes = n.op == Code::And || n.op == Code::Or || n.op == Code::Eq || n.op == Code::Add;
    if (commutes) {
        const auto at = [this](NodeId id) -> const Node& { return table_.at(id); };
        expect(index, n.a == n.b || node_before(at, n.a, n.b), "operands out of order");
    }
    if (n.op == Code::And || n.op == Code::Or) {
        expect(index, n.a != n.b, "an operand twice");
        expect(index, !constant(n.a) && !constant(n.b), "a constant operand");
    }
    if (n.op == Code::Lt) expect(index, !constant(n.a) && !constant(n.b), "a strict threshold");
    if (n.op == Code::Not)
        expect(index, table_.at(n.a).op != Code::Not && !constant(n.a), "not in normal form");
    if (n.op == Code::Given || n.op == Code::IsNone) expect(index, none(n.a), "asked of what is never none");
    if (n.op == Code::If) expect(index, !constant(n.a), "a constant condition");
    if (n.op == Code::Scale) expect(index, n.imm != 1, "not in normal form");
}

void Verifier::root(NodeId id, bool is_yes_no, std::string_view what) {
    if (id.index() >= table_.nodes.size()) {
        faults_.push_back(fmt::format("{} names no node", what));
        return;
    }
    read_[id.index()] = true;
    if (is_yes_no && !yes_no(id)) faults_.push_back(fmt::format("{} is not yes or no", what));
}

void Verifier::roots() {
    for (const TableRequirement& row : table_.requirements) {
        root(row.condition, true, "requirement " + row.id);
        if (row.when.valid()) root(row.when, true, "the when of requirement " + row.id);
    }
    std::size_t next = 0;
    for (const TableDecision& row : table_.decisions) {
        if (row.when.valid()) root(row.when, true, "the when of decision " + row.id);
        if (row.requirements.first != next) faults_.push_back("decision " + row.id + " skips requirements");
        next = std::size_t{row.requirements.first} + row.requirements.count;
    }
    if (next != table_.requirements.size()) faults_.emplace_back("requirements of no decision");
    for (const TableOutput& row : table_.outputs)
        root(row.value, false, "output " + row.id);
    const bool as_of =
        table_.as_of == Id<TableFact>::none_value ||
        (table_.as_of < table_.facts.size() && table_.facts[table_.as_of].type.base == Base::Date);
    if (!as_of) faults_.emplace_back("as of names no date");
}

}  // namespace

std::vector<std::string> verify(const Table& table) { return Verifier(table).run(); }

}  // namespace tenet::compiler
