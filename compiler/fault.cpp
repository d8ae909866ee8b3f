#include "compiler/fault.hpp"

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace tenet::compiler {
namespace {

std::atomic<bool> is_thrown = false;

}  // namespace

void throw_faults() { is_thrown.store(true, std::memory_order_relaxed); }

void fault(std::string_view what) {
    if (is_thrown.load(std::memory_order_relaxed)) throw Fault();
    static_cast<void>(std::fflush(stdout));
    static_cast<void>(std::fprintf(stderr, "tenet: internal fault, please report: %.*s\n",
                                   static_cast<int>(what.size()), what.data()));
    std::_Exit(3);
}

}  // namespace tenet::compiler
