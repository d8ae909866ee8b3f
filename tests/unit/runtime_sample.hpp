#pragma once

#include "tenet/explain.hpp"
#include "tenet/valid.hpp"

/// Programs written by hand, one op a line, and the typed facts that a generated header would have for them.
namespace tenet::testing {

inline constexpr Value last_day = days_from_civil(2199, 12, 31);

constexpr FactSpec fact_spec(ValueKind kind, bool or_none, Value low, Value high) {
    return {kind, or_none, low, high, 1, no_choice, 0, 0, 0, 0, no_text, no_text};
}
constexpr RequirementSpec requirement_spec(std::uint16_t op, std::uint16_t when = no_register) {
    return {op, when, no_register, 0, 0, 0, 0, 0, 0, 0, 0, no_text, no_text, no_text, no_text};
}
constexpr DecisionSpec decision_spec(std::uint16_t when, std::uint16_t first, std::uint16_t count) {
    return {when, first, count, 0, 0, 0, 0, no_text, no_text, no_text, no_text};
}
constexpr OutputSpec output_spec(std::uint16_t value, bool or_none) {
    return {value, or_none, 0, 0, no_text, no_text};
}

/// The types that the samples' ops have, by index.
inline constexpr ValueType plain_types[] = {
    {ValueKind::YesNo, 1, no_choice},  {ValueKind::Count, 1, no_choice}, {ValueKind::Date, 1, no_choice},
    {ValueKind::Number, 1, no_choice}, {ValueKind::Days, 1, no_choice},
};
inline constexpr std::uint16_t yes = 0, count = 1, day = 2, number = 3, days = 4;

/// A program over facts, ops and types alone.
template <std::size_t Ops, std::size_t Facts, std::size_t Types>
constexpr Program program_of(const Op (&ops)[Ops], std::uint32_t value_count, const FactSpec (&facts)[Facts],
                             const ValueType (&types)[Types]) {
    Program program{};
    program.ops = ops;
    program.op_count = Ops;
    program.value_count = value_count;
    program.types = types;
    program.type_count = Types;
    program.facts = facts;
    program.fact_count = Facts;
    program.pool = "";
    program.pool_size = 1;
    program.as_of = no_register;
    return program;
}

/// Adds what the ops answer.
template <std::size_t Requirements, std::size_t Decisions>
constexpr Program with_decisions(Program program, const RequirementSpec (&requirements)[Requirements],
                                 const DecisionSpec (&decisions)[Decisions]) {
    program.requirements = requirements;
    program.requirement_count = Requirements;
    program.decisions = decisions;
    program.decision_count = Decisions;
    return program;
}
template <std::size_t Outputs>
constexpr Program with_outputs(Program program, const OutputSpec (&outputs)[Outputs]) {
    program.outputs = outputs;
    program.output_count = Outputs;
    return program;
}
template <std::size_t Size>
constexpr Program with_texts(Program program, const char (&pool)[Size]) {
    program.pool = pool;
    program.pool_size = Size;
    return program;
}
constexpr Program with_as_of(Program program, std::uint16_t slot, std::uint64_t fingerprint) {
    program.as_of = slot;
    program.fingerprint = fingerprint;
    return program;
}

/// The policy of the newcomer's first file: `exam valid 5y`, `audits >= 4 or 3 with extension`.
struct Auditor {
    struct Facts {
        Fact<Date> applied_on{};
        FactOrNone<Date> exam{};
        Fact<Count> audits{};
        Fact<bool> extension{};
    };
    static constexpr Op ops[] = {
        {Code::LoadFact, 0, day, 0, 0, 0},
        {Code::LoadFact, 0, day, 0, 0, 1},
        {Code::LoadFact, 0, count, 0, 0, 2},
        {Code::LoadFact, 0, yes, 0, 0, 3},
        {Code::AddMonths, 0, day, 0, 0, -60},
        {Code::RequireInRange, a_may_be_none, 0, 1, 4, 0},
        {Code::RequireTieredAtLeast, 0, 1, 2, 3, pack_tiers(4, 3)},
    };
    static constexpr FactSpec facts[] = {
        fact_spec(ValueKind::Date, false, 0, last_day),
        fact_spec(ValueKind::Date, true, 0, last_day),
        fact_spec(ValueKind::Count, false, 0, 1000000),
        fact_spec(ValueKind::YesNo, false, 0, 1),
    };
    static constexpr char pool[] = "exam\0audits\0次数\0Times";
    static constexpr RequirementSpec requirements[] = {
        requirement_spec(5),
        {6, no_register, no_register, 0, 0, 0, 0, 0, 0, 5, 5, 19, 12, no_text, 12},
    };
    static constexpr DecisionSpec decisions[] = {decision_spec(no_register, 0, 2)};
    static constexpr Program program = with_as_of(
        with_texts(with_decisions(program_of(ops, 5, facts, plain_types), requirements, decisions), pool), 0,
        0xA0D17);
    template <std::uint32_t K>
    static constexpr const auto& fact(const Facts& f) {
        if constexpr (K == 0)
            return f.applied_on;
        else if constexpr (K == 1)
            return f.exam;
        else if constexpr (K == 2)
            return f.audits;
        else
            return f.extension;
    }
};

/// A program that uses every operator and requirement op, `when` on both levels, decisions without requirements and three outputs.
struct Everything {
    struct Facts {
        Fact<Date> today{};
        FactOrNone<Date> exam{};
        FactOrNone<Int<-5, 5>> points{};
        Fact<Int<0, 5>> audits{};
        Fact<bool> trainee{};
        Fact<bool> extension{};
        Fact<Int<0, 3>> unused{};
    };
    static constexpr std::uint8_t a_none = a_may_be_none, b_none = b_may_be_none, c_none = c_may_be_none;
    static constexpr Op ops[] = {
        {Code::LoadFact, 0, day, 0, 0, 0},
        {Code::LoadFact, 0, day, 0, 0, 1},
        {Code::LoadFact, 0, number, 0, 0, 2},
        {Code::LoadFact, 0, count, 0, 0, 3},
        {Code::LoadFact, 0, yes, 0, 0, 4},
        {Code::LoadFact, 0, yes, 0, 0, 5},
        {Code::Constant, 0, number, 0, 0, 2},
        {Code::NoneConstant, 0, number, 0, 0, 0},
        {Code::IsNone, a_none, yes, 1, 0, 0},
        {Code::Not, 0, yes, 8, 0, 0},
        {Code::And, 0, yes, 9, 4, 0},
        {Code::Or, 0, yes, 8, 5, 0},
        {Code::If, c_none, number, 4, 3, 2},
        {Code::If, b_none | c_none, number, 5, 12, 7},
        {Code::Given, a_none, number, 2, 0, 0},
        {Code::Add, b_none, number, 3, 2, 0},
        {Code::Sub, a_none, number, 2, 6, 0},
        {Code::Scale, a_none, number, 16, 0, -3},
        {Code::AddMonths, round_up, day, 0, 0, -11},
        {Code::EarliestFrom, 0, day, 0, 0, 12},
        {Code::AddMonths, a_none, day, 1, 0, 24},
        {Code::Eq, a_none | b_none, yes, 12, 2, 0},
        {Code::Lt, a_none, yes, 15, 3, 0},
        {Code::Le, b_none, yes, 6, 2, 0},
        {Code::InRange, a_none, yes, 1, 19, 0},
        {Code::Or, 0, yes, 22, 24, 0},
        {Code::Sub, b_none, days, 0, 1, 0},
        {Code::Require, 0, 0, 25, 0, 0},
        {Code::RequireAtLeast, a_none, 1, 15, 0, 1},
        {Code::RequireAtMost, a_none, 2, 17, 0, 3},
        {Code::RequireLe, b_none, 3, 0, 20, 0},
        {Code::RequireTieredAtLeast, 0, 4, 3, 11, pack_tiers(4, 3)},
        {Code::RequireTieredAtMost, a_none, 5, 2, 5, pack_tiers(0, 2)},
        {Code::RequireInRange, a_none, 6, 1, 18, 0},
        {Code::Require, 0, 7, 21, 0, 0},
        {Code::Require, 0, 8, 23, 0, 0},
    };
    static constexpr FactSpec facts[] = {
        fact_spec(ValueKind::Date, false, 0, last_day), fact_spec(ValueKind::Date, true, 0, last_day),
        fact_spec(ValueKind::Number, true, -5, 5),      fact_spec(ValueKind::Count, false, 0, 5),
        fact_spec(ValueKind::YesNo, false, 0, 1),       fact_spec(ValueKind::YesNo, false, 0, 1),
        fact_spec(ValueKind::Count, false, 0, 3),
    };
    static constexpr RequirementSpec requirements[] = {
        requirement_spec(27),    requirement_spec(28, 4),  requirement_spec(29),
        requirement_spec(30, 9), requirement_spec(31),     requirement_spec(32, 5),
        requirement_spec(33),    requirement_spec(34, 10), requirement_spec(35, 8),
    };
    static constexpr DecisionSpec decisions[] = {
        decision_spec(no_register, 0, 5),
        decision_spec(11, 5, 3),
        decision_spec(no_register, 8, 1),
        decision_spec(4, 9, 0),
    };
    static constexpr OutputSpec outputs[] = {
        output_spec(13, true),
        output_spec(20, true),
        output_spec(14, false),
        output_spec(26, true),
    };
    static constexpr Program program = with_as_of(
        with_outputs(with_decisions(program_of(ops, 27, facts, plain_types), requirements, decisions),
                     outputs),
        0, 0xE5E);
    template <std::uint32_t K>
    static constexpr const auto& fact(const Facts& f) {
        if constexpr (K == 0)
            return f.today;
        else if constexpr (K == 1)
            return f.exam;
        else if constexpr (K == 2)
            return f.points;
        else if constexpr (K == 3)
            return f.audits;
        else if constexpr (K == 4)
            return f.trainee;
        else if constexpr (K == 5)
            return f.extension;
        else
            return f.unused;
    }
};

inline constexpr std::uint16_t long_length = 200;

struct LongOps {
    Op at[3 * long_length + 2] = {};
    constexpr LongOps() {
        at[0] = {Code::LoadFact, 0, count, 0, 0, 0};
        at[1] = {Code::LoadFact, 0, yes, 0, 0, 1};
        for (std::uint16_t i = 0; i < long_length; ++i) {
            const auto sum = static_cast<std::uint16_t>(2 + 2 * i),
                       choice = static_cast<std::uint16_t>(sum + 1);
            const std::uint16_t before = i == 0 ? std::uint16_t{0} : static_cast<std::uint16_t>(choice - 2);
            at[sum] = {Code::Add, 0, count, before, 0, 0};
            at[choice] = {Code::If, 0, count, 1, sum, before};
            at[2 + 2 * long_length + i] = {Code::RequireAtLeast, 0, i, choice, 0, 5 * i};
        }
    }
};
struct LongRequirements {
    RequirementSpec at[long_length] = {};
    constexpr LongRequirements() {
        for (std::uint16_t i = 0; i < long_length; ++i)
            at[i] = requirement_spec(static_cast<std::uint16_t>(2 + 2 * long_length + i));
    }
};

/// A long one: 200 requirements that a count reaches 0, 1, 2 … and 400 value ops, so that folds go in chunks and masks
/// in several words.
struct Long {
    static constexpr std::uint16_t length = long_length;
    struct Facts {
        Fact<Int<0, 1000>> n{};
        Fact<bool> doubled{};
    };
    static constexpr LongOps ops{};
    static constexpr LongRequirements requirements{};
    static constexpr FactSpec facts[] = {
        fact_spec(ValueKind::Count, false, 0, 1000),
        fact_spec(ValueKind::YesNo, false, 0, 1),
    };
    static constexpr DecisionSpec decisions[] = {decision_spec(no_register, 0, length)};
    static constexpr Program program =
        with_decisions(program_of(ops.at, 2 * length + 2, facts, plain_types), requirements.at, decisions);
    template <std::uint32_t K>
    static constexpr const auto& fact(const Facts& f) {
        if constexpr (K == 0)
            return f.n;
        else
            return f.doubled;
    }
};

}  // namespace tenet::testing
