#pragma once

#include "tenet/checksum.hpp"
#include "tenet/table_fault.hpp"
#include "tenet/table_format.hpp"
#include "tenet/table_rows.hpp"
#include "tenet/valid.hpp"

/// Reads a table where it lies, in a file's bytes: nothing is copied and nothing is allocated. Before anything of it may be used
/// all of it has been looked at: that no byte has changed, that every section lies inside, that every byte which is read as an
/// enumerator or a truth is one, and that the program is one that evaluators may run.
namespace tenet {

/// The rows of one section.
struct TableRows {
    const std::byte* bytes = nullptr;
    std::uint32_t count = 0, row_size = 0;
};

/// A table that may be used, for as long as its bytes stay as they are and where they are.
struct TableView {
    Program program{};
    const char* policy = "";  ///< the dotted id of the policy
    /// SHA-256, 32 bytes each: of what the facts look like, of what the policy means, of how it reads.
    const std::byte *schema = nullptr, *meaning = nullptr, *text = nullptr;
    const std::byte* bytes = nullptr;
    std::uint64_t size = 0;
};

/// A table, or why there is none.
struct OpenedTable {
    TableFault fault;
    TableView table;

    constexpr explicit operator bool() const { return fault.error == TableError::Nothing; }
};

/// Looks at bytes that may be a table, all but at what its program means.
class TableCheck {
  public:
    /// `size` bytes from `bytes` on, which may be anything.
    constexpr TableCheck(const std::byte* bytes, std::uint64_t size) : bytes_(bytes), size_(size) {}

    /// What is wrong first, but for codes of ops; with nothing wrong `rows` and `number` may be asked.
    constexpr TableFault fault() {
        TableFault found = header();
        if (found.error == TableError::Nothing) found = directory();
        if (found.error == TableError::Nothing) found = all_rows();
        return found;
    }

    /// The first op that has no code, if there is one; nothing else is wrong.
    constexpr TableFault ops() const { return rows_of<Op>(TableSectionKind::Ops); }

    /// The rows of a section that every table has.
    constexpr TableRows rows(TableSectionKind kind) const { return rows_[static_cast<std::uint32_t>(kind)]; }

    /// A number of the header or the directory.
    template <class N>
    constexpr N number(std::uint64_t at) const {
        return checksum::number_at<N>(bytes_ + at);
    }

  private:
    constexpr TableFault header() const {
        for (std::uint64_t i = 0; i < sizeof table_magic; ++i) {
            if (i == size_) return {size_ == 0 ? TableError::NotATable : TableError::TooShort, 0, size_};
            if (bytes_[i] != std::byte{table_magic[i]}) return {TableError::NotATable, 0, i};
        }
        if (size_ < sizeof(TableHeader)) return {TableError::TooShort, 0, size_};
        if (number<std::uint32_t>(offsetof(TableHeader, format_version)) != table_format_version)
            return {TableError::FormatVersion, 0, offsetof(TableHeader, format_version)};
        if (number<std::uint32_t>(offsetof(TableHeader, operators_version)) != table_operators_version)
            return {TableError::OperatorsVersion, 0, offsetof(TableHeader, operators_version)};
        const auto own_size = number<std::uint64_t>(offsetof(TableHeader, size));
        if (size_ < own_size) return {TableError::TooShort, 0, size_};
        if (size_ > own_size) return {TableError::TooLong, 0, own_size};
        if (!is_aligned()) return {TableError::Misaligned, 0, 0};
        if (number<std::uint64_t>(offsetof(TableHeader, checksum)) != table_checksum(bytes_, size_))
            return {TableError::Checksum, 0, offsetof(TableHeader, checksum)};
        return zeros(offsetof(TableHeader, zeros), sizeof(TableHeader), {TableError::Header, 0, 0});
    }

    constexpr bool is_aligned() const {
        if (std::is_constant_evaluated()) return true;
        return reinterpret_cast<std::uintptr_t>(bytes_) % 8 == 0;
    }

    /// Whether nothing stands from one byte to another; else `otherwise`, there.
    constexpr TableFault zeros(std::uint64_t from, std::uint64_t to, TableFault otherwise) const {
        for (std::uint64_t i = from; i < to; ++i)
            if (bytes_[i] != std::byte{0}) return {otherwise.error, otherwise.section, i};
        return {};
    }

    constexpr TableFault directory() {
        const auto count = number<std::uint32_t>(offsetof(TableHeader, section_count));
        if (count > (size_ - sizeof(TableHeader)) / sizeof(TableSection))
            return {TableError::Directory, 0, offsetof(TableHeader, section_count)};
        std::uint64_t end = sizeof(TableHeader) + std::uint64_t{count} * sizeof(TableSection);
        std::uint32_t before = 0;
        for (std::uint32_t i = 0; i < count; ++i) {
            const TableFault found = entry(i, before, end);
            if (found.error != TableError::Nothing) return found;
        }
        if (before < required_sections) return {TableError::MissingSection, before + 1, end};
        if (table_aligned(end) != size_) return {TableError::Directory, 0, end};
        return zeros(end, size_, {TableError::Directory, 0, 0});
    }

    /// One entry of the directory, behind that of the section `before` which has its last byte before `end`.
    constexpr TableFault entry(std::uint32_t index, std::uint32_t& before, std::uint64_t& end) {
        const std::uint64_t at = sizeof(TableHeader) + std::uint64_t{index} * sizeof(TableSection);
        const auto kind = number<std::uint32_t>(at + offsetof(TableSection, kind));
        const auto row_size = number<std::uint32_t>(at + offsetof(TableSection, row_size));
        const auto offset = number<std::uint64_t>(at + offsetof(TableSection, offset));
        const auto count = number<std::uint32_t>(at + offsetof(TableSection, count));
        // Each kind stands once, and the order is fixed: of one policy there is one table.
        if (kind <= before) return {TableError::Directory, kind, at};
        if (before < required_sections && kind != before + 1)
            return {TableError::MissingSection, before + 1, at};
        if (kind > required_sections && kind < optional_section)
            return {TableError::UnknownSection, kind, at};
        if (kind <= required_sections && row_size != row_size_of(static_cast<TableSectionKind>(kind)))
            return {TableError::RowSize, kind, at};
        const bool lies_inside = offset == table_aligned(end) && offset <= size_ &&
                                 std::uint64_t{count} * row_size <= size_ - offset;
        if (!lies_inside || number<std::uint32_t>(at + offsetof(TableSection, zero)) != 0)
            return {TableError::Directory, kind, at};
        if (kind <= required_sections) rows_[kind] = {bytes_ + offset, count, row_size};
        const std::uint64_t last = end;
        before = kind;
        end = offset + std::uint64_t{count} * row_size;
        return zeros(last, offset, {TableError::Directory, kind, 0});
    }

    static constexpr std::uint32_t row_size_of(TableSectionKind kind) {
        switch (kind) {
#define SECTION(number, name, Row, ...)                                                                      \
    case TableSectionKind::name:                                                                             \
        return sizeof(Row);
#include "tenet/table_sections.def"
#undef SECTION
        case TableSectionKind::PolicyName: return 1;
        case TableSectionKind::Fingerprints: return fingerprint_size;
        case TableSectionKind::Citations:
        case TableSectionKind::Origins:
        case TableSectionKind::Messages:
        case TableSectionKind::Wordings:
        case TableSectionKind::Declarations: break;
        }
        return 0;
    }

    /// The first row with a byte that no such row has, if there is one.
    template <class Row>
    constexpr TableFault rows_of(TableSectionKind kind) const {
        if constexpr (requires { RowRules<Row>::rules; }) {
            const TableRows all = rows(kind);
            const std::byte* row = all.bytes;
            if (rows_in_order<Row>(row, all.count)) return {};
            for (std::uint32_t i = 0; i < all.count; ++i, row += sizeof(Row))
                for (const ByteRule& rule : RowRules<Row>::rules)
                    if (std::to_integer<std::uint8_t>(row[rule.at]) > rule.most)
                        return {TableError::Row, static_cast<std::uint32_t>(kind), i};
        }
        return {};
    }

    /// Codes are left to the validator, which goes through ops anyway; where something else is wrong they come first.
    constexpr TableFault all_rows() const {
        TableFault found;
#define SECTION(number, name, Row, ...)                                                                      \
    if (!std::is_same_v<Row, Op> && found.error == TableError::Nothing)                                      \
        found = rows_of<Row>(TableSectionKind::name);
#include "tenet/table_sections.def"
#undef SECTION
        if (found.error == TableError::Nothing) found = counts();
        if (found.error == TableError::Nothing) return {};
        const TableFault of_ops = ops();
        return of_ops.error == TableError::Nothing ? found : of_ops;
    }

    constexpr TableFault counts() const {
        const auto wrong = [](TableSectionKind kind) {
            return TableFault{TableError::RowCount, static_cast<std::uint32_t>(kind), 0};
        };
        if (rows(TableSectionKind::CalendarDays).count != rows(TableSectionKind::CalendarCounts).count)
            return wrong(TableSectionKind::CalendarCounts);
        if (rows(TableSectionKind::Fingerprints).count != 3) return wrong(TableSectionKind::Fingerprints);
        const TableRows name = rows(TableSectionKind::PolicyName);
        if (name.count == 0 || name.bytes[name.count - 1] != std::byte{0})
            return wrong(TableSectionKind::PolicyName);
        return {};
    }

  public:
    /// The checksum that a table of these bytes must give; there are at least those of the header.
    static constexpr std::uint64_t table_checksum(const std::byte* bytes, std::uint64_t size) {
        constexpr std::uint64_t before = offsetof(TableHeader, checksum), after = before + 8;
        return checksum_of(bytes + after, size - after, checksum_of(bytes, before));
    }

  private:
    const std::byte* bytes_;
    std::uint64_t size_;
    TableRows rows_[required_sections + 1] = {};
};

/// What a table gives once it has been looked at.
inline TableView view_of(const TableCheck& check, const std::byte* bytes, std::uint64_t size) {
    TableView table;
    Program& program = table.program;
#define SECTION(number, name, Row, array, rows_in_it)                                                        \
    program.array = reinterpret_cast<const Row*>(check.rows(TableSectionKind::name).bytes);                  \
    program.rows_in_it = check.rows(TableSectionKind::name).count;
#include "tenet/table_sections.def"
#undef SECTION
    program.value_count = check.number<std::uint32_t>(offsetof(TableHeader, value_count));
    program.as_of = check.number<std::uint16_t>(offsetof(TableHeader, as_of));
    const std::byte* const fingerprints = check.rows(TableSectionKind::Fingerprints).bytes;
    table.schema = fingerprints;
    table.meaning = fingerprints + fingerprint_size;
    table.text = fingerprints + 2 * std::size_t{fingerprint_size};
    for (std::size_t i = 0; i < sizeof program.fingerprint; ++i)
        program.fingerprint = program.fingerprint << 8 | std::to_integer<std::uint64_t>(table.meaning[i]);
    table.policy = reinterpret_cast<const char*>(check.rows(TableSectionKind::PolicyName).bytes);
    table.bytes = bytes;
    table.size = size;
    return table;
}

/// Opens a table. The bytes may be anything, but lie at a multiple of 8 and must not change while the table is used.
inline OpenedTable open_table(const std::byte* bytes, std::uint64_t size) noexcept {
    TableCheck check(bytes, size);
    OpenedTable opened{check.fault(), {}};
    if (!opened) return opened;
    const TableView table = view_of(check, bytes, size);
    if (valid(table.program)) {
        opened.table = table;
        return opened;
    }
    opened.fault = check.ops();
    if (opened) opened.fault = {TableError::Invalid, 0, 0};
    return opened;
}

/// The rows of a section that a table may have, none if it has it not. What is in them has not been looked at.
inline TableRows optional_rows(const TableView& table, TableSectionKind kind) noexcept {
    const TableCheck at(table.bytes, table.size);
    const auto count = at.number<std::uint32_t>(offsetof(TableHeader, section_count));
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t entry = sizeof(TableHeader) + i * sizeof(TableSection);
        if (at.number<std::uint32_t>(entry + offsetof(TableSection, kind)) !=
            static_cast<std::uint32_t>(kind))
            continue;
        return {table.bytes + at.number<std::uint64_t>(entry + offsetof(TableSection, offset)),
                at.number<std::uint32_t>(entry + offsetof(TableSection, count)),
                at.number<std::uint32_t>(entry + offsetof(TableSection, row_size))};
    }
    return {};
}

}  // namespace tenet
