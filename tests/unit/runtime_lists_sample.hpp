#pragma once

#include "tests/unit/runtime_sample.hpp"

#include "tenet/checked.hpp"

/// A program with lists, choices, sets and texts that uses every aggregate, and what a generated header would have for it.
namespace tenet::testing {

enum class Field : std::uint8_t { qms, ems, ohsms, itsms };
enum class Mark : std::uint8_t { good, bad };

}  // namespace tenet::testing

namespace tenet {

template <>
struct Encoding<testing::Field> : ChoiceEncoding<4> {};
template <>
struct Encoding<testing::Mark> : ChoiceEncoding<2> {};

}  // namespace tenet

namespace tenet::testing {

struct Audit {
    Fact<Field> field{};
    Fact<Date> ended_on{};
    FactOrNone<bool> complete{};
    Fact<Int<0, 20, 2>> spent{};
    FactOrNone<Int<-3, 3>> points{};
    FactOrNone<Mark> mark{};
};
struct Stay {
    Fact<Date> begun{};
    FactOrNone<Date> ended{};
};

}  // namespace tenet::testing

namespace tenet {

template <>
inline constexpr auto record_member<testing::Audit, 0> = &testing::Audit::field;
template <>
inline constexpr auto record_member<testing::Audit, 1> = &testing::Audit::ended_on;
template <>
inline constexpr auto record_member<testing::Audit, 2> = &testing::Audit::complete;
template <>
inline constexpr auto record_member<testing::Audit, 3> = &testing::Audit::spent;
template <>
inline constexpr auto record_member<testing::Audit, 4> = &testing::Audit::points;
template <>
inline constexpr auto record_member<testing::Audit, 5> = &testing::Audit::mark;
template <>
inline constexpr auto record_member<testing::Stay, 0> = &testing::Stay::begun;
template <>
inline constexpr auto record_member<testing::Stay, 1> = &testing::Stay::ended;

}  // namespace tenet

namespace tenet::testing {

constexpr RequirementSpec with_remedies(RequirementSpec spec, std::uint16_t records, std::uint16_t first,
                                        std::uint16_t n) {
    spec.records = records;
    spec.first_remedy = first;
    spec.remedy_count = n;
    return spec;
}
constexpr RequirementSpec with_parts(RequirementSpec spec, std::uint16_t first, std::uint16_t n) {
    spec.first_part = first;
    spec.part_count = n;
    spec.first_placeholder = 0;
    spec.placeholder_count = 1;
    return spec;
}
constexpr DecisionSpec with_remedies(DecisionSpec spec, std::uint16_t first, std::uint16_t n) {
    spec.first_remedy = first;
    spec.remedy_count = n;
    return spec;
}

constexpr FactSpec of_choice(ValueKind kind, bool or_none, Value high, std::uint16_t choice) {
    FactSpec spec = fact_spec(kind, or_none, 0, high);
    spec.choice = choice;
    return spec;
}
constexpr FactSpec in_halves(Value high) {
    FactSpec spec = fact_spec(ValueKind::Days, false, 0, high);
    spec.scale = 2;
    return spec;
}
constexpr FactSpec list_spec(Value most, std::uint16_t first, std::uint16_t fields) {
    FactSpec spec = fact_spec(ValueKind::List, false, 0, most);
    spec.first_field = first;
    spec.field_count = fields;
    return spec;
}
/// What an auditor needs to be upgraded: audits in the window, orderly stays, remedies, one assume.
struct UpgradeTable {
    struct Facts {
        Fact<Date> today{};
        Fact<Field> field{};
        Fact<SetOf<Field>> held{};
        FactOrNone<Text> login{};
        FactOrNone<Date> start{};
        Fact<bool> extra{};
        List<Audit, 200> audits{};
        List<Stay, 40> stays{};
        List<Stay, 2> unread{};
    };

    static constexpr ValueType types[] = {
        plain_types[yes],
        plain_types[count],
        plain_types[day],
        plain_types[number],
        {ValueKind::Days, 2, no_choice},
        {ValueKind::Choice, 1, 0},
        {ValueKind::Set, 1, 0},
        {ValueKind::Text, 1, no_choice},
        {ValueKind::Choice, 1, 1},
    };
    static constexpr std::uint16_t halves = 4, field = 5, fields = 6, text = 7, mark = 8;
    static constexpr std::uint8_t a_none = a_may_be_none, b_none = b_may_be_none, c_none = c_may_be_none;

    /// The registers, in order.
    enum Register : std::uint16_t {
        r_today,
        r_field,
        r_held,
        r_login,
        r_start,
        r_extra,
        r_two,
        r_managed,
        r_ems,
        r_admin,
        r_since,
        r_bad,
        // audits
        r_audits,
        a_field,
        a_ended,
        a_complete,
        a_spent,
        a_points,
        a_mark,
        a_same,
        a_recent,
        a_counted,
        a_lacks,
        a_says,
        a_given,
        a_full,
        a_passed,
        a_old,
        a_managed,
        a_is_bad,
        a_not_bad,
        a_bonus,
        r_full,
        r_spent,
        r_latest,
        r_worst,
        r_best,
        r_any_old,
        r_any_bad,
        // stays
        r_stays,
        s_begun,
        s_ended,
        s_open,
        r_ordered,
        r_still,
        // audits again
        r_last,
        l_ended,
        l_is_last,
        l_spent,
        r_last_spent,
        r_none_old,
        r_in_managed,
        r_is_held,
        r_set,
        r_same_set,
        r_is_admin,
        r_choice,
        r_years,
        r_at_most,
        r_sum,
        r_no_bad,
        r_last_days,
        value_count,
    };

    static constexpr Op ops[] = {
        {Code::LoadFact, 0, day, 0, 0, 0},
        {Code::LoadFact, 0, field, 0, 0, 1},
        {Code::LoadFact, 0, fields, 0, 0, 2},
        {Code::LoadFact, 0, text, 0, 0, 3},
        {Code::LoadFact, 0, day, 0, 0, 4},
        {Code::LoadFact, 0, yes, 0, 0, 5},
        {Code::Constant, 0, count, 0, 0, 2},
        {Code::Constant, 0, fields, 0, 0, 3},
        {Code::Constant, of_members, field, 0, 0, 1},
        {Code::Constant, of_members, text, 0, 0, 1},
        {Code::AddMonths, 0, day, r_today, 0, -36},
        {Code::Constant, of_members, mark, 0, 0, 1},
        {Code::Each, 0, 0, 19, 7, 6},
        {Code::LoadField, 0, field, 0, 0, pack_slot(6, 0)},
        {Code::LoadField, 0, day, 0, 0, pack_slot(6, 1)},
        {Code::LoadField, 0, yes, 0, 0, pack_slot(6, 2)},
        {Code::LoadField, 0, halves, 0, 0, pack_slot(6, 3)},
        {Code::LoadField, 0, number, 0, 0, pack_slot(6, 4)},
        {Code::LoadField, 0, mark, 0, 0, pack_slot(6, 5)},
        {Code::Eq, 0, yes, a_field, r_field, 0},
        {Code::InRange, 0, yes, a_ended, r_since, r_today},
        {Code::And, 0, yes, a_same, a_recent, 0},
        {Code::IsNone, a_none, yes, a_complete, 0, 0},
        {Code::Not, 0, yes, a_lacks, 0, 0},
        {Code::Given, a_none, yes, a_complete, 0, 0},
        {Code::And, 0, yes, a_says, a_given, 0},
        {Code::And, 0, yes, a_counted, a_full, 0},
        {Code::Not, 0, yes, a_recent, 0, 0},
        {Code::InSet, 0, yes, a_field, 0, 0b0011},
        {Code::Eq, a_none, yes, a_mark, r_bad, 0},
        {Code::Not, 0, yes, a_is_bad, 0, 0},
        {Code::If, 0, halves, r_extra, a_spent, r_two},
        {Code::Count, 0, count, a_passed, 0, 0},
        {Code::Sum, 0, halves, a_counted, a_bonus, 0},
        {Code::Latest, 0, day, a_counted, a_ended, 0},
        {Code::Earliest, b_none, number, a_managed, a_points, 0},
        {Code::Latest, b_none, number, a_managed, a_points, 0},
        {Code::Any, 0, yes, a_old, 0, 0},
        {Code::Any, 0, yes, a_is_bad, 0, 0},
        {Code::Each, 0, 0, 3, 2, 7},
        {Code::LoadField, 0, day, 0, 0, pack_slot(7, 0)},
        {Code::LoadField, 0, day, 0, 0, pack_slot(7, 1)},
        {Code::IsNone, a_none, yes, s_ended, 0, 0},
        {Code::InOrder, b_none, yes, s_begun, s_ended, 0},
        {Code::Count, 0, count, s_open, 0, 0},
        {Code::Each, 0, 0, 3, 1, 6},
        {Code::LoadField, 0, day, 0, 0, pack_slot(6, 1)},
        {Code::Eq, b_none, yes, l_ended, r_latest, 0},
        {Code::LoadField, 0, halves, 0, 0, pack_slot(6, 3)},
        {Code::Sum, 0, halves, l_is_last, l_spent, 0},
        {Code::Not, 0, yes, r_any_old, 0, 0},
        {Code::InSet, 0, yes, r_field, 0, 0b0011},
        {Code::Member, 0, yes, r_field, r_held, 0},
        {Code::If, of_sets, fields, r_extra, r_held, r_managed},
        {Code::Eq, of_sets, yes, r_set, r_held, 0},
        {Code::Eq, a_none, yes, r_login, r_admin, 0},
        {Code::If, 0, field, r_extra, r_field, r_ems},
        {Code::WholeMonths, a_none, count, r_start, r_today, 12},
        {Code::Le, 0, yes, r_still, r_two, 0},
        {Code::Add, 0, halves, r_spent, r_last_spent, 0},
        {Code::Not, 0, yes, r_any_bad, 0, 0},
        {Code::Sub, b_none, halves, r_today, r_latest, 0},
        {Code::RequireTieredAtLeast, 0, 0, r_full, r_extra, pack_tiers(3, 2)},
        {Code::RequireAtLeast, 0, 1, r_spent, 0, 6},
        {Code::Require, 0, 2, r_none_old, 0, 0},
        {Code::RequireInRange, a_none, 3, r_latest, r_since, r_today},
        {Code::Require, 0, 4, r_ordered, 0, 0},
        {Code::RequireAtLeast, a_none, 5, r_years, 0, 2},
        {Code::Require, 0, 6, r_same_set, 0, 0},
        {Code::Require, 0, 7, r_no_bad, 0, 0},
        {Code::RequireAtMost, 0, 8, r_sum, 0, 40},
    };

    static constexpr FactSpec facts[] = {
        fact_spec(ValueKind::Date, false, 0, last_day),
        of_choice(ValueKind::Choice, false, 3, 0),
        of_choice(ValueKind::Set, false, 15, 0),
        fact_spec(ValueKind::Text, true, 0, 2),
        fact_spec(ValueKind::Date, true, 0, last_day),
        fact_spec(ValueKind::YesNo, false, 0, 1),
        list_spec(200, 0, 6),
        list_spec(40, 6, 2),
        list_spec(2, 6, 2),
    };
    static constexpr FactSpec fields_of_records[] = {
        of_choice(ValueKind::Choice, false, 3, 0),      fact_spec(ValueKind::Date, false, 0, last_day),
        fact_spec(ValueKind::YesNo, true, 0, 1),        in_halves(20),
        fact_spec(ValueKind::Number, true, -3, 3),      of_choice(ValueKind::Choice, true, 1, 1),
        fact_spec(ValueKind::Date, false, 0, last_day), fact_spec(ValueKind::Date, true, 0, last_day),
    };
    static constexpr char pool[] = "name\0admin\0guest";
    static constexpr std::uint32_t texts[] = {5, 11};
    static constexpr ChoiceSpec choices[] = {{0, 4, 0, 0}, {4, 2, 0, 0}};
    static constexpr ChoiceValueSpec choice_values[] = {
        {0, 0, no_text, no_text}, {0, 0, no_text, no_text}, {0, 0, no_text, no_text},
        {0, 0, no_text, no_text}, {0, 0, no_text, no_text}, {0, 0, no_text, no_text},
    };
    static constexpr RequirementSpec requirements[] = {
        with_remedies(requirement_spec(value_count), no_register, 0, 1),
        requirement_spec(value_count + 1),
        with_remedies(requirement_spec(value_count + 2), r_any_old, 1, 2),
        requirement_spec(value_count + 3, r_in_managed),
        with_parts(requirement_spec(value_count + 4), 0, 2),
        requirement_spec(value_count + 5),
        requirement_spec(value_count + 6),
        with_remedies(requirement_spec(value_count + 7), r_any_bad, 3, 1),
        requirement_spec(value_count + 8, r_is_held),
    };
    static constexpr RemedySpec remedies[] = {
        {r_is_admin, 0, 0, no_text, no_text},
        {r_is_held, 0, 0, no_text, no_text},
        {r_same_set, 0, 0, no_text, no_text},
        {no_register, 0, 0, no_text, no_text},
    };
    static constexpr PartSpec parts[] = {{r_ordered}, {r_is_held}};
    static constexpr PlaceholderSpec placeholders[] = {{r_full, 0}, {r_last_days, 0}};
    static constexpr DecisionSpec decisions[] = {
        with_remedies(decision_spec(no_register, 0, 8), 0, 4),
        with_remedies(decision_spec(r_in_managed, 8, 1), 4, 0),
    };
    static constexpr OutputSpec outputs[] = {
        output_spec(r_full, false),  output_spec(r_latest, true),   output_spec(r_worst, true),
        output_spec(r_best, true),   output_spec(r_choice, false),  output_spec(r_set, false),
        output_spec(r_login, true),  output_spec(r_years, true),    output_spec(r_last_spent, false),
        output_spec(r_still, false), output_spec(r_ordered, false),
    };
    static constexpr AssumeSpec assumes[] = {{r_at_most, 1, 1, no_text, no_text}};

    static consteval Program whole() {
        Program p = with_as_of(
            with_outputs(with_decisions(program_of(ops, value_count, facts, types), requirements, decisions),
                         outputs),
            0, 0x0509);
        p = with_texts(p, pool);
        p.fields = fields_of_records;
        p.field_count = 8;
        p.choices = choices;
        p.choice_count = 2;
        p.choice_values = choice_values;
        p.choice_value_count = 6;
        p.texts = texts;
        p.text_count = 2;
        p.remedies = remedies;
        p.remedy_count = 4;
        p.parts = parts;
        p.part_count = 2;
        p.placeholders = placeholders;
        p.placeholder_count = 2;
        p.assumes = assumes;
        p.assume_count = 1;
        return p;
    }
};

struct Upgrade : UpgradeTable {
    static constexpr Program program = whole();

    template <std::uint32_t K>
    static constexpr const auto& fact(const Facts& f) {
        if constexpr (K == 0)
            return f.today;
        else if constexpr (K == 1)
            return f.field;
        else if constexpr (K == 2)
            return f.held;
        else if constexpr (K == 3)
            return f.login;
        else if constexpr (K == 4)
            return f.start;
        else if constexpr (K == 5)
            return f.extra;
        else if constexpr (K == 6)
            return f.audits;
        else if constexpr (K == 7)
            return f.stays;
        else
            return f.unread;
    }
};

}  // namespace tenet::testing
