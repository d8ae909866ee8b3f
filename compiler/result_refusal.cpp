#include "compiler/result_refusal.hpp"

#include "compiler/facts_json.hpp"
#include "compiler/json_writer.hpp"
#include "compiler/message_text.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

namespace tenet::compiler {
namespace {

std::string message_in(const Table& table, const Explained& explained, const TableAssume& assume, Lang lang) {
    const std::string& text = lang == Lang::Zh ? assume.message.zh : assume.message.en;
    const Places places{&assume.placeholders, &explained.refusal_placeholders, nullptr, nullptr};
    return filled_message({table, explained, lang}, text, places);
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

std::string facts_named(const Table& table, const std::vector<std::uint32_t>& facts, Lang lang) {
    std::string out;
    for (std::uint32_t fact : facts) {
        const TableFact& one = table.facts[fact];
        out += fmt::format("{}{}", out.empty() ? "" : said(Say::ItemComma, lang),
                           shown_name(one.label, one.id, one.name, lang));
    }
    return out;
}

FactsProblem refusal_problem(const Table& table, const Explained& explained, Place place) {
    const TableAssume& assume = table.assumes[explained.answer.refusal.assume];
    const Arg message(message_in(table, explained, assume, Lang::En),
                      message_in(table, explained, assume, Lang::Zh)),
        names(facts_named(table, assume.facts, Lang::En), facts_named(table, assume.facts, Lang::Zh));
    FactsProblem out = assume.no_answer ? facts_problem<D::CalendarTooShort>(message, names)
                                        : facts_problem<D::FactsContradict>(message, names);
    out.place = place;
    out.facts = assume.facts;
    return out;
}

Arg not_judged(const std::vector<FactsProblem>& problems) {
    const bool lacking = !problems.empty() && problems.front().problem.kind == D::CalendarTooShort;
    if (lacking) return {"not judged, the calendar lacks a year", "未作判定，工作日历缺少年度"};
    return {"not judged, the facts are wrong", "事实有误，未作判定"};
}

std::string problems_json(const Table& table, const std::vector<FactsProblem>& problems, const Shown& shown,
                          const FactRow* facts) {
    JsonWriter json(shown.pretty);
    write_problems(json, table, problems, shown, facts);
    return json.written() + "\n";
}

void write_problems(JsonWriter& json, const Table& table, const std::vector<FactsProblem>& problems,
                    const Shown& shown, const FactRow* facts) {
    json.begin_object();
    if (shown.facts && facts != nullptr) {
        json.text("policy", table.policy);
        json.key("facts");
        write_facts(json, table, *facts);
    }
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
