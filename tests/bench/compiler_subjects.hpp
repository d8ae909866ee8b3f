#pragma once

#include "tests/bench/rounds.hpp"

#include <string>
#include <vector>

namespace tenet::bench {

/// A stage of the compiler on a text made for it, and how much of what a pass goes through.
struct CompilerSubject {
    Subject subject;
    std::size_t bytes, requirements;
};

/// Parsing, lexing included, of a few megabytes, and whole compilations; nothing where the texts have a fault.
std::vector<CompilerSubject> compiler_subjects();

}  // namespace tenet::bench
