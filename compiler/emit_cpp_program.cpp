#include "compiler/emit_cpp_program.hpp"

#include "compiler/emit_cpp_wording.hpp"
#include <cstddef>

namespace tenet::compiler {
namespace {

/// Compilers promise no more than this many bytes in one string literal.
constexpr std::size_t literal_limit = 60'000;

Own code_name(Code code) {
    switch (code) {
#define OPERATOR(name, ...)                                                                                  \
    case Code::name:                                                                                         \
        return #name;
#include "tenet/operators.def"
#undef OPERATOR
#define AGGREGATE(name, ...)                                                                                 \
    case Code::name:                                                                                         \
        return #name;
#include "tenet/aggregates.def"
#undef AGGREGATE
#define REQUIREMENT(name, ...)                                                                               \
    case Code::name:                                                                                         \
        return #name;
#include "tenet/requirements.def"
#undef REQUIREMENT
    }
    __builtin_unreachable();
}

Own kind_name(ValueKind kind) {
    switch (kind) {
    case ValueKind::YesNo: return "YesNo";
    case ValueKind::Count: return "Count";
    case ValueKind::Date: return "Date";
    case ValueKind::Number: return "Number";
    case ValueKind::Days: return "Days";
    case ValueKind::Hours: return "Hours";
    case ValueKind::Choice: return "Choice";
    case ValueKind::Set: return "Set";
    case ValueKind::Text: return "Text";
    case ValueKind::List: return "List";
    }
    __builtin_unreachable();
}

void put_row(CppSource& out, const Op& op) {
    out.put("        {{::tenet::Code::{}, {}, {}, {}, {}, {}}},", code_name(op.code), op.flags, op.type, op.a,
            op.b, op.imm);
}
void put_row(CppSource& out, const ValueType& type) {
    out.put("        {{::tenet::ValueKind::{}, {}, {}}},", kind_name(type.kind), type.scale, type.choice);
}
void put_row(CppSource& out, const FactSpec& f) {
    out.put("        {{::tenet::ValueKind::{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}},",
            kind_name(f.kind), truth(f.or_none), f.low, f.high, f.scale, f.choice, f.first_field,
            f.field_count, f.id, f.name, f.label_en, f.label_zh);
}
void put_row(CppSource& out, const ChoiceSpec& c) {
    out.put("        {{{}, {}, {}, {}, {}, {}}},", c.first_value, c.value_count, c.id, c.name,
            truth(c.of_lists), c.items);
}
void put_row(CppSource& out, const ChoiceValueSpec& v) {
    out.put("        {{{}, {}, {}, {}, {}, {}}},", v.id, v.name, v.label_en, v.label_zh, v.first_item,
            v.item_count);
}
void put_row(CppSource& out, std::integral auto number) { out.put("        {},", number); }
/// Numbers of 64 bits are sets of bits.
void put_row(CppSource& out, std::uint64_t bits) { out.put("        {},", cpp_hex(bits)); }
Own left_name(Left left) {
    switch (left) {
    case Left::Unsaid: return "Unsaid";
    case Left::A: return "A";
    case Left::B: return "B";
    }
    __builtin_unreachable();
}
void put_row(CppSource& out, const RequirementSpec& r) {
    out.put("        {{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, ::tenet::Left::{}}},",
            r.op, r.when, r.records, r.first_remedy, r.remedy_count, r.first_part, r.part_count,
            r.first_placeholder, r.placeholder_count, r.id, r.name, r.label_en, r.label_zh, r.otherwise_en,
            r.otherwise_zh, left_name(r.left));
}
void put_row(CppSource& out, const PartSpec& p) {
    out.put("        {{{}, ::tenet::Left::{}}},", p.condition, left_name(p.left));
}
void put_row(CppSource& out, const RemedySpec& r) {
    out.put("        {{{}, {}, {}, {}, {}}},", r.when, r.id, r.name, r.label_en, r.label_zh);
}
void put_row(CppSource& out, const PlaceholderSpec& p) { out.put("        {{{}, {}}},", p.value, p.name); }
void put_row(CppSource& out, const DecisionSpec& d) {
    out.put("        {{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}},", d.when, d.first_requirement,
            d.requirement_count, d.first_remedy, d.remedy_count, d.id, d.name, d.label_en, d.label_zh,
            d.when_otherwise_en, d.when_otherwise_zh);
}
void put_row(CppSource& out, const OutputSpec& o) {
    out.put("        {{{}, {}, {}, {}, {}, {}}},", o.value, truth(o.or_none), o.id, o.name, o.label_en,
            o.label_zh);
}
void put_row(CppSource& out, const AssumeSpec& a) {
    out.put("        {{{}, {}, {}, {}, {}}},", a.condition, a.first_placeholder, a.placeholder_count,
            a.message_en, a.message_zh);
}
void put_row(CppSource& out, const NoteSpec& n) { out.put("        {{{}, {}}},", n.text_en, n.text_zh); }

void put_row(CppSource& out, const CalendarSpec& c) {
    out.put("        {{{}, {}, {}, {}, {}, {}}},", c.first, c.days, c.first_word, c.working_days, c.id,
            c.name);
}

/// An array of the class, unless it would be empty.
template <class Row>
void put_rows(CppSource& out, Own type, Own name, const std::vector<Row>& rows) {
    if (rows.empty()) return;
    out.put("    static constexpr {} {}[] = {{", type, name);
    for (const Row& row : rows)
        put_row(out, row);
    out.put("    }};");
}

/// Every array of a program in the order of `Program`: member, type of its rows, name in the header. Between the ops and the
/// types stands the number of value ops.
template <class Array>
void for_arrays(const OwnedProgram& p, const Array& array) {
    array(p.types, "::tenet::ValueType", "types");
    array(p.facts, "::tenet::FactSpec", "fact_specs");
    array(p.fields, "::tenet::FactSpec", "field_specs");
    array(p.choices, "::tenet::ChoiceSpec", "choice_specs");
    array(p.choice_values, "::tenet::ChoiceValueSpec", "choice_value_specs");
    array(p.items, "::std::uint32_t", "items");
    array(p.texts, "::std::uint32_t", "texts");
    array(p.requirements, "::tenet::RequirementSpec", "requirement_specs");
    array(p.remedies, "::tenet::RemedySpec", "remedy_specs");
    array(p.parts, "::tenet::PartSpec", "parts");
    array(p.placeholders, "::tenet::PlaceholderSpec", "placeholder_specs");
    array(p.decisions, "::tenet::DecisionSpec", "decision_specs");
    array(p.outputs, "::tenet::OutputSpec", "output_specs");
    array(p.assumes, "::tenet::AssumeSpec", "assume_specs");
    array(p.notes, "::tenet::NoteSpec", "note_specs");
    array(p.calendars, "::tenet::CalendarSpec", "calendars");
}

Own present(bool filled, Own name) { return filled ? name : Own("nullptr"); }

}  // namespace

void put_pool(CppSource& out, Own name, const std::string& pool) {
    if (pool.size() < literal_limit)
        out.put("    static constexpr char {}[] =\n{};", name, cpp_string(pool, "        "));
    else
        out.put("    static constexpr char {}[] = {};", name, cpp_bytes(pool, "        "));
}

void put_program(CppSource& out, const Table& table, const OwnedProgram& p) {
    out.put("/// What the policy means, as constant data.\nstruct Table {{");
    out.put("    using Facts = ::{}::Facts;", cpp_namespace(table.policy));
    put_rows(out, "::tenet::Op", "ops", p.ops);
    for_arrays(p, [&out](const auto& rows, Own type, Own name) { put_rows(out, type, name, rows); });
    put_rows(out, "::std::uint64_t", "calendar_days", p.calendar_days);
    put_rows(out, "::std::uint32_t", "calendar_counts", p.calendar_counts);
    put_pool(out, "pool", p.pool);
    out.put("    static constexpr ::tenet::Program program = {{");
    out.put("        {}, {}, {},", present(!p.ops.empty(), "ops"), p.ops.size(), p.value_count);
    for_arrays(p, [&out](const auto& rows, Own, Own name) {
        out.put("        {}, {},", present(!rows.empty(), name), rows.size());
    });
    const bool has_days = !p.calendar_days.empty();
    out.put("        {}, {}, {},", present(has_days, "calendar_days"), present(has_days, "calendar_counts"),
            p.calendar_days.size());
    out.put("        pool, {}, {}, {}}};", p.pool.size(), p.as_of, cpp_hex(p.fingerprint));
    put_wording(out, wording_of(table));
    out.put(
        "    template <::std::uint32_t K>\n"
        "    static constexpr const auto& fact(const Facts& facts) noexcept {{ return facts.*FactMember<K>; }}");
    out.put("}};\ninline constexpr Table table{{}};\n");
}

}  // namespace tenet::compiler
