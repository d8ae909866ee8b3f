#pragma once

#include "tenet/checksum.hpp"
#include "tenet/table_format.hpp"

#include <utility>

/// Whether all rows of a section have only bytes that such rows have. Rows are nearly always in order: all of them are looked at and
/// nothing is asked on the way; which one is not is found afterwards.
namespace tenet {

namespace table_rows {

/// The bits of one word of 32 bits that no such row has: those of bytes that are 0, or at most 1.
template <class Row>
constexpr std::uint32_t bits_never_set(std::size_t word) {
    std::uint32_t bits = 0;
    for (const ByteRule& rule : RowRules<Row>::rules)
        if (rule.most <= 1 && rule.at / 4 == word) bits |= (0xFFU - rule.most) << (8 * (rule.at % 4));
    return bits;
}

/// Which of these bits one row has.
template <class Row, std::size_t Word>
TENET_INLINE constexpr std::uint32_t wrongly_set(const std::byte* row) {
    constexpr std::uint32_t bits = bits_never_set<Row>(Word);
    if constexpr (bits == 0)
        return 0;
    else
        return checksum::number_at<std::uint32_t>(row + 4 * Word) & bits;
}

/// Something from bit 8 on if a byte is greater than the rule says, where it may be more than 1.
template <class Row, std::size_t Rule>
TENET_INLINE constexpr std::uint32_t below_greatest(const std::byte* row) {
    constexpr ByteRule rule = RowRules<Row>::rules[Rule];
    if constexpr (rule.most <= 1)
        return 0;
    else
        return rule.most - std::to_integer<std::uint32_t>(row[rule.at]);
}

template <class Row, std::size_t... Rule, std::size_t... Word>
constexpr bool in_order(const std::byte* row, std::uint32_t count, std::index_sequence<Rule...>,
                        std::index_sequence<Word...>) {
    std::uint32_t set = 0, below = 0;
    for (; count > 0; --count, row += sizeof(Row)) {
        set |= (wrongly_set<Row, Word>(row) | ...);
        below |= (below_greatest<Row, Rule>(row) | ...);
    }
    return set == 0 && below >> 8 == 0;
}

}  // namespace table_rows

/// Whether no row has a byte that breaks a rule of such rows.
template <class Row>
constexpr bool rows_in_order(const std::byte* rows, std::uint32_t count) {
    static_assert(sizeof(Row) % 4 == 0);
    constexpr std::size_t rules = sizeof RowRules<Row>::rules / sizeof(ByteRule);
    return table_rows::in_order<Row>(rows, count, std::make_index_sequence<rules>(),
                                     std::make_index_sequence<sizeof(Row) / 4>());
}

}  // namespace tenet
