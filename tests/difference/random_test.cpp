#include "compiler/difference.hpp"
#include "compiler/evaluate.hpp"
#include "tests/differential/compare.hpp"
#include "tests/differential/policy_generator.hpp"
#include "tests/differential/row_generator.hpp"
#include "tests/differential/seeds.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Random policies, and edits of them made without a thought: what two versions answer differently must never be called the same.
namespace tenet::differential {
namespace {

using namespace compiler;

Compiled compiled_text(const std::string& text) {
    MemoryFiles files;
    files.add("generated.policy", text);
    return compile(files, "generated.policy");
}

/// What one token may become.
constexpr std::pair<std::string_view, std::string_view> swaps[] = {
    {" and ", " or "},       {" or ", " and "},       {" >= ", " > "},
    {" <= ", " < "},         {" > ", " >= "},         {" < ", " <= "},
    {" is ", " is not "},    {" = ", " is not "},     {"latest of", "earliest of"},
    {" valid ", " within "}, {"sum of", "latest of"}, {" not ", " "},
};

/// Changes one place of a policy; not every change is one that compiles.
std::string mutated(const std::string& text, Random& random) {
    struct Place {
        std::size_t at, size;
        std::string to;
    };
    std::vector<Place> places;
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const auto& [from, to] : swaps)
            if (text.compare(at, from.size(), from) == 0)
                places.push_back({at, from.size(), std::string(to)});
        const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
        const bool begins = digit(at) && at > 0 && (text[at - 1] == ' ' || text[at - 1] == '(');
        if (!begins) continue;
        std::size_t end = at;
        while (digit(end))
            ++end;
        if (end - at > 9) continue;
        const long number = std::stol(text.substr(at, end - at));
        places.push_back({at, end - at, std::to_string(number + 1)});
        if (number > 0) places.push_back({at, end - at, std::to_string(number - 1)});
    }
    if (places.empty()) return text;
    const Place& place = places[random.below(places.size())];
    std::string out = text;
    return out.replace(place.at, place.size, place.to);
}

struct Counts {
    std::size_t pairs = 0, changed = 0, same = 0, by_cases = 0, open = 0, rows = 0;
};

class DifferenceOfRandomPolicies : public ::testing::TestWithParam<std::uint64_t> {};

/// Asks both versions about random applicants, and holds what they answer against the findings.
void hold_against(const Compiled& before, const Compiled& after, const Difference& difference, Random& random,
                  Counts& counts) {
    const Program old_program = before.program->view(), new_program = after.program->view();
    const WitnessSearch search(Edition::of(before, old_program), Edition::of(after, new_program));
    Interpreter old_version(old_program, *before.table), new_version(new_program, *after.table);
    RowGenerator rows(*after.module, random);
    for (std::size_t r = 0; r < 60; ++r) {
        const FactRow row = rows.draw(r % 3 == 0 ? 30 : 0);
        Witness one;
        one.shared = search.facts().shared_of(Version::New, row);
        one.rows = {search.facts().row_of(Version::Old, one.shared),
                    search.facts().row_of(Version::New, one.shared)};
        one.answers = {old_version.answer(one.rows[0]), new_version.answer(one.rows[1])};
        ++counts.rows;
        const bool known = all_known(*before.module, one.rows[0]) && all_known(*after.module, one.rows[1]);
        for (const Finding& finding : difference.findings) {
            const bool covered = finding.sameness.how == Sameness::How::Form ||
                                 (finding.sameness.how == Sameness::How::Cases && known);
            if (!covered) continue;
            ASSERT_FALSE(search.differs(finding.subject, one))
                << "called the same" << (known ? "" : " by its form")
                << fmt::format(": kind {} {} {}, refused {} and {}\n", static_cast<int>(finding.subject.kind),
                               finding.subject.index[1], finding.subject.place[1], one.answers[0].refused(),
                               one.answers[1].refused())
                << show(*after.module, one.rows[1]);
        }
    }
}

TEST_P(DifferenceOfRandomPolicies, IsNeverCalledNone) {
    Random random(GetParam());
    Counts counts;
    const std::size_t policies = 12;
    for (std::size_t i = 0; i < policies; ++i) {
        Shape shape = draw_shape(random);
        shape.uses = false;
        const Policy policy = generate_policy(random, shape);
        const Compiled before = compiled_text(policy.english);
        ASSERT_TRUE(before.ok()) << policy.english;
        DifferenceOptions options;
        options.search.most = 1500;
        const Compiled again = compiled_text(policy.chinese);
        EXPECT_TRUE(compare_versions(before, again, options).proved_same()) << policy.english;
        for (std::size_t m = 0; m < 8; ++m) {
            const std::string text = mutated(policy.english, random);
            const Compiled after = compiled_text(text);
            if (!after.ok()) continue;
            ++counts.pairs;
            const Difference difference = compare_versions(before, after, options);
            for (const Finding& finding : difference.findings) {
                counts.changed += finding.changed() ? 1U : 0U;
                counts.same += finding.sameness.proved() ? 1U : 0U;
                counts.by_cases += finding.sameness.how == Sameness::How::Cases ? 1U : 0U;
                counts.open += !finding.changed() && !finding.sameness.proved() ? 1U : 0U;
            }
            hold_against(before, after, difference, random, counts);
            ASSERT_FALSE(HasFatalFailure()) << policy.english << "\n--- became ---\n" << text;
        }
    }
    fmt::print(
        "reached: {} pairs of versions: {} findings changed, {} proved the same ({} by cases), {} open; {} applicants\n",
        counts.pairs, counts.changed, counts.same, counts.by_cases, counts.open, counts.rows);
    EXPECT_GT(counts.pairs, policies);
    EXPECT_GT(counts.changed, 0U);
    EXPECT_GT(counts.same, 0U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, DifferenceOfRandomPolicies, ::testing::ValuesIn(seeds()));

}  // namespace
}  // namespace tenet::differential
