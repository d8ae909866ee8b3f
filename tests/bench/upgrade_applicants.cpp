#include "tests/bench/dice.hpp"
#include "tests/bench/upgrade.hpp"

#include <span>

namespace tenet::bench::upgrade {
namespace {

using common::Field;
using common::Subject;

/// One applicant: what most records have in common, and chance.
class Drawn {
  public:
    Drawn(Dice& dice, Records& records) : dice_(dice), records_(records) {}

    Facts draw() {
        applied_ = dice_.between(date(2021, 1, 1).days, date(2026, 12, 31).days);
        field_ = dice_.percent(90) ? dice_.between(0, 4) : dice_.between(5, 12);
        for (std::size_t i = 0; i < records_a_list; ++i)
            draw_records(i);
        Facts facts;
        facts.application_date = Date{applied_};
        facts.field = static_cast<Field>(field_);
        facts.exams = records_.exams;
        facts.trainee_certificates = records_.trainee_certificates;
        facts.trainings = records_.trainings;
        facts.audits = records_.audits;
        facts.extension_clause_applies = dice_.percent(30);
        return facts;
    }

  private:
    /// A day that lies within the last three years for most, before them for some, after the application for few.
    Date day() {
        if (dice_.percent(5)) return Date{applied_ + dice_.between(-1097, -1094)};
        return Date{applied_ - (dice_.percent(70) ? dice_.between(0, 1094) : dice_.between(-60, 2500))};
    }
    Field some_field() { return static_cast<Field>(dice_.percent(60) ? field_ : dice_.between(0, 12)); }

    void draw_records(std::size_t i) {
        common::Exam& exam = records_.exams[i];
        const std::int32_t subject = dice_.between(0, 2);
        exam.subject = static_cast<Subject>(subject);
        if (subject == static_cast<std::int32_t>(Subject::FieldFoundation))
            exam.field = some_field();
        else
            exam.field = none;
        exam.passed_on = day();
        exam.ccaa_unified = dice_.percent(85);

        common::TraineeCertificate& certificate = records_.trainee_certificates[i];
        const std::int32_t start = applied_ - dice_.between(-200, 2500);
        certificate.field = some_field();
        certificate.start_date = Date{start};
        certificate.end_date = Date{start + 1094};

        common::Training& training = records_.trainings[i];
        training.completed_on = day();
        training.hours = halves(dice_.between(2, 20));
        training.ccaa_professional = dice_.percent(50);

        common::Audit& audit = records_.audits[i];
        audit.field = some_field();
        audit.ended_on = day();
        audit.complete_system_audit = dice_.percent(75);
        audit.onsite_days = halves(dice_.between(2, 12));
    }

    Dice& dice_;
    Records& records_;
    std::int32_t applied_ = 0, field_ = 0;
};

/// Makes facts unknown here and there.
class Gaps {
  public:
    Gaps(Dice& dice, unsigned permille) : dice_(dice), permille_(static_cast<std::int32_t>(permille)) {}

    template <class... Fact>
    void leave_out(Fact&... facts) {
        ((dice_.between(0, 999) < permille_ ? void(facts = {}) : void()), ...);
    }

    void leave_out_of(Records& records) {
        for (std::size_t i = 0; i < records_a_list; ++i) {
            common::Exam& exam = records.exams[i];
            leave_out(exam.subject, exam.field, exam.passed_on, exam.ccaa_unified);
            common::TraineeCertificate& certificate = records.trainee_certificates[i];
            leave_out(certificate.field, certificate.start_date, certificate.end_date);
            common::Training& training = records.trainings[i];
            leave_out(training.completed_on, training.hours, training.ccaa_professional);
            common::Audit& audit = records.audits[i];
            leave_out(audit.field, audit.ended_on, audit.complete_system_audit, audit.onsite_days);
        }
    }

  private:
    Dice& dice_;
    std::int32_t permille_;
};

}  // namespace

Population random_population(std::size_t count, unsigned missing_permille) {
    Dice dice;
    Gaps gaps(dice, missing_permille);
    Population population{std::vector<Records>(count), std::vector<Facts>(count)};
    for (std::size_t i = 0; i < count; ++i) {
        Facts& facts = population.facts[i];
        facts = Drawn(dice, population.records[i]).draw();
        if (missing_permille == 0) continue;
        gaps.leave_out_of(population.records[i]);
        gaps.leave_out(facts.application_date, facts.field, facts.exams, facts.trainee_certificates,
                       facts.trainings, facts.audits, facts.extension_clause_applies);
    }
    return population;
}

}  // namespace tenet::bench::upgrade
