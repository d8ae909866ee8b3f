#pragma once

#include "tenet/batch_rows.hpp"
#include "tenet/lanes.hpp"
#include "tenet/slice.hpp"

#if !defined(__GNUC__)
#error "tenet/batch.hpp needs g++ or clang: it is written in their vectors"
#endif

/// The same evaluation for every kind of processor that it is compiled for, and which of them this one can run.
namespace tenet::batch {

/// The kinds of processors, from the least to the most.
enum class Target : std::uint8_t { Baseline, Avx2, Avx512 };

#define TENET_EACH_TARGET "tenet/batch_lanes.inc"
#include "tenet/batch_each_target.inc"
#undef TENET_EACH_TARGET

#if defined(__x86_64__)
/// The most that this processor, and its operating system, can run.
inline Target best_target() noexcept {
    __builtin_cpu_init();
    const bool bits =
        __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
    if (!bits || !__builtin_cpu_supports("avx2")) return Target::Baseline;
    const bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    return wide ? Target::Avx512 : Target::Avx2;
}
#else
inline Target best_target() noexcept { return Target::Baseline; }
#endif

}  // namespace tenet::batch
