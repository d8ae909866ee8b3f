#include "tests/unit/runtime_sample.hpp"

#include <gtest/gtest.h>

#include <vector>

/// What reasons say of days, checked against trying the days one by one.
namespace tenet::testing {
namespace {

constexpr FactSpec facts[] = {
    fact_spec(ValueKind::Date, false, 0, last_day),
    fact_spec(ValueKind::Date, false, 0, last_day),
};

/// A move of a date by a constant.
struct Move {
    Code code;
    std::int64_t imm;
    bool up;
};

const std::vector<Move> moves = {
    {Code::AddMonths, -12, false}, {Code::AddMonths, -12, true},   {Code::AddMonths, 12, false},
    {Code::AddMonths, 12, true},   {Code::AddMonths, -1, false},   {Code::AddMonths, -1, true},
    {Code::AddMonths, 1, false},   {Code::AddMonths, 1, true},     {Code::EarliestFrom, 12, false},
    {Code::EarliestFrom, 1, true}, {Code::EarliestFrom, 3, false}, {Code::EarliestFrom, 1, false},
    {Code::Add, 90, false},        {Code::Sub, 30, false},         {Code::Add, 0, false},
};

/// Two facts, today (as of) and a date, and ops on them.
struct Dates {
    std::vector<Op> ops = {{Code::LoadFact, 0, day, 0, 0, 0}, {Code::LoadFact, 0, day, 0, 0, 1}};

    std::uint16_t add(Code code, std::uint16_t a, std::uint16_t b, std::int64_t imm, bool up = false) {
        const auto index = static_cast<std::uint16_t>(ops.size());
        const std::uint16_t type = gives_yes_no(code) ? yes : code == Code::Constant ? days : day;
        ops.push_back({code, static_cast<std::uint8_t>(up ? round_up : 0), type, a, b, imm});
        return index;
    }
    std::uint16_t moved(std::uint16_t from, const Move& move) {
        if (move.code != Code::Add && move.code != Code::Sub)
            return add(move.code, from, 0, move.imm, move.up);
        return add(move.code, from, add(Code::Constant, 0, 0, move.imm), 0);
    }

    /// What the last op says of two days, and why.
    struct Result {
        bool holds;
        Explanation why;
    };
    Result at(Value today, Value date) const {
        Program program = with_as_of(Program{}, 0, 0);
        program.ops = ops.data();
        program.op_count = static_cast<std::uint32_t>(ops.size());
        program.value_count = program.op_count - 1;
        program.facts = facts;
        program.fact_count = 2;
        program.types = plain_types;
        const Loaded loaded[] = {{FactState::Known, today}, {FactState::Known, date}};
        Partial registers[16] = {};
        std::uint8_t register_marks[16] = {};
        run<Partial>(program, LoadedFacts{loaded}, registers, nullptr);
        mark_registers(program, register_marks);
        const Partial condition = condition_of(program, ops.back(), registers);
        return {surely(condition), explain_op({program, registers, register_marks}, ops.back())};
    }
};

/// Checks `from` and `until` against every as-of day for two years around the date, and the shortfall against 0.
void expect_days(const Dates& program, Value date) {
    const Explanation why = program.at(date, date).why;
    for (Value today = date - 500; today <= date + 500; ++today) {
        const bool in = (!why.has_from || today >= why.from) && (!why.has_until || today <= why.until);
        const Dates::Result result = program.at(today, date);
        ASSERT_EQ(result.holds, in && (why.has_from || why.has_until)) << today - date;
        ASSERT_EQ(result.holds, result.why.shortfall == exactly(0)) << today - date;
        ASSERT_EQ(result.why.from, why.from);
        ASSERT_EQ(result.why.until, why.until);
    }
}

/// Checks that a date is exactly as far off as the shortfall says.
void expect_shortfall(const Dates& program, Value today) {
    for (Value date = today - 450; date <= today + 450; date += 7) {
        const Explanation why = program.at(today, date).why;
        const Value off = why.shortfall.lo, step = why.shape == Shape::AtLeast ? 1 : -1;
        ASSERT_TRUE(program.at(today, date + step * off).holds) << date - today;
        ASSERT_TRUE(off == 0 || !program.at(today, date + step * (off - 1)).holds) << date - today;
    }
}

const Value some_days[] = {days_from_civil(2024, 2, 29), days_from_civil(2023, 2, 28),
                           days_from_civil(2023, 3, 1), days_from_civil(2024, 3, 31)};

TEST(RuntimeWindows, FromAndUntilHoldForEveryMoveOfTheAsOfDay) {
    for (const Move& low : moves) {
        for (const Move& high : {moves[2], moves[6], moves.back()}) {
            Dates program;
            const std::uint16_t from = program.moved(0, low), to = program.moved(0, high);
            program.add(Code::RequireInRange, 1, from, to);
            for (const Value date : some_days) {
                if (!program.at(date, date).why.has_until) continue;  // no day at all
                ASSERT_NO_FATAL_FAILURE(expect_days(program, date));
            }
        }
    }
}

TEST(RuntimeWindows, TwoMovesAreUndoneOneAfterTheOther) {
    for (const Move& first : moves)
        for (const Move& second : moves) {
            Dates program;
            program.add(Code::RequireLe, 1, program.moved(program.moved(0, first), second), 0);
            ASSERT_NO_FATAL_FAILURE(expect_days(program, some_days[0]));
        }
}

TEST(RuntimeWindows, TimeSinceCountsFromTheDate) {
    for (const Move& move : moves)
        for (const bool strict : {false, true})
            for (const bool since : {false, true}) {
                Dates program;
                const std::uint16_t day = program.moved(1, move);
                const std::uint16_t low = since ? std::uint16_t{0} : day,
                                    high = since ? day : std::uint16_t{0};
                if (strict)
                    program.add(Code::Require, program.add(Code::Lt, low, high, 0), 0, 0);
                else
                    program.add(Code::RequireLe, low, high, 0);
                for (const Value date : some_days) {
                    ASSERT_NO_FATAL_FAILURE(expect_days(program, date));
                    ASSERT_NO_FATAL_FAILURE(expect_shortfall(program, date));
                }
            }
}

}  // namespace
}  // namespace tenet::testing
