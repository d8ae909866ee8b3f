#include "tenet/calendar.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace tenet {
namespace {

static_assert(days_from_civil(1900, 1, 1) == 0);
static_assert(days_from_civil(1970, 1, 1) == 25567);
static_assert(days_from_civil(0, 3, 1) == -693901);
static_assert(civil_from_days(-1) == Civil{1899, 12, 31});

/// A date kept by counting day by day, with a leap rule of its own.
struct Counted {
    std::int64_t year, day_number;
    int month, day;

    static bool leap(std::int64_t y) { return y % 400 == 0 || (y % 4 == 0 && y % 100 != 0); }
    static int length(std::int64_t y, int m) {
        constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        return m == 2 && leap(y) ? 29 : lengths[m - 1];
    }
    void next() {
        ++day_number;
        if (++day <= length(year, month)) return;
        day = 1;
        if (++month <= 12) return;
        month = 1;
        ++year;
    }
};

TEST(RuntimeCalendar, DaysAndDatesAgreeWithCountingOverElevenCenturies) {
    Counted at{1500, days_from_civil(1500, 1, 1), 1, 1};
    for (; at.year < 2600; at.next()) {
        ASSERT_EQ(days_from_civil(at.year, at.month, at.day), at.day_number);
        ASSERT_EQ(civil_from_days(at.day_number), (Civil{at.year, at.month, at.day}));
        ASSERT_EQ(days_in_month(at.year, at.month), Counted::length(at.year, at.month));
    }
}

/// Months from 0001-01, and the day on which each begins, by counting; room for shifts on both sides.
class Months {
  public:
    static constexpr std::int64_t first_year = 1880, last_year = 2320;

    Months() {
        std::int64_t day = days_from_civil(first_year, 1, 1);
        for (std::int64_t m = 0; m < count(); ++m) {
            starts_[m] = day;
            day += Counted::length(first_year + m / 12, static_cast<int>(m % 12) + 1);
        }
        starts_[count()] = day;
    }
    /// Day `day` (from 0) of month m, or what it is rounded to.
    std::int64_t day_of(std::int64_t m, int day, bool up) const {
        const std::int64_t length = starts_[m + 1] - starts_[m];
        return day < length ? starts_[m] + day : starts_[m + 1] - (up ? 0 : 1);
    }

  private:
    static constexpr std::int64_t count() { return (last_year - first_year) * 12; }
    std::int64_t starts_[static_cast<std::size_t>((last_year - first_year) * 12 + 1)];
};

TEST(RuntimeCalendar, ShiftsAgreeWithCountingOver400Years) {
    static const Months months;
    for (const int n : {-60, -36, -13, -12, -11, -6, -1, 1, 2, 3, 6, 12, 18, 36, 48, 60}) {
        for (const bool up : {false, true}) {
            Counted at{1900, 0, 1, 1};
            for (; at.year < 2301; at.next()) {
                const std::int64_t m = (at.year - Months::first_year) * 12 + at.month - 1;
                ASSERT_EQ(add_months(at.day_number, n, up), months.day_of(m + n, at.day - 1, up))
                    << at.year << '-' << at.month << '-' << at.day << ' ' << n << ' ' << up;
            }
        }
    }
}

TEST(RuntimeCalendar, EarliestFromIsTheSmallestDayThatReaches) {
    for (const int n : {-36, -1, 1, 2, 3, 11, 12, 13, 36, 48, 60}) {
        for (const bool up : {false, true}) {
            for (std::int64_t day = days_from_civil(1899, 1, 1); day < days_from_civil(2301, 1, 1); ++day) {
                const std::int64_t d = earliest_from(day, n, up);
                ASSERT_TRUE(add_months(d, n, up) >= day && add_months(d - 1, n, up) < day)
                    << day << ' ' << n << ' ' << up;
            }
        }
    }
}

TEST(RuntimeCalendar, ShiftsNeverDecrease) {
    for (const int n : {-1, 1, 12, 13})
        for (const bool up : {false, true})
            for (std::int64_t day = 0; day < 146097; ++day)
                ASSERT_LE(add_months(day, n, up), add_months(day + 1, n, up));
}

TEST(RuntimeCalendar, FarAwayDaysRepeatAfter400Years) {
    for (const std::int64_t cycles : {-9'000'000, -2'000, -1'837, 1'837, 2'000, 123'456, 99'999'999}) {
        const std::int64_t far = cycles * 146097;
        for (std::int64_t day = -3; day < 146097; day += 59) {
            for (const bool up : {false, true}) {
                ASSERT_EQ(add_months(day + far, 13, up), add_months(day, 13, up) + far);
                ASSERT_EQ(add_months(day, 13 + cycles * 4800, up), add_months(day, 13, up) + far);
                ASSERT_EQ(earliest_from(day + far, 13, up), earliest_from(day, 13, up) + far);
                ASSERT_EQ(earliest_from(day, 13 + cycles * 4800, up), earliest_from(day, 13, up) - far);
            }
            const Civil date = civil_from_days(day + far);
            ASSERT_EQ(date.year, civil_from_days(day).year + cycles * 400);
            ASSERT_EQ(days_from_civil(date.year, date.month, date.day), day + far);
        }
    }
}

TEST(RuntimeCalendar, LeapDays) {
    constexpr std::int64_t leap_day = days_from_civil(2024, 2, 29);
    EXPECT_EQ(add_months(leap_day, -36, false), days_from_civil(2021, 2, 28));
    EXPECT_EQ(add_months(leap_day, -36, true), days_from_civil(2021, 3, 1));
    EXPECT_EQ(add_months(leap_day, 48, false), days_from_civil(2028, 2, 29));
    EXPECT_EQ(add_months(leap_day, 912, false), days_from_civil(2100, 2, 28));
    EXPECT_EQ(earliest_from(leap_day, 36, false), days_from_civil(2021, 3, 1));
    EXPECT_EQ(earliest_from(days_from_civil(2021, 3, 1), 12, true), days_from_civil(2020, 2, 29));
}

}  // namespace
}  // namespace tenet
