#pragma once

#include "compiler/table.hpp"
#include "tenet/value.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace tenet::compiler {

/// Whether a node may be more than can be computed: a date too far away, a number too large to be exact.
bool leaves_numbers(const Table& table, const std::vector<Range>& ranges, NodeId id);

/// Between what a define must stay, in units of its type.
struct DefineBounds {
    std::int64_t low = 0, high = 0;
    bool undeclared = false;  ///< an output without a type, which still has the form YYYY-MM-DD
};

/// Nothing where a define may be anything; `typeless` asks as if it declared no type.
std::optional<DefineBounds> bounds_of(const Table& table, const TableDefine& define, bool typeless = false);

/// Whether a define stays within its bounds, if it has some.
bool stays_within(const std::optional<DefineBounds>& bounds, const Partial& value);

}  // namespace tenet::compiler
