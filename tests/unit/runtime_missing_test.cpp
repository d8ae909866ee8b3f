#include "tests/unit/runtime_sample.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace tenet::testing {
namespace {

using Facts = Everything::Facts;

template <std::uint32_t Capacity>
std::vector<std::uint32_t> facts_of(const Missing<Capacity>& found) {
    EXPECT_EQ(found.total, found.size());
    std::vector<std::uint32_t> facts;
    for (const MissingFact& fact : found)
        facts.push_back(fact.path.fact);
    return facts;
}

template <class Traits, std::uint32_t D>
std::vector<std::uint32_t> missing_in(const typename Traits::Facts& facts) {
    const auto found = missing(Traits{}, facts, decide<Traits, D>(facts));
    return facts_of(found);
}

template <std::uint32_t O>
std::vector<std::uint32_t> missing_out(const Facts& facts) {
    const auto found = missing_for_output<Everything, O>(facts);
    return facts_of(found);
}

using List = std::vector<std::uint32_t>;

TEST(RuntimeMissing, ListsUnknownFactsOfUndeterminedRequirements) {
    EXPECT_EQ((missing_in<Auditor, 0>({})), (List{0, 1, 2, 3}));
    EXPECT_EQ((missing_in<Auditor, 0>({.applied_on = date(2023, 5, 1), .audits = 3})), (List{1, 3}));
    EXPECT_EQ((missing_in<Auditor, 0>({.exam = none})), (List{2, 3}))
        << "an exam there is none of fails for good";
    EXPECT_EQ((missing_in<Auditor, 0>({.exam = none, .audits = 4})), List{})
        << "enough whatever the extension";
    EXPECT_EQ((missing_in<Auditor, 0>({.exam = none, .audits = 2})), List{})
        << "too few whatever the extension";
    EXPECT_EQ((missing_in<Auditor, 0>({.exam = none, .extension = true})), List{2});
}

TEST(RuntimeMissing, RefusedQuestionsLackNothing) {
    EXPECT_EQ((missing_in<Auditor, 0>({.audits = -1})), List{});
}

TEST(RuntimeMissing, NeverEntersABranchNotTaken) {
    const Facts no{.exam = none, .trainee = false, .extension = true};
    EXPECT_EQ(missing_out<0>(no), List{2});
    const Facts yes{.exam = none, .trainee = true, .extension = true};
    EXPECT_EQ(missing_out<0>(yes), List{3});
    EXPECT_EQ(missing_out<0>({.exam = none, .extension = true}), (List{2, 3, 4}));
    EXPECT_EQ(missing_out<0>({.extension = false}), List{});
}

TEST(RuntimeMissing, OutputsListFactsInOrderOfDeclaration) {
    EXPECT_EQ(missing_out<3>({}), (List{0, 1}));
    EXPECT_EQ(missing_out<1>({.today = date(2024, 1, 1)}), List{1});
    EXPECT_EQ(missing_out<1>({.exam = none}), List{});
}

TEST(RuntimeMissing, FactsThatReachMostRequirementsComeFirst) {
    // Decision 0: points reach requirements 1, 2, 3's none; audits reach 0, 1, 4.
    const Facts facts{.today = date(2024, 1, 1), .exam = none, .trainee = true};
    const auto decision = decide<Everything, 0>(facts);
    EXPECT_EQ(decision.unknown[0], 0b10111U);
    EXPECT_EQ((missing_in<Everything, 0>(facts)), (List{2, 3}));
    const Facts enough{.today = date(2024, 1, 1), .exam = date(2023, 1, 1), .points = 5, .trainee = true};
    EXPECT_EQ((decide<Everything, 0>(enough).unknown[0]), 0b10000U);
    EXPECT_EQ((missing_in<Everything, 0>(enough)), (List{3, 5}));
    const Facts off{.today = date(2024, 1, 1), .exam = date(2023, 1, 1), .trainee = true, .extension = false};
    EXPECT_EQ((decide<Everything, 0>(off).unknown[0]), 0b10110U);
    EXPECT_EQ((missing_in<Everything, 0>(off)), (List{2, 3})) << "a tie keeps the order of declaration";
}

TEST(RuntimeMissing, TheDecisionsWhenCountsAsARequirement) {
    const Facts facts{.exam = date(2023, 1, 1), .points = none};
    // `when` is `extension` here; requirement 5 applies if `extension`, requirement 7 not at all.
    EXPECT_EQ((decide<Everything, 1>(facts).verdict), Verdict::Undetermined);
    EXPECT_EQ((missing_in<Everything, 1>(facts)), (List{5, 0, 3, 4}));
    const Facts off{.exam = date(2023, 1, 1), .extension = false};
    EXPECT_EQ((decide<Everything, 1>(off).verdict), Verdict::NotApplicable);
    EXPECT_EQ((missing_in<Everything, 1>(off)), List{});
}

TEST(RuntimeMissing, ManyRequirementsAreWalked64AtATime) {
    EXPECT_EQ((missing_in<Long, 0>({})), (List{0, 1}));
    EXPECT_EQ((missing_in<Long, 0>({.n = 0})), List{}) << "0 stays 0 doubled or not";
    EXPECT_EQ((missing_in<Long, 0>({.n = 3})), List{1});
    EXPECT_EQ((missing_in<Long, 0>({.doubled = false})), List{0});
}

/// Adds facts 0, 1, … reached by so many walks each and sorts them.
List sorted(const std::vector<std::uint32_t>& walks, std::uint32_t capacity) {
    std::vector<MissingFact> memory(capacity);
    MissingFound found{memory.data(), capacity};
    for (std::uint32_t fact = 0; fact < walks.size(); ++fact)
        found.add({fact}, walks[fact]);
    found.sort();
    EXPECT_EQ(found.total, walks.size());
    List facts;
    for (std::uint32_t i = 0; i < found.kept(); ++i)
        facts.push_back(memory[i].path.fact);
    return facts;
}

TEST(RuntimeMissing, SortPutsHighCountsFirstAndKeepsTies) {
    EXPECT_EQ(sorted({1, 3, 2, 3, 1, 2, 9, 1}, 8), (List{6, 1, 3, 2, 5, 0, 4, 7}));
    EXPECT_EQ(sorted({2, 2, 2}, 3), (List{0, 1, 2}));
}

/// The same without memory for them.
List in_order(const std::vector<std::uint32_t>& walks) {
    List facts;
    const auto take = [&](const FactPath& path) { facts.push_back(path.fact); };
    MissingInOrder<decltype(take)> found{take};
    do {
        found.next();
        for (std::uint32_t fact = 0; fact < walks.size(); ++fact)
            found.add({fact}, walks[fact]);
    } while (found.has_more());
    return facts;
}

TEST(RuntimeMissing, InOrderIsAsSorted) {
    for (const std::vector<std::uint32_t>& walks :
         {std::vector<std::uint32_t>{1, 3, 2, 3, 1, 2, 9, 1}, {2, 2, 2}, {1}, {5, 4, 3}, {3, 4, 5}, {}})
        EXPECT_EQ(in_order(walks), sorted(walks, static_cast<std::uint32_t>(walks.size())));
}

TEST(RuntimeMissing, WhereNotAllFitTheFirstInOrderAreKept) {
    const std::vector<std::uint32_t> walks{1, 3, 2, 3, 1, 2, 9, 1};
    const List all = sorted(walks, 8);
    for (std::uint32_t capacity = 0; capacity < 8; ++capacity)
        EXPECT_EQ(sorted(walks, capacity), List(all.begin(), all.begin() + capacity));
}

}  // namespace
}  // namespace tenet::testing
