#include "compiler/same_meaning.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::Base;

constexpr unsigned most_depth = 4;  ///< of proofs within proofs
constexpr std::uint64_t most_inner_cases = 4096;
constexpr std::size_t most_variables = 40;  ///< of one proof
constexpr std::int64_t anything_else = -1;  ///< among words: none of those that are mentioned

bool is_word(Base base) { return base == Base::Choice || base == Base::Text || base == Base::Set; }

bool compares(Code op) {
    return op == Code::Eq || op == Code::Lt || op == Code::Le || op == Code::InRange || op == Code::InSet ||
           op == Code::IsNone;
}

bool in_any_order(Code op) { return op == Code::Add || op == Code::Eq || op == Code::And || op == Code::Or; }

void add_once(std::vector<MeaningId>& all, MeaningId id) {
    if (std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
}

}  // namespace

/// What one proof goes through.
struct SameMeaning::Plan {
    std::vector<MeaningId> order;  ///< what is worked out in each case, operands before users
    std::unordered_map<std::uint32_t, std::size_t> places;
    std::vector<Variable> variables;
    std::unordered_map<std::uint32_t, std::vector<std::int64_t>> thresholds;
};

/// Goes through the cases of a plan one after another.
struct SameMeaning::Walk {
    explicit Walk(const Plan& of)
        : plan(of), operands(of.order.size()), values(of.order.size()), at(of.variables.size()) {
        variable.resize(of.order.size());
        for (const Variable& each : of.variables) {
            places.push_back(of.places.at(each.id.value));
            variable[places.back()] = true;
        }
    }
    bool is_variable(std::size_t place) const { return variable[place]; }
    void set_variables() {
        for (std::size_t v = 0; v < at.size(); ++v)
            values[places[v]] = plan.variables[v].samples[at[v]];
    }
    /// False after the last case.
    bool next() {
        for (std::size_t v = 0; v < at.size(); ++v) {
            if (++at[v] < plan.variables[v].samples.size()) return true;
            at[v] = 0;
        }
        return false;
    }

    const Plan& plan;
    std::vector<std::vector<std::size_t>> operands;  ///< of what is worked out: the places of its operands
    std::vector<CaseValue> values;                   ///< by place in the order of the plan
    std::vector<std::size_t> at;                     ///< of each variable the sample that it has
    std::vector<std::size_t> places;
    std::vector<bool> variable;
};

bool same_value(const CaseValue& a, const CaseValue& b) {
    if (a.none || b.none) return a.none && b.none;
    if (a.subject.valid() && b.subject.valid()) return a.subject == b.subject;
    return a.number == b.number;
}

/// Ranges are asked as the two comparisons that they are; an order of two things that are not worked out is, where one of them may be
/// none, a no if it is none, and else as it may be.
MeaningId SameMeaning::taken_apart(MeaningId id) {
    const Meaning whole = pool_.at(id);
    const auto part = [&](Code op, std::vector<MeaningId> operands, bool flag = false) {
        Meaning made;
        made.op = op;
        made.flag = flag;
        made.operands = std::move(operands);
        made.range = {0, 1};
        if (op == Code::And) std::sort(made.operands.begin(), made.operands.end());
        return pool_.intern(std::move(made));
    };
    const std::vector<MeaningId>& of = whole.operands;
    if (whole.op == Code::InRange)
        return part(Code::And, {part(Code::Le, {of[1], of[0]}), part(Code::Le, {of[0], of[2]})});
    if ((whole.op != Code::Le && whole.op != Code::Lt) || whole.flag || is_open(id)) return id;
    std::vector<MeaningId> all{part(whole.op, of, true)};
    for (const MeaningId operand : of)
        if (pool_.at(operand).may_be_none) all.push_back(part(Code::Not, {part(Code::IsNone, {operand})}));
    return part(Code::And, std::move(all));
}

MeaningId SameMeaning::resolved(MeaningId id) {
    for (auto other = same_as_.find(id.value); other != same_as_.end(); other = same_as_.find(id.value))
        id = other->second;
    const MeaningId apart = taken_apart(id);
    if (apart != id) same_as_.emplace(id.value, apart);
    return apart;
}

/// What a value may be taken from. Of yes/no nothing: its cases are complete. Not by calling itself: chains of cases may be long.
const std::vector<MeaningId>& SameMeaning::leaves(MeaningId id) {
    if (const auto known = leaves_.find(id.value); known != leaves_.end()) return known->second;
    std::vector<MeaningId> all, stack{id};
    std::unordered_set<std::uint32_t> seen;
    while (!stack.empty()) {
        const MeaningId next = stack.back();
        stack.pop_back();
        if (!seen.insert(next.value).second) continue;
        const Meaning& node = pool_.at(next);
        const typed::Base base = node.base;
        if (base == Base::YesNo) continue;
        const std::vector<MeaningId> operands = node.operands;
        if (node.op == Code::If) {
            for (const std::size_t branch : {2U, 1U})
                stack.push_back(resolved(operands[branch]));
        } else if (node.op == Code::Given) {
            stack.push_back(resolved(operands[0]));
            stack.push_back(pool_.constant(base, 0));
        } else {
            all.push_back(next);
        }
    }
    return leaves_[id.value] = std::move(all);
}

/// Whether a node is worked out from its operands, not a variable.
bool SameMeaning::is_open(MeaningId id) {
    const Meaning node = pool_.at(id);
    switch (node.op) {
    case Code::Constant:
    case Code::NoneConstant:
    case Code::Given:
    case Code::Not:
    case Code::And:
    case Code::Or:
    case Code::If: return true;
    default: break;
    }
    if (!compares(node.op) || node.flag) return false;
    std::vector<MeaningId> subjects;
    for (const MeaningId operand : node.operands) {
        if (pool_.at(operand).base == Base::YesNo) continue;
        const MeaningId other = resolved(operand);
        if (pool_.at(other).base == Base::Set && node.op != Code::IsNone) return false;
        for (const MeaningId leaf : leaves(other))
            if (pool_.at(leaf).op != Code::Constant && pool_.at(leaf).op != Code::NoneConstant)
                add_once(subjects, leaf);
    }
    return subjects.size() <= 1;
}

void SameMeaning::mention(MeaningId subject, MeaningId constant, Plan& plan) const {
    if (pool_.at(constant).op == Code::Constant)
        plan.thresholds[subject.value].push_back(pool_.at(constant).number);
}

void SameMeaning::add_thresholds(const std::vector<MeaningId>& leaves, Plan& plan) const {
    for (const MeaningId subject : leaves) {
        const Code op = pool_.at(subject).op;
        if (op == Code::Constant || op == Code::NoneConstant) continue;
        for (const MeaningId other : leaves)
            mention(subject, other, plan);
    }
}

/// Adds what a root is worked out from. Not by calling itself: conditions may be deep.
void SameMeaning::gather(MeaningId root, Plan& plan) {
    std::vector<MeaningId> stack{root};
    while (!stack.empty()) {
        const MeaningId id = stack.back();
        if (plan.places.contains(id.value)) {
            stack.pop_back();
            continue;
        }
        const bool open = is_open(id);
        const Meaning node = pool_.at(id);
        bool ready = true;
        for (const MeaningId operand : node.operands) {
            if (!open) break;
            const MeaningId other = resolved(operand);
            if (plan.places.contains(other.value)) continue;
            stack.push_back(other);
            ready = false;
        }
        if (!ready) continue;
        stack.pop_back();
        plan.places.emplace(id.value, plan.order.size());
        plan.order.push_back(id);
        if (!open) plan.variables.push_back({id, {}});
        if (!open || !compares(node.op)) continue;
        std::vector<MeaningId> asked;
        for (const MeaningId operand : node.operands)
            for (const MeaningId leaf : leaves(resolved(operand)))
                add_once(asked, leaf);
        add_thresholds(asked, plan);
        if (node.op == Code::InSet)
            for (const MeaningId subject : asked)
                for (const std::int64_t member : node.values)
                    plan.thresholds[subject.value].push_back(member);
    }
}

std::vector<CaseValue> SameMeaning::samples_of(MeaningId id,
                                               const std::vector<std::int64_t>& thresholds) const {
    const Meaning& node = pool_.at(id);
    std::vector<CaseValue> samples;
    if (node.may_be_none) samples.push_back({true, 0, {}});
    if (node.base == Base::YesNo) {
        samples.push_back({false, 0, {}});
        samples.push_back({false, 1, {}});
        return samples;
    }
    std::vector<std::int64_t> starts;
    if (is_word(node.base)) {
        starts = thresholds;
        const auto mentioned = [&](std::int64_t each) {
            return std::find(thresholds.begin(), thresholds.end(), each) != thresholds.end();
        };
        if (node.values.empty() || !std::all_of(node.values.begin(), node.values.end(), mentioned))
            starts.push_back(anything_else);
    } else {
        starts.push_back(node.range.low);
        for (const std::int64_t threshold : thresholds)
            for (const std::int64_t start : {threshold, threshold + 1})
                if (start > node.range.low && start <= node.range.high) starts.push_back(start);
    }
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    for (const std::int64_t start : starts)
        samples.push_back({false, start, id});
    return samples;
}

/// False if there are too many cases.
bool SameMeaning::settle(Plan& plan) const {
    if (plan.variables.size() > most_variables) return false;
    std::uint64_t cases = 1;
    for (Variable& variable : plan.variables) {
        variable.samples = samples_of(variable.id, plan.thresholds[variable.id.value]);
        cases *= variable.samples.size();
        if (cases > (depth_ == 0 ? most_cases_ : std::min(most_cases_, most_inner_cases))) return false;
    }
    return true;
}

namespace {

/// A comparison of two values, neither of them none.
bool holds(Code op, const CaseValue& a, const CaseValue& b) {
    if (op == Code::Eq) return same_value(a, b);
    return op == Code::Lt ? a.number < b.number : a.number <= b.number;
}

}  // namespace

/// `values` are those of the operands.
CaseValue SameMeaning::value(MeaningId id, const std::vector<CaseValue>& values) const {
    const Meaning& node = pool_.at(id);
    const auto yes_no = [](bool yes) { return CaseValue{false, yes ? 1 : 0, {}}; };
    const auto is_yes = [](const CaseValue& each) { return each.yes(); };
    if (node.op == Code::Constant) return {false, node.number, {}};
    if (node.op == Code::NoneConstant) return {true, 0, {}};
    if (node.op == Code::Given) return values[0].none ? CaseValue{} : values[0];
    if (node.op == Code::Not) return yes_no(!values[0].yes());
    if (node.op == Code::And) return yes_no(std::all_of(values.begin(), values.end(), is_yes));
    if (node.op == Code::Or) return yes_no(std::any_of(values.begin(), values.end(), is_yes));
    if (node.op == Code::If) return values[0].yes() ? values[1] : values[2];
    if (node.op == Code::IsNone) return yes_no(values[0].none);
    if (node.op == Code::InSet)
        return yes_no(!values[0].none && std::find(node.values.begin(), node.values.end(),
                                                   values[0].number) != node.values.end());
    if (node.op == Code::Eq && (values[0].none || values[1].none))
        return yes_no(values[0].none && values[1].none);
    return yes_no(!values[0].none && !values[1].none && holds(node.op, values[0], values[1]));
}

bool SameMeaning::same_operand(MeaningId a, MeaningId b) {
    if (a == b) return true;
    const Sameness found = compare({a}, {b});
    inner_cases_ += found.cases;
    return found.proved();
}

/// Pairs what is equal first, and then whatever is proved the same: operands are sorted by when they were met, which says nothing of
/// what they mean.
bool SameMeaning::same_in_any_order(std::vector<MeaningId> a, std::vector<MeaningId> b) {
    std::erase_if(a, [&](MeaningId each) {
        const auto found = std::find(b.begin(), b.end(), each);
        if (found == b.end()) return false;
        b.erase(found);
        return true;
    });
    return std::all_of(a.begin(), a.end(), [&](MeaningId each) {
        const auto found =
            std::find_if(b.begin(), b.end(), [&](MeaningId other) { return same_operand(each, other); });
        if (found == b.end()) return false;
        b.erase(found);
        return true;
    });
}

/// Whether two variables do the same with operands that are the same.
bool SameMeaning::alike(MeaningId a, MeaningId b) {
    const Meaning x = pool_.at(a), y = pool_.at(b);
    if (x.op != y.op || x.flag != y.flag || x.base != y.base || x.scale != y.scale || x.number != y.number ||
        x.operands.size() != y.operands.size() || x.operands.empty() || depth_ >= most_depth)
        return false;
    const auto [known, fresh] = compared_.try_emplace({a.value, b.value}, false);
    if (!fresh) return known->second;
    ++depth_;
    const bool same = in_any_order(x.op)
                          ? same_in_any_order(x.operands, y.operands)
                          : std::equal(x.operands.begin(), x.operands.end(), y.operands.begin(),
                                       [this](MeaningId m, MeaningId n) { return same_operand(m, n); });
    --depth_;
    compared_[{a.value, b.value}] = same;
    return same;
}

/// Finds variables of the newer roots that are variables of the older ones in other words.
void SameMeaning::match(const std::vector<MeaningId>& old_roots, const std::vector<MeaningId>& new_roots) {
    Plan before, after;
    for (const MeaningId root : old_roots)
        gather(resolved(root), before);
    for (const MeaningId root : new_roots)
        gather(resolved(root), after);
    if (before.variables.size() > most_variables || after.variables.size() > most_variables) return;
    for (const Variable& late : after.variables) {
        if (before.places.contains(late.id.value)) continue;
        for (const Variable& early : before.variables) {
            if (after.places.contains(early.id.value) || !alike(early.id, late.id)) continue;
            same_as_.emplace(late.id.value, early.id);
            leaves_.clear();
            break;
        }
    }
}

Sameness SameMeaning::compare(const std::vector<MeaningId>& old_roots,
                              const std::vector<MeaningId>& new_roots) {
    if (old_roots.size() != new_roots.size()) return {};
    return compare(old_roots, new_roots,
                   [](const std::vector<CaseValue>& before, const std::vector<CaseValue>& after) {
                       return std::equal(before.begin(), before.end(), after.begin(), same_value);
                   });
}

Sameness SameMeaning::compare(const std::vector<MeaningId>& old_roots,
                              const std::vector<MeaningId>& new_roots, const Judge& judge) {
    if (old_roots == new_roots) return {Sameness::How::Form, 0};
    if (depth_ == 0) inner_cases_ = 0;
    match(old_roots, new_roots);
    Plan plan;
    std::vector<std::size_t> old_places, new_places;
    std::vector<MeaningId> valued;
    for (const auto& [roots, places] :
         {std::pair(&old_roots, &old_places), std::pair(&new_roots, &new_places)})
        for (const MeaningId root : *roots) {
            const MeaningId id = resolved(root);
            gather(id, plan);
            places->push_back(plan.places[id.value]);
            for (const MeaningId leaf : leaves(id))
                add_once(valued, leaf);
        }
    add_thresholds(valued, plan);
    if (!settle(plan)) return {};
    Walk walk(plan);
    for (std::size_t i = 0; i < plan.order.size(); ++i) {
        if (walk.is_variable(i)) continue;
        for (const MeaningId operand : pool_.at(plan.order[i]).operands)
            walk.operands[i].push_back(plan.places[resolved(operand).value]);
    }
    std::vector<CaseValue> arguments, before, after;
    for (std::uint64_t cases = 1;; ++cases) {
        walk.set_variables();
        for (std::size_t i = 0; i < plan.order.size(); ++i) {
            if (walk.is_variable(i)) continue;
            arguments.clear();
            for (const std::size_t operand : walk.operands[i])
                arguments.push_back(walk.values[operand]);
            walk.values[i] = value(plan.order[i], arguments);
        }
        before.clear();
        after.clear();
        for (const std::size_t place : old_places)
            before.push_back(walk.values[place]);
        for (const std::size_t place : new_places)
            after.push_back(walk.values[place]);
        if (!judge(before, after)) return {};
        if (!walk.next()) return {Sameness::How::Cases, cases + (depth_ == 0 ? inner_cases_ : 0)};
    }
}

}  // namespace tenet::compiler
