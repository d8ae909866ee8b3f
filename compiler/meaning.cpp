#include "compiler/meaning.hpp"

#include "compiler/ranges.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace tenet::compiler {
namespace {

using typed::Base;

void append_number(std::string& key, std::uint64_t number) {
    for (int i = 0; i < 8; ++i) {
        key += static_cast<char>(number & 0xFFU);
        number >>= 8;
    }
}

std::string meaning_key(const Meaning& meaning) {
    std::string key;
    append_number(key, static_cast<std::uint64_t>(meaning.op) |
                           (static_cast<std::uint64_t>(meaning.base) << 8) | (meaning.flag ? 0x10000U : 0U));
    append_number(key, static_cast<std::uint64_t>(meaning.scale));
    append_number(key, static_cast<std::uint64_t>(meaning.number));
    for (const MeaningId operand : meaning.operands)
        append_number(key, operand.value);
    return key;
}

bool names_calendar(Code op) {
    return op == Code::WorkingDay || op == Code::WorkingIndex || op == Code::WorkingDayAt;
}

}  // namespace

std::int64_t MeaningPool::word(std::string_view text) {
    return words_.try_emplace(std::string(text), static_cast<std::int64_t>(words_.size())).first->second;
}

MeaningId MeaningPool::constant(Base base, std::int64_t number) {
    Meaning meaning;
    meaning.base = base;
    meaning.number = number;
    meaning.range = {number, number};
    return intern(std::move(meaning));
}

MeaningId MeaningPool::intern(Meaning meaning) {
    const auto [place, fresh] = known_.try_emplace(meaning_key(meaning), MeaningId(meanings_.size()));
    if (fresh) {
        meanings_.push_back(std::move(meaning));
        return place->second;
    }
    Meaning& known = meanings_[place->second.index()];
    known.range = hull(known.range, meaning.range);
    known.may_be_none = known.may_be_none || meaning.may_be_none;
    for (const std::int64_t value : meaning.values)
        if (std::find(known.values.begin(), known.values.end(), value) == known.values.end())
            known.values.push_back(value);
    return place->second;
}

/// A set of values of a choice as a word.
std::int64_t MeaningPool::members_of(const Table& table, const Node& node, std::uint32_t choice) {
    std::vector<std::string> members;
    for (auto bits = static_cast<std::uint64_t>(node.imm); bits != 0; bits &= bits - 1)
        members.push_back(table.choices[choice].values[static_cast<std::size_t>(std::countr_zero(bits))].id);
    std::sort(members.begin(), members.end());
    std::string text = "{";
    for (const std::string& member : members)
        text += member + '\n';
    return word(text);
}

std::int64_t MeaningPool::constant_of(const Table& table, const Node& node) {
    const auto index = static_cast<std::size_t>(node.imm);
    if (node.base == Base::Set) return members_of(table, node, node.of);
    if (node.base == Base::Text) return word(index == 0 ? "\n" : '"' + table.texts[index - 1]);
    if (node.base != Base::Choice) return node.imm;
    const TableChoice& choice = table.choices[node.of];
    if (!choice.of_lists) return word(choice.values[index].id);
    std::string text = "[";
    for (const std::uint32_t item : choice.values[index].items)
        text += table.choices[choice.items].values[item].id + '\n';
    for (const std::string& item : choice.values[index].texts)
        text += std::to_string(item.size()) + ':' + item;
    return word(text);
}

std::int64_t MeaningPool::number_of(const Table& table, const Node& node) {
    const auto index = static_cast<std::size_t>(node.imm);
    if (node.op == Code::Constant) return constant_of(table, node);
    if (node.op == Code::LoadFact || is_aggregate(node.op)) return word(table.facts[index].id);
    if (node.op == Code::InSet) return members_of(table, node, table.at(node.a).of);
    if (node.op == Code::Covers) return members_of(table, node, table.at(node.a).of);
    if (node.op == Code::LoadField) {
        const TableFact& list = table.facts[list_of_field(node.imm)];
        return word(list.id + '.' + table.records[list.type.of].fields[field_of_field(node.imm)].id);
    }
    if (!names_calendar(node.op)) return node.imm;
    std::string days = std::to_string(table.calendars[index].first) + ':';
    for (const bool working : table.calendars[index].working)
        days += working ? 'w' : 'o';
    return word(days);
}

void MeaningPool::put_in_order(Meaning& meaning) const {
    std::vector<MeaningId>& operands = meaning.operands;
    if (meaning.op == Code::And || meaning.op == Code::Or) {
        std::vector<MeaningId> all;
        for (const MeaningId operand : operands) {
            const Meaning& inner = at(operand);
            if (inner.op == meaning.op)
                all.insert(all.end(), inner.operands.begin(), inner.operands.end());
            else
                all.push_back(operand);
        }
        operands = std::move(all);
    }
    if (meaning.op == Code::And || meaning.op == Code::Or || meaning.op == Code::Eq ||
        meaning.op == Code::Add)
        std::sort(operands.begin(), operands.end());
    if (meaning.op == Code::And || meaning.op == Code::Or)
        operands.erase(std::unique(operands.begin(), operands.end()), operands.end());
}

Meaning MeaningPool::meaning_of(const Table& table, const Node& node, const std::vector<MeaningId>& done) {
    Meaning out;
    out.op = node.op;
    out.flag = node.round_up;
    out.may_be_none = node.may_be_none;
    out.base = node.base;
    out.scale = node.scale;
    out.number = number_of(table, node);
    for (const NodeId operand : node.operands())
        if (operand.valid()) out.operands.push_back(done[operand.index()]);
    if (node.base == Base::Choice && node.of != typed::no_index && !table.choices[node.of].of_lists)
        for (const TableChoiceValue& value : table.choices[node.of].values)
            out.values.push_back(word(value.id));
    if (node.op == Code::InSet)
        for (auto bits = static_cast<std::uint64_t>(node.imm); bits != 0; bits &= bits - 1)
            out.values.push_back(word(table.choices[table.at(node.a).of]
                                          .values[static_cast<std::size_t>(std::countr_zero(bits))]
                                          .id));
    put_in_order(out);
    return out;
}

std::vector<MeaningId> MeaningPool::add(const Table& table) {
    const std::vector<Range> ranges = ranges_of(table);
    std::vector<MeaningId> done;
    done.reserve(table.nodes.size());
    for (std::size_t i = 0; i < table.nodes.size(); ++i) {
        Meaning meaning = meaning_of(table, table.nodes[i], done);
        meaning.range = {ranges[i].value.lo, ranges[i].value.hi};
        const bool one = meaning.op == Code::And || meaning.op == Code::Or;
        // `a < b` is `not b <= a` where neither may be none.
        const auto never_none = [&](MeaningId id) { return !at(id).may_be_none; };
        if (one && meaning.operands.size() == 1) {
            done.push_back(meaning.operands.front());
        } else if (meaning.op == Code::Lt && never_none(meaning.operands[0]) &&
                   never_none(meaning.operands[1])) {
            meaning.op = Code::Le;
            std::swap(meaning.operands[0], meaning.operands[1]);
            meaning.range = {0, 1};
            Meaning negated;
            negated.op = Code::Not;
            negated.range = {0, 1};
            negated.operands = {intern(std::move(meaning))};
            done.push_back(intern(std::move(negated)));
        } else {
            done.push_back(intern(std::move(meaning)));
        }
    }
    return done;
}

}  // namespace tenet::compiler
