#include "tests/bench/tables.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace tenet::bench {
namespace {

constexpr std::size_t evaluator_rounds = 61;
constexpr std::size_t compiler_rounds = 31;

#if defined(__clang__)
constexpr const char* compiler_name = "";  // its version says its name
#else
constexpr const char* compiler_name = "g++ ";
#endif

}  // namespace

void print_origin() {
    fmt::print("compiler: {}{}\nflags:    {}\n", compiler_name, __VERSION__, TENET_BENCH_FLAGS);
#if defined(TENET_PLANTED_FAULTS) || !defined(NDEBUG)
    fmt::print(
        "Built for tests (faults to plant, or assertions): these figures say nothing. Use `--preset bench`.\n");
#endif
    std::fflush(stdout);
}

std::vector<Figures> print_evaluators(std::string_view title, const std::vector<Subject>& subjects,
                                      std::size_t applicants, std::size_t bases, Clock clock) {
    std::vector<Figures> figures = time_in_rounds(subjects, evaluator_rounds, bases, clock);
    fmt::print("\n{}\n{:<30}{:>15}{:>8}   {}\n", title, "",
               clock == Clock::Wall ? "ns, wall clock" : "ns/applicant", "ratio", "middle half");
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        const Figures& own = figures[i];
        fmt::print("{:<30}{:>15.1f}{:>8.2f}   {:.2f} .. {:.2f}\n", subjects[i].name,
                   own.seconds * 1e9 / static_cast<double>(applicants), own.ratio, own.ratio_quarter,
                   own.ratio_three_quarters);
    }
    std::fflush(stdout);
    return figures;
}

std::vector<double> print_compiler(const std::vector<CompilerSubject>& subjects) {
    std::vector<Subject> timed;
    for (const CompilerSubject& each : subjects)
        timed.push_back(each.subject);
    const std::vector<Figures> figures = time_in_rounds(timed, compiler_rounds);
    std::vector<double> speeds;
    fmt::print("\nThe compiler on texts in both skins\n{:<30}{:>8}{:>10}{:>24}\n", "", "MB", "MB/s",
               "ms/1,000 requirements");
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        const double megabytes = static_cast<double>(subjects[i].bytes) / 1e6;
        const double thousands = static_cast<double>(subjects[i].requirements) / 1e3;
        speeds.push_back(megabytes / figures[i].seconds);
        fmt::print("{:<30}{:>8.2f}{:>10.1f}{:>24.2f}\n", subjects[i].subject.name, megabytes, speeds.back(),
                   figures[i].seconds * 1e3 / thousands);
    }
    std::fflush(stdout);
    return speeds;
}

void print_headers(const std::vector<HeaderCost>& costs) {
    fmt::print("\nGenerated headers, a service with one decision\n{:<30}{:>15}{:>15}\n", "requirements",
               "header, kB", "compile, s");
    for (const HeaderCost& each : costs)
        fmt::print("{:<30}{:>15.1f}{:>15.2f}\n", each.requirements, static_cast<double>(each.bytes) / 1e3,
                   each.seconds);
    std::fflush(stdout);
}

void print_check(const CheckCost& cost) {
    fmt::print(
        "\n`tenet check` on 10,000 requirements, {:.2f} MB: {:.0f} ms, `wc` {:.1f} ms, {:.1f} times as long\n",
        static_cast<double>(cost.bytes) / 1e6, cost.check_seconds * 1e3, cost.wc_seconds * 1e3, cost.ratio);
    std::fflush(stdout);
}

}  // namespace tenet::bench
