#include "compiler/facts_json.hpp"

#include "compiler/value_text.hpp"

#include <algorithm>
#include <bit>

namespace tenet::compiler {
namespace {

using typed::Base;

/// Writes the facts of one applicant.
class FactsWriter {
  public:
    FactsWriter(JsonWriter& json, const Table& table) : json_(json), table_(table) {}

    /// The members, without those that another version has too.
    void members(const FactRow& facts, const Table* other = nullptr) {
        for (std::size_t i = 0; i < facts.size() && i < table_.facts.size(); ++i)
            if (other == nullptr || !has(*other, table_.facts[i].id)) member(table_.facts[i], facts[i]);
    }

  private:
    static bool has(const Table& table, std::string_view id) {
        return std::any_of(table.facts.begin(), table.facts.end(),
                           [&](const TableFact& fact) { return fact.id == id; });
    }

    void member(const TableFact& fact, const FactValue& value) {
        if (value.state == FactValue::State::Unknown) return;
        json_.key(fact.id);
        if (value.state == FactValue::State::None) return json_.null();
        known(fact.type, value);
    }

    void known(const typed::Type& type, const FactValue& value) {
        switch (type.base) {
        case Base::YesNo: return json_.boolean(value.value != 0);
        case Base::Date: return json_.text(value_text(type, value.value, Lang::En));
        case Base::Count:
        case Base::Number:
        case Base::Days:
        case Base::Hours:
        case Base::Period: return json_.number(number_text(value.value, type.scale));
        case Base::Choice: return choice_value(type, static_cast<std::size_t>(value.value));
        case Base::Set: return set_members(type, static_cast<std::uint64_t>(value.value));
        case Base::Text: return json_.text(value.text);
        case Base::List: return records(table_.records[type.of], value.records);
        }
        __builtin_unreachable();
    }

    void choice_value(const typed::Type& type, std::size_t value) {
        json_.text(table_.choices[type.of].values[value].id);
    }

    void set_members(const typed::Type& type, std::uint64_t bits) {
        json_.begin_array();
        for (; bits != 0; bits &= bits - 1)
            choice_value(type, static_cast<std::size_t>(std::countr_zero(bits)));
        json_.end_array();
    }

    /// Records count derived fields, which are not written.
    void records(const TableRecord& type, const std::vector<Record>& all) {
        json_.begin_array();
        for (const Record& record : all) {
            json_.begin_object();
            for (std::size_t i = 0; i < type.fields.size(); ++i)
                if (type.declared[i] < record.fields.size())
                    member(type.fields[i], record.fields[type.declared[i]]);
            json_.end_object();
        }
        json_.end_array();
    }

    JsonWriter& json_;
    const Table& table_;
};

}  // namespace

void write_facts(JsonWriter& json, const Table& table, const FactRow& facts) {
    json.begin_object();
    FactsWriter(json, table).members(facts);
    json.end_object();
}

void write_facts(JsonWriter& json, const Table& table, const FactRow& facts, const Table& older,
                 const FactRow& older_facts) {
    json.begin_object();
    FactsWriter(json, table).members(facts);
    FactsWriter(json, older).members(older_facts, &table);
    json.end_object();
}

}  // namespace tenet::compiler
