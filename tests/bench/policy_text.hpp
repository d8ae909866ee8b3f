#pragma once

#include <cstddef>
#include <string>

namespace tenet::bench {

/// Every decision of the text has so many requirements.
inline constexpr std::size_t requirements_a_decision = 5;

/// A policy of so many decisions, each with its facts; every other one in Chinese.
std::string policy_text(std::size_t decisions);

/// The policy `registry` with one decision, `eligible`, of so many requirements, a multiple of ten; each ten share four
/// facts. At 10,000 it is as large as a file and its facts may be.
std::string one_decision_text(std::size_t requirements);

}  // namespace tenet::bench
