#pragma once

#include "compiler/cli.hpp"
#include "compiler/compile.hpp"

#include <string>
#include <vector>

namespace tenet::compiler::cli {

/// What `diff --population` found.
struct PopulationFound {
    std::string told;      ///< as text or as JSON, as was asked for
    bool changes = false;  ///< some answer is another
    bool unread = false;   ///< some row cannot be read by either version, which is said
};

/// Asks two versions of a policy about the population of the request; only about decisions and outputs with these names, or about
/// all. False where that cannot be done, which is said.
bool ask_population(const Request& request, Console& console, const Compiled& before, const Compiled& after,
                    const std::vector<std::string>& only, PopulationFound& found);

}  // namespace tenet::compiler::cli
