#pragma once

#include "tenet/program.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>

/// How a table lies in a file; `runtime/TABLE.md` tells it in full. Everything is little-endian, begins at a multiple of 8 bytes and
/// says where things are by distances, so that the bytes may lie anywhere and be read where they lie.
namespace tenet {

static_assert(std::endian::native == std::endian::little, "tables are read in place: little-endian only");

/// The first bytes of a table. A copy in text mode changes one of them.
inline constexpr std::uint8_t table_magic[8] = {0x89, 'T', 'N', 'T', '\r', '\n', 0x1A, '\n'};
/// Bumped when a section, a row or the header is laid out differently.
inline constexpr std::uint32_t table_format_version = 1;
/// Bumped when an operator is added, taken away, moved or means something else.
inline constexpr std::uint32_t table_operators_version = 1;

/// The header: where what stands. The checksum is of all that follows it, begun with that of what comes before it.
struct TableHeader {
    std::uint8_t magic[8];
    std::uint32_t format_version, operators_version;
    std::uint64_t size;  ///< of the whole table
    std::uint64_t checksum;
    std::uint32_t section_count;
    std::uint32_t value_count;  ///< `Program::value_count`
    std::uint16_t as_of;        ///< `Program::as_of`
    std::uint16_t zeros[11];
};
static_assert(sizeof(TableHeader) == 64 && offsetof(TableHeader, size) == 16 &&
              offsetof(TableHeader, checksum) == 24 && offsetof(TableHeader, as_of) == 40);

/// One entry of the directory, which follows the header.
struct TableSection {
    std::uint32_t kind;
    std::uint32_t row_size;
    std::uint64_t offset;  ///< of its first row, from the beginning of the table
    std::uint32_t count;   ///< of rows
    std::uint32_t zero;
};
static_assert(sizeof(TableSection) == 24 && offsetof(TableSection, offset) == 8);

/// Kinds of sections that a reader may lack have this bit: what it does not know it skips. Others it does not know it refuses.
inline constexpr std::uint32_t optional_section = 0x80000000;

enum class TableSectionKind : std::uint32_t {
#define SECTION(kind, name, ...) name = kind,
#include "tenet/table_sections.def"
#undef SECTION
    PolicyName = 21,    ///< its dotted id, zero-terminated
    Fingerprints = 22,  ///< SHA-256 of schema, meaning and text
    Citations = optional_section | 1,
    Origins = optional_section | 2,
    Messages = optional_section | 3,
    Wordings = optional_section | 4,
    Declarations = optional_section | 5,  ///< what the command line shows besides
};

/// How many kinds there are that each table has; they are numbered from 1.
inline constexpr std::uint32_t required_sections = 22;
inline constexpr std::uint32_t fingerprint_size = 32;

/// Something that a byte of each row of a section must be, before it may be read as part of one: no greater than `most`. Padding is 0.
struct ByteRule {
    std::uint16_t at;
    std::uint8_t most;
};
template <class Row>
struct RowRules {};

/// The greatest bytes that are a `Code`, a `ValueKind`, a `Left` and a `bool`.
inline constexpr std::uint8_t most_code = code_count - 1;
inline constexpr auto most_kind = static_cast<std::uint8_t>(ValueKind::List);
inline constexpr auto most_left = static_cast<std::uint8_t>(Left::B);

// Rows are used where they lie, so that the compiler must lay them out as the format does; what is not named here follows on.
static_assert(sizeof(bool) == 1);
static_assert(sizeof(Op) == 16 && offsetof(Op, flags) == 1 && offsetof(Op, type) == 2 &&
              offsetof(Op, a) == 4 && offsetof(Op, b) == 6 && offsetof(Op, imm) == 8);
template <>
struct RowRules<Op> {
    static constexpr ByteRule rules[] = {{0, most_code}};
};
static_assert(sizeof(ValueType) == 12 && offsetof(ValueType, scale) == 4 && offsetof(ValueType, choice) == 8);
template <>
struct RowRules<ValueType> {
    static constexpr ByteRule rules[] = {{0, most_kind}, {1, 0}, {2, 0}, {3, 0}, {10, 0}, {11, 0}};
};
static_assert(sizeof(FactSpec) == 56 && offsetof(FactSpec, or_none) == 1 && offsetof(FactSpec, low) == 8 &&
              offsetof(FactSpec, high) == 16 && offsetof(FactSpec, scale) == 24 &&
              offsetof(FactSpec, choice) == 28 && offsetof(FactSpec, first_field) == 30 &&
              offsetof(FactSpec, field_count) == 32 && offsetof(FactSpec, id) == 36 &&
              offsetof(FactSpec, name) == 40 && offsetof(FactSpec, label_en) == 44 &&
              offsetof(FactSpec, label_zh) == 48);
template <>
struct RowRules<FactSpec> {
    static constexpr ByteRule rules[] = {{0, most_kind}, {1, 1},  {2, 0},  {3, 0},  {4, 0},
                                         {5, 0},         {6, 0},  {7, 0},  {34, 0}, {35, 0},
                                         {52, 0},        {53, 0}, {54, 0}, {55, 0}};
};
static_assert(sizeof(ChoiceSpec) == 16 && offsetof(ChoiceSpec, value_count) == 2 &&
              offsetof(ChoiceSpec, id) == 4 && offsetof(ChoiceSpec, name) == 8 &&
              offsetof(ChoiceSpec, of_lists) == 12 && offsetof(ChoiceSpec, items) == 14);
template <>
struct RowRules<ChoiceSpec> {
    static constexpr ByteRule rules[] = {{12, 1}, {13, 0}};
};
static_assert(sizeof(ChoiceValueSpec) == 24 && offsetof(ChoiceValueSpec, label_en) == 8 &&
              offsetof(ChoiceValueSpec, first_item) == 16);
static_assert(sizeof(RequirementSpec) == 48 && offsetof(RequirementSpec, records) == 4 &&
              offsetof(RequirementSpec, first_remedy) == 6 && offsetof(RequirementSpec, first_part) == 10 &&
              offsetof(RequirementSpec, first_placeholder) == 14 && offsetof(RequirementSpec, id) == 20 &&
              offsetof(RequirementSpec, label_en) == 28 && offsetof(RequirementSpec, otherwise_en) == 36 &&
              offsetof(RequirementSpec, left) == 44);
template <>
struct RowRules<RequirementSpec> {
    static constexpr ByteRule rules[] = {{18, 0}, {19, 0}, {44, most_left}, {45, 0}, {46, 0}, {47, 0}};
};
static_assert(sizeof(RemedySpec) == 20 && offsetof(RemedySpec, id) == 4 &&
              offsetof(RemedySpec, label_en) == 12);
template <>
struct RowRules<RemedySpec> {
    static constexpr ByteRule rules[] = {{2, 0}, {3, 0}};
};
static_assert(sizeof(PartSpec) == 4 && offsetof(PartSpec, left) == 2);
template <>
struct RowRules<PartSpec> {
    static constexpr ByteRule rules[] = {{2, most_left}, {3, 0}};
};
static_assert(sizeof(PlaceholderSpec) == 8 && offsetof(PlaceholderSpec, name) == 4);
template <>
struct RowRules<PlaceholderSpec> {
    static constexpr ByteRule rules[] = {{2, 0}, {3, 0}};
};
static_assert(sizeof(DecisionSpec) == 36 && offsetof(DecisionSpec, first_requirement) == 2 &&
              offsetof(DecisionSpec, first_remedy) == 6 && offsetof(DecisionSpec, id) == 12 &&
              offsetof(DecisionSpec, label_en) == 20 && offsetof(DecisionSpec, when_otherwise_en) == 28);
template <>
struct RowRules<DecisionSpec> {
    static constexpr ByteRule rules[] = {{10, 0}, {11, 0}};
};
static_assert(sizeof(OutputSpec) == 20 && offsetof(OutputSpec, or_none) == 2 &&
              offsetof(OutputSpec, id) == 4 && offsetof(OutputSpec, label_en) == 12);
template <>
struct RowRules<OutputSpec> {
    static constexpr ByteRule rules[] = {{2, 1}, {3, 0}};
};
static_assert(sizeof(AssumeSpec) == 16 && offsetof(AssumeSpec, first_placeholder) == 2 &&
              offsetof(AssumeSpec, message_en) == 8);
template <>
struct RowRules<AssumeSpec> {
    static constexpr ByteRule rules[] = {{6, 0}, {7, 0}};
};
static_assert(sizeof(NoteSpec) == 8 && offsetof(NoteSpec, text_zh) == 4);
static_assert(sizeof(CalendarSpec) == 24 && offsetof(CalendarSpec, days) == 4 &&
              offsetof(CalendarSpec, first_word) == 8 && offsetof(CalendarSpec, working_days) == 12 &&
              offsetof(CalendarSpec, id) == 16);

/// Where the next section may begin after so many bytes.
constexpr std::uint64_t table_aligned(std::uint64_t size) { return (size + 7) & ~std::uint64_t{7}; }

}  // namespace tenet
