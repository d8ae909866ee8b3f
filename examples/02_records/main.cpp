#include <renewal.hpp>

#include <cstdio>
#include <vector>

namespace {

using tenet::date;
using tenet::halves;
using tenet::none;

constexpr const char* verdicts[] = {"undetermined", "eligible",       "eligible with remedy",
                                    "ineligible",   "not applicable", "refused"};
constexpr const char* statuses[] = {"satisfied", "failed", "unknown", "not applicable"};

constexpr const char* step_names[] = {"log in", "upload", "pay"};

const char* word(tenet::Verdict verdict) { return verdicts[static_cast<int>(verdict)]; }
const char* word(tenet::Status status) { return statuses[static_cast<int>(status)]; }

/// One training; fields that nobody filled in stay unknown. A record's members are set by name: their order is the header's own.
renewal::Training training(renewal::Kind kind, tenet::Date ended_on, tenet::Scaled<2> hours) {
    renewal::Training record;
    record.kind = kind;
    record.ended_on = ended_on;
    record.hours = hours;
    return record;
}

void print_reasons(const renewal::Facts& facts) {
    const auto decision = renewal::renew(facts);
    const auto reasons = tenet::explain(renewal::table, facts, decision);
    for (std::uint32_t i = 0; i < reasons.size(); ++i) {
        const tenet::Reason reason = reasons[i];
        const tenet::Explanation& why = reason.why();
        std::printf("  %s: %s", reason.id(), word(reason.status()));
        // Values are whole numbers of 1/scale: 37 halves are 18.5 hours. Known is what has one value left.
        if (why.shape == tenet::Shape::AtLeast && tenet::determined(why.actual))
            std::printf(", %.1f of %.1f", static_cast<double>(why.actual.lo) / why.type.scale,
                        static_cast<double>(why.needed.lo) / why.type.scale);
        std::uint32_t failing[20];  // as many as the list may have
        const std::uint32_t count = reasons.records(i, failing, 20);
        for (std::uint32_t k = 0; k < count; ++k)
            std::printf(", training %u", failing[k] + 1);
        std::printf("\n");
    }
    if (decision.has_remedy(0)) std::printf("  a remedy stands\n");
    for (const tenet::MissingFact& missing : tenet::missing(renewal::table, facts, decision)) {
        const tenet::Program& program = renewal::Table::program;
        const tenet::FactSpec& fact = program.facts[missing.path.fact];
        if (missing.path.record == tenet::no_record)
            std::printf("  missing: %s\n", tenet::text_of(program, fact.id));
        else
            std::printf("  missing: %s[%u].%s\n", tenet::text_of(program, fact.id), missing.path.record,
                        tenet::text_of(program, program.fields[fact.first_field + missing.path.field].id));
    }
}

}  // namespace

int main() {
    // The facts keep no copies: lists refer to these records, and texts to their characters, while the facts are used.
    std::vector<renewal::Training> trainings = {
        training(renewal::Kind::Course, date(2022, 9, 1), halves(37)),      // 18.5 hours
        training(renewal::Kind::Conference, date(2021, 5, 20), halves(8)),  // 4 hours
    };
    trainings[0].provider = "CCAA";
    trainings[1].provider = none;  // nobody gave it; left out, it would be unknown

    renewal::Facts facts;
    facts.applied_on = date(2023, 5, 1);
    facts.field = renewal::Field::Quality;
    facts.held = {renewal::Field::Quality, renewal::Field::Environment};  // none held: tenet::empty
    facts.trainings = trainings;

    const auto decision = renewal::renew(facts);
    std::printf("%s\n", word(decision.verdict));
    print_reasons(facts);

    // Asked several times, facts that were looked at once are cheaper; they must stay as they are.
    const renewal::Checked checked = renewal::check(facts);
    const tenet::Outcome counted = renewal::counted(checked);
    if (counted.state == tenet::Outcome::State::Known)
        std::printf("%.1f hours count\n", static_cast<double>(counted.low) / counted.type.scale);
    std::printf("new field: %s\n", renewal::new_field(checked).value_or(false) ? "yes" : "no");
    for (const renewal::Step step : renewal::steps(checked).value_or({}))
        std::printf("step: %s\n", step_names[static_cast<int>(step)]);

    // Everything at once, and what is not a value: a date out of range refuses the question by the fact's name.
    const auto all = renewal::evaluate(checked);
    std::printf("the same: %s\n", all.decision<0>() == decision ? "yes" : "no");
    trainings[1].ended_on = date(2300, 1, 1);
    const tenet::Refusal refusal = renewal::renew(facts).refusal;
    std::printf("refused: training %u\n", refusal.path.record + 1);
    trainings[1].ended_on = {};  // unknown again
    std::printf("%s\n", word(renewal::renew(facts).verdict));
    print_reasons(facts);
}
