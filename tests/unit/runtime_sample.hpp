#pragma once

#include "tenet/explain.hpp"
#include "tenet/valid.hpp"

/// Programs written by hand, one op a line, and the typed facts that a generated header would have for them.
namespace tenet::testing {

inline constexpr Value last_day = days_from_civil(2199, 12, 31);

constexpr FactSpec fact_spec(ValueKind kind, bool or_none, Value low, Value high) {
    return {kind, or_none, low, high, 0, 0, no_text, no_text};
}
constexpr RequirementSpec requirement_spec(std::uint16_t op, std::uint16_t when = no_register) {
    return {op, when, 0, 0, no_text, no_text, no_text, no_text};
}
constexpr DecisionSpec decision_spec(std::uint16_t when, std::uint16_t first, std::uint16_t count) {
    return {when, first, count, 0, 0, no_text, no_text, no_text, no_text};
}
constexpr OutputSpec output_spec(std::uint16_t value, ValueKind kind, bool or_none) {
    return {value, kind, or_none, 0, 0, no_text, no_text};
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
        {Code::LoadFact, 0, 0, 0, 0, 0},
        {Code::LoadFact, 0, 1, 0, 0, 1},
        {Code::LoadFact, 0, 2, 0, 0, 2},
        {Code::LoadFact, 0, 3, 0, 0, 3},
        {Code::AddMonths, 0, 4, 0, 0, -60},
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
        {5, no_register, 0, 0, no_text, no_text, no_text, no_text},
        {6, no_register, 5, 5, 19, 12, no_text, 12},
    };
    static constexpr DecisionSpec decisions[] = {decision_spec(no_register, 0, 2)};
    static constexpr Program program{ops,     7, 5,    facts,       4, requirements, 2, decisions, 1,
                                     nullptr, 0, pool, sizeof pool, 0, 0xA0D17};
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
        {Code::LoadFact, 0, 0, 0, 0, 0},
        {Code::LoadFact, 0, 1, 0, 0, 1},
        {Code::LoadFact, 0, 2, 0, 0, 2},
        {Code::LoadFact, 0, 3, 0, 0, 3},
        {Code::LoadFact, 0, 4, 0, 0, 4},
        {Code::LoadFact, 0, 5, 0, 0, 5},
        {Code::Constant, 0, 6, 0, 0, 2},
        {Code::NoneConstant, 0, 7, 0, 0, 0},
        {Code::IsNone, a_none, 8, 1, 0, 0},
        {Code::Not, 0, 9, 8, 0, 0},
        {Code::And, 0, 10, 9, 4, 0},
        {Code::Or, 0, 11, 8, 5, 0},
        {Code::If, c_none, 12, 4, 3, 2},
        {Code::If, b_none | c_none, 13, 5, 12, 7},
        {Code::Given, a_none, 14, 2, 0, 0},
        {Code::Add, b_none, 15, 3, 2, 0},
        {Code::Sub, a_none, 16, 2, 6, 0},
        {Code::Scale, a_none, 17, 16, 0, -3},
        {Code::AddMonths, round_up, 18, 0, 0, -11},
        {Code::EarliestFrom, 0, 19, 0, 0, 12},
        {Code::AddMonths, a_none, 20, 1, 0, 24},
        {Code::Eq, a_none | b_none, 21, 12, 2, 0},
        {Code::Lt, a_none, 22, 15, 3, 0},
        {Code::Le, b_none, 23, 6, 2, 0},
        {Code::InRange, a_none, 24, 1, 19, 0},
        {Code::Or, 0, 25, 22, 24, 0},
        {Code::Sub, b_none, 26, 0, 1, 0},
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
        output_spec(13, ValueKind::Number, true),
        output_spec(20, ValueKind::Date, true),
        output_spec(14, ValueKind::Number, false),
        output_spec(26, ValueKind::Days, true),
    };
    static constexpr Program program{ops,     36, 27, facts, 7, requirements, 9, decisions, 4,
                                     outputs, 4,  "", 1,     0, 0xE5E};
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
        at[0] = {Code::LoadFact, 0, 0, 0, 0, 0};
        at[1] = {Code::LoadFact, 0, 1, 0, 0, 1};
        for (std::uint16_t i = 0; i < long_length; ++i) {
            const auto sum = static_cast<std::uint16_t>(2 + 2 * i),
                       choice = static_cast<std::uint16_t>(sum + 1);
            const std::uint16_t before = i == 0 ? std::uint16_t{0} : static_cast<std::uint16_t>(choice - 2);
            at[sum] = {Code::Add, 0, sum, before, 0, 0};
            at[choice] = {Code::If, 0, choice, 1, sum, before};
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
    static constexpr Program program{ops.at,
                                     3 * length + 2,
                                     2 * length + 2,
                                     facts,
                                     2,
                                     requirements.at,
                                     length,
                                     decisions,
                                     1,
                                     nullptr,
                                     0,
                                     "",
                                     1,
                                     no_register,
                                     1};
    template <std::uint32_t K>
    static constexpr const auto& fact(const Facts& f) {
        if constexpr (K == 0)
            return f.n;
        else
            return f.doubled;
    }
};

}  // namespace tenet::testing
