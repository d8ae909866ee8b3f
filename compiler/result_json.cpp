#include "compiler/result_json.hpp"

#include "compiler/facts_json.hpp"
#include "compiler/message_text.hpp"
#include "compiler/result_words.hpp"
#include "compiler/value_text.hpp"

#include <algorithm>
#include <bit>

namespace tenet::compiler {
namespace {

using typed::Base;

/// Writes one result.
class ResultWriter {
  public:
    ResultWriter(const Telling& telling, JsonWriter& json) : telling_(telling), json_(json) {}

    void result(const Shown& shown);
    void output(std::uint32_t index);

  private:
    const Table& table() const { return telling_.table; }
    void value(const TypedValue& of, std::int64_t number);
    void choice_value(const TableChoice& choice, std::size_t index);
    void possible(const TypedValue& of);
    void ends(const TypedValue& of, std::int64_t low, std::int64_t high);
    void one_of(const TypedValue& of);
    void members(const typed::Type& type, std::uint64_t bits);
    void reason(const Reason& reason);
    void day(std::string_view name, const std::optional<std::int64_t>& day);
    void requirement(const Requirement& requirement);
    void parts(const std::vector<Part>& parts);
    void decision(std::uint32_t index);
    void remedies(std::uint32_t decision);
    void output_reasons(const Shown& shown);
    void citations(const std::vector<TableCitation>& citations);
    void paths(const std::vector<FactPath>& paths);
    void as_of();

    const Telling& telling_;
    JsonWriter& json_;
};

constexpr int most_choices = 64;  ///< so many values of a choice are told apart while it is undetermined

std::size_t choice_size(const Table& table, const typed::Type& type) {
    return type.of < table.choices.size() ? table.choices[type.of].values.size() : 0;
}

/// A determined value, in the unit of its type.
void ResultWriter::value(const TypedValue& of, std::int64_t number) {
    switch (of.type.base) {
    case Base::YesNo: return json_.boolean(number != 0);
    case Base::Date: return json_.text(value_text(of.type, number, Lang::En));
    case Base::Count:
    case Base::Number:
    case Base::Days:
    case Base::Hours:
    case Base::Period:
    case Base::List: return json_.number(number_text(number, of.type.scale));
    case Base::Choice: return choice_value(table().choices[of.type.of], static_cast<std::size_t>(number));
    case Base::Set: return members(of.type, static_cast<std::uint64_t>(number));
    case Base::Text: return json_.text(text_value(telling_, of, number));
    }
    __builtin_unreachable();
}

/// The id of a value, or the list that it stands for.
void ResultWriter::choice_value(const TableChoice& choice, std::size_t index) {
    const TableChoiceValue& value = choice.values[index];
    if (!choice.of_lists) return json_.text(value.id);
    json_.begin_array();
    for (const std::uint32_t item : value.items)
        json_.text(table().choices[choice.items].values[item].id);
    for (const std::string& text : value.texts)
        json_.text(text);
    json_.end_array();
}

void ResultWriter::members(const typed::Type& type, std::uint64_t bits) {
    json_.begin_array();
    for (; bits != 0; bits &= bits - 1)
        json_.text(table().choices[type.of].values[static_cast<std::size_t>(std::countr_zero(bits))].id);
    json_.end_array();
}

void ResultWriter::ends(const TypedValue& of, std::int64_t low, std::int64_t high) {
    json_.key("min");
    value(of, low);
    json_.key("max");
    value(of, high);
}

/// The values that a choice or text may still be, where there are few enough to be told apart.
void ResultWriter::one_of(const TypedValue& of) {
    json_.key("one_of");
    json_.begin_array();
    for (std::uint64_t rest = of.value.members; rest != 0; rest &= rest - 1) {
        const int index = std::countr_zero(rest);
        if (of.type.base == Base::Choice
                ? static_cast<std::size_t>(index) < choice_size(table(), of.type)
                : index != 0 && static_cast<std::size_t>(index) <= table().texts.size())
            value(of, index);
    }
    json_.end_array();
}

/// The plain value if there is only one, null for none, else what it may be: the ends of an interval, of a set the members
/// that it surely has and those that it may have, or one of some values.
void ResultWriter::possible(const TypedValue& of) {
    const Possible& all = of.value;
    if (!all.may_be_value) return json_.null();
    if (all.determined()) return value(of, all.low);
    json_.begin_object();
    const bool few = of.type.base == Base::Text ||
                     (of.type.base == Base::Choice && choice_size(table(), of.type) <= most_choices);
    if (few)
        one_of(of);
    else
        ends(of, all.low, all.high);
    if (all.may_be_none) {
        json_.key("or_none");
        json_.boolean(true);
    }
    json_.end_object();
}

void ResultWriter::day(std::string_view name, const std::optional<std::int64_t>& day) {
    if (!day) return;
    typed::Type date;
    date.base = Base::Date;
    json_.key(name);
    value({date, {}}, *day);
}

/// What of actual, needed, shortfall and days there is; of a window the first and the last value that pass.
void ResultWriter::reason(const Reason& reason) {
    if (reason.actual) {
        json_.key("actual");
        possible({reason.type, *reason.actual});
    }
    if (reason.needed && !reason.needed_high) {
        json_.key("needed");
        possible({reason.type, *reason.needed});
    } else if (reason.needed && reason.needed->determined() && reason.needed_high->determined()) {
        json_.key("needed");
        json_.begin_object();
        json_.key("min");
        possible({reason.type, *reason.needed});
        json_.key("max");
        possible({reason.type, *reason.needed_high});
        json_.end_object();
    }
    if (reason.shortfall) {
        json_.key("shortfall");
        possible({difference_type(reason.type), *reason.shortfall});
    }
    day("from", reason.from);
    day("until", reason.until);
}

void ResultWriter::parts(const std::vector<Part>& parts) {
    if (parts.empty()) return;
    json_.key("parts");
    json_.begin_array();
    for (const Part& part : parts) {
        const TablePart& row = table().parts[part.row];
        json_.begin_object();
        json_.text("condition", row.source);
        json_.text("status", identifier(status_of(part)));
        reason(part.reason);
        json_.end_object();
    }
    json_.end_array();
}

void ResultWriter::citations(const std::vector<TableCitation>& citations) {
    json_.key("cite");
    json_.begin_array();
    for (const TableCitation& citation : citations)
        json_.text(cited(citation, Lang::En));
    json_.end_array();
}

void ResultWriter::requirement(const Requirement& one) {
    json_.begin_object();
    json_.text("id", one.row.id);
    json_.text("status", identifier(one.status));
    reason(one.why.reason);
    json_.text("message", message(telling_, one));
    citations(one.row.citations);
    json_.key("records");
    json_.begin_array();
    for (std::uint32_t record : one.records)
        json_.number(std::to_string(record));
    json_.end_array();
    parts(one.why.parts);
    json_.end_object();
}

void ResultWriter::paths(const std::vector<FactPath>& paths) {
    json_.begin_array();
    for (const FactPath& path : paths)
        json_.text(path_id(table(), path));
    json_.end_array();
}

void ResultWriter::remedies(std::uint32_t decision) {
    json_.key("remedies");
    json_.begin_array();
    for (const TableRemedy* remedy : standing_remedies(telling_, decision))
        json_.text(remedy->id);
    json_.end_array();
}

void ResultWriter::decision(std::uint32_t index) {
    const DecisionAnswer& answer = telling_.explained.answer.decisions[index];
    json_.begin_object();
    json_.text("verdict", identifier(answer.verdict));
    json_.key("requirements");
    json_.begin_array();
    for (std::uint32_t k = 0; k < table().decisions[index].requirements.count; ++k)
        requirement(requirement_of(telling_, index, k));
    json_.end_array();
    remedies(index);
    json_.key("missing");
    paths(answer.missing);
    json_.end_object();
}

void ResultWriter::output(std::uint32_t index) {
    const OutputAnswer& answer = telling_.explained.answer.outputs[index];
    if (answer.value.determined()) return possible(output_value(telling_, index));
    json_.begin_object();
    json_.key("undetermined");
    paths(answer.missing);
    json_.end_object();
}

/// Of each output, where there is something to say, the cases that it was taken from, and what it rests on.
void ResultWriter::output_reasons(const Shown& shown) {
    const std::vector<OutputReason>& reasons = telling_.explained.output_reasons;
    const auto says = [&](std::uint32_t i) {
        return i < reasons.size() && (!reasons[i].cases.empty() || !reasons[i].citations.empty());
    };
    if (std::none_of(shown.outputs.begin(), shown.outputs.end(), says)) return;
    json_.key("output_reasons");
    json_.begin_object();
    for (std::uint32_t i : shown.outputs) {
        if (!says(i)) continue;
        json_.key(table().outputs[i].id);
        json_.begin_object();
        json_.key("cases");
        json_.begin_array();
        for (const std::string& taken : reasons[i].cases)
            json_.text(taken);
        json_.end_array();
        citations(reasons[i].citations);
        json_.end_object();
    }
    json_.end_object();
}

void ResultWriter::as_of() {
    const FactRow& facts = telling_.explained.facts;
    const std::uint32_t slot = table().as_of;
    json_.key("as_of");
    if (slot >= facts.size() || facts[slot].state != FactValue::State::Known) return json_.null();
    value({table().facts[slot].type, {}}, facts[slot].value);
}

void ResultWriter::result(const Shown& shown) {
    json_.begin_object();
    json_.text("policy", table().policy);
    json_.text("fingerprint", shown.fingerprint);
    if (shown.facts) {
        json_.key("facts");
        write_facts(json_, table(), telling_.explained.facts);
    }
    as_of();
    json_.key("decisions");
    json_.begin_object();
    for (std::uint32_t i : shown.decisions) {
        json_.key(table().decisions[i].id);
        decision(i);
    }
    json_.end_object();
    json_.key("outputs");
    json_.begin_object();
    for (std::uint32_t i : shown.outputs) {
        json_.key(table().outputs[i].id);
        output(i);
    }
    json_.end_object();
    output_reasons(shown);
    json_.key("notes");
    json_.begin_array();
    for (const TableNote& note : table().notes)
        json_.text(telling_.in(note.text.en, note.text.zh));
    json_.end_array();
    json_.end_object();
}

}  // namespace

std::string result_json(const Table& table, const Explained& explained, const Shown& shown) {
    JsonWriter json(shown.pretty);
    write_result(json, table, explained, shown);
    return json.written() + "\n";
}

void write_output(JsonWriter& json, const Table& table, const Explained& explained, std::uint32_t output,
                  Lang lang) {
    const Telling telling{table, explained, lang};
    ResultWriter(telling, json).output(output);
}

void write_result(JsonWriter& json, const Table& table, const Explained& explained, const Shown& shown) {
    const Telling telling{table, explained, shown.lang};
    ResultWriter(telling, json).result(shown);
}

}  // namespace tenet::compiler
