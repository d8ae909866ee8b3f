#include "compiler/result_names.hpp"

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
    constexpr std::size_t most = 6;
    std::string out;
    for (std::size_t i = 0; i < choice.values.size() && i < most; ++i)
        out += fmt::format("{}{}",
                           i == 0             ? ""
                           : lang == Lang::Zh ? "／"
                                              : "/",
                           shown_name(choice.values[i], lang));
    if (choice.values.size() > most) out += lang == Lang::Zh ? "／…" : "/…";
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
    bool zh = lang == Lang::Zh;
    switch (verdict) {
    case VerdictKind::Undetermined: return zh ? "待定" : "undetermined";
    case VerdictKind::Eligible: return zh ? "符合条件" : "eligible";
    case VerdictKind::EligibleWithRemedy: return zh ? "补救后符合条件" : "eligible with remedy";
    case VerdictKind::Ineligible: return zh ? "不符合条件" : "ineligible";
    case VerdictKind::NotApplicable: return zh ? "不适用" : "not applicable";
    case VerdictKind::Refused: return zh ? "未作判定" : "refused";
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

RequirementStatus status_of(const Part& part) {
    if (part.holds.low != 0) return RequirementStatus::Satisfied;
    return part.holds.high == 0 ? RequirementStatus::Failed : RequirementStatus::Unknown;
}

std::string type_hint(const Table& table, const TableFact& fact, Lang lang) {
    const bool zh = lang == Lang::Zh, halves = fact.type.scale == 2;
    std::string out;
    switch (fact.type.base) {
    case Base::YesNo: out = zh ? "是／否" : "yes/no"; break;
    case Base::Count: out = zh ? "次数" : "count"; break;
    case Base::Date: out = zh ? "日期" : "date"; break;
    case Base::Number: out = zh ? "数值" : "number"; break;
    case Base::Days: out = zh ? "天数" : "days"; break;
    case Base::Hours: out = zh ? "学时" : "hours"; break;
    case Base::Period: out = zh ? "期限" : "period"; break;
    case Base::Choice: out = values_hint(table.choices[fact.type.of], lang); break;
    case Base::Set:
        out = (zh ? "可多选：" : "any of ") + values_hint(table.choices[fact.type.of], lang);
        break;
    case Base::Text: out = zh ? "文本" : "text"; break;
    case Base::List: out = zh ? "列表" : "list"; break;
    }
    if (halves) out += !zh ? " in halves" : fact.type.base == Base::Hours ? " 可含半学时" : " 可含半天";
    if (fact.type.or_none) out += zh ? "或无" : " or none";
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
    const bool zh = lang == Lang::Zh;
    const TableFact& fact = table.facts[path.fact];
    std::string out(shown_name(fact.label, fact.id, fact.name, lang));
    const TableFact* field = field_of(table, path);
    if (field) {
        const std::string_view name = shown_name(field->label, field->id, field->name, lang);
        out += zh ? fmt::format(" 第{}条 {}", path.record + 1, name)
                  : fmt::format(" record {}, {}", path.record + 1, name);
    }
    const std::string hint = type_hint(table, field ? *field : fact, lang);
    return out + (zh ? fmt::format("（{}）", hint) : fmt::format(" ({})", hint));
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
