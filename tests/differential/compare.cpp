#include "tests/differential/compare.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tenet::differential {

using namespace compiler;

namespace {

std::string show(const Possible& p) {
    return fmt::format("{}{}..{}{} [{:x}]", p.may_be_value ? "" : "no value ", p.low, p.high,
                       p.may_be_none ? " or none" : "", p.members);
}

std::string show(const std::vector<FactPath>& paths) {
    std::string text;
    for (const FactPath& path : paths)
        text += path.record == no_record ? fmt::format(" {}", path.fact)
                                         : fmt::format(" {}[{}].{}", path.fact, path.record, path.field);
    return text.empty() ? " nothing" : text;
}

std::string show(const Refusal& refusal) {
    return fmt::format("cause {} fact{} assume {}", static_cast<int>(refusal.cause), show({refusal.path}),
                       refusal.assume);
}

std::string decision_difference(const typed::Decision& decision, const DecisionAnswer& wanted,
                                const DecisionAnswer& got) {
    const std::string& name = decision.name.id;
    if (wanted.verdict != got.verdict)
        return fmt::format("{}: verdict {} wanted, {} given", name, static_cast<int>(wanted.verdict),
                           static_cast<int>(got.verdict));
    for (std::size_t i = 0; i < wanted.requirements.size(); ++i)
        if (i >= got.requirements.size() || wanted.requirements[i] != got.requirements[i])
            return fmt::format("{}.{}: status {} wanted, {} given", name, decision.requirements[i].id.id,
                               static_cast<int>(wanted.requirements[i]),
                               i < got.requirements.size() ? static_cast<int>(got.requirements[i]) : -1);
    if (wanted.remedies != got.remedies)
        return fmt::format("{}: remedies {} wanted, {} given", name, wanted.remedies, got.remedies);
    if (wanted.records != got.records)
        return fmt::format("{}: records {} wanted, {} given", name, wanted.records, got.records);
    if (wanted.missing != got.missing)
        return fmt::format("{}: missing{} wanted,{} given", name, show(wanted.missing), show(got.missing));
    return wanted == got ? "" : fmt::format("{}: answers differ", name);
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

/// Whether what a value turned out to be is among what it might still be.
bool holds(const typed::Type& type, const Possible& before, const Possible& after) {
    if (!after.determined()) return false;
    if (after.may_be_none) return before.may_be_none;
    if (!before.may_be_value || (before.members & after.members) != after.members) return false;
    if (type.base == typed::Base::Set)
        return (before.low & ~after.low) == 0 && (after.low & ~before.high) == 0;
    return before.low <= after.low && after.high <= before.high;
}

template <class T>
bool all_in(const std::vector<T>& some, const std::vector<T>& all) {
    return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

std::string decision_contradiction(const std::string& name, const DecisionAnswer& before,
                                   const DecisionAnswer& after) {
    if (!verdict_kept(before.verdict, after.verdict))
        return fmt::format("{}: verdict {} became {}", name, static_cast<int>(before.verdict),
                           static_cast<int>(after.verdict));
    if (before.verdict == VerdictKind::Undetermined && before.missing.empty())
        return fmt::format("{}: undetermined, but nothing is missing", name);
    for (std::size_t r = 0; r < before.requirements.size(); ++r) {
        if (!settled_the_same(before.requirements[r], after.requirements[r]))
            return fmt::format("{} requirement {}: {} became {}", name, r,
                               static_cast<int>(before.requirements[r]),
                               static_cast<int>(after.requirements[r]));
        // Of a requirement that turns out not to apply records mean nothing: they may need days that no calendar has.
        if (after.requirements[r] == RequirementStatus::Failed &&
            !all_in(before.records[r], after.records[r]))
            return fmt::format("{} requirement {}: records {} became {}", name, r, before.records[r],
                               after.records[r]);
    }
    if (!all_in(before.remedies, after.remedies))
        return fmt::format("{}: remedies {} became {}", name, before.remedies, after.remedies);
    return "";
}

}  // namespace

std::string difference(const typed::Module& module, const Answer& wanted, const Answer& got) {
    if (wanted.refusal != got.refusal)
        return fmt::format("refusal {} wanted, {} given", show(wanted.refusal), show(got.refusal));
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
            return fmt::format("output {}: missing{} wanted,{} given", i, show(w.missing), show(g.missing));
    }
    return "";
}

/// Whether a refusal is by what no author wrote. Where a date lies outside of a calendar known values have to be something all the same,
/// so that another check of calendars may be the first to fail; users are told by partial values.
bool is_by_calendar(const typed::Module& module, const compiler::Refusal& refusal) {
    return refusal.cause == compiler::Refusal::Cause::Assume && module.assumes[refusal.assume].generated;
}

std::string known_difference(const typed::Module& module, const Answer& wanted, std::vector<Answer> got) {
    for (std::size_t way = 0; way < got.size(); ++way) {
        if (is_by_calendar(module, wanted.refusal) && is_by_calendar(module, got[way].refusal)) continue;
        std::vector<DecisionAnswer>& decisions = got[way].decisions;
        for (std::size_t i = 0; i < decisions.size() && i < wanted.decisions.size(); ++i)
            decisions[i].records = wanted.decisions[i].records;
        if (auto text = difference(module, wanted, got[way]); !text.empty())
            return fmt::format("known domain, way {}: {}", way, text);
    }
    return "";
}

std::string contradiction(const typed::Module& module, const Answer& partial, const Answer& complete) {
    // Facts that are in their ranges may still contradict each other.
    if (complete.refusal.cause == Refusal::Cause::Assume) return "";
    if (complete.refused()) return "refused: " + show(complete.refusal);
    for (std::size_t i = 0; i < partial.decisions.size(); ++i)
        if (auto text = decision_contradiction(module.decisions[i].name.id, partial.decisions[i],
                                               complete.decisions[i]);
            !text.empty())
            return text;
    std::size_t i = 0;
    for (const typed::Definition& definition : module.definitions) {
        if (!definition.is_output) continue;
        const Possible &before = partial.outputs[i].value, &after = complete.outputs[i].value;
        if (!holds(definition.type, before, after))
            return fmt::format("output {}: {} became {}", i, show(before), show(after));
        ++i;
    }
    return "";
}

namespace {

std::string show_value(const FactValue& value) {
    switch (value.state) {
    case FactValue::State::Unknown: return "unknown";
    case FactValue::State::None: return "none";
    case FactValue::State::Known: return std::to_string(value.value);
    }
    __builtin_unreachable();
}

}  // namespace

std::string show(const typed::Module& module, const FactRow& row) {
    std::string text;
    for (std::size_t i = 0; i < row.size(); ++i) {
        text += fmt::format("{} = {}", module.facts[i].name.id, show_value(row[i]));
        for (const Record& record : row[i].records) {
            text += " (";
            for (const FactValue& field : record.fields)
                text += show_value(field) + " ";
            text += ")";
        }
        text += ", ";
    }
    return text;
}

}  // namespace tenet::differential
