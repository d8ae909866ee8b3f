#include "compiler/reference.hpp"

#include "compiler/reference_walk.hpp"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <utility>

namespace tenet::compiler {
namespace {

using reference::Paths;
using reference::surely;
using reference::surely_not;
using reference::Walk;

/// A condition that may be left out, which means yes.
Possible applies(Walk& walk, typed::ExprId when) {
    return when.valid() ? walk.value(when) : reference::truth(true, true);
}

RequirementStatus status_of(Walk& walk, const typed::Requirement& requirement,
                            const Possible& decision_applies) {
    const Possible both_apply = reference::both(decision_applies, applies(walk, requirement.when));
    const Possible holds = walk.value(requirement.condition);
    if (surely_not(both_apply)) return RequirementStatus::NotApplicable;
    if (surely(holds)) return RequirementStatus::Satisfied;
    if (surely(both_apply) && surely_not(holds)) return RequirementStatus::Failed;
    return RequirementStatus::Unknown;
}

/// Whether some remedy of a failed requirement stands.
Possible remedied(Walk& walk, const typed::Requirement& requirement) {
    Possible stands = reference::truth(false, false);
    for (const typed::Remedy& remedy : requirement.remedies)
        stands = reference::either(stands, applies(walk, remedy.when));
    return stands;
}

/// The rows of the table of verdicts, in their order.
VerdictKind verdict_of(Walk& walk, const typed::Decision& decision,
                       const std::vector<RequirementStatus>& statuses) {
    const Possible when = applies(walk, decision.when);
    bool none_applies = true, failed = false, irreparable = false, open = false;
    for (std::size_t i = 0; i < statuses.size(); ++i) {
        none_applies = none_applies && statuses[i] == RequirementStatus::NotApplicable;
        open = open || statuses[i] == RequirementStatus::Unknown;
        if (statuses[i] != RequirementStatus::Failed) continue;
        failed = true;
        const Possible stands = remedied(walk, decision.requirements[i]);
        irreparable = irreparable || surely_not(stands);
        open = open || !stands.determined();
    }
    if (surely_not(when) || none_applies) return VerdictKind::NotApplicable;
    if (!surely(when)) return VerdictKind::Undetermined;
    if (irreparable) return VerdictKind::Ineligible;
    if (open) return VerdictKind::Undetermined;
    return failed ? VerdictKind::EligibleWithRemedy : VerdictKind::Eligible;
}

/// Those that stand for failed requirements, numbered through the decision.
std::vector<std::uint32_t> remedies_of(Walk& walk, const typed::Decision& decision,
                                       const std::vector<RequirementStatus>& statuses) {
    std::vector<std::uint32_t> standing;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < statuses.size(); ++i)
        for (const typed::Remedy& remedy : decision.requirements[i].remedies) {
            if (statuses[i] == RequirementStatus::Failed && surely(applies(walk, remedy.when)))
                standing.push_back(number);
            ++number;
        }
    return standing;
}

/// What a requirement still depends on: its own conditions while it is unknown, its remedies once it failed.
Paths open_of(Walk& walk, const typed::Requirement& requirement, RequirementStatus status) {
    Paths open;
    if (status == RequirementStatus::Unknown) {
        if (requirement.when.valid()) walk.collect(requirement.when, open);
        walk.collect(requirement.condition, open);
    }
    if (status == RequirementStatus::Failed && !remedied(walk, requirement).determined())
        for (const typed::Remedy& remedy : requirement.remedies)
            if (remedy.when.valid()) walk.collect(remedy.when, open);
    return open;
}

/// Facts by how many undetermined requirements they reach, most first, then in order of declaration.
std::vector<FactPath> missing_of(Walk& walk, const typed::Decision& decision,
                                 const std::vector<RequirementStatus>& statuses) {
    if (surely_not(applies(walk, decision.when))) return {};
    std::map<FactPath, std::uint32_t> reach;
    const auto count = [&](const Paths& reached) {
        for (const FactPath& path : reached)
            ++reach[path];
    };
    Paths of_decision;
    if (decision.when.valid()) walk.collect(decision.when, of_decision);
    count(of_decision);
    for (std::size_t i = 0; i < statuses.size(); ++i)
        count(open_of(walk, decision.requirements[i], statuses[i]));
    std::vector<FactPath> missing;
    for (const auto& [path, walks] : reach)
        missing.push_back(path);
    std::stable_sort(missing.begin(), missing.end(),
                     [&](const FactPath& a, const FactPath& b) { return reach[a] > reach[b]; });
    return missing;
}

DecisionAnswer decide(Walk& walk, const typed::Decision& decision) {
    DecisionAnswer answer;
    const Possible when = applies(walk, decision.when);
    for (const typed::Requirement& requirement : decision.requirements) {
        answer.requirements.push_back(status_of(walk, requirement, when));
        answer.records.push_back(walk.failing_records(requirement.condition));
    }
    answer.verdict = verdict_of(walk, decision, answer.requirements);
    answer.missing = missing_of(walk, decision, answer.requirements);
    answer.remedies = remedies_of(walk, decision, answer.requirements);
    return answer;
}

bool out_of_range(const FactValue& value, const typed::Type& type) {
    switch (value.state) {
    case FactValue::State::Unknown: return false;
    case FactValue::State::None: return !type.or_none;
    case FactValue::State::Known: return value.value < type.low || value.value > type.high;
    }
    __builtin_unreachable();
}

/// The first field of a list's records that is out of its range.
std::optional<FactPath> bad_field(const typed::Module& module, const FactRow& facts, std::uint32_t list) {
    const typed::Record& type = module.records[module.facts[list].type.of];
    const std::vector<Record>& records = facts[list].records;
    for (std::uint32_t r = 0; r < records.size(); ++r)
        for (std::uint32_t f = 0; f < type.fields.size(); ++f)
            if (!type.fields[f].derived.valid() &&
                out_of_range(reference::supplied_field(records[r], f), type.fields[f].type))
                return FactPath{list, r, f};
    return std::nullopt;
}

Refusal refuse_fact(const typed::Module& module, const FactRow& facts, std::uint32_t index) {
    const typed::Type& type = module.facts[index].type;
    const bool is_list = type.base == typed::Base::List && facts[index].state == FactValue::State::Known;
    if (is_list && static_cast<std::int64_t>(facts[index].records.size()) > type.high)
        return {Refusal::Cause::TooMany, {index, no_record, 0}, 0};
    if (!is_list && out_of_range(facts[index], type))
        return {Refusal::Cause::OutOfRange, {index, no_record, 0}, 0};
    if (is_list)
        if (const auto path = bad_field(module, facts, index)) return {Refusal::Cause::OutOfRange, *path, 0};
    return {};
}

/// The first fact, in order, that is out of its range, or none where it may not be; else the first assume that surely
/// does not hold.
Refusal refuse(const typed::Module& module, const FactRow& facts, Walk& walk) {
    for (std::uint32_t i = 0; i < facts.size(); ++i)
        if (const Refusal refusal = refuse_fact(module, facts, i); refusal.cause != Refusal::Cause::Nothing)
            return refusal;
    for (std::uint32_t i = 0; i < module.assumes.size(); ++i)
        if (surely_not(walk.value(module.assumes[i].condition))) return {Refusal::Cause::Assume, {}, i};
    return {};
}

}  // namespace

Answer reference_evaluate(const typed::Module& module, const FactRow& facts) {
    Answer answer;
    Walk walk(module, facts);
    answer.refusal = refuse(module, facts, walk);
    if (answer.refused()) return answer;
    for (const typed::Decision& decision : module.decisions)
        answer.decisions.push_back(decide(walk, decision));
    for (const typed::Definition& definition : module.definitions) {
        if (!definition.is_output) continue;
        Paths reached;
        walk.collect_output(definition.value, reached);
        answer.outputs.push_back({walk.output(definition.value), {reached.begin(), reached.end()}});
    }
    return answer;
}

Possible reference_value(const typed::Module& module, const FactRow& facts, typed::ExprId expr) {
    return Walk(module, facts).value(expr);
}

bool reference_watch(const typed::Module& module, const FactRow& facts, const AskedResults& asked,
                     reference::Watch& watch) {
    Walk walk(module, facts, &watch);
    bool refused = false;
    for (const typed::Assume& assume : module.assumes)
        refused = surely_not(walk.value(assume.condition)) || refused;
    for (std::size_t d = 0; d < module.decisions.size(); ++d) {
        if (!asked.decisions[d]) continue;
        const Possible when = applies(walk, module.decisions[d].when);
        for (const typed::Requirement& requirement : module.decisions[d].requirements) {
            if (!surely(reference::both(when, applies(walk, requirement.when)))) continue;
            if (!surely_not(walk.value(requirement.condition))) continue;
            for (const typed::Remedy& remedy : requirement.remedies)
                applies(walk, remedy.when);
        }
    }
    std::size_t output = 0;
    for (const typed::Definition& definition : module.definitions)
        if (definition.is_output && asked.outputs[output++]) walk.value(definition.value);
    return refused;
}

}  // namespace tenet::compiler
