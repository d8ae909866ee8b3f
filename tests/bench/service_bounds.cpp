#include "tests/bench/service_bounds.hpp"

#include "compiler/compile.hpp"
#include "compiler/emit_table.hpp"
#include "tenet/table_file.hpp"
#include "tests/bench/json_facts.hpp"
#include "tests/bench/policy_text.hpp"
#include "tests/bench/processes.hpp"
#include "tests/bench/tables.hpp"

#include <benchmark/benchmark.h>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <unistd.h>

namespace tenet::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t rounds = 31;
constexpr double not_taken = 1e9;

double json_ratio() {
    const JsonSubjects json = json_subjects();
    if (json.subjects.empty()) return not_taken;
    const std::string title =
        fmt::format("Facts of the upgrade decision as JSON, {} bytes each", json.bytes / json.applicants);
    return print_evaluators(title, json.subjects, json.applicants, 1).back().ratio;
}

/// A decision by the command line, from nothing to its answer, beside a program that does nothing at all.
double cold_start_ratio() {
    const fs::path facts = fs::temp_directory_path() / fmt::format("tenet_bench_{}.json", getpid());
    std::ofstream(facts) << R"({"applied_on": "2023-05-01", "exam": "2021-06-30", "audits": 4})";
    const std::vector<std::string> eval{TENET_BENCH_PROGRAM, "eval", TENET_BENCH_AUDITOR, "--facts",
                                        facts.string()};
    std::vector<double> ratios, seconds;
    for (std::size_t round = 0; round < rounds; ++round) {
        const std::optional<double> own = seconds_of_process(eval), nothing = seconds_of_process({"true"});
        if (!own || !nothing) break;
        seconds.push_back(*own);
        ratios.push_back(*own / *nothing);
    }
    std::error_code ignored;
    fs::remove(facts, ignored);
    if (ratios.size() != rounds) return not_taken;
    fmt::print(
        "\n`tenet eval` on a small policy, from its start to its end: {:.1f} ms, {:.1f} times `true`\n",
        quantile(seconds, 0.5) * 1e3, quantile(ratios, 0.5));
    return quantile(ratios, 0.5);
}

/// The bytes of a file at a multiple of 8.
std::vector<std::uint64_t> read_words(const std::string& path, std::size_t size) {
    std::vector<std::uint64_t> words(size / 8 + 1);
    if (std::FILE* const file = std::fopen(path.c_str(), "rb")) {
        if (std::fread(words.data(), 1, size, file) != size) words.clear();
        std::fclose(file);
    }
    return words;
}

double open_ratio() {
    compiler::MemoryFiles files;
    files.add("registry.policy", one_decision_text(10000));
    const compiler::Compiled policy = compile(files, "registry.policy");
    if (!policy.ok()) return not_taken;
    const std::string bytes = emit_table(*policy.table, *policy.program, *policy.fingerprints);
    const std::string path = fs::temp_directory_path() / fmt::format("tenet_bench_{}.table", getpid());
    std::ofstream(path, std::ios::binary) << bytes;
    const auto pass = [&](const auto& look) {
        return [&path, size = bytes.size(), look] {
            const std::vector<std::uint64_t> words = read_words(path, size);
            benchmark::DoNotOptimize(look(reinterpret_cast<const std::byte*>(words.data()), size));
        };
    };
    bool opened = false;
    const std::vector<Subject> subjects{
        {"read and hash", pass([](const std::byte* first, std::size_t size) {
             return TableCheck::table_checksum(first, size);
         })},
        {"read, open, validate", pass([&opened](const std::byte* first, std::size_t size) {
             opened = static_cast<bool>(open_table(first, size));
             return opened;
         })}};
    const std::vector<Figures> figures = time_in_rounds(subjects, rounds);
    fs::remove(path);
    if (!opened) return not_taken;
    fmt::print(
        "A table of 10,000 requirements, {:.2f} MB: read and hashed {:.2f} ms, read, opened and validated {:.2f} ms, {:.2f} times as long\n",
        static_cast<double>(bytes.size()) / 1e6, figures[0].seconds * 1e3, figures[1].seconds * 1e3,
        figures[1].ratio);
    return figures[1].ratio;
}

}  // namespace

std::vector<Bound> service_bounds() {
    std::vector<Bound> bounds{{"JSON facts and decision, to a parser", json_ratio(), 1.3},
                              {"cold start of `tenet eval`, to `true`", cold_start_ratio(), 5},
                              {"opening a table, to hashing it", open_ratio(), 2}};
    std::fflush(stdout);
    return bounds;
}

}  // namespace tenet::bench
