#pragma once

#include "compiler/diagnostics.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tenet::compiler {

/// One thing that is worked out of others, as messages call it.
struct Dependent {
    std::string name;
    Span span;
};

/// What a unit reads. Where only the types will tell, it is not certain: the other one comes first if that is possible.
struct Dependency {
    std::uint32_t on = 0;
    bool certain = true;
};

/// The units, each after those it reads; `reads[i]` are what unit i mentions. One that reads itself, by whatever way, is
/// reported with the way and left out.
std::vector<std::uint32_t> dependency_order(const std::vector<Dependent>& units,
                                            const std::vector<std::vector<Dependency>>& reads,
                                            Diagnostics& diagnostics);

}  // namespace tenet::compiler
