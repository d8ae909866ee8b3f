#include "compiler/replay.hpp"

#include "compiler/facts.hpp"
#include "compiler/output_reasons.hpp"
#include "compiler/result_json.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tenet::compiler {
namespace {

using Json = nlohmann::ordered_json;

/// A text of an object's member; empty where there is none.
std::string text_of(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json member_of(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_object() ? *found : Json::object();
}

/// The statuses of a decision's requirements, by id in their order.
std::vector<std::pair<std::string, std::string>> rows_of(const Json& decision) {
    std::vector<std::pair<std::string, std::string>> rows;
    const auto found = decision.find("requirements");
    if (found == decision.end() || !found->is_array()) return rows;
    for (const Json& row : *found)
        if (row.is_object()) rows.emplace_back(text_of(row, "id"), text_of(row, "status"));
    return rows;
}

/// The requirements that come out otherwise, or are there in one answer only.
std::vector<ReplayChange::Status> statuses(const Json& before, const Json& now) {
    std::vector<ReplayChange::Status> all;
    const auto old_rows = rows_of(before), new_rows = rows_of(now);
    const std::map<std::string, std::string> old_by_id(old_rows.begin(), old_rows.end()),
        new_by_id(new_rows.begin(), new_rows.end());
    for (const auto& [id, from] : old_rows) {
        const auto found = new_by_id.find(id);
        const std::string to = found == new_by_id.end() ? std::string() : found->second;
        if (from != to) all.push_back({id, from, to});
    }
    for (const auto& [id, to] : new_rows)
        if (!old_by_id.contains(id)) all.push_back({id, {}, to});
    return all;
}

/// Whether an output is not determined, whatever its facts are called that are missing.
bool is_open(const Json& value) { return value.is_object() && value.contains("undetermined"); }

/// Whether the answer is none since the facts could not be read: they are not known.
bool is_unread(const Json& answer) {
    const Json refused = member_of(answer, "refused");
    const std::string code = text_of(refused, "code");
    return answer.contains("refused") && code != row(D::FactsContradict).code &&
           code != row(D::CalendarTooShort).code;
}

std::vector<ReplayChange> changes(const Json& before, const Json& now) {
    std::vector<ReplayChange> all;
    const bool was_refused = before.contains("refused"), is_refused = now.contains("refused");
    if (was_refused || is_refused) {
        const auto word = [](bool refused) { return refused ? "refused" : "answered"; };
        if (was_refused != is_refused) all.push_back({{}, false, word(was_refused), word(is_refused), {}});
        return all;
    }
    const Json old_decisions = member_of(before, "decisions"), new_decisions = member_of(now, "decisions");
    for (const auto& [name, decision] : old_decisions.items()) {
        const Json answer = member_of(new_decisions, name.c_str());
        ReplayChange change{name, false, text_of(decision, "verdict"), text_of(answer, "verdict"),
                            statuses(decision, answer)};
        if (change.is_flip() || !change.requirements.empty()) all.push_back(std::move(change));
    }
    const Json old_outputs = member_of(before, "outputs"), new_outputs = member_of(now, "outputs");
    for (const auto& [name, value] : old_outputs.items()) {
        const auto found = new_outputs.find(name);
        const std::string to = found == new_outputs.end() ? std::string() : found->dump();
        if (!to.empty() && is_open(value) && is_open(*found)) continue;
        if (value.dump() != to) all.push_back({name, true, value.dump(), to, {}});
    }
    return all;
}

}  // namespace

Replayer::Replayer(const Compiled& policy, std::vector<std::string_view> not_needed)
    : policy_(policy), not_needed_(std::move(not_needed)), program_(policy.program->view()),
      interpreter_(program_, *policy.table) {}

Replayed Replayer::ask(std::string_view recorded, std::string_view facts) {
    Replayed result;
    const Json before = Json::parse(recorded);
    const auto has = [&](const char* name) { return before.contains(name) && before[name].is_object(); };
    if (!before.contains("refused") && (!has("decisions") || !has("outputs"))) {
        result.problems.emplace_back("no answer is recorded", "没有记录答案");
        return result;
    }
    result.unread = is_unread(before);
    if (result.unread) return result;
    result.same_rules = text_of(before, "fingerprint") == policy_.fingerprints->meaning;
    const Table& table = *policy_.table;
    read_facts(
        table, facts, FactsShape::Object,
        [&](Applicant& applicant) {
            for (const FactsProblem& problem : applicant.problems) {
                result.problems.emplace_back(
                    problem.pointer + ": " + phrase(problem.problem, Lang::En).message,
                    problem.pointer + "：" + phrase(problem.problem, Lang::Zh).message);
            }
            if (!applicant.problems.empty()) return;
            Explained explained = interpreter_.explained(applicant.row);
            Json now = Json::object();
            if (explained.answer.refused()) {
                now["refused"] = true;
            } else {
                explain_outputs(*policy_.module, *policy_.sources, explained);
                Shown shown{policy_.fingerprints->meaning, {}, {}, Lang::En, false};
                for (std::uint32_t i = 0; i < table.decisions.size(); ++i)
                    shown.decisions.push_back(i);
                for (std::uint32_t i = 0; i < table.outputs.size(); ++i)
                    shown.outputs.push_back(i);
                now = Json::parse(result_json(table, explained, shown));
            }
            result.changes = changes(before, now);
        },
        not_needed_);
    return result;
}

}  // namespace tenet::compiler
