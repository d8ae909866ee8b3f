#pragma once

#include <cstdint>
#include <random>

namespace tenet::bench {

/// Numbers from a fixed seed that every standard library draws alike; `<random>`'s distributions are not.
class Dice {
  public:
    /// From low to high, both in.
    std::int32_t between(std::int32_t low, std::int32_t high) {
        return low + static_cast<std::int32_t>(engine_() % static_cast<std::uint32_t>(high - low + 1));
    }
    bool percent(unsigned chance) { return engine_() % 100 < chance; }

  private:
    std::mt19937 engine_{20250101};
};

}  // namespace tenet::bench
