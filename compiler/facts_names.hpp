#pragma once

#include "compiler/advice.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/table.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace tenet::compiler {

/// Names and twins of facts, of the fields of a record or of the values of a choice, each with its place among them.
struct NameIndex {
    std::unordered_map<std::string_view, std::uint32_t> by_name;
    std::vector<std::string_view> all;

    void add(std::string_view name, std::string_view id, std::uint32_t index);
    /// The place of what is called so, or `unknown`.
    std::uint32_t find(std::string_view name) const;

    static constexpr std::uint32_t unknown = 0xFFFFFFFF;
};

/// What names and texts in the facts may mean; made once for a table, which outlives it.
class FactNames {
  public:
    /// `not_needed` are names of facts that may be given though the table has no use for them.
    explicit FactNames(const Table& table, const std::vector<std::string_view>& not_needed = {});

    /// Also takes the names that another version of the policy has for the same facts, fields and values, and passes over facts and
    /// fields that only it has. It must outlive this.
    void understand(const Table& other);

    const Table& table() const { return table_; }
    const NameIndex& facts() const { return facts_; }
    bool is_not_needed(std::string_view name) const { return not_needed_.contains(name); }
    bool is_not_needed(std::uint32_t record, std::string_view field) const {
        return record < not_needed_fields_.size() && not_needed_fields_[record].contains(field);
    }
    const NameIndex& fields(std::uint32_t record) const { return fields_[record]; }
    const NameIndex& values(std::uint32_t choice) const { return values_[choice]; }
    /// The place of a text among those the policy knows, plus 1; 0 for any other.
    std::int64_t text(std::string_view text) const;
    /// The name that the writer of `wanted` most likely meant, or nothing. It is looked for `most_suggestions` times at most:
    /// each takes time, and whoever misspells more needs another kind of help.
    std::string suggestion(const NameIndex& names, std::string_view wanted) const;

    static constexpr std::size_t most_suggestions = 1000;

  private:
    const Table& table_;
    NameIndex facts_;
    void understand(const typed::Type& type, const Table& other, const typed::Type& other_type);

    std::unordered_set<std::string_view> not_needed_;
    std::vector<std::unordered_set<std::string_view>> not_needed_fields_;  ///< by record
    std::vector<NameIndex> fields_, values_;
    std::unordered_map<std::string_view, std::int64_t> texts_;
    mutable std::size_t suggestions_ = 0;
};

/// The first few of some names, each between backquotes; `—` if there are none.
template <class Named>
Arg listed(const std::vector<Named>& all) {
    if (all.empty()) return "—";
    return listed_names(all, 12, [](const Named& each) { return std::string_view(each.name); });
}

}  // namespace tenet::compiler
