#include "tests/unit/checking.hpp"

#include "compiler/limits.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tenet::compiler {
namespace {

using testing::Checked;
using testing::checked;

constexpr std::string_view lists = R"(policy auditor
as of today
choice field "Field"
  qms
  ems
  质量 as quality
choice level
  trainee
  formal
  open
group systems = qms, ems
record audit
  field : field
  ended_on : date
  days_spent : days in halves
  spoken : set of level
  until : date or none
  counted : yes/no = audit.field = field and ended_on within 3y
  closed : yes/no = until is given and until < today
record exam
  subject : level
  passed_on : date or none
fact today : date
fact field : field
fact level : level or none
fact levels : set of level
fact audits : list of audit up to 20
fact others : list of audit
fact exams : list of exam
fact few : count or none
fact ok : yes/no
)";

Checked requiring(std::string_view body) {
    return checked(std::string(lists) + "decide eligible\n  require " + std::string(body) + "\n");
}

Checked defining(std::string_view body) {
    return checked(std::string(lists) + "output x" + std::string(body) + "\ndecide eligible\n  require ok\n");
}

std::string codes(std::string_view body) { return requiring(body).codes(); }

TEST(CheckRecords, AcceptsListExpressions) {
    for (
        const char* body : {
            "count of audits >= 4",
            "(count of audits where counted) >= 4 or 3 with ok",
            "(count of audits where counted and closed) >= 4",
            "(sum of days_spent in audits where counted) >= 7.5d",
            "(latest of ended_on in audits) valid 3y",
            "(earliest of passed_on in exams where subject = formal) is given",
            "any audit in audits where audit.field = field",
            "any exam in exams where passed_on valid 3y",
            "any exam in exams where passed_on is given and passed_on > 2020-01-01",
            "every audit in audits has ended_on within 3y",
            "audits in order from ended_on to until",
            "any audit in audits where audit.field in systems and level in spoken",
            "any audit in audits where ended_on > 2020-01-01 and (count of exams where subject = trainee) >= 2",
            "few is given and (count of audits where days_spent >= 2d) >= few",
            "every audit in audits has (few is none or (days_spent >= 2d and few > 3))",
        }) {
        const Checked c = requiring(body);
        EXPECT_TRUE(c.diagnostics.all().empty()) << body << '\n' << c.text();
    }
}

TEST(CheckRecords, RefusesWhatDoesNotGo) {
    EXPECT_EQ(codes("count of few >= 4"), "T0246");
    EXPECT_EQ(codes("count of audit >= 4"), "T0201");
    EXPECT_EQ(codes("count of unheard_of >= 4"), "T0201");
    EXPECT_EQ(codes("audits"), "T0247");
    EXPECT_EQ(codes("audits >= 4"), "T0247");
    EXPECT_EQ(codes("any exam in audits where ok"), "T0251");
    EXPECT_EQ(codes("any audit in audits where exam.subject = formal"), "T0251");
    EXPECT_EQ(codes("any audit in audits where audit.fields = qms"), "T0245");
    EXPECT_EQ(codes("audit.field = qms"), "T0250");
    EXPECT_EQ(codes("any audit in audits where field = qms"), "T0248");
    EXPECT_EQ(codes("any audit in audits where ended"), "T0201");
    EXPECT_EQ(codes("(sum of ended_on in audits) > 3"), "T0252");
    EXPECT_EQ(codes("(latest of counted in audits) is given"), "T0252");
    EXPECT_EQ(codes("(latest of spoken in audits) is given"), "T0252");
    EXPECT_EQ(codes("audits in order from until to ended_on"), "T0207");
    EXPECT_EQ(codes("audits in order from spoken to until"), "T0257");
    EXPECT_EQ(codes("audits in order from ended_on to days_spent"), "T0205");
    EXPECT_EQ(codes("any exam in exams where passed_on > 2020-01-01"), "T0207");
    EXPECT_EQ(codes("(latest of ended_on in audits) > 2020-01-01"), "T0207");
}

TEST(CheckRecords, AListInsideAListDoesNotReadTheRecordAroundIt) {
    EXPECT_EQ(codes("any audit in audits where (count of exams where days_spent >= 2d) >= 2"), "T0249");
    EXPECT_EQ(codes("any audit in audits where (count of exams where audit.ended_on < passed_on) >= 2"),
              "T0249");
    // Of the same record the inner one is meant, and nothing that is given outside is so inside.
    EXPECT_EQ(codes("any audit in audits where (count of others where counted) >= 2"), "");
    EXPECT_EQ(
        codes("any audit in audits where until is given and (count of others where until < today) >= 2"),
        "T0207");
}

TEST(CheckRecords, ABareNameIsTheOuterOneBesideTheQualifiedField) {
    const Checked c = requiring("any audit in audits where audit.field = field");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    const typed::Expr& any = c.condition(0);
    ASSERT_EQ(any.kind, typed::Kind::Any);
    const typed::Expr& comparison = c.module.at(any.c);
    EXPECT_EQ(c.module.at(comparison.a).kind, typed::Kind::Field);
    EXPECT_EQ(c.module.at(comparison.b).kind, typed::Kind::Fact);
    // The spelling that is written decides: a twin does not clash with a name that reads differently.
    EXPECT_EQ(checked("policy a\nchoice 领域\n  qms\nrecord 审核 as audit\n  领域 as field : 领域\n"
                      "fact 申请领域 as field : 领域\nfact 审核经历 as audits : list of 审核\ndecide e\n"
                      "  require any 审核 in 审核经历 where 领域 = 申请领域\n")
                  .codes(),
              "");
}

TEST(CheckRecords, ARecordsExpressionsAreTypedOnce) {
    const Checked c =
        requiring("(count of audits where counted) >= 1 and (count of others where counted) >= 1");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    const std::string dump = c.dumped();
    std::size_t windows = 0;
    for (std::size_t at = dump.find("window back"); at != std::string::npos;
         at = dump.find("window back", at + 1))
        ++windows;
    EXPECT_EQ(windows, 1U) << dump;
}

TEST(CheckRecords, DerivedFieldsAreThereWhereTheyAreReadAndInOrder) {
    const Checked none = requiring("count of audits >= 1");
    ASSERT_EQ(none.module.records.size(), 2U) << none.text();
    EXPECT_EQ(none.module.records[0].fields.size(), 5U);
    EXPECT_TRUE(none.module.records[0].order.empty());
    const Checked c = checked("policy a\nrecord r\n  third : count = second + n\n  first : count = n * 2\n"
                              "  second : count = first + 1\n  n : count\nfact l : list of r\n"
                              "decide e\n  require (sum of third in l) >= 1\n");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    EXPECT_EQ(c.module.records[0].order, (std::vector<std::uint32_t>{1, 2, 0}));
}

TEST(CheckRecords, CirclesGoThroughFieldsToo) {
    EXPECT_EQ(
        checked("policy a\nrecord r\n  n : count\n  x : count = y\n  y : count = x\nfact l : list of r\n"
                "decide e\n  require (sum of n in l) >= 1\n")
            .codes(),
        "T0211");
    const Checked c = checked("policy a\nrecord r\n  n : count\n  x : count = n + total\nfact l : list of r\n"
                              "define total = sum of x in l\ndecide e\n  require total >= 1\n");
    EXPECT_EQ(c.codes(), "T0211");
    EXPECT_NE(c.text().find("`total` → `r.x` → `total`"), std::string::npos) << c.text();
}

TEST(CheckRecords, GuardsHoldInsideOfRecords) {
    EXPECT_EQ(codes("any audit in audits where closed and until > 2020-01-01"), "");  // by what `closed` says
    EXPECT_EQ(codes("(sum of (until - ended_on) in audits where until is given) > 3d"), "");
    EXPECT_EQ(codes("(sum of (until - ended_on) in audits) > 3d"), "T0207");
    EXPECT_EQ(
        codes("(count of audits where until is given) >= 1 and (count of audits where until > today) >= 1"),
        "T0207");
    EXPECT_EQ(
        checked(
            "policy a\nas of d\nfact d : date\nrecord r\n  x : date or none\n  late : yes/no\n    = no when x is none\n"
            "    = x > d otherwise\nfact l : list of r\ndecide e\n  require every r in l has not late\n")
            .codes(),
        "");
}

TEST(CheckRecords, RangesFollowTheLengthOfTheList) {
    EXPECT_EQ(defining(" = count of audits").definition("x").type,
              (typed::Type{typed::Base::Count, false, 0, 20, 1}));
    EXPECT_EQ(defining(" = sum of days_spent in audits").definition("x").type,
              (typed::Type{typed::Base::Days, false, 0, 4'000'000, 2}));
    EXPECT_EQ(defining(" = latest of ended_on in audits").definition("x").type,
              (typed::Type{typed::Base::Date, true, 0, 109'572, 1}));
}

TEST(CheckChoices, ABareNameIsAValueWhereOneIsExpected) {
    for (const char* body : {
             "field = qms",
             "qms = field",
             "field != 质量",
             "field is quality",
             "level = open",
             "(if ok then qms else field) = ems",
             "field = (if ok then qms else ems)",
             "field in systems",
             "level not in levels or ok",
             "formal in levels",
             "level is given and level != trainee",
         }) {
        const Checked c = requiring(body);
        EXPECT_TRUE(c.diagnostics.all().empty()) << body << '\n' << c.text();
    }
    EXPECT_EQ(defining(" : field = if ok then qms else ems").codes(), "");
    EXPECT_EQ(
        defining(
            " : field or none\n  = none when level is none\n  = qms when level = open\n  = ems otherwise")
            .codes(),
        "");
}

TEST(CheckChoices, RefusesOtherNames) {
    EXPECT_EQ(codes("field = qmss"), "T0238");
    EXPECT_EQ(codes("field = formal"), "T0238");
    EXPECT_EQ(codes("field = few"), "T0205");
    EXPECT_EQ(codes("field = level"), "T0205");
    EXPECT_EQ(codes("field > qms"), "T0257");
    EXPECT_EQ(codes("field > field"), "T0257");
    EXPECT_EQ(codes("field in 1 .. 2"), "T0236");
    EXPECT_EQ(codes("field"), "T0206");
    EXPECT_EQ(codes("field in unheard_of"), "T0242");
    EXPECT_EQ(codes("level in systems"), "T0241");
    EXPECT_EQ(codes("few in systems"), "T0241");
    EXPECT_EQ(codes("qms in levels"), "T0238");
    EXPECT_EQ(codes("field in few"), "T0243");
    EXPECT_EQ(codes("systems"), "T0244");
    EXPECT_EQ(codes("audit"), "T0244");
    EXPECT_EQ(defining(" = if ok then qms else ems").codes(), "T0240 T0240");
    EXPECT_EQ(defining(" : level = qms").codes(), "T0238");
}

/// Where a name is both a value and something else, the type of the other side settles it.
TEST(CheckChoices, NamesThatAreBothAreSettledByTheTypes) {
    const std::string head = "policy a\nchoice c\n  open\n  shut\nfact c : c\nfact day : date\n";
    const Checked value = checked(head + "define open = c = open\ndecide e\n  require open\n");
    ASSERT_FALSE(value.diagnostics.has_errors()) << value.text();
    EXPECT_EQ(value.module.definitions.size(), 1U);
    // `c` itself is a value of another choice, and a fact of this one.
    EXPECT_EQ(checked(head + "choice d\n  c\n  x\ndecide e\n  require c = shut\n").codes(), "");
    EXPECT_EQ(
        checked(head + "choice d\n  c\n  x\nfact y : d\ndecide e\n  require y = c and c = open\n").codes(),
        "");
    // Read before it is worked out: the order is found, or the type must be said.
    const Checked later =
        checked(head + "define x = shut\ndefine shut = day > 2020-01-01\ndecide e\n  require x\n");
    EXPECT_EQ(later.codes(), "");
    EXPECT_EQ(later.module.order, (std::vector<std::uint32_t>{1, 0}));
    EXPECT_EQ(checked(head + "define shut = if c = open then ok else no\ndefine ok = c = shut and shut\n"
                             "decide e\n  require shut\n")
                  .codes(),
              "T0259");
    EXPECT_EQ(checked(head + "define shut : yes/no = if c = open then ok else no\n"
                             "define ok : yes/no = c = shut and shut\ndecide e\n  require shut\n")
                  .codes(),
              "T0211");
}

TEST(CheckChoices, AGroupIsOfTheChoiceBeforeIt) {
    const std::string topics = "choice topic\n  qms\n  ems\n  hotline\n";
    const std::string fields = "choice field\n  qms\n  ems\n  ccc\n";
    const std::string rest = "group g = qms, ems\nfact field : field\ndecide e\n  require field in g\n";
    EXPECT_EQ(checked("policy a\n" + topics + fields + rest).codes(), "");
    EXPECT_EQ(checked("policy a\n" + fields + topics + rest).codes(), "T0241");
    EXPECT_EQ(checked("policy a\n" + fields + topics +
                      "group h = qms, ccc\nfact field : field\ndecide e\n  require field in h\n")
                  .codes(),
              "");
    EXPECT_EQ(checked("policy a\n" + fields + "group h = qms, cccp\n").codes(), "T0238");
    EXPECT_EQ(checked("policy a\n" + fields + "group h = nothing\n").codes(), "T0239");
}

TEST(CheckChoices, TextsCompareWithTextsWrittenOut) {
    const auto comparing = [](const std::string& body) {
        return checked(
            "policy a\nfact t : text\nfact u : text or none\nparam p = \"四\"\noutput o : text or none = none\n"
            "decide e\n  require " +
            body + "\n");
    };
    const Checked c = comparing("t = \"一\" or u != \"二\" or t is \"一\" or u = p");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    EXPECT_EQ(c.module.texts, (std::vector<std::string>{"一", "二", "四"}));
    EXPECT_EQ(c.module.facts[0].type, (typed::Type{typed::Base::Text, false, 0, 3, 1}));
    EXPECT_EQ(comparing("t = u").codes(), "T0256");
    EXPECT_EQ(comparing("t > \"一\"").codes(), "T0257");
    EXPECT_EQ(comparing("t = 3").codes(), "T0205");
    EXPECT_EQ(comparing("t").codes(), "T0206");
}

TEST(CheckLimits, HoldAtTheirEdges) {
    const auto choice = [](std::size_t values, const std::string& type) {
        std::string text = "policy a\nchoice c\n";
        for (std::size_t i = 0; i < values; ++i)
            text += "  v" + std::to_string(i) + "\n";
        return checked(text + "fact f : " + type + "\nfact ok : yes/no\ndecide e\n  require ok\n").codes();
    };
    EXPECT_EQ(choice(limits::choice_values - 1, "c"), "");
    EXPECT_EQ(choice(limits::choice_values, "c"), "");
    EXPECT_EQ(choice(limits::choice_values + 1, "c"), "T0527");
    EXPECT_EQ(choice(limits::set_members - 1, "set of c"), "");
    EXPECT_EQ(choice(limits::set_members, "set of c"), "");
    EXPECT_EQ(choice(limits::set_members + 1, "set of c"), "T0528");
    // Each case gives another list.
    const auto listings = [](std::size_t count) {
        std::string text = "policy a\nchoice c\n  v0\n  v1\nfact n : count\noutput o : list of c\n";
        for (std::size_t i = 0; i + 1 < count; ++i) {
            std::string bits;
            for (std::size_t rest = i + 2; rest > 1; rest /= 2)
                bits += rest % 2 == 0 ? "v0, " : "v1, ";
            text += "  = " + bits + "v1 when n = " + std::to_string(i) + "\n";
        }
        return checked(text + "  = empty otherwise\n").codes();
    };
    EXPECT_EQ(listings(limits::choice_values - 1), "");
    EXPECT_EQ(listings(limits::choice_values), "");
    EXPECT_EQ(listings(limits::choice_values + 1), "T0540");
    const auto record = [](std::size_t fields, std::size_t length) {
        std::string text = "policy a\nrecord r\n";
        for (std::size_t i = 0; i < fields; ++i)
            text += "  f" + std::to_string(i) + " : count\n";
        return checked(text + "fact l : list of r up to " + std::to_string(length) +
                       "\ndecide e\n  require count of l >= 1\n")
            .codes();
    };
    EXPECT_EQ(record(limits::record_fields - 1, limits::list_records - 1), "");
    EXPECT_EQ(record(limits::record_fields, limits::list_records), "");
    EXPECT_EQ(record(limits::record_fields + 1, 5), "T0531");
    EXPECT_EQ(record(1, limits::list_records + 1), "T0529");
    EXPECT_EQ(record(1, 0), "T0215");
    const auto param = [](std::size_t rows) {
        std::string text =
            "policy a\nas of d\nfact d : date\nfact n : count\ndecide e\n  require n >= p\nparam p\n  = 0 until 1999-12-31\n";
        for (std::size_t i = 1; i < rows; ++i)
            text += "  = " + std::to_string(i) + " from " + std::to_string(1999 + i) + "-01-01" +
                    (i + 1 == rows ? "\n" : " until " + std::to_string(1999 + i) + "-12-31\n");
        return checked(text).codes();
    };
    EXPECT_EQ(param(limits::param_rows - 1), "");
    EXPECT_EQ(param(limits::param_rows), "");
    EXPECT_EQ(param(limits::param_rows + 1), "T0532");
    const auto table = [](std::size_t rows, std::size_t columns) {
        std::string text = "policy a\nfact n : count\ntable t by n", any;
        for (std::size_t i = 1; i < columns; ++i)
            text += ", n", any += ", any";
        text += " : count\n";
        for (std::size_t i = 1; i < rows; ++i)
            text += "  " + std::to_string(i) + any + " -> 1\n";
        return checked(text + "  otherwise -> 2\noutput o = t\n").codes();
    };
    EXPECT_EQ(table(limits::table_rows - 1, limits::table_columns - 1), "");
    EXPECT_EQ(table(limits::table_rows, limits::table_columns), "");
    EXPECT_EQ(table(limits::table_rows + 1, 1), "T0535");
    EXPECT_EQ(table(1, limits::table_columns + 1), "T0534");
    const auto guards = [](std::size_t names) {
        std::string text = "policy a\n", all = "define all = last is given";
        for (std::size_t i = 1; i < names; ++i) {
            text += "fact f" + std::to_string(i) + " : yes/no or none\n";
            all += " and f" + std::to_string(i) + " is given";
        }
        return checked(text + "fact last : count or none\n" + all +
                       "\ndecide e\n  require all and last >= 4\n")
            .codes();
    };
    EXPECT_EQ(guards(limits::guards - 1), "");
    EXPECT_EQ(guards(limits::guards), "");
    EXPECT_EQ(guards(limits::guards + 1), "T0533");
    const auto cases = [](std::size_t rows) {
        std::string text = "policy a\nfact f : count\nfact g : count or none\ndefine some : yes/no\n";
        for (std::size_t i = 1; i < rows; ++i)
            text += "  = g is given when f = " + std::to_string(i) + "\n";
        return checked(text + "  = g is given otherwise\ndecide e\n  require some and g >= 4\n").codes();
    };
    EXPECT_EQ(cases(limits::guarded_cases - 1), "");
    EXPECT_EQ(cases(limits::guarded_cases), "");
    EXPECT_EQ(cases(limits::guarded_cases + 1), "T0533");
}

}  // namespace
}  // namespace tenet::compiler
