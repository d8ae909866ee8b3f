#include "tests/differential/compare.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace tenet::differential {

using namespace compiler;

namespace {

std::string show(const Possible& p) {
    return fmt::format("{}{}..{}{}", p.may_be_value ? "" : "no value ", p.low, p.high,
                       p.may_be_none ? " or none" : "");
}

std::string decision_difference(const typed::Decision& decision, const DecisionAnswer& wanted,
                                const DecisionAnswer& got) {
    if (wanted.verdict != got.verdict)
        return fmt::format("{}: verdict {} wanted, {} given", decision.name.id,
                           static_cast<int>(wanted.verdict), static_cast<int>(got.verdict));
    for (std::size_t i = 0; i < wanted.requirements.size(); ++i)
        if (i >= got.requirements.size() || wanted.requirements[i] != got.requirements[i])
            return fmt::format("{}.{}: status {} wanted, {} given", decision.name.id,
                               decision.requirements[i].id.id, static_cast<int>(wanted.requirements[i]),
                               i < got.requirements.size() ? static_cast<int>(got.requirements[i]) : -1);
    if (wanted.missing != got.missing)
        return fmt::format("{}: missing {} wanted, {} given", decision.name.id, wanted.missing, got.missing);
    return wanted == got ? "" : fmt::format("{}: answers differ", decision.name.id);
}

bool settled_the_same(RequirementStatus before, RequirementStatus after) {
    switch (before) {
    case RequirementStatus::Unknown: return true;
    case RequirementStatus::Satisfied:
        return after == RequirementStatus::Satisfied || after == RequirementStatus::NotApplicable;
    case RequirementStatus::Failed:
    case RequirementStatus::NotApplicable: return before == after;
    }
    __builtin_unreachable();
}

bool verdict_kept(VerdictKind before, VerdictKind after) {
    if (after == VerdictKind::Undetermined || after == VerdictKind::Refused) return false;
    return before == after || before == VerdictKind::Undetermined ||
           (before == VerdictKind::Eligible && after == VerdictKind::NotApplicable);
}

bool holds(const Possible& before, const Possible& after) {
    if (!after.determined()) return false;
    return after.may_be_none ? before.may_be_none
                             : before.may_be_value && before.low <= after.low && after.high <= before.high;
}

}  // namespace

std::string difference(const typed::Module& module, const Answer& wanted, const Answer& got) {
    if (wanted.refused != got.refused || wanted.refused_fact != got.refused_fact)
        return fmt::format("refused {} (fact {}) wanted, {} (fact {}) given", wanted.refused,
                           wanted.refused_fact, got.refused, got.refused_fact);
    if (wanted.decisions.size() != got.decisions.size() || wanted.outputs.size() != got.outputs.size())
        return "another number of decisions or outputs";
    for (std::size_t i = 0; i < wanted.decisions.size(); ++i)
        if (auto text = decision_difference(module.decisions[i], wanted.decisions[i], got.decisions[i]);
            !text.empty())
            return text;
    for (std::size_t i = 0; i < wanted.outputs.size(); ++i) {
        const OutputAnswer &w = wanted.outputs[i], &g = got.outputs[i];
        if (w.value != g.value)
            return fmt::format("output {}: {} wanted, {} given", i, show(w.value), show(g.value));
        if (w.missing != g.missing)
            return fmt::format("output {}: missing {} wanted, {} given", i, w.missing, g.missing);
    }
    return "";
}

std::string contradiction(const typed::Module& module, const Answer& partial, const Answer& complete) {
    for (std::size_t i = 0; i < partial.decisions.size(); ++i) {
        const DecisionAnswer &before = partial.decisions[i], &after = complete.decisions[i];
        const std::string& name = module.decisions[i].name.id;
        if (!verdict_kept(before.verdict, after.verdict))
            return fmt::format("{}: verdict {} became {}", name, static_cast<int>(before.verdict),
                               static_cast<int>(after.verdict));
        if (before.verdict == VerdictKind::Undetermined && before.missing.empty())
            return fmt::format("{}: undetermined, but nothing is missing", name);
        for (std::size_t r = 0; r < before.requirements.size(); ++r)
            if (!settled_the_same(before.requirements[r], after.requirements[r]))
                return fmt::format("{} requirement {}: {} became {}", name, r,
                                   static_cast<int>(before.requirements[r]),
                                   static_cast<int>(after.requirements[r]));
    }
    for (std::size_t i = 0; i < partial.outputs.size(); ++i)
        if (!holds(partial.outputs[i].value, complete.outputs[i].value))
            return fmt::format("output {}: {} became {}", i, show(partial.outputs[i].value),
                               show(complete.outputs[i].value));
    return "";
}

std::string show(const typed::Module& module, const FactRow& row) {
    std::string text;
    for (std::size_t i = 0; i < row.size(); ++i) {
        text += module.facts[i].name.id;
        switch (row[i].state) {
        case FactValue::State::Unknown: text += " unknown, "; break;
        case FactValue::State::None: text += " none, "; break;
        case FactValue::State::Known: text += fmt::format(" = {}, ", row[i].value); break;
        }
    }
    return text;
}

}  // namespace tenet::differential
