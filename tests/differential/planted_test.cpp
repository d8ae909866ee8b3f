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

std::vector<Case> make_cases(std::size_t count) {
    std::vector<Case> cases;
    Random random(seed_of("planted"));
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
    return cases;
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

TEST(Planted, EveryFaultIsNoticed) {
    const std::vector<Case> cases = make_cases(1000);
    planted_fault = 0;
    for (const Case& c : cases)
        ASSERT_FALSE(noticed(c)) << "the evaluators differ without any fault";
    std::size_t most = 0;
    for (std::uint32_t fault = 1; fault < fault_count; ++fault) {
        if (is_of_gate(static_cast<Fault>(fault))) continue;  // the runtime's own tests notice these
        planted_fault = fault;
        std::size_t tried = 0;
        while (tried < cases.size() && !noticed(cases[tried]))
            ++tried;
        planted_fault = 0;
        EXPECT_LT(tried, cases.size()) << "nobody notices the fault " << fault_names[fault];
        most = std::max(most, tried + 1);
    }
    fmt::print("reached: {} planted faults, each noticed within {} policies\n", fault_count - 1, most);
}

}  // namespace
}  // namespace tenet::differential
