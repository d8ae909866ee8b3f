#include "compiler/result_words.hpp"

#include "compiler/display.hpp"
#include "compiler/facts_value.hpp"
#include "compiler/message_text.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tenet::compiler {
namespace {

using typed::Base;

std::string put(const Telling& telling, Say pattern, const std::string& text) {
    return filled_in(pattern, telling.lang, {text});
}

bool nothing_known(const Telling& telling, const Reason& reason, const std::optional<Possible>& value) {
    return !value || says_nothing(telling.table, reason.type, *value);
}

std::string text_of(const Telling& telling, const Reason& reason, const Possible& value) {
    return shown(telling, {reason.type, value, reason.measure});
}

/// "has 3", "there is none", "not known yet".
std::string actual_text(const Telling& telling, const Reason& reason, Say found) {
    if (nothing_known(telling, reason, reason.actual)) return std::string(telling.in(Say::NotKnownYet));
    if (surely_none(*reason.actual)) return std::string(telling.in(Say::ThereIsNone));
    return put(telling, found, text_of(telling, reason, *reason.actual));
}

/// Lacking something for sure, or perhaps and then known well enough to say how much.
bool tells_shortfall(const Reason& reason) {
    return reason.shortfall && reason.shortfall->may_be_value && reason.shortfall->high > 0 &&
           reason.actual && reason.actual->determined() && !surely_none(*reason.actual);
}

std::string comma(const Telling& telling) { return std::string(telling.in(Say::Comma)); }

std::string comparison_message(const Telling& telling, const Reason& reason) {
    const ComparisonWords w =
        comparison_words(reason.type.base == Base::Date, reason.shape == Reason::Shape::AtMost);
    std::string out;
    if (!nothing_known(telling, reason, reason.needed))
        out = put(telling, w.needed, text_of(telling, reason, *reason.needed)) + comma(telling);
    out += actual_text(telling, reason, w.found);
    if (tells_shortfall(reason))
        out += comma(telling) +
               put(telling, w.off, amount(telling, {reason.type, *reason.shortfall, reason.measure}));
    return out;
}

std::string day(std::int64_t number) {
    typed::Type date;
    date.base = Base::Date;
    return value_text(date, number, Lang::En);
}

std::optional<std::int64_t> as_of_day(const Telling& telling) {
    const std::uint32_t slot = telling.table.as_of;
    const FactRow& facts = telling.explained.facts;
    if (slot >= facts.size() || facts[slot].state != FactValue::State::Known) return {};
    return facts[slot].value;
}

/// When a window that is missed was, or will be, met.
std::string window_outlook(const Telling& telling, const Reason& reason) {
    const std::optional<std::int64_t> as_of = as_of_day(telling);
    if (!as_of && reason.from && reason.until)
        return filled_in(Say::WouldHold, telling.lang, {day(*reason.from), day(*reason.until)});
    if (!as_of) return {};
    if (reason.from && *as_of < *reason.from) return put(telling, Say::HoldsFrom, day(*reason.from));
    if (reason.until && *as_of > *reason.until) return put(telling, Say::HeldUntil, day(*reason.until));
    return {};
}

/// The window's two ends as one range, if both are known.
std::optional<Possible> whole_window(const Reason& reason) {
    if (!reason.needed || !reason.needed_high) return {};
    if (!reason.needed->determined() || !reason.needed_high->determined()) return {};
    if (surely_none(*reason.needed) || surely_none(*reason.needed_high)) return {};
    return Possible{true, false, reason.needed->low, reason.needed_high->high};
}

std::string ends_text(const Telling& telling, const Reason& reason, const Possible& whole) {
    if (!says_nothing(telling.table, reason.type, whole)) return text_of(telling, reason, whole);
    // A window of very many years still says which days it holds.
    const Possible low{true, false, whole.low, whole.low}, high{true, false, whole.high, whole.high};
    return fmt::format("{}{}{}", text_of(telling, reason, low), telling.in(Say::ToDay),
                       text_of(telling, reason, high));
}

std::string window_message(const Telling& telling, RequirementStatus status, const Reason& reason) {
    if (status == RequirementStatus::Satisfied && reason.until)
        return put(telling, Say::ValidUntil, day(*reason.until));
    const ComparisonWords& w = window_words;
    const std::optional<Possible> whole = whole_window(reason);
    std::string out;
    if (whole) out = put(telling, w.needed, ends_text(telling, reason, *whole)) + comma(telling);
    out += actual_text(telling, reason, w.found);
    if (whole && tells_shortfall(reason))
        out += comma(telling) +
               put(telling, w.off, amount(telling, {reason.type, *reason.shortfall, reason.measure}));
    if (status != RequirementStatus::Satisfied) out += window_outlook(telling, reason);
    return out;
}

std::string equality_message(const Telling& telling, const Reason& reason) {
    const ComparisonWords& w = window_words;  // without how far it is off
    std::string out;
    if (!nothing_known(telling, reason, reason.needed))
        out = put(telling, w.needed, text_of(telling, reason, *reason.needed)) + comma(telling);
    return out + actual_text(telling, reason, w.found);
}

std::string plain_message(RequirementStatus status, Lang lang) {
    switch (status) {
    case RequirementStatus::Satisfied: return std::string(said(Say::PlainSatisfied, lang));
    case RequirementStatus::Failed: return std::string(said(Say::PlainFailed, lang));
    case RequirementStatus::Unknown: return std::string(said(Say::PlainUnknown, lang));
    case RequirementStatus::NotApplicable: return std::string(said(Say::PlainNotApplicable, lang));
    }
    __builtin_unreachable();
}

/// Whether a value is all that some fact which is not known may be, or as many as a list which is not known may have.
bool is_unknown_fact(const Telling& telling, const typed::Type& type, const Possible& value) {
    const Table& table = telling.table;
    const FactRow& facts = telling.explained.facts;
    for (std::size_t i = 0; i < table.facts.size() && i < facts.size(); ++i) {
        const typed::Type& of = table.facts[i].type;
        const bool alike = of.base == type.base ? of.scale == type.scale && of.of == type.of
                                                : of.base == Base::List && type.base == Base::Count;
        if (facts[i].state == FactValue::State::Unknown && alike && of.low == value.low &&
            of.high == value.high && of.low != of.high)
            return true;
    }
    return false;
}

}  // namespace

bool is_open(const Telling& telling, const typed::Type& type, const Possible& value) {
    return says_nothing(telling.table, type, value) || is_unknown_fact(telling, type, value);
}

namespace {

/// The sentence that the shape of a reason makes.
std::string shaped_message(const Telling& telling, RequirementStatus status, const Reason& reason) {
    Reason told = reason;
    if (told.actual && is_unknown_fact(telling, told.type, *told.actual)) told.actual.reset();
    switch (told.shape) {
    case Reason::Shape::AtLeast:
    case Reason::Shape::AtMost: return comparison_message(telling, told);
    case Reason::Shape::Window: return window_message(telling, status, told);
    case Reason::Shape::Equal: return equality_message(telling, told);
    case Reason::Shape::Other: return plain_message(status, telling.lang);
    }
    __builtin_unreachable();
}

/// The list of which a requirement asks something of every record.
std::string_view list_name(const Telling& telling, const TableRequirement& requirement) {
    const Table& table = telling.table;
    if (requirement.list >= table.facts.size()) return {};
    const TableFact& fact = table.facts[requirement.list];
    return shown_name(fact.label, fact.id, fact.name, telling.lang);
}

std::string records_message(const Telling& telling, const Requirement& requirement) {
    const std::string positions = positions_text(requirement.records, telling.lang);
    const Say fail = requirement.records.size() == 1 ? Say::RecordFails : Say::RecordsFail;
    const std::string_view list = telling.zh() ? list_name(telling, requirement.row) : "";
    return std::string(list) + put(telling, fail, positions);
}

}  // namespace

Requirement requirement_of(const Telling& telling, std::uint32_t decision, std::uint32_t k) {
    static const std::vector<std::uint32_t> no_records;
    const DecisionAnswer& answer = telling.explained.answer.decisions[decision];
    const std::uint32_t index = telling.table.decisions[decision].requirements.first + k;
    return {telling.table.requirements[index], answer.requirements[k], telling.explained.reasons[index],
            k < answer.records.size() ? answer.records[k] : no_records};
}

std::vector<const TableRemedy*> standing_remedies(const Telling& telling, std::uint32_t decision) {
    const Table& table = telling.table;
    const Run requirements = table.decisions[decision].requirements;
    std::vector<const TableRemedy*> all, out;
    for (std::uint32_t k = 0; k < requirements.count; ++k) {
        const Run run = table.requirements[requirements.first + k].remedies;
        for (std::uint32_t i = 0; i < run.count; ++i)
            all.push_back(&table.remedies[run.first + i]);
    }
    for (std::uint32_t place : telling.explained.answer.decisions[decision].remedies)
        out.push_back(all[place]);
    return out;
}

std::string_view authors_words(const Requirement& requirement, Lang lang) {
    // They say that something is lacking, which is not known of what is unknown.
    if (requirement.status != RequirementStatus::Failed) return {};
    return lang == Lang::Zh ? requirement.row.otherwise.zh : requirement.row.otherwise.en;
}

std::string message(const Telling& telling, const Requirement& requirement) {
    const std::string_view authors = authors_words(requirement, telling.lang);
    const Explanation& why = requirement.why;
    if (!authors.empty())
        return filled_message(
            telling, authors,
            {&requirement.row.placeholders, &why.placeholders, &why.reason, &requirement.records});
    if (requirement.status == RequirementStatus::NotApplicable)
        return plain_message(requirement.status, telling.lang);
    if (requirement.status == RequirementStatus::Failed && !requirement.records.empty())
        return records_message(telling, requirement);
    return shaped_message(telling, requirement.status, why.reason);
}

std::string shown_source(const TablePart& part) {
    return displayed(shortened(part.source, most_bytes_of_part));
}

std::string message(const Telling& telling, const Part& part) {
    if (part.reason.shape == Reason::Shape::Other) return {};
    return shaped_message(telling, status_of(part), part.reason);
}

}  // namespace tenet::compiler
