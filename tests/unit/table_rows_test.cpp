#include "tests/unit/table_sample.hpp"

#include <gtest/gtest.h>

#include <array>

namespace tenet::testing {
namespace {

using Kind = TableSectionKind;

/// The validator looks at codes, but what is wrong first is still told first, and where.
TEST(TableRows, TellsOfCodesBeforeAnythingBehindThem) {
    const compiler::Compiled policy = compiled_policy(table_policy);
    const std::string bytes = emit_table(*policy.table, *policy.program, *policy.fingerprints);
    const auto fault = [&bytes](std::size_t op, Kind kind, std::size_t byte) {
        TableBytes table(bytes);
        table.data()[table.rows(Kind::Ops) + op * sizeof(Op)] = std::byte{code_count};
        table.data()[table.rows(kind) + byte] = std::byte{255};
        table.seal();
        return table.open().fault;
    };
    const auto at_op = [](std::size_t op) { return TableFault{TableError::Row, 1, op}; };
    EXPECT_EQ(fault(0, Kind::Ops, 3 * sizeof(Op) + offsetof(Op, type)), at_op(0));
    EXPECT_EQ(fault(4, Kind::Ops, offsetof(Op, type)), at_op(4)) << "the validator stops before it";
    EXPECT_EQ(fault(2, Kind::Requirements, offsetof(RequirementSpec, left)), at_op(2));
    EXPECT_EQ(fault(3, Kind::Outputs, offsetof(OutputSpec, or_none)), at_op(3));
}

/// Rows are looked at alike when a program is compiled and when it runs.
TEST(TableRows, LooksAtThemInConstantExpressions) {
    const auto with = [](std::size_t at, unsigned byte) {
        std::array<std::byte, 2 * sizeof(PartSpec)> rows{};
        rows[at] = std::byte(byte);
        return rows_in_order<PartSpec>(rows.data(), 2);
    };
    static_assert(with(0, 255) && with(2, most_left) && with(6, most_left));
    static_assert(!with(2, most_left + 1) && !with(6, 255) && !with(3, 1) && !with(7, 128));
    for (std::size_t at = 0; at < 2 * sizeof(PartSpec); ++at)
        for (unsigned byte = 0; byte < 256; ++byte)
            EXPECT_EQ(with(at, byte), at % 4 < 2 || byte <= (at % 4 == 2 ? most_left : 0U))
                << at << ' ' << byte;
}

}  // namespace
}  // namespace tenet::testing
