#include "tests/unit/runtime_sample.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace tenet::testing {
namespace {

constexpr Value on(std::int64_t year, std::int32_t month, std::int32_t day) {
    return days_from_civil(year, month, day);
}

Explanation why(const Auditor::Facts& facts, std::uint32_t requirement) {
    return explain(Auditor{}, facts, decide<Auditor, 0>(facts))[requirement].why();
}

TEST(RuntimeExplain, AWindowSaysWhatItNeedsHowFarOffAndWhenItWouldHold) {
    const Explanation expired = why({.applied_on = date(2023, 5, 1), .exam = date(2018, 4, 28)}, 0);
    EXPECT_EQ(expired.shape, Shape::Window);
    EXPECT_EQ(expired.type.kind, ValueKind::Date);
    EXPECT_EQ(expired.actual, exactly(on(2018, 4, 28)));
    EXPECT_EQ(expired.needed, exactly(on(2018, 5, 1)));
    EXPECT_EQ(expired.needed_high, exactly(on(2023, 5, 1)));
    EXPECT_EQ(expired.shortfall, exactly(3));
    EXPECT_TRUE(expired.has_from && expired.has_until);
    EXPECT_EQ(expired.from, on(2018, 4, 28));
    EXPECT_EQ(expired.until, on(2023, 4, 28));
    EXPECT_EQ(why({.applied_on = date(2018, 4, 26), .exam = date(2018, 4, 28)}, 0).shortfall, exactly(2))
        << "early";
    EXPECT_EQ(why({.applied_on = date(2018, 4, 28), .exam = date(2018, 4, 28)}, 0).shortfall, exactly(0));
}

TEST(RuntimeExplain, FromAndUntilAreTheFirstAndLastDaysThatHold) {
    for (Value day = on(2019, 12, 28); day < on(2024, 3, 3); ++day) {
        const FactOrNone<Date> exam = Date{static_cast<std::int32_t>(day)};
        const auto holds = [&](Value today) {
            const Auditor::Facts facts{
                .applied_on = Date{static_cast<std::int32_t>(today)}, .exam = exam, .audits = 4};
            return decide<Auditor, 0>(facts).verdict != Verdict::Ineligible;
        };
        const Explanation e = why({.applied_on = date(2023, 5, 1), .exam = exam}, 0);
        ASSERT_TRUE(e.has_from && e.has_until && holds(e.from) && holds(e.until));
        ASSERT_FALSE(holds(e.from - 1) || holds(e.until + 1)) << day;
    }
}

TEST(RuntimeExplain, UnknownDatesGiveRangesAndNoDays) {
    const Explanation e = why({.applied_on = date(2023, 5, 1)}, 0);
    EXPECT_EQ(e.actual, (Partial{0, last_day, true}));
    EXPECT_EQ(e.shortfall, (Partial{0, last_day - on(2023, 5, 1), true}));
    EXPECT_FALSE(e.has_from || e.has_until);
    const Explanation never = why({.applied_on = date(2023, 5, 1), .exam = none}, 0);
    EXPECT_EQ(never.actual, surely_none);
    EXPECT_EQ(never.shortfall, surely_none);
    EXPECT_FALSE(never.has_from || never.has_until);
    EXPECT_TRUE(why({.exam = date(2018, 5, 1)}, 0).has_until) << "all that counts is known";
}

TEST(RuntimeExplain, TiersNeedWhatNowApplies) {
    EXPECT_EQ(why({.audits = 2, .extension = true}, 1).needed, exactly(3));
    EXPECT_EQ(why({.audits = 2, .extension = true}, 1).shortfall, exactly(1));
    EXPECT_EQ(why({.audits = 2, .extension = false}, 1).needed, exactly(4));
    EXPECT_EQ(why({.audits = 2, .extension = false}, 1).shortfall, exactly(2));
    EXPECT_EQ(why({.audits = 2}, 1).needed, (Partial{3, 4, false}));
    EXPECT_EQ(why({.audits = 2}, 1).shortfall, (Partial{1, 2, false}));
    EXPECT_EQ(why({.audits = 9}, 1).shortfall, exactly(0));
    EXPECT_EQ(why({.extension = false}, 1).shortfall, (Partial{0, 4, false}));
    EXPECT_EQ(why({.audits = 2}, 1).shape, Shape::AtLeast);
    EXPECT_EQ(why({.audits = 2}, 1).type.kind, ValueKind::Count);
    EXPECT_FALSE(why({.applied_on = date(2023, 5, 1), .audits = 2}, 1).has_until);
}

TEST(RuntimeExplain, ReasonsNameTheirRequirement) {
    const Auditor::Facts facts{.applied_on = date(2023, 5, 1), .exam = none, .audits = 2, .extension = true};
    const auto reasons = explain(Auditor{}, facts, decide<Auditor, 0>(facts));
    int failed = 0;
    for (const Reason& reason : reasons)
        failed += reason.status() == Status::Failed ? 1 : 0;
    EXPECT_EQ(failed, 2);
    EXPECT_STREQ(reasons[0].id(), "exam");
    EXPECT_STREQ(reasons[1].name(), "audits");
    EXPECT_STREQ(reasons[1].label(Lang::zh), "次数");
    EXPECT_STREQ(reasons[1].label(Lang::en), "Times");
    EXPECT_STREQ(reasons[1].message(Lang::en), "次数") << "falls back to the language there is";
    EXPECT_STREQ(reasons[0].message(Lang::en), "");
    const Auditor::Facts bad{.audits = -1};
    EXPECT_EQ(explain(Auditor{}, bad, decide<Auditor, 0>(bad)).size(), 0U);
}

/// Programs of a few ops over a date today (as of), a date, a count and a yes/no, explained by hand.
struct Small {
    static constexpr FactSpec facts[] = {
        fact_spec(ValueKind::Date, false, 0, last_day), fact_spec(ValueKind::Date, true, 0, last_day),
        fact_spec(ValueKind::Count, false, 0, 100),     fact_spec(ValueKind::YesNo, false, 0, 1),
        fact_spec(ValueKind::YesNo, false, 0, 1),
    };
    Op ops[24] = {
        {Code::LoadFact, 0, day, 0, 0, 0},   {Code::LoadFact, 0, day, 0, 0, 1},
        {Code::LoadFact, 0, count, 0, 0, 2}, {Code::LoadFact, 0, yes, 0, 0, 3},
        {Code::LoadFact, 0, yes, 0, 0, 4},
    };
    std::uint32_t size = 5;

    std::uint16_t type_of(Code code, std::uint16_t a, std::uint16_t b) const {
        if (gives_yes_no(code)) return yes;
        if (code == Code::Constant) return count;
        if (code == Code::If) return ops[b].type;
        return code == Code::Sub && ops[b].type == day ? days : ops[a].type;
    }

    std::uint16_t add(Code code, std::uint16_t a, std::uint16_t b = 0, std::int64_t imm = 0,
                      std::uint8_t flags = 0) {
        flags = static_cast<std::uint8_t>(flags | a_may_be_none | b_may_be_none | c_may_be_none);
        ops[size] = {code, flags, type_of(code, a, b), a, b, imm};
        return static_cast<std::uint16_t>(size++);
    }

    /// Explains the last op added.
    Explanation explained(const Loaded (&loaded)[5]) const {
        Program program = with_as_of(program_of(ops, size - 1, facts, plain_types), 0, 0);
        program.op_count = size;
        Partial registers[24] = {};
        std::uint8_t register_marks[24] = {};
        run<Partial>(program, LoadedFacts{loaded}, registers, nullptr);
        mark_registers(program, register_marks);
        return explain_op({program, registers, register_marks}, ops[size - 1]);
    }
};

constexpr Loaded known(Value v) { return {FactState::Known, v}; }
constexpr Loaded unknown{};

TEST(RuntimeExplain, TimeSinceIsAskedOfTheDate) {
    Small since;  // today < date + 12 months
    since.add(Code::Lt, 0, since.add(Code::AddMonths, 1, 0, 12));
    since.add(Code::Require, 6);
    const Explanation e =
        since.explained({known(on(2023, 5, 1)), known(on(2022, 4, 28)), unknown, unknown, unknown});
    EXPECT_EQ(e.shape, Shape::AtLeast);
    EXPECT_EQ(e.type.kind, ValueKind::Date);
    EXPECT_EQ(e.actual, exactly(on(2022, 4, 28)));
    EXPECT_EQ(e.needed, exactly(on(2022, 5, 2)));
    EXPECT_EQ(e.shortfall, exactly(4));
    EXPECT_TRUE(e.has_until && !e.has_from);
    EXPECT_EQ(e.until, on(2023, 4, 27));

    Small past;  // date + 12 months <= today
    past.add(Code::RequireLe, past.add(Code::AddMonths, 1, 0, 12), 0);
    const Explanation p =
        past.explained({known(on(2023, 5, 1)), known(on(2022, 5, 3)), unknown, unknown, unknown});
    EXPECT_EQ(p.shape, Shape::AtMost);
    EXPECT_EQ(p.needed, exactly(on(2022, 5, 1)));
    EXPECT_EQ(p.shortfall, exactly(2));
    EXPECT_TRUE(p.has_from && !p.has_until);
    EXPECT_EQ(p.from, on(2023, 5, 3));
}

TEST(RuntimeExplain, ForwardWindowsEndWhereThePeriodEnds) {
    Small lasts;  // date lasts 12 months from 29 February, rounded down
    const std::uint16_t low = lasts.add(Code::EarliestFrom, 0, 0, 12);
    lasts.add(Code::RequireInRange, 1, low, 0);
    const Explanation e =
        lasts.explained({known(on(2024, 3, 5)), known(on(2024, 2, 29)), unknown, unknown, unknown});
    EXPECT_EQ(e.from, on(2024, 2, 29));
    EXPECT_EQ(e.until, on(2025, 2, 28));

    Small days;  // within 90 days
    const std::uint16_t ninety = days.add(Code::Constant, 0, 0, -90);
    days.add(Code::RequireInRange, 1, days.add(Code::Add, 0, ninety), 0);
    EXPECT_EQ(days.explained({unknown, known(on(2024, 2, 29)), unknown, unknown, unknown}).until,
              on(2024, 5, 29));
}

TEST(RuntimeExplain, OtherThingsThatMoveOrAreUnknownGiveNoDays) {
    Small around;  // date between today - 1 month and another day that depends on today too
    const std::uint16_t low = around.add(Code::AddMonths, 0, 0, -1);
    const std::uint16_t choice = around.add(Code::If, 3, 0, 1);
    around.add(Code::RequireInRange, choice, low, 0);
    const Loaded facts[] = {known(on(2023, 5, 1)), known(on(2023, 4, 1)), unknown, known(0), unknown};
    EXPECT_FALSE(around.explained({facts[0], facts[1], facts[2], facts[3], facts[4]}).has_from);

    Small fixed;  // today in a fixed window
    const std::uint16_t first = fixed.add(Code::Constant, 0, 0, on(2023, 1, 1));
    const std::uint16_t last = fixed.add(Code::Constant, 0, 0, on(2023, 3, 31));
    fixed.add(Code::RequireInRange, 0, first, last);
    const Explanation e = fixed.explained({known(on(2023, 5, 1)), unknown, unknown, unknown, unknown});
    EXPECT_EQ(e.from, on(2023, 1, 1));
    EXPECT_EQ(e.until, on(2023, 3, 31));
    EXPECT_EQ(e.shortfall, exactly(31));
}

TEST(RuntimeExplain, ThresholdsOnDatesSayWhenTheAsOfDayReachesThem) {
    Small after;
    after.add(Code::RequireAtLeast, 0, 0, on(2023, 6, 1));
    const Explanation e = after.explained({known(on(2023, 5, 1)), unknown, unknown, unknown, unknown});
    EXPECT_EQ(e.shortfall, exactly(31));
    EXPECT_TRUE(e.has_from && !e.has_until);
    EXPECT_EQ(e.from, on(2023, 6, 1));
}

TEST(RuntimeExplain, AtMostCountsWhatIsTooMuch) {
    Small most;
    most.add(Code::RequireAtMost, 2, 0, 3);
    EXPECT_EQ(most.explained({unknown, unknown, known(5), unknown, unknown}).shortfall, exactly(2));
    EXPECT_EQ(most.explained({unknown, unknown, unknown, unknown, unknown}).shortfall,
              (Partial{0, 97, false}));
    EXPECT_EQ(most.explained({unknown, unknown, known(1), unknown, unknown}).shape, Shape::AtMost);
}

TEST(RuntimeExplain, AThresholdThatConditionsChooseIsWhatIsNeeded) {
    const auto chosen = [](Small& small) {  // if yes3 then 10 else 15
        const std::uint16_t ten = small.add(Code::Constant, 0, 0, 10),
                            fifteen = small.add(Code::Constant, 0, 0, 15);
        return small.add(Code::If, 3, ten, fifteen);
    };
    Small least;  // the threshold comes first in the normal form of `count >= threshold`
    const std::uint16_t low = chosen(least);
    least.add(Code::RequireLe, low, 2);
    const Explanation e = least.explained({unknown, unknown, known(12), known(0), unknown});
    EXPECT_EQ(e.shape, Shape::AtLeast);
    EXPECT_EQ(e.actual, exactly(12));
    EXPECT_EQ(e.needed, exactly(15));
    EXPECT_EQ(e.shortfall, exactly(3));
    EXPECT_EQ(least.explained({unknown, unknown, known(12), unknown, unknown}).needed,
              (Partial{10, 15, false}));

    Small most;
    const std::uint16_t high = chosen(most);
    most.add(Code::RequireLe, 2, high);
    const Explanation over = most.explained({unknown, unknown, known(12), known(1), unknown});
    EXPECT_EQ(over.shape, Shape::AtMost);
    EXPECT_EQ(over.actual, exactly(12));
    EXPECT_EQ(over.needed, exactly(10));
    EXPECT_EQ(over.shortfall, exactly(2));

    Small less;  // threshold < count
    const std::uint16_t below = chosen(less);
    less.add(Code::Require, less.add(Code::Lt, below, 2));
    EXPECT_EQ(less.explained({unknown, unknown, known(12), known(0), unknown}).needed, exactly(16));
}

TEST(RuntimeExplain, EqualityAndOtherConditions) {
    Small equal;
    const std::uint16_t seven = equal.add(Code::Constant, 0, 0, 7);
    equal.add(Code::Require, equal.add(Code::Eq, seven, 2));
    const Explanation e = equal.explained({unknown, unknown, known(5), unknown, unknown});
    EXPECT_EQ(e.shape, Shape::Equal);
    EXPECT_EQ(e.actual, exactly(5));
    EXPECT_EQ(e.needed, exactly(7));
    EXPECT_EQ(e.shortfall, surely_none);

    Small plain;
    plain.add(Code::Require, 3);
    EXPECT_EQ(plain.explained({unknown, unknown, unknown, known(1), unknown}), Explanation{});
    Small both;
    both.add(Code::Require, both.add(Code::And, 3, 4));
    EXPECT_EQ(both.explained({unknown, unknown, unknown, known(1), unknown}).shape, Shape::Other);
}

TEST(RuntimeExplain, LongerChainsOfAlternativesCountToo) {
    Small chain;  // count >= 5 or 4 with yes3 or 2 with yes4
    const auto at_least = [&](Value n) { return chain.add(Code::Le, chain.add(Code::Constant, 0, 0, n), 2); };
    const std::uint16_t five = at_least(5);
    const std::uint16_t four = chain.add(Code::And, 3, at_least(4));
    const std::uint16_t two = chain.add(Code::And, at_least(2), 4);
    chain.add(Code::Require, chain.add(Code::Or, chain.add(Code::Or, four, five), two));
    const auto needed = [&](Loaded a, Loaded b) {
        return chain.explained({unknown, unknown, known(1), a, b}).needed;
    };
    EXPECT_EQ(needed(known(0), known(0)), exactly(5));
    EXPECT_EQ(needed(known(1), known(0)), exactly(4));
    EXPECT_EQ(needed(known(1), known(1)), exactly(2));
    EXPECT_EQ(needed(unknown, known(0)), (Partial{4, 5, false}));
    EXPECT_EQ(needed(known(1), unknown), (Partial{2, 4, false}));
    EXPECT_EQ(needed(unknown, known(1)), exactly(2));
    EXPECT_EQ(chain.explained({unknown, unknown, known(1), known(1), known(0)}).shortfall, exactly(3));

    for (const bool date_first : {true, false}) {  // count >= 5 or 4 with date >= 7 or 2 with yes4
        Small dated;
        const auto reach = [&](Value n, std::uint16_t x) {
            return dated.add(Code::Le, dated.add(Code::Constant, 0, 0, n), x);
        };
        const std::uint16_t late = reach(7, 0), more = reach(4, 2), most = reach(5, 2);
        const std::uint16_t both = dated.add(Code::And, date_first ? late : more, date_first ? more : late);
        const std::uint16_t least = dated.add(Code::And, reach(2, 2), 4);
        dated.add(Code::Require, dated.add(Code::Or, dated.add(Code::Or, both, most), least));
        EXPECT_EQ(dated.explained({known(7), unknown, known(1), unknown, known(0)}).needed, exactly(4));
        EXPECT_EQ(dated.explained({known(6), unknown, known(1), unknown, known(0)}).needed, exactly(5));
        EXPECT_EQ(dated.explained({unknown, unknown, known(1), unknown, known(1)}).needed, exactly(2));
    }

    Small without;  // only under a condition: nothing is needed for sure
    const std::uint16_t threshold = without.add(Code::Le, without.add(Code::Constant, 0, 0, 5), 2);
    const std::uint16_t one = without.add(Code::And, threshold, 3);
    without.add(Code::Require, without.add(Code::Or, one, without.add(Code::And, threshold, 4)));
    EXPECT_EQ(without.explained({unknown, unknown, known(1), known(1), known(0)}).shape, Shape::Other);
}

}  // namespace
}  // namespace tenet::testing
