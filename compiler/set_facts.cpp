#include "compiler/set_facts.hpp"

#include "compiler/facts_value.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::Base;

bool has_choice(Base base) { return base == Base::Choice || base == Base::Set; }

bool same_choice(const TableChoice& a, const TableChoice& b) {
    const auto same = [](const TableChoiceValue& x, const TableChoiceValue& y) {
        return x.id == y.id && x.name == y.name;
    };
    return std::equal(a.values.begin(), a.values.end(), b.values.begin(), b.values.end(), same);
}

/// Whether two facts or fields take the same values; of lists this says nothing of their records.
bool same_values(const Table& one, const typed::Type& a, const Table& other, const typed::Type& b) {
    if (a.base != b.base || a.or_none != b.or_none || a.scale != b.scale) return false;
    // How many texts a policy knows is no matter of the fact's.
    if (a.base != Base::Text && (a.low != b.low || a.high != b.high)) return false;
    return !has_choice(a.base) || same_choice(one.choices[a.of], other.choices[b.of]);
}

bool same_record(const Table& one, const TableRecord& a, const Table& other, const TableRecord& b) {
    const auto same = [&](const TableFact& x, const TableFact& y) {
        return x.id == y.id && x.name == y.name && same_values(one, x.type, other, y.type);
    };
    return std::equal(a.fields.begin(), a.fields.end(), b.fields.begin(), b.fields.end(), same);
}

std::string ends_text(const typed::Type& type, Lang lang) {
    return value_text(type, type.low, lang) + " .. " + value_text(type, type.high, lang);
}

std::string both_names(const TableFact& fact) {
    return fact.id == fact.name ? fmt::format("`{}`", fact.name)
                                : fmt::format("`{}` (`{}`)", fact.name, fact.id);
}

}  // namespace

Arg values_in_words(const Table& table, const typed::Type& type) {
    Arg out = type_words(table, type);
    const bool ranged = !has_choice(type.base) && type.base != Base::YesNo && type.base != Base::Text;
    if (ranged && type.base == Base::List) {
        out.en += fmt::format(" up to {}", type.high);
        out.zh += fmt::format("（至多 {} 条）", type.high);
    } else if (ranged) {
        out.en += fmt::format(" {}", ends_text(type, Lang::En));
        out.zh += fmt::format(" {}", ends_text(type, Lang::Zh));
    }
    if (type.or_none) out.en += " or none", out.zh += " 或无";
    return out;
}

std::optional<Arg> fact_difference(const Table& one, const TableFact& fact, const Table& other,
                                   const TableFact& other_fact) {
    const typed::Type& a = fact.type;
    const typed::Type& b = other_fact.type;
    if (fact.id != other_fact.id || fact.name != other_fact.name)
        return Arg(fmt::format("{} here, {} there", both_names(fact), both_names(other_fact)),
                   fmt::format("这里是 {}，那里是 {}", both_names(fact), both_names(other_fact)));
    const Arg here = values_in_words(one, a), there = values_in_words(other, b);
    if (here != there)
        return Arg(fmt::format("{} here, {} there", here.en, there.en),
                   fmt::format("这里是{}，那里是{}", here.zh, there.zh));
    if (a.base == Base::List && !same_record(one, one.records[a.of], other, other.records[b.of]))
        return Arg(fmt::format("the record `{}` has other fields there", one.records[a.of].name),
                   fmt::format("那里的记录 `{}` 字段不同", one.records[a.of].name));
    if (!same_values(one, a, other, b)) return Arg("its choice has other values there", "那里的选项取值不同");
    return {};
}

SetFacts::SetFacts(const std::vector<const Table*>& questions) {
    for (const Table* question : questions)
        add(*question);
    // Now that all texts are known: which of them a question has.
    for (Part& part : parts_) {
        std::unordered_map<std::string_view, std::int64_t> own;
        for (std::size_t i = 0; i < part.table->texts.size(); ++i)
            own.emplace(part.table->texts[i], static_cast<std::int64_t>(i) + 1);
        part.texts.push_back(0);
        for (const std::string& text : table_.texts) {
            const auto found = own.find(text);
            part.texts.push_back(found == own.end() ? 0 : found->second);
        }
    }
}

void SetFacts::add(const Table& question) {
    const auto choices = static_cast<std::uint32_t>(table_.choices.size());
    const auto records = static_cast<std::uint32_t>(table_.records.size());
    const auto moved = [&](TableFact fact) {
        if (has_choice(fact.type.base)) fact.type.of += choices;
        if (fact.type.base == Base::List) fact.type.of += records;
        return fact;
    };
    table_.choices.insert(table_.choices.end(), question.choices.begin(), question.choices.end());
    for (TableRecord record : question.records) {
        for (TableFact& field : record.fields)
            field = moved(std::move(field));
        table_.records.push_back(std::move(record));
    }
    for (const std::string& text : question.texts)
        if (std::find(table_.texts.begin(), table_.texts.end(), text) == table_.texts.end())
            table_.texts.push_back(text);
    Part part{&question, {}, {}};
    for (const TableFact& fact : question.facts) {
        const auto known = std::find_if(table_.facts.begin(), table_.facts.end(),
                                        [&](const TableFact& each) { return each.id == fact.id; });
        part.facts.push_back(static_cast<std::uint32_t>(known - table_.facts.begin()));
        if (known == table_.facts.end()) table_.facts.push_back(moved(fact));
    }
    table_.defines.insert(table_.defines.end(), question.defines.begin(), question.defines.end());
    table_.outputs.insert(table_.outputs.end(), question.outputs.begin(), question.outputs.end());
    parts_.push_back(std::move(part));
}

std::int64_t SetFacts::text_of(const Part& part, std::int64_t all) const {
    return part.texts[static_cast<std::size_t>(all)];
}

FactValue SetFacts::value_of(const Part& part, std::uint32_t slot, const FactValue& all) const {
    FactValue out = all;
    const TableFact& fact = part.table->facts[slot];
    if (fact.type.base == Base::Text) out.value = text_of(part, all.value);
    if (fact.type.base != Base::List) return out;
    const TableRecord& own = part.table->records[fact.type.of];
    const TableRecord& read = table_.records[table_.facts[part.facts[slot]].type.of];
    for (std::size_t i = 0; i < out.records.size(); ++i) {
        const std::vector<FactValue>& given = all.records[i].fields;
        std::vector<FactValue> fields;
        for (std::size_t k = 0; k < own.fields.size(); ++k) {
            const std::size_t from = read.declared[k], to = own.declared[k];
            if (from >= given.size()) continue;
            if (fields.size() <= to) fields.resize(to + 1);
            fields[to] = given[from];
            if (own.fields[k].type.base == Base::Text) fields[to].value = text_of(part, given[from].value);
        }
        out.records[i].fields = std::move(fields);
    }
    return out;
}

FactRow SetFacts::row_of(std::size_t question, const FactRow& all) const {
    const Part& part = parts_[question];
    FactRow row;
    row.reserve(part.facts.size());
    for (std::uint32_t slot = 0; slot < part.facts.size(); ++slot)
        row.push_back(value_of(part, slot, all[part.facts[slot]]));
    return row;
}

std::vector<FactsProblem> SetFacts::problems_of(std::size_t question,
                                                const std::vector<FactsProblem>& all) const {
    const std::vector<std::uint32_t>& own = parts_[question].facts;
    std::vector<FactsProblem> out;
    for (const FactsProblem& problem : all) {
        std::vector<std::uint32_t> facts;
        for (std::uint32_t fact : problem.facts) {
            const auto found = std::find(own.begin(), own.end(), fact);
            if (found != own.end()) facts.push_back(static_cast<std::uint32_t>(found - own.begin()));
        }
        if (facts.empty()) continue;
        out.push_back(problem);
        out.back().facts = std::move(facts);
    }
    return out;
}

}  // namespace tenet::compiler
