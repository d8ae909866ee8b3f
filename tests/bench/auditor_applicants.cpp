#include "tests/bench/auditor.hpp"
#include "tests/bench/dice.hpp"

namespace tenet::bench::auditor_policy {
namespace {

Facts draw(Dice& dice) {
    Facts facts;
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

std::vector<Facts> random_applicants(std::size_t count, unsigned missing_percent) {
    Dice dice;
    std::vector<Facts> applicants(count);
    for (Facts& facts : applicants) {
        facts = draw(dice);
        if (dice.percent(missing_percent)) facts.applied_on = {};
        if (dice.percent(missing_percent)) facts.exam = {};
        if (dice.percent(missing_percent)) facts.audits = {};
        if (dice.percent(missing_percent)) facts.extension = {};
    }
    return applicants;
}

}  // namespace tenet::bench::auditor_policy
