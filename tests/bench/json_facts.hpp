#pragma once

#include "tests/bench/rounds.hpp"

#include <cstddef>
#include <vector>

namespace tenet::bench {

/// Facts of the upgrade decision as JSON texts, a pass of each subject over all of them: parsed by nlohmann-json, only looked at by it, read by
/// the generated header, answered in words and as JSON, and decided.
struct JsonSubjects {
    std::vector<Subject> subjects;
    std::size_t applicants = 0, bytes = 0;
};

/// Nothing where texts that the header refuses are among them.
JsonSubjects json_subjects();

}  // namespace tenet::bench
