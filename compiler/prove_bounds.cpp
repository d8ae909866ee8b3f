#include "compiler/prove_bounds.hpp"

#include "compiler/intervals.hpp"
#include "tenet/calendar.hpp"
#include "tenet/kernels.hpp"

#include <algorithm>

// What values may be at most: the numbers that are exact, and what a define declares.

namespace tenet::compiler {

using typed::Base;

bool leaves_numbers(const Table& table, const std::vector<Range>& ranges, NodeId id) {
    const Node& node = table.at(id);
    const Range& range = ranges[id.index()];
    const Partial& value = range.value;
    if (node.base == Base::Date && may_be_value(value) &&
        (value.lo < -furthest_day || value.hi > furthest_day))
        return true;
    const bool number = node.op == Code::Constant && node.base != Base::Set;
    return range.overflow || (number && (node.imm < -value_limit || node.imm > value_limit));
}

std::optional<DefineBounds> bounds_of(const Table& table, const TableDefine& define, bool typeless) {
    const typed::Type& type = define.type;
    const bool bounded = type.base == Base::Count || type.base == Base::Date || type.base == Base::Number ||
                         type.base == Base::Days || type.base == Base::Hours;
    if (!bounded) return std::nullopt;
    const bool undeclared = typeless || (type.base == Base::Date && (type.low < 0 || type.high > last_date));
    if (!undeclared) return DefineBounds{type.low, type.high, false};
    const bool output = std::any_of(table.outputs.begin(), table.outputs.end(),
                                    [&](const TableOutput& each) { return each.id == define.id; });
    if (type.base != Base::Date || !output) return std::nullopt;
    return DefineBounds{days_from_civil(1, 1, 1), days_from_civil(9999, 12, 31), true};
}

bool stays_within(const std::optional<DefineBounds>& bounds, const Partial& value) {
    return !bounds || !may_be_value(value) || (value.lo >= bounds->low && value.hi <= bounds->high);
}

}  // namespace tenet::compiler
