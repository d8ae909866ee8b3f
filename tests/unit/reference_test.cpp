#include "compiler/reference.hpp"

#include "compiler/reference_aggregates.hpp"
#include "compiler/reference_calendar.hpp"
#include "compiler/reference_possible.hpp"
#include "tests/unit/module_builder.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

/// The second opinion itself: held against the examples of aggregates.def, and against answers worked out by hand.
namespace tenet::compiler::testing {
namespace {

using reference::RecordList;
using reference::RecordValues;

std::vector<std::string> split(const std::string& text, const std::string& separator) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t at = text.find(separator); at != std::string::npos; at = text.find(separator, begin)) {
        parts.push_back(text.substr(begin, at - begin));
        begin = at + separator.size();
    }
    parts.push_back(text.substr(begin));
    return parts;
}

std::string trimmed(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(' ');
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

/// `3`, or `{0 2}`, a bit for each number.
std::int64_t number_or_set(const std::string& text) {
    if (text.front() != '{') return std::stoll(text);
    std::int64_t bits = 0;
    for (const std::string& member : split(text.substr(1, text.size() - 2), " "))
        if (!member.empty()) bits |= std::int64_t{1} << std::stoi(member);
    return bits;
}

/// `yes`, `maybe`, `3`, `1..5 or none`, `{0}..{0 2}`.
Possible parsed(const std::string& written) {
    std::string text = trimmed(written);
    if (text == "yes") return reference::truth(true, true);
    if (text == "no") return reference::truth(false, false);
    if (text == "maybe") return reference::truth(false, true);
    if (text == "none") return reference::only_none();
    Possible p;
    const std::size_t none = text.find(" or none");
    p.may_be_none = none != std::string::npos;
    if (p.may_be_none) text.resize(none);
    const std::vector<std::string> ends = split(text, "..");
    p.low = number_or_set(ends.front());
    p.high = number_or_set(ends.back());
    return p;
}

/// `[yes, 2 | no, 9]`, `[..5: maybe]`. The first operand is the condition, except of an order.
RecordList parsed_list(const std::string& written, bool order) {
    RecordList list;
    std::string text = written.substr(1, written.size() - 2);
    if (const std::size_t colon = text.find(':'); colon != std::string::npos) {
        list.unknown = true;
        list.most = std::stoll(text.substr(2, colon - 2));
        text = text.substr(colon + 1);
    }
    if (trimmed(text).empty()) return list;
    for (const std::string& record : split(text, "|")) {
        RecordValues values;
        const std::vector<std::string> operands = split(record, ",");
        (order ? values.first : values.passes) = parsed(operands[0]);
        if (operands.size() > 1) (order ? values.second : values.first) = parsed(operands[1]);
        list.records.push_back(values);
    }
    return list;
}

Possible aggregated(const std::string& name, const RecordList& list) {
    if (name == "Count") return reference::count_of(list);
    if (name == "Any") return reference::any_of(list);
    if (name == "Sum") return reference::sum_of(list);
    if (name == "Latest") return reference::latest_of(list);
    if (name == "Union") return reference::union_of(list);
    if (name == "Earliest") return reference::earliest_of(list);
    return reference::in_order(list);
}

TEST(Reference, AggregatesAsTheirRowsSay) {
    const struct {
        const char *name, *examples;
    } rows[] = {
#define AGGREGATE(name, arity, signature, en, zh, examples) {#name, examples},
#include "tenet/aggregates.def"
#undef AGGREGATE
    };
    for (const auto& row : rows)
        for (const std::string& example : split(row.examples, ";")) {
            if (example.find(" over ") != std::string::npos) continue;  // clocks have tests of their own
            const std::vector<std::string> sides = split(example, "->");
            const std::string name = row.name;
            const RecordList list = parsed_list(trimmed(sides[0]), name == "InOrder");
            EXPECT_EQ(aggregated(name, list), parsed(sides[1])) << name << ": " << example;
        }
}

TEST(Reference, EveryIsNotAnyThatFails) {
    for (const char* text :
         {"[]", "[yes | no]", "[yes | maybe]", "[..3: yes]", "[..3: maybe]", "[..3: no]"}) {
        const RecordList list = parsed_list(text, false);
        RecordList failing = list;
        for (RecordValues& r : failing.records)
            r.passes = reference::negate(r.passes);
        EXPECT_EQ(reference::every_of(list), reference::negate(reference::any_of(failing))) << text;
    }
}

TEST(Reference, MembersAndSets) {
    using reference::Shape;
    const Possible a_or_c = reference::hull(reference::point(0, Shape::Members),
                                            reference::point(2, Shape::Members), Shape::Members);
    EXPECT_EQ(a_or_c, (Possible{true, false, 0, 2, 0b101}));
    const Possible b = reference::point(1, Shape::Members);
    EXPECT_EQ(reference::equal(a_or_c, b, Shape::Members), reference::truth(false, false));
    EXPECT_EQ(reference::in_group(a_or_c, {true, false, true}), reference::truth(true, true));
    EXPECT_EQ(reference::in_group(a_or_c, {true, true, false}), reference::truth(false, true));
    EXPECT_EQ(reference::in_group(a_or_c, {false, true, false}), reference::truth(false, false));
    const Possible only_a{true, false, 0b001, 0b001}, a_perhaps_b{true, false, 0b001, 0b011};
    EXPECT_EQ(reference::in_set(b, a_perhaps_b), reference::truth(false, true));
    EXPECT_EQ(reference::in_set(a_or_c, only_a), reference::truth(false, true));
    EXPECT_EQ(reference::equal(only_a, a_perhaps_b, Shape::Set), reference::truth(false, true));
    EXPECT_EQ(reference::equal(reference::point(0b010, Shape::Set), a_perhaps_b, Shape::Set),
              reference::truth(false, false));
    EXPECT_EQ(reference::hull(only_a, reference::point(0b110, Shape::Set), Shape::Set),
              (Possible{true, false, 0, 0b111}));
}

TEST(Reference, WholePeriodsByTheCalendar) {
    constexpr std::int64_t leap_day = 43888, next_year_end_of_february = 44253;  // 2020-02-29, 2021-02-28
    const auto years = [](std::int64_t from, std::int64_t to, ast::Rounding rounding) {
        return reference::periods_between(from, to, 12, rounding);
    };
    EXPECT_EQ(years(leap_day, next_year_end_of_february, ast::Rounding::Down), 1);
    EXPECT_EQ(years(leap_day, next_year_end_of_february, ast::Rounding::Up), 0);
    EXPECT_EQ(years(leap_day, next_year_end_of_february + 1, ast::Rounding::Up), 1);
    EXPECT_EQ(years(leap_day, leap_day - 1, ast::Rounding::Down), 0);
    EXPECT_EQ(years(0, 109'572, ast::Rounding::Down), 299);
    EXPECT_EQ(reference::periods_between(0, 109'572, 1, ast::Rounding::Down), 3599);
}

/// A list of at most three records with a number of days and a date that may be none; the as-of day first.
struct Lists : ModuleBuilder {
    static constexpr std::uint32_t list = 1;

    Lists() {
        fact("today", date);
        as_of_last_fact();
        typed::Record record;
        record.name = {"visit", "visit", {}};
        record.fields.resize(3);
        record.fields[0].type = {Base::Days, false, 0, 10};
        record.fields[2].type = date_or_none;
        module.records.push_back(record);
        fact("visits", {Base::List, false, 0, 3, 1, 0});
        module.records[0].fields[1].type = {Base::YesNo, false, 0, 1};
        module.records[0].fields[1].derived = compare(field(0), CompareOp::Ge, constant(5, Base::Days));
    }
    ExprId add(Kind kind, std::uint32_t ref, ExprId a = {}, ExprId b = {}, ExprId c = {}) {
        typed::Expr e;
        e.kind = kind;
        e.ref = ref;
        e.a = a;
        e.b = b;
        e.c = c;
        module.exprs.push_back(e);
        return ExprId(module.exprs.size() - 1);
    }
    ExprId field(std::uint32_t index) {
        const ExprId id = add(Kind::Field, index);
        module.exprs.back().type = module.records[0].fields[index].type;
        return id;
    }
};

FactValue known(std::int64_t value) { return {FactValue::State::Known, value, {}, {}}; }

FactValue visits(const std::vector<std::vector<FactValue>>& fields) {
    FactValue list = known(static_cast<std::int64_t>(fields.size()));
    for (const std::vector<FactValue>& record : fields)
        list.records.push_back({record});
    return list;
}

const FactValue nothing{FactValue::State::None, 0, {}, {}}, unknown{};

TEST(Reference, DerivedFieldsAndWhatIsMissing) {
    Lists b;
    const ExprId long_visits = b.add(Kind::Count, Lists::list, {}, {}, b.field(1));
    b.require("two", b.compare(long_visits, CompareOp::Ge, b.constant(2)));
    const FactRow row{
        known(45000),
        visits({{known(7), unknown, nothing}, {unknown, unknown, known(1)}, {known(4), unknown, unknown}})};
    const Answer answer = reference_evaluate(b.module, row);
    ASSERT_FALSE(answer.refused());
    EXPECT_EQ(answer.decisions[0].requirements[0], RequirementStatus::Unknown);
    EXPECT_EQ(answer.decisions[0].missing, (std::vector<FactPath>{{Lists::list, 1, 0}}));
    const Answer blank = reference_evaluate(b.module, {known(45000), unknown});
    EXPECT_EQ(blank.decisions[0].missing, (std::vector<FactPath>{{Lists::list, no_record, 0}}));
}

TEST(Reference, RecordsThatFailAndRemedies) {
    Lists b;
    const ExprId all_long = b.add(Kind::Every, Lists::list, {}, {}, b.field(1));
    typed::Requirement& requirement = b.require("long", all_long);
    requirement.remedies.push_back({{"short_way", "short_way", {}}, {}, {}, {}});
    const FactRow row{
        known(45000),
        visits({{known(7), unknown, nothing}, {known(1), unknown, known(1)}, {unknown, unknown, unknown}})};
    const Answer answer = reference_evaluate(b.module, row);
    EXPECT_EQ(answer.decisions[0].verdict, VerdictKind::EligibleWithRemedy);
    EXPECT_EQ(answer.decisions[0].records, (std::vector<std::vector<std::uint32_t>>{{1}}));
    EXPECT_EQ(answer.decisions[0].remedies, std::vector<std::uint32_t>{0});
}

/// A failed requirement whose remedy is unknown leaves the verdict open, and what the remedy reads is missing.
TEST(Reference, UnknownRemedy) {
    Lists b;
    const ExprId all_long = b.add(Kind::Every, Lists::list, {}, {}, b.field(1));
    const ExprId helped = b.fact("helped", yes_no);
    b.require("long", all_long).remedies.push_back({{"help", "help", {}}, {}, helped, {}});
    const FactValue short_visit = visits({{known(1), unknown, nothing}});
    const auto verdict = [&](const FactValue& help) {
        return reference_evaluate(b.module, {known(45000), short_visit, help}).decisions[0];
    };
    EXPECT_EQ(verdict(unknown).verdict, VerdictKind::Undetermined);
    EXPECT_EQ(verdict(unknown).missing, (std::vector<FactPath>{{2, no_record, 0}}));
    EXPECT_EQ(verdict(known(0)).verdict, VerdictKind::Ineligible);
    EXPECT_EQ(verdict(known(1)).verdict, VerdictKind::EligibleWithRemedy);
}

/// Forty lists, the records of each counting those of the one before: a walk from record to record would take 3^40 steps.
TEST(Reference, ListsBehindLists) {
    Lists b;
    ExprId long_visits = b.add(Kind::Count, Lists::list, {}, {}, b.field(1));
    for (std::uint32_t list = 2; list <= 40; ++list) {
        const ExprId passes = b.compare(long_visits, CompareOp::Ge, b.constant(2));
        b.module.records.push_back(b.module.records[0]);
        b.module.records.back().fields[1].derived = passes;
        b.fact("more" + std::to_string(list), {Base::List, false, 0, 3, 1, list - 1});
        long_visits = b.add(Kind::Count, list, {}, {}, b.field(1));
    }
    b.require("all", b.compare(long_visits, CompareOp::Ge, b.constant(3)));
    FactRow row(41, visits({{known(7)}, {known(1)}, {known(1)}}));
    row[0] = known(45000);
    row[1] = visits({{known(7)}, {unknown}, {unknown}});
    const Answer answer = reference_evaluate(b.module, row);
    EXPECT_EQ(answer.decisions[0].verdict, VerdictKind::Undetermined);
    EXPECT_EQ(answer.decisions[0].missing, (std::vector<FactPath>{{1, 1, 0}, {1, 2, 0}}));
}

TEST(Reference, OrderOfRefusals) {
    Lists b;
    b.module.assumes.push_back({b.add(Kind::InOrder, Lists::list, b.field(2), b.field(2)), {}, {}, {}, {}});
    const auto refusal = [&](const FactValue& today, const FactValue& list) {
        return reference_evaluate(b.module, {today, list}).refusal;
    };
    using Cause = Refusal::Cause;
    const FactValue four = visits({{known(99)}, {known(1)}, {known(1)}, {known(1)}});
    EXPECT_EQ(refusal(known(-1), four), (Refusal{Cause::OutOfRange, {0, no_record, 0}, 0}));
    EXPECT_EQ(refusal(known(1), four), (Refusal{Cause::TooMany, {1, no_record, 0}, 0}));
    const FactValue bad = visits({{known(1), unknown, known(9)}, {nothing, unknown, known(-1)}});
    EXPECT_EQ(refusal(known(1), bad), (Refusal{Cause::OutOfRange, {1, 1, 0}, 0}));
    const FactValue backwards = visits({{known(1), unknown, known(9)}, {known(1), unknown, known(8)}});
    EXPECT_EQ(refusal(known(1), backwards), (Refusal{Cause::Assume, {}, 0}));
    const FactValue perhaps = visits({{known(1), unknown, known(9)}, {known(1), unknown, unknown}});
    EXPECT_EQ(refusal(known(1), perhaps), Refusal{});
}

}  // namespace
}  // namespace tenet::compiler::testing
