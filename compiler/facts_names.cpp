#include "compiler/facts_names.hpp"

#include "compiler/limits.hpp"
#include "compiler/suggest.hpp"

namespace tenet::compiler {

void NameIndex::add(std::string_view name, std::string_view id, std::uint32_t index) {
    for (std::string_view one : {name, id})
        if (by_name.emplace(one, index).second) all.push_back(one);
}

std::uint32_t NameIndex::find(std::string_view name) const {
    auto found = by_name.find(name);
    return found == by_name.end() ? unknown : found->second;
}

namespace {

template <class Named>
NameIndex index_of(const std::vector<Named>& all) {
    NameIndex out;
    for (std::uint32_t i = 0; i < all.size(); ++i)
        out.add(all[i].name, all[i].id, i);
    return out;
}

}  // namespace

FactNames::FactNames(const Table& table, const std::vector<std::string_view>& not_needed)
    : table_(table), facts_(index_of(table.facts)), not_needed_(not_needed.begin(), not_needed.end()) {
    for (const TableRecord& record : table.records)
        fields_.push_back(index_of(record.fields));
    for (const TableChoice& choice : table.choices)
        values_.push_back(index_of(choice.values));
    for (std::size_t i = 0; i < table.texts.size(); ++i)
        texts_.emplace(table.texts[i], static_cast<std::int64_t>(i) + 1);
}

namespace {

template <class Named>
const Named* with_id(const std::vector<Named>& all, std::string_view id) {
    for (const Named& each : all)
        if (each.id == id) return &each;
    return nullptr;
}

/// Takes the other version's names for what has the same id; the names of the rest are `left`.
template <class Named>
void take_names(NameIndex& names, const std::vector<Named>& own, const std::vector<Named>& others,
                std::unordered_set<std::string_view>* left) {
    for (const Named& other : others) {
        const Named* const same = with_id(own, other.id);
        if (same != nullptr) names.add(other.name, other.id, static_cast<std::uint32_t>(same - own.data()));
        if (same != nullptr || left == nullptr) continue;
        for (const std::string_view name : {std::string_view(other.name), std::string_view(other.id)})
            if (names.find(name) == NameIndex::unknown) left->insert(name);
    }
}

}  // namespace

void FactNames::understand(const Table& other) {
    not_needed_fields_.resize(table_.records.size());
    take_names(facts_, table_.facts, other.facts, &not_needed_);
    for (const TableFact& fact : other.facts)
        if (const TableFact* const own = with_id(table_.facts, fact.id))
            understand(own->type, other, fact.type);
}

/// The same of the fields of lists and the values of choices.
void FactNames::understand(const typed::Type& type, const Table& other, const typed::Type& other_type) {
    if (type.base != other_type.base) return;
    if (type.base == typed::Base::Choice || type.base == typed::Base::Set)
        take_names(values_[type.of], table_.choices[type.of].values, other.choices[other_type.of].values,
                   nullptr);
    if (type.base != typed::Base::List) return;
    const TableRecord &record = table_.records[type.of], &theirs = other.records[other_type.of];
    take_names(fields_[type.of], record.fields, theirs.fields, &not_needed_fields_[type.of]);
    for (const TableFact& field : theirs.fields)
        if (const TableFact* const own = with_id(record.fields, field.id))
            understand(own->type, other, field.type);
}

std::int64_t FactNames::text(std::string_view text) const {
    auto found = texts_.find(text);
    return found == texts_.end() ? 0 : found->second;
}

std::string FactNames::suggestion(const NameIndex& names, std::string_view wanted) const {
    if (wanted.size() > limits::name_bytes || suggestions_ >= most_suggestions) return {};
    ++suggestions_;
    return std::string(suggest(wanted, names.all));
}

}  // namespace tenet::compiler
