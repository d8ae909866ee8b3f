#include "tests/bench/answer.hpp"

#include <random>

namespace tenet::bench {
namespace {

/// Numbers that every standard library draws alike; `<random>`'s distributions are not.
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

auditor::Facts draw(Dice& dice) {
    auditor::Facts facts;
    const std::int32_t applied = dice.between(date(2020, 1, 1).days, date(2029, 12, 31).days);
    facts.applied_on = Date{applied};
    // Every second examination is out of date or after the application; a fifth are around the day that decides.
    const std::int32_t age = dice.percent(20) ? dice.between(1825, 1828) : dice.between(-365, 10 * 365);
    const std::int32_t exam = applied - age;
    if (dice.percent(10))
        facts.exam = none;
    else
        facts.exam = Date{exam};
    facts.audits = dice.between(0, 8);
    facts.extension = dice.percent(50);
    return facts;
}

}  // namespace

Applicants random_applicants(std::size_t count, unsigned missing_percent) {
    Dice dice;
    Applicants applicants(count);
    for (auditor::Facts& facts : applicants) {
        facts = draw(dice);
        if (dice.percent(missing_percent)) facts.applied_on = {};
        if (dice.percent(missing_percent)) facts.exam = {};
        if (dice.percent(missing_percent)) facts.audits = {};
        if (dice.percent(missing_percent)) facts.extension = {};
    }
    return applicants;
}

}  // namespace tenet::bench
