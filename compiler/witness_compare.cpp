#include "compiler/witness_compare.hpp"

#include "compiler/reference.hpp"

#include <algorithm>
#include <bit>

namespace tenet::compiler {
namespace {

using typed::Base;

bool same_possible(const Possible& a, const Possible& b) {
    return a.may_be_value == b.may_be_value && a.may_be_none == b.may_be_none && a.low == b.low &&
           a.high == b.high;
}

}  // namespace

std::string shared_key(const Table& table, const typed::Type& type, const Possible& value,
                       const FactRow& row) {
    if (!value.may_be_value) return "none";
    const auto number = static_cast<std::size_t>(value.low);
    std::string key;
    switch (type.base) {
    case Base::Choice: {
        const TableChoice& choice = table.choices[type.of];
        if (!choice.of_lists) return choice.values[number].id;
        for (const std::uint32_t item : choice.values[number].items)
            key += table.choices[choice.items].values[item].id + '\n';
        for (const std::string& text : choice.values[number].texts)
            key += std::to_string(text.size()) + ':' + text;
        return key;
    }
    case Base::Set: {
        std::vector<std::string> members;
        for (auto bits = static_cast<std::uint64_t>(value.low); bits != 0; bits &= bits - 1)
            members.push_back(
                table.choices[type.of].values[static_cast<std::size_t>(std::countr_zero(bits))].id);
        std::sort(members.begin(), members.end());
        for (const std::string& member : members)
            key += member + '\n';
        return key;
    }
    case Base::Text:
        if (value.low != 0) return table.texts[number - 1];
        return value.text_fact < row.size() ? row[value.text_fact].text : "";
    case Base::YesNo:
    case Base::Count:
    case Base::Date:
    case Base::Number:
    case Base::Days:
    case Base::Period:
    case Base::Hours:
    case Base::List: break;
    }
    // By the least common measure of all scales, so that 7.5 is 7.5 in every unit.
    std::int64_t whole = value.low / type.scale, rest = value.low % type.scale, scale = type.scale;
    while (rest != 0 && rest % 2 == 0 && scale % 2 == 0)
        rest /= 2, scale /= 2;
    while (rest != 0 && rest % 5 == 0 && scale % 5 == 0)
        rest /= 5, scale /= 5;
    return std::to_string(whole) +
           (rest == 0 ? "" : " " + std::to_string(rest) + "/" + std::to_string(scale));
}

std::vector<std::string> remedies_at(const Table& table, std::uint32_t decision, std::uint32_t place,
                                     const DecisionAnswer& answer) {
    const Run& requirements = table.decisions[decision].requirements;
    const std::uint32_t base = table.requirements[requirements.first].remedies.first;
    const Run& own = table.requirements[requirements.first + place].remedies;
    std::vector<std::string> ids;
    for (const std::uint32_t remedy : answer.remedies)
        if (base + remedy >= own.first && base + remedy < own.first + own.count)
            ids.push_back(table.remedies[base + remedy].id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

bool output_differs(const std::array<const Table*, 2>& tables, const Subject& subject,
                    const Witness& witness) {
    std::array<const Possible*, 2> values{};
    std::array<const typed::Type*, 2> types{};
    for (const std::size_t i : {0U, 1U}) {
        values[i] = &witness.answers[i].outputs[subject.index[i]].value;
        types[i] = &tables[i]->outputs[subject.index[i]].type;
    }
    const auto known = [](const Possible& value) { return value.determined(); };
    if (known(*values[0]) != known(*values[1])) return true;
    if (!known(*values[0])) return false;
    return shared_key(*tables[0], *types[0], *values[0], witness.rows[0]) !=
           shared_key(*tables[1], *types[1], *values[1], witness.rows[1]);
}

bool confirmed(const Edition& edition, const FactRow& row, const Answer& answer) {
    if (edition.module == nullptr) return true;
    const Answer other = reference_evaluate(*edition.module, row);
    if (other.refusal.cause != answer.refusal.cause) return false;
    if (answer.refused()) return true;
    for (std::size_t i = 0; i < answer.decisions.size(); ++i)
        if (other.decisions[i].verdict != answer.decisions[i].verdict ||
            other.decisions[i].requirements != answer.decisions[i].requirements ||
            other.decisions[i].remedies != answer.decisions[i].remedies)
            return false;
    for (std::size_t i = 0; i < answer.outputs.size(); ++i)
        if (!same_possible(other.outputs[i].value, answer.outputs[i].value)) return false;
    return true;
}

}  // namespace tenet::compiler
