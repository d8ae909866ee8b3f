#pragma once

#include "tests/bench/upgrade.hpp"

/// The upgrade decision written by hand, three times, on the structs of the generated header; only for applicants of whom
/// nothing is missing. What it says stands in policies/ccaa/upgrade_to_auditor.policy. Hours and days are in halves.
namespace tenet::bench::upgrade::by_hand {

inline constexpr std::uint32_t days_of_calendar = 109573;  ///< 1900-01-01 … 2199-12-31
inline constexpr std::uint32_t last_day_of_32_hours = date(2023, 3, 31).days;
inline constexpr std::uint32_t management_system_fields =
    0x1F;  ///< a bit for each field; they are the first five
inline constexpr std::uint32_t exam_of_the_upgrade =
    static_cast<std::uint32_t>(common::Subject::MsCertificationFoundation);
inline constexpr std::uint32_t cpd_hours_bit = 16;

static_assert(static_cast<int>(common::Field::Qms) == 0 && static_cast<int>(common::Field::Enms) == 4);
static_assert(static_cast<int>(Verdict::Eligible) == 1 && static_cast<int>(Verdict::Ineligible) == 3 &&
              static_cast<int>(Verdict::NotApplicable) == 4);

/// A year that begins on 1 March, and the day in it from 0; day 365 is 29 February.
struct MarchDay {
    std::uint32_t year, day;
};

inline constexpr std::uint32_t first_day = 693901;  ///< 1900-01-01, counted from 0000-03-01

/// Multiplications stand for divisions (Neri and Schneider), as in the runtime.
constexpr MarchDay split(std::uint32_t day) {
    const std::uint32_t quarters = 4 * (day + first_day) + 3;
    const std::uint32_t century = quarters / 146097;
    const std::uint64_t scaled = std::uint64_t{2939745} * (quarters % 146097 | 3);
    return {100 * century + static_cast<std::uint32_t>(scaled >> 32),
            static_cast<std::uint32_t>(scaled) / 2939745 / 4};
}

/// The same day one to three years before or after, in days since 1900-01-01 and modulo 2^32; no leap year is so near to
/// another, so that 29 February becomes 28 February.
constexpr std::uint32_t moved(MarchDay at, std::int32_t years) {
    const std::uint32_t year = at.year + static_cast<std::uint32_t>(years);
    const std::uint32_t start = 365 * year + year / 4 - year / 100 + year / 400 - first_day;
    return start + at.day - static_cast<std::uint32_t>(at.day == 365);
}

/// As one writes it at first go, with care: a loop for each question, which ends when the answer is there.
inline Answer branchy(const Facts& facts) {
    const std::uint32_t field = facts.field.raw(), today = facts.application_date.raw();
    if (((management_system_fields >> field) & 1) == 0) return {Verdict::NotApplicable, 0, 0, 0};
    const std::uint32_t since = moved(split(today), -3);
    bool held = false, exam_passed = false;
    std::uint32_t start = 0, complete = 0, onsite = 0, hours = 0;
    for (const common::TraineeCertificate& each : facts.trainee_certificates)
        if (each.field.raw() == field && each.start_date.raw() <= today && today <= each.end_date.raw()) {
            held = true;
            if (each.start_date.raw() > start) start = each.start_date.raw();
        }
    for (const common::Exam& each : facts.exams)
        if (each.subject.raw() == exam_of_the_upgrade && each.ccaa_unified.raw() != 0 &&
            each.passed_on.raw() >= since && each.passed_on.raw() <= today) {
            exam_passed = true;
            break;
        }
    for (const common::Audit& each : facts.audits)
        if (each.field.raw() == field && each.ended_on.raw() >= since && each.ended_on.raw() <= today) {
            if (each.complete_system_audit.raw() != 0) ++complete;
            onsite += each.onsite_days.raw();
        }
    for (const common::Training& each : facts.trainings)
        if (each.completed_on.raw() >= since && each.completed_on.raw() <= today) hours += each.hours.raw();

    const bool clause = facts.extension_clause_applies.raw() != 0;
    std::uint32_t failed = 0, applicable = 15;
    if (!held) failed |= 1;
    if (!exam_passed) failed |= 2;
    if (complete < (clause ? 3U : 4U)) failed |= 4;
    if (onsite < (clause ? 20U : 30U)) failed |= 8;
    if (held) {
        applicable |= cpd_hours_bit;
        const MarchDay started = split(start);
        std::uint32_t needed = today <= last_day_of_32_hours ? 64 : 96;
        if (today < moved(started, 1))
            needed = 32;
        else if (today < moved(started, 2))
            needed = 64;
        if (hours < needed) failed |= cpd_hours_bit;
    }
    return {failed != 0 ? Verdict::Ineligible : Verdict::Eligible, static_cast<std::uint8_t>(failed), 0,
            static_cast<std::uint8_t>(applicable)};
}

/// What the lists come to for one applicant.
struct Counted {
    std::uint32_t held = 0, start = 0, exam_passed = 0, complete = 0, onsite = 0, hours = 0;
};

/// One pass a list. One comparison stands for both ends of a window: what lies after today wraps around.
inline Counted counted(const Facts& facts, std::uint32_t field, std::uint32_t today, std::uint32_t since) {
    const std::uint32_t width = today - since;
    Counted all;
    for (const common::TraineeCertificate& each : facts.trainee_certificates) {
        const std::uint32_t valid = static_cast<std::uint32_t>(each.field.raw() == field) &
                                    static_cast<std::uint32_t>(each.start_date.raw() <= today) &
                                    static_cast<std::uint32_t>(today <= each.end_date.raw());
        const std::uint32_t started = each.start_date.raw() & (0 - valid);
        all.held |= valid;
        all.start = all.start < started ? started : all.start;
    }
    for (const common::Exam& each : facts.exams)
        all.exam_passed |= static_cast<std::uint32_t>(each.subject.raw() == exam_of_the_upgrade) &
                           static_cast<std::uint32_t>(each.ccaa_unified.raw()) &
                           static_cast<std::uint32_t>(today - each.passed_on.raw() <= width);
    for (const common::Audit& each : facts.audits) {
        const std::uint32_t counts = static_cast<std::uint32_t>(each.field.raw() == field) &
                                     static_cast<std::uint32_t>(today - each.ended_on.raw() <= width);
        all.complete += counts & each.complete_system_audit.raw();
        all.onsite += each.onsite_days.raw() & (0 - counts);
    }
    for (const common::Training& each : facts.trainings)
        all.hours +=
            each.hours.raw() & (0 - static_cast<std::uint32_t>(today - each.completed_on.raw() <= width));
    return all;
}

/// The answer, from the days on which the tenure is one and two years old.
inline Answer judged(const Facts& facts, const Counted& all, std::uint32_t field, std::uint32_t today,
                     std::uint32_t one_year, std::uint32_t two_years) {
    const std::uint32_t covered = (management_system_fields >> field) & 1;
    const std::uint32_t clause = facts.extension_clause_applies.raw();
    const std::uint32_t later = 64 + 32 * static_cast<std::uint32_t>(today > last_day_of_32_hours);
    const std::uint32_t second = today < two_years ? 64 : later;
    const std::uint32_t needed = today < one_year ? 32 : second;
    const std::uint32_t lacking = (all.held ^ 1) | (all.exam_passed ^ 1) << 1 |
                                  static_cast<std::uint32_t>(all.complete < 4 - clause) << 2 |
                                  static_cast<std::uint32_t>(all.onsite < 30 - 10 * clause) << 3 |
                                  (static_cast<std::uint32_t>(all.hours < needed) & all.held) << 4;
    const std::uint32_t failed = lacking & (0 - covered);
    const std::uint32_t applicable = (15 | all.held << 4) & (0 - covered);
    const std::uint32_t verdict = 4 - covered * (3 - 2 * static_cast<std::uint32_t>(failed != 0));
    return {static_cast<Verdict>(verdict), static_cast<std::uint8_t>(failed), 0,
            static_cast<std::uint8_t>(applicable)};
}

/// Without a branch but for the loops' ends.
inline Answer branch_free(const Facts& facts) {
    const std::uint32_t field = facts.field.raw(), today = facts.application_date.raw();
    const Counted all = counted(facts, field, today, moved(split(today), -3));
    const MarchDay started = split(all.start);
    return judged(facts, all, field, today, moved(started, 1), moved(started, 2));
}

/// What the calendar says, looked up instead of worked out: tables with a row for each day of 1900 … 2199.
struct DateTables {
    DateTables() {
        for (std::uint32_t day = 0; day < days_of_calendar; ++day) {
            const MarchDay at = split(day);
            three_years_before.push_back(moved(at, -3));
            one_year_after.push_back(moved(at, 1));
            two_years_after.push_back(moved(at, 2));
        }
    }

    std::vector<std::uint32_t> three_years_before, one_year_after, two_years_after;
};

/// Without a branch, dates by table.
inline Answer dates_precomputed(const Facts& facts, const DateTables& tables) {
    const std::uint32_t field = facts.field.raw(), today = facts.application_date.raw();
    const Counted all = counted(facts, field, today, tables.three_years_before[today]);
    return judged(facts, all, field, today, tables.one_year_after[all.start],
                  tables.two_years_after[all.start]);
}

}  // namespace tenet::bench::upgrade::by_hand
