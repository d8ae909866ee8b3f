#include "tests/generated/wide_policy.hpp"

namespace tenet::generated {

Service deciding_service(const std::string& name) {
    Service service(name);
    service.write("auditor.hpp", header_of_file("policies/auditor/auditor.policy"));
    service.write("wide.hpp", header_of_file("tests/guarantees/wide.policy"));
    return service;
}

}  // namespace tenet::generated
