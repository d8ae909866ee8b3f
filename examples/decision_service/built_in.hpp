#pragma once

#include "generated_rules.hpp"

#include <memory>
#include <string_view>

namespace decision_service {

/// Rules of a generated header, described by the table that was built of the same policy.
template <class Traits>
RulesPointer built_in(std::string_view table) {
    const RulesPointer opened = open_built_in_table(table);
    return std::make_shared<const GeneratedRules<Traits>>(
        std::string(opened->policy()), std::string(opened->fingerprint()), std::string(opened->form()));
}

}  // namespace decision_service
