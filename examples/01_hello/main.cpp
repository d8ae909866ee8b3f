#include <auditor.hpp>

#include <cstdio>

namespace {

const char* word(tenet::Verdict verdict) {
    switch (verdict) {
    case tenet::Verdict::Undetermined: return "undetermined";
    case tenet::Verdict::Eligible: return "eligible";
    case tenet::Verdict::EligibleWithRemedy: return "eligible with remedy";
    case tenet::Verdict::Ineligible: return "ineligible";
    case tenet::Verdict::NotApplicable: return "not applicable";
    case tenet::Verdict::Refused: return "refused";
    }
    return "";
}

const char* word(tenet::Status status) {
    switch (status) {
    case tenet::Status::Satisfied: return "satisfied";
    case tenet::Status::Failed: return "failed";
    case tenet::Status::Unknown: return "unknown";
    case tenet::Status::NotApplicable: return "not applicable";
    }
    return "";
}

}  // namespace

int main() {
    auditor::Facts facts;  // every fact starts unknown
    facts.applied_on = tenet::date(2023, 5, 1);
    facts.exam = tenet::date(2018, 4, 30);  // or tenet::none, if it was never taken
    facts.audits = 3;                       // whether the extension clause applies nobody said

    const auto decision = auditor::eligible(facts);
    std::printf("%s\n", word(decision.verdict));
    for (const tenet::Reason& reason : tenet::explain(auditor::table, facts, decision)) {
        const tenet::Partial& shortfall =
            reason.why().shortfall;  // in days for dates; a range while facts are missing
        const auto least = static_cast<long long>(shortfall.lo), most = static_cast<long long>(shortfall.hi);
        if (least == most)
            std::printf("  %s: %s, short by %lld\n", reason.id(), word(reason.status()), most);
        else
            std::printf("  %s: %s, short by %lld to %lld\n", reason.id(), word(reason.status()), least, most);
    }
    for (const tenet::MissingFact& missing : tenet::missing(auditor::table, facts, decision))
        std::printf(
            "  still needed: %s\n",
            tenet::text_of(auditor::Table::program, auditor::Table::program.facts[missing.path.fact].id));
}
