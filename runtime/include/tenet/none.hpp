#pragma once

#include "tenet/program.hpp"

/// Which ops may give none: one rule, which the validator, the compiler's checks of its table and the tests share.
namespace tenet {

/// The operands, as bits of `Flag`, whose none makes an op's value none.
constexpr std::uint8_t passes_none(Code code) {
    switch (code) {
    case Code::If: return b_may_be_none | c_may_be_none;
    case Code::Add:
    case Code::Sub:
    case Code::WholeMonths: return a_may_be_none | b_may_be_none;
    case Code::Scale:
    case Code::AddMonths:
    case Code::EarliestFrom:
    case Code::AsSet:
    case Code::WorkingIndex:
    case Code::WorkingDayAt: return a_may_be_none;
    case Code::RunTo: return b_may_be_none;
    case Code::Constant:
    case Code::NoneConstant:
    case Code::LoadFact:
    case Code::Given:
    case Code::Each:
    case Code::LoadField:
    case Code::Not:
    case Code::And:
    case Code::Or:
    case Code::Eq:
    case Code::Lt:
    case Code::Le:
    case Code::InRange:
    case Code::IsNone:
    case Code::InSet:
    case Code::Member:
    case Code::WorkingDay:
    case Code::Ahead:
    case Code::Covers:
    case Code::Count:
    case Code::Any:
    case Code::Sum:
    case Code::Latest:
    case Code::Earliest:
    case Code::InOrder:
    case Code::Running:
    case Code::Union:
    case Code::Require:
    case Code::RequireAtLeast:
    case Code::RequireAtMost:
    case Code::RequireLe:
    case Code::RequireTieredAtLeast:
    case Code::RequireTieredAtMost:
    case Code::RequireInRange: return 0;
    }
    return 0;
}

/// Whether an op may give none. `or_none` is what is declared of the fact or field that it loads; `operands` has the bits of
/// `Flag` of those operands that may be none.
constexpr bool may_give_none(Code code, bool or_none, std::uint8_t operands) {
    const bool is_load = code == Code::LoadFact || code == Code::LoadField;
    const bool by_itself = code == Code::NoneConstant || code == Code::Latest || code == Code::Earliest;
    return by_itself || (is_load && or_none) || (passes_none(code) & operands) != 0;
}

/// The operands, as bits of `Flag`, that may never be none: the yes/no that an op reads as one, the first of InOrder, and
/// of clocks all but where they go on.
constexpr std::uint8_t refuses_none(Code code) {
    switch (code) {
    case Code::Not:
    case Code::If:
    case Code::Count:
    case Code::Any:
    case Code::Sum:
    case Code::Latest:
    case Code::Earliest:
    case Code::InOrder:
    case Code::Union:
    case Code::Require: return a_may_be_none;
    case Code::And:
    case Code::Or:
    case Code::Ahead: return a_may_be_none | b_may_be_none;
    case Code::Running:
    case Code::RunTo: return a_may_be_none | c_may_be_none | d_may_be_none;
    case Code::RequireTieredAtLeast:
    case Code::RequireTieredAtMost: return b_may_be_none;
    case Code::Constant:
    case Code::NoneConstant:
    case Code::LoadFact:
    case Code::Given:
    case Code::Each:
    case Code::LoadField:
    case Code::Eq:
    case Code::Lt:
    case Code::Le:
    case Code::InRange:
    case Code::IsNone:
    case Code::Add:
    case Code::Sub:
    case Code::Scale:
    case Code::AddMonths:
    case Code::EarliestFrom:
    case Code::InSet:
    case Code::Member:
    case Code::WholeMonths:
    case Code::WorkingDay:
    case Code::WorkingIndex:
    case Code::WorkingDayAt:
    case Code::Covers:
    case Code::AsSet:
    case Code::RequireAtLeast:
    case Code::RequireAtMost:
    case Code::RequireLe:
    case Code::RequireInRange: return 0;
    }
    return 0;
}

}  // namespace tenet
