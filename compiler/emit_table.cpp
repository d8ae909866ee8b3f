#include "compiler/emit_table.hpp"

#include "compiler/declarations.hpp"
#include "compiler/fault.hpp"
#include "tenet/table_file.hpp"

#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace tenet::compiler {
namespace {

/// Rows of one kind as they will stand in the file.
struct Section {
    std::uint32_t kind, row_size, count;
    std::string bytes;
};

void put_number(std::string& bytes, std::size_t at, auto number) {
    std::memcpy(bytes.data() + at, &number, sizeof number);
}

/// Copies rows. What compilers leave between members is whatever the memory held before; in a file it is zero.
template <class Row>
Section section_of(TableSectionKind kind, const Row* rows, std::uint32_t count) {
    Section section{static_cast<std::uint32_t>(kind), sizeof(Row), count, {}};
    section.bytes.resize(std::size_t{count} * sizeof(Row));
    if (count != 0) std::memcpy(section.bytes.data(), rows, section.bytes.size());
    if constexpr (requires { RowRules<Row>::rules; })
        for (std::size_t row = 0; row < section.bytes.size(); row += sizeof(Row))
            for (const ByteRule& rule : RowRules<Row>::rules)
                if (rule.most == 0) section.bytes[row + rule.at] = '\0';
    return section;
}

/// The bytes that lower-case hexadecimal digits stand for.
std::string bytes_of_hex(std::string_view hex) {
    const auto value = [](char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; };
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(value(hex[i]) * 16 + value(hex[i + 1]));
    return bytes;
}

std::vector<Section> sections_of(const Table& table, const Program& program,
                                 const Fingerprints& fingerprints) {
    std::vector<Section> sections;
#define SECTION(number, name, Row, array, count)                                                             \
    sections.push_back(section_of<Row>(TableSectionKind::name, program.array, program.count));
#include "tenet/table_sections.def"
#undef SECTION
    sections.push_back(section_of(TableSectionKind::PolicyName, table.policy.c_str(),
                                  static_cast<std::uint32_t>(table.policy.size() + 1)));
    std::string hashes;
    for (const std::string* hash : {&fingerprints.schema, &fingerprints.meaning, &fingerprints.text})
        hashes += bytes_of_hex(*hash);
    TENET_CHECK(hashes.size() == 3 * std::size_t{fingerprint_size}, "a fingerprint has another length");
    sections.push_back(
        {static_cast<std::uint32_t>(TableSectionKind::Fingerprints), fingerprint_size, 3, std::move(hashes)});
    std::string declarations = write_declarations(table);
    const auto size = static_cast<std::uint32_t>(declarations.size());
    sections.push_back(
        {static_cast<std::uint32_t>(TableSectionKind::Declarations), 1, size, std::move(declarations)});
    return sections;
}

void put_header(std::string& bytes, const Program& program, std::size_t sections) {
    TableHeader header{};
    std::memcpy(header.magic, table_magic, sizeof table_magic);
    header.format_version = table_format_version;
    header.operators_version = table_operators_version;
    header.size = bytes.size();
    header.section_count = static_cast<std::uint32_t>(sections);
    header.value_count = program.value_count;
    header.as_of = program.as_of;
    std::memcpy(bytes.data(), &header, sizeof header);
    const auto* const raw = reinterpret_cast<const std::byte*>(bytes.data());
    put_number(bytes, offsetof(TableHeader, checksum), TableCheck::table_checksum(raw, bytes.size()));
}

}  // namespace

std::string emit_table(const Table& table, const OwnedProgram& program, const Fingerprints& fingerprints) {
    const Program view = program.view();
    const std::vector<Section> sections = sections_of(table, view, fingerprints);
    std::string bytes(sizeof(TableHeader) + sections.size() * sizeof(TableSection), '\0');
    std::size_t entry = sizeof(TableHeader);
    for (const Section& section : sections) {
        bytes.resize(table_aligned(bytes.size()), '\0');
        const TableSection row{section.kind, section.row_size, bytes.size(), section.count, 0};
        std::memcpy(bytes.data() + entry, &row, sizeof row);
        entry += sizeof row;
        bytes += section.bytes;
    }
    bytes.resize(table_aligned(bytes.size()), '\0');
    put_header(bytes, view, sections.size());
    return bytes;
}

}  // namespace tenet::compiler
