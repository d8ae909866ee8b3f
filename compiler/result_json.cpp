#include "compiler/result_json.hpp"

#include "compiler/facts_value.hpp"
#include "compiler/result_words.hpp"

#include <nlohmann/json.hpp>

namespace tenet::compiler {
namespace {

using typed::Base;
using Json = nlohmann::ordered_json;

Json json_of(Base base, std::int64_t value) {
    switch (base) {
    case Base::YesNo: return value != 0;
    case Base::Date: return value_text(base, value, Lang::En);
    case Base::Count:
    case Base::Number:
    case Base::Days:
    case Base::Period: return value;
    }
    __builtin_unreachable();
}

/// The plain value if there is only one, null for none, else the ends of what it may be.
Json json_of(Base base, const Possible& value) {
    if (!value.may_be_value) return nullptr;
    if (value.determined()) return json_of(base, value.low);
    Json out = {{"min", json_of(base, value.low)}, {"max", json_of(base, value.high)}};
    if (value.may_be_none) out["or_none"] = true;
    return out;
}

/// The threshold; of a window the first and the last value that pass, where both are known.
void set_needed(Json& out, const Reason& reason) {
    if (!reason.needed) return;
    if (!reason.needed_high) {
        out["needed"] = json_of(reason.base, *reason.needed);
    } else if (reason.needed->determined() && reason.needed_high->determined()) {
        out["needed"] = {{"min", json_of(reason.base, *reason.needed)},
                         {"max", json_of(reason.base, *reason.needed_high)}};
    }
}

Json cites(const std::vector<TableCitation>& citations) {
    Json out = Json::array();
    for (const TableCitation& citation : citations)
        out.push_back(cited(citation, Lang::En));
    return out;
}

Json fact_names(const Table& table, const std::vector<std::uint32_t>& facts) {
    Json out = Json::array();
    for (std::uint32_t fact : facts)
        out.push_back(table.facts[fact].id);
    return out;
}

Json requirement_of(const Table& table, const Explained& explained, std::uint32_t index,
                    RequirementStatus status, Lang lang) {
    const TableRequirement& requirement = table.requirements[index];
    const Reason& reason = explained.reasons[index];
    Json out = {{"id", requirement.id}, {"status", identifier(status)}};
    if (reason.actual) out["actual"] = json_of(reason.base, *reason.actual);
    set_needed(out, reason);
    if (reason.shortfall) out["shortfall"] = json_of(Base::Number, *reason.shortfall);
    if (reason.from) out["from"] = json_of(Base::Date, *reason.from);
    if (reason.until) out["until"] = json_of(Base::Date, *reason.until);
    out["message"] = message(table, requirement, status, reason, explained.facts, lang);
    out["cite"] = cites(requirement.citations);
    out["records"] = Json::array();
    return out;
}

Json decision_of(const Table& table, const Explained& explained, std::uint32_t index, Lang lang) {
    const DecisionAnswer& answer = explained.answer.decisions[index];
    const Run run = table.decisions[index].requirements;
    Json out = {{"verdict", identifier(answer.verdict)}, {"requirements", Json::array()}};
    for (std::uint32_t k = 0; k < run.count; ++k)
        out["requirements"].push_back(
            requirement_of(table, explained, run.first + k, answer.requirements[k], lang));
    out["remedies"] = Json::array();
    out["missing"] = fact_names(table, answer.missing);
    return out;
}

Json output_of(const Table& table, const Explained& explained, std::uint32_t index) {
    const OutputAnswer& answer = explained.answer.outputs[index];
    if (answer.value.determined()) return json_of(table.outputs[index].type.base, answer.value);
    return {{"undetermined", fact_names(table, answer.missing)}};
}

Json as_of(const Table& table, const FactRow& facts) {
    if (table.as_of >= facts.size() || facts[table.as_of].state != FactValue::State::Known) return nullptr;
    return json_of(Base::Date, facts[table.as_of].value);
}

Json problem_of(const Table& table, const FactsProblem& problem, Lang lang) {
    Phrased texts = phrase(problem.problem, lang);
    Json facts = Json::array();
    if (problem.fact < table.facts.size()) facts.push_back(table.facts[problem.fact].id);
    return {{"code", row(problem.problem.kind).code},
            {"message", texts.message},
            {"help", texts.help},
            {"facts", std::move(facts)},
            {"pointer", problem.pointer},
            {"line", problem.place.line},
            {"column", problem.place.column}};
}

std::string text_of(const Json& json, bool pretty) {
    // A name given in the facts may hold anything that a string of JSON may.
    return json.dump(pretty ? 2 : -1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

const char* identifier(VerdictKind verdict) {
    switch (verdict) {
    case VerdictKind::Undetermined: return "undetermined";
    case VerdictKind::Eligible: return "eligible";
    case VerdictKind::EligibleWithRemedy: return "eligible_with_remedy";
    case VerdictKind::Ineligible: return "ineligible";
    case VerdictKind::NotApplicable: return "not_applicable";
    case VerdictKind::Refused: return "refused";
    }
    __builtin_unreachable();
}

const char* identifier(RequirementStatus status) {
    switch (status) {
    case RequirementStatus::Satisfied: return "satisfied";
    case RequirementStatus::Failed: return "failed";
    case RequirementStatus::Unknown: return "unknown";
    case RequirementStatus::NotApplicable: return "not_applicable";
    }
    __builtin_unreachable();
}

std::string result_json(const Table& table, const Explained& explained, const Shown& shown) {
    Json out = {{"policy", table.policy},
                {"fingerprint", shown.fingerprint},
                {"as_of", as_of(table, explained.facts)}};
    out["decisions"] = Json::object();
    for (std::uint32_t i : shown.decisions)
        out["decisions"][table.decisions[i].id] = decision_of(table, explained, i, shown.lang);
    out["outputs"] = Json::object();
    for (std::uint32_t i : shown.outputs)
        out["outputs"][table.outputs[i].id] = output_of(table, explained, i);
    out["notes"] = Json::array();
    return text_of(out, shown.pretty);
}

std::string problems_json(const Table& table, const std::vector<FactsProblem>& problems, const Shown& shown) {
    Json out = Json::object();
    Json& first = out[shown.pretty ? "refused" : "error"] = Json::object();
    if (!problems.empty()) first = problem_of(table, problems.front(), shown.lang);
    for (std::size_t i = 1; i < problems.size(); ++i)
        first["more"].push_back(problem_of(table, problems[i], shown.lang));
    return text_of(out, shown.pretty);
}

}  // namespace tenet::compiler
