#pragma once

#include "decision_log.hpp"

#include <string>

namespace decision_service {

/// An entry as a line that `tenet replay` reads: the answer as `tenet eval --format json --with-facts` has it, with the id of the decision and
/// its time before.
std::string replay_line(const Entry& entry);

}  // namespace decision_service
