#include "compiler/fault.hpp"

#include <cstdio>
#include <cstdlib>

namespace tenet::compiler {

void fault(std::string_view what) {
    static_cast<void>(std::fflush(stdout));
    static_cast<void>(std::fprintf(stderr, "tenet: internal fault, please report: %.*s\n",
                                   static_cast<int>(what.size()), what.data()));
    std::_Exit(3);
}

}  // namespace tenet::compiler
