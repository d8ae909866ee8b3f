#pragma once

#include <optional>
#include <string>
#include <vector>

namespace tenet::bench {

/// Runs a program, without a shell, its output thrown away, and gives the processor time in seconds that it and its children
/// took; nothing where it fails.
std::optional<double> seconds_of_process(const std::vector<std::string>& command);

}  // namespace tenet::bench
