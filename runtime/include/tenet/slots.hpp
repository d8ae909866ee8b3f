#pragma once

#include "tenet/program.hpp"
#include "tenet/value.hpp"

#include <cstddef>
#include <cstdint>

/// One applicant's facts without their types, for whoever knows a policy by its table alone: 64 bits for each fact.
namespace tenet {

/// A fact that nobody has told yet, and one that is known not to exist. Every other number is the value as `Value` has it: a number
/// in units of 1/scale, a date in days since 1900-01-01, yes/no as 1/0, the index of a choice's value, a bit for each member of a set,
/// the length of a list; of a text its place in `Slots::texts`. One that lies in no range is refused when a question is asked. What was
/// written for one table stays right for the next: nothing here depends on ranges, nor on the texts that a table knows.
inline constexpr std::int64_t slot_unknown = INT64_MIN;
inline constexpr std::int64_t slot_none = INT64_MIN + 1;

/// A text of an applicant.
struct SlotText {
    const char* characters;
    std::size_t size;
};

/// One applicant: plain data of the caller, which stays as it is while a question is answered.
struct Slots {
    const std::int64_t* facts = nullptr;  ///< in the order of `Program::facts`
    /// Field `field`, counted among those that come with the record, of record `record` of the list in slot `list`. Called for records
    /// below the length that the list's own slot has; a policy without lists needs none.
    std::int64_t (*field_slot)(const void* records, std::uint32_t list, std::uint32_t record,
                               std::uint32_t field) = nullptr;
    const void* records = nullptr;    ///< handed to `field_slot`
    const SlotText* texts = nullptr;  ///< that slots of texts are places in
    std::uint32_t text_count = 0;
};

/// Where a reader has the facts of a table, if not in the same places; see `bind_table`.
struct Binding {
    std::uint32_t* facts;        ///< by slot of the table: the reader's slot
    std::uint32_t* first_field;  ///< by slot of the table: where in `fields` those of a list begin
    std::uint32_t* fields;       ///< the numbers of the fields in the reader's records
};

/// Whether a text of the pool, zero-terminated, is these `size` characters.
constexpr bool same_text(const char* text, const char* characters, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
        if (text[i] == '\0' || text[i] != characters[i]) return false;
    return text[size] == '\0';
}

/// The number that a program has for a text: its place among those that it knows plus 1, or 0 for any other.
constexpr Value number_of_text(const Program& program, const SlotText& text) {
    for (std::uint32_t i = 0; i < program.text_count; ++i)
        if (same_text(program.pool + program.texts[i], text.characters, text.size)) return Value{i} + 1;
    return 0;
}

/// One applicant's slots as evaluators read them, see columns.hpp.
struct SlotSource {
    const Program& program;
    const Slots& slots;
    const Binding* binding = nullptr;  ///< null where the slots are numbered as the program's facts

    constexpr Loaded load(std::uint32_t slot) const {
        return loaded(program.facts[slot], slots.facts[binding == nullptr ? slot : binding->facts[slot]]);
    }
    constexpr Loaded field(std::uint32_t slot, std::uint32_t record, std::uint32_t field) const {
        const FactSpec& spec = program.fields[program.facts[slot].first_field + field];
        if (binding == nullptr) return loaded(spec, slots.field_slot(slots.records, slot, record, field));
        const std::uint32_t own = binding->fields[binding->first_field[slot] + field];
        return loaded(spec, slots.field_slot(slots.records, binding->facts[slot], record, own));
    }

  private:
    constexpr Loaded loaded(const FactSpec& spec, std::int64_t slot) const {
        if (slot == slot_unknown) return {FactState::Unknown, 0};
        if (slot == slot_none) return {FactState::None, 0};
        if (spec.kind != ValueKind::Text) return {FactState::Known, slot};
        if (slot < 0 || slot >= slots.text_count) return {FactState::OutOfRange, 0};
        return {FactState::Known, number_of_text(program, slots.texts[slot])};
    }
};

}  // namespace tenet
