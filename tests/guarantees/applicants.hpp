#pragma once

#include "auditor.hpp"
#include "upgrade.hpp"

#include <tenet/explain_json.hpp>
#include <tenet/explain_text.hpp>

/// Applicants of two policies, one of scalar facts and one with lists of records. Each follows from its number: complete, with
/// facts that are missing, with ones that are none and with ones out of range.
namespace guarantees {

namespace upgrade = ccaa::upgrade_to_auditor;
using ccaa::common::Audit;
using ccaa::common::Exam;
using ccaa::common::Field;
using ccaa::common::Subject;
using ccaa::common::TraineeCertificate;
using ccaa::common::Training;

/// Numbers that look random and are the same everywhere.
class Numbers {
  public:
    constexpr explicit Numbers(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 1) {}
    constexpr std::uint32_t below(std::uint32_t limit) {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        state_ ^= state_ << 17U;
        return static_cast<std::uint32_t>((state_ >> 33U) % limit);
    }
    /// Yes once in so many times.
    constexpr bool once_in(std::uint32_t times) { return below(times) == 0; }

  private:
    std::uint64_t state_;
};

/// The records that an applicant's lists refer to.
struct Records {
    Exam exams[8];
    TraineeCertificate certificates[8];
    Training trainings[8];
    Audit audits[8];
};

constexpr tenet::Fact<tenet::Date> some_day(Numbers& numbers) {
    // One after the other: compilers evaluate arguments in orders of their own.
    const auto year = static_cast<std::int32_t>(2017 + numbers.below(7));
    const auto month = static_cast<std::int32_t>(1 + numbers.below(12));
    const auto day = static_cast<std::int32_t>(1 + numbers.below(28));
    return tenet::Date::from(year, month, day);
}

constexpr auditor::Facts some_auditor(std::uint32_t number) {
    Numbers numbers(number);
    auditor::Facts facts;
    if (!numbers.once_in(16)) facts.applied_on = some_day(numbers);
    if (numbers.once_in(8))
        facts.exam = tenet::none;
    else if (!numbers.once_in(8))
        facts.exam = some_day(numbers);
    if (!numbers.once_in(8))
        facts.audits = numbers.once_in(32) ? 1000001 : static_cast<int>(numbers.below(7));
    if (!numbers.once_in(8)) facts.extension = numbers.once_in(2);
    return facts;
}

constexpr Field some_field(Numbers& numbers) { return numbers.once_in(2) ? Field::Qms : Field::Ems; }

constexpr void fill(Records& records, Numbers& numbers, std::uint32_t gaps) {
    for (std::uint32_t i = 0; i < 8; ++i) {
        records.exams[i] = {};
        records.exams[i].passed_on = some_day(numbers);
        records.exams[i].subject = numbers.once_in(2) ? Subject::GeneralFoundation : Subject::FieldFoundation;
        if (numbers.once_in(2))
            records.exams[i].field = some_field(numbers);
        else
            records.exams[i].field = tenet::none;
        if (!numbers.once_in(gaps)) records.exams[i].ccaa_unified = !numbers.once_in(4);
        records.certificates[i] = {};
        records.certificates[i].start_date = some_day(numbers);
        if (!numbers.once_in(gaps)) records.certificates[i].end_date = tenet::date(2024, 1, 1);
        records.certificates[i].field = some_field(numbers);
        records.trainings[i] = {};
        records.trainings[i].completed_on = some_day(numbers);
        records.trainings[i].hours = static_cast<int>(numbers.below(12));
        if (!numbers.once_in(gaps)) records.trainings[i].ccaa_professional = numbers.once_in(2);
        records.audits[i] = {};
        records.audits[i].ended_on = some_day(numbers);
        if (!numbers.once_in(gaps)) records.audits[i].onsite_days = static_cast<int>(numbers.below(10));
        records.audits[i].field = some_field(numbers);
        records.audits[i].complete_system_audit = numbers.once_in(2);
    }
}

constexpr upgrade::Facts some_upgrade(std::uint32_t number, Records& records) {
    Numbers numbers(number);
    fill(records, numbers, number % 2 == 0 ? 1000000 : 16);
    upgrade::Facts facts;
    facts.application_date = tenet::date(2023, 5, 1);
    if (!numbers.once_in(8)) facts.field = Field::Qms;
    facts.exams = {records.exams, numbers.below(9)};
    facts.trainee_certificates = {records.certificates, numbers.below(9)};
    if (!numbers.once_in(8)) facts.trainings = {records.trainings, numbers.below(9)};
    facts.audits = {records.audits, numbers.once_in(32) ? 1001 : numbers.below(9)};
    facts.extension_clause_applies = numbers.once_in(2);
    return facts;
}

constexpr std::uint64_t mixed(std::uint64_t sum, std::uint64_t value) {
    return (sum ^ value) * 0x100000001B3U + (sum >> 29U);
}

constexpr std::uint64_t mixed(std::uint64_t sum, const tenet::WrittenText& said) {
    for (const char c : said.text)
        sum = mixed(sum, static_cast<std::uint8_t>(c));
    return mixed(sum, said.needed);
}

/// What an answer and its reasons come to.
template <class Table, class Facts>
std::uint64_t digest_of(Table table, const Facts& facts) {
    const auto decision = tenet::decide<Table, 0>(facts);
    std::uint64_t sum = mixed(static_cast<std::uint64_t>(decision.verdict), decision.failed[0]);
    sum = mixed(mixed(sum, decision.unknown[0]), decision.applicable[0]);
    sum = mixed(sum, decision.refusal.refused() ? decision.refusal.path.fact + 1 : 0);
    sum = mixed(sum, static_cast<std::uint64_t>(tenet::evaluate<Table>(facts).verdicts[0]));
    for (const tenet::Reason& reason : tenet::explain(table, facts, decision))
        sum = mixed(sum, static_cast<std::uint64_t>(reason.why().shortfall.lo));
    sum = mixed(sum, tenet::missing(table, facts, decision).total);
    char buffer[500];
    tenet::AnswerText answer(table, facts);
    sum = mixed(sum, answer.result(tenet::Lang::en, buffer));
    tenet::AnswerJson json(table, facts);
    sum = mixed(sum, json.result(tenet::Lang::zh, buffer));
    return mixed(sum, json.brief(tenet::Lang::zh, buffer));
}

/// What the answers to the first so many applicants of both policies come to.
inline std::uint64_t digest(std::uint32_t applicants) {
    std::uint64_t sum = 0;
    Records records{};
    for (std::uint32_t i = 1; i <= applicants; ++i) {
        sum = mixed(sum, digest_of(auditor::table, some_auditor(i)));
        sum = mixed(sum, digest_of(upgrade::table, some_upgrade(i, records)));
    }
    return sum;
}

/// Sixteen digits and the end of the line.
struct Line {
    char text[17];
    explicit Line(std::uint64_t value) : text{} {
        for (std::uint32_t i = 0; i < 16; ++i)
            text[i] = "0123456789abcdef"[(value >> (60 - 4 * i)) & 15U];
        text[16] = '\n';
    }
};

inline constexpr std::uint32_t applicants = 2000;

}  // namespace guarantees
