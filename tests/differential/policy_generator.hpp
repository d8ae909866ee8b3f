#pragma once

#include "tests/differential/random.hpp"

#include <string>

namespace tenet::differential {

/// The same policy in both skins.
struct Policy {
    std::string english, chinese;
};

/// What a generated policy is about; it decides which operators may stand at the root of its requirements.
struct Shape {
    unsigned facts = 6;         ///< at least 4
    unsigned definitions = 2;   //
    unsigned requirements = 4;  ///< of each decision
    unsigned decisions = 2;
    unsigned depth = 3;  ///< nesting of expressions
};

/// A shape from the smallest to several decisions of deep conditions.
Shape draw_shape(Random& random);

/// A random policy that is well typed, so that every refusal of it is a fault of the compiler.
Policy generate_policy(Random& random, const Shape& shape);

/// A policy with exactly one type error somewhere: every stage after parsing must be kept from seeing it.
Policy generate_ill_typed(Random& random);

}  // namespace tenet::differential
