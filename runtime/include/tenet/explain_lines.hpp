#pragma once

#include "tenet/explain_reasons.hpp"
#include "tenet/interpret.hpp"

/// The lines of a result.
namespace tenet {

inline void Teller::put(const Asked& asked) noexcept {
    if (answered_.refusal.refused()) return put_refusal();
    switch (asked.what) {
    case Asked::What::Result: return put_result();
    case Asked::What::Decision:
        return put_decision(program_.decisions[asked.index],
                            worded(answered_.wording.decisions[asked.index]));
    case Asked::What::Requirement: {
        const DecisionSpec& spec = program_.decisions[asked.index];
        judge_decision(spec);
        return put_requirement(program_.requirements[spec.first_requirement + asked.requirement],
                               status(asked.requirement));
    }
    case Asked::What::Output: return put_output(program_.outputs[asked.index]);
    case Asked::What::Refusal: return;
    }
}

inline void Teller::put_result() noexcept {
    put_heading();
    for (std::uint32_t i = 0; i < program_.decision_count; ++i)
        put_decision(program_.decisions[i], worded(answered_.wording.decisions[i]));
    for (std::uint32_t i = 0; i < program_.output_count; ++i)
        put_output(program_.outputs[i]);
    put_notes();
}

inline void Teller::put_heading() noexcept {
    line_.put(worded(answered_.wording.policy));
    if (program_.as_of != no_register) {
        const Loaded day = answered_.source.load(program_.as_of);
        line_.put(" · ");
        say(Say::AsOf);
        line_.put(' ');
        if (day.state == FactState::Known)
            put_day(day.value);
        else
            say(Say::Unknown);
    }
    line_.put('\n');
}

inline void Teller::put_decision(const DecisionSpec& spec, Letters cited) noexcept {
    const Verdict verdict = judge_decision(spec);
    line_.put(name(spec));
    say(Say::Colon);
    say(say_of(verdict));
    const bool applies = verdict != Verdict::NotApplicable;
    const Letters no_case = pooled(zh() ? spec.when_otherwise_zh : spec.when_otherwise_en);
    if (!applies && !no_case.empty()) {
        say(Say::Comma);
        put_message(no_case, {});
    }
    line_.put(cited);
    line_.put('\n');
    for (std::uint32_t k = 0; k < spec.requirement_count && applies; ++k)
        put_requirement(program_.requirements[spec.first_requirement + k], status(k));
    put_remedies(spec);
    put_missing(missing_of_decision(program_, spec, answered_.source, answered_.registers, answered_.memory),
                "  ");
}

inline void Teller::put_output(const OutputSpec& spec) noexcept {
    const Told value = told(spec.value);
    line_.put(name(spec));
    line_.put(" = ");
    if (is_open(value))
        say(Say::Unknown);
    else
        put_value(value, true);
    line_.put('\n');
    if (value.is_determined()) return;
    put_missing(missing_of_output(program_, spec, answered_.source, answered_.registers, answered_.memory),
                "  ");
}

/// Fills the masks of a decision.
inline Verdict Teller::judge_decision(const DecisionSpec& decision) const noexcept {
    return judge<Partial>(program_, decision, answered_.registers, answered_.masks);
}

inline Status Teller::status(std::uint32_t k) const noexcept {
    const Masks& masks = answered_.masks;
    const auto bit = [k](const std::uint64_t* mask) { return ((mask[k / 64] >> (k % 64)) & 1) != 0; };
    if (!bit(masks.applicable)) return Status::NotApplicable;
    if (bit(masks.failed)) return Status::Failed;
    return bit(masks.unknown) ? Status::Unknown : Status::Satisfied;
}

/// What the author wrote for a requirement that failed; of what is unknown it is not known that something is lacking.
inline Letters Teller::authors_words(const RequirementSpec& requirement, Status status) const noexcept {
    if (status != Status::Failed) return {};
    return pooled(zh() ? requirement.otherwise_zh : requirement.otherwise_en);
}

/// The author's sentence if there is one; else the records that fail, or one made of the reason's shape. `unknown_was_said` leaves off
/// that nothing is known.
inline void Teller::put_sentence(const Judged& one, bool unknown_was_said) noexcept {
    const RequirementSpec& requirement = *one.requirement;
    const Letters authors = authors_words(requirement, one.status);
    if (!authors.empty())
        return put_message(authors, {requirement.first_placeholder, requirement.placeholder_count,
                                     &one.reason, &requirement});
    if (one.status == Status::NotApplicable) return say(Say::PlainNotApplicable);
    if (one.failing != 0) return put_records(requirement, one.failing);
    put_shaped(one.reason, one.status, unknown_was_said);
}

/// How the sentence for a requirement begins, to see whether it says more than the word for the status.
inline Teller::Beginning Teller::beginning(const Judged& one, Letters word) noexcept {
    char letters[32];
    const Line kept = line_;
    line_ = Line(letters, sizeof letters);
    put_sentence(one, one.status == Status::Unknown);
    const bool says_nothing_more = line_.total() == 0, begins_so = line_.text().first(word.size()) == word;
    line_ = kept;
    return says_nothing_more ? Beginning::Empty : begins_so ? Beginning::Word : Beginning::Other;
}

inline void Teller::put_requirement(const RequirementSpec& requirement, Status status) noexcept {
    Judged one{&requirement, status, told_reason(requirement)};
    std::uint32_t found[most_told_records] = {};
    if (status == Status::Failed) one.failing = find_failing(requirement, found);
    const Letters word = said(say_of(status), lang_);
    // A made reason may say no more than the word for the status, or begin with it.
    const bool made = authors_words(requirement, status).empty();
    const bool no_shape = one.reason.shape == Shape::Other && one.failing == 0;
    const bool says_no_more = made && (no_shape || status == Status::NotApplicable);
    const Beginning begins = says_no_more ? Beginning::Empty : beginning(one, word);
    line_.put("  ");
    line_.put(mark_of(status));
    line_.put(' ');
    line_.put(name(requirement));
    say(Say::Colon);
    if (begins != Beginning::Word) line_.put(word);
    if (begins == Beginning::Other) say(Say::Comma);
    if (begins != Beginning::Empty) put_sentence(one, status == Status::Unknown);
    const auto index = static_cast<std::uint32_t>(&requirement - program_.requirements);
    line_.put(worded(answered_.wording.requirements[index].cited));
    line_.put('\n');
    const bool open = status == Status::Failed || status == Status::Unknown;
    if (open && one.reason.shape == Shape::Other) put_parts(requirement);
}

inline Teller::JudgedPart Teller::judged_part(std::uint32_t row) const noexcept {
    const Subject subject = answered_.subject();
    const auto [condition, left] = program_.parts[row];
    const Partial holds = subject.holds(condition);
    const bool surely_not = is_surely_none(holds) || !possibly(holds);
    const Status status = surely_not ? Status::Failed : surely(holds) ? Status::Satisfied : Status::Unknown;
    return {status, told_reason(shape_of(subject, condition, left), program_.ops[condition],
                                worded(answered_.wording.parts[row].measure))};
}

/// How each part of a condition that does not hold stands.
inline void Teller::put_parts(const RequirementSpec& requirement) noexcept {
    for (std::uint32_t i = 0; i < requirement.part_count; ++i) {
        const std::uint32_t row = std::uint32_t{requirement.first_part} + i;
        const JudgedPart part = judged_part(row);
        line_.put("      ");
        line_.put(mark_of(part.status));
        line_.put(' ');
        line_.put(worded(answered_.wording.parts[row].source));
        if (part.reason.shape != Shape::Other) {
            say(Say::Colon);
            put_shaped(part.reason, part.status, false);
        }
        line_.put('\n');
    }
}

inline void Teller::put_remedies(const DecisionSpec& decision) noexcept {
    for (std::uint32_t k = 0; k < decision.remedy_count; ++k) {
        if (((answered_.masks.remedies[k / 64] >> (k % 64)) & 1) == 0) continue;
        line_.put("  ");
        say(Say::Remedy);
        line_.put(name(program_.remedies[std::uint32_t{decision.first_remedy} + k]));
        line_.put('\n');
    }
}

/// The first of the facts that a search has found.
inline void Teller::put_missing(std::uint32_t total, Letters indent) noexcept {
    if (total == 0) return;
    line_.put(indent);
    say(Say::StillNeeded);
    for (std::uint32_t i = 0; i < total && i < most_told_facts; ++i) {
        if (i != 0) say(Say::ItemComma);
        const FactSpec& spec = put_path(answered_.memory.found[i].path);
        say(Say::HintOpening);
        put_hint(spec);
        say(Say::Closing);
    }
    const auto put_count = [&] { line_.put_digits(zh() ? total : total - most_told_facts); };
    if (total > most_told_facts) say(Say::MoreFacts, put_count);
    line_.put('\n');
}

inline void Teller::put_notes() noexcept {
    for (std::uint32_t i = 0; i < program_.note_count; ++i) {
        const NoteSpec& note = program_.notes[i];
        say(Say::Note);
        line_.put(pooled(zh() ? note.text_zh : note.text_en));
        line_.put(worded(answered_.wording.notes[i]));
        line_.put('\n');
    }
}

/// Why nothing is answered, and what to do.
inline void Teller::put_refusal() noexcept {
    const Refusal& refusal = answered_.refusal;
    const auto begin = [this](Letters code) {
        say(Say::Error);
        line_.put('[');
        line_.put(code);
        line_.put("]: ");
    };
    const auto help = [this](Say what, Letters facts) {
        const auto put_facts = [&] { line_.put(facts); };
        line_.put("\n   ");
        say(Say::Help);
        line_.put(": ");
        say(what, put_facts);
        line_.put('\n');
    };
    const auto put_where = [&] { put_path(refusal.path); };
    switch (refusal.cause) {
    case Refusal::Cause::Nothing: return;
    case Refusal::Cause::OutOfRange:
        begin("T0411");
        put_out_of_range(refusal.path);
        return help(Say::CheckValue, {});
    case Refusal::Cause::TooMany: {
        const auto put_most = [&] { line_.put_number(program_.facts[refusal.path.fact].high, 1); };
        begin("T0421");
        say(Say::TooManyRecords, put_where, put_most);
        return help(Say::LeaveOutRecords, {});
    }
    case Refusal::Cause::Assume: break;
    }
    const AssumeSpec& assume = program_.assumes[refusal.assume];
    const AssumeWording& wording = answered_.wording.assumes[refusal.assume];
    const auto put_why = [&] {
        put_message(pooled(zh() ? assume.message_zh : assume.message_en),
                    {assume.first_placeholder, assume.placeholder_count, nullptr, nullptr});
    };
    begin(wording.no_answer ? Letters("T0427") : Letters("T0424"));
    say(wording.no_answer ? Say::NoAnswer : Say::FactsContradict, put_why);
    help(wording.no_answer ? Say::AddYear : Say::CheckFacts, worded(wording.facts));
}

/// Which fact is none that the policy can judge, and where it has a range, that.
inline void Teller::put_out_of_range(const FactPath& path) noexcept {
    const FactSpec& fact = program_.facts[path.fact];
    const FactSpec& spec = path.record == no_record ? fact : program_.fields[fact.first_field + path.field];
    const ValueType type{spec.kind, spec.scale, spec.choice};
    const auto put_where = [&] { put_path(path); };
    const bool of_values = spec.kind == ValueKind::Choice || spec.kind == ValueKind::Set ||
                           spec.kind == ValueKind::Text || spec.kind == ValueKind::YesNo;
    if (of_values) return say(Say::NotAValue, put_where);
    const auto put_range_of = [&] {
        Told range = told(type, {spec.low, spec.high, false});
        put_range(range, false);
    };
    say(Say::OutOfRange, put_where, put_range_of);
}

}  // namespace tenet
