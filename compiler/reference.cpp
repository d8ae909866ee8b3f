#include "compiler/reference.hpp"

#include "compiler/reference_calendar.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace tenet::compiler {
namespace {

using ast::CompareOp;
using typed::Kind;

Possible point(std::int64_t value) { return {true, false, value, value}; }
Possible only_none() { return {false, true, 0, 0}; }
Possible truth(bool surely, bool possibly) { return {true, false, surely ? 1 : 0, possibly ? 1 : 0}; }

bool surely(const Possible& p) { return p.may_be_value && !p.may_be_none && p.low == 1; }
bool surely_not(const Possible& p) { return p.may_be_value && !p.may_be_none && p.high == 0; }

Possible negate(const Possible& p) { return truth(p.high == 0, p.low == 0); }
Possible both(const Possible& p, const Possible& q) { return truth(p.low && q.low, p.high && q.high); }
Possible either(const Possible& p, const Possible& q) { return truth(p.low || q.low, p.high || q.high); }

Possible hull(const Possible& p, const Possible& q) {
    if (!p.may_be_value || !q.may_be_value) {
        Possible result = p.may_be_value ? p : q;
        result.may_be_none = p.may_be_none || q.may_be_none;
        return result;
    }
    return {true, p.may_be_none || q.may_be_none, std::min(p.low, q.low), std::max(p.high, q.high)};
}

Possible equal(const Possible& p, const Possible& q) {
    const bool overlap = p.may_be_value && q.may_be_value && p.low <= q.high && q.low <= p.high;
    const bool same_value = p.determined() && q.determined() && overlap;
    const bool same_none = !p.may_be_value && !q.may_be_value;
    return truth(same_value || same_none, overlap || (p.may_be_none && q.may_be_none));
}

/// Whether p comes before q (or is the same, if `same_counts`); none comes before nothing and after nothing.
Possible ordered(const Possible& p, const Possible& q, bool same_counts) {
    if (!p.may_be_value || !q.may_be_value) return truth(false, false);
    const std::int64_t slack = same_counts ? 0 : 1;
    const bool sure = !p.may_be_none && !q.may_be_none && p.high + slack <= q.low;
    return truth(sure, p.low + slack <= q.high);
}

Possible compare(CompareOp op, const Possible& p, const Possible& q) {
    switch (op) {
    case CompareOp::Eq: return equal(p, q);
    case CompareOp::Ne: return negate(equal(p, q));
    case CompareOp::Lt: return ordered(p, q, false);
    case CompareOp::Le: return ordered(p, q, true);
    case CompareOp::Gt: return ordered(q, p, false);
    case CompareOp::Ge: return ordered(q, p, true);
    }
    __builtin_unreachable();
}

Possible between(const Possible& x, const Possible& low, const Possible& high) {
    if (!x.may_be_value || !low.may_be_value || !high.may_be_value) return truth(false, false);
    const bool whole = !x.may_be_none && !low.may_be_none && !high.may_be_none;
    return truth(whole && low.high <= x.low && x.high <= high.low,
                 low.low <= x.high && x.low <= high.high && low.low <= high.high);
}

class Walk {
  public:
    Walk(const typed::Module& module, const FactRow& facts)
        : module_(module), facts_(facts), known_(module.definitions.size()),
          values_(module.definitions.size()) {}

    Possible value(typed::ExprId id) { return value(module_.at(id)); }

    /// Adds the unknown facts that could still change an undetermined expression.
    void collect(typed::ExprId id, std::set<std::uint32_t>& into) {
        if (!value(id).determined()) open(module_.at(id), into);
    }

    Possible fact(std::uint32_t index) const {
        const typed::Type& type = module_.facts[index].type;
        const FactValue& given = facts_[index];
        switch (given.state) {
        case FactValue::State::Known: return point(given.value);
        case FactValue::State::None: return only_none();
        case FactValue::State::Unknown: return {true, type.or_none, type.low, type.high};
        }
        __builtin_unreachable();
    }

  private:
    Possible as_of() const { return fact(module_.as_of); }

    Possible shifted(Possible p, typed::Period period) const {
        if (p.may_be_value) {
            p.low = reference::shift(p.low, period, module_.rounding);
            p.high = reference::shift(p.high, period, module_.rounding);
        }
        return p;
    }

    Possible definition(std::uint32_t index) {
        if (!known_[index]) {
            values_[index] = value(module_.definitions[index].value);
            known_[index] = true;
        }
        return values_[index];
    }

    static Possible sum(const Possible& p, const Possible& q, bool minus) {
        if (!p.may_be_value || !q.may_be_value) return only_none();
        const bool none = p.may_be_none || q.may_be_none;
        if (minus) return {true, none, p.low - q.high, p.high - q.low};
        return {true, none, p.low + q.low, p.high + q.high};
    }

    static Possible times(Possible p, std::int64_t factor) {
        if (!p.may_be_value) return p;
        p.low *= factor;
        p.high *= factor;
        if (factor < 0) std::swap(p.low, p.high);
        return p;
    }

    Possible tier(const typed::Expr& e, const typed::Tier& t) {
        return both(compare(e.op, value(e.a), value(t.amount)), value(t.condition));
    }

    Possible tiered(const typed::Expr& e) {
        Possible result = compare(e.op, value(e.a), value(e.b));
        for (std::uint32_t i = 0; i < e.tiers.count; ++i)
            result = either(result, tier(e, module_.tiers[e.tiers.first + i]));
        return result;
    }

    /// `lasts`: the date is not after the as-of day, and the as-of day not after the date plus the period.
    Possible ahead(const typed::Expr& e) {
        const Possible date = value(e.a), day = as_of();
        if (!date.may_be_value) return truth(false, false);
        const Possible end = shifted(date, e.period);
        return truth(!date.may_be_none && date.high <= day.low && day.high <= end.low,
                     date.low <= day.high && day.low <= end.high);
    }

    Possible around(const typed::Expr& e) {
        const Possible anchor = value(e.b);
        const Possible low = e.before ? shifted(anchor, reference::backwards(e.period)) : anchor;
        const Possible high = e.after ? shifted(anchor, e.period) : anchor;
        return between(value(e.a), low, high);
    }

    Possible given(const typed::Expr& e) {
        Possible p = value(e.a);
        if (!p.may_be_value) return point(0);
        p.may_be_none = false;
        return p;
    }

    Possible choose(const typed::Expr& e) {
        const Possible condition = value(e.a);
        if (surely(condition)) return value(e.b);
        if (surely_not(condition)) return value(e.c);
        return hull(value(e.b), value(e.c));
    }

    Possible value(const typed::Expr& e) {
        switch (e.kind) {
        case Kind::Error: return point(0);
        case Kind::Constant: return point(e.number);
        case Kind::None: return only_none();
        case Kind::Fact: return fact(e.ref);
        case Kind::Definition: return definition(e.ref);
        case Kind::Given: return given(e);
        case Kind::Not: return negate(value(e.a));
        case Kind::And: return both(value(e.a), value(e.b));
        case Kind::Or: return either(value(e.a), value(e.b));
        case Kind::If: return choose(e);
        case Kind::Compare: return compare(e.op, value(e.a), value(e.b));
        case Kind::Tiered: return tiered(e);
        case Kind::InRange: {
            const Possible in = between(value(e.a), value(e.b), value(e.c));
            return e.negated ? negate(in) : in;
        }
        case Kind::IsNone: {
            const Possible p = value(e.a);
            return truth(!p.may_be_value, p.may_be_none);
        }
        case Kind::Add: return sum(value(e.a), value(e.b), false);
        case Kind::Sub: return sum(value(e.a), value(e.b), true);
        case Kind::Mul: return times(value(e.a), e.number);
        case Kind::ShiftDate: return shifted(value(e.a), e.period);
        case Kind::WindowBack:
            return between(value(e.a), shifted(as_of(), reference::backwards(e.period)), as_of());
        case Kind::WindowAhead: return ahead(e);
        case Kind::WindowAround: return around(e);
        case Kind::TimeSince: return compare(e.op, as_of(), shifted(value(e.a), e.period));
        }
        __builtin_unreachable();
    }

    void open_fact(std::uint32_t index, std::set<std::uint32_t>& into) {
        if (facts_[index].state == FactValue::State::Unknown && !fact(index).determined()) into.insert(index);
    }

    void open_tiers(const typed::Expr& e, std::set<std::uint32_t>& into) {
        const auto comparison = [&](typed::ExprId amount) {
            if (!compare(e.op, value(e.a), value(amount)).determined()) {
                collect(e.a, into);
                collect(amount, into);
            }
        };
        comparison(e.b);
        for (std::uint32_t i = 0; i < e.tiers.count; ++i) {
            const typed::Tier& t = module_.tiers[e.tiers.first + i];
            if (tier(e, t).determined()) continue;
            comparison(t.amount);
            collect(t.condition, into);
        }
    }

    void open_if(const typed::Expr& e, std::set<std::uint32_t>& into) {
        const Possible condition = value(e.a);
        collect(e.a, into);
        if (!surely_not(condition)) collect(e.b, into);
        if (!surely(condition)) collect(e.c, into);
    }

    /// `e` is undetermined: looks into those operands that are undetermined too.
    void open(const typed::Expr& e, std::set<std::uint32_t>& into) {
        switch (e.kind) {
        case Kind::Error:
        case Kind::Constant:
        case Kind::None: return;
        case Kind::Fact: return open_fact(e.ref, into);
        case Kind::Definition: return collect(module_.definitions[e.ref].value, into);
        case Kind::Given:
        case Kind::Not:
        case Kind::IsNone:
        case Kind::Mul:
        case Kind::ShiftDate: return collect(e.a, into);
        case Kind::And:
        case Kind::Or:
        case Kind::Compare:
        case Kind::Add:
        case Kind::Sub: collect(e.a, into); return collect(e.b, into);
        case Kind::If: return open_if(e, into);
        case Kind::Tiered: return open_tiers(e, into);
        case Kind::InRange:
            collect(e.a, into);
            collect(e.b, into);
            return collect(e.c, into);
        case Kind::WindowBack:
        case Kind::WindowAhead: collect(e.a, into); return open_fact(module_.as_of, into);
        case Kind::WindowAround: collect(e.a, into); return open_around(e, into);
        case Kind::TimeSince:
            if (!shifted(value(e.a), e.period).determined()) collect(e.a, into);
            return open_fact(module_.as_of, into);
        }
        __builtin_unreachable();
    }

    void open_around(const typed::Expr& e, std::set<std::uint32_t>& into) {
        const Possible anchor = value(e.b);
        const bool low_open =
            !(e.before ? shifted(anchor, reference::backwards(e.period)) : anchor).determined();
        const bool high_open = !(e.after ? shifted(anchor, e.period) : anchor).determined();
        if (low_open || high_open) collect(e.b, into);
    }

    const typed::Module& module_;
    const FactRow& facts_;
    std::vector<bool> known_;
    std::vector<Possible> values_;
};

RequirementStatus status_of(Walk& walk, const typed::Requirement& requirement,
                            const Possible& decision_applies) {
    const Possible applies =
        both(decision_applies, requirement.when.valid() ? walk.value(requirement.when) : point(1));
    const Possible holds = walk.value(requirement.condition);
    if (surely_not(applies)) return RequirementStatus::NotApplicable;
    if (surely(holds)) return RequirementStatus::Satisfied;
    if (surely(applies) && surely_not(holds)) return RequirementStatus::Failed;
    return RequirementStatus::Unknown;
}

VerdictKind verdict_of(const Possible& applies, const std::vector<RequirementStatus>& statuses) {
    const auto has = [&](RequirementStatus wanted) {
        return std::find(statuses.begin(), statuses.end(), wanted) != statuses.end();
    };
    const bool all_off = std::all_of(statuses.begin(), statuses.end(), [](RequirementStatus s) {
        return s == RequirementStatus::NotApplicable;
    });
    if (surely_not(applies) || all_off) return VerdictKind::NotApplicable;
    if (!surely(applies)) return VerdictKind::Undetermined;
    if (has(RequirementStatus::Failed)) return VerdictKind::Ineligible;
    if (has(RequirementStatus::Unknown)) return VerdictKind::Undetermined;
    return VerdictKind::Eligible;
}

/// Facts by how many undetermined requirements they reach, most first, then in order of declaration.
std::vector<std::uint32_t> missing_of(Walk& walk, const typed::Decision& decision,
                                      const DecisionAnswer& answer, std::size_t fact_count) {
    std::vector<std::uint32_t> reach(fact_count);
    const auto count = [&](std::initializer_list<typed::ExprId> roots) {
        std::set<std::uint32_t> reached;
        for (typed::ExprId root : roots)
            if (root.valid()) walk.collect(root, reached);
        for (std::uint32_t fact : reached)
            ++reach[fact];
    };
    const bool off = decision.when.valid() && surely_not(walk.value(decision.when));
    if (!off) count({decision.when});
    for (std::size_t i = 0; i < decision.requirements.size(); ++i)
        if (answer.requirements[i] == RequirementStatus::Unknown)
            count({decision.requirements[i].when, decision.requirements[i].condition});
    std::vector<std::uint32_t> missing;
    for (std::uint32_t fact = 0; fact < fact_count; ++fact)
        if (reach[fact] != 0) missing.push_back(fact);
    std::stable_sort(missing.begin(), missing.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return reach[a] > reach[b]; });
    return missing;
}

DecisionAnswer decide(Walk& walk, const typed::Decision& decision, std::size_t fact_count) {
    DecisionAnswer answer;
    const Possible applies = decision.when.valid() ? walk.value(decision.when) : point(1);
    for (const typed::Requirement& requirement : decision.requirements)
        answer.requirements.push_back(status_of(walk, requirement, applies));
    answer.verdict = verdict_of(applies, answer.requirements);
    answer.missing = missing_of(walk, decision, answer, fact_count);
    return answer;
}

/// The first fact that is out of its range, or none where it may not be.
bool refuse(const typed::Module& module, const FactRow& facts, Answer& answer) {
    for (std::uint32_t i = 0; i < facts.size(); ++i) {
        const typed::Type& type = module.facts[i].type;
        const bool bad_none = facts[i].state == FactValue::State::None && !type.or_none;
        const bool bad_value = facts[i].state == FactValue::State::Known &&
                               (facts[i].value < type.low || facts[i].value > type.high);
        if (bad_none || bad_value) {
            answer.refused = true;
            answer.refused_fact = i;
            return true;
        }
    }
    return false;
}

}  // namespace

Answer reference_evaluate(const typed::Module& module, const FactRow& facts) {
    Answer answer;
    if (refuse(module, facts, answer)) return answer;
    Walk walk(module, facts);
    for (const typed::Decision& decision : module.decisions)
        answer.decisions.push_back(decide(walk, decision, facts.size()));
    for (const typed::Definition& definition : module.definitions) {
        if (!definition.is_output) continue;
        OutputAnswer output;
        output.value = walk.value(definition.value);
        std::set<std::uint32_t> reached;
        walk.collect(definition.value, reached);
        output.missing.assign(reached.begin(), reached.end());
        answer.outputs.push_back(std::move(output));
    }
    return answer;
}

Possible reference_value(const typed::Module& module, const FactRow& facts, typed::ExprId expr) {
    return Walk(module, facts).value(expr);
}

}  // namespace tenet::compiler
