#include "tests/bench/dice.hpp"
#include "tests/bench/flat.hpp"

namespace tenet::bench::flat_policy {
namespace {

Facts draw(Dice& dice) {
    Facts facts;
    const std::int32_t applied = dice.between(date(2020, 1, 1).days, date(2029, 12, 31).days);
    facts.applied_on = Date{applied};
    facts.exam = Date{applied - dice.between(-100, 2500)};
    if (dice.percent(10)) facts.exam = none;
    facts.employed_on = Date{applied - dice.between(-50, 1300)};
    facts.audits = dice.between(1, 8);
    facts.extension = dice.percent(50);
    facts.training = halves(dice.between(20, 100));
    facts.experience = dice.between(300, 1500);
    facts.complaints = dice.between(0, 3);
    facts.code_signed = dice.percent(90);
    return facts;
}

template <class... Fact>
void leave_out(Dice& dice, unsigned percent, Fact&... facts) {
    ((dice.percent(percent) ? void(facts = {}) : void()), ...);
}

}  // namespace

std::vector<Facts> random_applicants(std::size_t count, unsigned missing_percent) {
    Dice dice;
    std::vector<Facts> applicants(count);
    for (Facts& facts : applicants) {
        facts = draw(dice);
        leave_out(dice, missing_percent, facts.applied_on, facts.exam, facts.employed_on, facts.audits,
                  facts.extension, facts.training, facts.experience, facts.complaints, facts.code_signed);
    }
    return applicants;
}

}  // namespace tenet::bench::flat_policy
