#include "tests/generated/wide_policy.hpp"

#include <sstream>

namespace tenet::generated {
namespace {

/// A policy with every type of fact, several decisions and an output.
constexpr const char* wide_policy = R"(policy wide.promises "Promises"
as of day
fact day     : date
fact exam    : date or none
fact audits  : count
fact hours   : days
fact balance : number -1000000000..1000000000
fact clause  : yes/no
choice route "Route"
  upgrade
  renewal
  transfer
record stage "Stage"
  begun   : date
  counted : yes/no
  spent   : days in halves
  ended   : date or none
  by      : route
  place   : text
  recent  : yes/no = begun within 3y
fact asked   : route or none
fact routes  : set of route
fact stages  : list of stage up to 20
define long_ago = exam is given and time since exam > 3y
output credit = balance + 5
output rested = if clause then hours else 0d
output way : route = if clause then upgrade else renewal
output spent_days = sum of spent in stages where recent and counted
output last_end = latest of ended in stages
decide first when clause else "not for them"
  require exam valid 5y else "too late"
  require audits >= 4 or 3 with clause
  require hours >= 10d when long_ago
decide second
  require exam lasts 30d
  require balance >= -5
decide third
  require any stage in stages where recent and by in routes and place = "here"
  require orderly : stages in order from begun to ended
  require spent_each : every stage in stages has spent >= 0.5d
    remedy more "spend more" when asked = transfer
)";

}  // namespace

Service deciding_service(const std::string& name) {
    Service service(name);
    service.write("auditor.hpp", header_of_file("policies/auditor/auditor.policy"));
    service.write("wide.hpp", header_of(wide_policy));
    return service;
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> all;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        all.push_back(line);
    return all;
}

}  // namespace tenet::generated
