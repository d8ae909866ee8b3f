#pragma once

#include "tests/generated/service.hpp"

#include <string>

/// The two policies that promises are tried on.
namespace tenet::generated {

/// A service with the headers `auditor.hpp` of the sample and `wide.hpp` of a policy with every type of fact.
Service deciding_service(const std::string& name);

}  // namespace tenet::generated
