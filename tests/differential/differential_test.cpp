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
#include <cstdint>
#include <string>

namespace tenet::differential {
namespace {

using compiler::Answer;
using compiler::Compiled;
using compiler::FactRow;

/// What a run reached, so that a run that reached nothing cannot look like a success.
struct Reached {
    std::uint64_t policies = 0, used_files = 0, rows = 0, records = 0, decisions = 0, completions = 0,
                  known_rows = 0;
    std::uint64_t failing_records = 0, missing_fields = 0, remedies = 0;
    std::array<std::uint64_t, 6> verdicts{};
    std::array<std::uint64_t, 4> refusals{};
    std::array<std::uint64_t, 11> bases{};
    std::array<std::uint64_t, code_count> codes{};

    void count(const Compiled& compiled) {
        ++policies;
        used_files += compiled.ast->headers.size() - 1;
        for (const Op& op : compiled.program->ops)
            ++codes[static_cast<std::size_t>(op.code)];
        for (const auto& definition : compiled.module->definitions)
            if (definition.is_output) ++bases[static_cast<std::size_t>(definition.type.base)];
    }
    void count(const FactRow& row) {
        ++rows;
        for (const auto& fact : row)
            records += fact.records.size();
    }
    void count(const Answer& answer) {
        ++refusals[static_cast<std::size_t>(answer.refusal.cause)];
        decisions += answer.decisions.size();
        for (const auto& decision : answer.decisions) {
            ++verdicts[static_cast<std::size_t>(decision.verdict)];
            remedies += decision.remedies.size();
            for (const auto& failing : decision.records)
                failing_records += failing.size();
            for (const auto& path : decision.missing)
                missing_fields += path.record != compiler::no_record ? 1 : 0;
        }
    }
    void print(std::uint64_t seed) const {
        fmt::print(
            "reached: seed {:#x}: {} policies in both skins ({} with a second file), {} applicants with {} records "
            "({} all known), {} decisions, {} completions of missing facts\n",
            seed, policies, used_files, rows, records, known_rows, decisions, completions);
        fmt::print(
            "reached:   verdicts: undetermined {}, eligible {}, with remedy {}, ineligible {}, not applicable {}\n",
            verdicts[0], verdicts[1], verdicts[2], verdicts[3], verdicts[4]);
        fmt::print("reached:   refused: out of range {}, too many records {}, contradictory {}\n",
                   refusals[1], refusals[2], refusals[3]);
        fmt::print("reached:   {} missing fields, {} failing records, {} standing remedies\n", missing_fields,
                   failing_records, remedies);
        fmt::print(
            "reached:   ops of lists: {} lists, {} fields, {} count, {} any, {} sum, {} latest, {} earliest, {} in order\n",
            of(Code::Each), of(Code::LoadField), of(Code::Count), of(Code::Any), of(Code::Sum),
            of(Code::Latest), of(Code::Earliest), of(Code::InOrder));
        fmt::print(
            "reached:   working days: {} days asked, {} counted, {} sought; {} clocks run, {} sought\n",
            of(Code::WorkingDay), of(Code::WorkingIndex), of(Code::WorkingDayAt), of(Code::Running),
            of(Code::RunTo));
        fmt::print("reached:   other new ops: {} in a group, {} members of sets, {} whole months\n",
                   of(Code::InSet), of(Code::Member), of(Code::WholeMonths));
        fmt::print("reached:   sets: {} covers, {} made of a choice, {} unions\n", of(Code::Covers),
                   of(Code::AsSet), of(Code::Union));
    }
    std::uint64_t of(Code code) const { return codes[static_cast<std::size_t>(code)]; }
};

Compiled compile_skin(const Policy& policy, bool chinese, bool shared_chinese) {
    compiler::MemoryFiles files;
    add_files(files, policy, chinese, shared_chinese);
    return compiler::compile(files, "generated.policy");
}

std::string errors(const Compiled& compiled) {
    return compiler::render_text(compiled.diagnostics, *compiled.sources, compiler::Lang::En);
}

std::string text_of(const Policy& policy) {
    return policy.shared_english + policy.english + policy.shared_chinese + policy.chinese;
}

class Differential : public ::testing::TestWithParam<std::uint64_t> {
  protected:
    /// Compares all evaluators on one applicant; gives the first difference in words.
    std::string compare_row(const Compiled& compiled, compiler::Interpreter& interpreter, RowGenerator& rows,
                            const FactRow& row) {
        const auto& module = *compiled.module;
        const Answer wanted = reference_evaluate(module, row);
        reached_.count(row);
        reached_.count(wanted);
        const Program program = compiled.program->view();
        if (auto text = difference(module, wanted, interpreter.answer(row)); !text.empty()) return text;
        using Cause = compiler::Refusal::Cause;
        const bool in_range = wanted.refusal.cause == Cause::Nothing || wanted.refusal.cause == Cause::Assume;
        if (in_range && all_known(module, row)) {
            ++reached_.known_rows;
            if (auto text = known_difference(module, wanted, known_answers(program, module, row));
                !text.empty())
                return text;
            return "";
        }
        if (wanted.refused()) return "";
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
        Shape shape = draw_shape(random);
        shape.uses = random.chance(25);
        const Policy policy = generate_policy(random, shape);
        // A file in English may use one in Chinese, by its twins.
        const Compiled english = compile_skin(policy, false, random.chance(30));
        ASSERT_TRUE(english.ok()) << text_of(policy) << errors(english);
        const Compiled chinese = compile_skin(policy, true, true);
        ASSERT_TRUE(chinese.ok()) << text_of(policy) << errors(chinese);
        ASSERT_EQ(english.fingerprints->meaning, chinese.fingerprints->meaning) << text_of(policy);
        reached_.count(english);
        const Program program = english.program->view();
        compiler::Interpreter interpreter(program, *english.table);
        RowGenerator rows(*english.module, random);
        for (std::size_t r = 0; r < rows_each; ++r) {
            constexpr unsigned unknown_percents[] = {0, 0, 10, 30, 60, 95};
            FactRow row = rows.draw(unknown_percents[r % std::size(unknown_percents)]);
            if (random.chance(3)) row = rows.spoil(row);
            const std::string found = compare_row(english, interpreter, rows, row);
            ASSERT_EQ(found, "") << text_of(policy) << show(*english.module, row);
        }
    }
    reached_.print(GetParam());
    for (std::size_t verdict : {0U, 1U, 3U, 4U})
        EXPECT_GT(reached_.verdicts[verdict], rows_each) << "this run hardly reached verdict " << verdict;
    if (scale() > 1) return;  // what is rare needs all the work to turn up
    for (std::size_t cause = 1; cause < reached_.refusals.size(); ++cause)
        EXPECT_GT(reached_.refusals[cause], 0U) << "nobody was refused for cause " << cause;
    EXPECT_GT(reached_.verdicts[2], 0U) << "no remedy ever decided";
    EXPECT_GT(reached_.failing_records, 0U) << "no record ever failed a requirement";
    EXPECT_GT(reached_.missing_fields, 0U) << "no field of a record was ever missing";
    EXPECT_GT(reached_.used_files, 0U) << "no policy used another file";
    for (std::size_t base = 0; base < reached_.bases.size(); ++base) {
        const auto of = static_cast<compiler::typed::Base>(base);
        if (of == compiler::typed::Base::Period || of == compiler::typed::Base::List) continue;
        EXPECT_GT(reached_.bases[base], 0U) << "no output is of type " << base;
    }
    for (std::size_t code = 0; code < code_count; ++code)
        EXPECT_GT(reached_.codes[code], 0U) << "no generated policy uses op " << code;
}

INSTANTIATE_TEST_SUITE_P(Seeds, Differential, ::testing::ValuesIn(seeds()));

TEST(IllTyped, IsRefusedBeforeTheTable) {
    Random random(seed_of("ill typed"));
    for (int i = 0; i < 400; ++i) {
        const Policy policy = generate_ill_typed(random);
        for (const bool chinese : {false, true}) {
            const Compiled compiled = compile_skin(policy, chinese, chinese);
            ASSERT_TRUE(compiled.diagnostics.has_errors()) << text_of(policy);
            ASSERT_FALSE(compiled.table.has_value()) << text_of(policy);
            ASSERT_FALSE(compiled.program.has_value()) << text_of(policy);
        }
    }
}

}  // namespace
}  // namespace tenet::differential
