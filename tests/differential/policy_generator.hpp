#pragma once

#include "compiler/source.hpp"
#include "tests/differential/random.hpp"

#include <string>

namespace tenet::differential {

/// The same policy in both skins.
struct Policy {
    std::string english, chinese;
    /// The file that it uses as `shared.policy`, in both skins too; empty if it uses none.
    std::string shared_english, shared_chinese;
};

/// What a generated policy is about; it decides which operators may stand at the root of its requirements.
struct Shape {
    unsigned facts = 6;         ///< at least 4
    unsigned definitions = 2;   //
    unsigned requirements = 4;  ///< of each decision
    unsigned decisions = 2;
    unsigned depth = 3;    ///< nesting of expressions
    unsigned records = 1;  ///< record types, each with a list or two
    bool uses = false;     ///< whether a part of it stands in a second file
};

/// A shape from the smallest to several decisions of deep conditions, in one file.
Shape draw_shape(Random& random);

/// A random policy that is well typed, so that every refusal of it is a fault of the compiler.
Policy generate_policy(Random& random, const Shape& shape);

/// A policy with exactly one type error somewhere: every stage after parsing must be kept from seeing it.
Policy generate_ill_typed(Random& random);

/// Puts one skin of a policy before the compiler as `generated.policy`, beside the file that it uses.
void add_files(compiler::MemoryFiles& files, const Policy& policy, bool chinese, bool shared_chinese);

}  // namespace tenet::differential
