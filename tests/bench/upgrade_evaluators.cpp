#include "tests/bench/columns.hpp"
#include "tests/bench/upgrade_by_hand.hpp"

#include "tenet/checked.hpp"
#include "tenet/explain.hpp"
#include "tenet/run_known.hpp"

#include <benchmark/benchmark.h>
#include <memory>
#include <vector>

namespace tenet::bench::upgrade {
namespace {

namespace policy = ccaa::upgrade_to_auditor;
using policy::Table;

using Applicants = std::vector<Facts>;

void branchy(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers, [](const Facts& facts) { return by_hand::branchy(facts); });
}

void branch_free(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers, [](const Facts& facts) { return by_hand::branch_free(facts); });
}

void dates_precomputed(const Applicants& applicants, Answers& answers) {
    static const by_hand::DateTables tables;
    answer_all(applicants, answers,
               [](const Facts& facts) { return by_hand::dates_precomputed(facts, tables); });
}

/// On facts that passed the gate before.
Evaluator<Facts> fold_on(const Applicants& applicants) {
    auto checked = std::make_shared<std::vector<Checked<Table>>>();
    checked->reserve(applicants.size());
    for (const Facts& facts : applicants)
        checked->emplace_back(facts);
    return {"fold", [checked](const Applicants&, Answers& answers) {
                Answer* out = answers.data();
                for (const Checked<Table>& each : *checked)
                    *out++ = as_answer(decide<Table, 0>(each));
            }};
}

/// What a service calls.
void gate_and_fold(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers,
               [](const Facts& facts) { return as_answer(policy::upgrade_to_auditor(facts)); });
}

/// The same without looking for what contradicts itself, which no version by hand does either: what the gate alone costs.
void gate_and_fold_alone(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers, [](const Facts& facts) {
        constexpr Slice slice = without_assumes(slice_of_decision(0));
        Value r[register_count<Table>];
        GateWords words;
        bool open = gate<Table, slice>(facts);
        if (open) {
            fold_values<Table, slice, FoldMode::Gated>(FoldState<Table>{facts, nullptr, r, words});
            open = words.open();
        }
        return as_answer(open ? decide_folded<Table, 0>(r) : decide_partial<Table, 0>(facts));
    });
}

/// The interpreter sees the program only as data, as it does for policies read at run time; its registers stay. Like the fold it
/// takes facts that passed before.
void interpret_known(const Applicants& applicants, Answers& answers) {
    const Program constant = Table::program;
    const Program* program = &constant;
    const std::uint8_t* slice = live<Table, without_assumes(slice_of_decision(0))>.ops;
    benchmark::DoNotOptimize(program);
    benchmark::DoNotOptimize(slice);
    std::vector<std::uint8_t> needs(program->value_count + 1);
    std::vector<PlanStep> plan(most_steps(*program) + 1);
    const std::uint32_t steps = Planner(*program, slice, needs.data(), plan.data()).plan();
    const std::uint32_t constants = constant_steps(plan.data(), steps);
    Registers<Table, Value> registers;
    run_constants(*program, plan.data(), constants, registers.r);
    const PlanStep* const rest = plan.data() + constants;
    answer_all(applicants, answers, [&](const Facts& facts) {
        const LoadedRow<Table> row = load_all<Table>(facts);
        DecisionOf<Table, 0> decision;
        run_known(*program, rest, steps - constants, row.source(), registers.r, registers.columns);
        decision.verdict = judge(*program, program->decisions[0], registers.r, decision.masks());
        return as_answer(decision);
    });
}

void interpret_partial(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers,
               [](const Facts& facts) { return as_answer(decide_partial<Table, 0>(facts)); });
}

/// The decision and then its reasons, each of them made.
void reasons(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers, [](const Facts& facts) {
        const auto decision = policy::upgrade_to_auditor(facts);
        for (const Reason& reason : explain(policy::table, facts, decision))
            benchmark::DoNotOptimize(reason.why());
        return as_answer(decision);
    });
}

/// The decision and then the facts that could still change it.
void missing_facts(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers, [](const Facts& facts) {
        const auto decision = policy::upgrade_to_auditor(facts);
        benchmark::DoNotOptimize(missing(policy::table, facts, decision));
        return as_answer(decision);
    });
}

}  // namespace

std::vector<Evaluator<Facts>> evaluators_if_complete(const std::vector<Facts>& applicants) {
    std::vector<Evaluator<Facts>> all = {{"by hand, branchy", branchy},
                                         {"by hand, branch-free", branch_free},
                                         {"by hand, dates precomputed", dates_precomputed},
                                         fold_on(applicants),
                                         {"gate + fold", gate_and_fold},
                                         {"gate + fold, no assumes", gate_and_fold_alone},
                                         {"interpreter, known values", interpret_known},
                                         {"interpreter, partial values", interpret_partial},
                                         {"decision and reasons", reasons}};
    add_columns<Table, 0>(applicants, all);
    return all;
}

std::vector<Evaluator<Facts>> evaluators(const std::vector<Facts>& applicants) {
    std::vector<Evaluator<Facts>> all = {{"gate + fold or interpreter", gate_and_fold},
                                         {"interpreter, partial values", interpret_partial},
                                         {"decision and reasons", reasons},
                                         {"decision and missing facts", missing_facts}};
    add_columns<Table, 0>(applicants, all);
    return all;
}

std::vector<Subject> in_threads(const std::vector<Facts>& applicants) {
    return column_threads<Table, 0>(applicants);
}

}  // namespace tenet::bench::upgrade
