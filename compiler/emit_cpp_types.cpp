#include "compiler/emit_cpp_types.hpp"

#include "tenet/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <nettle/sha2.h>
#include <numeric>
#include <string_view>
#include <vector>

namespace tenet::compiler {
namespace {

using Sha256 = std::array<std::uint8_t, SHA256_DIGEST_SIZE>;

Sha256 sha256(std::string_view text) {
    sha256_ctx state;
    Sha256 digest{};
    sha256_init(&state);
    sha256_update(&state, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()));
    sha256_digest(&state, digest.size(), digest.data());
    return digest;
}

std::uint64_t leading_bits(const Sha256& digest) {
    return std::accumulate(digest.begin(), digest.begin() + 8, std::uint64_t{0},
                           [](std::uint64_t bits, std::uint8_t byte) { return bits << 8 | byte; });
}

/// Half of the digest of a name is more than enough to keep guards apart.
Cpp guard_of(const Cpp& name) {
    std::string digits;
    for (std::uint8_t byte : sha256(name.text())) {
        digits += "0123456789abcdef"[byte >> 4];
        digits += "0123456789abcdef"[byte & 15U];
    }
    return cpp_guard(digits.substr(0, 32));
}

/// A type that other headers may define too. What it looks like is its version.
void put_shared(CppSource& out, const Cpp& name, const CppSource& definition) {
    const Cpp guard = guard_of(name), version = cpp_hex(leading_bits(sha256(definition.text())));
    out.put("#ifndef {}\n#define {} {}", guard, guard, version);
    out.add(definition);
    out.put("#elif {} != {}", guard, version);
    out.put(
        "#error \"{} is not what a header before says it is: build all headers from the same policies\"\n#endif\n",
        name);
}

/// How a fact or field lies in memory.
struct Layout {
    std::size_t size, alignment;
};

template <class Raw>
constexpr Layout layout_of_word() {
    return {sizeof(Raw), sizeof(Raw)};
}

Layout layout_of(const Table& table, const typed::Type& type) {
    switch (type.base) {
    case typed::Base::YesNo: return layout_of_word<Encoding<bool>::Raw>();
    case typed::Base::Date: return layout_of_word<Encoding<Date>::Raw>();
    case typed::Base::Count:
    case typed::Base::Number:
    case typed::Base::Days:
    case typed::Base::Hours: {
        const std::int64_t most = type.low >= 0 ? type.high : type.high - type.low;
        return most <= INT32_MAX ? layout_of_word<std::uint32_t>() : layout_of_word<std::uint64_t>();
    }
    case typed::Base::Choice:
        return table.choices[type.of].values.size() <= 0x80 ? layout_of_word<std::uint8_t>()
                                                            : layout_of_word<std::uint16_t>();
    case typed::Base::Set: return layout_of_word<std::uint64_t>();
    case typed::Base::Text:
    case typed::Base::List:
    case typed::Base::Period: break;
    }
    return {16, 8};
}

Cpp cpp_type(const TableRecord& record) { return cpp_qualified(record.policy, record.id); }

/// What every member starts as.
constexpr Own unknown = "{}";

void put_date(CppSource& out, Own wrapper, const typed::Type& type, const Cpp& name) {
    if (type.low == Encoding<Date>::low && type.high == Encoding<Date>::high)
        out.put("    ::tenet::{}<::tenet::Date> {}{};", wrapper, name, unknown);
    else
        out.put("    ::tenet::{}<::tenet::DateIn<{}, {}>> {}{};", wrapper, type.low, type.high, name,
                unknown);
}

void put_number(CppSource& out, Own wrapper, const typed::Type& type, const Cpp& name) {
    if (type.scale == 1)
        out.put("    ::tenet::{}<::tenet::Int<{}, {}>> {}{};", wrapper, type.low, type.high, name, unknown);
    else
        out.put("    ::tenet::{}<::tenet::Int<{}, {}, {}>> {}{};", wrapper, type.low, type.high, type.scale,
                name, unknown);
}

/// The range of a fact is part of its type, so that a value outside it is noticed where it is assigned.
void put_member(CppSource& out, const Table& table, const TableFact& fact) {
    const Cpp name = cpp_identifier(fact.id);
    const typed::Type& type = fact.type;
    const Own wrapper = type.or_none ? Own("FactOrNone") : Own("Fact");
    switch (type.base) {
    case typed::Base::YesNo: out.put("    ::tenet::{}<bool> {}{};", wrapper, name, unknown); return;
    case typed::Base::Date: put_date(out, wrapper, type, name); return;
    case typed::Base::Count:
    case typed::Base::Number:
    case typed::Base::Days:
    case typed::Base::Hours: put_number(out, wrapper, type, name); return;
    case typed::Base::Choice:
        out.put("    ::tenet::{}<{}> {}{};", wrapper, cpp_type(table.choices[type.of]), name, unknown);
        return;
    case typed::Base::Set:
        out.put("    ::tenet::{}<::tenet::SetOf<{}>> {}{};", wrapper, cpp_type(table.choices[type.of]), name,
                unknown);
        return;
    case typed::Base::Text: out.put("    ::tenet::{}<::tenet::Text> {}{};", wrapper, name, unknown); return;
    case typed::Base::List:
        out.put("    ::tenet::List<{}, {}> {}{};", cpp_type(table.records[type.of]), type.high, name,
                unknown);
        return;
    case typed::Base::Period: break;
    }
    __builtin_unreachable();
}

void put_choice(CppSource& out, const TableChoice& choice) {
    const Cpp name = cpp_type(choice);
    CppSource definition;
    definition.put("namespace {} {{\nenum class {} : ::std::{} {{", cpp_namespace(choice.policy),
                   cpp_type_name(choice.id), choice.values.size() <= 0x80 ? Own("uint8_t") : Own("uint16_t"));
    for (const TableChoiceValue& value : choice.values)
        definition.put("    {},", cpp_type_name(value.id));
    definition.put(
        "}};\n}}\nnamespace tenet {{\ntemplate <>\nstruct Encoding<{}> : ChoiceEncoding<{}> {{}};\n}}", name,
        choice.values.size());
    put_shared(out, name, definition);
}

/// The fields by falling size, so that there is no hole between them; equal ones in order of declaration.
std::vector<const TableFact*> by_size(const Table& table, const TableRecord& record) {
    std::vector<const TableFact*> fields;
    for (const TableFact& field : record.fields)
        fields.push_back(&field);
    std::stable_sort(fields.begin(), fields.end(), [&table](const TableFact* a, const TableFact* b) {
        return layout_of(table, a->type).size > layout_of(table, b->type).size;
    });
    return fields;
}

/// What the compiler would leave open at the end has a name, which no field can have, so that a record has no byte without
/// a value.
void put_padding(CppSource& out, const Table& table, const TableRecord& record) {
    std::size_t size = 0, alignment = 1;
    for (const TableFact& field : record.fields) {
        const Layout layout = layout_of(table, field.type);
        size += layout.size;
        alignment = std::max(alignment, layout.alignment);
    }
    if (size % alignment != 0)
        out.put("    ::std::uint8_t Padding[{}]{};", alignment - size % alignment, unknown);
}

void put_record(CppSource& out, const Table& table, const TableRecord& record) {
    const Cpp name = cpp_type(record);
    CppSource definition;
    definition.put("namespace {} {{\nstruct {} {{", cpp_namespace(record.policy), cpp_type_name(record.id));
    for (const TableFact* field : by_size(table, record))
        put_member(definition, table, *field);
    put_padding(definition, table, record);
    definition.put("}};\n}}\nnamespace tenet {{");
    for (std::size_t i = 0; i < record.fields.size(); ++i)
        definition.put("template <>\ninline constexpr auto record_member<{}, {}> = &{}::{};", name, i, name,
                       cpp_identifier(record.fields[i].id));
    definition.put("}}");
    put_shared(out, name, definition);
}

}  // namespace

Cpp cpp_type(const TableChoice& choice) { return cpp_qualified(choice.policy, choice.id); }

void put_types(CppSource& out, const Table& table) {
    for (const TableChoice& choice : table.choices)
        if (!choice.of_lists) put_choice(out, choice);
    for (const TableRecord& record : table.records)
        put_record(out, table, record);
}

void put_facts(CppSource& out, const Table& table) {
    out.put("/// What is known of one applicant; every member starts unknown.\nstruct Facts {{");
    for (const TableFact& fact : table.facts)
        put_member(out, table, fact);
    out.put("}};\n");
    out.put("/// The members of Facts by their index.\ntemplate <::std::uint32_t K>\n"
            "inline constexpr decltype(nullptr) FactMember = nullptr;");
    for (std::size_t i = 0; i < table.facts.size(); ++i)
        out.put("template <>\ninline constexpr auto FactMember<{}> = &Facts::{};", i,
                cpp_identifier(table.facts[i].id));
    out.put("");
}

}  // namespace tenet::compiler
