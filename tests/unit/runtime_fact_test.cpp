#include "tenet/gate.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <type_traits>

namespace tenet {
namespace {

static_assert(sizeof(Fact<Date>) == 4 && sizeof(Fact<bool>) == 1 && sizeof(Fact<Count>) == 4);
static_assert(sizeof(Fact<Int<-1000000000, 1000000000>>) == 4, "biased by its lower end");
static_assert(sizeof(Fact<Int<0, INT64_C(1) << 40>>) == 8);

static_assert(std::is_assignable_v<FactOrNone<Date>&, NoneTag>);
static_assert(!std::is_assignable_v<Fact<Date>&, NoneTag>, "none only where the policy says so");
static_assert(!std::is_assignable_v<Fact<bool>&, int> && !std::is_assignable_v<Fact<bool>&, const char*>);
static_assert(!std::is_assignable_v<Fact<Count>&, bool> && !std::is_assignable_v<Fact<Count>&, char>);
static_assert(!std::is_assignable_v<Fact<Count>&, double> && !std::is_assignable_v<Fact<Count>&, Date>);
static_assert(!std::is_assignable_v<Fact<Date>&, int>);
static_assert(std::is_assignable_v<FactOrNone<Date>&, Fact<Date>>);
static_assert(!std::is_assignable_v<Fact<Date>&, FactOrNone<Date>>);
static_assert(std::is_trivially_copyable_v<Fact<Date>> &&
              std::is_nothrow_default_constructible_v<Fact<Date>>);

TEST(RuntimeFact, StartsUnknown) {
    EXPECT_TRUE(Fact<Date>().is_unknown());
    EXPECT_EQ(Fact<Date>().raw(), 0x80000000U);
    EXPECT_EQ(Fact<bool>().raw(), 0x80U);
    EXPECT_EQ(FactOrNone<Date>(none).raw(), 0x80000001U);
    EXPECT_EQ(FactOrNone<bool>(none).raw(), 0x81U);
}

TEST(RuntimeFact, KeepsValuesAndNoticesThoseOutOfRange) {
    using Points = Fact<Int<-5, 5>>;
    EXPECT_EQ(Points(-5).value(), -5);
    EXPECT_EQ(Points(5).loaded(), (Loaded{FactState::Known, 5}));
    EXPECT_EQ(Points(6).loaded().state, FactState::OutOfRange);
    EXPECT_EQ(Points(-6).loaded().state, FactState::OutOfRange);
    EXPECT_EQ(Points(UINT64_MAX).loaded().state, FactState::OutOfRange);
    EXPECT_EQ(Points(INT64_MIN).loaded().state, FactState::OutOfRange);
    EXPECT_EQ(Fact<Count>(1000000U).value(), 1000000);
    EXPECT_EQ((Fact<Int<-(INT64_C(1) << 50), 0>>(-(INT64_C(1) << 50)).value()), -(INT64_C(1) << 50));
}

TEST(RuntimeFact, DatesThatDoNotExistAreUnknown) {
    EXPECT_TRUE(Date::from(2023, 2, 30).is_unknown());
    EXPECT_TRUE(Date::from(2023, 13, 1).is_unknown());
    EXPECT_TRUE(Date::from(2023, 0, 1).is_unknown());
    EXPECT_TRUE(Date::from(2023, 1, 0).is_unknown());
    EXPECT_EQ(Date::from(2024, 2, 29), Fact<Date>(date(2024, 2, 29)));
    EXPECT_EQ(Date::from(2200, 1, 1).loaded().state, FactState::OutOfRange);
    EXPECT_EQ(Date::from(1899, 12, 31).loaded().state, FactState::OutOfRange);
    EXPECT_EQ(Date::from(2199, 12, 31).loaded().state, FactState::Known);
    EXPECT_EQ(Date::from(INT64_MAX, 12, 31).loaded().state, FactState::OutOfRange);
}

TEST(RuntimeFact, ConvertsToTheSameFactOrNone) {
    const FactOrNone<Date> known = Fact<Date>(date(2024, 2, 29)), unknown = Fact<Date>();
    EXPECT_EQ(known.value(), days_from_civil(2024, 2, 29));
    EXPECT_TRUE(unknown.is_unknown());
    using Narrow = Fact<DateIn<100, 200>>;
    EXPECT_EQ(Narrow(Fact<Date>(Date{200})).value(), 200);
    EXPECT_EQ(Narrow(Fact<Date>(Date{201})).loaded().state, FactState::OutOfRange);
    EXPECT_EQ(Narrow(Date{99}).loaded().state, FactState::OutOfRange);
}

template <class F>
bool opens(const F& fact) {
    GateWords words;
    words.add(gate_bits(fact));
    return words.open();
}

template <class F>
bool is_refusal(const F& fact) {
    GateWords words;
    words.add(refusal_bits(fact));
    return !words.open();
}

/// Every state of one type of fact at the gate.
template <class T, class V>
void expect_gate(V good, V bad) {
    EXPECT_FALSE(opens(Fact<T>()));
    EXPECT_TRUE(opens(Fact<T>(good)));
    EXPECT_FALSE(opens(FactOrNone<T>()));
    EXPECT_TRUE(opens(FactOrNone<T>(good)));
    EXPECT_TRUE(opens(FactOrNone<T>(none)));
    EXPECT_FALSE(is_refusal(Fact<T>()));
    EXPECT_FALSE(is_refusal(FactOrNone<T>(none)));
    EXPECT_FALSE(is_refusal(Fact<T>(good)));
    if (good == bad) return;
    EXPECT_FALSE(opens(Fact<T>(bad)));
    EXPECT_FALSE(opens(FactOrNone<T>(bad)));
    EXPECT_TRUE(is_refusal(FactOrNone<T>(bad)));
}

TEST(RuntimeFact, TheGateLetsKnownAndLegallyNoneThrough) {
    expect_gate<Date>(Date{7}, Date{-1});
    expect_gate<Date>(Date{8}, Date{INT32_MAX});
    expect_gate<bool>(true, true);
    expect_gate<bool>(false, false);
    expect_gate<Count>(3, -1);
    expect_gate<Count>(4, 1000001);
    expect_gate<Int<-9, 9>>(-9, 10);
    expect_gate<Int<0, value_limit>>(value_limit, value_limit + 1);
}

}  // namespace
}  // namespace tenet
