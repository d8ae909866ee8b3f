#include "tests/bench/columns.hpp"
#include "tests/bench/flat_by_hand.hpp"

namespace tenet::bench::flat_policy {
namespace {

using Applicants = std::vector<Facts>;
using flat::Table;

void best_if_complete(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers, [](const Facts& facts) { return by_hand::best_if_complete(facts); });
}

void best(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers, [](const Facts& facts) { return by_hand::best(facts); });
}

void gate_and_fold(const Applicants& applicants, Answers& answers) {
    answer_all(applicants, answers, [](const Facts& facts) { return as_answer(flat::eligible(facts)); });
}

}  // namespace

std::vector<Evaluator<Facts>> evaluators_if_complete(const std::vector<Facts>& applicants) {
    std::vector<Evaluator<Facts>> all = {{"by hand, best, if complete", best_if_complete},
                                         {"by hand, best", best},
                                         {"gate + fold", gate_and_fold}};
    add_columns<Table, 0>(applicants, all);
    return all;
}

std::vector<Evaluator<Facts>> evaluators(const std::vector<Facts>& applicants) {
    std::vector<Evaluator<Facts>> all = {{"by hand, best", best},
                                         {"gate + fold or interpreter", gate_and_fold}};
    add_columns<Table, 0>(applicants, all);
    return all;
}

std::vector<Subject> in_threads(const std::vector<Facts>& applicants) {
    return column_threads<Table, 0>(applicants);
}

}  // namespace tenet::bench::flat_policy
