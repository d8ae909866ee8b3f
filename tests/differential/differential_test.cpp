#include "compiler/compile.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/reference.hpp"
#include "tests/differential/compare.hpp"
#include "tests/differential/known_domain.hpp"
#include "tests/differential/policy_generator.hpp"
#include "tests/differential/row_generator.hpp"
#include "tests/differential/seeds.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <string>

namespace tenet::differential {
namespace {

using compiler::Answer;
using compiler::Compiled;
using compiler::FactRow;

/// What a run reached, so that a run that reached nothing cannot look like a success.
struct Reached {
    std::uint64_t policies = 0, rows = 0, decisions = 0, completions = 0, refused = 0, known_rows = 0;
    std::array<std::uint64_t, 6> verdicts{};
    std::array<std::uint64_t, 64> codes{};

    void count(const Compiled& compiled) {
        ++policies;
        for (const Op& op : compiled.program->ops)
            ++codes[static_cast<std::size_t>(op.code)];
    }
    void count(const Answer& answer) {
        ++rows;
        refused += answer.refused ? 1 : 0;
        decisions += answer.decisions.size();
        for (const auto& decision : answer.decisions)
            ++verdicts[static_cast<std::size_t>(decision.verdict)];
    }
};

Compiled compile_text(const std::string& text) {
    compiler::MemoryFiles files;
    files.add("generated.policy", text);
    return compiler::compile(files, "generated.policy");
}

std::string errors(const Compiled& compiled) {
    return compiler::render_text(compiled.diagnostics, *compiled.sources, compiler::Lang::En);
}

class Differential : public ::testing::TestWithParam<std::uint64_t> {
  protected:
    /// Compares all evaluators on one applicant; gives the first difference in words.
    std::string compare_row(const Compiled& compiled, RowGenerator& rows, const FactRow& row) {
        const auto& module = *compiled.module;
        const Answer wanted = reference_evaluate(module, row);
        reached_.count(wanted);
        const Program program = compiled.program->view();
        if (auto text = difference(module, wanted, compiler::interpret(program, row)); !text.empty())
            return text;
        if (wanted.refused) return "";
        if (all_known(row)) {
            ++reached_.known_rows;
            if (auto text = difference(module, wanted, interpret_known(program, row)); !text.empty())
                return "known domain: " + text;
            return "";
        }
        for (int i = 0; i < 2; ++i) {
            ++reached_.completions;
            const FactRow full = rows.complete(row);
            if (auto text = contradiction(module, wanted, reference_evaluate(module, full)); !text.empty())
                return "completed by " + show(module, full) + text;
        }
        return "";
    }

    Reached reached_;
};

TEST_P(Differential, EvaluatorsAgree) {
    Random random(GetParam());
    const std::size_t policies = policies_per_seed(), rows_each = rows_per_policy();
    for (std::size_t i = 0; i < policies; ++i) {
        const Policy policy = generate_policy(random, draw_shape(random));
        const Compiled english = compile_text(policy.english);
        ASSERT_TRUE(english.ok()) << policy.english << errors(english);
        const Compiled chinese = compile_text(policy.chinese);
        ASSERT_TRUE(chinese.ok()) << policy.chinese << errors(chinese);
        ASSERT_EQ(english.fingerprints->meaning, chinese.fingerprints->meaning)
            << policy.english << policy.chinese;
        reached_.count(english);
        RowGenerator rows(*english.module, random);
        for (std::size_t r = 0; r < rows_each; ++r) {
            constexpr unsigned unknown_percents[] = {0, 0, 10, 30, 60, 95};
            FactRow row = rows.draw(unknown_percents[r % std::size(unknown_percents)]);
            if (random.chance(3)) row = rows.spoil(row);
            const std::string found = compare_row(english, rows, row);
            ASSERT_EQ(found, "") << policy.english << show(*english.module, row);
        }
    }
    fmt::print(
        "reached: seed {:#x}: {} policies in both skins, {} applicants ({} all known, {} refused), {} decisions, "
        "{} completions of missing facts\n",
        GetParam(), reached_.policies, reached_.rows, reached_.known_rows, reached_.refused,
        reached_.decisions, reached_.completions);
    fmt::print("reached:   verdicts: undetermined {}, eligible {}, ineligible {}, not applicable {}\n",
               reached_.verdicts[0], reached_.verdicts[1], reached_.verdicts[3], reached_.verdicts[4]);
    for (std::size_t verdict : {0U, 1U, 3U, 4U})
        EXPECT_GT(reached_.verdicts[verdict], rows_each) << "this run hardly reached verdict " << verdict;
    for (std::size_t code = 0; code <= static_cast<std::size_t>(Code::RequireInRange); ++code)
        EXPECT_GT(reached_.codes[code], 0U) << "no generated policy uses op " << code;
}

INSTANTIATE_TEST_SUITE_P(Seeds, Differential, ::testing::ValuesIn(seeds()));

TEST(IllTyped, IsRefusedBeforeTheTable) {
    Random random(seed_of("ill typed"));
    for (int i = 0; i < 400; ++i) {
        const Policy policy = generate_ill_typed(random);
        for (const std::string& text : {policy.english, policy.chinese}) {
            const Compiled compiled = compile_text(text);
            ASSERT_TRUE(compiled.diagnostics.has_errors()) << text;
            ASSERT_FALSE(compiled.table.has_value()) << text;
            ASSERT_FALSE(compiled.program.has_value()) << text;
        }
    }
}

}  // namespace
}  // namespace tenet::differential
