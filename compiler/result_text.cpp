#include "compiler/result_text.hpp"

#include "compiler/facts_value.hpp"
#include "compiler/message_text.hpp"
#include "compiler/result_words.hpp"

#include <fmt/format.h>

namespace tenet::compiler {
namespace {

std::string_view mark(RequirementStatus status) {
    switch (status) {
    case RequirementStatus::Satisfied: return "✓";
    case RequirementStatus::Failed: return "✗";
    case RequirementStatus::Unknown: return "?";
    case RequirementStatus::NotApplicable: return "–";
    }
    __builtin_unreachable();
}

std::string_view status_word(RequirementStatus status, Lang lang) {
    bool zh = lang == Lang::Zh;
    switch (status) {
    case RequirementStatus::Satisfied: return zh ? "满足" : "satisfied";
    case RequirementStatus::Failed: return zh ? "不满足" : "failed";
    case RequirementStatus::Unknown: return zh ? "未知" : "unknown";
    case RequirementStatus::NotApplicable: return zh ? "不适用" : "not applicable";
    }
    __builtin_unreachable();
}

/// A reason may already be in the words for its status.
bool says_unknown(std::string_view reason, Lang lang) {
    return reason.ends_with(lang == Lang::Zh ? "尚不知道" : "not known yet");
}

/// Writes the block of one applicant.
struct Block {
    const Table& table;
    const Explained& explained;
    const Shown& shown;
    std::string out;

    bool zh() const { return shown.lang == Lang::Zh; }
    void heading(std::size_t number);
    void decision(std::uint32_t index);
    void requirement(std::uint32_t index, RequirementStatus status);
    void citations(const std::vector<TableCitation>& citations);
    void still_needed(const std::vector<std::uint32_t>& facts, std::string_view indent);
    void output(std::uint32_t index);
    std::string facts_asked(const std::vector<std::uint32_t>& facts) const;
};

void Block::heading(std::size_t number) {
    std::string_view policy = shown_name(table.policy_label, table.policy, table.policy, shown.lang);
    std::string who = number == 0 ? std::string(policy)
                      : zh()      ? fmt::format("申请人 {} · {}", number, policy)
                                  : fmt::format("Applicant {} · {}", number, policy);
    out += who;
    if (table.as_of < explained.facts.size()) {
        const FactValue& day = explained.facts[table.as_of];
        std::string text = day.state == FactValue::State::Known
                               ? value_text(typed::Base::Date, day.value, shown.lang)
                           : zh() ? "未知"
                                  : "unknown";
        out += zh() ? fmt::format(" · 基准日 {}", text) : fmt::format(" · as of {}", text);
    }
    out += "\n";
}

void Block::citations(const std::vector<TableCitation>& citations) {
    for (const TableCitation& citation : citations)
        out += zh() ? fmt::format("；依据 {}", cited(citation, shown.lang))
                    : fmt::format("; see {}", cited(citation, shown.lang));
}

void Block::requirement(std::uint32_t index, RequirementStatus status) {
    const TableRequirement& one = table.requirements[index];
    std::string_view name = shown_name(one.label, one.id, one.name, shown.lang);
    const Reason& why = explained.reasons[index];
    std::string reason = message(table, one, status, why, explained.facts, shown.lang);
    std::string_view word = status_word(status, shown.lang);
    // A made reason may say no more than the word for the status, or begin with it, or take its place.
    bool says_no_more = authors_words(one, status, shown.lang).empty() &&
                        (why.shape == Reason::Shape::Other || status == RequirementStatus::NotApplicable);
    bool takes_its_place = status == RequirementStatus::Unknown && says_unknown(reason, shown.lang);
    out += fmt::format("  {} {}{}", mark(status), name, zh() ? "：" : ": ");
    if (says_no_more)
        out += word;
    else if (takes_its_place || reason.starts_with(word))
        out += reason;
    else
        out += fmt::format("{}{}{}", word, zh() ? "，" : ", ", reason);
    citations(one.citations);
    out += "\n";
}

std::string Block::facts_asked(const std::vector<std::uint32_t>& facts) const {
    std::string list;
    for (std::uint32_t index : facts) {
        const TableFact& fact = table.facts[index];
        std::string_view name = shown_name(fact.label, fact.id, fact.name, shown.lang);
        std::string hint = type_hint(fact, shown.lang);
        if (zh())
            list += fmt::format("{}{}（{}）", list.empty() ? "" : "、", name, hint);
        else
            list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", name, hint);
    }
    return list;
}

void Block::still_needed(const std::vector<std::uint32_t>& facts, std::string_view indent) {
    if (facts.empty()) return;
    out += fmt::format("{}{}{}\n", indent, zh() ? "还需填写：" : "still needed: ", facts_asked(facts));
}

void Block::decision(std::uint32_t index) {
    const TableDecision& one = table.decisions[index];
    const DecisionAnswer& answer = explained.answer.decisions[index];
    out += fmt::format("{}{}{}", shown_name(one.label, one.id, one.name, shown.lang), zh() ? "：" : ": ",
                       compiler::shown(answer.verdict, shown.lang));
    const std::string& no_case = zh() ? one.when_otherwise.zh : one.when_otherwise.en;
    if (answer.verdict == VerdictKind::NotApplicable && !no_case.empty())
        out += (zh() ? "，" : ", ") + filled_message(no_case, table, Reason{}, explained.facts, shown.lang);
    citations(one.citations);
    out += "\n";
    bool not_asked = answer.verdict == VerdictKind::NotApplicable;
    for (std::uint32_t k = 0; k < one.requirements.count && !not_asked; ++k)
        requirement(one.requirements.first + k, answer.requirements[k]);
    still_needed(answer.missing, "  ");
}

void Block::output(std::uint32_t index) {
    const TableOutput& one = table.outputs[index];
    const OutputAnswer& answer = explained.answer.outputs[index];
    out += fmt::format("{} = {}\n", shown_name(one.label, one.id, one.name, shown.lang),
                       compiler::shown(one.type.base, answer.value, shown.lang));
    if (!answer.value.determined()) still_needed(answer.missing, "  ");
}

}  // namespace

std::string result_text(const Table& table, const Explained& explained, const Shown& shown,
                        std::size_t number) {
    Block block{table, explained, shown, {}};
    block.heading(number);
    for (std::uint32_t i : shown.decisions)
        block.decision(i);
    for (std::uint32_t i : shown.outputs)
        block.output(i);
    return block.out;
}

}  // namespace tenet::compiler
