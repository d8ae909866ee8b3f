#include "compiler/read_table.hpp"

#include "compiler/declarations.hpp"
#include "compiler/op_flags.hpp"

#include <cstring>
#include <utility>
#include <vector>

namespace tenet::compiler {
namespace {

/// Holds declarations against the program that they are of: whatever an answer gives a number of must be there to be told.
class Agreement {
  public:
    Agreement(const Table& table, const Program& program) : table_(table), program_(program) {}

    bool holds() const {
        return counts() && scales() && choices() && facts() && requirements() && decisions() && outputs() &&
               assumes();
    }

  private:
    template <class Rows>
    static bool same(const Rows& rows, std::uint32_t count) {
        return rows.size() == count;
    }
    /// Takes as long as what is told, however long the text of the pool is: many rows may share that.
    bool same_text(const std::string& text, std::uint32_t offset) const {
        return text.find('\0') == std::string::npos &&
               std::strncmp(program_.pool + offset, text.c_str(), text.size() + 1) == 0;
    }

    /// Reasons tell values in the units of their types.
    bool scales() const {
        for (std::uint32_t i = 0; i < program_.type_count; ++i)
            if (!is_scale(program_.types[i].scale)) return false;
        return true;
    }

    bool counts() const {
        const bool as_of = program_.as_of == no_register ? table_.as_of >= table_.facts.size()
                                                         : table_.as_of == program_.as_of;
        return as_of && same(table_.facts, program_.fact_count) &&
               same(table_.choices, program_.choice_count) && same(table_.texts, program_.text_count) &&
               same(table_.parts, program_.part_count) &&
               same(table_.requirements, program_.requirement_count) &&
               same(table_.remedies, program_.remedy_count) &&
               same(table_.decisions, program_.decision_count) &&
               same(table_.outputs, program_.output_count) && same(table_.assumes, program_.assume_count) &&
               same(table_.notes, program_.note_count);
    }

    bool choices() const {
        for (std::uint32_t i = 0; i < program_.choice_count; ++i) {
            const TableChoice& told = table_.choices[i];
            const ChoiceSpec& spec = program_.choices[i];
            const std::uint32_t items = spec.items == no_choice ? typed::no_index : spec.items;
            if (!same(told.values, spec.value_count) || told.of_lists != spec.of_lists || told.items != items)
                return false;
            if (!same_text(told.id, spec.id)) return false;
            for (std::uint32_t k = 0; k < spec.value_count; ++k)
                if (!value(told, told.values[k], program_.choice_values[spec.first_value + k])) return false;
        }
        return true;
    }

    bool value(const TableChoice& choice, const TableChoiceValue& told, const ChoiceValueSpec& spec) const {
        if (!same_text(told.id, spec.id)) return false;
        if (!choice.of_lists) return told.items.empty() && told.texts.empty();
        if (!same(told.items, choice.items == typed::no_index ? 0 : spec.item_count)) return false;
        for (std::uint32_t k = 0; k < told.items.size(); ++k)
            if (told.items[k] != program_.items[spec.first_item + k]) return false;
        return choice.items != typed::no_index || same(told.texts, spec.item_count);
    }

    /// Halves, and powers of ten up to a million, are what values are counted in; others cannot be written as decimals.
    static bool is_scale(std::int32_t scale) { return scale == 2 || (scale > 0 && 1'000'000 % scale == 0); }

    /// Whether a type is one that values are told in, and names the choice that the program does, in all its bits.
    static bool is_told(const typed::Type& type, std::uint16_t choice) {
        const std::uint32_t of = choice == no_choice ? typed::no_index : choice;
        return type.base != typed::Base::Period && is_scale(type.scale) && type.of == of;
    }

    bool fact(const TableFact& told, const FactSpec& spec) const {
        if (!is_told(told.type, spec.choice)) return false;
        if (!same_text(told.id, spec.id) || !same_text(told.name, spec.name)) return false;
        const FactSpec own = spec_of(told.type);
        if (own.kind != spec.kind || own.or_none != spec.or_none || own.low != spec.low ||
            own.high != spec.high)
            return false;
        return own.scale == spec.scale && own.choice == spec.choice;
    }

    bool facts() const {
        std::vector<std::uint32_t> held(table_.records.size(), typed::no_index);
        for (std::uint32_t i = 0; i < program_.fact_count; ++i) {
            const TableFact& told = table_.facts[i];
            const FactSpec& spec = program_.facts[i];
            if (spec.kind == ValueKind::List ? !list(told, spec, held) : !fact(told, spec)) return false;
        }
        return true;
    }

    /// `held` has by record the run of fields that it was last held against: many lists may share both.
    bool list(const TableFact& told, const FactSpec& spec, std::vector<std::uint32_t>& held) const {
        if (told.type.base != typed::Base::List || told.type.of >= table_.records.size()) return false;
        if (told.type.low != 0 || told.type.high != spec.high || !same_text(told.id, spec.id)) return false;
        const TableRecord& record = table_.records[told.type.of];
        if (held[told.type.of] == spec.first_field && same(record.fields, spec.field_count)) return true;
        held[told.type.of] = spec.first_field;
        if (!same(record.fields, spec.field_count) || !same(record.declared, spec.field_count)) return false;
        for (std::uint32_t k = 0; k < spec.field_count; ++k) {
            if (!fact(record.fields[k], program_.fields[spec.first_field + k])) return false;
            // Places ascend, derived fields between them; there are no more of those than a record may have.
            if (record.declared[k] > 0xFFFF || (k > 0 && record.declared[k] <= record.declared[k - 1]))
                return false;
        }
        return true;
    }

    /// A whole constant is a count, whatever stands beside it, and may be told as a number.
    static bool same_kind(ValueKind told, ValueKind found) {
        return told == found || (told == ValueKind::Number && found == ValueKind::Count);
    }

    /// Whether a value of the program is told as one of its type.
    bool typed_as(const typed::Type& type, std::uint16_t value) const {
        const ValueType& spec = program_.types[program_.ops[value].type];
        if (!is_told(type, spec.choice)) return false;
        const FactSpec own = spec_of(type);
        return same_kind(own.kind, spec.kind) && own.scale == spec.scale && own.choice == spec.choice;
    }

    bool placeholders(const std::vector<TablePlaceholder>& told, std::uint32_t first,
                      std::uint32_t count) const {
        if (!same(told, count)) return false;
        for (std::uint32_t k = 0; k < count; ++k)
            if (!typed_as(told[k].type, program_.placeholders[first + k].value)) return false;
        return true;
    }

    static bool same(const Run& run, std::uint32_t first, std::uint32_t count) {
        return run.count == count && (count == 0 || run.first == first);
    }

    bool requirements() const {
        for (std::uint32_t i = 0; i < program_.requirement_count; ++i) {
            const TableRequirement& told = table_.requirements[i];
            const RequirementSpec& spec = program_.requirements[i];
            if (!same(told.remedies, spec.first_remedy, spec.remedy_count) ||
                !same(told.parts, spec.first_part, spec.part_count) ||
                !placeholders(told.placeholders, spec.first_placeholder, spec.placeholder_count))
                return false;
        }
        return true;
    }

    bool decisions() const {
        for (std::uint32_t i = 0; i < program_.decision_count; ++i) {
            const DecisionSpec& spec = program_.decisions[i];
            if (!same(table_.decisions[i].requirements, spec.first_requirement, spec.requirement_count))
                return false;
        }
        return true;
    }

    bool outputs() const {
        for (std::uint32_t i = 0; i < program_.output_count; ++i)
            if (!typed_as(table_.outputs[i].type, program_.outputs[i].value)) return false;
        return true;
    }

    bool assumes() const {
        for (std::uint32_t i = 0; i < program_.assume_count; ++i) {
            const TableAssume& told = table_.assumes[i];
            const AssumeSpec& spec = program_.assumes[i];
            if (!placeholders(told.placeholders, spec.first_placeholder, spec.placeholder_count))
                return false;
            for (const std::uint32_t fact : told.facts)
                if (fact >= program_.fact_count) return false;
        }
        return true;
    }

    const Table& table_;
    const Program& program_;
};

std::string hex_of(const std::byte* bytes) {
    std::string hex;
    for (std::size_t i = 0; i < fingerprint_size; ++i) {
        const auto byte = std::to_integer<unsigned>(bytes[i]);
        hex += "0123456789abcdef"[byte >> 4U];
        hex += "0123456789abcdef"[byte & 15U];
    }
    return hex;
}

}  // namespace

std::unique_ptr<ReadTable> read_table(std::string_view bytes, Arg& complaint) {
    auto read = std::make_unique<ReadTable>();
    read->words.resize(bytes.size() / 8 + 1);
    std::memcpy(read->words.data(), bytes.data(), bytes.size());
    const OpenedTable opened =
        open_table(reinterpret_cast<const std::byte*>(read->words.data()), bytes.size());
    if (!opened) {
        complaint =
            Arg(text_of(opened.fault.error, tenet::Lang::en), text_of(opened.fault.error, tenet::Lang::zh));
        return nullptr;
    }
    const TableRows rows = optional_rows(opened.table, TableSectionKind::Declarations);
    const std::string_view section(reinterpret_cast<const char*>(rows.bytes),
                                   rows.row_size == 1 ? rows.count : 0);
    std::optional<Table> table = read_declarations(section);
    if (!table || !Agreement(*table, opened.table.program).holds()) {
        complaint =
            Arg("the table does not say what its rules are called: build it again with this version of tenet",
                "规则表中没有可显示的名称等内容，请用本版本的 tenet 重新生成");
        return nullptr;
    }
    read->program = opened.table.program;
    read->table = std::move(*table);
    read->meaning = hex_of(opened.table.meaning);
    return read;
}

}  // namespace tenet::compiler
