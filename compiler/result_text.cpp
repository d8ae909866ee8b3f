#include "compiler/result_text.hpp"

#include "compiler/display.hpp"
#include "compiler/facts_value.hpp"
#include "compiler/message_text.hpp"
#include "compiler/result_words.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

namespace tenet::compiler {
namespace {

std::string_view text_of(Letters letters) { return {letters.data(), letters.size()}; }

std::string_view mark(RequirementStatus status) {
    switch (status) {
    case RequirementStatus::Satisfied: return text_of(mark_of(Status::Satisfied));
    case RequirementStatus::Failed: return text_of(mark_of(Status::Failed));
    case RequirementStatus::Unknown: return text_of(mark_of(Status::Unknown));
    case RequirementStatus::NotApplicable: return text_of(mark_of(Status::NotApplicable));
    }
    __builtin_unreachable();
}

/// The reason without what the word for the status `unknown` says already.
std::string_view without_unknown(std::string_view reason, Lang lang) {
    const std::string_view unknown = said(Say::NotKnownYet, lang);
    if (!reason.ends_with(unknown)) return reason;
    reason.remove_suffix(unknown.size());
    const std::string_view comma = said(Say::Comma, lang);
    if (reason.ends_with(comma)) reason.remove_suffix(comma.size());
    return reason;
}

/// Writes the block of one applicant.
struct Block {
    const Telling telling;
    std::string out;
    const std::optional<std::vector<std::uint32_t>>& only;  ///< of the requirements of a decision

    const Table& table() const { return telling.table; }
    std::string_view in(std::string_view en, std::string_view zh) const { return telling.in(en, zh); }
    std::string_view in(Say what) const { return telling.in(what); }
    template <class Named>
    std::string_view name(const Named& one) const {
        return shown_name(one.label, one.id, one.name, telling.lang);
    }
    void heading(std::size_t number);
    void decision(std::uint32_t index);
    void remedies(std::uint32_t decision);
    void requirement(const Requirement& one);
    void parts(const std::vector<Part>& parts);
    void still_needed(const std::vector<FactPath>& paths, std::string_view indent);
    void output(std::uint32_t index);
    void because(const OutputReason& reason);
    void notes();
};

void Block::heading(std::size_t number) {
    const std::string_view policy =
        shown_name(table().policy_label, table().policy, table().policy, telling.lang);
    if (number != 0) out += fmt::format("{} {} · ", in("Applicant", "申请人"), number);
    out += policy;
    const FactRow& facts = telling.explained.facts;
    if (table().as_of < facts.size()) {
        const FactValue& day = facts[table().as_of];
        const bool known = day.state == FactValue::State::Known;
        out += fmt::format(" · {} {}", in(Say::AsOf),
                           known ? value_text(table().facts[table().as_of].type, day.value, telling.lang)
                                 : std::string(in(Say::Unknown)));
    }
    out += "\n";
}

void Block::requirement(const Requirement& one) {
    const bool unknown = one.status == RequirementStatus::Unknown;
    const std::string whole = message(telling, one);
    const std::string_view reason = unknown ? without_unknown(whole, telling.lang) : std::string_view(whole);
    const std::string_view word = status_word(one.status, telling.lang);
    // A made reason may say no more than the word for the status, or begin with it.
    const bool made = authors_words(one, telling.lang).empty();
    const bool names_records = one.status == RequirementStatus::Failed && !one.records.empty();
    const bool no_shape = one.why.reason.shape == Reason::Shape::Other && !names_records;
    const bool says_no_more =
        reason.empty() || (made && (no_shape || one.status == RequirementStatus::NotApplicable));
    out += fmt::format("  {} {}{}", mark(one.status), name(one.row), in(Say::Colon));
    if (says_no_more)
        out += word;
    else if (reason.starts_with(word))
        out += reason;
    else
        out += fmt::format("{}{}{}", word, in(Say::Comma), reason);
    out += cited(one.row.citations, telling.lang);
    out += "\n";
    const bool open = one.status == RequirementStatus::Failed || one.status == RequirementStatus::Unknown;
    if (open) parts(one.why.parts);
}

/// How each part of a condition that does not hold stands.
void Block::parts(const std::vector<Part>& parts) {
    for (const Part& part : parts) {
        const std::string source = shown_source(table().parts[part.row]);
        const std::string reason = message(telling, part);
        out += fmt::format("      {} {}{}{}\n", mark(status_of(part)), source,
                           reason.empty() ? "" : in(Say::Colon), reason);
    }
}

void Block::still_needed(const std::vector<FactPath>& paths, std::string_view indent) {
    constexpr std::size_t most = most_told_facts;
    if (paths.empty()) return;
    out += fmt::format("{}{}", indent, in(Say::StillNeeded));
    for (std::size_t i = 0; i < paths.size() && i < most; ++i)
        out += fmt::format("{}{}", i == 0 ? "" : in(Say::ItemComma),
                           path_asked(table(), paths[i], telling.lang));
    if (paths.size() > most)
        out += filled_in(Say::MoreFacts, telling.lang,
                         {std::to_string(telling.zh() ? paths.size() : paths.size() - most)});
    out += "\n";
}

void Block::remedies(std::uint32_t decision) {
    for (const TableRemedy* remedy : standing_remedies(telling, decision))
        out += fmt::format("  {}{}\n", in(Say::Remedy), name(*remedy));
}

void Block::decision(std::uint32_t index) {
    const TableDecision& one = table().decisions[index];
    const DecisionAnswer& answer = telling.explained.answer.decisions[index];
    if (only) {
        for (const std::uint32_t k : *only)
            requirement(requirement_of(telling, index, k));
        return still_needed(answer.missing, "  ");
    }
    out += fmt::format("{}{}{}", name(one), in(Say::Colon), shown(answer.verdict, telling.lang));
    const std::string_view no_case = in(one.when_otherwise.en, one.when_otherwise.zh);
    if (answer.verdict == VerdictKind::NotApplicable && !no_case.empty())
        out += fmt::format("{}{}", in(Say::Comma), filled_message(telling, no_case, {}));
    out += cited(one.citations, telling.lang);
    out += "\n";
    const bool not_asked = answer.verdict == VerdictKind::NotApplicable;
    for (std::uint32_t k = 0; k < one.requirements.count && !not_asked; ++k)
        requirement(requirement_of(telling, index, k));
    remedies(index);
    still_needed(answer.missing, "  ");
}

void Block::output(std::uint32_t index) {
    const TableOutput& one = table().outputs[index];
    const OutputAnswer& answer = telling.explained.answer.outputs[index];
    out +=
        fmt::format("{} = {}", name(one),
                    is_open(telling, one.type, answer.value) ? std::string(in(Say::Unknown))
                                                             : shown(telling, output_value(telling, index)));
    if (index < telling.explained.output_reasons.size()) because(telling.explained.output_reasons[index]);
    out += "\n";
    if (!answer.value.determined()) still_needed(answer.missing, "  ");
}

void Block::because(const OutputReason& reason) {
    constexpr std::size_t most = 100;
    for (const std::string& taken : reason.cases)
        out += fmt::format("{}{}", in("; case: ", "；情形："), displayed(shortened(taken, most)));
    out += cited(reason.citations, telling.lang);
}

void Block::notes() {
    for (const TableNote& note : table().notes) {
        out += fmt::format("{}{}", in(Say::Note), in(note.text.en, note.text.zh));
        out += cited(note.citations, telling.lang);
        out += "\n";
    }
}

}  // namespace

std::string result_text(const Table& table, const Explained& explained, const Shown& shown,
                        std::size_t number) {
    Block block{{table, explained, shown.lang}, {}, shown.requirements};
    block.heading(number);
    for (std::uint32_t i : shown.decisions)
        block.decision(i);
    for (std::uint32_t i : shown.outputs)
        block.output(i);
    if (shown.notes) block.notes();
    return block.out;
}

}  // namespace tenet::compiler
