#include "tests/bench/auditor.hpp"
#include "tests/bench/bounds.hpp"
#include "tests/bench/compiler_subjects.hpp"
#include "tests/bench/flat.hpp"
#include "tests/bench/service_bounds.hpp"
#include "tests/bench/subjects.hpp"
#include "tests/bench/tables.hpp"
#include "tests/bench/upgrade.hpp"

#include "tenet/batch_targets.hpp"

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>

/// All benchmarks: Google Benchmark's own figures first, then tables of ratios from interleaved rounds. With `--check` only
/// what has a bound, and whether it is kept. With `--once NAME PASSES` one version alone.
namespace tenet::bench {
namespace {

constexpr std::size_t applicant_count = 100000;
constexpr std::size_t versions_by_hand = 3;
constexpr double slack_of_continuous_integration = 2;
/// README.md says why. Seconds and bytes a second move with the machine, too.
constexpr double interpreter_misses_by = 2, absolute_figures_miss_by = 2;

void add_benchmark(const std::string& name, const Subject& subject, std::size_t items, std::size_t bytes) {
    benchmark::RegisterBenchmark(name.c_str(), [subject, items, bytes](benchmark::State& state) {
        for ([[maybe_unused]] auto _ : state)
            subject.pass();
        state.SetItemsProcessed(static_cast<std::int64_t>(items) * state.iterations());
        if (bytes != 0) state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
    })->Unit(benchmark::kMillisecond);
}

template <class Facts>
void add_benchmarks(Set<Facts>& set) {
    for (const Subject& subject : set.subjects())
        add_benchmark(fmt::format("{}: {}", set.key, subject.name), subject, applicant_count, 0);
}

template <class Facts>
std::vector<Figures> print_set(Set<Facts>& set) {
    return print_evaluators(set.title, set.subjects(), applicant_count, set.bases);
}

void print_threads(const char* title, const std::vector<Subject>& subjects) {
    print_evaluators(fmt::format("{}: columns by the wall clock", title), subjects, applicant_count, 1,
                     Clock::Wall);
}

Set<upgrade::Facts> upgrade_if_complete(const upgrade::Population& population) {
    return {"upgrade", "The upgrade decision, 8 records a list: 100,000 applicants, nothing missing",
            population.facts, upgrade::evaluators_if_complete(population.facts), versions_by_hand};
}

Set<flat_policy::Facts> flat_if_complete(const std::vector<flat_policy::Facts>& applicants) {
    return {"flat", "Seven requirements without lists: 100,000 applicants, nothing missing", applicants,
            flat_policy::evaluators_if_complete(applicants), 2};
}
Set<flat_policy::Facts> flat_with_gaps(const std::vector<flat_policy::Facts>& applicants) {
    return {"flat, gaps", "Seven requirements: a twentieth of the facts missing", applicants,
            flat_policy::evaluators(applicants)};
}

/// The ratio of the evaluator of that name to the fastest by hand.
template <class Facts>
double ratio_of(const Set<Facts>& set, const std::vector<Figures>& figures, std::string_view name) {
    for (std::size_t i = 0; i < set.evaluators.size(); ++i)
        if (set.evaluators[i].name == name) return figures[i].ratio;
    return 1e9;
}

/// Only what has a bound; 1 where one is missed by more than the slack.
int check_bounds() {
    const upgrade::Population population = upgrade::random_population(applicant_count, 0);
    Set<upgrade::Facts> set = upgrade_if_complete(population);
    const auto flat_applicants = flat_policy::random_applicants(applicant_count, 0);
    const auto flat_gaps = flat_policy::random_applicants(applicant_count, 5);
    Set<flat_policy::Facts> flat = flat_if_complete(flat_applicants), gaps = flat_with_gaps(flat_gaps);
    const std::vector<CompilerSubject> compiler = compiler_subjects();
    if (compiler.empty() || !set.agrees() || !flat.agrees() || !gaps.agrees()) return 1;
    const std::vector<Figures> figures = print_set(set);
    const std::vector<Figures> of_flat = print_set(flat), of_gaps = print_set(gaps);
    const std::vector<double> speeds = print_compiler({compiler.front()});
    const std::vector<HeaderCost> headers = header_costs({100, 1000});
    if (headers.size() != 2) return 1;
    print_headers(headers);
    std::vector<Bound> bounds = {
        {"fold on checked facts, ratio", ratio_of(set, figures, "fold"), 1.05},
        {"gate + fold, ratio", ratio_of(set, figures, "gate + fold"), 1.3},
        {"interpreter, ratio", ratio_of(set, figures, "interpreter, known values"), 2.5, false,
         interpreter_misses_by},
        {"parsing, MB/s", speeds.front(), 150, true, absolute_figures_miss_by},
        {"header of 100 requirements, s", headers[0].seconds, 0.9, false, absolute_figures_miss_by},
        {"header of 1,000 requirements, s", headers[1].seconds, 4.5, false, absolute_figures_miss_by}};
    // Without its vectors there is nothing to bound.
    if (batch::best_target() != batch::Target::Baseline) {
        constexpr const char* columns = "columns, AVX2";
        bounds.push_back({"columns, ratio", ratio_of(flat, of_flat, columns), 0.25});
        bounds.push_back({"columns with gaps, ratio", ratio_of(gaps, of_gaps, columns), 0.5});
        bounds.push_back({"columns with lists, ratio", ratio_of(set, figures, columns), 0.67});
    }
    const std::vector<Bound> of_services = service_bounds();
    bounds.insert(bounds.end(), of_services.begin(), of_services.end());
    return print_bounds(bounds, slack_of_continuous_integration) ? 0 : 1;
}

/// So many passes of one version over 1,000 applicants, or of the compiler over its text, for a program that counts instructions.
int run_once(std::string_view name, int passes) {
    constexpr std::size_t few_applicants = 1000;
    const upgrade::Population population = upgrade::random_population(few_applicants, 0);
    Set<upgrade::Facts> set = upgrade_if_complete(population);
    std::vector<Subject> subjects = set.subjects();
    const auto flat_applicants = flat_policy::random_applicants(few_applicants, 0);
    const auto flat_gaps = flat_policy::random_applicants(few_applicants, 5);
    Set<flat_policy::Facts> flat = flat_if_complete(flat_applicants), gaps = flat_with_gaps(flat_gaps);
    for (const Subject& each : flat.subjects())
        subjects.push_back({"flat: " + each.name, each.pass});
    for (const Subject& each : gaps.subjects())
        subjects.push_back({"flat, gaps: " + each.name, each.pass});
    for (const CompilerSubject& each : compiler_subjects())
        subjects.push_back(each.subject);
    for (const Subject& subject : subjects) {
        if (subject.name != name) continue;
        for (int pass = 0; pass < passes; ++pass)
            subject.pass();
        return 0;
    }
    fmt::print("there is no `{}`; there are:\n", name);
    for (const Subject& subject : subjects)
        fmt::print("  {}\n", subject.name);
    return 1;
}

int run_all() {
    const upgrade::Population complete = upgrade::random_population(applicant_count, 0);
    const upgrade::Population gaps = upgrade::random_population(applicant_count, 20);
    const upgrade::Population many_gaps = upgrade::random_population(applicant_count, 50);
    const auto auditors = auditor_policy::random_applicants(applicant_count, 0);
    const auto auditor_gaps = auditor_policy::random_applicants(applicant_count, 10);
    Set<upgrade::Facts> upgrades = upgrade_if_complete(complete);
    Set<upgrade::Facts> upgrades_missing{"upgrade, gaps",
                                         "The upgrade decision: a fiftieth of the facts and fields missing",
                                         gaps.facts, upgrade::evaluators(gaps.facts)};
    Set<auditor_policy::Facts> small{"auditor",
                                     "Two requirements without lists: 100,000 applicants, nothing missing",
                                     auditors, auditor_policy::evaluators_if_complete(auditors)};
    Set<auditor_policy::Facts> small_missing{"auditor, gaps",
                                             "Two requirements: a tenth of the facts missing", auditor_gaps,
                                             auditor_policy::evaluators()};
    const auto flat_applicants = flat_policy::random_applicants(applicant_count, 0);
    const auto flat_gaps = flat_policy::random_applicants(applicant_count, 5);
    Set<flat_policy::Facts> flat = flat_if_complete(flat_applicants);
    Set<flat_policy::Facts> flat_missing = flat_with_gaps(flat_gaps);
    const std::vector<CompilerSubject> compiler = compiler_subjects();
    if (compiler.empty()) fmt::print("the compiler refuses the policy made for it\n");
    if (compiler.empty() || !upgrades.agrees() || !upgrades_missing.agrees() || !small.agrees() ||
        !small_missing.agrees() || !flat.agrees() || !flat_missing.agrees())
        return 1;
    fmt::print("All evaluators agree on every applicant.\n");
    add_benchmarks(upgrades);
    add_benchmarks(upgrades_missing);
    add_benchmarks(small);
    add_benchmarks(small_missing);
    add_benchmarks(flat);
    add_benchmarks(flat_missing);
    for (const CompilerSubject& each : compiler)
        add_benchmark(each.subject.name, each.subject, each.requirements, each.bytes);
    std::fflush(stdout);
    benchmark::RunSpecifiedBenchmarks();
    print_set(upgrades);
    print_set(upgrades_missing);
    print_set(small);
    print_set(small_missing);
    print_set(flat);
    print_set(flat_missing);
    print_threads("Seven requirements without lists, nothing missing",
                  flat_policy::in_threads(flat_applicants));
    print_threads("Seven requirements, a twentieth missing", flat_policy::in_threads(flat_gaps));
    print_threads("The upgrade decision, nothing missing", upgrade::in_threads(complete.facts));
    print_threads("The upgrade decision, a twentieth missing", upgrade::in_threads(many_gaps.facts));
    print_compiler(compiler);
    print_headers(header_costs({10, 100, 1000, 10000}));
    print_check(check_cost());
    service_bounds();
    return 0;
}

}  // namespace
}  // namespace tenet::bench

int main(int argc, char** argv) {
    setenv("CCACHE_DISABLE", "1",
           1);  // where the compiler hides behind a cache, what is timed is the compiler
    const bool check = argc == 2 && std::strcmp(argv[1], "--check") == 0;
    if (argc == 4 && std::strcmp(argv[1], "--once") == 0) {
        int passes = 1;
        std::from_chars(argv[3], argv[3] + std::strlen(argv[3]), passes);
        return tenet::bench::run_once(argv[2], passes);
    }
    if (!check) benchmark::Initialize(&argc, argv);
    if (!check && benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    tenet::bench::print_origin();
    return check ? tenet::bench::check_bounds() : tenet::bench::run_all();
}
