#pragma once

#include "compiler/answer.hpp"
#include "compiler/table.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

/// The facts of two versions of a policy, matched by id, so that one applicant can be asked about by both.
namespace tenet::compiler {

/// The older or the newer of two versions.
enum class Version : std::uint8_t { Old, New };

constexpr std::size_t place_of(Version version) { return version == Version::Old ? 0 : 1; }

/// A fact, or a field of a record, of either version. One that both have takes what both take.
struct SharedFact {
    std::string id;
    /// `of` an index into `SharedFacts::choices` or `SharedFacts::records`; a choice is the index of its value there, a set a bit for each.
    typed::Type type;
    /// By version: the index of the fact, of a field its place in the rows' records; `typed::no_index` if it has none.
    std::array<std::uint32_t, 2> slots{typed::no_index, typed::no_index};
    /// By version: how many of its units make one of the shared type, 1 or more.
    std::array<std::int32_t, 2> divisors{1, 1};

    bool in_both() const { return slots[0] != typed::no_index && slots[1] != typed::no_index; }
};

/// The values of a choice that every version which has the fact knows.
struct SharedChoice {
    std::vector<std::string> values;  ///< ids
    std::array<std::vector<std::uint32_t>, 2>
        of_version;  ///< of each value its index in the version's choice
};

class SharedFacts {
  public:
    SharedFacts(const Table& old_table, const Table& new_table);

    /// In the order of the newer version, then what only the older one has. A fact of which the versions take no common value
    /// stands twice, once for each.
    const std::vector<SharedFact>& facts() const { return facts_; }
    const std::vector<SharedChoice>& choices() const { return choices_; }
    const std::vector<std::vector<SharedFact>>& records() const { return records_; }
    /// The index of the reference date of the newer version, else of the older; `typed::no_index` if neither has one.
    std::uint32_t as_of() const { return as_of_; }

    /// An applicant, with a value per shared fact, as a version reads it.
    FactRow row_of(Version version, const FactRow& shared) const;
    /// The reverse; what the other version could not be told is left unknown.
    FactRow shared_of(Version version, const FactRow& row) const;

  private:
    const Table& table(Version version) const { return *tables_[place_of(version)]; }
    SharedFact matched(const TableFact* old_fact, const TableFact* new_fact);
    bool join_types(SharedFact& fact, const typed::Type& a, const typed::Type& b);
    std::uint32_t add_choice(std::uint32_t old_choice, std::uint32_t new_choice);
    std::uint32_t add_record(std::uint32_t old_record, std::uint32_t new_record);
    FactValue value_of(Version version, const SharedFact& fact, const FactValue& value) const;
    FactValue shared_value(Version version, const SharedFact& fact, const FactValue& value) const;

    std::array<const Table*, 2> tables_;
    std::array<std::unordered_map<std::string, std::int64_t>, 2> texts_;
    std::vector<SharedFact> facts_;
    std::vector<SharedChoice> choices_;
    std::vector<std::vector<SharedFact>> records_;
    std::uint32_t as_of_ = typed::no_index;
};

}  // namespace tenet::compiler
