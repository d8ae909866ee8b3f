#include "tenet/batch_table.hpp"
#include "tenet/decide.hpp"
#include "tests/unit/runtime_sample.hpp"

#include <cstring>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <utility>
#include <vector>

namespace tenet::testing::batch_decide_test {
namespace {

/// Fewer than any vector has lanes, as many as one has, and beside them.
constexpr std::size_t row_counts[] = {0, 1, 3, 4, 5, 7, 8, 9, 17, 1000};

/// How often, of a hundred, a fact is unknown and how often it is out of range.
struct Kind {
    unsigned unknown, bad;
};
constexpr Kind kinds[] = {{0, 0}, {5, 0}, {0, 1}, {30, 2}};

class Dice {
  public:
    Value between(Value low, Value high) {
        return low + static_cast<Value>(engine_() % static_cast<std::uint64_t>(high - low + 1));
    }
    bool percent(unsigned chance) { return engine_() % 100 < chance; }

  private:
    std::mt19937_64 engine_{20250101};
};

void draw(Dice& dice, Fact<bool>& fact) { fact = dice.percent(50); }
void draw(Dice& dice, Fact<Date>& fact) {
    fact = Date{static_cast<std::int32_t>(dice.between(43000, 47000))};
}
void draw(Dice& dice, FactOrNone<Date>& fact) {
    fact = Date{static_cast<std::int32_t>(dice.between(41000, 47000))};
    if (dice.percent(10)) fact = none;
}
template <std::int64_t Low, std::int64_t High>
void draw(Dice& dice, Fact<Int<Low, High>>& fact) {
    fact = dice.between(Low, High < 10 ? High : 10);
}
template <std::int64_t Low, std::int64_t High>
void draw(Dice& dice, FactOrNone<Int<Low, High>>& fact) {
    fact = dice.between(Low, High);
    if (dice.percent(20)) fact = none;
}

template <class F>
void make_bad(F&) {}
template <std::int64_t Low, std::int64_t High>
void make_bad(Fact<Int<Low, High>>& fact) {
    fact = High + 1;
}
void make_bad(Fact<Date>& fact) { fact = Date{-1}; }

template <class F>
void draw(Dice& dice, const Kind& kind, const F& constant) {
    F& fact = const_cast<F&>(constant);  // the traits give what the test owns as constant
    draw(dice, fact);
    if (dice.percent(kind.unknown)) fact = {};
    if (dice.percent(kind.bad)) make_bad(fact);
}

template <class Traits, std::uint32_t... K>
std::vector<typename Traits::Facts> applicants(const Kind& kind, std::size_t count,
                                               std::integer_sequence<std::uint32_t, K...>) {
    Dice dice;
    std::vector<typename Traits::Facts> all(count);
    for (typename Traits::Facts& facts : all)
        (draw(dice, kind, Traits::template fact<K>(facts)), ...);
    return all;
}

/// The columns of facts; words so that they are aligned.
template <class Traits>
struct FactColumns {
    using Facts = typename Traits::Facts;

    std::vector<std::vector<std::uint64_t>> columns;
    std::vector<const void*> facts;

    explicit FactColumns(const std::vector<Facts>& rows) {
        add(rows, std::make_integer_sequence<std::uint32_t, Traits::program.fact_count>{});
    }

  private:
    template <std::uint32_t... K>
    void add(const std::vector<Facts>& rows, std::integer_sequence<std::uint32_t, K...>) {
        columns.reserve(sizeof...(K));
        (add_one<K>(rows), ...);
    }
    template <std::uint32_t K>
    void add_one(const std::vector<Facts>& rows) {
        std::vector<std::uint64_t>& column = columns.emplace_back(rows.size() + 1);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto raw = Traits::template fact<K>(rows[i]).raw();
            EXPECT_EQ(sizeof(raw), batch::raw_bytes(Traits::program.facts[K]));
            std::memcpy(reinterpret_cast<char*>(column.data()) + i * sizeof(raw), &raw, sizeof(raw));
        }
        facts.push_back(column.data());
    }
};

template <class Traits, std::uint32_t D>
void compare(const std::vector<typename Traits::Facts>& rows, batch::Target target) {
    const FactColumns<Traits> columns(rows);
    const batch::Plan& plan = batch::plan_of<Traits, D>;
    ASSERT_EQ(plan.level, batch::Level::Split);
    const std::uint32_t bytes = batch::mask_bytes(plan.spec().requirement_count);
    std::vector<Verdict> verdicts(rows.size());
    std::vector<std::uint8_t> failed(bytes * rows.size()), unknown(failed), applicable(failed);
    const batch::Columns facts{columns.facts.data()};
    batch::decide<Traits, D>(facts, rows.size(),
                             {verdicts.data(), failed.data(), unknown.data(), applicable.data()}, target);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto wanted = decide<Traits, D>(rows[i]);
        ASSERT_EQ(verdicts[i], wanted.verdict) << "row " << i << " of " << rows.size();
        for (std::uint32_t byte = 0; byte < bytes; ++byte) {
            const std::size_t place = byte * rows.size() + i;
            const auto of = [byte](std::uint64_t mask) {
                return static_cast<std::uint8_t>(mask >> (8 * byte));
            };
            ASSERT_EQ(failed[place], of(wanted.failed[0])) << "row " << i;
            ASSERT_EQ(unknown[place], of(wanted.unknown[0])) << "row " << i;
            ASSERT_EQ(applicable[place], of(wanted.applicable[0])) << "row " << i;
        }
    }
    // Without masks, in two parts, and by the table: the memory need not be aligned.
    std::vector<Verdict> alone(rows.size()), by_table(rows.size());
    const std::size_t half = rows.size() / 2;
    batch::decide<Traits, D>(facts, rows.size(), {0, half}, {alone.data()}, target);
    batch::decide<Traits, D>(facts, rows.size(), {half, rows.size() - half}, {alone.data()}, target);
    EXPECT_EQ(alone, verdicts);
    const std::unique_ptr<std::byte[]> scratch(new std::byte[batch::scratch_bytes(plan) + 1]);
    batch::decide(plan, facts, rows.size(), {0, rows.size()}, {by_table.data()}, scratch.get() + 1, target);
    EXPECT_EQ(by_table, verdicts);
}

template <class Traits, std::uint32_t D>
void compare_all() {
    for (const Kind& kind : kinds)
        for (const std::size_t count : row_counts) {
            const auto rows = applicants<Traits>(
                kind, count, std::make_integer_sequence<std::uint32_t, Traits::program.fact_count>{});
            for (int target = 0; target <= static_cast<int>(batch::best_target()); ++target)
                compare<Traits, D>(rows, static_cast<batch::Target>(target));
            ASSERT_FALSE(::testing::Test::HasFatalFailure())
                << count << " rows, " << kind.unknown << " % unknown, " << kind.bad << " % out of range";
        }
}

TEST(BatchDecide, TheSampleAsRowByRow) { compare_all<Auditor, 0>(); }
TEST(BatchDecide, EveryOperatorAsRowByRow) {
    compare_all<Everything, 0>();
    compare_all<Everything, 1>();
    compare_all<Everything, 2>();
    compare_all<Everything, 3>();
}

TEST(BatchDecide, AValueBeyondItsRangeIsRefused) {
    const std::uint32_t applied[] = {45000, 45000, 200000}, exam[] = {44000, 44000, 44000};
    const std::uint32_t audits[] = {4, 1000001, 4};
    const std::uint8_t extension[] = {0, 0, 0};
    const void* const facts[] = {applied, exam, audits, extension};
    Verdict verdicts[3] = {};
    std::uint8_t failed[3] = {9, 9, 9};
    batch::decide<Auditor, 0>({facts}, 3, {verdicts, failed});
    EXPECT_EQ(verdicts[0], Verdict::Eligible);
    EXPECT_EQ(verdicts[1], Verdict::Refused);
    EXPECT_EQ(verdicts[2], Verdict::Refused);
    EXPECT_EQ(failed[1], 0);
}

TEST(BatchDecide, AFactWithoutAColumnIsUnknownInEveryRow) {
    const std::vector<std::uint32_t> days(1030, 45000), audits(1030, 2);
    const void* const facts[] = {days.data(), days.data(), audits.data(), nullptr};
    std::vector<Verdict> verdicts(1030);
    batch::decide<Auditor, 0>({facts}, 1030, {verdicts.data()});
    EXPECT_EQ(verdicts, std::vector<Verdict>(1030, Verdict::Ineligible));
}

/// Every lane a day later than the one before.
batch::baseline::Dates::T days_from(std::int32_t day) {
    batch::baseline::Dates::T days{};
    for (std::uint32_t k = 0; k < batch::baseline::Dates::lanes; ++k)
        days[k] = day + static_cast<std::int32_t>(k);
    return days;
}

void expect_moved(const batch::baseline::Dates::T& found, std::int32_t day, std::int64_t months, bool up) {
    for (std::uint32_t k = 0; k < batch::baseline::Dates::lanes; ++k)
        ASSERT_EQ(found[k], add_months(day + static_cast<std::int32_t>(k), months, up))
            << day << ' ' << months;
}

TEST(BatchDates, MoveAsTheCalendar) {
    using batch::baseline::Dates;
    const auto step = static_cast<std::int32_t>(Dates::lanes);
    for (const bool up : {false, true})
        for (std::int32_t day = 0; day + step <= batch::near_last; day += step)
            for (const std::int32_t years : {-99, -50, -5, -3, -1, 1, 2, 30, 99}) {
                const auto days = days_from(day);
                expect_moved(Dates::add_years(days, static_cast<std::uint32_t>(years), up), day, 12 * years,
                             up);
                if (add_months(day, 12 * years, false) < batch::near_to_first) continue;
                if (add_months(day + step, 12 * years, true) > batch::near_last) continue;
                const Value quarters = 1461 * years;
                expect_moved(Dates::add_years_near(days, quarters, up), day, 12 * years, up);
                ASSERT_FALSE(::testing::Test::HasFatalFailure());
            }
    for (const bool up : {false, true})
        for (std::int32_t day = -80000; day <= 200000; day += step)
            for (const std::int32_t months : {-48, -7, 1, 18})
                expect_moved(Dates::add_months(days_from(day), static_cast<std::uint32_t>(months), up), day,
                             months, up);
}

}  // namespace
}  // namespace tenet::testing::batch_decide_test
