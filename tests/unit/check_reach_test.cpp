#include "tests/unit/checking.hpp"

#include "compiler/dependencies.hpp"
#include "compiler/placeholders.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tenet::compiler {
namespace {

using testing::Checked;
using testing::checked;
using typed::Kind;

std::string names_of(const std::vector<typed::Fact>& facts) {
    std::string all;
    for (const typed::Fact& fact : facts)
        all.append(all.empty() ? "" : " ").append(fact.name.id);
    return all;
}

const std::string shared = R"(policy common
as of their_day
dates round up
fact their_day : date
fact day : date
fact n : count
fact spare : count
fact spare_day : date
choice c
  one
  two
record r
  x : count
  unread : count = x + spare
  kept : count = x + n
fact l : list of r
param p = 4
param q
  = 3 until 2020-12-31
  = 4 from 2021-01-01
define reached = n + 1
define spare_define = spare + 1
define dated = spare_day within 3y
output theirs = spare
note "theirs"
assume n >= 1 "kept"
assume spare >= 1 "dropped"
assume n + spare >= 1 "dropped too"
assume spare_day within 3y "dropped as well"
decide foreign
  require spare >= 4
)";

TEST(Reach, DropsWhatTheAskedFileDoesNotReach) {
    const Checked c = checked(
        {{"asked.policy", "policy asked\nuse \"common.policy\"\nas of day\nfact own : count\n"
                          "define own_define = 3\ndecide e\n  require reached >= p\n  require own >= q\n"},
         {"common.policy", shared}});
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    EXPECT_EQ(names_of(c.module.facts), "day n own");
    EXPECT_EQ(c.module.facts[c.module.as_of].name.id, "day");
    EXPECT_EQ(c.module.decisions.size(), 1U);
    EXPECT_EQ(c.module.definitions.size(), 2U);
    EXPECT_TRUE(c.defines("reached"));
    EXPECT_TRUE(c.defines("q"));
    EXPECT_TRUE(c.module.choices.empty());
    EXPECT_TRUE(c.module.records.empty());
    EXPECT_EQ(c.module.notes.size(), 1U);
    ASSERT_EQ(c.module.assumes.size(), 1U);
    EXPECT_EQ(c.module.assumes[0].message.first, "kept");
    EXPECT_EQ(c.module.rounding, ast::Rounding::Up);
    for (const typed::Expr& e : c.module.exprs)
        EXPECT_TRUE(e.kind != Kind::Fact || e.ref < c.module.facts.size());
}

TEST(Reach, KeepsListsWithTheFieldsThatAreRead) {
    const Checked c =
        checked({{"asked.policy", "policy asked\nuse \"common.policy\"\noutput total = sum of kept in l\n"},
                 {"common.policy", shared}});
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    EXPECT_EQ(names_of(c.module.facts), "n l");
    ASSERT_EQ(c.module.records.size(), 1U);
    EXPECT_EQ(c.module.records[0].policy, "common");
    ASSERT_EQ(c.module.records[0].fields.size(), 2U);
    EXPECT_EQ(c.module.records[0].fields[1].name.id, "kept");
    EXPECT_EQ(c.module.records[0].order, (std::vector<std::uint32_t>{1}));
}

TEST(Reach, ForeignOutputsAreDefines) {
    const Checked c =
        checked({{"asked.policy", "policy asked\nuse \"common.policy\"\noutput mine = theirs + 1\n"},
                 {"common.policy", shared}});
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    EXPECT_FALSE(c.definition("theirs").is_output);
    EXPECT_TRUE(c.definition("mine").is_output);
    EXPECT_EQ(names_of(c.module.facts), "spare");
}

TEST(Reach, AReferenceDateIsNeededWhereSomethingReachedIsDated) {
    const Checked c = checked({{"asked.policy", "policy asked\nuse \"common.policy\"\noutput mine = dated\n"},
                               {"common.policy", shared}});
    EXPECT_EQ(c.codes(), "T0208") << c.text();
    const Checked param = checked({{"asked.policy", "policy asked\nuse \"common.policy\"\noutput mine = q\n"},
                                   {"common.policy", shared}});
    EXPECT_EQ(param.codes(), "T0208") << param.text();
    EXPECT_EQ(checked({{"asked.policy", "policy asked\nuse \"common.policy\"\noutput mine = n\n"},
                       {"common.policy", shared}})
                  .codes(),
              "");
}

TEST(Reach, FilesThatRoundDifferentlyAreRefused) {
    const Checked c =
        checked({{"asked.policy", "policy asked\nuse \"common.policy\"\ndates round down\noutput mine = n\n"},
                 {"common.policy", shared}});
    EXPECT_EQ(c.codes(), "T0274") << c.text();
}

TEST(Reach, NamesOfAllFilesLiveInOneSpace) {
    const Checked c = checked({{"asked.policy", "policy asked\nuse \"common.policy\"\nfact n : count\n"},
                               {"common.policy", shared}});
    EXPECT_TRUE(c.has(D::NameTaken)) << c.text();
}

TEST(Requirements, ApplyBetweenDays) {
    const auto requiring = [](const std::string& clauses) {
        return checked("policy a\nas of day\nfact day : date\nfact n : count\nfact ok : yes/no\ndecide e\n"
                       "  require n >= 4\n" +
                       clauses + "\n");
    };
    const Checked c = requiring("    when ok\n    from 2023-04-01\n    until 2023-12-31");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    const typed::Expr& when = c.module.at(c.module.decisions[0].requirements[0].when);
    ASSERT_EQ(when.kind, Kind::And);
    const typed::Expr& days = c.module.at(when.a);
    ASSERT_EQ(days.kind, Kind::And);
    EXPECT_EQ(c.module.at(days.a).op, ast::CompareOp::Ge);
    EXPECT_EQ(c.module.at(days.b).op, ast::CompareOp::Le);
    EXPECT_EQ(requiring("    from 2023-04-01\n    until 2022-04-01").codes(), "T0214");
    EXPECT_EQ(checked("policy a\nfact n : count\ndecide e\n  require n >= 4\n    from 2023-04-01\n").codes(),
              "T0208");
}

TEST(Requirements, TakeTheNameOfWhatTheyReadFirst) {
    const Checked c = checked(
        "policy a\nas of day\nrecord r\n  x : count\nfact day : date\nfact l : list of r\n"
        "fact n : count\nparam p = 3\nparam back : period = 3y\nchoice c\n  l\n  other\nfact c : c\ndecide e\n"
        "  require any r in l where x >= 3\n  require p <= n\n  require day valid back\n  require other = c\n");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    const auto& requirements = c.module.decisions[0].requirements;
    EXPECT_EQ(requirements[0].id.id, "l");
    EXPECT_EQ(requirements[1].id.id, "n");
    EXPECT_EQ(requirements[2].id.id, "day");
    EXPECT_EQ(requirements[3].id.id, "c");
}

TEST(Requirements, RemediesHaveNamesOfTheirOwn) {
    const auto requiring = [](const std::string& second) {
        return checked("policy a\nfact n : count\nfact m : count\ndecide e\n  require n >= 4\n"
                       "    remedy less \"Less\" when m >= 3\n  require m >= 4\n    remedy " +
                       second + " \"Other\"\n");
    };
    const Checked c = requiring("other");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    EXPECT_EQ(c.module.decisions[0].requirements[0].remedies[0].name.id, "less");
    EXPECT_TRUE(c.module.decisions[0].requirements[0].remedies[0].when.valid());
    EXPECT_EQ(requiring("less").codes(), "T0270");
}

TEST(Messages, ShowWhatTheyName) {
    const auto saying = [](const std::string& condition, const std::string& message) {
        return checked(
            "policy a\nas of day\nrecord r\n  x : count\nfact day : date\nfact l : list of r\nfact 次数 as n : count\n"
            "fact ok : yes/no\nparam p = 3\nparam back : period = 3y\ndefine twice = n * 2\ndecide e\n  require it: " +
            condition + "\n    else \"" + message + "\"\n");
    };
    const Checked c =
        saying("n >= 4", "{actual} {needed} {shortfall} {实有} {差额} {n} {次数} {p} {twice} {{brace} {n}");
    ASSERT_FALSE(c.diagnostics.has_errors()) << c.text();
    const auto& shown = c.module.decisions[0].requirements[0].placeholders;
    ASSERT_EQ(shown.size(), 4U);
    EXPECT_EQ(shown[0].name, "n");
    EXPECT_EQ(shown[1].name, "次数");
    EXPECT_EQ(c.module.at(shown[2].value).kind, Kind::Constant);
    EXPECT_EQ(c.module.at(shown[3].value).kind, Kind::Definition);
    EXPECT_EQ(saying("n >= 4", "{nn}").codes(), "T0271");
    EXPECT_EQ(saying("n >= 4", "{}").codes(), "T0271");
    EXPECT_EQ(saying("n >= 4", "{l}").codes(), "T0271");
    EXPECT_EQ(saying("n >= 4", "{e}").codes(), "T0271");
    EXPECT_EQ(saying("n >= 4", "{back}").codes(), "T0219");
    EXPECT_EQ(saying("n >= 4", "{n").codes(), "T0272");
    EXPECT_EQ(saying("n >= 4", "{records}").codes(), "T0273");
    EXPECT_EQ(saying("ok and n >= 4", "{actual}").codes(), "T0273");
    EXPECT_EQ(saying("every r in l has x >= 1", "{records}").codes(), "");
    EXPECT_EQ(checked("policy a\nfact n : count\nassume n >= 1 \"{actual}\"\n").codes(), "T0273");
    EXPECT_EQ(checked("policy a\nfact n : count\nassume n >= 1 \"{n}\"\noutput o = n\n").codes(), "");
}

TEST(Messages, PlacesAreFoundByTheirBraces) {
    EXPECT_TRUE(places_of("none here }").empty());
    EXPECT_TRUE(places_of("{{none}}").empty());
    const std::vector<MessagePlace> places = places_of("{{{a}{b}");
    ASSERT_EQ(places.size(), 2U);
    EXPECT_EQ(places[0].name, "a");
    EXPECT_EQ(places[0].begin, 2U);
    EXPECT_EQ(places[1].name, "b");
    EXPECT_FALSE(places_of("{a{b}")[0].closed);
    EXPECT_TRUE(places_of("{a{b}")[1].closed);
}

TEST(Dependencies, UncertainReadsComeFirstWhereTheyCan) {
    Diagnostics diagnostics;
    const std::vector<Dependent> units{{"a", {}}, {"b", {}}, {"c", {}}, {"d", {}}};
    EXPECT_EQ(dependency_order(units, {{{1, false}}, {}, {}, {}}, diagnostics),
              (std::vector<std::uint32_t>{1, 0, 2, 3}));
    // What is certain stays in order, even in a circle with what is not.
    EXPECT_EQ(dependency_order(units, {{{1, false}, {3, true}}, {{0, true}}, {}, {}}, diagnostics),
              (std::vector<std::uint32_t>{3, 0, 1, 2}));
    EXPECT_EQ(dependency_order(units, {{{0, false}}, {{2, false}}, {{1, false}}, {}}, diagnostics).size(),
              4U);
    EXPECT_FALSE(diagnostics.has_errors());
    EXPECT_EQ(dependency_order(units, {{{1, true}}, {{0, true}}, {{0, false}}, {}}, diagnostics),
              (std::vector<std::uint32_t>{2, 3}));
    EXPECT_TRUE(diagnostics.has_errors());
}

}  // namespace
}  // namespace tenet::compiler
