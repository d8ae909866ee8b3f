#include "compiler/message_text.hpp"

#include "compiler/result_words.hpp"

#include <optional>

namespace tenet::compiler {
namespace {

using typed::Base;

enum class Place : std::uint8_t { Actual, Needed, Shortfall, Until, From, Records };

struct PlaceName {
    std::string_view name;
    Place place;
};

constexpr PlaceName place_names[] = {
    {"actual", Place::Actual},    {"实有", Place::Actual},         {"needed", Place::Needed},
    {"要求数", Place::Needed},    {"shortfall", Place::Shortfall}, {"差额", Place::Shortfall},
    {"excess", Place::Shortfall}, {"超出", Place::Shortfall},      {"until", Place::Until},
    {"止日", Place::Until},       {"from", Place::From},           {"起日", Place::From},
    {"records", Place::Records},  {"记录", Place::Records}};

std::string unknown(Lang lang) { return lang == Lang::Zh ? "未知" : "unknown"; }

/// Authors write the measure word themselves, so a number stands alone.
std::string bare(Base base, const std::optional<Possible>& value, Lang lang) {
    if (!value) return unknown(lang);
    return shown(base == Base::Count || base == Base::Days ? Base::Number : base, *value, lang);
}

std::string day(const std::optional<std::int64_t>& number, Lang lang) {
    if (!number) return unknown(lang);
    return shown(Base::Date, Possible{true, false, *number, *number}, lang);
}

std::string place_text(Place place, const Reason& reason, Lang lang) {
    switch (place) {
    case Place::Actual: return bare(reason.base, reason.actual, lang);
    case Place::Needed: {
        std::string low = bare(reason.base, reason.needed, lang);
        if (!reason.needed_high) return low;
        return low + (lang == Lang::Zh ? " 至 " : " to ") + bare(reason.base, reason.needed_high, lang);
    }
    case Place::Shortfall:
        return bare(reason.base == Base::Date ? Base::Days : reason.base, reason.shortfall, lang);
    case Place::Until: return day(reason.until, lang);
    case Place::From: return day(reason.from, lang);
    case Place::Records: return {};
    }
    __builtin_unreachable();
}

std::string fact_text(const TableFact& fact, const FactValue& value, Lang lang) {
    switch (value.state) {
    case FactValue::State::Unknown: return unknown(lang);
    case FactValue::State::None: return bare(fact.type.base, Possible{false, true, 0, 0}, lang);
    case FactValue::State::Known:
        return bare(fact.type.base, Possible{true, false, value.value, value.value}, lang);
    }
    __builtin_unreachable();
}

/// What stands for a name between braces, if it names anything.
std::optional<std::string> named(std::string_view name, const Table& table, const Reason& reason,
                                 const FactRow& facts, Lang lang) {
    for (std::size_t i = 0; i < table.facts.size() && i < facts.size(); ++i)
        if (table.facts[i].name == name || table.facts[i].id == name)
            return fact_text(table.facts[i], facts[i], lang);
    for (const PlaceName& known : place_names)
        if (known.name == name) return place_text(known.place, reason, lang);
    return {};
}

}  // namespace

std::string filled_message(std::string_view text, const Table& table, const Reason& reason,
                           const FactRow& facts, Lang lang) {
    std::string out;
    while (!text.empty()) {
        std::size_t open = text.find('{');
        out += text.substr(0, open);
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        std::size_t close = text.find('}');
        bool doubled = text.starts_with("{{");
        std::optional<std::string> found;
        if (!doubled && close != std::string_view::npos)
            found = named(text.substr(1, close - 1), table, reason, facts, lang);
        out += found ? *found : "{";
        text.remove_prefix(found ? close + 1 : doubled ? 2 : 1);
    }
    return out;
}

}  // namespace tenet::compiler
