#include "compiler/compile.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/reference.hpp"
#include "tenet/faults.hpp"
#include "tests/differential/compare.hpp"
#include "tests/differential/known_domain.hpp"
#include "tests/differential/policy_generator.hpp"
#include "tests/differential/row_generator.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#ifndef TENET_PLANTED_FAULTS
#error "this test needs a build with TENET_PLANTED_FAULTS"
#endif

namespace tenet::differential {
namespace {

using compiler::Answer;
using compiler::Compiled;
using compiler::FactRow;

/// One policy with applicants and what the reference evaluator says of them.
struct Case {
    Compiled compiled;
    std::vector<FactRow> rows;
    std::vector<Answer> wanted;
};

/// Draws more cases.
void add_cases(std::vector<Case>& cases, Random& random, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        compiler::MemoryFiles files;
        Shape shape = draw_shape(random);
        shape.uses = random.chance(10);
        add_files(files, generate_policy(random, shape), false, false);
        Case made{compiler::compile(files, "generated.policy"), {}, {}};
        EXPECT_TRUE(made.compiled.ok());
        RowGenerator rows(*made.compiled.module, random);
        for (unsigned r = 0; r < 24; ++r) {
            made.rows.push_back(rows.draw(r % 2 == 0 ? 0 : 35));
            if (r % 12 == 11) made.rows.back() = rows.spoil(made.rows.back());
            made.wanted.push_back(reference_evaluate(*made.compiled.module, made.rows.back()));
        }
        cases.push_back(std::move(made));
    }
}

/// Whether any evaluator differs from the reference evaluator in this case.
bool noticed(const Case& c) {
    const Program program = c.compiled.program->view();
    if (!range_difference(program).empty()) return true;
    const compiler::typed::Module& module = *c.compiled.module;
    compiler::Interpreter interpreter(program, *c.compiled.table);
    for (std::size_t i = 0; i < c.rows.size(); ++i) {
        const Answer& wanted = c.wanted[i];
        if (!difference(module, wanted, interpreter.answer(c.rows[i])).empty()) return true;
        const bool in_range = !wanted.refused() || wanted.refusal.cause == compiler::Refusal::Cause::Assume;
        if (in_range && all_known(module, c.rows[i]) &&
            !known_difference(module, wanted, known_answers(program, module, c.rows[i])).empty())
            return true;
    }
    return false;
}

/// Adds cases of which no evaluator says anything else than the reference evaluator, as long as no fault is planted.
void add_sound_cases(std::vector<Case>& cases, Random& random, std::size_t count) {
    planted_fault = 0;
    const std::size_t before = cases.size();
    add_cases(cases, random, count);
    for (std::size_t i = before; i < cases.size(); ++i)
        ASSERT_FALSE(noticed(cases[i])) << "the evaluators differ without any fault";
}

TEST(Planted, EveryFaultIsNoticed) {
    // Most faults are noticed by the first few hundred; for the rare one more are drawn.
    constexpr std::size_t first = 600, more = 300, limit = 6000;
    Random random(seed_of("planted"));
    std::vector<Case> cases;
    add_sound_cases(cases, random, first);
    std::size_t most = 0;
    for (std::uint32_t fault = 1; fault < fault_count; ++fault) {
        if (is_of_gate(static_cast<Fault>(fault))) continue;  // the runtime's own tests notice these
        bool is_noticed = false;
        for (std::size_t tried = 0; tried < limit && !is_noticed; ++tried) {
            if (tried == cases.size()) add_sound_cases(cases, random, more);
            ASSERT_LT(tried, cases.size());
            planted_fault = fault;
            is_noticed = noticed(cases[tried]);
            most = std::max(most, tried + 1);
        }
        planted_fault = 0;
        EXPECT_TRUE(is_noticed) << "nobody notices the fault " << fault_names[fault];
    }
    fmt::print("reached: {} planted faults, each noticed within {} policies\n", fault_count - 1, most);
}

}  // namespace
}  // namespace tenet::differential
