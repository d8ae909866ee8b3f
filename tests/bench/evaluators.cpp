#include "tests/bench/evaluators.hpp"

#include "tests/bench/by_hand.hpp"

#include <benchmark/benchmark.h>

namespace tenet::bench {
namespace {

using auditor::Facts;
using auditor::Table;

template <std::uint32_t N, std::uint32_t D>
TENET_INLINE Answer as_answer(const Decision<N, D>& decision) {
    static_assert(N <= 8);
    return {decision.verdict, static_cast<std::uint8_t>(decision.failed[0]),
            static_cast<std::uint8_t>(decision.unknown[0]),
            static_cast<std::uint8_t>(decision.applicable[0])};
}

template <class One>
TENET_INLINE void answer_all(const Applicants& applicants, Answers& answers, One one) {
    Answer* out = answers.data();
    for (const Facts& facts : applicants)
        *out++ = one(facts);
}

void best_if_complete(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers, [](const Facts& facts) { return by_hand::best_if_complete(facts); });
}

void best(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers, [](const Facts& facts) { return by_hand::best(facts); });
}

void typical(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers, [](const Facts& facts) { return by_hand::typical(facts); });
}

void fold(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers,
               [](const Facts& facts) { return as_answer(decide_known<Table, 0>(facts)); });
}

void gate_and_fold(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers, [](const Facts& facts) { return as_answer(auditor::eligible(facts)); });
}

/// The interpreter sees the program only as data, as it does for policies read at run time.
void interpret_known(const Applicants& applicants, Answers& answers) {
    const Program constant = Table::program;
    const Program* program = &constant;
    benchmark::DoNotOptimize(program);
    answer_all(applicants, answers, [program](const Facts& facts) {
        const LoadedRow<Table> row = load_all<Table>(facts);
        DecisionOf<Table, 0> decision;
        Registers<Table, Value> registers;
        run(*program, LoadedFacts{row.facts}, registers.r);
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
        const auto decision = auditor::eligible(facts);
        for (const Reason& reason : explain(auditor::table, facts, decision))
            benchmark::DoNotOptimize(reason.why());
        return as_answer(decision);
    });
}

/// The decision and then the facts that could still change it.
void missing_facts(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers, [](const Facts& facts) {
        const auto decision = auditor::eligible(facts);
        benchmark::DoNotOptimize(missing(auditor::table, facts, decision));
        return as_answer(decision);
    });
}

}  // namespace

std::vector<Evaluator> evaluators_if_complete() {
    return {{"by hand, best, if complete", best_if_complete},
            {"by hand, best", best},
            {"by hand, typical", typical},
            {"fold", fold},
            {"gate + fold", gate_and_fold},
            {"interpreter, known values", interpret_known},
            {"interpreter, partial values", interpret_partial},
            {"decision and reasons", reasons}};
}

std::vector<Evaluator> evaluators() {
    return {{"by hand, best", best},
            {"by hand, typical", typical},
            {"gate + fold or interpreter", gate_and_fold},
            {"interpreter, partial values", interpret_partial},
            {"decision and reasons", reasons},
            {"decision and missing facts", missing_facts}};
}

}  // namespace tenet::bench
