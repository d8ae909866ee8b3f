#include "compiler/result_words.hpp"

#include "compiler/facts_value.hpp"
#include "compiler/message_text.hpp"

#include <fmt/format.h>

namespace tenet::compiler {
namespace {

using typed::Base;

/// A range so wide that it only says that nothing is known.
bool says_nothing(Base base, const Possible& value) {
    constexpr std::int64_t many_days = 36500, many = 10000;
    return value.may_be_value && value.high - value.low >= (base == Base::Date ? many_days : many);
}

bool surely_none(const Possible& value) { return !value.may_be_value && value.may_be_none; }

/// What stands behind a number in Chinese.
std::string_view measure_word(Base base) {
    switch (base) {
    case Base::Count: return "次";
    case Base::Days: return "天";
    case Base::YesNo:
    case Base::Date:
    case Base::Number:
    case Base::Period: return "";
    }
    __builtin_unreachable();
}

std::string range(Base base, const Possible& value, Lang lang) {
    std::string low = value_text(base, value.low, lang), high = value_text(base, value.high, lang);
    bool one = value.low == value.high;
    if (lang == Lang::En) {
        std::string_view unit = base != Base::Days ? "" : one && value.low == 1 ? " day" : " days";
        return one ? fmt::format("{}{}", low, unit) : fmt::format("{} to {}{}", low, high, unit);
    }
    if (one) return low + std::string(measure_word(base));
    if (base == Base::Date) return fmt::format("{} 至 {}", low, high);
    return fmt::format("{}至{}{}", low, high, measure_word(base));
}

/// How far off a value is: days for dates, else in its own unit.
std::string amount(Base base, const Possible& value, Lang lang) {
    return range(base == Base::Date ? Base::Days : base, value, lang);
}

/// The words for one direction of a comparison.
struct Words {
    std::string_view needs, has, off;
};

Words words(Base base, bool at_most, Lang lang) {
    if (base == Base::Date && lang == Lang::Zh)
        return at_most ? Words{"要求不晚于 {}", "实为 {}", "晚 {}"}
                       : Words{"要求不早于 {}", "实为 {}", "早 {}"};
    if (base == Base::Date)
        return at_most ? Words{"not after {}", "is {}", "{} late"}
                       : Words{"not before {}", "is {}", "{} early"};
    if (lang == Lang::Zh)
        return at_most ? Words{"要求不超过 {}", "实有 {}", "超出 {}"}
                       : Words{"要求 {}", "实有 {}", "还差 {}"};
    return at_most ? Words{"at most {}", "has {}", "over by {}"} : Words{"needs {}", "has {}", "short by {}"};
}

std::string put(std::string_view pattern, const std::string& text) {
    return fmt::format(fmt::runtime(pattern), text);
}

/// "has 3", "there is none", "not known yet".
std::string actual_text(const Reason& reason, const Words& w, Lang lang) {
    bool zh = lang == Lang::Zh;
    if (!reason.actual || says_nothing(reason.base, *reason.actual)) return zh ? "尚不知道" : "not known yet";
    if (surely_none(*reason.actual)) return zh ? "实为无" : "there is none";
    std::string text = put(w.has, range(reason.base, *reason.actual, lang));
    if (reason.actual->may_be_none) text += zh ? "或无" : " or none";
    return text;
}

/// Lacking something for sure, or perhaps and then known well enough to say how much.
bool tells_shortfall(const Reason& reason) {
    return reason.shortfall && reason.shortfall->may_be_value && reason.shortfall->high > 0 &&
           reason.actual && reason.actual->determined() && !surely_none(*reason.actual);
}

std::string comparison_message(const Reason& reason, Lang lang) {
    Words w = words(reason.base, reason.shape == Reason::Shape::AtMost, lang);
    std::string_view comma = lang == Lang::Zh ? "，" : ", ";
    std::string out;
    if (reason.needed && !says_nothing(reason.base, *reason.needed))
        out = put(w.needs, range(reason.base, *reason.needed, lang)) + std::string(comma);
    out += actual_text(reason, w, lang);
    if (tells_shortfall(reason))
        out += std::string(comma) + put(w.off, amount(reason.base, *reason.shortfall, lang));
    return out;
}

std::string day(std::int64_t number) { return value_text(Base::Date, number, Lang::En); }

/// When a window that is missed was, or will be, met.
std::string window_outlook(const Reason& reason, const std::optional<std::int64_t>& as_of, Lang lang) {
    bool zh = lang == Lang::Zh;
    if (!as_of && reason.from && reason.until)
        return zh ? fmt::format("，基准日在 {} 至 {} 时满足", day(*reason.from), day(*reason.until))
                  : fmt::format(", satisfied as of {} to {}", day(*reason.from), day(*reason.until));
    if (!as_of) return {};
    if (reason.from && *as_of < *reason.from)
        return zh ? fmt::format("，最早自 {} 起满足", day(*reason.from))
                  : fmt::format(", could be satisfied from {}", day(*reason.from));
    if (reason.until && *as_of > *reason.until)
        return zh ? fmt::format("，原先满足，至 {} 止（含当日）", day(*reason.until))
                  : fmt::format(", was satisfied until {}", day(*reason.until));
    return {};
}

/// The window's two ends as one range, if both are known.
std::optional<Possible> whole_window(const Reason& reason) {
    if (!reason.needed || !reason.needed_high) return {};
    if (!reason.needed->determined() || !reason.needed_high->determined()) return {};
    if (surely_none(*reason.needed) || surely_none(*reason.needed_high)) return {};
    return Possible{true, false, reason.needed->low, reason.needed_high->high};
}

std::string window_message(RequirementStatus status, const Reason& reason,
                           const std::optional<std::int64_t>& as_of, Lang lang) {
    bool zh = lang == Lang::Zh;
    if (status == RequirementStatus::Satisfied && reason.until)
        return zh ? fmt::format("满足，至 {} 止（含当日）", day(*reason.until))
                  : fmt::format("valid until {}", day(*reason.until));
    Words w = zh ? Words{"要求 {}", "实为 {}", "相差 {}"} : Words{"needs {}", "is {}", "off by {}"};
    std::string_view comma = zh ? "，" : ", ";
    std::optional<Possible> whole = whole_window(reason);
    std::string out;
    if (whole) out = put(w.needs, range(reason.base, *whole, lang)) + std::string(comma);
    out += actual_text(reason, w, lang);
    if (whole && tells_shortfall(reason))
        out += std::string(comma) + put(w.off, amount(reason.base, *reason.shortfall, lang));
    if (status != RequirementStatus::Satisfied) out += window_outlook(reason, as_of, lang);
    return out;
}

std::string equality_message(const Reason& reason, Lang lang) {
    Words w = lang == Lang::Zh ? Words{"要求 {}", "实为 {}", ""} : Words{"needs {}", "is {}", ""};
    std::string out;
    if (reason.needed && !says_nothing(reason.base, *reason.needed))
        out = put(w.needs, shown(reason.base, *reason.needed, lang)) + (lang == Lang::Zh ? "，" : ", ");
    return out + actual_text(reason, w, lang);
}

std::string plain_message(RequirementStatus status, Lang lang) {
    bool zh = lang == Lang::Zh;
    switch (status) {
    case RequirementStatus::Satisfied: return zh ? "满足" : "holds";
    case RequirementStatus::Failed: return zh ? "不满足" : "does not hold";
    case RequirementStatus::Unknown: return zh ? "尚不能确定" : "not known yet";
    case RequirementStatus::NotApplicable: return zh ? "不适用" : "does not apply";
    }
    __builtin_unreachable();
}

/// Whether a value is all that some fact which is not known may be.
bool is_unknown_fact(const Table& table, const FactRow& facts, Base base, const Possible& value) {
    for (std::size_t i = 0; i < table.facts.size() && i < facts.size(); ++i) {
        const typed::Type& type = table.facts[i].type;
        if (facts[i].state == FactValue::State::Unknown && type.base == base && type.low == value.low &&
            type.high == value.high && type.low != type.high)
            return true;
    }
    return false;
}

std::optional<std::int64_t> as_of_day(const Table& table, const FactRow& facts) {
    if (table.as_of >= facts.size() || facts[table.as_of].state != FactValue::State::Known) return {};
    return facts[table.as_of].value;
}

std::string numbers(const std::vector<std::uint32_t>& paragraphs, std::string_view before,
                    std::string_view comma) {
    std::string out;
    for (std::uint32_t number : paragraphs)
        out += fmt::format("{}{}{}", out.empty() ? "" : comma, before, number);
    return out;
}

}  // namespace

std::string_view shown_name(const TableText& label, std::string_view id, std::string_view name, Lang lang) {
    const std::string& text = lang == Lang::Zh ? label.zh : label.en;
    if (!text.empty()) return text;
    return lang == Lang::Zh ? name : id;
}

std::string shown(Base base, const Possible& value, Lang lang) {
    bool zh = lang == Lang::Zh;
    if (surely_none(value)) return zh ? "无" : "none";
    if (!value.may_be_value || says_nothing(base, value)) return zh ? "未知" : "unknown";
    if (base == Base::YesNo && value.low != value.high) return zh ? "未知" : "unknown";
    return range(base, value, lang) + (value.may_be_none ? (zh ? "或无" : " or none") : "");
}

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

std::string type_hint(const TableFact& fact, Lang lang) {
    bool zh = lang == Lang::Zh;
    std::string out;
    switch (fact.type.base) {
    case Base::YesNo: out = zh ? "是／否" : "yes/no"; break;
    case Base::Count: out = zh ? "次数" : "count"; break;
    case Base::Date: out = zh ? "日期" : "date"; break;
    case Base::Number: out = zh ? "数值" : "number"; break;
    case Base::Days: out = zh ? "天数" : "days"; break;
    case Base::Period: out = zh ? "期限" : "period"; break;
    }
    if (fact.type.or_none) out += zh ? "或无" : " or none";
    return out;
}

std::string cited(const TableCitation& citation, Lang lang) {
    bool zh = lang == Lang::Zh;
    std::string out = citation.source;
    if (!citation.paragraphs.empty())
        out += zh ? fmt::format("第{}段", numbers(citation.paragraphs, "", "、"))
                  : fmt::format(" {}", numbers(citation.paragraphs, "¶", ", "));
    if (citation.readings.empty()) return out;
    if (zh) return out + fmt::format("（解读 {}）", fmt::join(citation.readings, "、"));
    return out + fmt::format(" reading \"{}\"", fmt::join(citation.readings, "\", \""));
}

std::string_view authors_words(const TableRequirement& requirement, RequirementStatus status, Lang lang) {
    if (status != RequirementStatus::Failed && status != RequirementStatus::Unknown) return {};
    return lang == Lang::Zh ? requirement.otherwise.zh : requirement.otherwise.en;
}

std::string message(const Table& table, const TableRequirement& requirement, RequirementStatus status,
                    const Reason& reason, const FactRow& facts, Lang lang) {
    std::string_view authors = authors_words(requirement, status, lang);
    if (!authors.empty()) return filled_message(authors, table, reason, facts, lang);
    if (status == RequirementStatus::NotApplicable) return plain_message(status, lang);
    Reason told = reason;
    if (told.actual && is_unknown_fact(table, facts, told.base, *told.actual)) told.actual.reset();
    switch (told.shape) {
    case Reason::Shape::AtLeast:
    case Reason::Shape::AtMost: return comparison_message(told, lang);
    case Reason::Shape::Window: return window_message(status, told, as_of_day(table, facts), lang);
    case Reason::Shape::Equal: return equality_message(told, lang);
    case Reason::Shape::Other: return plain_message(status, lang);
    }
    __builtin_unreachable();
}

}  // namespace tenet::compiler
