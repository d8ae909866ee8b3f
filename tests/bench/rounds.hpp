#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace tenet::bench {

/// Something to time; `pass` is called again and again, and must do the same each time.
struct Subject {
    std::string name;
    std::function<void()> pass;
};

/// What is counted: what the program's threads take together, without what other programs take, or what passes by.
enum class Clock : unsigned char { Processor, Wall };

/// How one subject did over all rounds. Ratios are to the base in the same round.
struct Figures {
    double seconds;  ///< of a pass, median
    double ratio, ratio_quarter, ratio_three_quarters;
};

/// The value below which this part of all values lies.
double quantile(std::vector<double> values, double part);

/// Times subjects in turn, a pass of each a round, so that what else the machine does falls on all alike. The base is the
/// fastest of the first `bases` subjects.
std::vector<Figures> time_in_rounds(const std::vector<Subject>& subjects, std::size_t rounds,
                                    std::size_t bases = 1, Clock clock = Clock::Processor);

}  // namespace tenet::bench
