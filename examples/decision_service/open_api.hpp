#pragma once

#include "rule_book.hpp"

#include <string>

namespace decision_service {

/// The OpenAPI 3.1 description of the service, in which every question in force has the schema of its facts.
std::string open_api(const InForce& in_force, Language language);

}  // namespace decision_service
