#include "compiler/batch_result.hpp"

#include "compiler/csv.hpp"
#include "compiler/result_names.hpp"
#include "compiler/value_text.hpp"

#include <bit>

namespace tenet::compiler {
namespace {

using typed::Base;

/// What has nothing in it; an empty cell says that it is not known.
constexpr const char* nothing_in_it = "[]";

/// Names in one cell, between semicolons as the members of a set.
class Joined {
  public:
    void add(std::string_view name) {
        if (!text_.empty()) text_ += ';';
        text_ += name;
    }
    const std::string& text() const { return text_; }

  private:
    std::string text_;
};

std::string choice_text(const Table& table, const TableChoice& choice, std::size_t index) {
    const TableChoiceValue& value = choice.values[index];
    if (!choice.of_lists) return value.id;
    Joined out;
    for (const std::uint32_t item : value.items)
        out.add(table.choices[choice.items].values[item].id);
    for (const std::string& text : value.texts)
        out.add(text);
    return out.text().empty() ? nothing_in_it : out.text();
}

std::string members_text(const TableChoice& choice, std::uint64_t bits) {
    Joined out;
    for (; bits != 0; bits &= bits - 1)
        out.add(choice.values[static_cast<std::size_t>(std::countr_zero(bits))].id);
    return out.text().empty() ? nothing_in_it : out.text();
}

std::string text_of(const Table& table, const Possible& value, const FactRow& facts) {
    const auto known = static_cast<std::size_t>(value.low);
    if (known > 0 && known <= table.texts.size()) return table.texts[known - 1];
    return value.text_fact < facts.size() ? facts[value.text_fact].text : std::string();
}

}  // namespace

std::string value_cell(const Table& table, const TableOutput& output, const Possible& value,
                       const FactRow& facts) {
    if (!value.determined()) return {};
    if (!value.may_be_value) return "none";
    const typed::Type& type = output.type;
    switch (type.base) {
    case Base::YesNo:
    case Base::Date:
    case Base::Count:
    case Base::Number:
    case Base::Days:
    case Base::Hours:
    case Base::Period: return value_text(type, value.low, Lang::En);
    case Base::List: return number_text(value.low, type.scale);
    case Base::Choice: return choice_text(table, table.choices[type.of], static_cast<std::size_t>(value.low));
    case Base::Set: return members_text(table.choices[type.of], static_cast<std::uint64_t>(value.low));
    case Base::Text: return text_of(table, value, facts);
    }
    __builtin_unreachable();
}

ResultColumns::ResultColumns(const Table& table, const Shown& shown) : table_(table), shown_(shown) {
    for (const std::uint32_t i : shown.decisions) {
        std::vector<const TableRemedy*>& all = remedies_.emplace_back();
        const Run run = table.decisions[i].requirements;
        for (std::uint32_t k = 0; k < run.count; ++k) {
            const Run remedies = table.requirements[run.first + k].remedies;
            for (std::uint32_t r = 0; r < remedies.count; ++r)
                all.push_back(&table.remedies[remedies.first + r]);
        }
    }
}

std::vector<std::string> ResultColumns::names() const {
    std::vector<std::string> out;
    for (const std::uint32_t i : shown_.decisions) {
        const std::string& id = table_.decisions[i].id;
        out.insert(out.end(), {id, id + ".failed", id + ".missing", id + ".remedies"});
    }
    for (const std::uint32_t i : shown_.outputs)
        out.push_back(table_.outputs[i].id);
    return out;
}

void ResultColumns::append_decision(std::string& out, std::size_t place,
                                    const BriefAnswer::Decision& answer) const {
    const Run requirements = table_.decisions[shown_.decisions[place]].requirements;
    Joined failed, missing, remedies;
    for (const std::uint32_t k : answer.failed)
        failed.add(table_.requirements[requirements.first + k].id);
    for (const FactPath& path : answer.missing)
        missing.add(path_id(table_, path));
    for (const std::uint32_t k : answer.remedies)
        remedies.add(remedies_[place][k]->id);
    out += ',';
    out += identifier(answer.verdict);
    for (const Joined* each : {&failed, &missing, &remedies}) {
        out += ',';
        append_csv(out, each->text());
    }
}

void ResultColumns::append(std::string& out, const BriefAnswer& answer, const FactRow& facts) const {
    for (std::size_t i = 0; i < shown_.decisions.size(); ++i)
        append_decision(out, i, answer.decisions[i]);
    for (std::size_t i = 0; i < shown_.outputs.size(); ++i) {
        out += ',';
        const std::string cell =
            value_cell(table_, table_.outputs[shown_.outputs[i]], answer.outputs[i], facts);
        append_csv(out, cell);
        if (cell.empty() && answer.outputs[i].determined()) out += R"("")";  // a text with nothing in it
    }
}

}  // namespace tenet::compiler
