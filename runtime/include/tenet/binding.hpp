#pragma once

#include "tenet/program.hpp"
#include "tenet/slots.hpp"
#include "tenet/texts.hpp"

/// Whether a table asks for nothing but what a reader gives it, and where the reader has it. A reader writes down facts as its own
/// program numbers them, that of a header or of the first table it read; another table of the policy may have them in another order, or
/// lack some. Facts, fields and the values of choices are the same where their ids are.
namespace tenet {

/// What a table asks for and a reader cannot give.
struct BindingFault {
    enum class Cause : std::uint8_t {
        Nothing,  ///< all that it asks for is there
        NoFact,   ///< the reader has no such fact
        Kind,     ///< it has one of another kind, or counted in other units
        Values,   ///< it has one of a choice whose values are others, or numbered in another way
        NoField,  ///< it has such a list, but no such field in its records
    };
    Cause cause = Cause::Nothing;
    const char* fact = "";   ///< id of the fact, in the table's texts
    const char* field = "";  ///< … and of the field, or empty
};

/// How many numbers `Binding::fields` holds for a table; the others hold one for each fact.
constexpr std::uint32_t bound_fields(const Program& table) {
    std::uint32_t count = 0;
    for (std::uint32_t slot = 0; slot < table.fact_count; ++slot)
        if (table.facts[slot].kind == ValueKind::List) count += table.facts[slot].field_count;
    return count;
}

namespace bind {

constexpr bool same_id(const Program& a, std::uint32_t a_text, const Program& b, std::uint32_t b_text) {
    const char* const text = b.pool + b_text;
    std::size_t size = 0;
    while (text[size] != '\0')
        ++size;
    return same_text(a.pool + a_text, text, size);
}

/// The row with the id that `wanted` has, or the number of rows.
constexpr std::uint32_t find(const Program& reader, const FactSpec* rows, std::uint32_t count,
                             const Program& table, const FactSpec& wanted) {
    std::uint32_t i = 0;
    while (i < count && !same_id(reader, rows[i].id, table, wanted.id))
        ++i;
    return i;
}

/// Whether two choices number the same values alike.
constexpr bool same_values(const Program& reader, std::uint16_t a, const Program& table, std::uint16_t b) {
    const ChoiceSpec &has = reader.choices[a], &wants = table.choices[b];
    if (has.value_count != wants.value_count) return false;
    for (std::uint32_t i = 0; i < has.value_count; ++i)
        if (!same_id(reader, reader.choice_values[has.first_value + i].id, table,
                     table.choice_values[wants.first_value + i].id))
            return false;
    return true;
}

/// What keeps a fact or field of the reader from being one of the table. Ranges, and whether it may be none,
/// may differ: each question looks at them.
constexpr BindingFault::Cause difference(const Program& reader, const FactSpec& has, const Program& table,
                                         const FactSpec& wants) {
    if (has.kind != wants.kind) return BindingFault::Cause::Kind;
    if (wants.kind == ValueKind::List) return BindingFault::Cause::Nothing;
    if (has.scale != wants.scale) return BindingFault::Cause::Kind;
    if (wants.kind != ValueKind::Choice && wants.kind != ValueKind::Set) return BindingFault::Cause::Nothing;
    return same_values(reader, has.choice, table, wants.choice) ? BindingFault::Cause::Nothing
                                                                : BindingFault::Cause::Values;
}

/// Binds the fields of one list.
constexpr BindingFault fields(const Program& reader, const FactSpec& has, const Program& table,
                              const FactSpec& wants, std::uint32_t* places) {
    const FactSpec* const own = reader.fields + has.first_field;
    for (std::uint32_t k = 0; k < wants.field_count; ++k) {
        const FactSpec& field = table.fields[wants.first_field + k];
        const std::uint32_t place = find(reader, own, has.field_count, table, field);
        auto cause = BindingFault::Cause::NoField;
        if (place != has.field_count) cause = difference(reader, own[place], table, field);
        if (cause != BindingFault::Cause::Nothing)
            return {cause, table.pool + wants.id, table.pool + field.id};
        places[k] = place;
    }
    return {};
}

}  // namespace bind

/// Finds all facts of a table among those of a reader; says which is lacking first. Both programs are valid. Takes time as the product
/// of their numbers of facts: it is done once for a table.
constexpr BindingFault bind_table(const Program& reader, const Program& table, const Binding& binding) {
    std::uint32_t field = 0;
    for (std::uint32_t slot = 0; slot < table.fact_count; ++slot) {
        const FactSpec& wants = table.facts[slot];
        const std::uint32_t place = bind::find(reader, reader.facts, reader.fact_count, table, wants);
        auto cause = BindingFault::Cause::NoFact;
        if (place != reader.fact_count) cause = bind::difference(reader, reader.facts[place], table, wants);
        if (cause != BindingFault::Cause::Nothing) return {cause, table.pool + wants.id, ""};
        binding.facts[slot] = place;
        binding.first_field[slot] = field;
        if (wants.kind != ValueKind::List) continue;
        const BindingFault fault =
            bind::fields(reader, reader.facts[place], table, wants, binding.fields + field);
        field += wants.field_count;
        if (fault.cause != BindingFault::Cause::Nothing) return fault;
    }
    return {};
}

/// What is wrong in a few words; the names stand beside it.
constexpr const char* text_of(BindingFault::Cause cause, Lang lang) {
    const bool zh = lang == Lang::zh;
    switch (cause) {
    case BindingFault::Cause::Nothing: return zh ? "没有问题" : "nothing is wrong";
    case BindingFault::Cause::NoFact:
        return zh ? "规则表需要本程序没有的事实"
                  : "the table asks for a fact that this program does not have";
    case BindingFault::Cause::Kind:
        return zh ? "规则表中这一事实的类型或单位不同"
                  : "the table has this fact of another kind or in other units";
    case BindingFault::Cause::Values:
        return zh ? "规则表中这一事实的选项值不同" : "the table has this fact of a choice with other values";
    case BindingFault::Cause::NoField:
        return zh ? "规则表需要本程序的记录没有的字段"
                  : "the table asks for a field that the records of this program do not have";
    }
    return "";
}

}  // namespace tenet
