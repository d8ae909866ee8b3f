#pragma once

#include "compiler/compile.hpp"

#include <cstdint>
#include <string>

/// The tests of a policy as C++.
namespace tenet::compiler {

/// How C++ learns that a test fails.
enum class TestsIn : std::uint8_t {
    Assertions,  ///< it does not compile
    GoogleTest,  ///< a `TEST` for each, named by its line
};

/// How many tests of a policy would be asserted: those that a person has confirmed.
std::size_t asserted_tests(const Compiled& policy);

/// A source file that stands alone: the policy as `emit_cpp` gives it, and behind it the tests of its own file. Those that are
/// unconfirmed are left out, since nobody vouches for them. Pure ASCII, too.
std::string emit_tests(const Compiled& policy, TestsIn form);

}  // namespace tenet::compiler
