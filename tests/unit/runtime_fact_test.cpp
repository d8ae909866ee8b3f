#include "tenet/gate.hpp"
#include "tenet/list.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <type_traits>

namespace tenet {
namespace {

enum class Route : std::uint8_t { Upgrade, Renewal, Transfer };
enum class Wide : std::uint16_t { First, Second, Last = 199 };
enum class Widest : std::uint8_t { First, Last = 62 };

}  // namespace

template <>
struct Encoding<Route> : ChoiceEncoding<3> {};
template <>
struct Encoding<Wide> : ChoiceEncoding<200> {};
template <>
struct Encoding<Widest> : ChoiceEncoding<63> {};

namespace {

using Halves = Int<0, 200, 2>;

static_assert(sizeof(Fact<Route>) == 1 && sizeof(Fact<Wide>) == 2 && sizeof(Fact<SetOf<Route>>) == 8);
static_assert(sizeof(Fact<Hours>) == 4 && sizeof(Fact<Halves>) == 4 && sizeof(Fact<Text>) == 16);
static_assert(std::is_assignable_v<Fact<Route>&, Route> && !std::is_assignable_v<Fact<Route>&, Wide>);
static_assert(!std::is_assignable_v<Fact<Route>&, int> && !std::is_assignable_v<Fact<Count>&, Route>);
static_assert(!std::is_assignable_v<Fact<SetOf<Route>>&, Route> &&
              !std::is_assignable_v<Fact<SetOf<Route>>&, int>);
static_assert(!std::is_assignable_v<Fact<Halves>&, Scaled<100>>,
              "what it cannot hold exactly does not compile");
static_assert(!std::is_assignable_v<Fact<Count>&, Scaled<2>> &&
              std::is_assignable_v<Fact<Hours>&, Scaled<2>>);
static_assert(!std::is_assignable_v<Fact<Halves>&, double>);
static_assert(std::has_unique_object_representations_v<Fact<Route>>);

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

TEST(RuntimeFact, NumbersWithAPartAreKeptInUnits) {
    EXPECT_EQ(Fact<Halves>(7).value(), 14);
    EXPECT_EQ(Fact<Halves>(halves(7)).value(), 7);
    EXPECT_EQ(Fact<Hours>(halves(15)).value(), 750);
    EXPECT_EQ(Fact<Hours>(hundredths(7)).value(), 7);
    EXPECT_EQ((Fact<Int<0, 1000000, 1000>>(decimals<1>(75)).value()), 7500);
    EXPECT_EQ(Fact<Halves>(100).value(), 200);
    EXPECT_EQ(Fact<Halves>(101).loaded().state, FactState::OutOfRange);
    EXPECT_EQ(Fact<Halves>(halves(201)).loaded().state, FactState::OutOfRange);
    EXPECT_EQ(Fact<Halves>(INT64_MAX).loaded().state, FactState::OutOfRange);
    EXPECT_EQ(Fact<Halves>(halves(UINT64_MAX)).loaded().state, FactState::OutOfRange);
    EXPECT_EQ(Fact<Halves>(-1).loaded().state, FactState::OutOfRange);
    EXPECT_EQ((Fact<Int<-3, -3, 2>>(halves(-3)).value()), -3);
    EXPECT_EQ((Fact<Int<-3, -3, 2>>(-1).loaded().state), FactState::OutOfRange);
    EXPECT_EQ((Fact<Int<-3, -3, 2>>(-2).loaded().state), FactState::OutOfRange);
}

TEST(RuntimeFact, ChoicesAreTheIndexOfTheirValue) {
    EXPECT_EQ(Fact<Route>(Route::Transfer).value(), 2);
    EXPECT_EQ(Fact<Wide>(Wide::Last).value(), 199);
    EXPECT_EQ(Fact<Route>(static_cast<Route>(3)).loaded().state, FactState::OutOfRange);
    EXPECT_TRUE(FactOrNone<Route>(none).is_none());
    EXPECT_TRUE(Fact<Wide>().is_unknown());
}

TEST(RuntimeFact, SetsAreABitForEachMember) {
    Fact<SetOf<Route>> fact;
    EXPECT_TRUE(fact.is_unknown());
    fact = {Route::Upgrade, Route::Transfer};
    EXPECT_EQ(fact.value(), 5);
    fact = {Route::Renewal};
    EXPECT_EQ(fact.value(), 2);
    fact = empty;
    EXPECT_EQ(fact.loaded(), (Loaded{FactState::Known, 0}));
    SetOf<Route> set;
    set.insert(Route::Renewal);
    EXPECT_TRUE(set.contains(Route::Renewal) && !set.contains(Route::Upgrade));
    fact = set;
    EXPECT_EQ(fact.value(), 2);
    set.erase(Route::Renewal);
    EXPECT_TRUE(set.is_empty() && set == SetOf<Route>(empty));
    fact = SetOf<Route>::of_bits(8);
    EXPECT_EQ(fact.loaded().state, FactState::OutOfRange);
    fact = {static_cast<Route>(200)};
    EXPECT_EQ(fact.loaded().state, FactState::OutOfRange);
    EXPECT_EQ(Fact<SetOf<Widest>>({Widest::Last}).value(), INT64_C(1) << 62);
    EXPECT_EQ(Fact<SetOf<Widest>>(SetOf<Widest>::of_bits(INT64_MAX)).value(), INT64_MAX);
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
    expect_gate<Halves>(100, 101);
    expect_gate<Route>(Route::Renewal, static_cast<Route>(3));
    expect_gate<Wide>(Wide::Last, static_cast<Wide>(200));
    expect_gate<SetOf<Route>>(SetOf<Route>({Route::Renewal}), SetOf<Route>::of_bits(8));
    expect_gate<Text>("known", std::string(4097, 'x').c_str());
}

}  // namespace
}  // namespace tenet
