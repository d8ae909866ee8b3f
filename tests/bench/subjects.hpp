#pragma once

#include "tests/bench/answer.hpp"
#include "tests/bench/rounds.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

namespace tenet::bench {

/// Applicants of one policy, the ways to answer them, and room for the answers.
template <class Facts>
struct Set {
    std::string key, title;
    const std::vector<Facts>& applicants;
    std::vector<Evaluator<Facts>> evaluators;
    std::size_t bases = 1;  ///< the first so many are by hand; others are compared with the fastest of them
    Answers answers = Answers(applicants.size());

    std::vector<Subject> subjects() {
        std::vector<Subject> made;
        for (const Evaluator<Facts>& each : evaluators)
            made.push_back({each.name, [this, pass = each.pass] {
                                pass(applicants, answers);
                                benchmark::DoNotOptimize(answers.data());
                                benchmark::ClobberMemory();
                            }});
        return made;
    }

    /// Whether all evaluators agree on every applicant; says where one does not.
    bool agrees() {
        evaluators.front().pass(applicants, answers);
        const Answers expected = answers;
        for (const Evaluator<Facts>& each : evaluators) {
            answers.assign(applicants.size(), Answer{});
            each.pass(applicants, answers);
            if (each.collect) each.collect(answers);
            for (std::size_t i = 0; i < applicants.size(); ++i) {
                if (answers[i] == expected[i]) continue;
                fmt::print("{}: `{}` disagrees with `{}` on applicant {}\n", key, each.name,
                           evaluators.front().name, i);
                return false;
            }
        }
        return true;
    }
};

}  // namespace tenet::bench
