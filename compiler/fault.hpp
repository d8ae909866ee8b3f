#pragma once

#include <string_view>

namespace tenet::compiler {

/// Prints that we are at fault, with what was found, and ends the process with status 3.
[[noreturn]] void fault(std::string_view what);

/// Thrown by `fault` instead, in a process that is not ours to end: one that has loaded us as a library.
struct Fault {};
void throw_faults();

}  // namespace tenet::compiler

/// For what only a mistake of ours can break; never for what a policy or the world may do.
#define TENET_CHECK(condition, what)                                                                         \
    do {                                                                                                     \
        if (!(condition)) ::tenet::compiler::fault(what);                                                    \
    } while (false)
