#include "tests/unit/runtime_oracle.hpp"

#include <gtest/gtest.h>

namespace tenet::testing {
namespace {

TEST(RuntimeKernels, KnownValuesFollowThePlainRules) { EXPECT_EQ(known_difference(), ""); }

TEST(RuntimeKernels, PartialValuesAreTheHullOfAllCompletions) { EXPECT_EQ(partial_difference(), ""); }

TEST(RuntimeKernels, RangesFollowThePartialRulesAndReportOverflow) { EXPECT_EQ(range_difference(), ""); }

TEST(RuntimeKernels, WorkingDaysAndClocksAsCountedDayByDay) { EXPECT_EQ(working_days_difference(), ""); }

TEST(RuntimeKernels, AggregatesAreTheHullOfAllListsThatMayBe) { EXPECT_EQ(lists_difference(), ""); }

TEST(RuntimeKernels, StatusAndVerdictFollowTheirTables) { EXPECT_EQ(rule_difference(), ""); }

TEST(RuntimeKernels, WithoutFlagsNoneIsNotLookedFor) {
    EXPECT_EQ(apply<Code::IsNone>(Operands<Value>{none_value}), 0);
    EXPECT_EQ(apply<Code::Given>(Operands<Value>{7}), 7);
}

TEST(RuntimeKernels, ASpanIsWhatInRangeSays) {
    const Value values[] = {none_value, -value_limit, -3, -2, -1, 0, 1, 2, 3, value_limit};
    for (const Value low : values)
        for (const Value high : values)
            for (const Value x : values) {
                const bool in_range =
                    apply<Code::InRange>(Operands<Value>{x, low, high, 0, b_may_be_none}) != 0;
                EXPECT_EQ(Span(low, high).holds(x), in_range) << low << ' ' << high << ' ' << x;
            }
    EXPECT_FALSE(Span().holds(1));
}

/// A composition of parts on the same operands, as requirements.def words it.
template <class T>
T composed(Code code, const Operands<T>& x) {
    const auto le = [](const T& a, const T& b) {
        return apply<Code::Le>(Operands<T>{a, b, {}, 0, a_may_be_none | b_may_be_none});
    };
    const auto tiered = [](const T& first, const T& b, const T& second) {
        return apply<Code::Or>(Operands<T>{first, apply<Code::And>(Operands<T>{b, second})});
    };
    const T first = constant<T>(first_tier(x.imm)), second = constant<T>(second_tier(x.imm));
    if (code == Code::RequireAtLeast) return le(constant<T>(x.imm), x.a);
    if (code == Code::RequireAtMost) return le(x.a, constant<T>(x.imm));
    if (code == Code::RequireLe) return le(x.a, x.b);
    if (code == Code::RequireTieredAtLeast) return tiered(le(first, x.a), x.b, le(second, x.a));
    if (code == Code::RequireTieredAtMost) return tiered(le(x.a, first), x.b, le(x.a, second));
    if (code == Code::RequireInRange) return apply<Code::InRange>(x);
    return x.a;
}

constexpr Code fused_codes[] = {Code::Require,       Code::RequireAtLeast,       Code::RequireAtMost,
                                Code::RequireLe,     Code::RequireTieredAtLeast, Code::RequireTieredAtMost,
                                Code::RequireInRange};
constexpr std::uint8_t all_flags = a_may_be_none | b_may_be_none | c_may_be_none;

bool second_is_yes_no(Code code) {
    return code == Code::RequireTieredAtLeast || code == Code::RequireTieredAtMost;
}

TEST(RuntimeKernels, FusedOpsEqualTheirPartsOnKnownValues) {
    const Value some[] = {none_value, -2, -1, 0, 1, 2, 3};
    for (const Code code : fused_codes)
        for (const Value imm : {pack_tiers(2, 1), pack_tiers(-1, 0), pack_tiers(1, 2)})
            for (const Value a : some)
                for (const Value b : some)
                    for (const Value c : some) {
                        const bool yes_no =
                            code == Code::Require || (second_is_yes_no(code) && b != 0 && b != 1);
                        if (yes_no && (a < 0 || a > 1)) continue;
                        const Operands<Value> x{a, second_is_yes_no(code) ? b & 1 : b, c, imm, all_flags};
                        ASSERT_EQ(apply(code, x), composed(code, x));
                    }
}

TEST(RuntimeKernels, FusedOpsEqualTheirPartsOnPartialValues) {
    std::vector<Partial> some{surely_none};
    for (Value lo = -1; lo <= 2; ++lo)
        for (Value hi = lo; hi <= 2; ++hi)
            for (const bool or_none : {false, true})
                some.push_back({lo, hi, or_none});
    const Partial yes_no[] = {exactly(0), exactly(1), maybe};
    for (const Code code : fused_codes) {
        if (code == Code::Require) continue;
        for (const Value imm : {Value{1}, pack_tiers(2, 1), pack_tiers(0, 1), pack_tiers(-1, 2)})
            for (const Partial& a : some) {
                for (const Partial& b :
                     second_is_yes_no(code) ? std::vector<Partial>(yes_no, yes_no + 3) : some)
                    for (const Partial& c : some) {
                        const Operands<Partial> x{a, b, c, imm, all_flags};
                        ASSERT_EQ(apply(code, x), composed(code, x));
                    }
            }
    }
}

}  // namespace
}  // namespace tenet::testing
