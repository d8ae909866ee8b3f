#include "compiler/form_json.hpp"

#include "compiler/json_writer.hpp"
#include "compiler/result_names.hpp"
#include "compiler/value_text.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tenet::compiler {
namespace {

using typed::Base;

/// The kinds as tenet.h has them, in small letters. Periods are no facts, and as outputs read like numbers.
std::string_view kind_of(Base base) {
    switch (base) {
    case Base::YesNo: return "yes_no";
    case Base::Count: return "count";
    case Base::Date: return "date";
    case Base::Number:
    case Base::Period: return "number";
    case Base::Days: return "days";
    case Base::Hours: return "hours";
    case Base::Choice: return "choice";
    case Base::Set: return "set";
    case Base::Text: return "text";
    case Base::List: return "list";
    }
    __builtin_unreachable();
}

class FormWriter {
  public:
    explicit FormWriter(const Table& table) : table_(table) {}

    std::string run(std::string_view meaning) {
        json_.begin_object();
        json_.text("id", table_.policy);
        label(table_.policy_label, table_.policy, table_.policy);
        json_.text("fingerprint", meaning);
        json_.key("as_of");
        if (table_.as_of < table_.facts.size())
            json_.text(table_.facts[table_.as_of].id);
        else
            json_.null();
        array("facts", table_.facts, [&](const TableFact& row) { fact(row); });
        array("decisions", table_.decisions, [&](const TableDecision& row) { decision(row); });
        array("outputs", table_.outputs, [&](const TableOutput& row) { output(row); });
        array("notes", table_.notes, [&](const TableNote& row) { note(row); });
        citations(table_.citations);
        array("sources", sources_, [&](const auto& source) {
            json_.begin_object();
            json_.text("id", source.first);
            both("label", source.first, source.second);
            json_.end_object();
        });
        json_.end_object();
        return json_.written();
    }

  private:
    template <class Rows, class Put>
    void array(std::string_view name, const Rows& rows, const Put& put) {
        json_.key(name);
        json_.begin_array();
        for (const auto& row : rows)
            put(row);
        json_.end_array();
    }

    void both(std::string_view name, std::string_view en, std::string_view zh) {
        json_.key(name);
        json_.begin_object();
        json_.text("en", en);
        json_.text("zh", zh);
        json_.end_object();
    }

    void label(const TableText& label, std::string_view id, std::string_view name) {
        both("label", shown_name(label, id, name, Lang::En), shown_name(label, id, name, Lang::Zh));
    }

    template <class Row>
    void named(const Row& row) {
        json_.text("id", row.id);
        json_.text("name", row.name);
        label(row.label, row.id, row.name);
    }

    void citations(const std::vector<TableCitation>& rows) {
        array("cite", rows, [&](const TableCitation& row) {
            sources_.emplace(row.source, row.source_name);
            json_.text(cited(row, Lang::En));
        });
    }

    void values(const TableChoice& choice) {
        array("values", choice.values, [&](const TableChoiceValue& value) {
            json_.begin_object();
            named(value);
            json_.end_object();
        });
    }

    void bound(std::string_view name, const typed::Type& type, std::int64_t value) {
        json_.key(name);
        if (type.base == Base::Date)
            json_.text(value_text(type, value, Lang::En));
        else
            json_.number(number_text(value, type.scale));
    }

    /// What may be filled in, by kind.
    void domain(const typed::Type& type) {
        switch (type.base) {
        case Base::YesNo:
        case Base::Text: return;
        case Base::Choice:
        case Base::Set: return values(table_.choices[type.of]);
        case Base::List:
            json_.number("most", static_cast<std::uint64_t>(type.high));
            return array("fields", table_.records[type.of].fields, [&](const TableFact& row) { fact(row); });
        case Base::Count:
        case Base::Number:
        case Base::Period:
        case Base::Days:
        case Base::Hours:
            json_.key("step");
            json_.number(number_text(1, type.scale));
            [[fallthrough]];
        case Base::Date: bound("min", type, type.low); return bound("max", type, type.high);
        }
    }

    /// Facts and fields alike.
    void fact(const TableFact& row) {
        json_.begin_object();
        named(row);
        json_.text("kind", kind_of(row.type.base));
        json_.key("or_none");
        json_.boolean(row.type.or_none);
        domain(row.type);
        citations(row.citations);
        json_.end_object();
    }

    void remedy(const TableRemedy& row) {
        json_.begin_object();
        named(row);
        json_.end_object();
    }

    void requirement(const TableRequirement& row) {
        json_.begin_object();
        named(row);
        citations(row.citations);
        json_.end_object();
    }

    void decision(const TableDecision& row) {
        json_.begin_object();
        named(row);
        citations(row.citations);
        const auto of = [](const auto& rows, Run run) {
            return std::vector(rows.begin() + run.first, rows.begin() + run.first + run.count);
        };
        const std::vector<TableRequirement> requirements = of(table_.requirements, row.requirements);
        array("requirements", requirements, [&](const TableRequirement& one) { requirement(one); });
        json_.key("remedies");
        json_.begin_array();
        for (const TableRequirement& one : requirements)
            for (const TableRemedy& each : of(table_.remedies, one.remedies))
                remedy(each);
        json_.end_array();
        json_.end_object();
    }

    void output(const TableOutput& row) {
        const typed::Type& type = row.type;
        const bool listing = type.base == Base::Choice && table_.choices[type.of].of_lists;
        const std::uint32_t items = listing ? table_.choices[type.of].items : type.of;
        json_.begin_object();
        named(row);
        json_.text("kind", listing ? "list" : kind_of(type.base));
        json_.key("or_none");
        json_.boolean(type.or_none);
        const bool of_choice = type.base == Base::Choice || type.base == Base::Set;
        if (of_choice && items != typed::no_index) values(table_.choices[items]);
        citations(row.citations);
        json_.end_object();
    }

    void note(const TableNote& row) {
        json_.begin_object();
        json_.text("en", row.text.en.empty() ? row.text.zh : row.text.en);
        json_.text("zh", row.text.zh.empty() ? row.text.en : row.text.zh);
        citations(row.citations);
        json_.end_object();
    }

    const Table& table_;
    std::map<std::string, std::string> sources_;  ///< that were cited, by id: what they are called
    JsonWriter json_{false};
};

}  // namespace

std::string form_json(const Table& table, std::string_view meaning) { return FormWriter(table).run(meaning); }

}  // namespace tenet::compiler
