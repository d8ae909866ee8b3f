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
