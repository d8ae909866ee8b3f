#include "compiler/prove.hpp"

#include "compiler/day_text.hpp"
#include "compiler/ranges.hpp"
#include "tenet/kernels.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace tenet::compiler {
namespace {

using typed::Base;

/// Days from 1900-01-01 beyond which no date is computed; some 27,000 years either way.
constexpr std::int64_t furthest_day = 10'000'000;

std::string value_text(Base base, std::int64_t value) {
    return base == Base::Date ? day_text(value) : std::to_string(value);
}

Arg range_text(Base base, std::int64_t low, std::int64_t high) {
    const std::string from = value_text(base, low), to = value_text(base, high);
    return low == high ? Arg(from) : Arg(from + " to " + to, from + " 至 " + to);
}

Arg range_text(Base base, const Partial& value) {
    return is_surely_none(value) ? Arg("none", "无") : range_text(base, value.lo, value.hi);
}

class Proof {
  public:
    Proof(const Table& table, Diagnostics& diagnostics)
        : table_(table), diagnostics_(diagnostics), ranges_(ranges_of(table)), lost_(table.nodes.size()),
          told_(table.nodes.size()) {}

    void run() {
        for (std::size_t i = 0; i < table_.nodes.size(); ++i)
            bounded(i);
        for (const TableDefine& define : table_.defines)
            within(define);
        for (const TableRequirement& requirement : table_.requirements)
            settled(requirement);
        for (std::size_t i = 0; i < table_.nodes.size(); ++i) {
            const NodeId id(i);
            if (!told_[i] && is_settled(id) && !settled_operand(id).valid())
                settled(table_.origins[i].span, surely(range(id)), reason(id));
        }
        for (const TableSettled& condition : table_.settled)
            settled(condition.span, condition.yes, no_fact());
    }

  private:
    static std::array<NodeId, 3> operands_of(const Node& node) { return {node.a, node.b, node.c}; }
    const Partial& range(NodeId id) const { return ranges_[id.index()].value; }

    /// Reports where a value first leaves what can be computed; what rests on it is not judged any more.
    void bounded(std::size_t index) {
        const Node& node = table_.nodes[index];
        for (NodeId operand : operands_of(node))
            if (operand.valid() && lost_[operand.index()]) lost_[index] = true;
        if (lost_[index]) return;
        const Partial& value = ranges_[index].value;
        const bool far = node.base == Base::Date && may_be_value(value) &&
                         (value.lo < -furthest_day || value.hi > furthest_day);
        const bool constant = node.op == Code::Constant;
        const bool overflow =
            ranges_[index].overflow || (constant && (node.imm < -value_limit || node.imm > value_limit));
        if (!far && !overflow) return;
        lost_[index] = true;
        const Span span = table_.origins[index].span;
        if (node.base == Base::Date)
            diagnostics_.report<D::DateTooFar>(span, furthest_day, bound_hint(NodeId(index)));
        else
            diagnostics_.report<D::MayOverflow>(span, value_limit, bound_hint(NodeId(index)));
    }

    /// The fact that widens a value most, found by following the widest operand down: bounding it helps most.
    std::optional<std::size_t> widest_fact(NodeId id) const {
        while (id.valid() && table_.at(id).op != Code::LoadFact) {
            NodeId widest;
            for (NodeId operand : operands_of(table_.at(id))) {
                if (!operand.valid() || table_.at(operand).base == Base::YesNo) continue;
                if (!widest.valid() || width(operand) > width(widest)) widest = operand;
            }
            id = widest;
        }
        if (!id.valid()) return std::nullopt;
        return static_cast<std::size_t>(table_.at(id).imm);
    }

    std::int64_t width(NodeId id) const { return range(id).hi - range(id).lo; }

    Arg bound_hint(NodeId id) const {
        const std::optional<std::size_t> slot = widest_fact(id);
        if (!slot) return Arg("use smaller numbers", "用小一些的数");
        const TableFact& fact = table_.facts[*slot];
        if (fact.type.base == Base::Count &&
            fact.type.high >= 1'000'000)  // as wide as counts go: not bounded yet
            return Arg("give `" + fact.name + "` a range, such as `count 0..1000`",
                       "给 `" + fact.name + "` 加上范围，如 `次数 0..1000`");
        return Arg("give `" + fact.name + "` a narrower range", "给 `" + fact.name + "` 加上小一些的范围");
    }

    void within(const TableDefine& define) {
        const Partial& value = range(define.value);
        if (lost_[define.value.index()] || !may_be_value(value) || define.type.base == Base::YesNo) return;
        if (value.lo >= define.type.low && value.hi <= define.type.high) return;
        diagnostics_.report<D::OutsideDeclaredRange>(
            define.span, define.name, range_text(define.type.base, value.lo, value.hi),
            range_text(define.type.base, define.type.low, define.type.high), bound_hint(define.value));
    }

    bool is_settled(NodeId id) const {
        const Node& node = table_.at(id);
        return node.base == Base::YesNo && !node.may_be_none && node.op != Code::Constant &&
               !lost_[id.index()] && determined(range(id));
    }

    NodeId settled_operand(NodeId id) const {
        for (NodeId operand : operands_of(table_.at(id)))
            if (operand.valid() && is_settled(operand)) return operand;
        return {};
    }

    /// The deepest condition that settles this one.
    NodeId cause_of(NodeId id) const {
        for (NodeId next = id; next.valid(); next = settled_operand(id))
            id = next;
        return id;
    }

    /// What an operand may be, for a reader: `audits` is 0 to 3.
    void describe(NodeId id, Arg& text) const {
        const Node* node = &table_.at(id);
        if (node->op == Code::Constant || node->op == Code::NoneConstant || node->base == Base::YesNo) return;
        const Arg is = range_text(node->base, range(id));
        if (node->op == Code::Given) node = &table_.at(node->a);
        const bool fact = node->op == Code::LoadFact;
        const std::string name =
            fact ? "`" + table_.facts[static_cast<std::size_t>(node->imm)].name + "`" : "";
        text.en += (text.en.empty() ? "" : ", ") + (fact ? name : "the value compared") + " is " + is.en;
        text.zh += (text.zh.empty() ? "" : "，") + (fact ? name + " " : "所比较的值") + "为 " + is.zh;
    }

    /// Both bounds of a window in one phrase.
    void describe_bounds(const Node& window, Arg& text) const {
        const Partial bounds = hull(range(window.b), range(window.c));
        const Arg within = range_text(table_.at(window.b).base, bounds);
        text.en += (text.en.empty() ? "it must lie within " : ", and must lie within ") + within.en;
        text.zh += (text.zh.empty() ? "应在 " : "，应在 ") + within.zh + " 之内";
    }

    Arg reason(NodeId cause) const {
        const Node& node = table_.at(cause);
        Arg text("");
        if (node.op == Code::InRange) {
            describe(node.a, text);
            describe_bounds(node, text);
            return text;
        }
        for (NodeId operand : operands_of(node))
            if (operand.valid()) describe(operand, text);
        return text.en.empty() ? no_fact() : text;
    }

    static Arg no_fact() { return {"it does not depend on any fact", "它不取决于任何事实"}; }

    void settled(const TableRequirement& requirement) {
        const NodeId id = requirement.condition;
        const bool constant = table_.at(id).op == Code::Constant;
        if (!constant && !is_settled(id)) return;
        const NodeId cause = cause_of(id);
        told_[cause.index()] = true;
        if (surely(range(id)))
            diagnostics_.report<D::RequirementAlwaysHolds>(requirement.span, requirement.name, reason(cause));
        else
            diagnostics_.report<D::RequirementNeverHolds>(requirement.span, requirement.name, reason(cause));
    }

    void settled(Span span, bool yes, const Arg& reason) {
        if (yes)
            diagnostics_.report<D::ConditionAlwaysYes>(span, reason);
        else
            diagnostics_.report<D::ConditionAlwaysNo>(span, reason);
    }

    const Table& table_;
    Diagnostics& diagnostics_;
    std::vector<Range> ranges_;
    std::vector<bool> lost_;  ///< rests on what may overflow
    std::vector<bool> told_;  ///< named as the cause of what was reported
};

}  // namespace

void prove(const Table& table, Diagnostics& diagnostics) { Proof(table, diagnostics).run(); }

}  // namespace tenet::compiler
