#include "tests/bench/compiler_subjects.hpp"
#include "tests/bench/evaluators.hpp"
#include "tests/bench/tables.hpp"

#include <benchmark/benchmark.h>
#include <cstdio>
#include <fmt/format.h>

/// All benchmarks: Google Benchmark's own figures first, then tables of ratios from interleaved rounds.
namespace tenet::bench {
namespace {

constexpr std::size_t applicant_count = 100000;

/// Applicants, the ways to answer them, and room for the answers.
struct Set {
    const char* key;
    const char* title;
    Applicants applicants;
    std::vector<Evaluator> evaluators;
    Answers answers{applicant_count};

    std::vector<Subject> subjects() {
        std::vector<Subject> made;
        for (const Evaluator& each : evaluators)
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
        for (const Evaluator& each : evaluators) {
            answers.assign(applicant_count, Answer{});
            each.pass(applicants, answers);
            for (std::size_t i = 0; i < applicant_count; ++i) {
                if (answers[i] == expected[i]) continue;
                fmt::print("`{}` disagrees with `{}` on applicant {}\n", each.name, evaluators.front().name,
                           i);
                return false;
            }
        }
        return true;
    }
};

void add_benchmark(const std::string& name, const Subject& subject, std::size_t items, std::size_t bytes) {
    benchmark::RegisterBenchmark(name.c_str(), [subject, items, bytes](benchmark::State& state) {
        for ([[maybe_unused]] auto _ : state)
            subject.pass();
        state.SetItemsProcessed(static_cast<std::int64_t>(items) * state.iterations());
        if (bytes != 0) state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
    })->Unit(benchmark::kMillisecond);
}

int run_all() {
    Set sets[] = {{"complete", "100,000 applicants, nothing missing", random_applicants(applicant_count, 0),
                   evaluators_if_complete()},
                  {"missing", "100,000 applicants, a tenth of the facts missing",
                   random_applicants(applicant_count, 10), evaluators()}};
    const std::vector<CompilerSubject> compiler = compiler_subjects();
    if (compiler.empty()) fmt::print("the compiler refuses the policy made for it\n");
    if (compiler.empty() || !sets[0].agrees() || !sets[1].agrees()) return 1;
    fmt::print("All evaluators agree on every applicant.\n");
    for (Set& set : sets)
        for (const Subject& subject : set.subjects())
            add_benchmark(fmt::format("{}: {}", set.key, subject.name), subject, applicant_count, 0);
    for (const CompilerSubject& each : compiler)
        add_benchmark(each.subject.name, each.subject, each.requirements, each.bytes);
    std::fflush(stdout);
    benchmark::RunSpecifiedBenchmarks();
    for (Set& set : sets)
        print_evaluators(set.title, set.subjects(), applicant_count);
    print_compiler(compiler);
    return 0;
}

}  // namespace
}  // namespace tenet::bench

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    tenet::bench::print_origin();
    return tenet::bench::run_all();
}
