#pragma once

#include "tests/bench/answer.hpp"

#include <string>
#include <vector>

namespace tenet::bench {

/// One way to answer all applicants; `answers` is as long as `applicants`.
struct Evaluator {
    std::string name;
    void (*pass)(const Applicants& applicants, Answers& answers);
};

/// The ways to answer applicants of whom nothing is missing; the first is the one that others are compared with.
std::vector<Evaluator> evaluators_if_complete();

/// The ways to answer applicants of whom facts may be missing; likewise.
std::vector<Evaluator> evaluators();

}  // namespace tenet::bench
