#include "tests/bench/rounds.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>

namespace tenet::bench {
namespace {

double seconds_of(const std::function<void()>& pass, Clock clock) {
    if (clock == Clock::Wall) {
        const auto begin = std::chrono::steady_clock::now();
        pass();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    }
    const std::clock_t start = std::clock();
    pass();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace

double quantile(std::vector<double> values, double part) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(std::lround(part * static_cast<double>(values.size() - 1)))];
}

std::vector<Figures> time_in_rounds(const std::vector<Subject>& subjects, std::size_t rounds,
                                    std::size_t bases, Clock clock) {
    const std::size_t count = subjects.size();
    std::vector<std::vector<double>> seconds(count, std::vector<double>(rounds));
    for (const Subject& subject : subjects)
        subject.pass();
    for (std::size_t round = 0; round < rounds; ++round)
        for (std::size_t turn = 0; turn < count; ++turn) {
            // Whoever goes before may leave the caches warm or cold: each round begins with another.
            const std::size_t i = (round + turn) % count;
            seconds[i][round] = seconds_of(subjects[i].pass, clock);
        }
    std::vector<double> medians;
    for (const std::vector<double>& own : seconds)
        medians.push_back(quantile(own, 0.5));
    const auto last_base = medians.begin() + static_cast<std::ptrdiff_t>(bases);
    const auto base =
        static_cast<std::size_t>(std::min_element(medians.begin(), last_base) - medians.begin());
    std::vector<Figures> figures;
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<double> ratios(rounds);
        std::transform(seconds[i].begin(), seconds[i].end(), seconds[base].begin(), ratios.begin(),
                       std::divides<>{});
        figures.push_back(
            {medians[i], quantile(ratios, 0.5), quantile(ratios, 0.25), quantile(ratios, 0.75)});
    }
    return figures;
}

}  // namespace tenet::bench
