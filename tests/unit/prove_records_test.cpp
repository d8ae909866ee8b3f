#include "compiler/prove.hpp"

#include "compiler/lower.hpp"
#include "tests/unit/module_builder.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tenet::compiler::testing::prove_records_test {
namespace {

/// The codes reported, with the English text of the last argument of each.
std::string proved(const typed::Module& module) {
    Diagnostics diagnostics;
    prove(lower(module), diagnostics);
    std::string result;
    for (const Diagnostic& diagnostic : diagnostics.all())
        result += std::string(row(diagnostic.kind).code) + ": " + diagnostic.args.back().en + "\n";
    return result;
}

constexpr std::uint32_t audit = 0, audits = 2;
ExprId of(ModuleBuilder& b) { return b.use_field(audit, 0); }
ExprId ended(ModuleBuilder& b) { return b.use_field(audit, 1); }
ExprId complete(ModuleBuilder& b) { return b.use_field(audit, 2); }
ExprId counted(ModuleBuilder& b) { return b.use_field(audit, 3); }
ExprId onsite(ModuleBuilder& b) { return b.use_field(audit, 4); }

TEST(ProveRecords, OrdinaryRulesAreFine) {
    ModuleBuilder b = with_audits();
    b.require("enough", b.compare(b.count_of(audits, counted(b)), CompareOp::Ge, b.constant(8)));
    b.require("each", b.every(audits, complete(b)));
    b.require("order", b.in_order(audits, b.constant(0, Base::Date), ended(b)));
    b.define("onsite", b.sum(audits, onsite(b), counted(b)), true);
    b.define("last", b.latest(audits, ended(b), complete(b)), true);
    EXPECT_EQ(proved(b.module), "");
}

TEST(ProveRecords, SumsGrowWithTheRecords) {
    // Up to 200 half days in each of 8 records.
    for (const auto& [factor, fits] : {std::pair(5'629'499'534'213, true), {5'629'499'534'214, false}}) {
        ModuleBuilder b = with_audits();
        b.define("it",
                 b.times(b.sum(audits, onsite(b)), factor, {Base::Days, false, INT64_MIN, INT64_MAX, 2}),
                 true);
        EXPECT_EQ(
            proved(b.module),
            fits ? ""
                 : "T0301: give `onsite` a narrower range, such as `days 0..50`, or let `audits` have fewer "
                   "records, such as `list of audit up to 5`\n")
            << factor;
    }
}

TEST(ProveRecords, CountsGrowWithTheRecords) {
    ModuleBuilder b = with_audits();
    b.define("few", b.count_of(audits, complete(b)), true);
    b.module.definitions[0].type = {Base::Count, false, 0, 7};
    EXPECT_EQ(
        proved(b.module),
        "T0303: declare a wider range; or let `audits` have fewer records, such as `list of audit up to 5`\n");
    b.module.facts[audits].type.high = 7;
    EXPECT_EQ(proved(b.module), "");
}

TEST(ProveRecords, DerivedFieldsKeepToTheirRanges) {
    ModuleBuilder b = with_audits();
    const ExprId twice = b.times(onsite(b), 2, {Base::Days, false, 0, 400, 2});
    const ExprId field = b.field(audit, "twice", {Base::Days, false, 0, 399, 2}, twice);
    b.list("others", audit, 5);
    b.define("it", b.sum(audits, field), true);
    b.define("other", b.sum(3, field), true);
    EXPECT_EQ(proved(b.module),
              "T0303: declare a wider range; or give `onsite` a narrower range, such as `days 0..50`\n");
}

TEST(ProveRecords, DatesOfRecordsStayNear) {
    ModuleBuilder b = with_audits();
    b.require("it", b.any(audits,
                          b.compare(b.window(Kind::ShiftDate, b.unary(Kind::Given, ended(b)), {0, 9'890'429}),
                                    CompareOp::Ge, b.use_fact(0))));
    EXPECT_EQ(proved(b.module), "T0302: give `ended_on` a range, such as `date 2000-01-01 .. 2099-12-31`\n");
}

TEST(ProveRecords, ConditionsOfRecordsThatDecideNothing) {
    ModuleBuilder b = with_audits();
    const ExprId none =
        b.compare(onsite(b), CompareOp::Gt, b.constant(200, b.module.records[audit].fields[4].type));
    const ExprId all =
        b.compare(onsite(b), CompareOp::Ge, b.constant(0, b.module.records[audit].fields[4].type));
    b.define("none", b.count_of(audits, none), true);
    b.define("all", b.count_of(audits, all), true);
    EXPECT_EQ(proved(b.module), "T0307: `onsite` is 0 to 100\n"
                                "T0306: `onsite` is 0 to 100\n");
}

TEST(ProveRecords, RequirementsOnRecordsThatDecideNothing) {
    ModuleBuilder b = with_audits();
    const typed::Type half_days = b.module.records[audit].fields[4].type;
    const ExprId none = b.compare(onsite(b), CompareOp::Gt, b.constant(200, half_days));
    b.require("never", b.any(audits, none));
    b.require("always", b.every(audits, b.compare(onsite(b), CompareOp::Le, b.constant(200, half_days))));
    b.require("count", b.compare(b.count_of(audits, none), CompareOp::Ge, b.constant(1)));
    b.require("too_many", b.compare(b.count_of(audits), CompareOp::Ge, b.constant(9)));
    EXPECT_EQ(proved(b.module), "T0305: `onsite` is 0 to 100\n"
                                "T0304: `onsite` is 0 to 100\n"
                                "T0305: `onsite` is 0 to 100\n"
                                "T0305: the count of `audits` is 0 to 8\n");
}

TEST(ProveRecords, AnyRecordMayBeMissing) {
    ModuleBuilder b = with_audits();
    const typed::Type half_days = b.module.records[audit].fields[4].type;
    b.require("some", b.any(audits, b.compare(onsite(b), CompareOp::Ge, b.constant(0, half_days))));
    EXPECT_EQ(proved(b.module), "T0306: `onsite` is 0 to 100\n");
}

TEST(ProveRecords, ChoicesAndGroups) {
    ModuleBuilder b = with_audits();
    const typed::Type field = b.module.facts[1].type;
    b.require("all", b.any(audits, b.in_group(of(b), b.group(field, {0, 1, 2}))));
    b.require("two", b.in_group(b.use_fact(1), b.group(field, {0, 1})));
    b.require("member", b.member(b.use_fact(1), b.fact("held", ModuleBuilder::set_of(field))));
    EXPECT_EQ(proved(b.module), "T0306: `field` is qms to isms\n");
}

/// A part may stand in another form than in the condition: it is one and the same to a reader.
TEST(ProveRecords, PartsAreNotReportedAgain) {
    ModuleBuilder b;
    const ExprId few = b.fact("few", {Base::Count, false, 0, 3}), p = b.fact("p", yes_no);
    const auto at = [&](ExprId id, std::uint32_t begin, std::uint32_t end) {
        b.module.exprs[id.index()].span = {0, begin, end};
        return id;
    };
    const ExprId less = at(b.compare(few, CompareOp::Lt, b.constant(4)), 5, 9);
    const ExprId condition = at(b.both(at(b.negate(less), 1, 9), at(p, 10, 11)), 0, 12);
    b.require("it", condition);
    EXPECT_EQ(proved(b.module), "T0305: `few` is 0 to 3\n");
}

}  // namespace
}  // namespace tenet::compiler::testing::prove_records_test
