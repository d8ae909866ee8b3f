#pragma once

#include <string>
#include <vector>

/// Names and texts that would end, change or break C++ source if they were pasted into it.
namespace tenet::generated {

/// What an author may call a fact, a decision, an output or a requirement.
std::vector<std::string> hostile_names();

/// What an author may call a policy: dotted names.
std::vector<std::string> hostile_policy_names();

/// Labels and messages.
std::vector<std::string> hostile_texts();

/// Texts of the greatest length, 4,096 bytes.
std::vector<std::string> hostile_long_texts();

}  // namespace tenet::generated
