#include "compiler/result_names.hpp"

#include "compiler/result_values.hpp"
#include "compiler/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tenet::compiler {
namespace {

using typed::Base;

std::string numbers(const std::vector<std::uint32_t>& paragraphs, std::string_view before,
                    std::string_view comma) {
    std::string out;
    for (std::uint32_t number : paragraphs)
        out += fmt::format("{}{}{}", out.empty() ? "" : comma, before, number);
    return out;
}

/// The values of a choice, so far as there are few.
std::string values_hint(const TableChoice& choice, Lang lang) {
    std::string out;
    for (std::size_t i = 0; i < choice.values.size() && i < most_hinted_values; ++i)
        out += fmt::format("{}{}", i == 0 ? "" : said(Say::Slash, lang), shown_name(choice.values[i], lang));
    if (choice.values.size() > most_hinted_values) out += fmt::format("{}…", said(Say::Slash, lang));
    return out;
}

/// The field of a record type by its place in the order of declaration.
const TableFact* field_of(const Table& table, const FactPath& path) {
    const typed::Type& list = table.facts[path.fact].type;
    if (path.record == no_record || list.base != Base::List || list.of >= table.records.size())
        return nullptr;
    const TableRecord& record = table.records[list.of];
    const auto found = std::find(record.declared.begin(), record.declared.end(), path.field);
    if (found == record.declared.end()) return nullptr;
    return &record.fields[static_cast<std::size_t>(found - record.declared.begin())];
}

}  // namespace

std::string_view shown(VerdictKind verdict, Lang lang) {
    switch (verdict) {
    case VerdictKind::Undetermined: return said(Say::Undetermined, lang);
    case VerdictKind::Eligible: return said(Say::Eligible, lang);
    case VerdictKind::EligibleWithRemedy: return said(Say::EligibleWithRemedy, lang);
    case VerdictKind::Ineligible: return said(Say::Ineligible, lang);
    case VerdictKind::NotApplicable: return said(Say::NotApplicable, lang);
    case VerdictKind::Refused: return said(Say::Refused, lang);
    }
    __builtin_unreachable();
}

std::string_view status_word(RequirementStatus status, Lang lang) {
    switch (status) {
    case RequirementStatus::Satisfied: return said(Say::StatusSatisfied, lang);
    case RequirementStatus::Failed: return said(Say::StatusFailed, lang);
    case RequirementStatus::Unknown: return said(Say::StatusUnknown, lang);
    case RequirementStatus::NotApplicable: return said(Say::StatusNotApplicable, lang);
    }
    __builtin_unreachable();
}

RequirementStatus status_of(const Part& part) {
    if (part.holds.low != 0) return RequirementStatus::Satisfied;
    return part.holds.high == 0 ? RequirementStatus::Failed : RequirementStatus::Unknown;
}

std::string type_hint(const Table& table, const TableFact& fact, Lang lang) {
    std::string out;
    switch (fact.type.base) {
    case Base::YesNo: out = said(Say::TypeYesNo, lang); break;
    case Base::Count: out = said(Say::TypeCount, lang); break;
    case Base::Date: out = said(Say::TypeDate, lang); break;
    case Base::Number: out = said(Say::TypeNumber, lang); break;
    case Base::Days: out = said(Say::TypeDays, lang); break;
    case Base::Hours: out = said(Say::TypeHours, lang); break;
    case Base::Period: out = said(Say::TypePeriod, lang); break;
    case Base::Choice: out = values_hint(table.choices[fact.type.of], lang); break;
    case Base::Set:
        out = said(Say::AnyOf, lang);
        out += values_hint(table.choices[fact.type.of], lang);
        break;
    case Base::Text: out = said(Say::TypeText, lang); break;
    case Base::List: out = said(Say::TypeList, lang); break;
    }
    if (fact.type.scale == 2)
        out += said(fact.type.base == Base::Hours ? Say::InHalfHours : Say::InHalfDays, lang);
    if (fact.type.or_none) out += said(Say::OrNone, lang);
    return out;
}

std::string path_id(const Table& table, const FactPath& path) {
    std::string out = table.facts[path.fact].id;
    if (path.record == no_record) return out;
    const TableFact* field = field_of(table, path);
    return fmt::format("{}[{}].{}", out, path.record, field ? field->id : "?");
}

std::string path_written(const Table& table, const FactPath& path, Lang lang) {
    const bool zh = lang == Lang::Zh;
    const TableFact& fact = table.facts[path.fact];
    const TableFact* field = field_of(table, path);
    const std::string& list = zh ? fact.name : fact.id;
    if (field == nullptr) return list;
    return zh ? fmt::format("{} 第{}条 {}", list, path.record + 1, field->name)
              : fmt::format("{} record {} {}", list, path.record + 1, field->id);
}

std::string path_asked(const Table& table, const FactPath& path, Lang lang) {
    const TableFact& fact = table.facts[path.fact];
    std::string out(shown_name(fact.label, fact.id, fact.name, lang));
    const TableFact* field = field_of(table, path);
    if (field) {
        const std::string_view name = shown_name(field->label, field->id, field->name, lang);
        out += filled_in(Say::OfRecord, lang, {std::to_string(path.record + 1), name});
    }
    const std::string hint = type_hint(table, field ? *field : fact, lang);
    return out + fmt::format("{}{}{}", said(Say::HintOpening, lang), hint, said(Say::Closing, lang));
}

std::string cited(const TableCitation& citation, Lang lang) {
    bool zh = lang == Lang::Zh;
    std::string out = zh ? citation.source_name : citation.source;
    if (!citation.paragraphs.empty())
        out += zh ? fmt::format("第{}段", numbers(citation.paragraphs, "", "、"))
                  : fmt::format(" {}", numbers(citation.paragraphs, "¶", ", "));
    if (citation.readings.empty()) return out;
    if (zh) return out + fmt::format("（解读 {}）", fmt::join(citation.readings, "、"));
    return out + fmt::format(" reading \"{}\"", fmt::join(citation.readings, "\", \""));
}

std::string cited(const std::vector<TableCitation>& citations, Lang lang) {
    const bool zh = lang == Lang::Zh;
    std::string out;
    for (const TableCitation& each : citations)
        out += (out.empty() ? (zh ? "；依据 " : "; see ") : (zh ? "、" : ", ")) + cited(each, lang);
    return out;
}

const char* identifier(VerdictKind verdict) {
    switch (verdict) {
    case VerdictKind::Undetermined: return "undetermined";
    case VerdictKind::Eligible: return "eligible";
    case VerdictKind::EligibleWithRemedy: return "eligible_with_remedy";
    case VerdictKind::Ineligible: return "ineligible";
    case VerdictKind::NotApplicable: return "not_applicable";
    case VerdictKind::Refused: return "refused";
    }
    __builtin_unreachable();
}

const char* identifier(RequirementStatus status) {
    switch (status) {
    case RequirementStatus::Satisfied: return "satisfied";
    case RequirementStatus::Failed: return "failed";
    case RequirementStatus::Unknown: return "unknown";
    case RequirementStatus::NotApplicable: return "not_applicable";
    }
    __builtin_unreachable();
}

}  // namespace tenet::compiler
