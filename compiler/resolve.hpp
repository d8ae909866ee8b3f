#pragma once

#include "compiler/ast.hpp"
#include "compiler/diagnostics.hpp"
#include "compiler/typed.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tenet::compiler {

/// What the names of one policy and of the files that it uses stand for; a name and its twin both refer. Names live apart:
/// values (facts, params, defines, outputs, decisions), types (choices, groups, records) with calendars and sources, the values of each choice and
/// the fields of each record.
struct Names {
    /// `File::facts[index]` and so on, by the kind.
    struct Entry {
        ast::ItemKind kind = ast::ItemKind::Fact;
        std::uint32_t index = 0;
    };
    using Space = std::unordered_map<std::string_view, Entry>;
    using Members = std::unordered_map<std::string_view, std::uint32_t>;

    Space values, types;
    std::vector<Members> choices;  ///< by choice: its values
    std::vector<Members> records;  ///< by record: its fields
    std::unordered_map<std::string_view, std::vector<std::uint32_t>>
        owners;                                ///< of a value's name the choices that have it
    std::vector<std::uint32_t> group_choices;  ///< by group; `typed::no_index` after an error
    std::vector<std::uint32_t> first_fields;  ///< by record: the number of its first field among those of all
    std::uint32_t field_count = 0;            ///< of all records together

    /// Everything that is worked out of other things is a unit: definitions first, then params, then fields.
    std::uint32_t definition_count = 0, param_count = 0;
    std::vector<std::uint32_t>
        order;  ///< units, each after those it surely reads; those in a circle are left out
    std::optional<std::uint32_t> as_of;  ///< the fact that `as of` names

    std::uint32_t param_unit(std::uint32_t param) const { return definition_count + param; }
    std::uint32_t first_field_unit() const { return definition_count + param_count; }
    std::uint32_t field_unit(std::uint32_t record, std::uint32_t field) const {
        return first_field_unit() + first_fields[record] + field;
    }
    std::uint32_t unit_count() const { return first_field_unit() + field_count; }

    const Entry* find_value(std::string_view name) const { return find(values, name); }
    const Entry* find_type(std::string_view name) const { return find(types, name); }
    /// The type of this name and kind.
    std::optional<std::uint32_t> find_type(std::string_view name, ast::ItemKind kind) const;
    std::optional<std::uint32_t> find_choice_value(std::uint32_t choice, std::string_view name) const;
    std::optional<std::uint32_t> find_field(std::uint32_t record, std::string_view name) const;

  private:
    static const Entry* find(const Space& space, std::string_view name) {
        const auto found = space.find(name);
        return found == space.end() ? nullptr : &found->second;
    }
};

/// The value of the choice whose label is nearest to what was written instead of its name, or nothing.
std::string value_with_label(const ast::Choice& choice, std::string_view wanted);
/// The values of a choice that has few of them, as the help of a message.
Arg values_of(const ast::Choice& choice);

/// True if a file that the policy uses was not read, so that what it declares is not known.
bool used_file_missing(const Diagnostics& diagnostics);

/// Finds what every declared name stands for and in which order things can be worked out. Reports clashes, circles, an `as of`
/// that names no fact, values of groups that no choice has, and files that round dates differently.
Names resolve(const ast::File& file, Diagnostics& diagnostics);

}  // namespace tenet::compiler
