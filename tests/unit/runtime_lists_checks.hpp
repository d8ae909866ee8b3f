#pragma once

#include "tests/unit/runtime_lists_sample.hpp"

#include <string>

/// What the sample with lists must answer, in a form that tests of planted faults can ask too.
namespace tenet::testing {

/// Four audits, of which two count, and two stays in order.
inline constexpr Audit sample_audits[] = {
    {Field::qms, date(2022, 6, 1), true, halves(8), 2, Mark::good},
    {Field::qms, date(2022, 9, 1), true, halves(4), none, none},
    {Field::ems, date(2023, 1, 1), false, halves(2), -1, Mark::bad},
    {Field::qms, date(2019, 1, 1), none, halves(6), 3, Mark::good},
};
inline constexpr Stay sample_stays[] = {{date(2022, 1, 1), date(2022, 1, 5)}, {date(2022, 1, 5), none}};

/// An applicant of whom all is known: eligible, with remedies for an old audit and for a bad one.
constexpr Upgrade::Facts sample() {
    Upgrade::Facts facts;
    facts.today = date(2023, 5, 1);
    facts.field = Field::qms;
    facts.held = {Field::qms, Field::ohsms};
    facts.login = "admin";
    facts.start = date(2021, 5, 1);
    facts.extra = true;
    facts.audits = sample_audits;
    facts.stays = sample_stays;
    return facts;
}

/// The first answer that is not as it must be, or an empty text.
std::string upgrade_difference();

}  // namespace tenet::testing
