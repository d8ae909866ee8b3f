#pragma once

#include "compiler/typed.hpp"

#include <cstdint>
#include <vector>

/// When the values of a policy are needed: not behind a condition that does not hold.
namespace tenet::compiler {

/// Something that is counted by a calendar.
struct CalendarUse {
    typed::ExprId expr;
    std::uint32_t list =
        typed::no_index;  ///< the list at whose records it stands; none if it stands outside of all
    typed::ExprId need;  ///< the condition, at that place, under which its value is needed; invalid if always
};

/// All that are counted by calendars, each once for each list that it is asked of, with the conditions; what these are made of is
/// added to the module. A value is needed where an output, an assume, or a condition that a verdict rests on reads it, in the branch
/// or case that is chosen. `and` and `or` need both sides, whatever one of them is.
std::vector<CalendarUse> calendar_uses(typed::Module& module);

/// `and`, or `or`, of all, in halves, so that it is no deeper than it must be; at least one.
typed::ExprId join_all(typed::Module& module, typed::Kind connective, const std::vector<typed::ExprId>& all);
/// A yes/no that no author wrote; without a place.
typed::ExprId add_condition(typed::Module& module, typed::Kind kind, typed::ExprId a, typed::ExprId b = {});

}  // namespace tenet::compiler
