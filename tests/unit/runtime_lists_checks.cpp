#include "tests/unit/runtime_lists_checks.hpp"

#include <fmt/format.h>

#include <array>
#include <vector>

namespace tenet::testing {
namespace {

using Audits = std::array<Audit, 4>;

/// The sample's audits, to be changed.
Audits audits() { return {sample_audits[0], sample_audits[1], sample_audits[2], sample_audits[3]}; }

Upgrade::Facts with(const Audits& audits) {
    Upgrade::Facts facts = sample();
    facts.audits = audits;
    return facts;
}

std::string text(const FactPath& path) {
    if (path.record == no_record) return fmt::format("{}", path.fact);
    return fmt::format("{}[{}].{}", path.fact, path.record, path.field);
}

template <std::uint32_t Capacity>
std::string text(const Missing<Capacity>& missing) {
    std::string out;
    for (const MissingFact& fact : missing)
        out += fmt::format("{}{}:{}", out.empty() ? "" : " ", text(fact.path), fact.walks);
    return missing.total == missing.size() ? out : fmt::format("{} of {}", out, missing.total);
}

/// `verdict failed/unknown/remedies`, the masks in hexadecimal.
template <std::uint32_t D = 0>
std::string answer(const Upgrade::Facts& facts) {
    const auto d = decide<Upgrade, D>(facts);
    if (d.refusal.refused())
        return fmt::format("refused {} {} {}", static_cast<int>(d.refusal.cause), text(d.refusal.path),
                           d.refusal.assume);
    return fmt::format("{} {:x}/{:x}/{:x}", static_cast<int>(d.verdict), d.failed[0], d.unknown[0],
                       d.remedies[0]);
}

template <std::uint32_t O>
std::string value(const Upgrade::Facts& facts) {
    const Outcome outcome = output<Upgrade, O>(facts);
    return fmt::format("{}..{}{}", outcome.low, outcome.high, outcome.may_be_none ? " or none" : "");
}

std::string records(const Upgrade::Facts& facts, std::uint32_t requirement) {
    const auto reasons = explain(Upgrade{}, facts, decide<Upgrade, 0>(facts));
    std::uint32_t found[4] = {};
    const std::uint32_t total = reasons.records(requirement, found, 4);
    std::string out;
    for (std::uint32_t i = 0; i < total; ++i)
        out += fmt::format("{}{}", i == 0 ? "" : " ", found[i]);
    return out;
}

/// What the range of a register is, as the compiler asks for it.
std::string range_of(std::uint16_t index) {
    Registers<Upgrade, Range> registers{};
    const auto row = load_all<Upgrade>(Upgrade::Facts{});
    run(Upgrade::program, row.source(), registers.r, registers.columns);
    const Partial& range = registers.r[index].value;
    return fmt::format("{}..{}{}", range.lo, range.hi, range.none ? " or none" : "");
}

/// One check: what was asked, what came and what must come.
struct Check {
    const char* what;
    std::string got, want;
};

std::vector<Check> known_checks() {
    const Upgrade::Facts facts = sample();
    return {
        {"verdict", answer(facts), "2 84/0/e"},
        {"other decision", answer<1>(facts), "1 0/0/0"},
        {"count", value<0>(facts), "2..2"},
        {"latest", value<1>(facts), "44803..44803"},
        {"worst", value<2>(facts), "-1..-1"},
        {"best", value<3>(facts), "3..3"},
        {"whole years", value<7>(facts), "2..2"},
        {"sum of the last", value<8>(facts), "4..4"},
        {"open stays", value<9>(facts), "1..1"},
        {"in order", value<10>(facts), "1..1"},
        {"old records", records(facts, 2), "3"},
        {"bad records", records(facts, 7), "2"},
        {"records of a plain requirement", records(facts, 0), ""},
        {"range of a count", range_of(Upgrade::r_full), "0..200"},
        {"range of a sum", range_of(Upgrade::r_spent), "0..4000"},
        {"range of a date", range_of(Upgrade::r_latest), fmt::format("0..{} or none", last_day)},
    };
}

std::vector<Check> partial_checks() {
    Upgrade::Facts unknown_list = sample();
    unknown_list.audits = {};
    Audits unknown_fields = audits();
    unknown_fields[0].field = {};
    unknown_fields[2].spent = {};
    unknown_fields[3].mark = {};
    Audits maybe_old = audits();
    maybe_old[1].ended_on = {};
    Upgrade::Facts disordered = sample();
    const Stay stays[] = {{date(2022, 1, 1), {}}, {date(2022, 1, 5), date(2022, 1, 6)}, {{}, none}};
    disordered.stays = stays;
    Upgrade::Facts held = sample();
    held.held = {};
    return {
        {"unknown list", answer(unknown_list), "0 0/8f/0"},
        {"count of an unknown list", value<0>(unknown_list), "0..200"},
        {"missing list", text(missing_for_decision<Upgrade, 0>(unknown_list)), "6:5"},
        {"missing of an output", text(missing_for_output<Upgrade, 0>(unknown_list)), "6:1"},
        {"unknown fields", answer(with(unknown_fields)), "0 84/3/e"},
        {"count with unknown fields", value<0>(with(unknown_fields)), "1..2"},
        {"missing fields", text(missing_for_decision<Upgrade, 0>(with(unknown_fields))), "6[0].0:2"},
        {"missing records", text(missing_for_output<Upgrade, 0>(with(unknown_fields))), "6[0].0:1"},
        {"records that only may fail", records(with(maybe_old), 2), "3"},
        {"a record's date", text(missing_for_output<Upgrade, 8>(with(maybe_old))), "6[1].1:1"},
        {"an order", value<10>(disordered), "0..1"},
        {"missing of an order", text(missing_for_output<Upgrade, 10>(disordered)), "7[0].1:1 7[2].0:1"},
        {"unknown remedies", answer(held), "0 84/40/8"},
        {"missing for remedies", text(missing_for_decision<Upgrade, 0>(held)), "2:2"},
    };
}

/// Lists that take several blocks, of which every third field is unknown.
std::vector<Check> long_checks() {
    Upgrade::Facts facts = sample();
    std::vector<Stay> stays(40);
    std::vector<Audit> many(200, sample_audits[0]);
    std::string fields, ends;
    for (std::uint32_t i = 0; i < 200; i += 3) {
        many[i].field = {};
        if (i < 3 * 64) fields += fmt::format("{}6[{}].0:1", i == 0 ? "" : " ", i);
    }
    for (std::uint32_t i = 0; i < 40; ++i) {
        const Date day{44000 + static_cast<std::int32_t>(i)};
        stays[i] = {day, day};
        if (i % 3 != 0) continue;
        stays[i].ended = {};
        ends += fmt::format("{}7[{}].1:1", i == 0 ? "" : " ", i);
    }
    facts.audits = many;
    facts.stays = stays;
    return {
        {"count of many", value<0>(facts), "133..200"},
        {"missing of many", text(missing_for_output<Upgrade, 0>(facts)), fields + " of 67"},
        {"a long order", value<10>(facts), "0..1"},
        {"missing of a long order", text(missing_for_output<Upgrade, 10>(facts)), ends},
    };
}

std::vector<Check> refusal_checks() {
    Audits out_of_range = audits();
    out_of_range[2].points = 4;
    Upgrade::Facts unread = sample();
    const Stay bad_stay[] = {{Date{-1}, none}};
    unread.unread = bad_stay;
    Upgrade::Facts too_many = sample();
    const Stay many[41] = {};
    too_many.stays = many;
    Upgrade::Facts assumed = sample();
    const Stay open[] = {{date(2022, 1, 1), none}, {date(2022, 1, 2), none}, {date(2022, 1, 3), none}};
    assumed.stays = open;
    Upgrade::Facts unknown_assume = sample();
    const Stay maybe_open[] = {{date(2022, 1, 1), none}, {date(2022, 1, 2), none}, {date(2022, 1, 3), {}}};
    unknown_assume.stays = maybe_open;
    return {
        {"field out of range", answer(with(out_of_range)), "refused 1 6[2].4 0"},
        {"field of an unread list", answer(unread), "refused 1 8[0].0 0"},
        {"too many records", answer(too_many), "refused 2 7 0"},
        {"assume", answer(assumed), "refused 3 0 0"},
        {"assume of another decision", answer<1>(assumed), "refused 3 0 0"},
        {"unknown assume", answer(unknown_assume), "3 94/0/e"},
        {"missing of a refused question", text(missing_for_decision<Upgrade, 0>(assumed)), ""},
    };
}

}  // namespace

std::string upgrade_difference() {
    for (const auto checks : {known_checks, partial_checks, long_checks, refusal_checks})
        for (const Check& check : checks())
            if (check.got != check.want)
                return fmt::format("{}: {}, not {}", check.what, check.got, check.want);
    return {};
}

}  // namespace tenet::testing
