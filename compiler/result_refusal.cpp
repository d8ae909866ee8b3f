#include "compiler/result_refusal.hpp"

#include "compiler/json_writer.hpp"
#include "compiler/message_text.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

#include <set>

namespace tenet::compiler {
namespace {

/// The facts that a condition reads, lists whose records it goes over among them; in order of declaration.
std::set<std::uint32_t> facts_of(const Table& table, NodeId condition) {
    std::set<std::uint32_t> facts;
    std::vector<bool> seen(table.nodes.size());
    std::vector<NodeId> open{condition};
    while (!open.empty()) {
        const NodeId id = open.back();
        open.pop_back();
        if (!id.valid() || seen[id.index()]) continue;
        seen[id.index()] = true;
        const Node& node = table.at(id);
        if (node.op == Code::LoadFact) facts.insert(static_cast<std::uint32_t>(node.imm));
        if (node.over != typed::no_index) facts.insert(node.over);
        for (NodeId operand : node.operands())
            open.push_back(operand);
    }
    return facts;
}

std::string message_in(const Table& table, const Explained& explained, const TableAssume& assume, Lang lang) {
    const std::string& text = lang == Lang::Zh ? assume.message.zh : assume.message.en;
    const Places places{&assume.placeholders, &explained.refusal_placeholders, nullptr, nullptr};
    return filled_message({table, explained, lang}, text, places);
}

std::string names_in(const Table& table, const std::set<std::uint32_t>& facts, Lang lang) {
    std::string out;
    for (std::uint32_t fact : facts) {
        const TableFact& one = table.facts[fact];
        out += fmt::format("{}{}",
                           out.empty()        ? ""
                           : lang == Lang::Zh ? "、"
                                              : ", ",
                           shown_name(one.label, one.id, one.name, lang));
    }
    return out;
}

/// The members of a problem's object, which its caller begins and ends.
void write_problem(JsonWriter& json, const Table& table, const FactsProblem& problem, Lang lang) {
    const Phrased texts = phrase(problem.problem, lang);
    json.text("code", row(problem.problem.kind).code);
    json.text("message", texts.message);
    json.text("help", texts.help);
    json.key("facts");
    json.begin_array();
    for (std::uint32_t fact : problem.facts)
        json.text(table.facts[fact].id);
    json.end_array();
    json.text("pointer", problem.pointer);
    json.number("line", problem.place.line);
    json.number("column", problem.place.column);
}

}  // namespace

FactsProblem refusal_problem(const Table& table, const Explained& explained, Place place) {
    const TableAssume& assume = table.assumes[explained.answer.refusal.assume];
    // What lies outside of a calendar is shown; when it is needed rests on other facts as well.
    const bool shown = assume.no_answer && !assume.placeholders.empty();
    const std::set<std::uint32_t> facts =
        facts_of(table, shown ? assume.placeholders.front().value : assume.condition);
    const Arg message(message_in(table, explained, assume, Lang::En),
                      message_in(table, explained, assume, Lang::Zh)),
        names(names_in(table, facts, Lang::En), names_in(table, facts, Lang::Zh));
    FactsProblem out = assume.no_answer ? facts_problem<D::CalendarTooShort>(message, names)
                                        : facts_problem<D::FactsContradict>(message, names);
    out.place = place;
    out.facts.assign(facts.begin(), facts.end());
    return out;
}

std::string problems_json(const Table& table, const std::vector<FactsProblem>& problems, const Shown& shown) {
    JsonWriter json(shown.pretty);
    write_problems(json, table, problems, shown);
    return json.written() + "\n";
}

void write_problems(JsonWriter& json, const Table& table, const std::vector<FactsProblem>& problems,
                    const Shown& shown) {
    json.begin_object();
    json.key("refused");
    json.begin_object();
    if (!problems.empty()) write_problem(json, table, problems.front(), shown.lang);
    if (problems.size() > 1) {
        json.key("more");
        json.begin_array();
        for (std::size_t i = 1; i < problems.size(); ++i) {
            json.begin_object();
            write_problem(json, table, problems[i], shown.lang);
            json.end_object();
        }
        json.end_array();
    }
    json.end_object();
    json.end_object();
}

}  // namespace tenet::compiler
