#pragma once

#include <cstddef>
#include <string>

namespace tenet::bench {

/// Every decision of the text has so many requirements.
inline constexpr std::size_t requirements_a_decision = 5;

/// A policy of so many decisions, each with its facts; every other one in Chinese.
std::string policy_text(std::size_t decisions);

}  // namespace tenet::bench
