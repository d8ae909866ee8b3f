#include "compiler/prove.hpp"

#include "compiler/check_parts.hpp"
#include "compiler/intervals.hpp"
#include "compiler/prove_bounds.hpp"
#include "compiler/prove_cures.hpp"
#include "compiler/prove_words.hpp"
#include "compiler/ranges.hpp"
#include "compiler/table_reach.hpp"
#include "tenet/kernels.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::Base;

class Proof {
  public:
    Proof(const Table& table, Diagnostics& diagnostics)
        : table_(table), diagnostics_(diagnostics), ranges_(ranges_of(table)), words_(table, ranges_),
          cures_(table, ranges_), lost_(table.nodes.size()), told_(table.nodes.size()) {}

    void run() {
        for (std::size_t i = 0; i < table_.nodes.size(); ++i)
            bounded(i);
        within();
        for (const TableRequirement& requirement : table_.requirements)
            settled(requirement);
        // What only texts show repeats conditions in another form.
        const std::size_t deciding = deciding_nodes(table_);
        for (std::size_t i = 0; i < deciding; ++i) {
            const NodeId id(i);
            if (!told_[i] && is_settled(id) && !settled_operand(id).valid())
                settled(table_.origins[i].span, surely(range(id)), words_.reason(id));
        }
        for (const TableSettled& condition : table_.settled)
            settled(condition.span, condition.yes, ProofWords::no_fact());
    }

  private:
    const Partial& range(NodeId id) const { return ranges_[id.index()].value; }

    /// Reports where a value first leaves what can be computed; what rests on it is not judged any more.
    void bounded(std::size_t index) {
        for (NodeId operand : table_.nodes[index].operands())
            if (operand.valid() && lost_[operand.index()]) lost_[index] = true;
        if (lost_[index]) return;
        if (!leaves_numbers(table_, ranges_, NodeId(index))) return;
        lost_[index] = true;
        const Node& node = table_.nodes[index];
        const Span span = table_.origins[index].span;
        // What is written once may stand in several nodes.
        if (!placed_.emplace(span.file, span.begin).second) return;
        const Cures::Proposal cure = cures_.bound(NodeId(index));
        const Arg& hint = cure.text;
        if (node.base == Base::Date)
            diagnostics_.report<D::DateTooFar>(span, furthest_day, hint);
        else
            diagnostics_.report<D::MayOverflow>(span, value_limit / node.scale, hint);
    }

    /// What reads a value that leaves its range leaves its own too, and is not reported again.
    void within() {
        std::vector<bool> outside(table_.nodes.size());
        // INVARIANT: defines stand in the order of their nodes.
        auto define = table_.defines.begin();
        for (std::size_t i = 0; i < table_.nodes.size(); ++i) {
            for (NodeId operand : table_.nodes[i].operands())
                if (operand.valid() && outside[operand.index()]) outside[i] = true;
            const bool judged = !outside[i];
            for (; define != table_.defines.end() && define->value.index() == i; ++define)
                if (judged && !within(*define)) outside[i] = true;
        }
    }

    /// A wider range, where the type has one; else no range, which a field alone cannot do without. Without a type there is only
    /// what the value is made of.
    Arg range_hint(const TableDefine& define, bool undeclared) {
        const Partial& value = range(define.value);
        const typed::Type natural = checking::natural_type(define.type.base, define.type.scale);
        const auto bound = [&](bool typeless) { return cures_.bound(define.value, &define, typeless); };
        Cures::Proposal cure = bound(undeclared);
        Arg only(cure.text.en, "请" + cure.text.zh);
        if (undeclared) return only;
        const Arg or_bound =
            cure.sure || !cure.joined ? Arg("; or " + cure.text.en, "；或" + cure.text.zh) : Arg("");
        if (value.lo >= natural.low && value.hi <= natural.high)
            return {"declare a wider range" + or_bound.en, "请把范围声明得大一些" + or_bound.zh};
        if (define.name.find('.') != std::string::npos) return only;
        if (stays_within(bounds_of(table_, define, true), value))
            return {"leave the type out, so that it follows from the value" + or_bound.en,
                    "请不写类型，类型会由取值得出" + or_bound.zh};
        if (cure.sure) return only;
        cure = bound(true);
        return {"leave the type out, so that it follows from the value, and " + cure.text.en,
                "请不写类型，类型会由取值得出；并" + cure.text.zh};
    }

    bool within(const TableDefine& define) {
        const Partial& value = range(define.value);
        const auto bounds = bounds_of(table_, define);
        if (lost_[define.value.index()] || stays_within(bounds, value)) return true;
        diagnostics_.report<D::OutsideDeclaredRange>(
            define.span, define.name, words_.range_text(define.type, value),
            words_.range_text(define.type, {bounds->low, bounds->high, false}),
            range_hint(define, bounds->undeclared));
        return false;
    }

    bool is_settled(NodeId id) const {
        const Node& node = table_.at(id);
        return node.base == Base::YesNo && !node.may_be_none && node.op != Code::Constant &&
               !lost_[id.index()] && determined(range(id));
    }

    /// An operand that settles a condition: itself settled, or made of records none of which can pass.
    NodeId settled_operand(NodeId id) const {
        for (NodeId operand : table_.at(id).operands()) {
            if (!operand.valid()) continue;
            if (is_settled(operand)) return operand;
            const Node& node = table_.at(operand);
            const bool selects = is_aggregate(node.op) && has_condition(node.op);
            if (selects && is_settled(node.a) && !possibly(range(node.a))) return node.a;
        }
        return {};
    }

    /// The deepest condition that settles this one.
    NodeId cause_of(NodeId id) const {
        for (NodeId next = id; next.valid(); next = settled_operand(id))
            id = next;
        return id;
    }

    void settled(const TableRequirement& requirement) {
        const NodeId id = requirement.condition;
        const bool constant = table_.at(id).op == Code::Constant;
        if (!constant && !is_settled(id)) return;
        const NodeId cause = cause_of(id);
        told_[cause.index()] = true;
        const Arg reason = words_.reason(cause);
        if (surely(range(id)))
            diagnostics_.report<D::RequirementAlwaysHolds>(requirement.span, requirement.name, reason);
        else
            diagnostics_.report<D::RequirementNeverHolds>(requirement.span, requirement.name, reason);
    }

    /// What the compiler asks for itself has no place.
    void settled(Span span, bool yes, const Arg& reason) {
        if (span.begin == span.end) return;
        if (yes)
            diagnostics_.report<D::ConditionAlwaysYes>(span, reason);
        else
            diagnostics_.report<D::ConditionAlwaysNo>(span, reason);
    }

    const Table& table_;
    Diagnostics& diagnostics_;
    std::vector<Range> ranges_;
    ProofWords words_;
    Cures cures_;
    std::set<std::pair<std::uint32_t, std::uint32_t>>
        placed_;              ///< where a value was reported to leave what can be computed
    std::vector<bool> lost_;  ///< rests on what may overflow
    std::vector<bool> told_;  ///< named as the cause of what was reported
};

}  // namespace

void prove(const Table& table, Diagnostics& diagnostics) { Proof(table, diagnostics).run(); }

}  // namespace tenet::compiler
