#include "tests/unit/table_runs.hpp"
#include "tests/unit/table_sample.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace tenet::testing {
namespace {

using Kind = TableSectionKind;

const compiler::Compiled& sample() {
    static const compiler::Compiled policy = compiled_policy(table_policy);
    return policy;
}

std::string table_of(const compiler::Compiled& policy) {
    return emit_table(*policy.table, *policy.program, *policy.fingerprints);
}

const std::string& sample_bytes() {
    static const std::string bytes = table_of(sample());
    return bytes;
}

TableBytes sample_table() { return TableBytes(sample_bytes()); }

std::string bytes_of(std::string_view text) { return std::string(text); }

TEST(Checksum, IsXxh64) {
    const auto sum = [](std::string_view text, std::uint64_t seed) {
        return checksum_of(reinterpret_cast<const std::byte*>(text.data()), text.size(), seed);
    };
    EXPECT_EQ(sum("", 0), 0xEF46DB3751D8E999U);
    EXPECT_EQ(sum("a", 0), 0xD24EC4F1A98C6E5BU);
    EXPECT_EQ(sum("abc", 0), 0x44BC2CF5AD770999U);
    EXPECT_EQ(sum("Nobody inspects the spammish repetition", 0), 0xFBCEA83C8A378BF1U);
    EXPECT_NE(sum("abc", 0), sum("abc", 1));
    constexpr std::array<std::byte, 3> in_a_constant = {std::byte{'a'}, std::byte{'b'}, std::byte{'c'}};
    static_assert(checksum_of(in_a_constant.data(), in_a_constant.size()) == 0x44BC2CF5AD770999U);
}

TEST(TableFile, GivesTheProgramThatWasWritten) {
    ASSERT_TRUE(sample().ok()) << render_text(sample().diagnostics, *sample().sources, compiler::Lang::En);
    TableBytes table = sample_table();
    const OpenedTable opened = table.open();
    ASSERT_TRUE(opened) << text_of(opened.fault.error, Lang::en);
    const Program written = sample().program->view();
    const Program& read = opened.table.program;
    EXPECT_STREQ(opened.table.policy, "club.join");
    EXPECT_EQ(read.value_count, written.value_count);
    EXPECT_EQ(read.as_of, written.as_of);
    EXPECT_EQ(read.fingerprint, written.fingerprint);
    EXPECT_EQ(read.op_count, written.op_count);
    EXPECT_EQ(std::memcmp(read.ops, written.ops, sizeof(Op) * written.op_count), 0);
    EXPECT_EQ(read.pool_size, written.pool_size);
    EXPECT_EQ(std::memcmp(read.pool, written.pool, written.pool_size), 0);
    EXPECT_EQ(read.fact_count, written.fact_count);
    EXPECT_EQ(read.facts[2].high, written.facts[2].high);
    EXPECT_EQ(read.calendar_word_count, written.calendar_word_count);
    std::string hex;
    for (std::size_t i = 0; i < 96; ++i) {
        const auto byte = std::to_integer<unsigned>(opened.table.schema[i]);
        hex += "0123456789abcdef"[byte >> 4];
        hex += "0123456789abcdef"[byte & 15];
    }
    EXPECT_EQ(hex,
              sample().fingerprints->schema + sample().fingerprints->meaning + sample().fingerprints->text);
}

TEST(TableFile, HasSomethingInEverySection) {
    TableBytes table = sample_table();
    for (std::uint32_t kind = 1; kind <= required_sections; ++kind)
        EXPECT_NE(checksum::number_at<std::uint32_t>(table.data() + table.entry(static_cast<Kind>(kind)) +
                                                     offsetof(TableSection, count)),
                  0U)
            << kind;
}

TEST(TableFile, IsTheSameForTheSamePolicy) {
    EXPECT_EQ(table_of(compiled_policy(table_policy)), sample_bytes());
    EXPECT_EQ(sample_bytes().size() % 8, 0U);
}

TEST(TableFile, IsRefusedWhereverItIsCutOff) {
    for (std::size_t size = 0; size < sample_bytes().size(); ++size) {
        TableBytes table(sample_bytes().substr(0, size));
        EXPECT_EQ(table.open().fault.error, size == 0 ? TableError::NotATable : TableError::TooShort) << size;
    }
}

TEST(TableFile, IsRefusedWhicheverByteChanges) {
    TableBytes table = sample_table();
    for (std::size_t at = 0; at < table.size(); ++at) {
        table.data()[at] ^= std::byte{0x10};
        EXPECT_FALSE(table.open()) << at;
        table.data()[at] ^= std::byte{0x10};
    }
    EXPECT_TRUE(table.open());
}

/// Who makes the checksum fit gets a table that is refused or that can be run, whatever it means.
TEST(TableFile, WhicheverByteChangesWithTheChecksumItCanBeRun) {
    TableBytes table = sample_table();
    std::size_t accepted = 0;
    for (std::size_t at = 0; at < table.size(); ++at)
        for (const unsigned change : {1U, 2U, 8U, 0x80U, 0xFFU}) {
            table.data()[at] ^= std::byte(change);
            table.seal();
            const OpenedTable opened = table.open();
            if (opened) {
                ++accepted;
                ask_everything(opened.table.program, at, at % 3, 3);
            }
            table.data()[at] ^= std::byte(change);
        }
    EXPECT_GT(accepted, 1000U);
}

/// What opening says after a change, the checksum made to fit.
template <class Change>
TableFault fault_after(const Change& change) {
    TableBytes table = sample_table();
    change(table);
    table.seal();
    return table.open().fault;
}

TEST(TableFile, SaysWhatIsWrongWithTheHeader) {
    const auto fault = [](std::size_t at, auto number) {
        return fault_after([&](TableBytes& t) { t.put(at, number); });
    };
    EXPECT_EQ(fault(0, 'X'), (TableFault{TableError::NotATable, 0, 0}));
    EXPECT_EQ(fault(4, '\n'), (TableFault{TableError::NotATable, 0, 4})) << "copied as a text";
    EXPECT_EQ(fault(8, std::uint32_t{2}).error, TableError::FormatVersion);
    EXPECT_EQ(fault(12, std::uint32_t{0}).error, TableError::OperatorsVersion);
    EXPECT_EQ(fault(16, sample_bytes().size() + 8).error, TableError::TooShort);
    EXPECT_EQ(fault(16, sample_bytes().size() - 8).error, TableError::TooLong);
    EXPECT_EQ(fault(16, std::uint64_t{0}).error, TableError::TooLong);
    EXPECT_EQ(fault(16, ~std::uint64_t{0}).error, TableError::TooShort);
    EXPECT_EQ(fault(42, '\1'), (TableFault{TableError::Header, 0, 42}));
    EXPECT_EQ(fault(32, ~std::uint32_t{0}).error, TableError::Directory);
    EXPECT_EQ(fault(32, std::uint32_t{21}).error, TableError::Directory) << "an entry too few";
    EXPECT_EQ(fault(36, ~std::uint32_t{0}).error, TableError::Invalid) << "more values than ops";
    EXPECT_EQ(fault(40, std::uint16_t{1}).error, TableError::Invalid) << "as of a choice";
    TableBytes table = sample_table();
    table.put(24, std::uint64_t{1});
    EXPECT_EQ(table.open().fault, (TableFault{TableError::Checksum, 0, 24}));
    std::vector<std::uint64_t> words(sample_bytes().size() / 8 + 1);
    auto* const odd = reinterpret_cast<std::byte*>(words.data()) + 4;
    std::memcpy(odd, sample_bytes().data(), sample_bytes().size());
    EXPECT_EQ(open_table(odd, sample_bytes().size()).fault.error, TableError::Misaligned);
    EXPECT_EQ(open_table(nullptr, 0).fault.error, TableError::NotATable);
}

TEST(TableFile, SaysWhatIsWrongWithTheDirectory) {
    const auto fault = [](Kind kind, std::size_t member, auto number) {
        return fault_after([&](TableBytes& t) { t.put(t.entry(kind) + member, number); });
    };
    constexpr std::size_t kind = 0, row_size = 4, offset = 8, count = 16, zero = 20;
    EXPECT_EQ(fault(Kind::Facts, kind, std::uint32_t{2}).error, TableError::Directory) << "twice";
    EXPECT_EQ(fault(Kind::Facts, kind, std::uint32_t{4}), (TableFault{TableError::MissingSection, 3, 112}));
    EXPECT_EQ(fault(Kind::Fingerprints, kind, optional_section | 77).error, TableError::MissingSection);
    EXPECT_EQ(fault(Kind::Facts, row_size, std::uint32_t{64}), (TableFault{TableError::RowSize, 3, 112}));
    EXPECT_EQ(fault(Kind::Facts, offset, std::uint64_t{0}).error, TableError::Directory);
    EXPECT_EQ(fault(Kind::Facts, offset, ~std::uint64_t{0} - 7).error, TableError::Directory);
    EXPECT_EQ(fault(Kind::Facts, count, ~std::uint32_t{0}).error, TableError::Directory);
    EXPECT_EQ(fault(Kind::Facts, count, std::uint32_t{1}).error, TableError::Directory);
    EXPECT_EQ(fault(Kind::Facts, zero, std::uint32_t{1}).error, TableError::Directory);
}

/// The sample with another section in the place of the last, which readers may lack.
std::string with_section(std::uint32_t kind, std::uint32_t row_size, std::string_view rows) {
    TableBytes whole = sample_table();
    const std::size_t entry = whole.entry(static_cast<Kind>(required_sections + 1));
    const auto offset =
        checksum::number_at<std::uint64_t>(whole.data() + entry + offsetof(TableSection, offset));
    std::string bytes = sample_bytes().substr(0, offset);
    bytes += rows;
    bytes.resize(table_aligned(bytes.size()), '\0');
    TableBytes table(bytes);
    table.put(entry,
              TableSection{kind, row_size, offset, static_cast<std::uint32_t>(rows.size() / row_size), 0});
    table.put(offsetof(TableHeader, size), std::uint64_t{bytes.size()});
    table.seal();
    return {reinterpret_cast<const char*>(table.data()), bytes.size()};
}

TEST(TableFile, SkipsSectionsThatItMayLackAndRefusesOthers) {
    TableBytes optional(with_section(optional_section | 0x1234, 3, "abcdef"));
    const OpenedTable opened = optional.open();
    ASSERT_TRUE(opened) << text_of(opened.fault.error, Lang::en);
    const TableRows rows = optional_rows(opened.table, static_cast<Kind>(optional_section | 0x1234));
    EXPECT_EQ(rows.count, 2U);
    EXPECT_EQ(rows.row_size, 3U);
    EXPECT_EQ(std::memcmp(rows.bytes, "abcdef", 6), 0);
    EXPECT_EQ(optional_rows(opened.table, Kind::Origins).count, 0U);
    TableBytes required(with_section(23, 3, "abcdef"));
    EXPECT_EQ(required.open().fault, (TableFault{TableError::UnknownSection, 23, 592}))
        << "the entry behind those of the 22 sections";
    TableBytes padding(with_section(optional_section | 1, 3, "abcdef"));
    padding.data()[padding.size() - 1] = std::byte{1};
    padding.seal();
    EXPECT_EQ(padding.open().fault.error, TableError::Directory) << "something where nothing stands";
    TableBytes rows_of_nothing(with_section(optional_section | 1, 1, bytes_of("")));
    EXPECT_TRUE(rows_of_nothing.open());
}

TEST(TableFile, RefusesBytesThatAreNoEnumeratorBeforeAnyIsRead) {
    const auto fault = [](Kind kind, std::size_t member, unsigned byte) {
        return fault_after([&](TableBytes& t) { t.data()[t.rows(kind) + member] = std::byte(byte); });
    };
    const auto row = [](Kind kind) {
        return TableFault{TableError::Row, static_cast<std::uint32_t>(kind), 0};
    };
    EXPECT_EQ(fault(Kind::Ops, offsetof(Op, code), code_count), row(Kind::Ops));
    EXPECT_EQ(fault(Kind::Types, offsetof(ValueType, kind), 10), row(Kind::Types));
    EXPECT_EQ(fault(Kind::Facts, offsetof(FactSpec, kind), 10), row(Kind::Facts));
    EXPECT_EQ(fault(Kind::Facts, offsetof(FactSpec, or_none), 2), row(Kind::Facts));
    EXPECT_EQ(fault(Kind::Fields, offsetof(FactSpec, or_none), 255), row(Kind::Fields));
    EXPECT_EQ(fault(Kind::Choices, offsetof(ChoiceSpec, of_lists), 2), row(Kind::Choices));
    EXPECT_EQ(fault(Kind::Requirements, offsetof(RequirementSpec, left), 3), row(Kind::Requirements));
    EXPECT_EQ(fault(Kind::Parts, offsetof(PartSpec, left), 3), row(Kind::Parts));
    EXPECT_EQ(fault(Kind::Outputs, offsetof(OutputSpec, or_none), 2), row(Kind::Outputs));
}

/// Every byte of a row that belongs to no member must be zero, so that a policy has one table.
TEST(TableFile, RefusesWhatStandsBetweenMembers) {
    const auto fault = [](Kind kind, std::size_t byte) {
        return fault_after([&](TableBytes& t) { t.data()[t.rows(kind) + byte] = std::byte{1}; }).error;
    };
    for (const std::size_t byte : {1U, 2U, 3U, 10U, 11U})
        EXPECT_EQ(fault(Kind::Types, byte), TableError::Row) << byte;
    for (const std::size_t byte : {2U, 3U, 4U, 5U, 6U, 7U, 34U, 35U, 52U, 53U, 54U, 55U})
        EXPECT_EQ(fault(Kind::Facts, byte), TableError::Row) << byte;
    EXPECT_EQ(fault(Kind::Choices, 13), TableError::Row);
    for (const std::size_t byte : {18U, 19U, 45U, 46U, 47U})
        EXPECT_EQ(fault(Kind::Requirements, byte), TableError::Row) << byte;
    for (const std::size_t byte : {2U, 3U})
        EXPECT_EQ(fault(Kind::Remedies, byte), TableError::Row) << byte;
    EXPECT_EQ(fault(Kind::Parts, 3), TableError::Row);
    EXPECT_EQ(fault(Kind::Placeholders, 2), TableError::Row);
    EXPECT_EQ(fault(Kind::Decisions, 10), TableError::Row);
    EXPECT_EQ(fault(Kind::Outputs, 3), TableError::Row);
    EXPECT_EQ(fault(Kind::Assumes, 6), TableError::Row);
}

/// Rows that several others use take the validator, and evaluators, longer than the table is long.
TEST(RuntimeValid, RefusesRowsThatSeveralUse) {
    const Program program = sample().program->view();
    ASSERT_TRUE(valid(program));
    Program changed = program;
    const CalendarSpec calendars[] = {program.calendars[0], program.calendars[0]};
    changed.calendars = calendars;
    changed.calendar_count = 2;
    EXPECT_FALSE(valid(changed));
    changed = program;
    const DecisionSpec decisions[] = {program.decisions[0], program.decisions[0]};
    changed.decisions = decisions;
    changed.decision_count = 2;
    EXPECT_FALSE(valid(changed));
    changed = program;
    std::vector<ChoiceSpec> choices(program.choices, program.choices + program.choice_count);
    choices.push_back(choices[0]);
    changed.choices = choices.data();
    ++changed.choice_count;
    EXPECT_FALSE(valid(changed));
    changed = program;
    std::vector<ChoiceValueSpec> values(program.choice_values,
                                        program.choice_values + program.choice_value_count);
    for (ChoiceValueSpec& value : values)
        if (value.item_count != 0) value.first_item = 0, value.item_count = program.item_count;
    changed.choice_values = values.data();
    EXPECT_FALSE(valid(changed));
}

/// A value that has wrapped around lies in no calendar, however early that begins.
TEST(RuntimeValid, NoDayIsTooFarAwayForACalendar) {
    const CalendarSpec calendar{-10, 20, 0, 0, 0, 0};
    EXPECT_FALSE(covers(calendar, INT64_MAX));
    EXPECT_FALSE(covers(calendar, none_value));
    EXPECT_TRUE(covers(calendar, -10));
    EXPECT_TRUE(covers(calendar, 9));
    EXPECT_FALSE(covers(calendar, 10));
    const Partial far{none_value + 1, INT64_MAX, false};
    EXPECT_EQ(distance(far, exactly(value_limit), exactly(0)).none, false);
}

TEST(TableFile, EveryCauseHasWordsInBothLanguages) {
    for (unsigned error = 0; error <= static_cast<unsigned>(TableError::Invalid); ++error)
        for (const Lang lang : {Lang::zh, Lang::en})
            EXPECT_STRNE(text_of(static_cast<TableError>(error), lang), "") << error;
}

}  // namespace
}  // namespace tenet::testing
