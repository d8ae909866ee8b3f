#include "tests/bench/tables.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace tenet::bench {
namespace {

constexpr std::size_t evaluator_rounds = 101;
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

void print_evaluators(std::string_view title, const std::vector<Subject>& subjects, std::size_t applicants) {
    const std::vector<Figures> figures = time_in_rounds(subjects, evaluator_rounds);
    fmt::print("\n{}\n{:<30}{:>15}{:>8}   {}\n", title, "", "ns/applicant", "ratio", "middle half");
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        const Figures& own = figures[i];
        fmt::print("{:<30}{:>15.1f}{:>8.2f}   {:.2f} .. {:.2f}\n", subjects[i].name,
                   own.seconds * 1e9 / static_cast<double>(applicants), own.ratio, own.ratio_quarter,
                   own.ratio_three_quarters);
    }
}

void print_compiler(const std::vector<CompilerSubject>& subjects) {
    std::vector<Subject> timed;
    for (const CompilerSubject& each : subjects)
        timed.push_back(each.subject);
    const std::vector<Figures> figures = time_in_rounds(timed, compiler_rounds);
    fmt::print("\nThe compiler on texts in both skins\n{:<30}{:>8}{:>10}{:>24}\n", "", "MB", "MB/s",
               "ms/1,000 requirements");
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        const double megabytes = static_cast<double>(subjects[i].bytes) / 1e6;
        const double thousands = static_cast<double>(subjects[i].requirements) / 1e3;
        fmt::print("{:<30}{:>8.2f}{:>10.1f}{:>24.2f}\n", subjects[i].subject.name, megabytes,
                   megabytes / figures[i].seconds, figures[i].seconds * 1e3 / thousands);
    }
}

}  // namespace tenet::bench
