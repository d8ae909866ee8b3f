#include "tests/bench/program_subjects.hpp"

#include "tests/bench/policy_text.hpp"
#include "tests/bench/processes.hpp"
#include "tests/bench/rounds.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <unistd.h>

namespace tenet::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t check_rounds = 31;

constexpr const char* service = R"(#include "registry.hpp"

tenet::Verdict decide(const registry::Facts& facts) { return registry::eligible(facts).verdict; }
)";

/// A folder of its own, gone at the end.
class Workplace {
  public:
    Workplace() : folder_(fs::temp_directory_path() / fmt::format("tenet_bench_{}", getpid())) {
        fs::create_directories(folder_);
    }
    ~Workplace() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;

    std::string path(const char* name) const { return (folder_ / name).string(); }
    void write(const char* name, std::string_view text) const {
        std::ofstream(path(name), std::ios::binary) << text;
    }

  private:
    fs::path folder_;
};

/// How often each size is compiled: the large ones take long.
std::size_t compilations(std::size_t requirements) { return requirements >= 1000 ? 3 : 7; }

std::vector<std::string> compilation(const Workplace& place, const char* source) {
    return {TENET_BENCH_COMPILER,
            "-std=c++20",
            "-O2",
            "-I",
            TENET_BENCH_RUNTIME,
            "-c",
            place.path(source),
            "-o",
            place.path("service.o")};
}

/// The median of n runs; nothing where one fails.
std::optional<double> median_seconds(const std::vector<std::string>& command, std::size_t n) {
    std::vector<double> all;
    for (std::size_t i = 0; i < n; ++i) {
        const std::optional<double> one = seconds_of_process(command);
        if (!one) return {};
        all.push_back(*one);
    }
    return quantile(all, 0.5);
}

}  // namespace

std::vector<HeaderCost> header_costs(const std::vector<std::size_t>& sizes) {
    const Workplace place;
    place.write("service.cpp", service);
    place.write("empty.cpp", "");
    std::vector<HeaderCost> costs;
    const std::optional<double> empty = median_seconds(compilation(place, "empty.cpp"), 7);
    for (const std::size_t size : sizes) {
        place.write("registry.policy", one_decision_text(size));
        if (!seconds_of_process({TENET_BENCH_PROGRAM, "build", place.path("registry.policy"), "--to", "cpp",
                                 "-o", place.path("registry.hpp")}))
            return {};
        const std::optional<double> seconds =
            median_seconds(compilation(place, "service.cpp"), compilations(size));
        if (!seconds || !empty) return {};
        costs.push_back({size, fs::file_size(place.path("registry.hpp")), *seconds - *empty});
    }
    return costs;
}

CheckCost check_cost() {
    const Workplace place;
    const std::string file = place.path("registry.policy");
    place.write("registry.policy", one_decision_text(10000));
    std::vector<double> check, wc, ratios;
    for (std::size_t round = 0; round < check_rounds; ++round) {
        const std::optional<double> own = seconds_of_process({TENET_BENCH_PROGRAM, "check", file});
        const std::optional<double> other = seconds_of_process({"wc", file});
        if (!own || !other) return {};
        check.push_back(*own);
        wc.push_back(*other);
        ratios.push_back(*own / *other);
    }
    return {fs::file_size(file), quantile(check, 0.5), quantile(wc, 0.5), quantile(ratios, 0.5)};
}

}  // namespace tenet::bench
