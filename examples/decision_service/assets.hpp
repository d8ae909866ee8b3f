#pragma once

#include "rules.hpp"

#include <string_view>
#include <vector>

/// What was built into the service: its page, and the rules of the policies with the tables that they were compiled from.
namespace decision_service {

/// A file of the page by its name; empty where there is none such.
std::string_view page_file(std::string_view name);

/// The rules of every policy that was compiled into the service.
std::vector<RulesPointer> built_in_rules();

}  // namespace decision_service
