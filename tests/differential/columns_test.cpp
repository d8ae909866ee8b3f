#include "compiler/compile.hpp"
#include "compiler/evaluate.hpp"
#include "tests/differential/compare.hpp"
#include "tests/differential/policy_generator.hpp"
#include "tests/differential/row_columns.hpp"
#include "tests/differential/row_generator.hpp"
#include "tests/differential/seeds.hpp"

#include <array>
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace tenet::differential {
namespace {

using compiler::Answer;
using compiler::Compiled;
using compiler::FactRow;

constexpr std::size_t applicant_count = 150;
/// Fewer than any vector has lanes, as many as one has, and beside them.
constexpr std::size_t row_counts[] = {0, 1, 2, 3, 4, 5, 7, 8, 9, 17, 1000};

/// A plan and the memory that it was made in.
struct OwnPlan {
    std::vector<batch::OpPlan> ops;
    std::vector<std::uint8_t> live, reads;
    batch::Plan plan;

    OwnPlan(const Program& program, std::uint32_t decision)
        : ops(program.value_count + 1), live(program.value_count + 1), reads(batch::read_marks(program)) {
        std::vector<Range> ranges(program.value_count + 1), columns(batch::range_columns(program));
        const batch::PlanMemory memory{ops.data(), live.data(), ranges.data(), reads.data(), columns.data()};
        plan = batch::Planning(program, decision, memory).run();
    }
};

/// Applicants of one policy and what the interpreter answers.
struct Applicants {
    std::vector<FactRow> rows;
    std::vector<Answer> answers;

    Applicants() = default;
    Applicants(const Compiled& compiled, RowGenerator& generator, Random& random, unsigned unknown_percent,
               unsigned spoiled_percent) {
        const Program program = compiled.program->view();
        compiler::Interpreter interpreter(program, *compiled.table);
        for (std::size_t i = 0; i < applicant_count; ++i) {
            FactRow row = generator.draw(unknown_percent);
            if (random.chance(spoiled_percent)) row = generator.spoil(row);
            answers.push_back(interpreter.answer(row));
            rows.push_back(std::move(row));
        }
    }

    void add(const Compiled& compiled, FactRow row) {
        answers.push_back(interpret(compiled.program->view(), *compiled.table, row));
        rows.push_back(std::move(row));
    }
};

/// Compares every decision on so many rows on every kind of processor that this one can be.
void compare(const Compiled& compiled, const Applicants& applicants, std::size_t count, Random& random,
             std::array<std::size_t, 3>& levels) {
    const Program program = compiled.program->view();
    std::vector<const FactRow*> rows;
    std::vector<const Answer*> wanted;
    for (std::size_t i = 0; i < count; ++i) {
        const auto k = static_cast<std::size_t>(
            random.between(0, static_cast<std::int64_t>(applicants.rows.size()) - 1));
        rows.push_back(&applicants.rows[k]);
        wanted.push_back(&applicants.answers[k]);
    }
    const RowColumns columns(program, *compiled.module, rows);
    for (std::uint32_t d = 0; d < program.decision_count; ++d) {
        const OwnPlan own(program, d);
        ++levels[static_cast<std::size_t>(own.plan.level)];
        for (int target = 0; target <= static_cast<int>(batch::best_target()); ++target) {
            const std::string found =
                columns_difference(own.plan, columns.columns(), wanted, static_cast<batch::Target>(target));
            ASSERT_EQ(found, "") << "target " << target << ", level " << static_cast<int>(own.plan.level)
                                 << ", wide " << own.plan.wide << ", decision " << d << "\n"
                                 << show(*compiled.module, *rows[std::stoul(found.substr(4))]);
        }
    }
}

struct Kind {
    unsigned unknown_percent, spoiled_percent;
};
constexpr Kind kinds[] = {{0, 0}, {5, 0}, {0, 3}, {5, 1}, {40, 2}, {95, 0}};

class ColumnsOf : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(ColumnsOf, AnswerRandomPoliciesAsTheInterpreter) {
    Random random(GetParam());
    std::array<std::size_t, 3> levels{};
    const std::size_t policies = 120 / scale() + 1;
    for (std::size_t i = 0; i < policies; ++i) {
        Shape shape = draw_shape(random);
        if (random.chance(60)) shape.records = 0;
        const Policy policy = generate_policy(random, shape);
        compiler::MemoryFiles files;
        add_files(files, policy, false, false);
        const Compiled compiled = compiler::compile(files, "generated.policy");
        ASSERT_TRUE(compiled.ok()) << policy.english;
        RowGenerator generator(*compiled.module, random);
        const Kind& kind = kinds[i % std::size(kinds)];
        const Applicants applicants(compiled, generator, random, kind.unknown_percent, kind.spoiled_percent);
        compare(compiled, applicants, i % 8 == 0 ? 1001 : 203, random, levels);
        ASSERT_FALSE(HasFatalFailure()) << policy.english;
    }
    fmt::print("decisions by rows {}, in lanes if all is known {}, in lanes anyhow {}\n", levels[0],
               levels[1], levels[2]);
    if (scale() > 1) return;
    for (const std::size_t level : levels)
        EXPECT_GT(level, 0U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, ColumnsOf, ::testing::ValuesIn(seeds()));

void compare_policy(const char* path) {
    compiler::DiskFiles files;
    const Compiled compiled = compiler::compile(files, std::string(TENET_SOURCE_DIR) + path);
    ASSERT_TRUE(compiled.ok());
    Random random(seed_of(path));
    RowGenerator generator(*compiled.module, random);
    std::array<std::size_t, 3> levels{};
    for (const Kind& kind : kinds) {
        const Applicants applicants(compiled, generator, random, kind.unknown_percent, kind.spoiled_percent);
        for (const std::size_t count : row_counts) {
            compare(compiled, applicants, count, random, levels);
            ASSERT_FALSE(::testing::Test::HasFatalFailure())
                << count << " rows, " << kind.unknown_percent << " % unknown, " << kind.spoiled_percent
                << " % out of range";
        }
    }
    EXPECT_EQ(levels[0], 0U) << "no lanes were tested";
}

/// Two lists of one record type, of which a decision reads a field in one: in the other it may refuse a row all the same.
TEST(ColumnsOfPolicy, AFieldIsReadInOneListOnly) {
    compiler::MemoryFiles files;
    files.add("two.policy", "policy two\nrecord stay\n  nights : count 0..9\n"
                            "fact first : list of stay up to 3\nfact second : list of stay up to 3\n"
                            "decide ok\n  require few : (sum of nights in first) <= 5\n"
                            "  require some : any stay in second where yes\n");
    const Compiled compiled = compiler::compile(files, "two.policy");
    ASSERT_TRUE(compiled.ok()) << render_text(compiled.diagnostics, *compiled.sources, compiler::Lang::En);
    const auto known = [](std::int64_t value) {
        return compiler::FactValue{compiler::FactValue::State::Known, value, "", {}};
    };
    const auto list = [&](std::int64_t nights) {
        compiler::FactValue stays = known(1);
        stays.records = {{{known(nights)}}};
        return stays;
    };
    Applicants applicants;
    for (std::int64_t i = 0; i < 20; ++i)
        applicants.add(compiled, {list(2), list(i == 11 ? 10 : 2)});
    EXPECT_TRUE(applicants.answers[11].refused());
    Random random(1);
    std::array<std::size_t, 3> levels{};
    for (const std::size_t count : row_counts)
        compare(compiled, applicants, count, random, levels);
    EXPECT_EQ(levels[0], 0U);
}

TEST(ColumnsOfPolicy, TheSample) { compare_policy("/policies/auditor/auditor.policy"); }
TEST(ColumnsOfPolicy, FlatCriteria) { compare_policy("/tests/bench/flat.policy"); }
TEST(ColumnsOfPolicy, TheUpgrade) { compare_policy("/policies/ccaa/upgrade_to_auditor.policy"); }

TEST(ColumnsOfPolicy, AListWithoutOffsetsIsUnknownInEveryRow) {
    compiler::DiskFiles files;
    const Compiled compiled =
        compiler::compile(files, std::string(TENET_SOURCE_DIR) + "/policies/ccaa/upgrade_to_auditor.policy");
    ASSERT_TRUE(compiled.ok());
    const Program program = compiled.program->view();
    Random random(seed_of("without offsets"));
    RowGenerator generator(*compiled.module, random);
    compiler::Interpreter interpreter(program, *compiled.table);
    std::vector<FactRow> rows(30);
    std::vector<Answer> answers;
    std::vector<const FactRow*> row_pointers;
    std::vector<const Answer*> wanted;
    for (FactRow& row : rows) {
        row = generator.draw(0);
        for (std::uint32_t slot = 0; slot < program.fact_count; ++slot)
            if (program.facts[slot].kind == ValueKind::List) row[slot] = {};
        answers.push_back(interpreter.answer(row));
        row_pointers.push_back(&row);
    }
    for (const Answer& answer : answers)
        wanted.push_back(&answer);
    const RowColumns columns(program, *compiled.module, row_pointers);
    const OwnPlan own(program, 0);
    for (int target = 0; target <= static_cast<int>(batch::best_target()); ++target)
        EXPECT_EQ(columns_difference(own.plan, {columns.columns().facts}, wanted,
                                     static_cast<batch::Target>(target)),
                  "");
}

}  // namespace
}  // namespace tenet::differential
