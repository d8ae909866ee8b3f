#pragma once

#include "tests/bench/auditor.hpp"

#include <chrono>

/// The policy written by hand on the structs of the generated header. What it says stands in auditor.policy.
namespace tenet::bench::auditor_policy::by_hand {

/// The day five years before another, both in days since 1900-01-01 and modulo 2^32; 29 February becomes 28 February.
/// Multiplications stand for divisions (Neri and Schneider), as in the runtime. Years begin on 1 March; no year five before
/// a leap year is one.
inline std::uint32_t five_years_before(std::uint32_t day) {
    constexpr std::uint32_t first_day = 693901;  // 1900-01-01, counted from 0000-03-01
    const std::uint32_t quarters = 4 * (day + first_day) + 3;
    const std::uint32_t century = quarters / 146097;
    const std::uint64_t scaled = std::uint64_t{2939745} * (quarters % 146097 | 3);
    const std::uint32_t year = 100 * century + static_cast<std::uint32_t>(scaled >> 32) - 5;
    const std::uint32_t day_of_year = static_cast<std::uint32_t>(scaled) / 2939745 / 4;
    const std::uint32_t start = 365 * year + year / 4 - year / 100 + year / 400 - first_day;
    return start + day_of_year - static_cast<std::uint32_t>(day_of_year == 365);
}

/// Whether the examination lies in the window, where both dates are known; a none never does. One comparison stands for
/// two: what lies after the application wraps around.
inline bool in_window(std::uint32_t exam, std::uint32_t applied) {
    return applied - exam <= applied - five_years_before(applied);
}

/// As good as we can, without a branch; only for applicants of whom nothing is missing.
inline Answer best_if_complete(const Facts& facts) {
    const std::uint32_t audits_needed = std::uint32_t{4} - facts.extension.raw();
    const bool out_of_date = !in_window(facts.exam.raw(), facts.applied_on.raw());
    const bool too_few = facts.audits.raw() < audits_needed;
    const auto failed = static_cast<std::uint8_t>(out_of_date | too_few << 1);
    return {static_cast<Verdict>(1 + 2 * (out_of_date | too_few)), failed, 0, 3};
}

static_assert(static_cast<int>(Verdict::Undetermined) == 0 && static_cast<int>(Verdict::Eligible) == 1 &&
              static_cast<int>(Verdict::Ineligible) == 3);

/// As good as we can, without a branch; facts may be missing.
inline Answer best(const Facts& facts) {
    using Code = Codes<std::uint32_t>;
    const std::uint32_t exam = facts.exam.raw(), applied = facts.applied_on.raw();
    const std::uint32_t audits = facts.audits.raw(), extension = facts.extension.raw();
    const bool no_exam = exam == Code::none;
    const bool dates_known = ((exam | applied) & Code::not_a_value) == 0;
    const bool exam_failed = no_exam | (dates_known & !in_window(exam, applied));
    const bool exam_unknown = !(no_exam | dates_known);
    const bool audits_unknown = audits >= Code::not_a_value;
    const bool may_count_three = (audits == 3) & (extension != 0);
    const bool audits_failed = (audits < 4) & !may_count_three;
    const bool open = audits_unknown | (may_count_three & (extension != 1));
    const bool failed = exam_failed | audits_failed, unknown = exam_unknown | open;
    return {static_cast<Verdict>(failed << 1 | (failed | !unknown)),
            static_cast<std::uint8_t>(exam_failed | audits_failed << 1),
            static_cast<std::uint8_t>(exam_unknown | open << 1), 3};
}

inline std::chrono::sys_days chrono_day(Value days) {
    using namespace std::chrono;
    return sys_days{year{1900} / January / 1} + std::chrono::days{days};
}

inline Status exam_status(const Facts& facts) {
    using namespace std::chrono;
    if (facts.exam.is_none()) return Status::Failed;
    if (!facts.exam.is_known() || !facts.applied_on.is_known()) return Status::Unknown;
    const sys_days applied = chrono_day(facts.applied_on.value());
    const sys_days exam = chrono_day(facts.exam.value());
    if (exam > applied) return Status::Failed;
    year_month_day earliest = year_month_day{applied} - years{5};
    if (!earliest.ok()) earliest = earliest.year() / earliest.month() / last;
    return exam >= sys_days{earliest} ? Status::Satisfied : Status::Failed;
}

inline Status audits_status(const Facts& facts) {
    if (!facts.audits.is_known()) return Status::Unknown;
    if (facts.audits.value() >= 4) return Status::Satisfied;
    if (facts.audits.value() < 3) return Status::Failed;
    if (!facts.extension.is_known()) return Status::Unknown;
    return facts.extension.value() != 0 ? Status::Satisfied : Status::Failed;
}

/// As one writes it at first go: `<chrono>` and an `if` for each case; facts may be missing.
inline Answer typical(const Facts& facts) {
    Answer answer;
    const Status statuses[] = {exam_status(facts), audits_status(facts)};
    for (unsigned i = 0; i < 2; ++i) {
        const auto bit = static_cast<std::uint8_t>(1U << i);
        answer.applicable |= bit;
        if (statuses[i] == Status::Failed) answer.failed |= bit;
        if (statuses[i] == Status::Unknown) answer.unknown |= bit;
    }
    if (answer.failed != 0)
        answer.verdict = Verdict::Ineligible;
    else if (answer.unknown == 0)
        answer.verdict = Verdict::Eligible;
    return answer;
}

}  // namespace tenet::bench::auditor_policy::by_hand
